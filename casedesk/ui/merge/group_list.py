"""The list of groups: which cases tell one story, and how surely."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casedesk.domain.draft import LikenessKind
from casedesk.tasks.duplicate_groups import Group
from casedesk.texts import tr, tr_n
from casedesk.ui.merge.merge_words import kind_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_delegate import RowDelegate

Index = QModelIndex | QPersistentModelIndex
_PAD = 24
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


class GroupDelegate(RowDelegate):
    """The best telling, the titles of the others below it, and at the right how alike they are."""

    def __init__(self, appearance: Appearance, model: GroupModel, parent: QListView) -> None:
        super().__init__(appearance, parent)
        self._model = model

    @override
    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        group, theme = self._model.groups[row], self._appearance.theme
        medium, meta = self._appearance.font("ui_medium"), self._appearance.font("meta")
        room = self.upper_line(rect, _PAD, _PAD)
        share = share_words(group)
        painter.setPen(theme.ink2)
        painter.setFont(meta)
        painter.drawText(room, _RIGHT, share)
        left = room.adjusted(0, 0, -QFontMetrics(meta).horizontalAdvance(share) - 16, 0)
        self.paint_line(painter, left, group.titles[0] if group.titles else "", medium, theme.ink)
        self.paint_line(painter, self.lower_line(left), others_words(group), meta, theme.ink2)
        painter.fillRect(QRect(room.left(), rect.bottom(), room.width(), 1), theme.line)


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
    words = name if group.kind is LikenessKind.EXACT or not group.share else f"{name} {group.share:.0%}"
    return words if len(group.case_ids) == 2 else f"{words} · ×{len(group.case_ids)}"


def others_words(group: Group) -> str:
    """The titles of the other cases; those that are called the same are counted."""
    others = dict.fromkeys(title for title in group.titles[1:] if title != group.titles[0])
    if not others:
        return tr("The title is the same")
    return " · ".join(others)
