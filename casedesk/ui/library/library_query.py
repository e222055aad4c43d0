"""What the library page shows: one filter behind search box, chips and panel, and the newest answer to it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casedesk.domain.case import Facet
from casedesk.domain.changes import Changes
from casedesk.domain.filters import CaseFilter, Condition, Hits, Order
from casedesk.domain.library import Collection, SavedFilter
from casedesk.domain.query import format_query, parse_query
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.library.filter_chips import without_conditions
from casedesk.ui.models.facet_groups import PanelState, ValueOrder, cycled
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings

_ORDER_SETTING = "library.order"
_NO_HITS = Hits((), 0, {})


class LibraryQuery(QObject):
    """Keeps the filter, asks for its cases, and asks again after every change of the library."""

    filter_changed = Signal(object)
    """The CaseFilter of now."""
    answered = Signal(object)
    """The Hits for the filter of now."""

    def __init__(
        self, session: LibrarySession, search: CaseSearch, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._search = search
        self._settings = settings
        self._value_order = ValueOrder()
        self.wanted = CaseFilter()
        self.hits = _NO_HITS
        self.is_answered = False
        """Whether `hits` belongs to `wanted`; before the first answer nothing is known, not even an empty library."""
        self.opened_id = 0
        """The case that is being read or written. An edit that takes it out of the filter leaves it in the list."""
        self._is_waiting = False
        self._is_same_question = False
        self._is_stopped = False
        search.found.connect(self._take)
        session.changed.connect(self._follow)

    @property
    def order(self) -> Order:
        """The sort order: remembered apart for lists with words to search for and without."""
        default = Order.RELEVANCE if self.wanted.text else Order.MODIFIED
        stored = self._settings.text(self._order_key, default)
        return Order(stored) if stored in set(Order) else default

    @property
    def is_reversed(self) -> bool:
        """Whether the order is turned round."""
        return self._settings.text(f"{self._order_key}.reversed", "") == "yes"

    def set_order(self, order: Order, *, is_reversed: bool = False) -> None:
        """Sort otherwise, now and later."""
        self._is_same_question = False
        self._settings.set_text(self._order_key, order)
        self._settings.set_text(f"{self._order_key}.reversed", "yes" if is_reversed else "")
        self.ask()

    def set_filter(self, wanted: CaseFilter) -> None:
        """Show the cases of another filter."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        self.is_answered = False
        self._is_same_question = False
        self.filter_changed.emit(wanted)
        self.ask()

    def set_text(self, text: str) -> None:
        """Search for other words, under the same conditions."""
        self.set_filter(replace(self.wanted, text=text))

    def take_clauses(self, text: str) -> None:
        """Search for a text from the search box: its clauses become conditions beside those there are."""
        self.set_filter(joined(self.wanted, parse_query(text)))

    def cycle(self, facet: Facet, value: str) -> None:
        """Include, then exclude, then clear a value."""
        self.set_filter(cycled(self.wanted, facet, value))

    def clear(self) -> None:
        """Drop all conditions and keep the words."""
        self.set_filter(without_conditions(self.wanted))

    def show_saved(self, saved: SavedFilter) -> None:
        """Show a saved filter; a second time shows everything again."""
        wanted = parse_query(saved.query)
        self.set_filter(CaseFilter() if wanted == self.wanted else wanted)

    def known_values(self, facet: Facet) -> tuple[str, ...]:
        """The values of a facet, most used first."""
        return self._session.library.known_values(facet)

    @property
    def query_text(self) -> str:
        """The filter in the language of the search box, as it is saved."""
        return format_query(self.wanted)

    @property
    def current_saved(self) -> SavedFilter | None:
        """The saved filter that is shown, if it is one."""
        if self.wanted == CaseFilter():
            return None
        return next((item for item in self.saved_filters if parse_query(item.query) == self.wanted), None)

    @property
    def saved_filters(self) -> tuple[SavedFilter, ...]:
        """All saved filters of the library."""
        return tuple(self._session.library.saved_filters.all())

    @property
    def collections(self) -> tuple[Collection, ...]:
        """All collections of the library."""
        return tuple(self._session.library.collections.all())

    def panel_state(self) -> PanelState:
        """What the filter panel is drawn from."""
        saved = self.current_saved
        return PanelState(
            wanted=self.wanted,
            hits=self.hits,
            order=self._value_order,
            views={},
            saved=self.saved_filters,
            current_saved=saved.id if saved else None,
            collections=[item.name for item in self.collections],
        )

    def ask(self) -> None:
        """Ask for the cases of the filter."""
        if self._is_stopped:
            return
        self._is_waiting = True
        self._search.find(self.wanted, self.order, is_reversed=self.is_reversed)

    def stop(self) -> None:
        """Ask nothing more and take no answer that is still on its way: the library is about to be closed."""
        if not self._is_stopped:
            self._is_stopped = True
            self._search.found.disconnect(self._take)
            self._session.changed.disconnect(self._follow)

    def _take(self, wanted: CaseFilter, hits: Hits) -> None:
        if self._is_stopped:
            return  # it was under way when the connection was cut
        if wanted != self.wanted:
            if self._is_waiting:  # another page asked, and the search answers only the newest question
                self.ask()
            return
        self._is_waiting = False
        self.hits = self._steadied(hits) if self._is_same_question else hits
        self._is_same_question = True
        self.is_answered = True
        self._value_order.learn(hits.counts, is_whole=wanted == CaseFilter())
        self.answered.emit(self.hits)

    def _steadied(self, hits: Hits) -> Hits:
        """The answer to the same question after an edit: what was listed stays in its place.

        Otherwise a case would jump to the top while it is written, or vanish under the hands of who adds what it
        was filtered for lacking.
        """
        before, after = self.hits.ids, set(hits.ids)
        if self._is_still_there(self.opened_id) and self.opened_id in before:
            after.add(self.opened_id)
        kept = tuple(id_ for id_ in before if id_ in after)
        if len(kept) == len(after):
            return replace(hits, ids=kept)
        if len(after) == len(hits.ids):
            return hits
        at = before.index(self.opened_id)
        return replace(hits, ids=(*hits.ids[:at], self.opened_id, *hits.ids[at:]))

    def _is_still_there(self, case_id: int) -> bool:
        found = self._session.library.cases.get_many([case_id]) if case_id else ()
        return any((case.trashed is not None) == self.wanted.trashed for case in found)

    def rename_value(self, facet: Facet, old: str, new: str) -> None:
        """Let the filter follow a value that has got another name; an empty new name drops it."""
        now = self.wanted.condition(facet)
        self.set_filter(
            self.wanted.with_condition(
                Condition(facet, _renamed(now.included, old, new), _renamed(now.excluded, old, new))
            )
        )

    def _follow(self, changes: Changes, _initiator: object) -> None:
        self._search.refresh(changes)
        self.ask()

    @property
    def _order_key(self) -> str:
        return f"{_ORDER_SETTING}.words" if self.wanted.text else _ORDER_SETTING


def joined(base: CaseFilter, added: CaseFilter) -> CaseFilter:
    """The base with the words of `added`, and its conditions on top."""
    result = replace(base, text=added.text)
    for condition in added.conditions:
        now = result.condition(condition.facet)
        included = (now.included | condition.included) - condition.excluded
        excluded = (now.excluded | condition.excluded) - condition.included
        result = result.with_condition(Condition(condition.facet, included, excluded))
    return replace(
        result,
        minutes=added.minutes or result.minutes,
        length=added.length or result.length,
        imported=added.imported or result.imported,
        modified=added.modified or result.modified,
        trashed=added.trashed or result.trashed,
    )


def _renamed(values: frozenset[str], old: str, new: str) -> frozenset[str]:
    if old not in values:
        return values
    return (values - {old}) | frozenset({new} if new else ())
