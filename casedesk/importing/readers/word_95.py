"""Word 6 and Word 95: the plain text, one stretch of the main stream in the code page of its language."""

import re
import struct

from casedesk.domain.errors import OldFormatError, UnreadableFileError
from casedesk.domain.richtext import LINE_BREAK, Cell, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.plain import decode
from casedesk.texts import N_

_VERSIONS = range(100, 106)
_ENCRYPTED, _COMPLEX = 0x0100, 0x0004
_PROTECTED = N_(
    "The file is protected by a password. Open it in the program it was made with and save it without a password."
)
_TOO_OLD = N_("The file was made with Word 95 or older. Open it in Word and save it as .docx.")
_CODE_PAGES = {0x04: "gb18030", 0x404: "big5", 0xC04: "big5", 0x11: "cp932", 0x12: "cp949", 0x19: "cp1251"}
_FIELD = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x15]*))?\x15")
_MARKS = b"\x01\x02\x05\x07\x08\x13\x14\x15"
_SPECIAL = re.compile("[\x00-\x06\x08\x0e-\x1d\x1f]")


def is_word_95(main: bytes) -> bool:
    """Whether the main stream is that of Word 6 or Word 95."""
    return len(main) > 64 and struct.unpack_from("<H", main, 2)[0] in _VERSIONS


def add_word_95(builder: SourceBuilder, main: bytes) -> None:
    """Add its paragraphs and tables. Raises UnreadableFileError where it is protected or was saved in pieces."""
    language, flags = struct.unpack_from("<H2xH", main, 6)
    start, _, length = struct.unpack_from("<ii20xi", main, 24)
    if flags & _ENCRYPTED:
        raise UnreadableFileError(_PROTECTED)
    if flags & _COMPLEX or not 0 < start <= start + length <= len(main):
        raise OldFormatError(_TOO_OLD, suffix=".doc")
    text = _decoded(main[start : start + length], language)
    for _ in range(8):
        text = _FIELD.sub(lambda match: match[2] or "", text)
    rows: list[tuple[Cell, ...]] = []
    for paragraph in text.replace("\x0c", "\r").split("\r"):
        *cells, rest = paragraph.split("\x07")
        if cells:
            rows.append(tuple(Cell((Paragraph((Run(_clean(words)),)),)) for words in cells if words.strip()))
            if not rest:
                continue
        _end_table(builder, rows)
        builder.paragraph((Run(_clean(rest)),))
    _end_table(builder, rows)


def _decoded(data: bytes, language: int) -> str:
    page = _CODE_PAGES.get(language) or _CODE_PAGES.get(language & 0xFF)
    if not page:
        try:  # an English Word writes Chinese too, and says English
            page = decode(data.translate(None, _MARKS))[1]
        except UnreadableFileError:
            page = "cp1252"
    return data.decode(page, "replace")


def _end_table(builder: SourceBuilder, rows: list[tuple[Cell, ...]]) -> None:
    shown = tuple(row for row in rows if row)
    if shown:
        builder.table(Table(shown))
    rows.clear()


def _clean(part: str) -> str:
    return _SPECIAL.sub("", part).replace("\x0b", LINE_BREAK).replace("\x1e", "-")
