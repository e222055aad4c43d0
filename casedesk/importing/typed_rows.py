"""The rows and cells of tables, those of a document and those typed with tabs, bars or spaces between the cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from casedesk.domain.draft import Style
from casedesk.importing.copied_tables import BELOW, NUMBER_COLUMN
from casedesk.importing.lines import Line, trim
from casedesk.importing.plain_form import plain_form

_TAB = re.compile(r"\t")
_TABS = re.compile(r"[ \u3000]*\t[\t \u3000]*")
_BAR = re.compile(r"[|｜│┃¦]")
_SPACES = re.compile(r"(?<=[^\s.!?:])[ \t\u3000]*(?:\u3000|\t|  )[ \t\u3000]*|[ \u3000]{3,}")
_RULE = re.compile(r"[-—─━┼├┤┌┐└┘┬┴╋＝=+|｜│:\s]{3,}")
COUNT = re.compile(r"(?:No\. ?)?[0-9一二三四五六七八九十]{1,3}[.、]?")
"""The number of a row."""
_FEWEST_ROWS = 2
_MOST_COLUMNS = 10
_LONGEST_NAME = 16
_LONGEST_ENGLISH_NAME = 32


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines as stretches of the source; none where it is empty."""

    lines: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.lines[0][0] if self.lines else 0

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.lines[-1][1] if self.lines else 0

    def __len__(self) -> int:
        return sum(end - start for start, end in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line it begins on."""

    line: Line
    cells: tuple[Cell, ...]

    @property
    def start(self) -> int:
        """Where its first words begin."""
        return min(cell.start for cell in self.cells if len(cell))

    @property
    def end(self) -> int:
        """Where its last words end."""
        return max(cell.end for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table [start, end): the rows that name its columns, once or on each page, and those that hold something."""

    start: int
    end: int
    width: int
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    titles: tuple[Row, ...] = ()
    """The rows above the names of the columns, of one cell each."""


def readings(text: str, lines: Sequence[Line]) -> Iterator[list[Grid]]:
    """The tables of a source: those of the document, and with them those typed with bars, with tabs, or with spaces."""
    typed = [line for line in lines if line.block.style is not Style.TABLE]
    tables = [line for line in lines if line.block.style is Style.TABLE and "<img" not in line.block.html]
    drawn = [
        grid
        for line in tables
        for grid in _grid(text, line.start, line.end, [_row(line, row) for row in _table_rows(text, line)])
    ]
    if drawn:
        yield drawn
    for separator, fewest in ((_BAR, 2), (_TAB, 2), (_TABS, 2), (_SPACES, 3)):
        if separator.search(text) and (found := list(_typed_grids(text, typed, separator, fewest))):
            yield [*drawn, *found]


def _table_rows(text: str, line: Line) -> Iterator[list[Cell]]:
    start = line.start
    for words in text[line.start : line.end].split("\n"):
        yield [_joined([place]) for place in _split(text, start, start + len(words), _TAB)]
        start += len(words) + 1


def _grid(text: str, start: int, end: int, rows: Sequence[Row]) -> Iterator[Grid]:
    """The table of rows that all have as many cells as the first; empty cells make up for what others lack."""
    width = max((len(row.cells) for row in rows), default=0)
    rows = [_row(row.line, [*row.cells, *[Cell(())] * (width - len(row.cells))]) for row in rows if any(row.cells)]
    titles = list(takewhile(lambda row: sum(map(bool, row.cells)) == 1, rows))
    rows = rows[len(titles) :]
    names = [_words(text, cell) for cell in rows[0].cells] if rows else []
    are_names = _are_names(names) and len(rows) > 1 and _row_length(rows[0]) * 3 < _row_length(rows[1])
    heads = [row for row in rows if are_names and [_words(text, cell) for cell in row.cells] == names]
    held = [row for row in rows if row not in heads]
    if 1 < width <= _MOST_COLUMNS and len(held) >= _FEWEST_ROWS:
        yield Grid(start, end, width, tuple(heads), tuple(held), tuple(titles))


def _are_names(words: Sequence[str]) -> bool:
    longest = _LONGEST_ENGLISH_NAME if "".join(words).isascii() else _LONGEST_NAME
    return all(
        (len(each) <= longest and not each.endswith(("。", ".", "？", "！"))) or NUMBER_COLUMN.fullmatch(each)
        for each in words
    )


def _row_length(row: Row) -> int:
    return sum(map(len, row.cells))


def _typed_grids(text: str, lines: Sequence[Line], separator: re.Pattern[str], fewest: int) -> Iterator[Grid]:
    """The tables among lines of text: runs of lines with as many cells each, and the lines on which a cell goes on."""
    cells = [list(_split(text, line.start, line.end, separator)) for line in lines]
    index = 0
    while index < len(lines):
        width = len(cells[index])
        rows, until = (
            _typed_rows(text, lines, cells, index, may_wrap=separator is not _SPACES)
            if fewest <= width <= _MOST_COLUMNS
            else ([], index + 1)
        )
        if len(rows) > _FEWEST_ROWS:
            yield from _grid(text, lines[index].start, lines[until - 1].end, rows)
        index = until


def _typed_rows(
    text: str, lines: Sequence[Line], cells: Sequence[Sequence[tuple[int, int]]], first: int, *, may_wrap: bool
) -> tuple[list[Row], int]:
    """The rows of the table that begins at the line `first`, and the line behind it. A row that has fewer cells than
    the first may go on below; the last cell of any row may, but where nothing but spaces parts the cells."""
    width = len(cells[first])
    is_counted = bool(NUMBER_COLUMN.fullmatch(text, *cells[first][0]))
    held: list[tuple[Line, list[list[tuple[int, int]]]]] = []
    index = first
    while index < len(lines):
        line, own = lines[index], cells[index]
        if BELOW.match(plain_form(text[line.start : line.start + _LONGEST_NAME])):
            break
        if not _RULE.fullmatch(text, line.start, line.end):
            counts = is_counted and len(own) > 1 and COUNT.fullmatch(text, *own[0])
            if len(own) == width or counts or (held and may_wrap and 1 < len(own) < width and line.after_gap):
                held.append((line, [[place] for place in own]))
            elif held and may_wrap and not line.after_gap and len(held[-1][1]) + len(own) - 1 <= width:
                held[-1][1][-1].append(own[0])
                held[-1][1].extend([place] for place in own[1:])
            else:
                break
        index += 1
    return [_row(line, [_joined(places) for places in row]) for line, row in held], max(index, first + 1)


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of the cells of a line, empty ones among them where the separator shows them."""
    if separator is _BAR:
        words = text[start:end]
        start += bool(_BAR.match(words))
        end -= bool(_BAR.match(words[-1])) and end - start > 1
    position = start
    for match in separator.finditer(text, start, end):
        yield trim(text, position, match.start())
        position = match.end()
    yield trim(text, position, end)


def _joined(places: Sequence[tuple[int, int]]) -> Cell:
    return Cell(tuple(place for place in places if place[0] < place[1]))


def _row(line: Line, cells: Sequence[Cell]) -> Row:
    return Row(line, tuple(cells))


def _words(text: str, cell: Cell) -> str:
    return text[cell.start : cell.end]
