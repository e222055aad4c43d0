"""Blocks into a text document and out again: what was written is what is read, to the byte."""

from collections.abc import Iterable

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextTable,
    QTextTableCell,
)

from casedesk.domain import richtext
from casedesk.domain.richtext import (
    Block,
    Cell,
    Inline,
    Paragraph,
    ParagraphKind,
    Picture,
    Run,
    Table,
    normal_form,
    normalised,
)
from casedesk.ui.editor import rich_formats
from casedesk.ui.editor.block_paths import Leaf, Path, flattened, is_close, nested
from casedesk.ui.editor.rich_formats import Look

_OBJECT = "\ufffc"


class RichWriter:
    """Writes blocks at a cursor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._char_formats: dict[tuple[frozenset[str], bool], QTextCharFormat] = {}

    def replace_all(self, document: QTextDocument, blocks: Iterable[Block]) -> None:
        """Make the document hold these blocks, which are in normal form, and nothing else."""
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self.write(cursor, blocks)
        cursor.endEditBlock()

    def write(self, cursor: QTextCursor, blocks: Iterable[Block], *, around: Path = ()) -> None:
        """Write blocks into the empty block at the cursor and behind it; `around` is what they stand in."""
        is_unused = True
        self._reset(cursor)
        leaves = [((*around, *path), leaf) for path, leaf in flattened(blocks)]
        for at, (path, leaf) in enumerate(leaves):
            if isinstance(leaf, Table):
                if is_unused:
                    cursor.setBlockFormat(rich_formats.thin_filler(self._look))
                self._fill_table(self._insert_table(cursor, path, leaf, is_below_words=not is_unused), leaf, cursor)
                self._reset(cursor)
                is_unused = True
                continue
            is_tight = at + 1 < len(leaves) and is_close((path, leaf.kind), _place_of(leaves[at + 1]))
            made = rich_formats.block_format(path, self._look, kind=leaf.kind, is_tight=is_tight)
            self._begin_paragraph(cursor, made, is_unused=is_unused)
            is_unused = False
            self.write_inlines(cursor, leaf.inlines, is_heading=leaf.is_heading)

    def write_inlines(self, cursor: QTextCursor, inlines: Iterable[Inline], *, is_heading: bool = False) -> None:
        """Write words and pictures at the cursor."""
        for inline in inlines:
            if isinstance(inline, Picture):
                cursor.insertImage(rich_formats.picture_format(inline))
            else:
                cursor.insertText(inline.text, self._char_format(inline.marks, is_heading=is_heading))

    def _char_format(self, marks: frozenset[str], *, is_heading: bool = False) -> QTextCharFormat:
        key = (marks, is_heading)
        if key not in self._char_formats:
            self._char_formats[key] = rich_formats.char_format(marks, self._look, is_heading=is_heading)
        return self._char_formats[key]

    def _reset(self, cursor: QTextCursor) -> None:
        """Make the block at the cursor one that is not there until something is written into it."""
        cursor.setBlockFormat(rich_formats.block_format((), self._look, is_filler=True))
        self._set_plain(cursor, self._char_format(frozenset()))

    @staticmethod
    def _set_plain(cursor: QTextCursor, plain: QTextCharFormat) -> None:
        """Let typing in the empty block begin with this format. The first block of a cell keeps the cell's own."""
        if not rich_formats.is_cell(cursor.blockCharFormat()):
            cursor.setBlockCharFormat(plain)

    def _begin_paragraph(self, cursor: QTextCursor, block: QTextBlockFormat, *, is_unused: bool) -> None:
        is_heading = rich_formats.is_heading(block)
        plain = self._char_format(frozenset(), is_heading=is_heading)
        if is_unused:
            cursor.setBlockFormat(block)
            self._set_plain(cursor, plain)
        else:
            cursor.insertBlock(block, plain)

    def _insert_table(self, cursor: QTextCursor, path: Path, table: Table, *, is_below_words: bool) -> QTextTable:
        made = rich_formats.table_format(path, self._look)
        made.setTopMargin(self._look.paragraph_gap if is_below_words else 0)
        return cursor.insertTable(len(table.rows), _width(table), made)

    def _fill_table(self, frame: QTextTable, table: Table, cursor: QTextCursor) -> None:
        """Fill an empty table, and leave the cursor behind it."""
        for row, column, cell in cells_of(table):
            if cell.rowspan > 1 or cell.colspan > 1:
                frame.mergeCells(row, column, cell.rowspan, cell.colspan)
            place = frame.cellAt(row, column)
            rich_formats.set_header(place, self._look, is_header=cell.is_header)
            self.write(place.firstCursorPosition(), cell.blocks)
        cursor.setPosition(frame.lastPosition() + 1)


