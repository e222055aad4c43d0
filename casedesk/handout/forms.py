"""Tables of label and value, and forms to be filled in by hand."""

from collections.abc import Callable

from casedesk.domain.handout_blocks import Column, Facts, Grid, GridLook
from casedesk.handout import ooxml
from casedesk.handout.letter_widths import lines_of
from casedesk.handout.ooxml import paragraph, twips
from casedesk.handout.tables import KEPT_LINES

_HEAD_HEIGHT = 454
_ROW_HEIGHTS = {False: 624, True: 850}
"""Room to write in a row: 11 mm, or 15 mm in large print."""
_TABLES = {GridLook.FORM: "TblForm", GridLook.LIST: "TblPlan", GridLook.CLOCK: "TblTime"}
_STYLES = {
    Column.TEXT: "TableText",
    Column.ENTRY: "TableHeadText",
    Column.NUMBER: "TableNum",
    Column.VOICE: "TableKai",
    Column.TIME: "TableTime",
    Column.GAP: "TableText",
}
_LETTER = 210
_VALUE_MARGIN = 100
_MAY_PART = '<w:keepNext w:val="0"/>'
"""A label's style keeps its row with the next."""
_SMALL = (Column.TIME, Column.ENTRY)
"""Columns whose further lines are small."""


def facts_table(facts: Facts, width: int, plain: Callable[[str], str], *, label: int, caption: str) -> str:
    """The w:tbl of labels and values; a label is `label` twips wide, `plain` writes the run of a text."""
    value = width // facts.columns - label
    widths = [label, value] * facts.columns
    widths[-1] += width - sum(widths)
    style = "TableKai" if facts.in_trainer_voice else "InfoText"
    room = (value - _VALUE_MARGIN) / _LETTER
    is_long = sum(lines_of(text, room) for _, text in facts.rows) / facts.columns > KEPT_LINES
    rows: list[str] = []
    for start in range(0, len(facts.rows), facts.columns):
        pairs = [*facts.rows[start : start + facts.columns]]
        pairs += [("", "")] * (facts.columns - len(pairs))
        texts = [(name, text) for pair in pairs for name, text in zip(("InfoLabel", style), pair, strict=True)]
        cells = (
            ooxml.cell(column, paragraph(name, plain(text), _MAY_PART if is_long and name == "InfoLabel" else ""))
            for column, (name, text) in zip(widths, texts, strict=True)
        )
        rows.append(ooxml.row("".join(cells)))
    return ooxml.table("TblInfo", widths, "".join(rows), caption=caption)


def grid_table(grid: Grid, width: int, plain: Callable[[str], str], *, is_large: bool, caption: str) -> str:
    """The w:tbl of a grid: a head that repeats, and rows as high as they say, or high enough to write in."""
    widths = ooxml.column_widths(width, grid.widths)
    heights = [twips(height) for height in grid.heights] or [_least(grid, is_large=is_large)] * len(grid.rows)
    head = [_head(grid, widths, plain)] if grid.header else []
    last = len(grid.rows) - 1
    rows = [
        ooxml.row(_cells(grid, widths, texts, plain, is_kept=grid.is_kept and place < last), height=height)
        for place, (texts, height) in enumerate(zip(grid.rows, heights, strict=True))
    ]
    return ooxml.table(
        _TABLES[grid.look],
        widths,
        "".join((*head, *rows)),
        caption=caption,
        has_header=bool(head),
        has_first_column=grid.look is GridLook.CLOCK,
    )


def _least(grid: Grid, *, is_large: bool) -> int:
    return _ROW_HEIGHTS[is_large] if grid.look is GridLook.FORM else 0


def _head(grid: Grid, widths: list[int], plain: Callable[[str], str]) -> str:
    cells: list[str] = []
    for place, (column, text) in enumerate(zip(widths, grid.header, strict=True)):
        kind = grid.column(place)
        style = "TableHeadNum" if kind is Column.NUMBER else "TableHead"
        cells.append(_cell(column, paragraph(style, plain(text)), kind))
    return ooxml.row("".join(cells), height=_HEAD_HEIGHT if grid.look is GridLook.FORM else 0, is_header=True)


def _cells(grid: Grid, widths: list[int], texts: tuple[str, ...], plain: Callable[[str], str], *, is_kept: bool) -> str:
    cells: list[str] = []
    keep = "<w:keepNext/>" if is_kept else ""
    for place, (column, text) in enumerate(zip(widths, texts, strict=True)):
        kind = grid.column(place)
        first, *others = text.split("\n") if kind in _SMALL else [text]
        content = paragraph(_STYLES[kind], plain(first), keep)
        small = "".join(paragraph("TableSmall", plain(line), keep) for line in others)
        cells.append(_cell(column, content + small, kind))
    return "".join(cells)


def _cell(width: int, paragraphs: str, kind: Column) -> str:
    return ooxml.cell(width, paragraphs, is_open=kind is Column.GAP)


def answer_box(width: int, height: int) -> str:
    """A frame to write and draw in, at least `height` twips high, with the white below it."""
    row = ooxml.row(ooxml.cell(width, paragraph("TableText")), height=height)
    return ooxml.table("TblForm", [width], row) + paragraph("AfterTable")
