"""Paints the rows of the draft list; the selected row is a widget and only gets its paper here."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casedesk.domain.draft import Decision
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.review.draft_rows import ROW_ROLE, DraftRow, FoldRow, words_of
from casedesk.ui.review.review_words import DECISION_ICONS, DECISION_ROLES, decision_name, percent
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
TITLE_LEFT = 72
RIGHT = 24
_WORDY = 300
"""A row of this width has room for the word of its decision beside the title."""
_LEFT_ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class DraftDelegate(QStyledItemDelegate):
    """Rows of two lines. `unfolded` is the draft whose row is a widget, `unfolded_at` its position in the list,
    `height` what it needs, and `fold_at` the position of the row that folds others.
    """

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.unfolded = -1
        self.unfolded_at = -1
        self.fold_at = -1
        self.height = 0
        self._take_fonts()
        appearance.changed.connect(self._take_fonts)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        at = index.row()  # asked for every row of a list of thousands: the row itself is not needed
        if at == self.fold_at:
            return self._fold_size
        return QSize(0, self.height) if at == self.unfolded_at and self.height else self._row_size

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        theme = self._appearance.theme
        painter.save()
        if isinstance(row, DraftRow) and row.index == self.unfolded:
            painter.fillRect(rect, theme.wash)
            painter.restore()
            return
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.wash)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        painter.fillRect(QRect(rect.left() + self._px(TITLE_LEFT), rect.bottom(), rect.width(), 1), theme.line)
        if isinstance(row, DraftRow):
            self._paint_draft(painter, rect, row)
        elif isinstance(row, FoldRow):
            self._paint_fold(painter, rect, row)
        painter.restore()

    def _paint_draft(self, painter: QPainter, rect: QRect, row: DraftRow) -> None:
        theme = self._appearance.theme
        top = QRect(rect.left(), rect.top() + self._px(10), rect.width() - self._px(RIGHT), self._px(24))
        share = QRect(top.left(), top.top(), self._px(TITLE_LEFT - 16), top.height())
        role = "ink2" if row.decision is Decision.KEEP else DECISION_ROLES[row.decision]
        self._text(painter, share, percent(row.draft.confidence), self._ui, role, _RIGHT_ALIGNED)
        has_room = rect.width() >= self._px(_WORDY)
        right = self._paint_decision(painter, top, row.decision, has_words=has_room)
        words = top.adjusted(self._px(TITLE_LEFT), 0, 0, 0)
        words.setRight(right - self._px(12))
        painter.setPen(theme.ink)
        painter.setFont(self._title)
        shown = QFontMetrics(self._title).elidedText(row.draft.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(_LEFT_ALIGNED), shown)
        line = top.adjusted(self._px(TITLE_LEFT), self._px(22), 0, self._px(20))
        shown = QFontMetrics(self._meta).elidedText(row.line, Qt.TextElideMode.ElideRight, line.width())
        self._text(painter, line, shown, self._meta, "ink2", _LEFT_ALIGNED)

    def _paint_fold(self, painter: QPainter, rect: QRect, row: FoldRow) -> None:
        inner = rect.adjusted(self._px(TITLE_LEFT), 0, -self._px(RIGHT), 0)
        size = self._px(14)
        glyph = QRect(inner.left(), inner.center().y() - size // 2, size, size)
        paint_glyph(painter, glyph, "caret-down" if row.is_open else "caret-right", self._appearance.theme.ink2)
        words = inner.adjusted(size + self._px(6), 0, 0, 0)
        self._text(painter, words, words_of(row), self._title, "ink", _LEFT_ALIGNED)
        self._paint_decision(painter, inner, Decision.KEEP)

    def _paint_decision(self, painter: QPainter, rect: QRect, decision: Decision, *, has_words: bool = True) -> int:
        """The sign and the word of a decision at the right end, the sign alone in a narrow list; where they begin."""
        role = DECISION_ROLES[decision]
        words = decision_name(decision) if has_words else ""
        self._text(painter, rect, words, self._meta, role, _RIGHT_ALIGNED)
        size = self._px(14)
        left = rect.right() + 1 - QFontMetrics(self._meta).horizontalAdvance(words) - self._px(4) - size
        glyph = QRect(left, rect.center().y() - size // 2, size, size)
        paint_glyph(painter, glyph, DECISION_ICONS[decision], self._appearance.theme.colour(role))
        return left

    def _text(
        self, painter: QPainter, rect: QRect, text: str, font: QFont, role: str, flags: Qt.AlignmentFlag | Qt.TextFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._appearance.theme.colour(role))
        painter.drawText(rect, int(flags), text)

    def _take_fonts(self) -> None:
        self._ui = self._appearance.font("ui")
        self._meta = self._appearance.font("meta")
        self._title = self._appearance.font("ui_medium")
        self._row_size = QSize(0, self._px(64))
        self._fold_size = QSize(0, self._px(48))

    def _px(self, length: int) -> int:
        return self._appearance.px(length)
