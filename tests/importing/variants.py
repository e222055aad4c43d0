"""The same text as files of many kinds: what a trainer would have got from somebody who uses another program."""

import html
import re
import struct
from collections.abc import Callable, Collection
from itertools import accumulate
from pathlib import Path

from PySide6.QtGui import QFont, QPdfWriter, QTextDocument

from casedesk.importing.numbers import number_of
from tests.importing.files import p, part, r, relation, word_bytes

Headings = Collection[int]
"""Where the lines begin that are headings."""

_LABEL = re.compile(r"(案例)(\d{1,3}|[一二三四五六七八九十]{1,3})([：:])")
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def gb18030(text: str, headings: Headings = ()) -> bytes:
    """Plain text as Chinese Windows writes it."""
    return text.replace("\n", "\r\n").encode("gb18030")


def plain_docx(text: str, headings: Headings = ()) -> bytes:
    """A Word file in which nothing but the words tells what is a heading."""
    return word_bytes("".join(p(html.escape(line)) for line in text.split("\n")))


def styled_docx(text: str, headings: Headings = ()) -> bytes:
    """A Word file with heading styles; labels like 案例一： are automatic numbers and not in the text."""
    lists: list[str] = []
    body = "".join(
        _styled(line, lists) if start in headings else p(html.escape(line)) for start, line in _lines_with_starts(text)
    )
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>')
    relations = relation("s", "styles", "styles.xml") + relation("n", "numbering", "numbering.xml")
    parts: dict[str, str | bytes] = {
        "word/styles.xml": styles,
        "word/numbering.xml": part("numbering", "".join(lists)),
    }
    return word_bytes(body, parts=parts, relations=relations)


def _styled(line: str, lists: list[str]) -> str:
    label = _LABEL.match(line)
    number = number_of(label[2]) if label else None
    if label is None or number is None:
        return p(html.escape(line), '<w:pStyle w:val="1"/>')
    id_ = len(lists) + 1
    kind = "decimal" if label[2].isdigit() else "chineseCountingThousand"
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{number}"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{label[1]}%1{label[3]}"/></w:lvl>'
    )
    lists.append(
        f'<w:abstractNum w:abstractNumId="{id_}">{level}</w:abstractNum>'
        f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>'
    )
    numbered = f'<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{id_}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}</w:pPr>{r(html.escape(line[label.end() :].lstrip()))}</w:p>"


def html_page(text: str, headings: Headings = ()) -> bytes:
    """A web page with headings and paragraphs."""
    lines = (
        f"<h2>{html.escape(line)}</h2>" if start in headings else f"<p>{html.escape(line)}</p>"
        for start, line in _lines_with_starts(text)
    )
    return _page("\n".join(lines))


def html_breaks(text: str, headings: Headings = ()) -> bytes:
    """A web page that is one division with line breaks in it."""
    return _page("<div>" + "<br/>\n".join(html.escape(line) for line in text.split("\n")) + "</div>")


def _page(body: str) -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def old_doc(text: str, headings: Headings = ()) -> bytes:
    """A Word 97 file: a compound file with the text as one piece."""
    words = (text.removesuffix("\n").replace("\n", "\r") + "\r").encode("utf-16-le")
    characters, first = len(words) // 2, 2048
    fib = bytearray(first)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", fib, 10, 0x0200)
    struct.pack_into("<i", fib, 76, characters)
    pieces = struct.pack("<II", 0, characters) + struct.pack("<HIH", 0, first, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<Ii", fib, 418, 0, len(clx))
    return _compound_file({"WordDocument": bytes(fib) + words, "1Table": clx})


def _compound_file(streams: dict[str, bytes]) -> bytes:
    """Streams in the container of old Office files; short ones are padded, so that none needs the mini stream."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    chains = [-(-len(data) // _SECTOR) for data in padded.values()]
    data_sectors = sum(chains)
    fat_sectors = next(n for n in range(1, 110) if n * 128 >= n + 1 + data_sectors)
    first_data = fat_sectors + 1
    starts = list(accumulate(chains, initial=first_data))
    fat = [_FAT] * fat_sectors + [_END]
    for start, count in zip(starts, chains, strict=False):
        fat += [*range(start + 1, start + count), _END]
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, fat_sectors, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(fat_sectors), *[_FREE] * (109 - fat_sectors))
    sizes = [len(data) for data in padded.values()]
    entries = [_entry("Root Entry", 5, child=1, start=_END)]
    names = list(padded)
    for index, name in enumerate(names):
        right = index + 2 if index + 1 < len(names) else _FREE
        entries.append(_entry(name, 2, right=right, start=starts[index], size=sizes[index]))
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    body = b"".join(data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0") for data in padded.values())
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + body


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int, size: int = 0) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    fixed = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
    return fixed + bytes(36) + struct.pack("<IQ", start, size)


def write_pdf(text: str, path: Path) -> None:
    """A PDF as a word processor exports it: lines broken at the page's width, a number at the foot of each page."""
    writer = QPdfWriter(str(path))
    document = QTextDocument()
    if not text.isascii() and any(char > "\u2fff" for char in text):  # Qt loses the digits of this font now and then
        document.setDefaultFont(QFont("Noto Sans CJK SC", 11))
    document.setPlainText(text)
    document.print_(writer)


def _lines_with_starts(text: str) -> list[tuple[int, str]]:
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return list(zip(starts, lines, strict=False))


WRITERS: dict[str, Callable[[str, Headings], bytes]] = {
    "gb18030.txt": gb18030,
    "plain.docx": plain_docx,
    "styled.docx": styled_docx,
    "own.doc": old_doc,
    "page.html": html_page,
    "breaks.html": html_breaks,
}
"""What needs no Qt and no other program, by the name that the file gets."""


def write(kind: str, text: str, headings: Headings, folder: Path) -> Path:
    """The text as a file of that kind, "qt.pdf" among them, which needs a QGuiApplication."""
    path = folder / kind
    if kind == "qt.pdf":
        write_pdf(text, path)
    else:
        path.write_bytes(WRITERS[kind](text, headings))
    return path
