"""The case list as a model: ids in order, and pages of summaries fetched when a view asks for a row."""

from collections import deque
from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, CaseSummary
from casedesk.texts import tr, tr_n
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.models import case_drag
from casedesk.ui.models.case_columns import COLUMNS, Column
from casedesk.ui.models.value_names import missing_words, used_words, value_name

PAGE = 64
_PAGES_ASKED_FOR = 4
_PAGES_KEPT = 16
_SUMMARIES_KEPT = 64 * PAGE


class CaseRole(IntEnum):
    """What a row of the case list can be asked for."""

    SUMMARY = Qt.ItemDataRole.UserRole + 1
    """A CaseSummary, or None while it is on its way."""
    ID = Qt.ItemDataRole.UserRole + 2
    IN_BASKET = Qt.ItemDataRole.UserRole + 3


_SERVED = frozenset(
    int(role)
    for role in (
        *CaseRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CaseListModel(QAbstractTableModel):
    """Cases in the order of a search, a column for each of their figures; cards show the first column only.

    A summary that is known stays in sight until the newer one has come.
    """

    rename_requested = Signal(int, str)
    """A case's id, and the title that was typed for it."""

    def __init__(self, search: CaseSearch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._wanted = CaseFilter()
        self._ids: tuple[int, ...] = ()
        self._rows: dict[int, int] | None = None
        self._summaries: dict[int, CaseSummary] = {}
        self._fresh_pages: set[int] = set()
        self._asked_pages: list[int] = []
        self._seen_pages: deque[int] = deque(maxlen=_PAGES_ASKED_FOR)
        """The pages that a view has asked for last, the newest at the end; those in sight are among them."""
        self._recent_pages: deque[int] = deque(maxlen=_PAGES_KEPT)
        self._basket: frozenset[int] = frozenset()
        self._is_stopped = False
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)
        search.summarised.connect(self._take)

    def show(self, ids: tuple[int, ...], wanted: CaseFilter) -> None:
        """Show these cases. The model is reset only when they are others, or in another order, than before."""
        self._wanted = wanted
        self._fresh_pages.clear()
        self._asked_pages.clear()
        if ids == self._ids:
            for page in self._seen_pages:
                self._want(page)
            return
        self.beginResetModel()
        self._ids = ids
        self._rows = None
        self._seen_pages.clear()
        self.endResetModel()

    def stop(self) -> None:
        """Fetch nothing more: the library is about to be closed."""
        self._is_stopped = True
        self._asking.stop()

    def refresh(self, case_ids: Iterable[int]) -> None:
        """Fetch the summaries of these cases again."""
        for row in sorted(row for id_ in case_ids if (row := self.row_of(id_)) is not None):
            page = row // PAGE
            self._fresh_pages.discard(page)
            if page in self._asked_pages:
                self._asked_pages.remove(page)
            self._repaint(row, row)

    def set_basket(self, case_ids: Iterable[int]) -> None:
        """Mark the cases that lie in the basket."""
        before, self._basket = self._basket, frozenset(case_ids)
        for id_ in before ^ self._basket:
            if (row := self.row_of(id_)) is not None:
                self._repaint(row, row)

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all rows, in order."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id of the case in a row."""
        return self._ids[row]

    def row_of(self, case_id: int) -> int | None:
        """The row of a case, None when it is not in the list."""
        if self._rows is None:
            self._rows = {id_: row for row, id_ in enumerate(self._ids)}
        return self._rows.get(case_id)

    def summary(self, case_id: int) -> CaseSummary | None:
        """What is known about a case at this moment."""
        return self._summaries.get(case_id)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        spec = COLUMNS[Column(section)]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return spec.title
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if spec.is_number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _SERVED or not index.isValid():
            return None
        row = index.row()
        case_id = self._ids[row]
        if role == CaseRole.ID:
            return case_id
        if role == CaseRole.IN_BASKET:
            return case_id in self._basket
        self._see(row // PAGE)
        summary = self._summaries.get(case_id)
        column = Column(index.column())
        if role == CaseRole.SUMMARY:
            return summary
        is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if summary is None:
            return tr("Loading") if is_spoken else ""
        if not is_spoken:
            return COLUMNS[column].words(summary)
        if column is Column.TITLE:
            return _spoken(summary)
        return f"{COLUMNS[column].title}: {COLUMNS[column].words(summary)}"

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another title; it stands in the list when the library has taken it."""
        title = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not title:
            return False
        case_id = self._ids[index.row()]
        before = self._summaries.get(case_id)
        if before is not None and before.title != title:
            self.rename_requested.emit(case_id, title)
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        is_title = index.column() == Column.TITLE and self._ids[index.row()] in self._summaries
        return flags | Qt.ItemFlag.ItemIsEditable if is_title else flags

    @override
    def mimeTypes(self) -> list[str]:
        return [case_drag.MIME_TYPE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return case_drag.pack([self._ids[row] for row in sorted({index.row() for index in indexes})])

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def _see(self, page: int) -> None:
        if not self._seen_pages or self._seen_pages[-1] != page:
            if page in self._seen_pages:
                self._seen_pages.remove(page)
            self._seen_pages.append(page)
        self._want(page)

    def _want(self, page: int) -> None:
        """Ask for a page when control is back in the event loop; all pages of one repaint go together."""
        if self._is_stopped or page in self._fresh_pages or page in self._asked_pages:
            return
        self._asked_pages.append(page)
        if not self._asking.isActive():
            self._asking.start(0)

    def _ask(self) -> None:
        # The search answers only the newest request, so one request names everything that is still wanted. Pages that
        # were merely scrolled past fall off the front; when they come into sight again, they are asked for again.
        del self._asked_pages[:-_PAGES_ASKED_FOR]
        ids = [id_ for page in self._asked_pages for id_ in self._ids_of(page)]
        if ids:
            self._search.summarise(ids, self._wanted)

    def _take(self, summaries: tuple[CaseSummary, ...]) -> None:
        arrived = {summary.id: summary for summary in summaries}
        changed = {id_ for id_, summary in arrived.items() if self._summaries.get(id_) != summary}
        self._summaries.update(arrived)
        for page in tuple(self._asked_pages):
            ids = self._ids_of(page)
            if not any(id_ in arrived for id_ in ids):
                continue
            self._asked_pages.remove(page)
            self._fresh_pages.add(page)
            self._recent_pages.append(page)
            if others := [row for row, id_ in enumerate(ids, page * PAGE) if id_ in changed]:
                self._repaint(others[0], others[-1])
        self._forget()

    def _forget(self) -> None:
        if len(self._summaries) <= _SUMMARIES_KEPT:
            return
        kept = {id_ for page in self._recent_pages for id_ in self._ids_of(page)}
        self._summaries = {id_: summary for id_, summary in self._summaries.items() if id_ in kept}
        self._fresh_pages.intersection_update(self._recent_pages)

    def _ids_of(self, page: int) -> tuple[int, ...]:
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def _repaint(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))


def _spoken(summary: CaseSummary) -> str:
    words = [summary.title]
    if summary.state:
        words.append(value_name(Facet.STATE, summary.state))
    words.append(tr_n("{n} minute", "{n} minutes", summary.minutes).format(n=summary.minutes))
    if summary.tellings:
        words.append(tr_n("{n} telling", "{n} tellings", summary.tellings).format(n=summary.tellings))
    words += [word for word, _ in missing_words(summary.health)]
    words += filter(None, [used_words(summary.used_by, summary.used)])
    return ", ".join(words)
