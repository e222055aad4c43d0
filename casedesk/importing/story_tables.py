"""Tables with a story in each row: those of a document, and those typed with tabs, bars or spaces between the cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.case import Role
from casedesk.domain.draft import Span, SpanKind, Style
from casedesk.importing.copied_tables import NUMBER_COLUMN, ROW, TITLE_COLUMN, UNTITLED_ROW, CopiedTable
from casedesk.importing.language import language_of
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker, role_of_label
from casedesk.importing.marks import Family, Mark
from casedesk.importing.names import shared_names
from casedesk.importing.rules import table as rule_table
from casedesk.importing.story_signs import story_share
from casedesk.importing.titles import is_title_like
from casedesk.importing.typed_rows import COUNT, Cell, Grid, Row, readings
from casedesk.texts import tr

_STORY = 0.25
_FEWEST_ROWS = 2
_SHORTEST_STORY = 40
_SHORTEST_ENGLISH = 100
_TITLE = 4
_TITLE_WORDS = 2.5
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class StoryTables:
    """The lines of a source with those of its tables cut into cells, what the cells mean, and what stands between."""

    lines: tuple[Line, ...]
    table: CopiedTable | None = None
    furniture: tuple[Span, ...] = ()


def story_tables(text: str, canon: str, lines: Sequence[Line]) -> StoryTables:
    """The tables that tell a story in each row, where they are most of the source; else the lines as they are."""
    total = sum(map(len, lines))
    for grids in readings(text, lines):
        found = [table for grid in grids if (table := _Columns.of(canon, grid))]
        if found and sum(table.grid.end - table.grid.start for table in found) * 2 >= total:
            return _cut(text, lines, found)
    return StoryTables(tuple(lines))


def _cut(text: str, lines: Sequence[Line], tables: Sequence["_Columns"]) -> StoryTables:
    """The lines with those of the tables cut into cells."""
    kept: list[Line] = []
    marks: list[Mark] = []
    markers: list[Marker] = []
    for table in tables:
        for row in table.grid.rows:
            pieces = table.pieces(row)
            marks.append(table.mark(row, pieces[0], len(marks) + 1))
            markers.extend(table.markers(row))
            kept.extend(pieces)
    grids = [table.grid for table in tables]
    furniture = [span for grid in grids for span in _furniture(text, grid, kept)]
    outside = [line for line in lines if not any(grid.start <= line.start < grid.end for grid in grids)]
    behind = (next((line.start for line in outside if line.start >= grid.end), None) for grid in grids)
    table = CopiedTable(
        frozenset(),
        tuple(marks),
        tuple(markers),
        cells=frozenset(piece.start for piece in kept),
        behind=frozenset(start for start in behind if start is not None),
    )
    return StoryTables(tuple(sorted([*kept, *outside], key=lambda line: line.start)), table, tuple(furniture))


def _furniture(text: str, grid: Grid, kept: Sequence[Line]) -> Iterator[Span]:
    """The names of the columns, and the bars and lines of a table."""
    taken = [(line.start, line.end) for line in kept if grid.start <= line.start < grid.end]
    names = [(row.start, row.end) for row in (*grid.titles, *grid.heads)]
    position = grid.start
    for start, end in [*sorted([*taken, *names]), (grid.end, grid.end)]:
        words = text[position:start]
        if words.strip():
            first = position + len(words) - len(words.lstrip())
            yield Span(first, first + len(words.strip()), SpanKind.FURNITURE, tr("A dividing line"))
        if (start, end) in names:
            yield Span(start, end, SpanKind.FURNITURE, tr("The names of the columns of a table"))
        position = end


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a table holds the story, and which its title."""

    canon: str
    grid: Grid
    names: tuple[str, ...]
    story: int
    title: int | None

    @classmethod
    def of(cls, canon: str, grid: Grid) -> "_Columns | None":
        """The columns of a table that tells a story in each row; None for any other table."""
        if len(grid.rows) < _FEWEST_ROWS:
            return None
        names = tuple(canon[cell.start : cell.end] for cell in grid.heads[0].cells) if grid.heads else ()
        names += ("",) * (grid.width - len(names))
        story = _story(grid, names)
        title = _title(canon, grid, names, story)
        found = cls(canon, grid, names, story, title)
        return found if found._tells() else None

    def _tells(self) -> bool:
        """Whether most rows tell a story, and not all the same one."""
        stories = [row.cells[self.story] for row in self.grid.rows]
        if not all(map(len, stories)):
            return False
        english = language_of(self.canon[stories[0].start : stories[0].end]) == "en"
        # A heading typed with spaces has its story below it, not beside it: below the last cell.
        is_last = self.story == self.grid.width - 1
        lengths = sorted(end - start if is_last else len(cell) for cell in stories for start, end in cell.lines[:1])
        usual = lengths[len(lengths) // 2]
        told = sum(story_share(self.canon, cell.start, cell.end) >= _STORY for cell in stories)
        if usual < (_SHORTEST_ENGLISH if english else _SHORTEST_STORY) or told * 5 < len(stories) * 3:
            return False
        return self.title is not None or not shared_names(self.canon, [(cell.start, cell.end) for cell in stories])

    def _label(self, row: Row) -> tuple[Cell, ...]:
        """The cells in front of the title; only the number of the row, where there is none."""
        if self.title is not None:
            return tuple(cell for cell in row.cells[: min(self.story, self.title)] if len(cell))
        return row.cells[:1] if COUNT.fullmatch(self.canon, row.cells[0].start, row.cells[0].end) else ()

    def mark(self, row: Row, first: Line, number: int) -> Mark:
        """The mark with which the case of a row begins."""
        end = first.end if self._label(row) else first.start
        rule = UNTITLED_ROW if self.title is None else ROW
        return Mark(first.start, end, Family.CASE, rule, number, word="#")

    def pieces(self, row: Row) -> list[Line]:
        """The row as lines: what stands in front of its title as one, what stands in front of its story as one, and one
        for each other cell and each line of it."""
        label = self._label(row)
        before = tuple(cell for cell in row.cells[len(label) : self.story] if len(cell)) if self.title is None else ()
        found = [(cells[0].start, cells[-1].end) for cells in (label, before) if cells]
        found += [line for cell in row.cells if cell not in (*label, *before) for line in cell.lines]
        block = replace(row.line.block, style=Style.PARAGRAPH, html="")
        return [Line(start, end, block, after_gap=at == 0) for at, (start, end) in enumerate(found)]

    def markers(self, row: Row) -> Iterator[Marker]:
        """Where the cells begin that are sections of their own."""
        told = False
        for at, (name, cell) in enumerate(zip(self.names, row.cells, strict=True)):
            if at < self.story and cell in self._label(row):
                continue
            role = Role.BODY if at == self.story else role_of_label(name) if name and at != self.title else None
            if role and len(cell) and (told or role is not Role.BODY):
                yield Marker(cell.start, cell.start, role, name)
            told = told or role is not None


def _story(grid: Grid, names: Sequence[str]) -> int:
    """The column of the stories: the longest by far, or that which is called so."""
    lengths = [sum(len(row.cells[at]) for row in grid.rows) for at in range(grid.width)]
    longest = max(lengths)
    called = [at for at, name in enumerate(names) if role_of_label(name) is Role.BODY and lengths[at] * 2 >= longest]
    return called[0] if called else lengths.index(longest)


def _title(canon: str, grid: Grid, names: Sequence[str], story: int) -> int | None:
    """The column of the titles: that which is called so, or short words in front of the stories, others in each row."""
    columns = [
        at
        for at in range(story)
        if not NUMBER_COLUMN.fullmatch(names[at])
        and all(len(row.cells[at]) and is_title_like(_words(canon, row.cells[at])) for row in grid.rows)
    ]
    called = [at for at in columns if TITLE_COLUMN.fullmatch(names[at])]
    if called:
        return called[0]
    return next((at for at in columns if not _says_when(names[at]) and _are_titles(canon, grid, at)), None)


def _are_titles(canon: str, grid: Grid, column: int) -> bool:
    words = [_words(canon, row.cells[column]) for row in grid.rows]
    if len(set(words)) < len(words) or any(each[0].isdigit() for each in words):
        return False
    if "".join(words).isascii():
        return sum(len(each.split()) for each in words) >= _TITLE_WORDS * len(words)
    return sum(map(len, words)) >= _TITLE * len(words)


def _says_when(name: str) -> bool:
    return name.lower() in rule_table("columns")["circumstance"]


def _words(canon: str, cell: Cell) -> str:
    return canon[cell.start : cell.end]
