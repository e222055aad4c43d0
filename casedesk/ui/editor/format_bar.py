"""The buttons for formats; they work on the rich text that has the focus and are disabled without one."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.editor.formats import FORMATS, Format, FormatSpec
from casedesk.ui.editor.picture_menu import add_picture_steps
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.table_commands import TableStep
from casedesk.ui.page_action import showing, writing
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton

_GAP = 4


class FormatBar(QWidget):
    """A row of buttons from the table of formats."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: RichTextEdit | None = None
        self._buttons: dict[Format, IconButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # buttons go before they are squeezed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for spec in FORMATS:
            if spec.on_toolbar:
                button = self._made(appearance, spec)
                row.addWidget(button)
                self._buttons[spec.format] = button
        self.more = IconButton(appearance, "text-aa", tr("More formats"), self)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(self._show_more)
        row.addWidget(self.more)
        self.follow(None)

    @override
    def sizeHint(self) -> QSize:
        each = self.more.sizeHint()
        return QSize((each.width() + _GAP) * len(self._buttons) + each.width(), each.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.more.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as have room; the menu has all formats always."""
        each = self.more.sizeHint().width()
        room = (event.size().width() - each) // (each + _GAP)
        for at, button in enumerate(self._buttons.values()):
            button.setVisible(at < room)
        super().resizeEvent(event)

    def follow(self, target: RichTextEdit | None) -> None:
        """Work on this rich text from now on."""
        if self._target is not None:
            self._target.format_changed.disconnect(self._show_state)
        self._target = target
        if target is not None:
            target.format_changed.connect(self._show_state)
        self._show_state()

    def _made(self, appearance: Appearance, spec: FormatSpec) -> IconButton:
        keys = QKeySequence(spec.keys).toString(QKeySequence.SequenceFormat.NativeText)
        button = IconButton(appearance, spec.icon, tr(spec.text), self, is_checkable=True)
        button.setToolTip(f"{tr(spec.text)} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._run(spec.format))
        return button

    def _run(self, wanted: Format) -> None:
        if self._target is not None:
            self._target.run(wanted)
        self._show_state()

    def menu(self) -> QMenu:
        """All formats, and what can be done to the table where there is one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._target is not None:
            _add_formats(menu, self._target)
            if self._target.is_in_table:
                menu.addSeparator()
                _add_table_steps(menu.addMenu(tr("Table")), self._target)
        return menu

    def _show_more(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _show_state(self) -> None:
        self.more.setEnabled(self._target is not None)
        for wanted, button in self._buttons.items():
            button.setEnabled(self._target is not None)
            button.setChecked(self._target is not None and self._target.is_on(wanted))


def format_menu(edit: RichTextEdit, parent: QWidget) -> QMenu:
    """The context menu of rich text: clipboard, formats, and the table where there is one."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    has_selection = edit.textCursor().hasSelection()
    for words, keys, call, is_enabled, mark in (
        (tr("Cut"), "Ctrl+X", edit.cut, has_selection, writing),
        (tr("Copy"), "Ctrl+C", edit.copy, has_selection, showing),
        (tr("Paste"), "Ctrl+V", edit.paste, edit.canPaste(), writing),
        (tr("Paste as plain text"), "Ctrl+Shift+V", lambda: _paste_plain(edit), edit.canPaste(), writing),
        (tr("Select all"), "Ctrl+A", edit.selectAll, bool(edit.plain()), showing),
    ):
        action = mark(menu.addAction(f"{words}\t{_native(keys)}"))
        action.setEnabled(is_enabled)
        action.triggered.connect(call)
    menu.addSeparator()
    _add_formats(menu.addMenu(tr("Format")), edit)
    if edit.picture_frame.picture is not None:
        frame = edit.picture_frame
        add_picture_steps(menu.addMenu(tr("Picture")), frame, edit.description_requested.emit)
    if edit.is_in_table:
        _add_table_steps(menu.addMenu(tr("Table")), edit)
    return menu


def _add_formats(menu: QMenu, edit: RichTextEdit) -> None:
    for spec in FORMATS:
        action = menu.addAction(f"{tr(spec.text)}\t{_native(spec.keys)}")
        action.setCheckable(True)
        action.setChecked(edit.is_on(spec.format))
        action.triggered.connect(_runner(edit, spec.format))


def _add_table_steps(menu: QMenu, edit: RichTextEdit) -> None:
    names = {
        TableStep.ROW_ABOVE: tr("Row above"),
        TableStep.ROW_BELOW: tr("Row below"),
        TableStep.COLUMN_LEFT: tr("Column to the left"),
        TableStep.COLUMN_RIGHT: tr("Column to the right"),
        TableStep.HEADER: tr("Heading row"),
        TableStep.DROP_ROW: tr("Delete row"),
        TableStep.DROP_COLUMN: tr("Delete column"),
        TableStep.DROP_TABLE: tr("Delete table"),
    }
    for step, words in names.items():
        menu.addAction(words).triggered.connect(_table_runner(edit, step))
        if step is TableStep.COLUMN_RIGHT or step is TableStep.HEADER:
            menu.addSeparator()


def _runner(edit: RichTextEdit, wanted: Format):
    return lambda: edit.run(wanted)


def _table_runner(edit: RichTextEdit, step: TableStep):
    return lambda: edit.change_table(step)


def _paste_plain(edit: RichTextEdit) -> None:
    edit.paste_plain(QGuiApplication.clipboard().mimeData())


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
