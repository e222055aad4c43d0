"""Paints a row of the case list: health, title, minutes, a snippet with the hits marked, values and what is missing."""

from enum import StrEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.case import Facet, State
from casedesk.domain.filters import CaseSummary
from casedesk.domain.health import Health, Light, light
from casedesk.texts import tr, tr_n
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.library.marked_line import RIGHT, paint_line, paint_marked_line
from casedesk.ui.library.snippets import Snippet, fitted
from casedesk.ui.models.case_list import CaseRole
from casedesk.ui.models.value_names import missing_words, used_words, value_name
from casedesk.ui.theme import Appearance, writing_of

Index = QModelIndex | QPersistentModelIndex
LIGHT_ROLES = {Light.GOOD: "ok", Light.FAIR: "warn", Light.POOR: "bad"}
"""The colour roles of the lights."""
_INDUSTRIES, _THEMES = 1, 2
_SNIPPETS_KEPT = 400


class Density(StrEnum):
    """How much a row of the list shows."""

    CARD = "card"
    COMPACT = "compact"
    TITLES = "titles"
    TABLE = "table"
    DENSE_TABLE = "dense_table"

    @property
    def is_table(self) -> bool:
        """Whether every figure has a column of its own."""
        return self in {Density.TABLE, Density.DENSE_TABLE}


ROW_HEIGHTS = {
    Density.CARD: 80,
    Density.COMPACT: 56,
    Density.TITLES: 36,
    Density.TABLE: 36,
    Density.DENSE_TABLE: 28,
}