def read_document(document: QTextDocument) -> tuple[Block, ...]:
    """The blocks that a document holds, in normal form."""
    return normal_form(_read(document.rootFrame()))


def html_of(document: QTextDocument) -> str:
    """The canonical HTML of what a document holds."""
    return richtext.serialise(_read(document.rootFrame()))


def read_selection(cursor: QTextCursor) -> tuple[Block, ...]:
    """The blocks of what is selected; part of one paragraph is a paragraph."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    QTextCursor(document).insertFragment(cursor.selection())
    return read_document(document)


def leaf_of_block(block: QTextBlock) -> Leaf | None:
    """A paragraph with what is around it; None for a block that the document only needs beside a table."""
    made = block.blockFormat()
    if block.length() == 1 and rich_formats.is_filler(made):
        return None
    return rich_formats.path_of(made), _paragraph(block)


def leaf_of_frame(frame: QTextFrame) -> Iterable[Leaf]:
    """A table with what is around it; of any other frame what is in it."""
    if isinstance(frame, QTextTable):
        return ((rich_formats.path_of(frame.format()), table_of(frame)),)
    return flattened(_read(frame))


def _read(frame: QTextFrame | QTextTableCell) -> tuple[Block, ...]:
    leaves: list[Leaf] = []
    place = frame.begin()
    while not place.atEnd():
        inner = place.currentFrame()
        block = place.currentBlock()
        if inner is not None:  # pyright: ignore[reportUnnecessaryComparison]
            leaves.extend(leaf_of_frame(inner))
        elif block.isValid() and (leaf := leaf_of_block(block)) is not None:
            leaves.append(leaf)
        place += 1
    return nested(leaves)


def _paragraph(block: QTextBlock) -> Paragraph:
    inlines: list[Inline] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        made = fragment.charFormat()
        if made.isImageFormat():
            inlines.extend([rich_formats.picture_of(made)] * fragment.text().count(_OBJECT))
        else:
            inlines.append(Run(fragment.text(), rich_formats.marks_of(made)))
        place += 1
    return Paragraph(normalised(inlines), rich_formats.kind_of(block.blockFormat()))


def table_of(table: QTextTable) -> Table:
    """The table that a frame of the document shows."""
    rows: list[tuple[Cell, ...]] = []
    for row in range(table.rows()):
        places = (table.cellAt(row, column) for column in range(table.columns()))
        own = [cell for at, cell in enumerate(places) if cell.row() == row and cell.column() == at]
        rows.append(tuple(_cell(cell) for cell in own))
    return Table(tuple(rows))


def _cell(cell: QTextTableCell) -> Cell:
    is_header = rich_formats.is_header(cell.format())
    return Cell(_read(cell), is_header, colspan=cell.columnSpan(), rowspan=cell.rowSpan())


def cells_of(table: Table) -> list[tuple[int, int, Cell]]:
    """Row, column and cell for every cell of a full grid."""
    taken: set[tuple[int, int]] = set()
    places: list[tuple[int, int, Cell]] = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken.update((row + y, column + x) for y in range(cell.rowspan) for x in range(cell.colspan))
            places.append((row, column, cell))
    return places


def _place_of(leaf: Leaf) -> tuple[Path, ParagraphKind]:
    path, content = leaf
    return path, content.kind if isinstance(content, Paragraph) else ParagraphKind.TEXT


def _width(table: Table) -> int:
    """How many columns a full grid has; the first row covers all of them."""
    return sum(cell.colspan for cell in table.rows[0])
