"""The original beside the case, with the place marked that the case came from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Origin
from casedesk.domain.library import Document
from casedesk.texts import tr
from casedesk.ui.editor.text_places import qt_place
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface

WIDTH = 360


class SourcePanel(QWidget):
    """The text that was read from the original; read-only."""

    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._place = (0, 0)
        set_surface(self, "side", edge="left")
        self._name = ElidedLabel("", self, mode=Qt.TextElideMode.ElideMiddle)
        self._where = Words(appearance, kind="meta", tone="ink2", parent=self)
        close = IconButton(appearance, "x", tr("Close the original"), self, size=16)
        close.clicked.connect(self.closed)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Original"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._where)
        head.addWidget(close)
        self._head = QWidget(self)
        self._head.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.text, 1)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_source(self, document: Document, origin: Origin) -> None:
        """Show a document and mark where the case stands in it."""
        self._name.setText(document.name)
        self._where.setText(origin.place)
        if self.text.toPlainText() != document.text:
            self.text.setPlainText(document.text)
        start, end = sorted((max(0, origin.start), min(len(document.text), origin.end)))
        self._place = (qt_place(document.text, start), qt_place(document.text, end))
        self._mark()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

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
        self.text.centerCursor()

    def _dress(self) -> None:
        self._head.setFixedHeight(max(48, self._appearance.px(48)))
        self._name.setFont(self._appearance.font("ui_medium"))
        self.text.setFont(self._appearance.font("ui"))
        self.text.document().setDocumentMargin(16)
        self.setFixedWidth(self._appearance.px(WIDTH))
        self._mark()
