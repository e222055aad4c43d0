# ruff: noqa: E501 - a story stands on one line
import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.building import PICTURE
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read
from casedesk.importing.sections import section_texts
from tests.importing.files import PIXEL, W, p, part, r, relation, saved, word_bytes, zipped
from tests.importing.stories import SOUP, TITLES, UMBRELLA, titles


def source(folder: Path, body: str, **more: object) -> SourceText:
    return read(saved(folder, "cases.docx", word_bytes(body, **more)))  # type: ignore[arg-type]


def lines(found: SourceText) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks]


def test_tracked_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    body = f"<w:p>{r('客人')}<w:ins>{r('终于')}</w:ins><w:del><w:r><w:delText>没有</w:delText></w:r></w:del>{r('笑了')}</w:p>"
    assert lines(source(tmp_path, body)) == ["客人终于笑了"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('客人')}</w:p>" + p("笑了")
    assert lines(source(tmp_path, body)) == ["客人笑了"]


def test_words_in_wrappers_are_read(tmp_path: Path) -> None:
    body = (
        f"<w:p><w:hyperlink>{r('一')}</w:hyperlink><w:smartTag>{r('二')}</w:smartTag>"
        f"<w:sdt><w:sdtContent>{r('三')}</w:sdtContent></w:sdt><w:fldSimple>{r('四')}</w:fldSimple></w:p>"
        f"<w:sdt><w:sdtContent>{p('五')}</w:sdtContent></w:sdt>"
    )
    assert lines(source(tmp_path, body)) == ["一二三四", "五"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('框里的字')}</w:txbxContent>"
    body = (
        f"<w:p>{r('正文')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(source(tmp_path, body)) == ["正文", "框里的字"]


def test_fields_show_their_result_and_not_their_code(tmp_path: Path) -> None:
    body = (
        f"<w:p>{r('第')}<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{r('x')}"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r('3')}<w:r><w:fldChar w:fldCharType='end'/></w:r>{r('天')}</w:p>"
    )
    assert lines(source(tmp_path, body)) == ["第3天"]


def test_hidden_words_are_left_out_and_symbols_are_read(tmp_path: Path) -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    body = f"<w:p>{r('看得见')}{r('看不见', '<w:vanish/>')}{symbol}<w:r><w:noBreakHyphen/></w:r></w:p>"
    assert lines(source(tmp_path, body)) == ["看得见✓-"]


def test_notes_stand_behind_their_paragraph(tmp_path: Path) -> None:
    body = f"<w:p>{r('客人走了')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + p("第二段")
    notes = part("footnotes", f"<w:footnote w:id='2'>{p('第二天又来了')}</w:footnote>")
    found = source(
        tmp_path, body, parts={"word/footnotes.xml": notes}, relations=relation("n", "footnotes", "footnotes.xml")
    )
    assert lines(found) == ["客人走了[1]", "[1] 第二天又来了", "第二段"]


LEVELS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(text: str, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>')


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "案例%1", ["案例1 甲", "案例2 乙"]),
        ("chineseCounting", "%1、", ["一、甲", "二、乙"]),
        ("chineseCountingThousand", "（%1）", ["（一）甲", "（二）乙"]),
        ("upperRoman", "%1.", ["I. 甲", "II. 乙"]),
        ("lowerLetter", "%1)", ["a) 甲", "b) 乙"]),
        ("decimalEnclosedCircle", "%1", ["① 甲", "② 乙"]),
        ("none", "", ["甲", "乙"]),
    ],
)
def test_automatic_numbers_are_rebuilt(tmp_path: Path, form: str, text: str, expected: list[str]) -> None:
    numbering = part("numbering", LEVELS.format(form=form, text=text))
    more = {"parts": {"word/numbering.xml": numbering}, "relations": relation("n", "numbering", "numbering.xml")}
    assert lines(source(tmp_path, numbered("甲") + p("") + numbered("乙"), **more)) == expected


