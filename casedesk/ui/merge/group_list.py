"""The list of groups: which cases tell one story, and how surely."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.domain.draft import LikenessKind
from casedesk.tasks.duplicate_groups import Group
from casedesk.texts import tr, tr_n
from casedesk.ui.merge.merge_words import kind_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_ground import paint_row_ground

Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT, _PAD = 56, 24
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class GroupModel(QAbstractListModel):
    """The groups of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: tuple[Group, ...] = ()

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups."""
        self.beginResetModel()
        self.groups = tuple(groups)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.groups)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        group = self.groups[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return group.titles[0] if group.titles else ""
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(group.titles)
            case Qt.ItemDataRole.AccessibleTextRole:
                return tr(", ").join((*group.titles, share_words(group)))
            case _:
                return None


class GroupDelegate(QStyledItemDelegate):
    """The best telling, the titles of the others below it, and at the right how alike they are."""

    def __init__(self, appearance: Appearance, model: GroupModel, parent: QListView) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._appearance.px(_ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        state = option.state  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        assert isinstance(rect, QRect)
        group = self._model.groups[index.row()]
        theme, px = self._appearance.theme, self._appearance.px
        painter.save()
        paint_row_ground(painter, rect, state, theme, has_focus=self._list.hasFocus())
        medium, meta = self._appearance.font("ui_medium"), self._appearance.font("meta")
        share = share_words(group)
        wide = QFontMetrics(meta).horizontalAdvance(share) + 16
        room = QRect(rect.left() + _PAD, rect.top() + px(8), rect.width() - 2 * _PAD, px(20))
        painter.setPen(theme.ink2)
        painter.setFont(meta)
        painter.drawText(room, _RIGHT, share)
        left = room.adjusted(0, 0, -wide, 0)
        painter.setPen(theme.ink)
        self._line(painter, left, group.titles[0] if group.titles else "", medium)
        painter.setPen(theme.ink2)
        self._line(painter, left.translated(0, px(20)), others_words(group), meta)
        painter.fillRect(QRect(rect.left() + _PAD, rect.bottom(), rect.width() - 2 * _PAD, 1), theme.line)
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, font: QFont) -> None:
        painter.setFont(font)
        words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, words)


class GroupList(QListView):
    """Enter or a double click opens a group."""

    opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GroupModel(self)
        self.setModel(self._model)
        self.setItemDelegate(GroupDelegate(appearance, self._model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Groups of similar cases"))
        self.clicked.connect(self._open)
        appearance.changed.connect(self.doItemsLayout)

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is listed."""
        return self._model.groups

    def show_groups(self, groups: Sequence[Group]) -> None:
        """List these groups; the row that was current stays so as far as it can."""
        at = max(self.currentIndex().row(), 0)
        self._model.set_groups(groups)
        if groups:
            self.setCurrentIndex(self._model.index(min(at, len(groups) - 1), 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.groups[index.row()])


def share_words(group: Group) -> str:
    """How alike the cases of a group are."""
    if group.is_family:
        n = len(group.case_ids)
        return tr_n("{n} telling", "{n} tellings", n).format(n=n)
    name = kind_name(group.kind)
    words = name if group.kind is LikenessKind.EXACT else f"{name} {group.share:.0%}"
    return words if len(group.case_ids) == 2 else f"{words} · ×{len(group.case_ids)}"


def others_words(group: Group) -> str:
    """The titles of the other cases; those that are called the same are counted."""
    others = dict.fromkeys(title for title in group.titles[1:] if title != group.titles[0])
    if not others:
        return tr("The title is the same")
    return " · ".join(others)
