"""A line of parts at the left and one at the right; where there is no room for both, the right one goes below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget
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
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._grid.setColumnStretch(0, 1)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: one line is a wish, no need."""
        widest = max(_flow(line).minimumSize().width() for line in (self._left, self._right))
        return QSize(widest, super().minimumSizeHint().height())

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
        needed = {line: self._width_of(line) for line in (self._left, self._right)}
        is_narrow = sum(needed.values()) + 2 * self._spacing > self.width()
        for line, width in needed.items():
            line.setMinimumWidth(0 if is_narrow else width)
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        for line in (self._left, self._right):
            self._grid.removeWidget(line)
        if is_narrow:
            self._grid.addWidget(self._left, 0, 0)
            self._grid.addWidget(self._right, 1, 0)
        else:
            middle = Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(self._left, 0, 0, middle | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(self._right, 0, 1, middle)

    def _width_of(self, line: QWidget) -> int:
        layout = _flow(line)
        items = (layout.itemAt(at) for at in range(layout.count()))
        widths = [item.sizeHint().width() for item in items if item is not None and not item.isEmpty()]
        return sum(widths) + layout.spacing() * max(len(widths) - 1, 0)


def _flow(line: QWidget) -> FlowLayout:
    layout = line.layout()
    assert isinstance(layout, FlowLayout)
    return layout


def _line(parts: Sequence[QWidget], parent: QWidget, spacing: int) -> QWidget:
    line = QWidget(parent)
    flow = FlowLayout(line, spacing=spacing)
    for part in parts:
        flow.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    line.setSizePolicy(policy)
    return line
