"""Check boxes whose words go on in a second line where there is no room for them in one."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget
from typing_extensions import override

_FLAGS = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
)
_ENDLESS = 10_000
_LETTERS = 9
"""So many letters stand on a line at the least."""


class CheckBox(QCheckBox):
    """A check box that is never wider than its place."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return super().sizeHint().height() + self._words(width).height() - self._words(_ENDLESS).height()

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        room = self._before_words() + _LETTERS * self.fontMetrics().horizontalAdvance("中")
        return QSize(min(least.width(), room), least.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = self._option()
        line = super().sizeHint().height()
        words = option.text
        option.text = ""
        option.rect = QRect(0, 0, self.width(), min(line, self.height()))
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        place = self._words(self.width())
        place.moveTop((min(line, self.height()) - self.fontMetrics().height()) // 2)
        self.style().drawItemText(
            painter, place, int(_FLAGS), option.palette, self.isEnabled(), words, QPalette.ColorRole.WindowText
        )

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option

    def _before_words(self) -> int:
        """The box and the white behind it, with the icon where there is one."""
        metric, style = QStyle.PixelMetric, self.style()
        before = style.pixelMetric(metric.PM_IndicatorWidth, None, self)
        before += style.pixelMetric(metric.PM_CheckBoxLabelSpacing, None, self)
        return before + (0 if self.icon().isNull() else self.iconSize().width() + 4)

    def _words(self, width: int) -> QRect:
        """Where the words stand in a box of this width."""
        left = self._before_words()
        return self.fontMetrics().boundingRect(QRect(left, 0, max(1, width - left), _ENDLESS), int(_FLAGS), self.text())
