"""Lines of one height with air between them, which a plain text editor does not have by itself."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout
from typing_extensions import override

_LINE_HEIGHT = 1.75
"""Of the size of the characters."""


class ReadingLayout(QPlainTextDocumentLayout):
    """Lays a block out as Qt does, then moves its lines apart, when the block is first asked for.

    Every line is `pitch` high, whatever fonts its characters came from. `air_over` tells how much more there is above
    a block.
    """

    def __init__(self, document: QTextDocument, air_over: Callable[[QTextBlock], float]) -> None:
        super().__init__(document)
        self._air_over = air_over
        self.pitch = 0.0
        self.take_font()

    def take_font(self) -> None:
        """Take the height of lines from the font of the document."""
        font = self.document().defaultFont()
        metrics = QFontMetricsF(font)
        self.pitch = float(max(ceil(font.pixelSize() * _LINE_HEIGHT), ceil(metrics.height()) + 2))
        self._baseline = (self.pitch - metrics.height()) / 2 + metrics.ascent()

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount() if block.isVisible() else 0
        if not count:
            return rect
        air = self._air_over(block)
        first = layout.lineAt(0)
        if abs(first.y() + first.ascent() - self._baseline - air) > 0.5:
            for at in range(count):
                line = layout.lineAt(at)
                place = line.position()
                place.setY(air + at * self.pitch + self._baseline - line.ascent())
                line.setPosition(place)
        margin = 0.0 if block.next().isValid() else self.document().documentMargin()
        rect.setHeight(air + count * self.pitch + margin)
        return rect
