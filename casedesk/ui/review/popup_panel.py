"""A small sheet that opens under a button and scrolls where it is long; Esc or a click elsewhere closes it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.surfaces import set_surface

_EDGE = 4


class PopupPanel(QFrame):
    """Made for one content at a time, which takes the width that it is given."""

    def __init__(self, appearance: Appearance, name: str, *, width: int, parent: QWidget) -> None:
        """`name` is what it is called for the ear, `width` a length of the design."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._appearance = appearance
        self._width = width
        self.setAccessibleName(name)
        set_surface(self, "raised")
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.addWidget(self._scroll)

    def open_under(self, widget: QWidget, content: QWidget) -> None:
        """Show a content, right-aligned with a widget and inside its window."""
        set_surface(content, "raised")
        self._scroll.setWidget(content)
        window = widget.window()
        width = min(self._appearance.px(self._width), window.width() - 32)
        below = widget.mapTo(window, QPoint(0, widget.height())).y()
        inside = width - 2 * _EDGE - self._scroll.verticalScrollBar().sizeHint().width()
        layout = content.layout()
        wanted = layout.totalHeightForWidth(inside) if layout and layout.hasHeightForWidth() else -1
        wanted = max(wanted, content.sizeHint().height() if wanted < 0 else 0) + 2 * _EDGE
        self.resize(width, min(wanted, max(160, window.height() - below - 16)))
        left = max(window.mapToGlobal(QPoint(16, 0)).x(), widget.mapToGlobal(QPoint(widget.width() - width, 0)).x())
        self.move(left, widget.mapToGlobal(QPoint(0, widget.height() + 4)).y())
        self.show()
        self._scroll.setFocus()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        with QPainter(self) as painter:
            painter.setPen(self._appearance.theme.control)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
