"""The original beside the case, with the place marked that the case came from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case, Origin
from casedesk.domain.library import Document
from casedesk.texts import tr
from casedesk.ui.editor.side_place import Side, fit_beside
from casedesk.ui.editor.text_places import qt_place
from casedesk.ui.theme import Appearance, writing_of
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.empty_state import EmptyState
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface

WIDTH = 360
_SAMPLE = 2000
"""Characters from which the language of a document is told."""


class SourcePanel(QWidget):
    """The text that was read from the original, of whatever format it is; read-only."""

    closed = Signal()
    open_requested = Signal()
    """The original shall be opened in the program it was made with."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._place = (0, 0)
        self._side: Side = "right"
        self._room = 0
        set_surface(self, "side", edge="left")
        self._name = ElidedLabel("", self, mode=Qt.TextElideMode.ElideMiddle)
        self._where = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.back = IconButton(appearance, "ph.crosshair", tr("Back to the place of the case"), self, size=16)
        self.back.clicked.connect(self._mark)
        self.open = IconButton(appearance, "ph.arrow-square-out", tr("Open in its own program"), self, size=16)
        self.open.clicked.connect(self.open_requested)
        close = IconButton(appearance, "x", tr("Close the original"), self, size=16)
        close.clicked.connect(self.closed)
        self.text = _SourceText(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Original"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._empty = EmptyState(appearance, "", "", self, icon="ph.file-text")
        self._remark = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._remark.setContentsMargins(16, 0, 16, 8)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self._empty)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        for part in (self._where, self.back, self.open, close):
            head.addWidget(part)
        self._head = QWidget(self)
        self._head.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._remark)
        column.addWidget(self._stack, 1)
        appearance.changed.connect(self._dress)
        self._dress()

    @property
    def focus_target(self) -> QWidget:
        """What takes the focus when the panel is shown."""
        return self.text if self._stack.currentWidget() is self.text else self

    @property
    def sentence(self) -> str:
        """What stands in place of the text; empty while there is one."""
        return "" if self._stack.currentWidget() is self.text else self._empty.words

    def show_source(self, document: Document, origin: Origin, *, has_file: bool) -> None:
        """Show a document and mark where the case stands in it. `has_file` tells whether it can be opened."""
        self._head_says(document.name, origin.place)
        self.open.setVisible(has_file)
        if not document.text:
            self._say(tr("No words were read from this original"), _file_words(has_file=has_file))
            return
        if self.text.toPlainText() != document.text:
            self.text.setPlainText(document.text)
            self._take_font()
        start, end = sorted((max(0, origin.start), min(len(document.text), origin.end)))
        self._place = (qt_place(document.text, start), qt_place(document.text, end))
        self.back.setVisible(start < end)
        remarks = ["" if start < end else tr("Where the case stands in it is not known.")]
        remarks.append("" if has_file else tr("The file itself was not kept; this is what was read from it."))
        self._remark.setText(" ".join(filter(None, remarks)))
        self._remark.setVisible(bool(self._remark.text()))
        self._stack.setCurrentWidget(self.text)
        self._mark()

    def show_none(self, case: Case) -> None:
        """Say why a case has no original here."""
        self._head_says(tr("Original"), "")
        self.open.hide()
        if case.origin is not None or case.source:
            self._say(
                tr("The original was not kept"),
                tr("The case came from “{name}”, which is not in this library.").format(name=case.source)
                if case.source
                else tr("The document that this case came from is not in this library any more."),
            )
        else:
            self._say(tr("Written here"), tr("This case was written in CaseDesk; there is no original."))

    def place(self, side: Side, room: int) -> None:
        """Stand at the right of the text, or below it with so much room where the view is narrow."""
        self._side, self._room = side, room
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _head_says(self, name: str, place: str) -> None:
        self._name.setText(name)
        self._where.setText(place)

    def _say(self, title: str, text: str) -> None:
        self.back.hide()
        self._remark.hide()
        self._empty.set_words(title, text)
        self._stack.setCurrentWidget(self._empty)

    def _mark(self) -> None:
        place = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._place[0])
        top = QTextCursor(cursor)
        cursor.setPosition(self._place[1], QTextCursor.MoveMode.KeepAnchor)
        place.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue] - the stubs know no fields
        place.format.setBackground(self._appearance.theme.wash)  # pyright: ignore
        self.text.setExtraSelections([place])
        self.text.setTextCursor(top)
        self._scroll_to_place()

    def _scroll_to_place(self) -> None:
        """Bring the first line of the place to the top, with a line before it to be read on from."""
        block = self.text.document().findBlock(self._place[0])
        before = block.previous() if block.previous().isValid() else block
        self.text.centerCursor()
        self.text.verticalScrollBar().setValue(before.firstLineNumber())

    def _fit(self) -> None:
        fit_beside(self, self._side, width=self._appearance.px(WIDTH), height=self._room)

    def _take_font(self) -> None:
        """That of the language of the document, not of the interface: quotation marks differ in width."""
        self.text.setFont(self._appearance.font("ui", language=writing_of(self.text.toPlainText()[:_SAMPLE])))

    def _dress(self) -> None:
        self._head.setFixedHeight(max(48, self._appearance.px(48)))
        self._name.setFont(self._appearance.font("ui_medium"))
        self._take_font()
        self.text.document().setDocumentMargin(16)
        self._fit()
        if self._stack.currentWidget() is self.text:
            self._mark()


def _file_words(*, has_file: bool) -> str:
    if has_file:
        return tr("It can be opened in the program it was made with.")
    return tr("The file itself was not kept.")


class _SourceText(QPlainTextEdit):
    """Keeps the paragraph at the top when the lines are broken anew, which Qt does not."""

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        top = self.firstVisibleBlock()
        super().resizeEvent(e)
        self.verticalScrollBar().setValue(top.firstLineNumber())