def test_deeper_numbers_begin_again(tmp_path: Path) -> None:
    numbering = part("numbering", LEVELS.format(form="decimal", text="%1."))
    more = {"parts": {"word/numbering.xml": numbering}, "relations": relation("n", "numbering", "numbering.xml")}
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 1) + numbered("丁") + numbered("戊", 1)
    assert lines(source(tmp_path, body, **more)) == ["1. 甲", "1.1 乙", "1.2 丙", "2. 丁", "2.1 戊"]


def test_automatic_numbers_make_headings_of_cases(tmp_path: Path) -> None:
    numbering = part("numbering", LEVELS.format(form="decimal", text="案例%1"))
    more = {"parts": {"word/numbering.xml": numbering}, "relations": relation("n", "numbering", "numbering.xml")}
    body = numbered(TITLES[0]) + p(UMBRELLA) + numbered(TITLES[1]) + p(SOUP)
    assert titles(propose(source(tmp_path, body, **more))) == list(TITLES[:2])


STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="Mine"/><w:basedOn w:val="a1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Strong line"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>',
)


def test_styles_tell_headings_bold_and_size(tmp_path: Path) -> None:
    body = (
        p("甲", '<w:pStyle w:val="a2"/>')
        + p("乙", '<w:pStyle w:val="a3"/>')
        + p("正文很长很长", run='<w:sz w:val="21"/>')
    )
    found = source(tmp_path, body, parts={"word/styles.xml": STYLES}, relations=relation("s", "styles", "styles.xml"))
    heading, strong, plain = found.blocks
    assert (heading.style, heading.level) == (Style.HEADING, 2)
    assert strong.bold
    assert strong.size > 1.3
    assert (plain.bold, plain.size) == (False, 1.0)


def test_heading_styles_split_cases_under_chapters(tmp_path: Path) -> None:
    def heading(text: str, level: int) -> str:
        return p(text, f'<w:outlineLvl w:val="{level - 1}"/>')

    body = (
        heading("前厅", 1)
        + heading(TITLES[0], 2)
        + p(UMBRELLA)
        + p("点评：先问，再给。")
        + heading("餐厅", 1)
        + heading(TITLES[1], 2)
        + p(SOUP)
        + p("点评：先看孩子。")
    )
    assert titles(propose(source(tmp_path, body))) == list(TITLES[:2])


def test_bold_lone_lines_split_cases(tmp_path: Path) -> None:
    body = p(TITLES[0], run="<w:b/>") + p(UMBRELLA) + p(TITLES[1], run="<w:b/>") + p(SOUP)
    assert titles(propose(source(tmp_path, body))) == list(TITLES[:2])


def test_bold_words_survive_as_rich_text(tmp_path: Path) -> None:
    found = source(tmp_path, f"<w:p>{r('客人')}{r('笑了', '<w:b/><w:i/>')}</w:p>")
    assert found.blocks[0].html == "<p>客人<strong><em>笑了</em></strong></p>"


