"""One page of a handout on any painter: text, header, footer. Paper is white in every theme."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from casedesk.domain.handout import Handout, Layout
from casedesk.domain.handout_look import HandoutLook, ParagraphLook
from casedesk.ui.handouts.formats import UNIT
from casedesk.ui.handouts.typesetting import Typeset

_GREY = "595959"
_HAIR = "A6A6A6"
_DARK = "262626"


class PaintedHandout:
    """A typeset handout, ready to be painted page by page."""

    def __init__(self, handout: Handout, look: HandoutLook, typeset: Typeset) -> None:
        self._handout = handout
        self._look = look
        self._document = typeset.document
        self._rules = typeset.rules
        self._page = look.pages[Layout.FULL]

    @property
    def count(self) -> int:
        """The number of pages."""
        return self._document.pageCount()

    @property
    def size(self) -> QSizeF:
        """The size of a page in points."""
        return QSizeF(self._page.width, self._page.height)

    def paint(self, painter: QPainter, number: int, target: QRectF) -> None:
        """Paint the page `number`, counted from 0, into a rectangle of the page's proportions."""
        painter.save()
        painter.setClipRect(target)
        painter.fillRect(target, QColor(Qt.GlobalColor.white))
        painter.translate(target.topLeft())
        scale = target.width() / (self._page.width * UNIT)
        painter.scale(scale, scale)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._paint_text(painter, number)
        if number:
            self._paint_header(painter)
        self._paint_footer(painter, number)
        painter.restore()

    def _paint_text(self, painter: QPainter, number: int) -> None:
        height = self._page.height * UNIT
        painter.save()
        painter.translate(0, -number * height)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, number * height, self._page.width * UNIT, height)
        context.palette.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)
        self._paint_rules(painter, context.clip)
        painter.restore()

    def _paint_rules(self, painter: QPainter, clip: QRectF) -> None:
        layout = self._document.documentLayout()
        right = (self._page.width - self._page.right) * UNIT
        for rule in self._rules:
            block = self._document.findBlockByNumber(rule.block)
            rect = layout.blockBoundingRect(block)
            if clip.top() <= rect.bottom() <= clip.bottom():
                end = right - block.blockFormat().rightMargin()
                pen = QPen(QColor(f"#{rule.colour}"), rule.thickness * UNIT)
                painter.setPen(pen)
                painter.drawLine(QPointF(self._page.left * UNIT, rect.bottom()), QPointF(end, rect.bottom()))

    def _paint_header(self, painter: QPainter) -> None:
        look = self._look.parts["header"]
        left, right, y = self._edges(self._page.header * UNIT)
        font = self._font(look)
        baseline = y + QFontMetricsF(font).ascent()
        painter.setFont(font)
        painter.setPen(QColor(f"#{_GREY}"))
        painter.drawText(QPointF(left, baseline), self._handout.header)
        edge = self._paint_mark(painter, right, y, font)
        if self._handout.day:
            width = QFontMetricsF(font).horizontalAdvance(self._handout.day)
            painter.setPen(QColor(f"#{_GREY}"))
            painter.drawText(QPointF(edge - width - 3 * UNIT * 3, baseline), self._handout.day)
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
        painter.drawText(QPointF(left, baseline), self._handout.footer)
        before, between, after = self._look.page_of
        words = f"{before}{number + 1}{between}{self.count}{after}"
        painter.drawText(QPointF(right - metrics.horizontalAdvance(words), baseline), words)

    def _edges(self, y: float) -> tuple[float, float, float]:
        return self._page.left * UNIT, (self._page.width - self._page.right) * UNIT, y

    def _font(self, look: ParagraphLook) -> QFont:
        font = QFont(["SimSun", "Songti SC", "Noto Serif CJK SC"])
        font.setPixelSize(max(1, round(look.size * UNIT)))
        return font
