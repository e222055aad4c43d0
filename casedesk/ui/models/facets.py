"""The filter panel as a model: groups on top, their rows below; what stays the same is left where it is."""

from collections.abc import Sequence
from enum import IntEnum
from itertools import count

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from casedesk.domain.case import FREE_FACETS, Facet
from casedesk.domain.filters import EMPTY
from casedesk.texts import tr, tr_n
from casedesk.ui.models import case_drag, entry_drag
from casedesk.ui.models.entry_drag import Entry
from casedesk.ui.models.facet_groups import has_own_name, is_own_word
from casedesk.ui.models.facet_row import Branch, FacetGroup, FacetRow, Mark, RowKind

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ONE_TO_A_CASE = frozenset({Facet.OUTCOME, Facet.DIFFICULTY, Facet.SOURCE})
_TAKES_CASES = frozenset({*FREE_FACETS, *_ONE_TO_A_CASE, Facet.COLLECTION, Facet.STATE})


class FacetRole(IntEnum):
    """What an index of the filter panel can be asked for."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The FacetRow; None for a heading."""
    GROUP = Qt.ItemDataRole.UserRole + 2
    """The FacetGroup, of a heading or of the row's heading."""


class _Node:
    """A group in the tree. Its number stands in the indexes of its rows, so that those survive moves of the group."""

    def __init__(self, number: int, group: FacetGroup) -> None:
        self.number = number
        self.group = group
        self.rows = list(group.rows)


