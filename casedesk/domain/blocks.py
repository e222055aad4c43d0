"""The blocks that rich text stands for, and their normal form.

In normal form runs hold only characters that Word can hold and neighbours with equal marks are one run; an item or a
cell that holds nothing holds an empty paragraph, and a list, quotation or table that holds nothing is not there; a
table is a full grid of at most MAX_COLUMNS: every row covers the same columns, no span leaves the table or meets
another one, and every row and column is the first of some cell.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

MARKS = ("strong", "em", "u", "s", "mark", "sup", "sub")
"""Inline marks in canonical nesting order, outermost first."""
MAX_COLUMNS = 63
"""As many as a Word table can have; what stands further right joins the last cell."""
LINE_BREAK = "\u2028"
"""The character that stands for a line break inside a paragraph."""

_OBJECT = "\ufffc"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff\u2029"
    + "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the same marks throughout; a line break is the character U+2028."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the line. `width` in pixels at 96 dpi, 0 for its own."""

    digest: str
    alt: str = ""
    width: int = 0


Inline = Run | Picture


class ParagraphKind(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    HEADING = "heading"
    """A heading inside a section."""
    DIALOGUE = "dialogue"
    """A line that somebody says, with the speaker's name before it (see `dialogue`)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of any kind."""

    inlines: tuple[Inline, ...] = ()
    kind: ParagraphKind = ParagraphKind.TEXT

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading inside a section."""
        return self.kind is ParagraphKind.HEADING

    @property
    def text(self) -> str:
        """The words, with line breaks as newlines."""
        return "".join(run.text for run in self.inlines if isinstance(run, Run)).replace(LINE_BREAK, "\n")


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; each item holds blocks."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    blocks: tuple["Block", ...]
    is_header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; spans as in HTML."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | ListBlock | Quote | Table


def cleaned(text: str) -> str:
    """Text without the characters that XML, and so Word, forbids, nor those that stand for pictures and frames."""
    if text.isprintable() and _OBJECT not in text:
        return text
    return _FORBIDDEN.sub("", text)


def normalised(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines without empty runs, neighbours with equal marks joined: the form that `parse` gives."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run):
            if not inline.text:
                continue
            last = result[-1] if result else None
            if isinstance(last, Run) and last.marks == inline.marks:
                result[-1] = replace(last, text=last.text + inline.text)
                continue
        result.append(inline)
    return tuple(result)


def cut(inlines: Iterable[Inline], start: int, end: int | None = None) -> tuple[Inline, ...]:
    """The inlines of text[start:end], where a picture counts as one character; runs that lie across an end are cut."""
    result: list[Inline] = []
    at = 0
    for item in inlines:
        length = 1 if isinstance(item, Picture) else len(item.text)
        low, high = max(start - at, 0), length if end is None else min(end - at, length)
        if low < high:
            result.append(item if isinstance(item, Picture) else replace(item, text=item.text[low:high]))
        at += length
    return tuple(result)


def normal_form(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks in normal form; equal blocks stay equal, and the normal form of a normal form is itself."""
    return tuple(normal for block in blocks if (normal := _normal(block)) is not None)


def _normal(block: Block) -> Block | None:
    match block:
        case Paragraph():
            return Paragraph(normalised([_normal_inline(inline) for inline in block.inlines]), block.kind)
        case ListBlock():
            return ListBlock(tuple(_filled(item) for item in block.items), block.ordered) if block.items else None
        case Quote():
            inner = normal_form(block.blocks)
            return Quote(inner) if inner else None
        case Table():
            return _full_grid(block)


def _normal_inline(inline: Inline) -> Inline:
    if isinstance(inline, Run):
        if inline.marks <= _KNOWN and inline.text.isprintable() and _OBJECT not in inline.text:
            return inline
        return Run(_TIDY.sub(" ", cleaned(inline.text)), inline.marks & _KNOWN)
    return replace(inline, alt=_TIDY.sub(" ", cleaned(inline.alt)), width=max(0, inline.width))


_TIDY = re.compile(r"[\t\r\n]+")
_KNOWN = frozenset(MARKS)
_EMPTY = (Paragraph(),)


def _filled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return normal_form(blocks) or _EMPTY


@dataclass(slots=True)
class _Place:
    """A cell and the stretch of the grid that it covers: [row, row_end) and [column, column_end)."""

    cell: Cell
    row: int
    column: int
    row_end: int
    column_end: int


def _full_grid(table: Table) -> Table | None:
    """The table with every place of its grid covered exactly once, and no row or column that only spans cross."""
    places = _placed(table)
    if not places:
        return None
    rows = _compacted({place.row for place in places})
    columns = _compacted({place.column for place in places})
    for place in places:
        place.row, place.row_end = rows(place.row), rows(place.row_end)
        place.column, place.column_end = columns(place.column), columns(place.column_end)
    return Table(_rows_of(places))


def _placed(table: Table) -> list[_Place]:
    """Where the cells stand, by the rules of HTML; where spans would meet, the later cell gets narrower or lower."""
    taken: set[tuple[int, int]] = set()
    places: list[_Place] = []
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            if column >= MAX_COLUMNS:
                last = places[-1]
                last.cell = replace(last.cell, blocks=(*last.cell.blocks, *cell.blocks))
                continue
            end = column + 1
            while end < min(column + cell.colspan, MAX_COLUMNS) and (at, end) not in taken:
                end += 1
            row_end = min(at + max(1, cell.rowspan), len(table.rows))
            places.append(_Place(cell, at, column, row_end, end))
            taken.update((y, x) for y in range(at, row_end) for x in range(column, end))
            column = end
    return [*places, *_missing(taken, len(table.rows))]


def _missing(taken: set[tuple[int, int]], height: int) -> list[_Place]:
    """Empty cells where rows end early; a row without any place stays without."""
    width = max((column for _, column in taken), default=-1) + 1
    filled = {row for row, _ in taken}
    gaps = ((row, column) for row in range(height) if row in filled for column in range(width))
    return [_Place(Cell(()), row, column, row + 1, column + 1) for row, column in gaps if (row, column) not in taken]


def _compacted(starts: set[int]) -> Callable[[int], int]:
    """A map from lines of a grid to lines of the grid that has only the rows, or columns, that begin a cell."""
    ordered = sorted(starts)
    return lambda line: bisect_left(ordered, line)


def _rows_of(places: list[_Place]) -> tuple[tuple[Cell, ...], ...]:
    rows: list[list[Cell]] = [[] for _ in range(max(place.row for place in places) + 1)]
    for place in sorted(places, key=lambda place: (place.row, place.column)):
        spans = {"colspan": place.column_end - place.column, "rowspan": place.row_end - place.row}
        rows[place.row].append(replace(place.cell, blocks=_filled(place.cell.blocks), **spans))
    return tuple(tuple(row) for row in rows)
