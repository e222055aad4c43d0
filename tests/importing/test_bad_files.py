# ruff: noqa: E501 - a story stands on one line
"""Files that are not what they seem, or mean harm: each is read for what it is, or refused with one sentence."""

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.reading import read
from tests.importing.files import W, p, saved, word_bytes, zipped

STORY = "客人走了，伞还在前台。"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(chapters: dict[str, str], **parts: str) -> bytes:
    items = "".join(f'<item id="i{i}" href="{name.replace(" ", "%20")}"/>' for i, name in enumerate(chapters))
    order = "".join(f'<itemref idref="i{i}"/>' for i in range(len(chapters)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}<item id="n" href="nav.xhtml" properties="nav"/>'
        f'</manifest><spine><itemref idref="n"/>{order}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    pages = {
        f"OEBPS/{name}": f'<?xml version="1.0"?><html><body>{text}</body></html>' for name, text in chapters.items()
    }
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": "<html><body><ol><li>目录</li></ol></body></html>",
            **pages,
            **parts,
        }
    )


def test_a_book_is_read_chapter_by_chapter_without_its_contents(tmp_path: Path) -> None:
    data = book({"z.xhtml": f"<h1>前厅</h1><p>{STORY}</p>", "a b.xhtml": "<p>第二章<b>的</b>话</p>"})
    found = read(saved(tmp_path, "a.epub", data))
    assert [found.text[block.start : block.end] for block in found.blocks] == ["前厅", STORY, "第二章的话"]
    assert (found.blocks[0].level, found.blocks[2].place) == (1, "Chapter 2")


def test_a_locked_book_is_refused_but_not_for_its_fonts(tmp_path: Path) -> None:
    lock = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    fonts = {"META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding")}
    assert STORY in read(saved(tmp_path, "a.epub", book({"a.xhtml": STORY}, **fonts))).text
    locked = {"META-INF/encryption.xml": lock.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")}
    with pytest.raises(UnreadableFileError, match="copying"):
        read(saved(tmp_path, "b.epub", book({"a.xhtml": STORY}, **locked)))


@pytest.mark.parametrize(
    ("charset", "coding"), [("gb2312", "quoted-printable"), ("utf-8", "base64"), ("utf-8", "8bit")]
)
def test_a_web_archive_called_doc_is_read(tmp_path: Path, charset: str, coding: str) -> None:
    import base64
    import quopri

    page = f"<html><head><meta charset={charset}></head><body><p>{STORY}</p></body></html>".encode(charset)
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[coding](page)
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Location: file:///C:/a.htm\n'
        f'Content-Transfer-Encoding: {coding}\nContent-Type: text/html; charset="{charset}"\n\n'
    )
    data = head.encode() + coded + b"\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    assert read(saved(tmp_path, "a.doc", data)).text.strip() == STORY


def flat_package() -> bytes:
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = f'<w:document xmlns:w="{W}"><w:body>{p(STORY)}</w:body></w:document>'
    relations = (
        f'<Relationships><Relationship Id="a" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in (("_rels/.rels", relations), ("word/document.xml", document))
    )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{space}">{parts}</pkg:package>'.encode()


def word_2003() -> bytes:
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    aux = "http://schemas.microsoft.com/office/word/2003/auxHint"
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    heading = p("前厅", '<w:pStyle w:val="1"/>')
    body = f"<wx:sect><wx:sub-section>{heading}{p(STORY)}</wx:sub-section><wx:sub-section>{p('完')}</wx:sub-section></wx:sect>"
    return (
        f'<?xml version="1.0"?><w:wordDocument xmlns:w="{space}" xmlns:wx="{aux}"><w:styles>{styles}</w:styles>'
        f"<w:body>{body}</w:body></w:wordDocument>"
    ).encode()


def test_word_2003_xml_keeps_its_headings(tmp_path: Path) -> None:
    found = read(saved(tmp_path, "a.doc", word_2003()))
    assert [found.text[block.start : block.end] for block in found.blocks] == ["前厅", STORY, "完"]
    assert found.blocks[0].level == 1


def workbook() -> bytes:
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{STORY}</t></is></c></row>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kind}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
            f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{rel}"><sheets><sheet name="x" sheetId="1" r:id="s"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="s" '
            f'Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


