"""The cases for the command palette: the titles of the newest ones at hand, the text of all by search."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casedesk.domain.case import Facet
from casedesk.domain.changes import Changes
from casedesk.domain.filters import CaseFilter, CaseSummary, Hits, Order
from casedesk.domain.pinyin import syllables
from casedesk.texts import tr, tr_n
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.models.value_names import value_name
from casedesk.ui.palette.titles import TitleHit, TitleIndex
from casedesk.ui.session import LibrarySession

_TITLES, _CHUNK = 5000, 500
_PLAIN = CaseFilter()


class CaseTitles(QObject):
    """Finds cases by title, pinyin and text. It has a search of its own, so that the library page keeps its hits."""

    grown = Signal()
    """More can be found for what was typed last."""

    def __init__(self, session: LibrarySession, parent: QObject | None = None, *, immediate: bool = False) -> None:
        super().__init__(parent)
        self._session = session
        self._is_immediate = immediate
        self._search: CaseSearch | None = None
        self._ids: tuple[int, ...] = ()
        self._known: dict[int, CaseSummary] = {}
        self._index = TitleIndex()
        self._in_text: tuple[int, ...] = ()
        self._is_stale = True
        session.changed.connect(self._forget)

    def load(self) -> None:
        """Get ready; the titles of a large library come in while the user types."""
        search = self._open(self._session.library.path)
        if self._is_stale:
            self._is_stale = False
            self._known.clear()
            self._ids = tuple(reversed(self._session.library.cases.ids()))[:_TITLES]
            for start in range(0, len(self._ids), _CHUNK):
                search.summarise(self._ids[start : start + _CHUNK], _PLAIN)

    def look_for(self, typed: str) -> None:
        """Search the text of all cases too; `grown` follows."""
        self._in_text = ()
        if self._search is not None and typed.strip():
            self._search.find(CaseFilter(text=typed), Order.RELEVANCE)

    def find(self, typed: str, limit: int) -> tuple[TitleHit, ...]:
        """The cases for what was typed: by title first, then by text."""
        by_title = self._index.find(typed, limit)
        seen = {hit.id for hit in by_title}
        by_text = (self._known[id_] for id_ in self._in_text if id_ in self._known and id_ not in seen)
        return (*by_title, *(TitleHit(row.id, row.title, ()) for row in by_text))[:limit]

    def detail(self, case_id: int) -> str:
        """Industry, outcome and minutes of a case that was found."""
        row = self._known[case_id]
        minutes = tr_n("{n} min", "{n} min", row.minutes).format(n=row.minutes)
        outcome = value_name(Facet.OUTCOME, row.outcome) if row.outcome else ""
        return tr(", ").join(part for part in (*row.industries[:1], outcome, minutes) if part)

    def close(self) -> None:
        """End the search."""
        if self._search is not None:
            self._search.close()
            self._search = None

    def _open(self, path: Path) -> CaseSearch:
        if self._search is None:
            self._search = CaseSearch(path, self, immediate=self._is_immediate)
            self._search.summarised.connect(self._take_rows)
            self._search.found.connect(self._take_hits)
            threading.Thread(target=syllables, name="pinyin", daemon=True).start()
        return self._search

    def _take_rows(self, rows: tuple[CaseSummary, ...]) -> None:
        self._known |= {row.id: row for row in rows}
        self._index = TitleIndex((id_, self._known[id_].title) for id_ in self._ids if id_ in self._known)
        self.grown.emit()

    def _take_hits(self, _wanted: CaseFilter, hits: Hits) -> None:
        self._in_text = hits.ids[:8]
        unknown = [id_ for id_ in self._in_text if id_ not in self._known]
        if unknown and self._search is not None:
            self._search.summarise(unknown, _PLAIN)
        elif self._in_text:
            self.grown.emit()

    def _forget(self, changes: Changes, _initiator: object) -> None:
        self._is_stale = True
        if self._search is not None:
            self._search.refresh(changes)
