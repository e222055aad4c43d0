"""One page of a handout on any painter: text, header, footer. Paper is white in every theme."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
)

from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import Layout
from casedesk.domain.handout_look import HandoutLook, PageLook, ParagraphLook
from casedesk.handout.running_heads import header_words
from casedesk.ui.handouts.formats import UNIT
from casedesk.ui.handouts.places import Heading, headings_of
from casedesk.ui.handouts.real_pages import Wanted
from casedesk.ui.handouts.typesetting import Typeset

_GREY = "595959"
_HAIR = "A6A6A6"
_DARK = "262626"
_BAR = "7F7F7F"
_OUT = QPointF(8 * UNIT, 0)
"""How far a bar stands left of its words."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the handout, and on which page it begins."""

    typeset: Typeset
    first: int

    @property
    def document(self) -> QTextDocument:
        return self.typeset.document

    @property
    def stop(self) -> int:
        return self.first + self.document.pageCount()


class PaintedHandout:
    """A typeset handout, ready to be painted page by page; it grows while further pieces are set."""

    def __init__(self, handout: Handout, look: HandoutLook) -> None:
        self._handout = handout
        self._look = look
        self._page = look.pages[Layout.FULL]
        self._parts: list[_Part] = []
        self._titles: list[tuple[str, int, float]] = []
        self.count = 0
        """The number of pages that are set."""

    def add(self, typeset: Typeset) -> None:
        """Put the next piece behind those that are there."""
        part = _Part(typeset, self.count - 1 if typeset.goes_on else self.count)
        self._parts.append(part)
        self.count = part.stop
        layout, height = part.document.documentLayout(), self._page.height * UNIT
        for title in typeset.titles:
            top = layout.blockBoundingRect(part.document.findBlockByNumber(title.block)).top()
            self._titles.append((title.words, title.level, part.first + top / height))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, and where they stand."""
        return headings_of(self._titles)

    def free_some(self) -> bool:
        """Forget one of its pieces when nobody looks at it any more; whether there are others."""
        del self._parts[-1:]
        return bool(self._parts)

    @property
    def words(self) -> str:
        """All that stands on the pages, but for what they bear at head and foot."""
        return "\n".join(part.document.toPlainText() for part in self._parts)

    @property
    def sizes(self) -> tuple[QSizeF, ...]:
        """The size of every page in points."""
        return (QSizeF(self._page.width, self._page.height),) * self.count

    def want(self, seen: Sequence[Wanted], soon: Sequence[Wanted]) -> bool:  # noqa: ARG002 - nothing needs time
        """All of it can be painted at once."""
        return True

    def paint(self, painter: QPainter, number: int, target: QRectF, seen: QRectF) -> None:
        """Paint the part in `seen` of the page `number`, counted from 0, that stands in a rectangle of its form."""
        painter.save()
        painter.setClipRect(seen)
        painter.fillRect(target, QColor(Qt.GlobalColor.white))
        painter.translate(target.topLeft())
        scale = target.width() / (self._page.width * UNIT)
        painter.scale(scale, scale)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._paint_text(painter, number)
        if number and self._look.has_heads:
            self._paint_header(painter)
        self._paint_footer(painter, number)
        painter.restore()

    def _paint_text(self, painter: QPainter, number: int) -> None:
        start = bisect_right(self._parts, number, key=lambda part: part.stop)
        for part in takewhile(lambda part: part.first <= number, self._parts[start:]):
            _PartPainter(part.typeset, self._page).paint(painter, number - part.first)

    def _paint_header(self, painter: QPainter) -> None:
        look = self._look.parts["header"]
        left, right, y = self._edges(self._page.header * UNIT)
        font = self._font(look)
        baseline = y + QFontMetricsF(font).ascent()
        painter.setFont(font)
        painter.setPen(QColor(f"#{_GREY}"))
        words, day = header_words(self._handout)
        painter.drawText(QPointF(left, baseline), words)
        edge = self._paint_mark(painter, right, y, font)
        if day:
            width = QFontMetricsF(font).horizontalAdvance(day)
            painter.setPen(QColor(f"#{_GREY}"))
            painter.drawText(QPointF(edge - width - 3 * UNIT * 3, baseline), day)
        line = y + QFontMetricsF(font).height() + 4 * UNIT
        painter.setPen(QColor(f"#{_HAIR}"))
        painter.drawLine(QPointF(left, line), QPointF(right, line))

    def _paint_mark(self, painter: QPainter, right: float, y: float, font: QFont) -> float:
        """The edition at the right edge, white on black for trainers; where it begins."""
        metrics = QFontMetricsF(font)
        words = self._handout.edition_name
        padding = 4.0 * UNIT if self._look.has_dark_mark else 0.0
        left = right - metrics.horizontalAdvance(words) - 2 * padding
        if self._look.has_dark_mark:
            painter.fillRect(QRectF(left, y - UNIT, right - left, metrics.height() + 2 * UNIT), QColor(f"#{_DARK}"))
        painter.setPen(QColor(Qt.GlobalColor.white) if self._look.has_dark_mark else QColor(f"#{_GREY}"))
        painter.drawText(QPointF(left + padding, y + metrics.ascent()), words)
        return left

    def _paint_footer(self, painter: QPainter, number: int) -> None:
        look = self._look.parts["footer"]
        font = self._font(look)
        metrics = QFontMetricsF(font)
        left, right, _ = self._edges(0)
        baseline = (self._page.height - self._page.footer) * UNIT - metrics.descent()
        painter.setFont(font)
        painter.setPen(QColor(f"#{_GREY}"))
        if self._look.has_heads:
            painter.drawText(QPointF(left, baseline), self._handout.footer)
        before, between, after = self._look.page_of
        words = f"{before}{number + 1}{between}{self.count if between else ''}{after}"
        painter.drawText(QPointF(right - metrics.horizontalAdvance(words), baseline), words)

    def _edges(self, y: float) -> tuple[float, float, float]:
        return self._page.left * UNIT, (self._page.width - self._page.right) * UNIT, y

    def _font(self, look: ParagraphLook) -> QFont:
        font = QFont(["SimSun", "Songti SC", "Noto Serif CJK SC"])
        font.setFeature(QFont.Tag("pwid"), int(self._handout.options.language == "en"))
        font.setPixelSize(max(1, round(look.size * UNIT)))
        return font


class _PartPainter:
    """Paints one page of a piece: its words, and what is drawn over them."""

    def __init__(self, typeset: Typeset, page: PageLook) -> None:
        self._typeset = typeset
        self._document = typeset.document
        self._page = page

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint the page `number` of the piece."""
        height = self._page.height * UNIT
        painter.save()
        painter.translate(0, -number * height)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, number * height, self._page.width * UNIT, height)
        context.palette.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)
        self._rules(painter, context.clip)
        self._bars(painter, context.clip)
        self._boxes(painter, context.clip)
        painter.restore()

    def _rules(self, painter: QPainter, clip: QRectF) -> None:
        layout = self._document.documentLayout()
        right = (self._page.width - self._page.right) * UNIT
        for rule in self._typeset.rules:
            block = self._document.findBlockByNumber(rule.block)
            rect = layout.blockBoundingRect(block)
            if clip.top() <= rect.bottom() <= clip.bottom():
                end = right - block.blockFormat().rightMargin()
                pen = QPen(QColor(f"#{rule.colour}"), rule.thickness * UNIT)
                painter.setPen(pen)
                painter.drawLine(QPointF(self._page.left * UNIT, rect.bottom()), QPointF(end, rect.bottom()))

    def _bars(self, painter: QPainter, clip: QRectF) -> None:
        painter.setPen(QPen(QColor(f"#{_BAR}"), 2.25 * UNIT))
        for run in self._typeset.bars:
            rect = self._bounds(run, clip)
            if not rect.isEmpty():
                painter.drawLine(rect.topLeft() - _OUT, rect.bottomLeft() - _OUT)

    def _boxes(self, painter: QPainter, clip: QRectF) -> None:
        painter.setPen(QPen(QColor(Qt.GlobalColor.black), 0.75 * UNIT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in self._typeset.boxes:
            rect = self._bounds(run, clip)
            if not rect.isEmpty():
                painter.drawRect(rect.adjusted(-6 * UNIT, -4 * UNIT, 6 * UNIT, 4 * UNIT))

    def _bounds(self, run: range, clip: QRectF) -> QRectF:
        """Where blocks stand on a page; empty where they stand on others."""
        layout = self._document.documentLayout()
        bounds = QRectF()
        for number in run:
            block = self._document.findBlockByNumber(number)
            rect = layout.blockBoundingRect(block)
            shape = block.blockFormat()
            rect.setTop(rect.top() + shape.topMargin())
            left = self._page.left * UNIT + max(0.0, shape.leftMargin() + min(0.0, shape.textIndent()))
            rect.setLeft(left)
            rect.setRight((self._page.width - self._page.right) * UNIT - shape.rightMargin())
            if clip.top() <= rect.center().y() <= clip.bottom():
                bounds = bounds.united(rect)
        return bounds
