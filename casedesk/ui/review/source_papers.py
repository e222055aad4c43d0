"""How the paragraphs of a source look: the paper under each part, and the looks of its words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextBlock, QTextCharFormat, QTextLayout, QTextLine

from casedesk.domain.draft import Decision, Draft, SpanKind
from casedesk.domain.source_parts import Piece, SourceParts
from casedesk.ui.review.text_positions import TextPositions
from casedesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A paragraph on the screen: where it is in the viewport, its characters [start, end) of the source, and how high
    each of its lines is."""

    block: QTextBlock
    rect: QRectF
    start: int
    end: int
    pitch: float

    def top_of(self, line: QTextLine | None) -> float:
        """The height in the viewport at which a line begins."""
        return self.rect.top() + (line.lineNumber() * self.pitch if line else 0)


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the words that are searched for stand: the starts, in order, and how long each is."""

    starts: Sequence[int]
    length: int

    def between(self, start: int, end: int) -> Sequence[int]:
        """The starts of those that have characters in [start, end)."""
        return self.starts[bisect_left(self.starts, start - self.length + 1) : bisect_left(self.starts, end)]


class SourcePapers:
    """Wash for the selected draft, amber for what is left over, a strike for furniture; for one moment of a review."""

    def __init__(
        self,
        parts: SourceParts,
        drafts: Sequence[Draft],
        text: str,
        positions: TextPositions,
        *,
        theme: Theme,
        selected: int,
        width: int,
        hits: Hits,
    ) -> None:
        self._hits = hits
        self._parts = parts
        self._drafts = drafts
        self._text = text
        self._positions = positions
        self._theme = theme
        self._selected = selected
        self._width = width

    def word_looks(self, item: ShownBlock) -> list[QTextLayout.FormatRange]:
        """The looks of those words of a paragraph that do not look like plain text."""
        looks = [
            self._format_range(item, piece.span.start, piece.span.end, looks)
            for piece in self._pieces(item)
            if (looks := self._looks(piece)) is not None
        ]
        length = self._hits.length
        marks = self._hits.between(item.start, item.end)
        return [*looks, *(self._format_range(item, at, at + length, self._marked()) for at in marks)]

    def paint(self, painter: QPainter, item: ShownBlock) -> None:
        """Lay the papers under a paragraph."""
        for piece in self._pieces(item):
            colour = self._paper_of(piece)
            if colour is None:
                continue
            if piece.span.start <= item.start + self._indent(item) and piece.span.end >= item.end:
                painter.fillRect(self._whole(item.rect), colour)
            else:
                self._paint_stretch(painter, item, piece, colour)
            if piece.owner is None and piece.span.end <= item.end:
                self._paint_dots(painter, item, piece)
        if item.start >= item.end and (colour := self._paper_between(item.start)) is not None:
            painter.fillRect(self._whole(item.rect), colour)

    def _pieces(self, item: ShownBlock) -> Sequence[Piece]:
        return self._parts.between(item.start, max(item.end, item.start + 1))

    def _marked(self) -> QTextCharFormat:
        looks = QTextCharFormat()
        looks.setBackground(self._theme.mark)
        looks.setForeground(self._theme.mark_ink)
        return looks

    def _format_range(self, item: ShownBlock, start: int, end: int, looks: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        first, last = self._inside(item, start, end)
        made.start = first
        made.length = max(0, last - first)
        made.format = looks
        return made

    def _looks(self, piece: Piece) -> QTextCharFormat | None:
        looks = QTextCharFormat()
        if piece.owner is None:
            if piece.span.kind is not SpanKind.FURNITURE:
                return None
            looks.setForeground(self._theme.ink2)
            looks.setFontStrikeOut(True)
            return looks
        is_dropped = self._drafts[piece.owner].decision is Decision.DROP
        if is_dropped:
            looks.setForeground(self._theme.ink2)
        if piece.span.kind is SpanKind.HEADING:
            looks.setFontWeight(QFont.Weight.DemiBold)
        elif not is_dropped:
            return None
        return looks

    def _paper_of(self, piece: Piece) -> QColor | None:
        if piece.owner is None:
            return self._theme.warn_wash if piece.span.kind is not SpanKind.FURNITURE else None
        return self._theme.wash if piece.owner == self._selected else None

    def _paper_between(self, offset: int) -> QColor | None:
        """The paper of an empty line: that of the text around it, where both sides are of one draft."""
        at = self._parts.at(offset)
        after = self._parts.next(at)
        if at < 0 or after is None:
            return None
        before = self._parts.piece(at)
        is_inside = before.owner is not None and before.owner == after.owner
        return self._paper_of(before) if is_inside else None

    def _paint_stretch(self, painter: QPainter, item: ShownBlock, piece: Piece, colour: QColor) -> None:
        """Paper under a part that begins or ends inside a paragraph."""
        first, last = self._inside(item, piece.span.start, piece.span.end)
        layout = item.block.layout()
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            low, high = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if low >= high:
                continue
            begins = low == line.textStart() or piece.span.start <= item.start + self._indent(item)
            left = 0.0 if begins else item.rect.left() + _x(line, low)
            is_rest = piece.span.end >= item.end or high < last
            right = self._width if is_rest else item.rect.left() + _x(line, high)
            painter.fillRect(QRectF(left, item.top_of(line), right - left, item.pitch), colour)

    def _paint_dots(self, painter: QPainter, item: ShownBlock, piece: Piece) -> None:
        """The dotted line that ends what is left over."""
        if piece.span.kind is SpanKind.FURNITURE or self._goes_on(piece):
            return
        line = line_of(item, self._positions.position(max(piece.span.end - 1, item.start)))
        y = item.top_of(line) + item.pitch - 1
        painter.setPen(QPen(self._theme.warn, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(0, y), QPointF(self._width, y))

    def _goes_on(self, piece: Piece) -> bool:
        after = self._parts.next(self._parts.at(piece.span.end))
        if after is None or after.owner is not None or after.span.kind is not piece.span.kind:
            return False
        return not self._text[piece.span.end : after.span.start].strip()

    def _inside(self, item: ShownBlock, start: int, end: int) -> tuple[int, int]:
        """The part of [start, end) that lies in a paragraph, as positions of the paragraph."""
        first = self._positions.position(max(start, item.start)) - item.block.position()
        last = self._positions.position(min(end, item.end)) - item.block.position()
        return first, last

    def _indent(self, item: ShownBlock) -> int:
        words = self._text[item.start : item.end]
        return len(words) - len(words.lstrip())

    def _whole(self, rect: QRectF) -> QRectF:
        return QRectF(0, rect.top(), self._width, rect.height())


def line_of(item: ShownBlock, position: int) -> QTextLine | None:
    """The line of a paragraph that holds a position of the document."""
    line = item.block.layout().lineForTextPosition(position - item.block.position())
    return line if line.isValid() else None


def _x(line: QTextLine, position: int) -> float:
    found: object = line.cursorToX(position)
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