def test_tables_of_data_are_one_block_with_rich_text(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    found = source(tmp_path, f"<w:tbl>{row('日期', '人数', '房型')}{row('周一', '3', '双床')}</w:tbl>")
    assert found.blocks[0].style is Style.TABLE
    assert found.text[found.blocks[0].start : found.blocks[0].end] == "日期\t人数\t房型\n周一\t3\t双床"
    assert "<table>" in found.blocks[0].html


def test_tables_that_lay_out_a_case_are_read_as_its_text(tmp_path: Path) -> None:
    def row(label: str, text: str) -> str:
        return f"<w:tr><w:tc>{p(label)}</w:tc><w:tc>{p(text)}</w:tc></w:tr>"

    table = f"<w:tbl>{row('案例名称：', TITLES[0])}{row('案例经过', UMBRELLA)}{row('点评', '先问，再给。')}</w:tbl>"
    proposal = propose(source(tmp_path, table))
    assert titles(proposal) == [TITLES[0]]


def test_nested_tables_lose_nothing(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('里面')}</w:tc></w:tr></w:tbl>"
    found = source(tmp_path, f"<w:tbl><w:tr><w:tc>{p('外面')}{inner}<w:p/></w:tc></w:tr></w:tbl>")
    assert "外面" in found.text
    assert "里面" in found.text


def test_pictures_are_kept_once_by_their_hash_and_have_a_place(tmp_path: Path) -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:extent cx="952500"/><a:blip r:embed="i1"/></wp:inline></w:drawing></w:r>'
    body = f"<w:p>{r('图')}{drawing}</w:p><w:p>{drawing}</w:p>"
    found = source(tmp_path, body, parts={"word/media/a.png": PIXEL}, relations=relation("i1", "image", "media/a.png"))
    assert len(found.images) == 1
    assert found.text.count(PICTURE) == 2
    assert f'src="attachment:{found.images[0].digest}"' in found.blocks[0].html
    assert 'width="100"' in found.blocks[0].html


def test_strict_namespaces_are_read(tmp_path: Path) -> None:
    data = word_bytes(p("严格的文件"))
    strict = word_bytes(
        p("严格的文件"),
        parts={
            "word/document.xml": f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{p("严格的文件")}</w:body></w:document>'
        },
    )
    assert strict != data
    assert lines(read(saved(tmp_path, "strict.docx", strict))) == ["严格的文件"]


def test_pages_are_counted_for_places(tmp_path: Path) -> None:
    body = p("第一页") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("第二页")
    found = source(tmp_path, body)
    assert [block.place for block in found.blocks] == ["p. 1", "p. 2"]


def test_notes_of_table_cells_stand_behind_the_table(tmp_path: Path) -> None:
    reference = "<w:r><w:endnoteReference w:id='1'/></w:r>"
    cell = f"<w:tc><w:p>{r('房型')}{reference}</w:p></w:tc><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc>"
    notes = part(
        "endnotes",
        f"<w:endnote w:type='separator' w:id='0'>{p('—')}</w:endnote><w:endnote w:id='1'>{p('含早餐')}</w:endnote>",
    )
    found = source(
        tmp_path,
        f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + p("后文"),
        parts={"word/endnotes.xml": notes},
        relations=relation("e", "endnotes", "endnotes.xml"),
    )
    assert lines(found) == ["房型[1]\t甲\t乙", "[1] 含早餐", "后文"]


def test_rows_and_cells_that_were_deleted_are_not_read(tmp_path: Path) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('删掉的行')}</w:tc></w:tr>"
    cells = "".join(f"<w:tc>{p(words)}</w:tc>" for words in ("日期", "人数", "房型"))
    deleted = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('删掉的格')}</w:tc>"
    assert lines(source(tmp_path, f"<w:tbl>{gone}<w:tr>{cells}{deleted}</w:tr></w:tbl>")) == ["日期\t人数\t房型"]


def test_moved_words_stand_where_they_were_moved_to(tmp_path: Path) -> None:
    body = f"<w:p><w:moveFrom>{r('伞')}</w:moveFrom>{r('雨')}<w:moveTo>{r('伞')}</w:moveTo></w:p>"
    assert lines(source(tmp_path, body)) == ["雨伞"]


