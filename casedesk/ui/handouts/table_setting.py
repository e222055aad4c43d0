"""The tables of a handout set by Qt: facts, grids, the plan, exhibits and cards."""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from casedesk.domain import richtext
from casedesk.domain.handout_blocks import Column, Facts, Grid, GridLook, PlanRow, PlanTable
from casedesk.domain.handout_look import HandoutLook, ParagraphLook
from casedesk.ui.handouts.formats import UNIT, block_format

_COLOUR = "A6A6A6"
_CUT = "7F7F7F"
_FORM_ROW = 31.0
"""Room to write in a row that does not say how high it is, in points."""
_PADDING = 3.0
_PLAN_WIDTHS = (0.11, 0.24, 0.24, 0.2, 0.13, 0.08)
_PLAN_WIDTHS_WITH_PAGES = (0.11, 0.22, 0.22, 0.19, 0.11, 0.07, 0.08)
_SMALL = (Column.TIME, Column.ENTRY)
_STYLE = QTextFrameFormat.BorderStyle.BorderStyle_Solid
_DASHES = QTextFrameFormat.BorderStyle.BorderStyle_Dashed

Characters = Callable[[ParagraphLook], QTextCharFormat]


class TableSetting:
    """Inserts tables at the end of a document. `characters` gives the letters of a style."""

    def __init__(self, cursor: QTextCursor, look: HandoutLook, characters: Characters) -> None:
        self._cursor = cursor
        self._look = look
        self._characters = characters

    def facts(self, facts: Facts, width: float) -> None:
        """Labels and values."""
        label, value = self._look.parts["info_label"], self._look.parts["info_text"]
        rows = -(-len(facts.rows) // facts.columns)
        shares = [0.16, 0.34] * 2 if facts.columns == 2 else [0.16, 0.84]
        table = self.table(rows, 2 * facts.columns, shares, width, border=0)
        for place, (name, text) in enumerate(facts.rows):
            row, column = divmod(place, facts.columns)
            self.cell(table, row, 2 * column, name, label)
            self.cell(table, row, 2 * column + 1, text, value)

    def plan(self, plan: PlanTable, width: float) -> None:
        """The lesson plan."""
        has_pages = any(row.pages for row in plan.rows)
        rows = tuple(_plan_cells(row, has_pages=has_pages) for row in plan.rows)
        widths = _PLAN_WIDTHS_WITH_PAGES if has_pages else _PLAN_WIDTHS
        self.grid(Grid(plan.header, rows, widths, GridLook.LIST, heights=(1.0,) * len(rows)), width)

    def grid(self, grid: Grid, width: float) -> None:
        """A grid with its rows as high as they say."""
        heads = 1 if grid.header else 0
        border = 0.5 if grid.look is GridLook.FORM else 0
        table = self.table(len(grid.rows) + heads, len(grid.widths), grid.widths, width, border=border, heads=heads)
        for column, words in enumerate(grid.header):
            self.cell(table, 0, column, words, self._look.parts["table_head"])
            self._rule(table, 0, column, grid)
        heights = grid.heights or (_FORM_ROW if grid.look is GridLook.FORM else 0.0,) * len(grid.rows)
        widths = [width * share / sum(grid.widths) for share in grid.widths]
        for row, (cells, height) in enumerate(zip(grid.rows, heights, strict=True), start=heads):
            for column, words in enumerate(cells):
                used = self._entry(table, row, column, words, grid.column(column), widths[column])
                self._stretch(table, row, column, height - used, is_centred=grid.look is GridLook.FORM)
                self._rule(table, row, column, grid)

    def exhibit(self, table: richtext.Table, width: float) -> None:
        """A table out of a case."""
        columns = max((sum(cell.colspan for cell in row) for row in table.rows), default=0)
        if not columns:
            return
        made = self.table(len(table.rows), columns, [1 / columns] * columns, width)
        head, text = self._look.parts["table_head"], self._look.parts["table_text"]
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(table.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                if column >= columns:
                    break
                wide = min(cell.colspan, columns - column)
                high = min(cell.rowspan, len(table.rows) - row)
                taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
                if wide > 1 or high > 1:
                    made.mergeCells(row, column, high, wide)
                words = "\n".join(richtext.plain_lines(cell.blocks))
                self.cell(made, row, column, words, head if cell.is_header else text)
                column += wide

    def table(
        self,
        rows: int,
        columns: int,
        shares: Sequence[float],
        width: float,
        *,
        border: float = 0.5,
        heads: int = 0,
        margin: float = 4,
        breaks: bool = False,
    ) -> QTextTable:
        """An empty table at the end, on a new page where it `breaks`."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        shape = QTextTableFormat()
        shape.setCellPadding(_PADDING * UNIT if border else UNIT)
        shape.setCellSpacing(0)
        shape.setBorder(border * UNIT)
        shape.setBorderCollapse(True)
        shape.setBorderBrush(QColor(f"#{_COLOUR}"))
        shape.setBorderStyle(_STYLE)
        shape.setHeaderRowCount(heads)
        shape.setTopMargin(margin * UNIT)
        shape.setBottomMargin(margin * UNIT)
        shape.setWidth(QTextLength(QTextLength.Type.FixedLength, width * UNIT))
        if breaks:
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.FixedLength, width * UNIT * share / sum(shares)) for share in shares]
        )
        return self._cursor.insertTable(max(1, rows), columns, shape)

    def cell(self, table: QTextTable, row: int, column: int, words: str, look: ParagraphLook) -> None:
        """Words in a cell."""
        cell = table.cellAt(row, column)
        shape = QTextTableCellFormat(cell.format().toTableCellFormat())
        shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignTop)
        cell.setFormat(shape)
        self.add(cell.firstCursorPosition(), words, look)

    def add(self, cursor: QTextCursor, words: str, look: ParagraphLook, *, is_next: bool = False) -> None:
        """A paragraph in a cell, or in the next line of one."""
        block: QTextBlockFormat = block_format(look)
        if is_next:
            cursor.insertBlock(block)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(words, self._characters(look))

    def height(self, words: str, look: ParagraphLook, width: float) -> float:
        """About how high words stand in a column, in points."""
        metrics = QFontMetricsF(self._characters(look).font())
        room = max(1.0, (width - look.left - look.right) * UNIT)
        widths = (metrics.horizontalAdvance(line) + look.first * UNIT for line in words.split("\n"))
        lines = sum(max(1, ceil(width / room)) for width in widths)
        return lines * max(look.line, metrics.height() / UNIT) + look.before + look.after

    def _entry(self, table: QTextTable, row: int, column: int, words: str, kind: Column, width: float) -> float:
        """The words of a grid's cell, further lines small where the column wants it; how high they stand."""
        text = self._look.parts["table_text"]
        small = self._look.parts["table_small"]
        first, *others = words.split("\n") if kind in _SMALL else [words]
        face = {Column.ENTRY: "hei", Column.TIME: "hei", Column.VOICE: "voice"}.get(kind, text.face)
        align = "center" if kind is Column.NUMBER else text.align
        look = ParagraphLook(face, text.size, text.line, colour=text.colour, align=align)
        self.cell(table, row, column, first, look)
        cursor = table.cellAt(row, column).lastCursorPosition()
        for line in others:
            self.add(cursor, line, small, is_next=True)
        inner = width - 2 * _PADDING
        return self.height(first, look, inner) + sum(self.height(line, small, inner) for line in others) + 2 * _PADDING

    def _stretch(self, table: QTextTable, row: int, column: int, more: float, *, is_centred: bool) -> None:
        """White in a cell, so that its row becomes so much higher."""
        if more <= 0:
            return
        cell = table.cellAt(row, column)
        shape = QTextTableCellFormat(cell.format().toTableCellFormat())
        above = more / 2 if is_centred else 0
        shape.setTopPadding((_PADDING + above) * UNIT)
        shape.setBottomPadding((_PADDING + more - above) * UNIT)
        cell.setFormat(shape)

    def _rule(self, table: QTextTable, row: int, column: int, grid: Grid) -> None:
        """The rules of a list, which has none between its columns."""
        if grid.look is GridLook.FORM:
            return
        cell = table.cellAt(row, column)
        shape = QTextTableCellFormat(cell.format().toTableCellFormat())
        for edge in (shape.setTopBorder, shape.setBottomBorder):
            edge(0.5 * UNIT)
        shape.setTopBorderStyle(_STYLE)
        shape.setBottomBorderStyle(_STYLE)
        shape.setTopBorderBrush(QColor(f"#{_COLOUR}"))
        shape.setBottomBorderBrush(QColor(f"#{_COLOUR}"))
        if grid.look is GridLook.CLOCK and not column:
            shape.setRightBorder(1.5 * UNIT)
            shape.setRightBorderStyle(_STYLE)
            shape.setRightBorderBrush(QColor("black"))
        cell.setFormat(shape)


def cut_edges(table: QTextTable, row: int, column: int, *, right: bool, bottom: bool) -> None:
    """Dashes where the knife goes."""
    cell = table.cellAt(row, column)
    shape = QTextTableCellFormat(cell.format().toTableCellFormat())
    if right:
        shape.setRightBorder(0.5 * UNIT)
        shape.setRightBorderStyle(_DASHES)
        shape.setRightBorderBrush(QColor(f"#{_CUT}"))
    if bottom:
        shape.setBottomBorder(0.5 * UNIT)
        shape.setBottomBorderStyle(_DASHES)
        shape.setBottomBorderBrush(QColor(f"#{_CUT}"))
    cell.setFormat(shape)


def _plan_cells(row: PlanRow, *, has_pages: bool) -> tuple[str, ...]:
    time = f"{row.time}\n{row.minutes}" if row.minutes else row.time
    block = "\n".join(filter(None, (row.title, *row.cases, row.remark)))
    pages = (row.pages,) if has_pages else ()
    return (time, block, row.trainer, row.learners, row.materials, *pages, row.changes)
