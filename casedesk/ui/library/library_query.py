"""What the library page shows: one filter behind search box, chips and panel, and the newest answer to it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casedesk.domain.case import Facet
from casedesk.domain.changes import Changes
from casedesk.domain.filters import CaseFilter, Hits, Order
from casedesk.domain.library import Collection, SavedFilter
from casedesk.domain.query import format_query, parse_query
from casedesk.domain.value_steps import filter_with_renamed_value
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.library.collection_edits import in_order
from casedesk.ui.library.filter_chips import without_conditions
from casedesk.ui.models.facet_groups import cycled, marked
from casedesk.ui.models.facet_row import Mark
from casedesk.ui.models.figures import Bounds, Figure, Spread, bars, presets, this_day, with_bounds
from casedesk.ui.models.panel_state import PanelState, ValueOrder
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
    counted = Signal()
    """It is known how many cases the saved filters have, or what a figure is spread over."""

    def __init__(
        self, session: LibrarySession, search: CaseSearch, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._search = search
        self._settings = settings
        self._whole_order = self._value_order = ValueOrder()
        self._saved_counts: dict[int, int] = {}
        self._counted_ids: list[int] = []
        self._watched: frozenset[Figure] = frozenset()
        self._spreads: dict[Figure, Spread] = {}
        self._is_counted = False
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
        search.counted.connect(self._take_counts)
        session.changed.connect(self._follow)

    @property
    def order(self) -> Order:
        """The sort order: remembered apart for lists with words to search for and without."""
        default = Order.RELEVANCE if self._is_ranked else Order.MODIFIED
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
        if wanted.within != self.wanted.within:
            self._value_order = ValueOrder() if wanted.within else self._whole_order
            self._is_counted = False
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

    def mark(self, facet: Facet, value: str, mark: Mark) -> None:
        """Include, exclude or clear a value."""
        self.set_filter(marked(self.wanted, facet, value, mark))

    def need_all(self, facet: Facet, *, needs_all: bool) -> None:
        """Ask for cases with all of the facet's values that are asked for, or with any."""
        now = self.wanted.condition(facet)
        self.set_filter(self.wanted.with_condition(replace(now, needs_all=needs_all)))

    def set_bounds(self, figure: Figure, bounds: Bounds | None) -> None:
        """Give a figure other bounds, or none."""
        self.set_filter(with_bounds(self.wanted, figure, bounds))

    def watch(self, figures: frozenset[Figure]) -> None:
        """Keep counting what these figures are spread over."""
        added, self._watched = figures - self._watched, figures
        if self.is_answered:
            for figure in added:
                self._ask_spread(figure)

    def look_only(self, part: CaseFilter) -> None:
        """Take a part of the library for the whole of it, until `leave_part`."""
        self.set_filter(CaseFilter(within=self._in_part(part)))

    def look_only_at(self, facet: Facet, value: str) -> None:
        """Take the cases with a value for the whole library."""
        self.look_only(marked(CaseFilter(), facet, value, Mark.INCLUDED))

    def look_only_at_saved(self, filter_id: int) -> None:
        """Take what a saved filter stands for for the whole library."""
        saved = self._session.library.saved_filters.get(filter_id)
        self.look_only(parse_query(saved.query))

    def leave_part(self) -> None:
        """Look at the whole library again, under the same conditions."""
        self.set_filter(replace(self.wanted, within=None))

    def clear(self) -> None:
        """Drop all conditions and keep the words."""
        self.set_filter(without_conditions(self.wanted))

    def show_saved(self, saved: SavedFilter) -> None:
        """Show a saved filter; a second time shows everything again."""
        wanted = self._in_part(parse_query(saved.query))
        self.set_filter(CaseFilter(within=self.wanted.within) if wanted == self.wanted else wanted)

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
        return next((item for item in self.saved_filters if self._stands_for_now(item)), None)

    @property
    def saved_filters(self) -> tuple[SavedFilter, ...]:
        """All saved filters of the library, in the trainer's order."""
        return tuple(in_order(self._session.library.saved_filters.all()))

    @property
    def collections(self) -> tuple[Collection, ...]:
        """All collections of the library, in the trainer's order."""
        return tuple(in_order(self._session.library.collections.all()))

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
            saved_counts=self._saved_counts,
            spreads=self._spreads,
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
            self._search.counted.disconnect(self._take_counts)
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
        self._value_order.learn(hits.counts, is_whole=wanted == CaseFilter(within=wanted.within))
        self.answered.emit(self.hits)
        if not self._is_counted:
            self._counted_ids = [item.id for item in self.saved_filters]
            self._search.count(None, [self._in_part(parse_query(item.query)) for item in self.saved_filters])
        for figure in self._watched:
            self._ask_spread(figure)

    def _ask_spread(self, figure: Figure) -> None:
        """Ask how many cases there are in each bar of a figure, under everything but its own bounds."""
        today = this_day()
        parts = [*bars(figure, today), *(preset.bounds for preset in presets(figure, today))]
        self._search.count(figure, [with_bounds(self.wanted, figure, part) for part in parts])

    def _take_counts(self, key: object, counts: tuple[int, ...]) -> None:
        if self._is_stopped:
            return
        if key is None:
            self._saved_counts, self._is_counted = dict(zip(self._counted_ids, counts, strict=False)), True
        elif not isinstance(key, Figure):
            return  # somebody else has asked
        else:
            n = len(bars(key, this_day()))
            self._spreads = {**self._spreads, key: Spread(counts[:n], counts[n:])}
        self.counted.emit()

    def _in_part(self, wanted: CaseFilter) -> CaseFilter:
        """A saved filter as it is meant here: in the part that the trainer looks at, unless it brings one."""
        return wanted if wanted.within else replace(wanted, within=self.wanted.within)

    def _stands_for_now(self, saved: SavedFilter) -> bool:
        return self._in_part(parse_query(saved.query)) == self.wanted

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
        self.set_filter(filter_with_renamed_value(self.wanted, facet, old, new))

    def _follow(self, changes: Changes, _initiator: object) -> None:
        self._search.refresh(changes)
        self._is_counted = False
        self.ask()

    @property
    def _order_key(self) -> str:
        return f"{_ORDER_SETTING}.words" if self._is_ranked else _ORDER_SETTING

    @property
    def _is_ranked(self) -> bool:
        """Whether some cases fit better than others."""
        return bool(self.wanted.text) or self.wanted.similar is not None


def joined(base: CaseFilter, added: CaseFilter) -> CaseFilter:
    """The base with the words of `added`, and its conditions on top."""
    result = replace(base, text=added.text)
    for condition in added.conditions:
        now = result.condition(condition.facet)
        included = (now.included | condition.included) - condition.excluded
        excluded = (now.excluded | condition.excluded) - condition.included
        needs_all = now.needs_all or condition.needs_all
        merged = replace(now, included=included, excluded=excluded, needs_all=needs_all)
        result = result.with_condition(merged)
    return replace(
        result,
        minutes=added.minutes or result.minutes,
        length=added.length or result.length,
        imported=added.imported or result.imported,
        modified=added.modified or result.modified,
        trashed=added.trashed or result.trashed,
        created=added.created or result.created,
        taught=added.taught or result.taught,
        questions=added.questions or result.questions,
        depth=added.depth or result.depth,
        having=(result.having | added.having) - added.lacking,
        lacking=(result.lacking | added.lacking) - added.having,
        file=added.file or result.file,
        similar=added.similar or result.similar,
        tellings=added.tellings or result.tellings,
        family=added.family or result.family,
        within=added.within or result.within,
    )
