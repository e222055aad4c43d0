"""A line of parts at the left and one at the right; where there is no room for both, the right one goes below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.ui.widgets.flow_layout import FlowLayout


class TwoSides(QWidget):
    """The parts may be shown, hidden and renamed at any time."""

    def __init__(
        self, left: Sequence[QWidget], right: Sequence[QWidget], parent: QWidget | None = None, *, spacing: int = 8
    ) -> None:
        super().__init__(parent)
        self._left, self._right = _line(left, self, spacing), _line(right, self, spacing + 4)
        self._spacing = spacing
        self._is_narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)
        self._grid.setColumnStretch(0, 1)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Put the right line beside the left one or below it."""
        needed = self._width_of(self._right)
        is_narrow = self._width_of(self._left) + needed + 2 * self._spacing > self.width()
        self._right.setMinimumWidth(0 if is_narrow else needed)
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        for line in (self._left, self._right):
            self._grid.removeWidget(line)
        self._grid.addWidget(self._left, 0, 0)
        if is_narrow:
            self._grid.addWidget(self._right, 1, 0)
        else:
            self._grid.addWidget(self._right, 0, 1, Qt.AlignmentFlag.AlignVCenter)

    def _width_of(self, line: QWidget) -> int:
        layout = line.layout()
        assert isinstance(layout, FlowLayout)
        items = (layout.itemAt(at) for at in range(layout.count()))
        widths = [item.sizeHint().width() for item in items if item is not None and not item.isEmpty()]
        return sum(widths) + layout.spacing() * max(len(widths) - 1, 0)


def _line(parts: Sequence[QWidget], parent: QWidget, spacing: int) -> QWidget:
    line = QWidget(parent)
    flow = FlowLayout(line, spacing=spacing)
    for part in parts:
        flow.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    line.setSizePolicy(policy)
    return line
