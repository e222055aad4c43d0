"""What a writer can do to a table: rows, columns, headings, and the way from cell to cell."""

from collections.abc import Iterator
from enum import StrEnum

from PySide6.QtGui import QTextCursor, QTextTable, QTextTableCell

from casedesk.domain.richtext import Cell
from casedesk.ui.editor import rich_formats
from casedesk.ui.editor.rich_document import RichWriter, cells_of, table_of
from casedesk.ui.editor.rich_formats import Look


class TableStep(StrEnum):
    """A change of the table around the caret."""

    ROW_ABOVE = "row_above"
    ROW_BELOW = "row_below"
    COLUMN_LEFT = "column_left"
    COLUMN_RIGHT = "column_right"
    DROP_ROW = "drop_row"
    DROP_COLUMN = "drop_column"
    DROP_TABLE = "drop_table"
    HEADER = "header"


def change_table(cursor: QTextCursor, step: TableStep, look: Look) -> bool:
    """Change the table around the cursor, which stays in the table where it can; False when there is none."""
    table = cursor.currentTable()
    if not isinstance(table, QTextTable):  # pyright: ignore[reportUnnecessaryIsInstance] - None outside of tables
        return False
    above = QTextCursor(cursor.document())
    above.setPosition(table.firstPosition() - 1)
    made = above.blockFormat()
    cell = table.cellAt(cursor)
    row, column = cell.row(), cell.column()
    ends = {
        TableStep.DROP_TABLE: True,
        TableStep.DROP_ROW: cell.rowSpan() >= table.rows(),
        TableStep.DROP_COLUMN: cell.columnSpan() >= table.columns(),
    }
    cursor.beginEditBlock()
    _change_table(table, cell, step, look)
    if step in ends:  # Qt clears the format of the block above when the first cell goes, and moves the cursor there
        above.setBlockFormat(made)
        if not ends[step]:
            left = table.cellAt(min(row, table.rows() - 1), min(column, table.columns() - 1))
            cursor.setPosition(left.firstPosition())
    cursor.endEditBlock()
    return True


def _change_table(table: QTextTable, cell: QTextTableCell, step: TableStep, look: Look) -> None:
    row, column = cell.row(), cell.column()
    match step:
        case TableStep.ROW_ABOVE:
            table.insertRows(row, 1)
            _clean_cells(table, [(row, at) for at in range(table.columns())], look)
        case TableStep.ROW_BELOW:
            below = row + cell.rowSpan()
            table.insertRows(below, 1)
            _clean_cells(table, [(below, at) for at in range(table.columns())], look)
        case TableStep.COLUMN_LEFT:
            table.insertColumns(column, 1)
            _clean_cells(table, [(at, column) for at in range(table.rows())], look)
        case TableStep.COLUMN_RIGHT:
            right = column + cell.columnSpan()
            table.insertColumns(right, 1)
            _clean_cells(table, [(at, right) for at in range(table.rows())], look)
        case TableStep.DROP_ROW:
            _drop(table, look, rows=range(row, row + cell.rowSpan()))
        case TableStep.DROP_COLUMN:
            _drop(table, look, columns=range(column, column + cell.columnSpan()))
        case TableStep.DROP_TABLE:
            table.removeRows(0, table.rows())
        case TableStep.HEADER:
            on = not rich_formats.is_header(cell.format())
            for at in range(table.columns()):
                rich_formats.set_header(table.cellAt(row, at), look, is_header=on)


def _drop(table: QTextTable, look: Look, *, rows: range = range(0), columns: range = range(0)) -> None:
    """Take rows and columns out. Merged cells are parted meanwhile: Qt fails where they reach across what goes.

    A merged cell that reaches beyond what goes keeps its words.
    """
    merged = list(_merged(table)) if len(rows) < table.rows() and len(columns) < table.columns() else []
    words = {(row, column): cell for row, column, cell in cells_of(table_of(table))} if merged else {}
    for row, column, _, _ in merged:
        table.splitCell(row, column, 1, 1)
    left: list[tuple[int, int, int, int]] = []
    for row, column, row_end, column_end in merged:
        top = rows.stop if row in rows else row
        side = columns.stop if column in columns else column
        if top < row_end and side < column_end:
            left.append((top, side, row_end, column_end))
            if (top, side) != (row, column):
                _write_cell(table.cellAt(top, side), words[row, column], look)
    if rows:
        table.removeRows(rows.start, len(rows))
    if columns:
        table.removeColumns(columns.start, len(columns))
    for row, column, row_end, column_end in left:
        top, side = _closed_up(row, rows), _closed_up(column, columns)
        height, width = _closed_up(row_end, rows) - top, _closed_up(column_end, columns) - side
        if height > 1 or width > 1:
            table.mergeCells(top, side, height, width)


def _write_cell(place: QTextTableCell, cell: Cell, look: Look) -> None:
    rich_formats.set_header(place, look, is_header=cell.is_header)
    RichWriter(look).write(place.firstCursorPosition(), cell.blocks)


def _merged(table: QTextTable) -> Iterator[tuple[int, int, int, int]]:
    """The first row and column of each merged cell, and those behind its last ones."""
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            height, width = cell.rowSpan(), cell.columnSpan()
            if (cell.row(), cell.column()) == (row, column) and (height > 1 or width > 1):
                yield row, column, row + height, column + width


def _closed_up(line: int, gone: range) -> int:
    """Where a line of the grid lies when some rows or columns have gone."""
    return line - sum(at < line for at in gone)


def next_cell(cursor: QTextCursor, step: int, look: Look) -> QTextCursor | None:
    """A cursor in the next cell (1) or the one before (-1); None before the first and outside of tables.

    Behind the last cell there is a new row.
    """
    table = cursor.currentTable()
    if not isinstance(table, QTextTable):  # pyright: ignore[reportUnnecessaryIsInstance]
        return None
    cell = table.cellAt(cursor)
    at = cell.row() * table.columns() + cell.column() + step
    while 0 <= at < table.rows() * table.columns():
        row, column = divmod(at, table.columns())
        found = table.cellAt(row, column)
        if (found.row(), found.column()) == (row, column):
            return found.firstCursorPosition()
        at += step
    if step < 0:
        return None
    last = table.cellAt(table.rows() - 1, table.columns() - 1).lastCursorPosition()
    change_table(last, TableStep.ROW_BELOW, look)
    return table.cellAt(table.rows() - 1, 0).firstCursorPosition()


def _clean_cells(table: QTextTable, places: list[tuple[int, int]], look: Look) -> None:
    """Make new cells plain ones: Qt copies the formats of their neighbours."""
    for row, column in places:
        cell = table.cellAt(row, column)
        if (cell.row(), cell.column()) == (row, column):
            rich_formats.set_header(cell, look, is_header=False)
            cell.firstCursorPosition().setBlockFormat(rich_formats.block_format((), look))