class FacetModel(QAbstractItemModel):
    """Groups and rows of the filter panel."""

    cases_dropped = Signal(object, object)
    """(index of the row, tuple of case ids): cases were dropped on a value or a collection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._nodes: list[_Node] = []
        self._by_number: dict[int, _Node] = {}

    def update(self, groups: Sequence[FacetGroup]) -> None:
        """Show these groups. Rows are told apart by kind and value: new counts and marks move nothing."""
        wanted = {group.key for group in groups}
        for place in reversed(range(len(self._nodes))):
            if self._nodes[place].group.key not in wanted:
                self._remove_group(place)
        for place, group in enumerate(groups):
            self._place_group(place, group)
            self._update_group(place, group)

    def group_index(self, key: str) -> QModelIndex:
        """The heading of a group; invalid when it is not shown."""
        place = next((place for place, node in enumerate(self._nodes) if node.group.key == key), -1)
        return self.index(place, 0) if place >= 0 else QModelIndex()

    def row_index(self, key: str, kind: RowKind, value: str = "") -> QModelIndex:
        """The row of a kind and value in a group; invalid when it is not shown."""
        parent = self.group_index(key)
        if not parent.isValid():
            return QModelIndex()
        rows = self._nodes[parent.row()].rows
        place = next((place for place, row in enumerate(rows) if (row.kind, row.value) == (kind, value)), -1)
        return self.index(place, 0, parent) if place >= 0 else QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if column or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._nodes) else QModelIndex()
        if parent.internalId():
            return QModelIndex()
        node = self._nodes[parent.row()]
        return self.createIndex(row, 0, node.number) if row < len(node.rows) else QModelIndex()

    @override
    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        node = self._by_number.get(child.internalId()) if child.isValid() else None
        return self.createIndex(self._nodes.index(node), 0, 0) if node else QModelIndex()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._nodes)
        return 0 if parent.internalId() else len(self._nodes[parent.row()].rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._by_number.get(index.internalId())
        row = node.rows[index.row()] if node else None
        group = (node or self._nodes[index.row()]).group
        match role:
            case FacetRole.ROW:
                return row
            case FacetRole.GROUP:
                return group
            case Qt.ItemDataRole.DisplayRole:
                return row.label if row else group.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.EditRole:
                return row.full_name if row else group.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row) if row else _spoken_heading(group)
            case _:
                return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.data(index, FacetRole.ROW)
        if isinstance(row, FacetRow) and row.kind in {RowKind.FIND, RowKind.RANGE, RowKind.NONE}:
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(row, FacetRow) and row.kind is not RowKind.MORE and row.kind is not RowKind.FEWER:
            usual |= self._flags_of_name(index, row)
        return usual | Qt.ItemFlag.ItemIsDropEnabled if self._takes_cases(index) else usual

    @override
    def mimeTypes(self) -> list[str]:
        return [case_drag.MIME_TYPE, entry_drag.MIME_TYPE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        row, group = self.data(indexes[0], FacetRole.ROW), self.data(indexes[0], FacetRole.GROUP)
        assert isinstance(row, FacetRow)
        assert isinstance(group, FacetGroup)
        return entry_drag.pack(Entry(group.key, row.kind, row.value))

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(case_drag.MIME_TYPE) and parent.isValid() and self._takes_cases(parent)

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        ids = case_drag.unpack(data)
        if not ids or not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.cases_dropped.emit(self.index(parent.row(), 0, parent.parent()), ids)
        return True

    def _takes_cases(self, index: Index) -> bool:
        row, group = self.data(index, FacetRole.ROW), self.data(index, FacetRole.GROUP)
        if not isinstance(row, FacetRow) or not isinstance(group, FacetGroup):
            return False
        if row.kind is not RowKind.VALUE:
            return False
        return group.facet in (_TAKES_CASES if row.value != EMPTY else _ONE_TO_A_CASE)

    def _flags_of_name(self, index: Index, row: FacetRow) -> Qt.ItemFlag:
        """What may be renamed, and what can be dragged to another place among its like."""
        group = self.data(index, FacetRole.GROUP)
        if isinstance(group, FacetGroup):
            if has_own_name(group, row):
                return Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
            if is_own_word(group.facet, row.value):
                return Qt.ItemFlag.ItemIsEditable
        return Qt.ItemFlag.NoItemFlags

    def _remove_group(self, place: int) -> None:
        self.beginRemoveRows(_ROOT, place, place)
        node = self._nodes.pop(place)
        del self._by_number[node.number]
        self.endRemoveRows()

    def _place_group(self, place: int, group: FacetGroup) -> None:
        """Bring the group's node to `place`; groups keep their order among themselves, so it is there or is new."""
        if place < len(self._nodes) and self._nodes[place].group.key == group.key:
            return
        node = _Node(next(self._numbers), group)
        self.beginInsertRows(_ROOT, place, place)
        self._nodes.insert(place, node)
        self._by_number[node.number] = node
        self.endInsertRows()

    def _update_group(self, place: int, group: FacetGroup) -> None:
        node = self._nodes[place]
        if node.group == group:
            return
        if _head(node.group) != _head(group):
            heading = self.index(place, 0)
            self.dataChanged.emit(heading, heading)
        node.group = group
        self._update_rows(node, self.index(place, 0), group.rows)

    def _update_rows(self, node: _Node, parent: QModelIndex, rows: Sequence[FacetRow]) -> None:
        wanted = {_key(row) for row in rows}
        for place in reversed(range(len(node.rows))):
            if _key(node.rows[place]) not in wanted:
                self.beginRemoveRows(parent, place, place)
                del node.rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            self._place_row(node, parent, place, row)
            if node.rows[place] != row:
                node.rows[place] = row
                index = self.index(place, 0, parent)
                self.dataChanged.emit(index, index)

    def _place_row(self, node: _Node, parent: QModelIndex, place: int, row: FacetRow) -> None:
        later = (at for at in range(place, len(node.rows)) if _key(node.rows[at]) == _key(row))
        found = next(later, None)
        if found == place:
            return
        if found is None:
            self.beginInsertRows(parent, place, place)
            node.rows.insert(place, row)
            self.endInsertRows()
            return
        self.beginMoveRows(parent, found, found, parent, place)
        node.rows.insert(place, node.rows.pop(found))
        self.endMoveRows()


def _key(row: FacetRow) -> tuple[RowKind, str]:
    return row.kind, row.value


def _head(group: FacetGroup) -> tuple[object, ...]:
    return group.title, group.can_find, group.can_add, group.needs_all, group.is_asked_for


def _spoken_heading(group: FacetGroup) -> str:
    words = [group.title]
    if group.is_asked_for:
        words.append(tr("in the filter"))
    if group.needs_all is not None:
        words.append(tr("all of these") if group.needs_all else tr("any of these"))
    return tr(", ").join(words)


def _spoken(row: FacetRow) -> str:
    words = [row.full_name]
    if row.count is not None:
        words.append(tr_n("{n} case", "{n} cases", row.count).format(n=row.count))
    match row.mark:
        case Mark.INCLUDED:
            words.append(tr("included"))
        case Mark.EXCLUDED:
            words.append(tr("excluded"))
        case Mark.CLEAR:
            pass
    match row.branch:
        case Branch.OPEN:
            words.append(tr("unfolded"))
        case Branch.CLOSED:
            words.append(tr("folded"))
        case Branch.NONE:
            pass
    return tr(", ").join(words)
