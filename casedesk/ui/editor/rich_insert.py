"""Putting blocks into the middle of rich text, as a writer expects it."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor

from casedesk.domain.richtext import Block, Paragraph, ParagraphKind, normal_form
from casedesk.ui.editor import block_paths, rich_formats
from casedesk.ui.editor.rich_document import RichWriter
from casedesk.ui.editor.rich_formats import Look


def insert_blocks(cursor: QTextCursor, blocks: Sequence[Block], writer: RichWriter, look: Look) -> None:
    """Put blocks in place of the selection and leave the cursor behind them.

    A lone paragraph flows into the paragraph it is put into; of several, the first joins what stands before the
    cursor, and what stood behind it follows the last one.
    """
    blocks = list(normal_form(blocks))
    if not blocks:
        return
    cursor.beginEditBlock()
    if cursor.hasSelection():
        cursor.removeSelectedText()
    first = blocks[0]
    is_plain = isinstance(first, Paragraph) and first.kind is ParagraphKind.TEXT
    if isinstance(first, Paragraph) and (is_plain or len(blocks) == 1 or not cursor.atBlockStart()):
        _join_first(cursor, first, writer, look)
        blocks = blocks[1:]
    if blocks:
        _write_between(cursor, blocks, writer, look)
    cursor.endEditBlock()


def _join_first(cursor: QTextCursor, paragraph: Paragraph, writer: RichWriter, look: Look) -> None:
    made = cursor.blockFormat()
    kind = rich_formats.kind_of(made)
    if rich_formats.is_filler(made):
        kind = paragraph.kind
        cursor.setBlockFormat(rich_formats.block_format((), look, kind=kind))
    writer.write_inlines(cursor, paragraph.inlines, is_heading=kind is ParagraphKind.HEADING)


def _write_between(cursor: QTextCursor, blocks: Sequence[Block], writer: RichWriter, look: Look) -> None:
    """Write blocks behind the words before the cursor; the words behind it follow the last paragraph."""
    made = cursor.blockFormat()
    path = block_paths.continued(rich_formats.path_of(made))
    is_tail_empty = cursor.atBlockEnd()
    is_head_empty = cursor.atBlockStart() and cursor.atBlockEnd()
    if not is_head_empty:
        tail = QTextCursor(cursor)
        if not is_tail_empty:
            tail.insertBlock(rich_formats.block_format(path, look, kind=rich_formats.kind_of(made)))
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        cursor.insertBlock(rich_formats.block_format(path, look), rich_formats.char_format(frozenset(), look))
    writer.write(cursor, blocks, around=path)
    if not is_tail_empty and isinstance(blocks[-1], Paragraph):
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
