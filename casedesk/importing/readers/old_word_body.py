"""The text of old Word files (.doc): the pieces of it in order, with their looks, as paragraphs and tables.

The layout is that of [MS-DOC]: FIB at the start of the stream WordDocument, the piece table (Clx) in 0Table or 1Table.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from casedesk.domain.draft import Style
from casedesk.domain.richtext import LINE_BREAK, Cell, Inline, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.old_word_format import Look, Looks, run_look
from casedesk.importing.readers.old_word_lists import numbering
from casedesk.importing.readers.old_word_pictures import picture_at
from casedesk.importing.readers.word_numbering import Numbering
from casedesk.importing.readers.word_runs import symbol

_LENGTHS_AT, _PIECES_AT = 76, 418
_MAX_PIECES = 2_000_000
_MARK = re.compile("[\r\x07\x0c]")
_FIELD = re.compile("[\x13\x14\x15]")
_HALF = re.compile("[\ud800-\udfff]")
_PICTURE_SIGN = "\x01"
_SPECIAL = re.compile("[\x00-\x08\x0e-\x12\x16-\x1d\x1f\xad]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters that stand together in the main stream, from `start` on, in one or two bytes each."""

    first: int
    start: int
    width: int
    text: str


class OldWordBody:
    """Puts the paragraphs of a file into a builder. Raises struct.error, ValueError and IndexError for nonsense."""

    def __init__(self, builder: SourceBuilder, main: bytes, table: bytes, data: bytes = b"") -> None:
        self._builder = builder
        self._data = data
        self._pieces = list(_pieces(main, table))
        self._lengths = struct.unpack_from("<7i", main, _LENGTHS_AT)
        self._looks, self._numbers = _looks(main, table)
        self._inlines: list[Inline] = []
        self._cell: list[Paragraph] = []
        self._row: list[Cell] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._fields: list[bool] = []
        """For every open field whether its result has begun."""
        self._sizes: dict[float, int] = {}

    def build(self) -> None:
        """The main text, then notes and text boxes; headers, macros and comments are left out."""
        main, notes, headers, macros, comments, endnotes, boxes = self._lengths
        end = main + notes + headers + macros + comments
        for first, last in ((0, main), (main, main + notes), (end, end + endnotes + boxes)):
            self._fields.clear()
            for piece in self._pieces:
                low, high = max(first, piece.first), min(last, piece.first + len(piece.text))
                if low < high:
                    self._part(piece, low - piece.first, high - piece.first)
            self._end_paragraph(Look(), "")
        self._end_table()

    def _part(self, piece: _Piece, low: int, high: int) -> None:
        """The characters [low, high) of a piece, paragraph by paragraph."""
        begun = low
        for mark in _MARK.finditer(piece.text, low, high):
            position = piece.start + mark.start() * piece.width
            paragraph = self._looks.paragraph(position) if self._looks else Look(in_table=mark[0] == "\x07")
            self._words(piece, begun, mark.start(), paragraph)
            begun = mark.end()
            if not self._is_deleted(position, piece.width):
                self._end_paragraph(paragraph, mark[0])
        if begun < high:
            self._words(piece, begun, high, self._following(piece, high))

    def _following(self, piece: _Piece, at: int) -> Look:
        """The look of the paragraph that goes on after a piece, as far as it can be known here."""
        return self._looks.paragraph(piece.start + (at - 1) * piece.width) if self._looks else Look()

    def _is_deleted(self, position: int, width: int) -> bool:
        if not self._looks:
            return False
        return any(
            run_look(Look(), changes).deleted for _, _, changes in self._looks.characters(position, position + width)
        )

    def _words(self, piece: _Piece, low: int, high: int, paragraph: Look) -> None:
        if self._looks is None:
            self._run(piece.text[low:high], paragraph)
            return
        start = piece.start + low * piece.width
        for begin, end, changes in self._looks.characters(start, piece.start + high * piece.width):
            look = run_look(paragraph, changes)
            first = low + (begin - start) // piece.width
            self._run(piece.text[first : low + (end - start) // piece.width], look)

    def _run(self, text: str, look: Look) -> None:
        """Words that look alike; of fields only the result."""
        position = 0
        for mark in (*_FIELD.finditer(text), None):
            words = text[position : mark.start() if mark else len(text)]
            if words and all(self._fields) and not look.hidden and not look.deleted:
                shown = symbol(look.symbol) if look.symbol and words == "(" else _clean(words)
                if look.picture is not None and _PICTURE_SIGN in words:
                    self._picture(look.picture)
                if shown:
                    self._inlines.append(Run(shown, _marks(look)))
                    self._sizes[look.size] = self._sizes.get(look.size, 0) + len(shown)
            if mark is None:
                return
            position = mark.end()
            self._field(mark[0])

    def _picture(self, at: int) -> None:
        found = picture_at(self._data, at)
        if found is not None:
            picture = self._builder.picture(found.data, f"picture.{found.ending}", width=min(found.width, 2000))
            if picture is not None:
                self._inlines.append(picture)

    def _field(self, sign: str) -> None:
        if sign == "\x13":
            self._fields.append(False)
        elif self._fields and sign == "\x14":
            self._fields[-1] = True
        elif self._fields:
            self._fields.pop()

    def _end_paragraph(self, look: Look, mark: str) -> None:
        inlines, self._inlines = self._inlines, []
        size = max(self._sizes, key=self._sizes.__getitem__, default=0.0)
        self._sizes.clear()
        label, is_bullet = self._label(look)
        if label and any(isinstance(item, Run) and item.text.strip() for item in inlines):
            first = inlines[0]
            inlines = [Run(label, first.marks if isinstance(first, Run) else frozenset()), *inlines]
        if look.in_table or mark == "\x07":
            self._cell.append(Paragraph(tuple(inlines)))
            if mark == "\x07":
                self._end_cell(look)
            return
        self._end_table()
        is_heading = look.level > 0 and not look.is_contents
        self._builder.paragraph(
            inlines,
            style=Style.HEADING if is_heading else Style.LIST_ITEM if is_bullet else Style.PARAGRAPH,
            level=look.level if is_heading else look.list_level + 1 if is_bullet else 0,
            size=size or look.size,
            centred=look.centred,
            bulleted=is_bullet,
        )

    def _label(self, look: Look) -> tuple[str, bool]:
        if look.list_number <= 0 or self._numbers is None:
            return "", False
        number = str(look.list_number)
        level = self._numbers.level_of(number, str(look.style))
        return self._numbers.label(number, look.list_level if level is None else level)

    def _end_cell(self, look: Look) -> None:
        paragraphs, self._cell = tuple(self._cell), []
        is_end = look.ends_row or (self._looks is None and not paragraphs[0].inlines and bool(self._row))
        if not is_end:
            self._row.append(Cell(paragraphs))
        elif self._row:
            self._rows.append(tuple(self._row))
            self._row = []

    def _end_table(self) -> None:
        if self._row:
            self._rows.append(tuple(self._row))
        if self._cell:
            self._rows.append((Cell(tuple(self._cell)),))
        if self._rows:
            self._builder.table(Table(tuple(self._rows)))
        self._cell, self._row, self._rows = [], [], []


def _looks(main: bytes, table: bytes) -> tuple[Looks | None, Numbering | None]:
    """The looks and the lists of a file; None for those that make no sense, for the words are worth having alone."""
    try:
        looks = Looks(main, table)
    except (struct.error, IndexError, ValueError):
        return None, None
    try:
        return looks, numbering(main, table)
    except (struct.error, IndexError, ValueError):
        return looks, None


def _pieces(main: bytes, table: bytes) -> Iterator[_Piece]:
    at, size = struct.unpack_from("<Ii", main, _PIECES_AT)
    clx = table[at : at + size]
    position = 0
    while position < len(clx) and clx[position] == 1:  # Prc: formatting, skipped
        position += 3 + struct.unpack_from("<h", clx, position + 1)[0]
    if position >= len(clx) or clx[position] != 2:
        raise ValueError("no piece table")
    length = struct.unpack_from("<I", clx, position + 1)[0]
    pieces = clx[position + 5 : position + 5 + length]
    count = (len(pieces) - 4) // 12
    if not 0 < count < _MAX_PIECES:
        raise ValueError("piece table of impossible size")
    bounds = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    for index in range(count):
        offset = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)[0]
        characters = bounds[index + 1] - bounds[index]
        if not 0 <= characters <= len(main):
            raise ValueError("piece of impossible length")
        if offset & 0x40000000:
            start = (offset & 0x3FFFFFFF) // 2
            yield _Piece(bounds[index], start, 1, main[start : start + characters].decode("cp1252", "replace"))
        else:
            yield _Piece(bounds[index], offset, 2, _wide(main[offset : offset + 2 * characters]))


def _wide(data: bytes) -> str:
    """Two bytes for every character, so that characters and bytes can be told from one another."""
    text = data.decode("utf-16-le", "replace")
    if 2 * len(text) == len(data):
        return text
    return "".join(chr(unit) for (unit,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2]))


def _marks(look: Look) -> frozenset[str]:
    found = {"strong"} if look.bold and not look.level else set[str]()
    return frozenset(found | {"em"} if look.italic else found)


def _clean(part: str) -> str:
    if _HALF.search(part):
        part = part.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _SPECIAL.sub("", part).replace("\x0b", LINE_BREAK).replace("\x1e", "-")
