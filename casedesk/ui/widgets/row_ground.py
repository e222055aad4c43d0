"""What lies below the words of a row in a list."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from casedesk.ui.theme import Theme


def paint_row_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, theme: Theme, *, has_focus: bool) -> None:
    """Colour a row that is selected, with a bar at its left, or under the mouse."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.wash if has_focus else theme.hover)
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.hover)
