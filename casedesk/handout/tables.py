"""Tables out of a case's rich text, as Word tables of fixed widths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from casedesk.domain import richtext
from casedesk.domain.estimates import characters
from casedesk.handout import ooxml
from casedesk.handout.letter_widths import lines_of

KEPT_LINES = 20
"""A table of up to so many lines stays on one page; a longer one would leave half of the page before it white, and
LibreOffice leaves the heading alone there.
"""
_KEPT_ROWS = 10
_LETTER = 210
"""The size of the letters in a table, in twips."""
_CELL_MARGINS = 160
_LEAST_SHARE = 0.5
"""No column is narrower than this share of an even one."""
_LONG_CELL = 40


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in its grid; a place below a cell that spans rows continues it."""

    cell: richtext.Cell
    column: int
    span: int
    merge: str


class InlineWriter(Protocol):
    """What writes the inlines of a paragraph as runs."""

    def runs(self, inlines: Sequence[richtext.Inline], *, width: int) -> str:
        """The runs, pictures no wider than `width` twips."""
        ...


def exhibit(table: richtext.Table, width: int, inlines: InlineWriter, caption: str = "") -> str:
    """The w:tbl for a table; its first rows of heading cells repeat on each page."""
    rows = _grid(table)
    columns = max((place.column + place.span for row in rows for place in row), default=1)
    widths = _widths(rows, columns, width)
    heads = 0
    while heads < len(table.rows) - 1 and all(cell.is_header for cell in table.rows[heads]):
        heads += 1
    is_short = len(rows) <= _KEPT_ROWS and sum(_lines(row, widths) for row in rows) <= KEPT_LINES
    xml = "".join(
        _row(row, widths, _style(place, heads, len(rows), is_short), inlines, is_header=place < heads)
        for place, row in enumerate(rows)
    )
    return ooxml.table("TblExhibit", widths, xml, caption=caption, has_header=heads > 0)


def texts_of(table: richtext.Table) -> list[tuple[str, ...]]:
    """The words of a table by row and column; nothing where a cell of the row above goes on, or one from the left."""
    return [tuple(text for place in row for text in (_words(place), *("",) * (place.span - 1))) for row in _grid(table)]


def _words(place: _Place) -> str:
    return "" if place.merge == "continue" else " ".join(richtext.plain_lines(place.cell.blocks))


def _lines(row: Sequence[_Place], widths: Sequence[int]) -> int:
    lines = [1]
    for place in row:
        if place.merge != "continue":
            room = sum(widths[place.column : place.column + place.span]) - _CELL_MARGINS
            text = "\n".join(richtext.plain_lines(place.cell.blocks))
            lines.append(lines_of(text, max(1.0, room / _LETTER)))
    return max(lines)


def _style(place: int, heads: int, rows: int, is_short: bool) -> str:
    if place < heads:
        return "TableHead"
    return "TableKeep" if is_short and place < rows - 1 else "TableText"


def _row(row: Sequence[_Place], widths: Sequence[int], style: str, inlines: InlineWriter, *, is_header: bool) -> str:
    cells: list[str] = []
    for place in row:
        width = sum(widths[place.column : place.column + place.span])
        lines = [] if place.merge == "continue" else list(cell_lines(place.cell.blocks))
        content = "".join(ooxml.paragraph(style, inlines.runs(line, width=width)) for line in lines)
        cells.append(ooxml.cell(width, content or ooxml.paragraph(style), span=place.span, merge=place.merge))
    return ooxml.row("".join(cells), is_header=is_header)


def cell_lines(blocks: Sequence[richtext.Block], indent: str = "") -> Iterator[tuple[richtext.Inline, ...]]:
    """The paragraphs of a cell; lists keep their marks as text, a table inside a table becomes lines."""
    for block in blocks:
        match block:
            case richtext.Paragraph():
                yield block.inlines
            case richtext.ListBlock():
                for number, item in enumerate(block.items, start=1):
                    mark = f"{indent}{number}. " if block.ordered else f"{indent}– "
                    for place, line in enumerate(cell_lines(item, indent + "　")):
                        yield (richtext.Run(mark), *line) if place == 0 else line
            case richtext.Quote():
                yield from cell_lines(block.blocks, indent)
            case richtext.Table():
                for text in richtext.plain_lines((block,)):
                    yield (richtext.Run(text.replace("\t", "　")),)


def _grid(table: richtext.Table) -> list[list[_Place]]:
    """Rows with every place filled: spans as in HTML, missing cells at the end added empty."""
    rows: list[list[_Place]] = []
    pending: dict[int, tuple[_Place, int]] = {}
    for cells in table.rows:
        row: list[_Place] = []
        column = 0
        queue = list(cells)
        while queue or any(start >= column for start in pending):
            if column in pending:
                place, left = pending.pop(column)
                if left > 1:
                    pending[column] = (place, left - 1)
                row.append(_Place(place.cell, column, place.span, "continue"))
                column += place.span
            elif queue:
                cell = queue.pop(0)
                span = _free_span(cell.colspan, column, pending)
                place = _Place(cell, column, span, "restart" if cell.rowspan > 1 else "")
                row.append(place)
                if cell.rowspan > 1:
                    pending[column] = (place, cell.rowspan - 1)
                column += span
            else:
                row.append(_Place(richtext.Cell(()), column, 1, ""))
                column += 1
        rows.append(row)
    return _squared(rows)


def _free_span(wanted: int, column: int, pending: dict[int, tuple[_Place, int]]) -> int:
    taken = min((start for start in pending if start > column), default=column + wanted)
    return max(1, min(wanted, taken - column))


def _squared(rows: list[list[_Place]]) -> list[list[_Place]]:
    columns = max((place.column + place.span for row in rows for place in row), default=1)
    for row in rows:
        used = row[-1].column + row[-1].span if row else 0
        row.extend(_Place(richtext.Cell(()), column, 1, "") for column in range(used, columns))
    return rows


def _widths(rows: Sequence[Sequence[_Place]], columns: int, width: int) -> list[int]:
    """Widths by the longest text of each column, but no column starves; together exactly `width`."""
    needs = [1.0] * columns
    for row in rows:
        for place in row:
            if place.span == 1 and place.merge != "continue":
                text = "\n".join(richtext.plain_lines(place.cell.blocks))
                longest = max((characters(line) for line in text.split("\n")), default=0)
                needs[place.column] = max(needs[place.column], min(longest, _LONG_CELL) + 2)
    even = sum(needs) / columns
    return ooxml.column_widths(width, [max(need, even * _LEAST_SHARE) for need in needs])
