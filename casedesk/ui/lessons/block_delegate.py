"""How the rows of a plan are painted: a block over its muted line, the heading of a session, high as they are long."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.domain.lesson import BlockKind, Need
from casedesk.tasks.value_names import NEED_NAMES
from casedesk.texts import tr
from casedesk.ui.lessons.block_rows import BlockListModel, BlockRow, HeadingRow, Index
from casedesk.ui.lessons.block_words import KIND_ICONS, parted
from casedesk.ui.theme import Appearance

POINTS_A_MINUTE = 4
"""The height of a minute where blocks are as high as they are long."""
HIGHEST = 360
_STRIPE = 4
_STRIPES = {
    BlockKind.OPENING: "ink3",
    BlockKind.SUMMARY: "ink3",
    BlockKind.CASE: "accent",
    BlockKind.LECTURE: "ink2",
    BlockKind.ROLE_PLAY: "ok",
    BlockKind.GROUP_WORK: "ok",
    BlockKind.EXERCISE: "ok",
    BlockKind.TEST: "warn",
    BlockKind.BREAK: "line",
    BlockKind.OTHER: "control",
}
"""The colour of the stripe beside a block; its shape, the icon and the words say the same without any."""
_BEADS = {BlockKind.ROLE_PLAY: 6, BlockKind.GROUP_WORK: 6, BlockKind.EXERCISE: 6, BlockKind.TEST: 16}
"""How long the pieces are where a stripe is not whole: where the learners are at work, so that grey shows it too."""
_BEAD_GAP = 3


class BlockDelegate(QStyledItemDelegate):
    """Paints a row: start, icon, title over a muted line, need, minutes. The open row leaves room for its fields."""

    ROW_HEIGHT = 56
    START_X = 24

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.open_row = -1
        self.open_height = 0
        self.is_to_scale = False
        """Rows are as high as their blocks are long."""

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._appearance.font("ui_medium")), QFontMetrics(self._appearance.font("meta"))

    def row_height(self) -> int:
        """The height of the words of a row at this text size."""
        title, line = self._metrics()
        return max(self.ROW_HEIGHT, title.height() + line.height() + 20)

    def height_of(self, row: BlockRow | HeadingRow, at: int) -> int:
        """The height of a row, with the fields under it where it is open."""
        least = self.row_height() + (self.open_height if at == self.open_row else 0)
        if not self.is_to_scale or not isinstance(row, BlockRow):
            return least
        return max(least, min(HIGHEST, row.block.minutes * POINTS_A_MINUTE))

    def text_left(self) -> int:
        """Where titles begin, and the fields of the open row under them."""
        title, _ = self._metrics()
        return self.START_X + title.horizontalAdvance("00:00") + 28 + self._appearance.px(18)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, self.height_of(index.data(BlockListModel.RowRole), index.row()))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BlockRow | HeadingRow = index.data(BlockListModel.RowRole)
        theme = self._appearance.theme
        state = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash if selected else theme.hover)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)
            grip = self._appearance.icon("ph.dots-six-vertical", "ink3")
            grip.paint(painter, QRect(rect.left() + 4, rect.top() + 10, 16, 20))
        if isinstance(row, BlockRow):
            self._paint_stripe(painter, rect, row)
            self._paint_block(painter, rect, row)
        else:
            self._paint_heading(painter, rect, row)
        painter.restore()

    def stripe_colour(self, kind: BlockKind) -> QColor:
        """The colour for a kind of block."""
        return self._appearance.theme.colour(_STRIPES[kind])

    def _paint_stripe(self, painter: QPainter, rect: QRect, row: BlockRow) -> None:
        left = rect.left() + self.text_left() - 21 - self._appearance.px(18)
        stripe = QRect(left, rect.top() + 6, _STRIPE, rect.height() - 12)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.block.need is Need.SPARE:
            painter.setPen(self.stripe_colour(row.block.kind))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(stripe, 2, 2)
            return
        painter.setBrush(self.stripe_colour(row.block.kind))
        for piece in stripe_pieces(stripe, row.block.kind):
            painter.drawRoundedRect(piece, 2, 2)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: HeadingRow) -> None:
        theme = self._appearance.theme
        title_metrics, meta_metrics = self._metrics()
        left, top = rect.left() + self.START_X, rect.top() + 8
        painter.setPen(theme.line)
        painter.drawLine(rect.left() + 16, rect.top() + 2, rect.right() - 12, rect.top() + 2)
        fit_width = meta_metrics.horizontalAdvance(row.fit)
        painter.setFont(self._appearance.font("meta"))
        painter.setPen(theme.bad if row.is_over else theme.ink2)
        painter.drawText(QPoint(rect.right() - 12 - fit_width, top + title_metrics.ascent()), row.fit)
        painter.setFont(self._appearance.font("ui_medium"))
        painter.setPen(theme.accent)
        room = rect.width() - fit_width - self.START_X - 36
        title = title_metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPoint(left, top + title_metrics.ascent()), title)
        painter.setFont(self._appearance.font("meta"))
        painter.setPen(theme.bad if row.is_over else theme.ink2)
        line = meta_metrics.elidedText(row.line, Qt.TextElideMode.ElideRight, rect.width() - self.START_X - 16)
        painter.drawText(QPoint(left, top + title_metrics.height() + 4 + meta_metrics.ascent()), line)

    def _paint_block(self, painter: QPainter, rect: QRect, row: BlockRow) -> None:
        theme = self._appearance.theme
        title_font, meta_font, ui_font = (self._appearance.font(kind) for kind in ("ui_medium", "meta", "ui"))
        title_metrics, meta_metrics = self._metrics()
        top = rect.top() + 8
        right = self._paint_right(painter, rect, row, top)
        is_spare = row.block.need is Need.SPARE
        painter.setFont(ui_font)
        painter.setPen(theme.bad if row.gap < 0 else theme.ink2)
        painter.drawText(QPoint(rect.left() + self.START_X, top + title_metrics.ascent()), row.start)
        if row.block.pinned is not None:
            pin = QRect(rect.left() + self.START_X, top + title_metrics.height() + 4, 14, 14)
            self._appearance.icon("ph.push-pin", "ink3").paint(painter, pin)
        left = rect.left() + self.text_left()
        icon = self._appearance.icon(KIND_ICONS[row.block.kind], "ink2")
        size = self._appearance.px(18)
        icon.paint(painter, QRect(left - 12 - size, top + (title_metrics.height() - size) // 2, size, size))
        painter.setFont(title_font)
        painter.setPen(theme.ink2 if is_spare else theme.ink)
        title = title_metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, right - left - 12)
        painter.drawText(QPoint(left, top + title_metrics.ascent()), title)
        painter.setFont(meta_font)
        painter.setPen(theme.bad if row.gap < 0 else theme.warn if row.has_changed or row.is_known else theme.ink2)
        line = meta_metrics.elidedText(second_line(row), Qt.TextElideMode.ElideRight, rect.right() - left - 16)
        painter.drawText(QPoint(left, top + title_metrics.height() + 4 + meta_metrics.ascent()), line)

    def _paint_right(self, painter: QPainter, rect: QRect, row: BlockRow, top: int) -> int:
        """Minutes and need at the right edge; where the title must end."""
        theme = self._appearance.theme
        title_metrics, meta_metrics = self._metrics()
        unit = tr("min")
        edge = rect.right() - 12
        baseline = top + title_metrics.ascent()
        painter.setFont(self._appearance.font("meta"))
        painter.setPen(theme.ink2)
        edge -= meta_metrics.horizontalAdvance(unit)
        painter.drawText(QPoint(edge, baseline), unit)
        painter.setFont(self._appearance.font("ui_medium"))
        painter.setPen(theme.ink2 if row.block.need is Need.SPARE else theme.ink)
        minutes = str(row.block.minutes)
        painter.drawText(QPoint(edge - 4 - title_metrics.horizontalAdvance(minutes), baseline), minutes)
        edge -= 4 + title_metrics.horizontalAdvance("000") + 16
        need = tr(NEED_NAMES[row.block.need])
        painter.setFont(self._appearance.font("meta"))
        painter.setPen(theme.ink2)
        edge -= meta_metrics.horizontalAdvance(need)
        painter.drawText(QPoint(edge, baseline), need)
        return edge


def stripe_pieces(stripe: QRect, kind: BlockKind) -> list[QRect]:
    """The parts in which a stripe is painted: whole, thin where the trainer speaks, in pieces where learners work."""
    if kind is BlockKind.LECTURE:
        return [stripe.adjusted(1, 0, -1, 0)]
    length = _BEADS.get(kind, stripe.height())
    tops = range(stripe.top(), stripe.bottom() + 1, length + _BEAD_GAP)
    return [QRect(stripe.left(), top, stripe.width(), min(length, stripe.bottom() + 1 - top)) for top in tops]


def second_line(row: BlockRow) -> str:
    """The muted line of a block, what is wrong with it first."""
    warnings: list[str] = []
    if row.gap > 0:
        warnings.append(tr("{n} minutes free before it").format(n=row.gap))
    if row.gap < 0:
        warnings.append(tr("Starts {n} minutes before the block above ends").format(n=-row.gap))
    if row.has_changed:
        warnings.append(tr("The case has changed"))
    if row.is_known:
        warnings.append(tr("this group knows it"))
    return parted([*warnings, row.line])