class CaseDelegate(QStyledItemDelegate):
    """Rows of one height, so that a list of any length lays itself out at once."""

    tellings_clicked = Signal(int, QPoint)
    """The id of a case of which there are other tellings, and where on the screen."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._snippets: dict[tuple[str, int], Snippet] = {}
        self.density = Density.CARD
        self.has_focus = False
        """Whether the search box or the list has the focus: the selected row is brighter then."""
        self._take_fonts()
        appearance.changed.connect(self._take_fonts)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height)

    @property
    def row_height(self) -> int:
        """The height of every row."""
        return self._appearance.px(ROW_HEIGHTS[self.density])

    def title_rect(self, row: QRect) -> QRect:
        """Where the title of a row is typed anew."""
        height = self._px(28)
        top = row.top() + (self._px(4) if self.density is not Density.TITLES else (row.height() - height) // 2)
        return QRect(row.left() + self._px(22), top, row.width() - self._px(22 + 8), height)

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        editor.setGeometry(self.title_rect(rect))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(self._title)
        editor.setAccessibleName(tr("Title"))
        return editor

    def tellings_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        """Where a row says how many tellings there are; empty where it does not."""
        summary = index.data(CaseRole.SUMMARY)
        if not isinstance(summary, CaseSummary) or not summary.tellings:
            return QRect()
        line = self._title_line(option)
        return self._chip_rect(line, self._minutes_left(line, summary), summary)

    @override
    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and event.button() is Qt.MouseButton.LeftButton
            and self.tellings_rect(option, index).contains(event.position().toPoint())
        ):
            self.tellings_clicked.emit(index.data(CaseRole.ID), event.globalPosition().toPoint())
            return True
        return super().editorEvent(event, model, option, index)

    @override
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if self.tellings_rect(option, index).contains(event.pos()):
            n = index.data(CaseRole.SUMMARY).tellings
            words = tr_n(
                "{n} telling of one story; a click shows the others",
                "{n} tellings of one story; a click shows the others",
                n,
            )
            QToolTip.showText(event.globalPos(), words.format(n=n), view)
            return True
        return super().helpEvent(event, view, option, index)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._appearance.theme
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected:
            painter.fillRect(rect, theme.wash if self.has_focus else theme.hover)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        else:
            line = QRect(rect.left() + self._px(28), rect.bottom(), rect.width(), 1)
            painter.fillRect(line, theme.line)
        if option.state & QStyle.StateFlag.State_HasFocus and not is_selected:  # type: ignore[attr-defined]
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 6, 6)
        inner = self._inner(option)
        summary = index.data(CaseRole.SUMMARY)
        if isinstance(summary, CaseSummary):
            self._paint_case(painter, inner, summary, index, is_selected=is_selected)
        else:
            self._paint_placeholder(painter, inner)
        painter.restore()

    def _paint_case(
        self, painter: QPainter, inner: QRect, summary: CaseSummary, index: Index, *, is_selected: bool
    ) -> None:
        title_line = QRect(inner.left(), inner.top(), inner.width(), self._px(20))
        self._paint_dot(painter, title_line, summary)
        right = self._paint_minutes(painter, title_line, summary, in_basket=bool(index.data(CaseRole.IN_BASKET)))
        if summary.tellings:
            chip = self._chip_rect(title_line, right, summary)
            self._paint_chip(painter, chip, times(summary), is_selected)
            right = chip.left() - self._px(8)
        if self.density is Density.TITLES:
            right = self._paint_short_missing(painter, title_line, summary, right)
        self._paint_title(
            painter, QRect(title_line.topLeft(), QSize(right - inner.left(), title_line.height())), summary
        )
        if self.density is Density.TITLES:
            return
        self._paint_snippet(painter, title_line.translated(0, self._px(20)), summary)
        if self.density is Density.CARD:
            chips = QRect(inner.left(), inner.top() + self._px(44), inner.width(), self._px(20))
            self._paint_values(painter, chips, summary, is_selected=is_selected)

    def _paint_dot(self, painter: QPainter, line: QRect, summary: CaseSummary) -> None:
        """A full dot for a reviewed case, a ring for one that nobody has looked at since it was imported."""
        flags = tuple(Health(flag) for flag in summary.health) or (Health.COMPLETE,)
        colour = self._appearance.theme.colour(LIGHT_ROLES[light(flags)])
        radius = self._px(8) / 2
        centre = QPointF(line.left() - self._px(12), line.center().y() + 0.5)
        if summary.state == State.PENDING:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius - 0.75, radius - 0.75)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius, radius)

    def _paint_minutes(self, painter: QPainter, line: QRect, summary: CaseSummary, *, in_basket: bool) -> int:
        """Minutes and basket mark at the right; returns where they begin. The mark stands in the same place always."""
        theme = self._appearance.theme
        paint_line(painter, line, tr("{n} min").format(n=summary.minutes), self._meta, theme.ink2, RIGHT)
        left = self._minutes_left(line, summary)
        if in_basket:
            size = self._px(16)
            mark = QRect(left + self._px(8), line.center().y() - size // 2, size, size)
            paint_glyph(painter, mark, "shopping-bag-open", theme.accent)
        return left

    def _minutes_left(self, line: QRect, summary: CaseSummary) -> int:
        """Where the place of the minutes and of the basket mark begins."""
        usual = self._meta_metrics.horizontalAdvance(tr("{n} min").format(n=88))
        width = max(usual, self._meta_metrics.horizontalAdvance(tr("{n} min").format(n=summary.minutes)))
        return line.right() + 1 - width - self._px(8 + 16 + 8)

    def _chip_rect(self, line: QRect, right: int, summary: CaseSummary) -> QRect:
        """Where the number of tellings stands, left of something."""
        width = self._meta_metrics.horizontalAdvance(times(summary)) + 2 * self._px(6)
        return QRect(right - width, line.center().y() - self._px(10) + 1, width, self._px(20))

    def _paint_title(self, painter: QPainter, line: QRect, summary: CaseSummary) -> None:
        font = self._titles[writing_of(summary.title)]
        shown = QFontMetrics(font).elidedText(summary.title, Qt.TextElideMode.ElideRight, line.width())
        snippet = Snippet(shown, tuple(hit for hit in summary.title_hits if hit[1] < len(shown)))
        paint_marked_line(painter, line, snippet, font, self._appearance.theme.ink, self._appearance.theme)

    def _paint_snippet(self, painter: QPainter, line: QRect, summary: CaseSummary) -> None:
        font = self._lines[writing_of(summary.snippet)]
        key = (summary.snippet, line.width())
        snippet = self._snippets.get(key)
        if snippet is None or bool(snippet.hits) != bool(summary.snippet_hits):
            if len(self._snippets) > _SNIPPETS_KEPT:
                self._snippets.clear()
            whole = Snippet(summary.snippet, summary.snippet_hits)
            snippet = fitted(whole, line.width(), QFontMetrics(font).horizontalAdvance)
            self._snippets[key] = snippet
        paint_marked_line(painter, line, snippet, font, self._appearance.theme.ink2, self._appearance.theme)

    def _paint_values(self, painter: QPainter, line: QRect, summary: CaseSummary, *, is_selected: bool) -> None:
        values = [*summary.industries[:_INDUSTRIES], *summary.themes[:_THEMES]]
        if summary.outcome:
            values.append(value_name(Facet.OUTCOME, summary.outcome))
        missing, role = _missing_text(summary)
        kept = self._meta_metrics.horizontalAdvance(missing) + self._px(8) if missing else 0
        left = line.left()
        for value in values:
            width = self._meta_metrics.horizontalAdvance(value) + 2 * self._px(6)
            if left + width + kept > line.right() + 1 and left > line.left():
                break
            self._paint_chip(
                painter, QRect(left, line.top(), min(width, line.width()), line.height()), value, is_selected
            )
            left += width + self._px(4)
        if missing:
            rest = line.adjusted(left - line.left() + (self._px(4) if values else 0), 0, 0, 0)
            paint_line(painter, rest, missing, self._meta, self._appearance.theme.colour(role))
            left = rest.left() + self._meta_metrics.horizontalAdvance(missing)
        used = used_words(summary.used_by, summary.used)
        if used and left + self._px(12) + self._meta_metrics.horizontalAdvance(used) <= line.right() + 1:
            paint_line(painter, line, used, self._meta, self._appearance.theme.ink2, RIGHT)

    def _paint_chip(self, painter: QPainter, rect: QRect, text: str, is_selected: bool) -> None:
        theme = self._appearance.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.paper if is_selected else theme.hover)
        painter.drawRoundedRect(QRectF(rect), 4, 4)
        pad = self._px(6)
        paint_line(painter, rect.adjusted(pad, 0, -pad, 0), text, self._meta, theme.ink2)

    def _paint_short_missing(self, painter: QPainter, line: QRect, summary: CaseSummary, right: int) -> int:
        missing, role = _missing_text(summary)
        if not missing:
            return right
        width = self._meta_metrics.horizontalAdvance(missing)
        if width > line.width() // 3:
            return right
        box = QRect(right - width, line.top(), width, line.height())
        paint_line(painter, box, missing, self._meta, self._appearance.theme.colour(role))
        return right - width - self._px(12)

    def _paint_placeholder(self, painter: QPainter, inner: QRect) -> None:
        """Where the words will be, while they are on their way."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.theme.hover)
        shares = ((0.45, 6), (0.85, 26)) if self.density is not Density.TITLES else ((0.45, 6),)
        for share, top in shares:
            bar = QRectF(inner.left(), inner.top() + self._px(top), inner.width() * share, self._px(8))
            painter.drawRoundedRect(bar, 4, 4)

    def _inner(self, option: QStyleOptionViewItem) -> QRect:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        return rect.adjusted(self._px(28), self._px(8), -self._right_margin(option), -self._px(8))

    def _title_line(self, option: QStyleOptionViewItem) -> QRect:
        inner = self._inner(option)
        return QRect(inner.left(), inner.top(), inner.width(), self._px(20))

    def _right_margin(self, option: QStyleOptionViewItem) -> int:
        """The design has 16 at the right with the scroll bar lying over them; ours takes its width from the row."""
        view = option.widget  # type: ignore[attr-defined]
        bar = view.verticalScrollBar() if isinstance(view, QAbstractItemView) else None
        return max(self._px(16) - (bar.width() if bar is not None and bar.isVisible() else 0), 4)

    def _take_fonts(self) -> None:
        self._meta = self._appearance.font("meta")
        self._title = self._appearance.font("ui_medium")
        self._meta_metrics = QFontMetrics(self._meta)
        self._titles = {writing: self._appearance.font("ui_medium", language=writing) for writing in ("", "zh", "en")}
        self._lines = {writing: self._appearance.font("meta", language=writing) for writing in ("", "zh", "en")}
        self._snippets.clear()

    def _px(self, length: int) -> int:
        return self._appearance.px(length)


def times(summary: CaseSummary) -> str:
    """How many tellings there are of a story, as it stands in a chip."""
    return f"×{summary.tellings}"


def _missing_text(summary: CaseSummary) -> tuple[str, str]:
    """The words for what is missing, and the colour role they are painted in; the gravest decides both."""
    missing = missing_words(summary.health)
    if not missing:
        return "", "warn"
    grave = [word for word, is_grave in missing if is_grave]
    words = grave or [word for word, _ in missing][:2]
    return "  ".join(words), "bad" if grave else "warn"
