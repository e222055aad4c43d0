"""The editor for rich text: keys, formats and the clipboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from typing_extensions import override

from casedesk.domain import richtext
from casedesk.domain.richtext import Block, ParagraphKind
from casedesk.texts import tr
from casedesk.ui.editor import rich_commands, rich_formats
from casedesk.ui.editor.block_paths import Kind
from casedesk.ui.editor.formats import MARKS, Format, format_of_keys
from casedesk.ui.editor.rich_clipboard import blocks_from, can_take, mime_of
from casedesk.ui.editor.rich_document import read_selection
from casedesk.ui.editor.rich_field import RichField
from casedesk.ui.editor.rich_insert import insert_blocks
from casedesk.ui.editor.table_commands import TableStep, change_table, next_cell

_PASTE_PLAIN = QKeySequence("Ctrl+Shift+V")
_OWN_KEYS = (_PASTE_PLAIN, QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))


_KINDS = {Format.HEADING: ParagraphKind.HEADING, Format.DIALOGUE: ParagraphKind.DIALOGUE}


class RichTextEdit(RichField):
    """Rich text, edited in place."""

    undo_requested = Signal()
    redo_requested = Signal()
    picture_requested = Signal()
    table_requested = Signal()
    description_requested = Signal()
    """The selected picture shall be described."""
    step_ended = Signal()
    """What was done up to here is to be undone apart from what comes."""
    pasted = Signal(object)
    """The Blocks that have just been pasted or dropped."""
    menu_requested = Signal(QPoint)
    """Where a context menu is wanted, on the screen."""

    def run(self, wanted: Format) -> None:
        """Format what is selected, or what is typed next."""
        self.step_ended.emit()
        self._carry_out(wanted)
        self.step_ended.emit()
        self.format_changed.emit()

    def _carry_out(self, wanted: Format) -> None:
        cursor = self.textCursor()
        match wanted:
            case Format.CLEAR:
                rich_commands.clear_marks(cursor, self._look)
                if not cursor.hasSelection():
                    self.setCurrentCharFormat(self._plain_format())
            case Format.HEADING | Format.DIALOGUE:
                rich_commands.toggle_kind(cursor, _KINDS[wanted], self._look)
            case Format.BULLETS:
                rich_commands.toggle_list(cursor, Kind.BULLETS, self._look)
            case Format.NUMBERS:
                rich_commands.toggle_list(cursor, Kind.NUMBERS, self._look)
            case Format.INDENT:
                rich_commands.indent(cursor, self._look)
            case Format.OUTDENT:
                rich_commands.outdent(cursor, self._look)
            case Format.QUOTE:
                rich_commands.toggle_quote(cursor, self._look)
            case Format.TABLE:
                self.table_requested.emit()
            case Format.PICTURE:
                self.picture_requested.emit()
            case Format.DECISION:
                rich_commands.put_heading(cursor, tr("Decision point"), self._look)
                self.setTextCursor(cursor)
            case _:
                self._toggle_mark(wanted)

    def is_on(self, wanted: Format) -> bool:
        """Whether a format holds at the caret."""
        cursor = self.textCursor()
        if wanted in MARKS:
            if not cursor.hasSelection():
                return wanted.value in rich_formats.marks_of(self.currentCharFormat())
            return rich_commands.has_mark(cursor, wanted.value)
        match wanted:
            case Format.HEADING | Format.DIALOGUE:
                return rich_commands.kind_at(cursor) is _KINDS[wanted]
            case Format.BULLETS:
                return rich_commands.list_kind(cursor) is Kind.BULLETS
            case Format.NUMBERS:
                return rich_commands.list_kind(cursor) is Kind.NUMBERS
            case Format.QUOTE:
                return rich_commands.is_in_quote(cursor)
            case _:
                return False

    def insert_table(self, rows: int, columns: int) -> None:
        """Put an empty table behind the caret's paragraph and the caret into its first cell.

        Words that are selected stay: a table is nothing that is written over them.
        """
        self.step_ended.emit()
        behind = self.textCursor()
        behind.setPosition(behind.selectionEnd())
        behind.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(behind)
        empty = richtext.Cell((richtext.Paragraph(),))
        heads = (richtext.Cell((richtext.Paragraph(),), is_header=True),) * columns
        start = self.textCursor().position()
        self.insert((richtext.Table((heads, *((empty,) * columns,) * (rows - 1))),))
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        while not cursor.currentTable() and cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
            pass
        self.setTextCursor(cursor)
        self.step_ended.emit()

    def change_table(self, step: TableStep) -> None:
        """Change the table around the caret."""
        self.step_ended.emit()
        cursor = self.textCursor()
        change_table(cursor, step, self._look)
        self.setTextCursor(cursor)
        self.step_ended.emit()

    @property
    def is_in_table(self) -> bool:
        """Whether the caret is in a table."""
        return bool(self.textCursor().currentTable())

    def insert_picture(self, image: QImage | bytes, name: str = "") -> bool:
        """Keep a picture and put it at the caret; False for what is no picture."""
        digest = self._pictures.keep(image, name)
        if digest:
            self.insert((richtext.Paragraph((richtext.Picture(digest, name),)),))
        return bool(digest)

    def insert(self, blocks: Sequence[Block]) -> None:
        """Put blocks at the caret, in place of what is selected."""
        cursor = self.textCursor()
        insert_blocks(cursor, blocks, self._writer(), self._look)
        self.setTextCursor(cursor)

    def paste_plain(self, mime: QMimeData) -> None:
        """Paste the words alone."""
        self._paste(richtext.parse(richtext.from_plain(mime.text())))

    def _paste(self, blocks: Sequence[Block]) -> None:
        if blocks:
            self.step_ended.emit()
            self.insert(blocks)
            self.step_ended.emit()
            self.pasted.emit(blocks)

    def split_html(self) -> tuple[str, str]:
        """What stands before the caret and what stands behind it; a table is never cut and goes with what follows."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        while table := cursor.currentTable():
            cursor.setPosition(table.firstPosition() - 1)
        place = cursor.position()
        last = self.document().characterCount() - 1
        before, after = QTextCursor(self.document()), QTextCursor(self.document())
        before.setPosition(0)
        before.setPosition(max(0, place - cursor.atBlockStart()), QTextCursor.MoveMode.KeepAnchor)
        after.setPosition(min(last, place + cursor.atBlockEnd()))
        after.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        behind = read_selection(after)
        if len(behind) > 1 and behind[0] == richtext.Paragraph() and not isinstance(behind[1], richtext.Paragraph):
            behind = behind[1:]  # the end of the paragraph above a table
        return (richtext.serialise(read_selection(before)), richtext.serialise(behind))

    @override
    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.ShortcutOverride and isinstance(e, QKeyEvent) and self._overrides(e):
            e.accept()
            return True
        return super().event(e)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if self._is_composing:
            if e.text().isprintable() and e.text():
                super().keyPressEvent(e)
        elif not self._handled(e):
            super().keyPressEvent(e)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab comes here before it comes to `keyPressEvent`."""
        return self._is_composing or self._tab(backwards=not next) or super().focusNextPrevChild(next)

    @override
    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        is_mouse = e.reason() is QContextMenuEvent.Reason.Mouse
        if is_mouse and not self.picture_frame.select_at(e.pos().toPointF()) and not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(e.pos()))
        self.menu_requested.emit(e.globalPos())

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(read_selection(self.textCursor()))

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return can_take(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self._paste(blocks_from(source, self._pictures.keep))

    def _overrides(self, e: QKeyEvent) -> bool:
        """Whether these keys mean something in here, whatever they mean elsewhere."""
        keys = QKeySequence(e.keyCombination())
        return format_of_keys(keys) is not None or keys in _OWN_KEYS

    def _handled(self, e: QKeyEvent) -> bool:
        keys = QKeySequence(e.keyCombination())
        if wanted := format_of_keys(keys):
            self.run(wanted)
        elif e.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif e.matches(QKeySequence.StandardKey.Redo) or keys == QKeySequence("Ctrl+Y"):
            self.redo_requested.emit()
        elif keys == _PASTE_PLAIN:
            self.paste_plain(QGuiApplication.clipboard().mimeData())
        elif e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(e)
        elif e.key() == Qt.Key.Key_Backspace and e.modifiers() == Qt.KeyboardModifier.NoModifier:
            return rich_commands.erase_backwards(self.textCursor(), self._look)
        else:
            return False
        return True

    def _enter(self, e: QKeyEvent) -> bool:
        if e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            e.ignore()
            return True
        if e.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        cursor = self.textCursor()
        rich_commands.break_paragraph(cursor, self._look)
        self.setTextCursor(cursor)
        return True

    def _tab(self, *, backwards: bool) -> bool:
        """In a table the next cell, at the beginning of an item one level; elsewhere the focus moves on."""
        cursor = self.textCursor()
        if (cell := next_cell(cursor, -1 if backwards else 1, self._look)) is not None:
            self.setTextCursor(cell)
            return True
        if not cursor.atBlockStart() or rich_commands.list_kind(cursor) in (None, Kind.QUOTE):
            return False
        return rich_commands.outdent(cursor, self._look) if backwards else rich_commands.indent(cursor, self._look)

    def _toggle_mark(self, wanted: Format) -> None:
        cursor = self.textCursor()
        on = not self.is_on(wanted)
        if cursor.hasSelection():
            rich_commands.set_mark(cursor, wanted.value, self._look, on=on)
            return
        marks = rich_commands.with_mark(rich_formats.marks_of(self.currentCharFormat()), wanted.value, on=on)
        is_heading = rich_commands.kind_at(cursor) is ParagraphKind.HEADING
        self.setCurrentCharFormat(rich_formats.char_format(marks, self._look, is_heading=is_heading))

    def _plain_format(self) -> QTextCharFormat:
        is_heading = rich_commands.kind_at(self.textCursor()) is ParagraphKind.HEADING
        return rich_formats.char_format(frozenset(), self._look, is_heading=is_heading)
