"""How a row of the list of plans is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex


class PlanDelegate(QStyledItemDelegate):
    """Paints group headings and plans of two lines; the second has the item's own colour, if it has one."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        ui, meta = (QFontMetrics(self._appearance.font(kind)).height() for kind in ("ui", "meta"))
        is_plan = index.data(Qt.ItemDataRole.StatusTipRole) is not None
        return QSize(120, ui + meta + 14 if is_plan else meta + 18)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._appearance.theme
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        meta = self._appearance.font("meta")
        meta_metrics = QFontMetrics(meta)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        line = index.data(Qt.ItemDataRole.StatusTipRole)
        width = rect.width() - 24
        if line is None:
            painter.setFont(meta)
            painter.setPen(theme.ink2)
            painter.drawText(QPoint(rect.left() + 12, rect.bottom() - 4 - meta_metrics.descent()), name)
            painter.restore()
            return
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash if is_selected else theme.hover)
            painter.drawRoundedRect(rect.adjusted(0, 0, 0, -1), 6, 6)
        font = self._appearance.font("ui_medium" if is_selected else "ui")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.ink)
        title = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPoint(rect.left() + 12, rect.top() + 6 + metrics.ascent()), title)
        painter.setFont(meta)
        warning = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(warning.color() if isinstance(warning, QBrush) else theme.ink2)
        words = meta_metrics.elidedText(str(line), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPoint(rect.left() + 12, rect.top() + 7 + metrics.height() + meta_metrics.ascent()), words)
        painter.restore()
