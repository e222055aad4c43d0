"""A small panel over the page: it goes when the focus leaves it or with Esc, and gives the focus back."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance

_RADIUS = 8


class Flyout(QWidget):
    """A child of the window of `owner`, which has the focus again once it is closed."""

    def __init__(self, appearance: Appearance, owner: QWidget) -> None:
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._appearance = appearance
        self._owner = owner
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def show_at(self, place: QPoint) -> None:
        """Show at a place of the screen, or as near to it as the window has room."""
        self.adjustSize()
        window = self._owner.window()
        at = window.mapFromGlobal(place)
        x = max(0, min(at.x(), window.width() - self.width() - 8))
        y = max(0, min(at.y(), window.height() - self.height() - 8))
        self.move(x, y)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.control)
            painter.setBrush(theme.raised)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        now = QApplication.focusWidget()
        if now is None or now is self or self.isAncestorOf(now):
            self._owner.setFocus(Qt.FocusReason.PopupFocusReason)
        super().hideEvent(event)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self.close()
