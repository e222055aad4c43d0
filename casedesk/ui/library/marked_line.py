"""Paints a line of words with the hits of a search under the marker pen."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from casedesk.ui.library.snippets import Snippet
from casedesk.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_line(
    painter: QPainter, line: QRect, text: str, font: QFont, colour: QColor, alignment: Qt.AlignmentFlag = LEFT
) -> None:
    """Paint words on one line."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(line, alignment | Qt.TextFlag.TextSingleLine, text)


def paint_marked_line(
    painter: QPainter, line: QRect, snippet: Snippet, font: QFont, colour: QColor, theme: Theme
) -> None:
    """Paint words on one line, those that were searched for on marks."""
    metrics = QFontMetrics(font)
    height = metrics.height() - 2
    for start, end in snippet.hits:
        left = line.left() + metrics.horizontalAdvance(snippet.text[:start])
        width = metrics.horizontalAdvance(snippet.text[:end]) + line.left() - left
        mark = QRectF(left - 1, line.center().y() - height / 2 + 1, width + 2, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.mark)
        painter.drawRoundedRect(mark, 2, 2)
    for start, end, tone in _stretches(snippet, colour, theme.mark_ink):
        left = metrics.horizontalAdvance(snippet.text[:start])
        paint_line(painter, line.adjusted(left, 0, 0, 0), snippet.text[start:end], font, tone)


def _stretches(snippet: Snippet, plain: QColor, marked: QColor) -> Iterator[tuple[int, int, QColor]]:
    """The parts of a line between and inside its hits, each with its colour."""
    at = 0
    for start, end in snippet.hits:
        yield at, start, plain
        yield start, end, marked
        at = end
    yield at, len(snippet.text), plain