MISNAMED: dict[str, Callable[[], tuple[str, bytes]]] = {
    "Word called doc": lambda: ("a.doc", word_bytes(p(STORY))),
    "Word called txt": lambda: ("a.txt", word_bytes(p(STORY))),
    "Word called pdf": lambda: ("a.pdf", word_bytes(p(STORY))),
    "workbook called docx": lambda: ("a.docx", workbook()),
    "page called doc": lambda: ("a.doc", f"<html><body><p>{STORY}</p></body></html>".encode("gb18030")),
    "page called docx": lambda: ("a.docx", f"<!DOCTYPE html><p>{STORY}</p>".encode()),
    "page called xls": lambda: ("a.xls", f"<html><table><tr><td>{STORY}</td></tr></table></html>".encode()),
    "RTF called doc": lambda: (
        "a.doc",
        b"{\\rtf1\\ansi\\uc1 "
        + "".join(f"\\u{ord(char) - (65536 if ord(char) > 32767 else 0)}?" for char in STORY).encode()
        + b"}",
    ),
    "text called doc": lambda: ("a.doc", STORY.encode("gb18030")),
    "flat package called doc": lambda: ("a.doc", flat_package()),
    "Word 2003 XML": lambda: ("a.xml", word_2003()),
    "book called zip": lambda: ("a.zip", book({"a.xhtml": STORY})),
}


@pytest.mark.parametrize("make", MISNAMED.values(), ids=MISNAMED.keys())
def test_a_file_is_read_for_what_it_is(tmp_path: Path, make: Callable[[], tuple[str, bytes]]) -> None:
    assert STORY in read(saved(tmp_path, *make())).text


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<!DOCTYPE d [<!ENTITY l0 "{"ha" * 10}">{entities}]>'
    return word_bytes(
        "", parts={"word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{p("&l9;")}</w:body></w:document>'}
    )


def lying_sizes() -> bytes:
    """A zip file whose part is far larger than it says."""
    data = bytearray(zipped({"word/document.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    return bytes(data)


def encrypted_part() -> bytes:
    data = bytearray(word_bytes(p(STORY)))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def many_parts() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"word/{number}", b"")
    return buffer.getvalue()


def deep(tag: str) -> bytes:
    return word_bytes(f"<w:{tag}>" * 5000 + f"</w:{tag}>" * 5000)


HARMFUL: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "billion laughs": (laughs, "a.docx", "damaged|empty"),
    "lying sizes": (lying_sizes, "a.docx", "damaged|not a Word"),
    "encrypted zip": (encrypted_part, "a.docx", "password"),
    "too many parts": (many_parts, "a.docx", "unpacks"),
    "deep XML": (lambda: deep("sdt"), "a.docx", "damaged"),
    "deep tables": (lambda: deep("tbl"), "a.docx", "damaged"),
    "cut in the middle": (lambda: word_bytes(p(STORY))[:400], "a.docx", "damaged"),
    "deep RTF": (lambda: b"{\\rtf1 " + b"{" * 100_000, "a.rtf", "text|damaged|empty"),
    "zip of other things": (lambda: zipped({"a.txt": STORY}), "a.docx", "zip file"),
    "RAR": (lambda: b"Rar!\x1a\x07\x00" + bytes(50), "a.rar", "packed"),
    "book without a package": (lambda: zipped({"META-INF/container.xml": "<container/>"}), "a.epub", "damaged"),
    "web archive without a page": (
        lambda: b"MIME-Version: 1.0\nContent-Type: image/png\n\nx",
        "a.mht",
        "damaged",
    ),
}


@pytest.mark.parametrize(("make", "name", "sentence"), HARMFUL.values(), ids=HARMFUL.keys())
def test_harm_is_refused(tmp_path: Path, make: Callable[[], bytes], name: str, sentence: str) -> None:
    path = saved(tmp_path, name, make())
    with pytest.raises(UnreadableFileError, match=sentence) as caught:
        read(path)
    assert str(caught.value).endswith(".")


def test_deep_web_pages_do_no_harm(tmp_path: Path) -> None:
    with suppress(UnreadableFileError):  # refused: as good
        read(saved(tmp_path, "a.html", "<div>" * 20_000 + STORY + "</div>" * 20_000))
