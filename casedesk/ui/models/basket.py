"""The basket 备课篮: cases picked for the next plan, in order, remembered in the library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import cast

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.estimates import CHARACTERS_A_MINUTE, class_minutes
from casedesk.domain.library import UseRecord
from casedesk.tasks.case_times import timed
from casedesk.texts import tr_n
from casedesk.ui.models import case_drag
from casedesk.ui.session import LibrarySession

SETTING = "basket"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BasketRole(IntEnum):
    """What a row of the basket can be asked for."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    """A BasketEntry."""


@dataclass(frozen=True, slots=True)
class BasketEntry:
    """A case in the basket."""

    id: int
    title: str
    minutes: int


class BasketModel(QAbstractListModel):
    """The cases in the basket; cases that leave the library, or go to the trash, leave it too."""

    changed = Signal()
    """The cases in the basket, their order, names or minutes are others now."""

    def __init__(
        self,
        session: LibrarySession,
        parent: QObject | None = None,
        *,
        characters_a_minute: int = CHARACTERS_A_MINUTE,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._characters_a_minute = characters_a_minute
        self._entries: list[BasketEntry] = self._read(stored_ids(session))
        session.changed.connect(self._follow)

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the cases, in order."""
        return tuple(entry.id for entry in self._entries)

    @property
    def minutes(self) -> int:
        """The minutes of all cases together."""
        return sum(entry.minutes for entry in self._entries)

    def set_characters_a_minute(self, characters: int) -> None:
        """Estimate the minutes with this reading speed."""
        if characters == self._characters_a_minute:
            return
        self._characters_a_minute = characters
        self._replace(self._read(self.ids))

    def add(self, case_ids: Iterable[int], *, at: int | None = None) -> tuple[int, ...]:
        """Put cases into the basket, at the end or before position `at`; the ids of those that were not in it yet."""
        present = set(self.ids)
        fresh = [id_ for id_ in dict.fromkeys(case_ids) if id_ not in present]
        entries = self._read(fresh)
        if not entries:
            return ()
        place = len(self._entries) if at is None else max(0, min(at, len(self._entries)))
        self.beginInsertRows(_ROOT, place, place + len(entries) - 1)
        self._entries[place:place] = entries
        self.endInsertRows()
        self._tell()
        return tuple(entry.id for entry in entries)

    def remove(self, case_ids: Iterable[int]) -> None:
        """Take cases out of the basket."""
        leaving = set(case_ids)
        places = [place for place, entry in enumerate(self._entries) if entry.id in leaving]
        for place in reversed(places):
            self.beginRemoveRows(_ROOT, place, place)
            del self._entries[place]
            self.endRemoveRows()
        if places:
            self._tell()

    def toggle(self, case_ids: Sequence[int]) -> bool:
        """Take the cases out when all of them are in, else put the missing ones in; whether they are in afterwards."""
        if set(case_ids) <= set(self.ids):
            self.remove(case_ids)
            return False
        self.add(case_ids)
        return True

    def move(self, row: int, to: int) -> bool:
        """Move a case to the position that it shall have afterwards; False at the ends."""
        if row == to or not 0 <= row < len(self._entries) or not 0 <= to < len(self._entries):
            return False
        self.beginMoveRows(_ROOT, row, row, _ROOT, to + 1 if to > row else to)
        self._entries.insert(to, self._entries.pop(row))
        self.endMoveRows()
        self._tell()
        return True

    def clear(self) -> tuple[int, ...]:
        """Empty the basket; what was in it."""
        gone = self.ids
        self._replace([])
        return gone

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case BasketRole.ENTRY:
                return entry
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                minutes = tr_n("{n} minute", "{n} minutes", entry.minutes).format(n=entry.minutes)
                return f"{entry.title}, {minutes}"
            case _:
                return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [case_drag.MIME_TYPE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return case_drag.pack([self._entries[row].id for row in sorted({index.row() for index in indexes})])

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(case_drag.MIME_TYPE)

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        ids = case_drag.unpack(data)
        place = row if row >= 0 else parent.row() if parent.isValid() else len(self._entries)
        for id_ in reversed([id_ for id_ in ids if id_ in self.ids]):
            at = self.ids.index(id_)
            self.move(at, place - 1 if place > at else place)
        self.add(ids, at=place)
        return bool(ids)

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if changes.ids(UseRecord) or changes.ids(Case) & set(self.ids):
            self._replace(self._read(self.ids))

    def _replace(self, entries: list[BasketEntry]) -> None:
        if entries == self._entries:
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()
        self._tell()

    def _read(self, case_ids: Sequence[int]) -> list[BasketEntry]:
        library = self._session.library
        cases = timed(library, library.cases.get_many(case_ids)) if case_ids else ()
        return [
            BasketEntry(case.id, case.title, class_minutes(case, characters_a_minute=self._characters_a_minute))
            for case in cases
            if case.trashed is None
        ]

    def _tell(self) -> None:
        if not self._session.library.is_read_only:
            self._session.library.settings.set(SETTING, list(self.ids))
        self.changed.emit()


def stored_ids(session: LibrarySession) -> list[int]:
    """The ids of the cases that the library keeps in its basket."""
    stored = session.library.settings.get(SETTING, [])
    return [id_ for id_ in cast(list[object], stored) if isinstance(id_, int)] if isinstance(stored, list) else []
