"""The page that a case is written on: it scrolls as a whole, and the caret is never out of sight."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QScrollArea, QTextEdit, QWidget
from typing_extensions import override

from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_hits import HitField, fields_of
from casedesk.ui.editor.question_row import QuestionRow
from casedesk.ui.editor.rich_text_edit import RichTextEdit

_MARGIN = 20
_AIR = 24
"""How much is seen above and below the caret."""


class CaseScroll(QScrollArea):
    """The column of a case in the middle of the free room."""

    text_entered = Signal(object)
    """The RichTextEdit that has the focus now, None for none."""

    def __init__(self, column: CaseColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self._page = QWidget(self)
        row = QHBoxLayout(self._page)
        row.setContentsMargins(_MARGIN, 4, _MARGIN, 0)
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page)
        column.caret_moved.connect(self._follow_caret)
        self.verticalScrollBar().rangeChanged.connect(self._follow_growth)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def to_top(self) -> None:
        """Show the beginning of the case."""
        self.verticalScrollBar().setValue(0)

    def show_part(self, part: QWidget) -> None:
        """Let a part of the page be seen that has just been shown."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, _AIR))

    def show_caret(self, field: QTextEdit | QPlainTextEdit) -> None:
        """Let the caret of a field of the page be seen, whether it has the focus or not."""
        if layout := self._page.layout():
            layout.activate()  # what has just unfolded has its place then
        caret = field.cursorRect()
        place = field.viewport().mapTo(self._page, caret.center())
        self.ensureVisible(place.x(), place.y(), 0, caret.height() + _AIR)

    def keep_visible(self) -> None:
        """Let what has the focus be seen, with its whole row."""
        now = QApplication.focusWidget()
        if isinstance(now, RichTextEdit):
            self._follow_caret(now)
        elif now is not None and self._page.isAncestorOf(now):
            row = now.parentWidget()
            target = row if isinstance(row, QuestionRow) else now
            self._column.updateGeometry()
            if layout := self._page.layout():
                layout.activate()  # a row that has just unfolded counts with its whole height
            self.ensureWidgetVisible(target, 0, _AIR)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the words or below them puts the caret where it is nearest, as on any paper."""
        super().mousePressEvent(event)
        where = self.viewport().mapToGlobal(event.position().toPoint())
        field = self._nearest(where) if event.button() == Qt.MouseButton.LeftButton else None
        if field is not None:
            field.setFocus(Qt.FocusReason.MouseFocusReason)
            field.setTextCursor(field.cursorForPosition(field.viewport().mapFromGlobal(where)))

    def _nearest(self, where: QPoint) -> HitField | None:
        """The field that is nearest to a point of the screen: first by its height on the page, then beside it."""
        fields = [field for field in fields_of(self._column) if field.isVisible()]

        def distance(field: HitField) -> tuple[int, int]:
            at = field.mapFromGlobal(where)
            return _outside(at.y(), field.height()), _outside(at.x(), field.width())

        return min(fields, key=distance, default=None)

    def _follow_caret(self, edit: RichTextEdit) -> None:
        if edit.hasFocus():
            caret = edit.cursorRect()
            place = edit.viewport().mapTo(self._page, caret.center())
            self.ensureVisible(place.x(), place.y(), 0, caret.height() + _AIR)

    def _follow_growth(self, _low: int, _high: int) -> None:
        """What was pasted makes the page longer only after the caret has moved behind it."""
        now = QApplication.focusWidget()
        if isinstance(now, RichTextEdit) and self._column.isAncestorOf(now):
            self._follow_caret(now)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if QApplication.activePopupWidget() is not None:
            return
        is_inside = now is not None and self._column.isAncestorOf(now)
        self.text_entered.emit(now if is_inside and isinstance(now, RichTextEdit) else None)
        if is_inside:
            QTimer.singleShot(0, self, self.keep_visible)


def _outside(at: int, length: int) -> int:
    """How far a place lies outside of [0, length]."""
    return max(-at, at - length, 0)
