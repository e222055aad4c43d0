"""Old Word files (.doc, .wps): the text out of the piece table, without Word.

The layout is that of [MS-DOC]: FIB at the start of the stream WordDocument, the piece table (Clx) in 0Table or 1Table.
"""

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import olefile

from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.richtext import Cell, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED
from casedesk.texts import N_

MEDIA_TYPE = "application/msword"
_PROTECTED = N_(
    "The file is protected by a password. Open it in the program it was made with and save it without a password."
)
_TOO_OLD = N_("The file was made with Word 95 or older. Open it in Word and save it as .docx.")
_EMPTY = N_("The Word file is empty. If it holds only pictures of text, run text recognition on it first.")
_ENCRYPTED_FLAG = 0x0100
_TABLE_FLAG = 0x0200
_MAX_PIECES = 2_000_000
_Ole: TypeAlias = "olefile.OleFileIO[str]"
_FIELD = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x15]*))?\x15")


def kind_of(data: bytes) -> str:
    """What an OLE file holds: "word", "sheet", "slides" or "". Raises UnreadableFileError for protected files."""
    with _opened(data) as ole:
        if ole.exists("EncryptedPackage"):
            raise UnreadableFileError(_PROTECTED)
        if ole.exists("WordDocument"):
            return "word"
        if ole.exists("Workbook") or ole.exists("Book"):
            return "sheet"
        return "slides" if ole.exists("PowerPoint Document") else ""


def read(path: Path, data: bytes) -> SourceText:
    """The text of the document; its paragraphs as they are, its tables as tables."""
    with _opened(data) as ole:
        text = _text(ole)
    builder = SourceBuilder(path.name, MEDIA_TYPE)
    _build(builder, _without_fields(text))
    if builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return builder.result()


def _opened(data: bytes) -> _Ole:
    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, struct.error, IndexError, TypeError, RecursionError) as error:
        raise UnreadableFileError(DAMAGED) from error


def _text(ole: _Ole) -> str:
    try:
        main = ole.openstream("WordDocument").read()
        magic, version = struct.unpack_from("<HH", main, 0)
        flags = struct.unpack_from("<H", main, 10)[0]
        if magic != 0xA5EC or version < 0x00C0:
            raise UnreadableFileError(_TOO_OLD)
        if flags & _ENCRYPTED_FLAG:
            raise UnreadableFileError(_PROTECTED)
        table = ole.openstream("1Table" if flags & _TABLE_FLAG else "0Table").read()
        lengths = struct.unpack_from("<8i", main, 76)  # ccpText, ccpFtn, ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx, …
        position, length = struct.unpack_from("<Ii", main, 418)
        return _parts("".join(_pieces(main, table[position : position + length])), lengths)
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise UnreadableFileError(DAMAGED) from error


def _parts(text: str, lengths: tuple[int, ...]) -> str:
    """The main text, then notes and text boxes; headers, macros and comments are left out."""
    main, notes, headers, macros, comments, endnotes, boxes = lengths[:7]
    position = main + notes + headers + macros + comments
    tail = (
        text[main : main + notes],
        text[position : position + endnotes],
        text[position + endnotes : position + endnotes + boxes],
    )
    return "\r".join([text[:main], *(part for part in tail if part.strip())])


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    position = 0
    while position < len(clx) and clx[position] == 1:  # Prc: formatting, skipped
        position += 3 + struct.unpack_from("<h", clx, position + 1)[0]
    if position >= len(clx) or clx[position] != 2:
        raise ValueError("no piece table")
    length = struct.unpack_from("<I", clx, position + 1)[0]
    table = clx[position + 5 : position + 5 + length]
    count = (len(table) - 4) // 12
    if not 0 < count < _MAX_PIECES:
        raise ValueError("piece table of impossible size")
    ends = struct.unpack_from(f"<{count + 1}I", table, 0)
    for index in range(count):
        offset = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0]
        characters = ends[index + 1] - ends[index]
        if not 0 <= characters <= len(main):
            raise ValueError("piece of impossible length")
        if offset & 0x40000000:
            start = (offset & 0x3FFFFFFF) // 2
            yield main[start : start + characters].decode("cp1252", "replace")
        else:
            yield main[offset : offset + 2 * characters].decode("utf-16-le", "replace")


def _without_fields(text: str) -> str:
    """The text with every field replaced by its result, innermost first."""
    for _ in range(8):
        replaced = _FIELD.sub(lambda match: match[2] or "", text)
        if replaced == text:
            break
        text = replaced
    return re.sub("[\x13\x14\x15]", "", text)


def _build(builder: SourceBuilder, text: str) -> None:
    """Paragraphs end in \\r; cells end in \\x07, and so does each row once more."""
    for paragraph in text.replace("\x0c", "\r").split("\r"):
        *cells, rest = paragraph.split("\x07")
        rows = list(_rows(cells))
        if rows:
            builder.table(Table(tuple(rows)))
        builder.paragraph((Run(_clean(rest)),), style=Style.PARAGRAPH)


def _rows(cells: list[str]) -> Iterator[tuple[Cell, ...]]:
    row: list[Cell] = []
    for words in cells:
        if not words.strip() and row:
            yield tuple(row)
            row = []
        elif words.strip():
            row.append(Cell((Paragraph((Run(_clean(words)),)),)))
    if row:
        yield tuple(row)


_SPECIAL = re.compile("[\x00-\x08\x0e-\x12\x16-\x1d\x1f]")


def _clean(part: str) -> str:
    return _SPECIAL.sub("", part).replace("\x0b", "\u2028").replace("\x1e", "-").replace("\xad", "")
