# ruff: noqa: E501 - a story stands on one line
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.draft import SpanKind, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing import SUFFIXES
from casedesk.importing.proposing import propose
from casedesk.importing.readers.pdf import fold_radicals
from casedesk.importing.readers.plain import decode
from casedesk.importing.reading import read, read_html, read_text
from tests.importing.files import p, saved, word_bytes, zipped
from tests.importing.short_texts import short_texts
from tests.importing.stories import COMMENT, SOUP, TITLES, UMBRELLA, collection, titles

CASES = collection(lambda i: f"案例{'一二三四'[i]}：", comment=f"点评：{COMMENT}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_in_many_encodings(tmp_path: Path, encoding: str) -> None:
    assert read(saved(tmp_path, "a.txt", CASES.encode(encoding))).text == CASES


def test_traditional_text_in_big5(tmp_path: Path) -> None:
    text = "案例一：最後一把傘\n那天傍晚下著大雨，禮賓員把最後一把傘遞給了趕火車的陳女士。經理說，這樣做沒有錯。\n"
    found = read(saved(tmp_path, "a.txt", text.encode("big5hkscs")))
    assert (found.text, found.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize(
    ("encoding", "traditional"),
    [
        ("utf-8", False),
        ("utf-8-sig", True),
        ("gb18030", False),
        ("gb18030", True),
        ("big5hkscs", True),
        ("utf-16", False),
        ("utf-16-le", False),
        ("utf-16-be", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
    ],
)
def test_two_hundred_short_texts_in_every_encoding(encoding: str, traditional: bool) -> None:
    texts = short_texts(200, traditional=traditional)
    assert [text for text in texts if decode(text.encode(encoding))[0] != text] == []


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le"])
def test_tables_and_pages_of_short_texts_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    for number, text in enumerate(short_texts(20, traditional=True)):
        line = " ".join(text.split())
        table = read(saved(tmp_path, f"{number}.csv", f"日期,內容\n週一,{line.replace(',', '，')}\n".encode(encoding)))
        assert line.replace(",", "，") in table.text
        page = read(saved(tmp_path, f"{number}.html", f"<html><body><p>{line}</p></body></html>".encode(encoding)))
        assert page.text.strip() == line


@pytest.mark.parametrize(("declared", "encoding"), [("gb2312", "gbk"), ("Big5", "big5hkscs"), ("utf-8", "gb18030")])
def test_a_page_is_read_as_it_declares_or_as_it_is_where_that_is_wrong(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    text = "禮賓員把最後一把傘遞給了趕火車的陳女士，經理說這樣做沒有錯。"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{text}</p>'
    assert read(saved(tmp_path, "a.htm", page.encode(encoding))).text.strip() == text


def test_english_text_with_the_quotes_of_windows(tmp_path: Path) -> None:
    text = "The guest said, “It’s only an umbrella – keep it.” The porter didn’t answer."
    assert read(saved(tmp_path, "a.txt", text.encode("cp1252"))).text == text


def test_the_encoding_can_be_chosen(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", "客人".encode("gb18030"))
    assert read(path, encoding="gb18030").text == "客人"
    assert read(path, encoding="big5hkscs").text != "客人"


@given(
    st.text(alphabet="客人走到前台说房间的空调坏了服务员马上道歉。，", min_size=20, max_size=60),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_decoding_gives_back_what_was_encoded(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_markdown(tmp_path: Path) -> None:
    text = f"# 案例集\n\n## {TITLES[0]}\n\n{UMBRELLA}\n\n**点评：** {COMMENT}\n\n## {TITLES[1]}\n\n{SOUP}\n\n- 冰毛巾\n- 热汤\n"
    found = read(saved(tmp_path, "a.md", text))
    assert [b.level for b in found.blocks if b.style is Style.HEADING] == [1, 2, 2]
    assert [b.style for b in found.blocks][-2:] == [Style.LIST_ITEM] * 2
    assert titles(propose(found)) == list(TITLES[:2])


def test_web_pages_without_menus_and_scripts(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='gb2312'><title>t</title><script>var a=1</script></head><body><nav>首页 案例</nav>"
        f"<h1>前厅案例</h1><h2>案例一：{TITLES[0]}</h2><p>{UMBRELLA}</p><p><b>点评：</b>{COMMENT}</p>"
        "<table><tr><td>人数</td><td>3</td></tr></table><div class='footer'>版权</div><div style='display:none'>隐藏</div></body></html>"
    )
    found = read(saved(tmp_path, "a.html", page.encode("gb18030")))
    assert not any(word in found.text for word in ("首页", "var a", "版权", "隐藏"))
    assert any(block.style is Style.TABLE for block in found.blocks)
    assert titles(propose(found)) == [TITLES[0]]


def test_pasted_rich_text_keeps_bold_and_list_numbers() -> None:
    found = read_html("<p>客人<b>笑了</b></p><ol><li>甲</li><li>乙</li></ol>", "pasted")
    assert found.text == "客人笑了\n1. 甲\n2. 乙\n"
    assert found.blocks[0].html == "<p>客人<strong>笑了</strong></p>"


def rtf(text: str) -> bytes:
    def escaped(char: str) -> str:
        return char if char.isascii() else f"\\u{ord(char) - (65536 if ord(char) > 32767 else 0)}?"

    paragraphs = "".join("".join(escaped(char) for char in line) + "\\par\n" for line in text.splitlines())
    return ("{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}{\\info{\\title x}}\\uc1 " + paragraphs + "}").encode(
        "ascii"
    )


def test_rtf_with_unicode_and_code_page(tmp_path: Path) -> None:
    assert titles(propose(read(saved(tmp_path, "a.rtf", rtf(CASES))))) == list(TITLES)
    coded = (
        b"{\\rtf1\\ansi\\ansicpg936 "
        + b"".join(b"\\'%02x" % byte for byte in "客人{\\b 笑了}".encode("gb18030"))
        + b"\\par}"
    )
    assert "客人" in read(saved(tmp_path, "b.rtf", coded)).text


def odt(body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table", "style")
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def test_open_documents(tmp_path: Path) -> None:
    body = (
        f"<text:h text:outline-level='1'>案例一：{TITLES[0]}</text:h><text:p>{UMBRELLA}<text:s text:c='2'/><text:span>完</text:span></text:p>"
        "<text:tracked-changes><text:p>删掉的</text:p></text:tracked-changes><text:list><text:list-item><text:p>先问</text:p></text:list-item></text:list>"
    )
    found = read(saved(tmp_path, "a.odt", odt(body)))
    assert "删掉的" not in found.text
    assert found.blocks[-1].style is Style.LIST_ITEM
    assert titles(propose(found)) == [TITLES[0]]


def slide_bytes(*slides: tuple[str, str]) -> bytes:
    a, pp = (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/presentationml/2006/main",
    )
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = f'xmlns:a="{a}" xmlns:p="{pp}" xmlns:r="{rel}"'
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{rel}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": f"<p:presentation {head}><p:sldIdLst>"
        + "".join(f'<p:sldId r:id="s{i}"/>' for i in range(len(slides)))
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": "<Relationships>"
        + "".join(f'<Relationship Id="s{i}" Type="{rel}/slide" Target="slides/s{i}.xml"/>' for i in range(len(slides)))
        + "</Relationships>",
    }
    for i, (title, body) in enumerate(slides):
        shape = "<p:sp><p:nvSpPr><p:nvPr><p:ph type='{kind}'/></p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>"
        paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in body.splitlines())
        tree = shape.format(kind="title", text=f"<a:p><a:r><a:t>{title}</a:t></a:r></a:p>") + shape.format(
            kind="body", text=paragraphs
        )
        tree += shape.format(kind="sldNum", text=f"<a:p><a:fld><a:t>{i}</a:t></a:fld></a:p>")
        parts[f"ppt/slides/s{i}.xml"] = f"<p:sld {head}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>"
    return zipped(parts)


def test_slide_titles_are_headings_and_a_title_that_goes_on_is_one(tmp_path: Path) -> None:
    half = len(UMBRELLA) // 2
    data = slide_bytes(
        (TITLES[0], UMBRELLA[:half]), (TITLES[0], UMBRELLA[half:]), (TITLES[1], SOUP + f"\n点评：{COMMENT}")
    )
    found = read(saved(tmp_path, "a.pptx", data))
    assert [found.text[b.start : b.end] for b in found.blocks if b.style is Style.HEADING] == list(TITLES[:2])
    assert titles(propose(found)) == list(TITLES[:2])
    assert found.blocks[-1].place == "Slide 3"


def test_a_csv_table_of_cases(tmp_path: Path) -> None:
    text = f'序号,标题,正文,思考题,点评,部门\n1,{TITLES[0]},"{UMBRELLA}","1.先问谁？\n2.登记放哪里？",{COMMENT},礼宾\n2,{TITLES[1]},{SOUP},,,\n'
    proposal = propose(read(saved(tmp_path, "a.csv", text.encode("gb18030"))))
    assert titles(proposal) == list(TITLES[:2])
    kinds = [span.kind for span in proposal.drafts[0].spans if span.kind is not SpanKind.MARKER]
    assert kinds == [
        SpanKind.HEADING,
        SpanKind.BODY,
        SpanKind.QUESTION,
        SpanKind.QUESTION,
        SpanKind.ANALYSIS,
        SpanKind.BACKGROUND,
    ]


def test_another_csv_is_a_table(tmp_path: Path) -> None:
    found = read(saved(tmp_path, "a.csv", "日期,人数\n周一,3\n"))
    assert found.blocks[0].style is Style.TABLE
    assert not propose(found).drafts


def test_radicals_that_fonts_give_are_the_characters_they_look_like() -> None:
    assert fold_radicals("⻋⼩⼗⾳⾏") == "车小十音行"
    assert fold_radicals("客⼾来了") == "客户来了"
    assert fold_radicals("客⼾來了") == "客戶來了"


def test_a_pdf_is_read_with_places(tmp_path: Path) -> None:
    found = read(
        saved(
            tmp_path,
            "a.pdf",
            _pdf("Case 1: The last umbrella", "One evening it rained and the guest asked for an umbrella."),
        )
    )
    assert "Case 1: The last umbrella" in found.text
    assert found.blocks[0].place == "p. 1"


def test_a_pdf_of_pictures_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="OCR"):
        read(saved(tmp_path, "a.pdf", _pdf()))


def _pdf(*lines: str) -> bytes:
    text = "BT /F1 12 Tf 72 720 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{offset:010} 00000 n \n" for offset in offsets
    )
    return (out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").encode("latin-1")


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return buffer.getvalue()


REFUSED: dict[str, Callable[[], tuple[str, bytes]]] = {
    "empty": lambda: ("a.txt", b" \n"),
    "empty Word": lambda: ("a.docx", word_bytes(p(""))),
    "damaged Word": lambda: ("a.docx", word_bytes(p("客人"))[:-60]),
    "damaged XML": lambda: ("a.docx", word_bytes("<w:p>")),
    "Word by name only": lambda: ("a.docx", b"no zip at all"),
    "zip bomb": lambda: ("a.docx", _bomb()),
    "some zip": lambda: ("a.docx", zipped({"readme": "x"})),
    "picture": lambda: ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "picture called document": lambda: ("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "program": lambda: ("a.txt", bytes(range(256)) * 8),
    "damaged PDF": lambda: ("a.pdf", b"%PDF-1.4\nnothing"),
    "damaged OLE": lambda: ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "empty table": lambda: ("a.csv", b",,\n,,\n"),
    "deep XML": lambda: ("a.docx", word_bytes("<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400)),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_with_one_sentence(
    tmp_path: Path, make: Callable[[], tuple[str, bytes]]
) -> None:
    name, data = make()
    with pytest.raises(UnreadableFileError) as caught:
        read(saved(tmp_path, name, data))
    assert str(caught.value).endswith(".")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read(tmp_path / "gone.docx")


def test_files_are_read_by_what_they_hold(tmp_path: Path) -> None:
    assert "客人" in read(saved(tmp_path, "a.doc", word_bytes(p("客人")))).text
    assert "笑了" in read(saved(tmp_path, "b.doc", b"{\\rtf1 \\u31505?\\u20102?}")).text
    assert read(saved(tmp_path, "c.doc", "<html><body><p>客人</p></body></html>")).media_type == "text/html"


def test_a_text_that_begins_like_a_bitmap_is_text(tmp_path: Path) -> None:
    assert read(saved(tmp_path, "a.txt", "BMW 的客人走了。".encode())).text.startswith("BMW")


def test_blocks_tile_the_text(tmp_path: Path) -> None:
    for found in (
        read_text(CASES, "a"),
        read(saved(tmp_path, "a.docx", word_bytes(p("甲") + p("") + p("乙")))),
        read_html("<p>a</p>b", "x"),
    ):
        covered = "".join(found.text[block.start : block.end] for block in found.blocks)
        assert "".join(covered.split()) == "".join(found.text.split())


def test_the_endings_are_lower_case_with_a_dot() -> None:
    assert {".docx", ".txt", ".pdf", ".html", ".doc", ".pptx", ".csv"} <= SUFFIXES
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)