def test_styles_of_characters_and_of_paragraphs_hide_words_and_make_them_bold(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="h"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="b"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="hp"><w:name w:val="Secret lines"/><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    hidden, bold, shown = '<w:rStyle w:val="h"/>', '<w:rStyle w:val="b"/>', '<w:vanish w:val="0"/>'
    body = f"<w:p>{r('客人')}{r('看不见', hidden)}{r('笑了', bold)}</w:p>" + p("整段看不见", '<w:pStyle w:val="hp"/>')
    body += p("又看得见", '<w:pStyle w:val="hp"/>', shown)
    found = source(tmp_path, body, parts={"word/styles.xml": styles}, relations=relation("s", "styles", "styles.xml"))
    assert lines(found) == ["客人笑了", "又看得见"]
    assert found.blocks[0].html == "<p>客人<strong>笑了</strong></p>"


def test_fields_in_fields_show_the_result_of_the_outer_one(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    inner = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate") + r("7") + mark("end")
    outer = mark("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + inner + mark("separate")
    assert lines(source(tmp_path, f"<w:p>{outer}{r('正文')}{mark('end')}</w:p>")) == ["正文"]


def test_headers_and_footers_are_no_part_of_the_text(tmp_path: Path) -> None:
    found = source(
        tmp_path,
        p("正文"),
        parts={"word/header1.xml": part("hdr", p("内部资料"))},
        relations=relation("h", "header", "header1.xml"),
    )
    assert lines(found) == ["正文"]


def test_a_text_box_inside_a_text_box_and_in_a_cell_is_read_once(tmp_path: Path) -> None:
    def box(content: str) -> str:
        shape = f"<w:txbxContent>{content}</w:txbxContent>"
        return (
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{shape}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    inner = f"<w:p>{box(p('内'))}</w:p>"
    body = f"<w:p>{box(p('外') + inner)}</w:p>"
    assert lines(source(tmp_path, body)) == ["外", "内"]
    cell = f"<w:tbl><w:tr><w:tc><w:p>{r('格')}{box(p('框'))}</w:p></w:tc></w:tr></w:tbl>"
    assert source(tmp_path, cell).text.count("框") == 1


def test_an_empty_choice_leaves_the_fallback(tmp_path: Path) -> None:
    body = f"<w:p><mc:AlternateContent><mc:Choice/><mc:Fallback>{r('后备')}</mc:Fallback></mc:AlternateContent></w:p>"
    assert lines(source(tmp_path, body)) == ["后备"]


def test_formulas_are_read_in_one_line(tmp_path: Path) -> None:
    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    body = (
        f"<w:p>{r('满意度')}<m:oMath>{m('=')}<m:f><m:num>{m('a+b')}</m:num><m:den>{m('c')}</m:den></m:f>"
        f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup></m:oMath></w:p>"
    )
    assert lines(source(tmp_path, body)) == ["满意度=(a+b)/cx^2"]


def test_templates_and_files_with_macros_are_read(tmp_path: Path) -> None:
    for name in ("a.docm", "a.dotx", "a.dotm"):
        data = word_bytes(p("正文"), parts={"word/vbaProject.bin": b"macro"})
        assert lines(read(saved(tmp_path, name, data))) == ["正文"]


def test_a_strict_file_keeps_its_numbers_styles_and_notes(tmp_path: Path) -> None:
    numbering = part("numbering", LEVELS.format(form="chineseCounting", text="案例%1"))
    data = word_bytes(
        numbered("伞") + f"<w:p>{r('客人')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        parts={
            "word/numbering.xml": numbering,
            "word/footnotes.xml": part("footnotes", f"<w:footnote w:id='2'>{p('注')}</w:footnote>"),
        },
        relations=relation("n", "numbering", "numbering.xml") + relation("f", "footnotes", "footnotes.xml"),
    )
    strict = rezipped(
        data,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    strict = rezipped(
        strict,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    assert lines(read(saved(tmp_path, "strict.docx", strict))) == ["案例一 伞", "客人[1]", "[1] 注"]


def rezipped(data: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name).replace(old.encode(), new.encode()) for name in archive.namelist()})


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = saved(tmp_path, "secret.txt", "geheim")
    document = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>a&x;b</w:t></w:r></w:p></w:body></w:document>'
    path = saved(tmp_path, "x.docx", word_bytes("", parts={"word/document.xml": document}))
    with suppress(UnreadableFileError):  # refused altogether: as good
        assert "geheim" not in read(path).text


def test_a_style_for_dialogue_makes_dialogue(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a0"><w:name w:val="对话"/></w:style>'
    story = (
        "案例一：丢了的房卡",
        "夜里十一点，一位客人走到前台，说房卡丢了。",
        "我的房卡呢？",
        "前台给他做了一张新房卡。",
    )
    rest = (
        "思考题：",
        "1. 前台错在哪里？",
        "点评：要先核对身份。",
        "案例二：凉了的茶",
        "客人等了四十分钟，茶凉了也没有人换。",
        "思考题：",
        "1. 怎么办？",
    )
    said = '<w:pStyle w:val="a0"/>'
    body = "".join(p(line, said if line == story[2] else "") for line in (*story, *rest))
    found = source(
        tmp_path,
        body,
        parts={"word/styles.xml": part("styles", styles)},
        relations=relation("s", "styles", "styles.xml"),
    )
    told = section_texts(found, propose(found).drafts[0])[0].html
    assert told.endswith('<p class="dialogue">我的房卡呢？</p><p>前台给他做了一张新房卡。</p>')
