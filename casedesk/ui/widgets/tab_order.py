"""Tab in the order in which the eye reads.

Qt's own order is that of construction: fields that are made while the program runs come last, and what was put into
another widget keeps its old place. Here the place on the screen decides.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget


def focus_neighbour(root: QWidget, *, forwards: bool) -> bool:
    """Move the focus inside `root` to the next or previous widget that Tab stops at; the ends meet."""
    now = QApplication.focusWidget()
    every = list(_in_reading_order(root))
    at = every.index(now) if now in every else -1
    around = [*every[at + 1 :], *every[: max(at, 0)]]
    if not forwards:
        around.reverse()
    target = next((widget for widget in around if _stops_tab(widget)), None)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    return True


def _stops_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def _in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """What is visible inside `root`, a widget before what it holds, line by line and from left to right."""
    children = [child for child in root.children() if isinstance(child, QWidget)]
    shown = [child for child in children if child.isVisible() and not child.isWindow()]
    for child in _by_lines(shown):
        yield child
        yield from _in_reading_order(child)


def _by_lines(widgets: Iterable[QWidget]) -> Iterator[QWidget]:
    line: list[QWidget] = []
    reach = QRect()
    for widget in sorted(widgets, key=lambda widget: (widget.y(), widget.x())):
        if line and widget.geometry().center().y() > reach.bottom():
            yield from sorted(line, key=QWidget.x)
            line = []
        if not line:
            reach = widget.geometry()
        line.append(widget)
    yield from sorted(line, key=QWidget.x)
