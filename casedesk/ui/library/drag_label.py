"""The small label that hangs on the mouse while cases are dragged."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap

from casedesk.ui.theme import Appearance

_WIDEST = 320


def drag_label(words: str, appearance: Appearance, ratio: float) -> QPixmap:
    """A label with these words, for a screen of this device pixel ratio."""
    font = appearance.font("ui")
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, appearance.px(_WIDEST))
    size = QSize(metrics.horizontalAdvance(shown) + 24, appearance.px(32))
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(appearance.theme.tip)
        painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), 6, 6)
        painter.setPen(appearance.theme.tip_ink)
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, shown)
    return pixmap
