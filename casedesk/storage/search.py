"""Finding cases: the words in FTS5, everything else in memory, so that a keystroke answers list and panel at once."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Changes
from casedesk.domain.draft import Likeness
from casedesk.domain.errors import CaseDeskError, DamagedError
from casedesk.domain.estimates import CHARACTERS_A_MINUTE
from casedesk.domain.filters import EMPTY, CaseFilter, CaseSummary, Condition, Hits, Order
from casedesk.domain.library import Collection, ImportBatch, UseRecord
from casedesk.domain.words import Term, parse_words, wanted_terms
from casedesk.storage import checking, likeness, opening, snippets
from casedesk.storage.bitmaps import flags, intersection, union
from casedesk.storage.case_bits import CaseBits
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import SPOILT, STRANGE, name_of
from casedesk.storage.ordering import Orderings
from casedesk.storage.scope import Scope
from casedesk.storage.sounds import Sounds
from casedesk.storage.word_search import WordSearch
from casedesk.texts import tr

P = ParamSpec("P")
T = TypeVar("T")
_STEPS_BETWEEN_LOOKS = 20_000
_KEPT_ELSEWHERE = {Collection: Facet.COLLECTION, UseRecord: Facet.USED, ImportBatch: Facet.BATCH}


class SearchCancelledError(Exception):
    """The search was told to stop; there is nothing to show."""


def _never() -> bool:
    return False


def _explained(method: Callable[Concatenate["Searcher", P], T]) -> Callable[Concatenate["Searcher", P], T]:
    """What it raises for a damaged library is a sentence."""

    @wraps(method)
    def told(self: "Searcher", *args: P.args, **kwargs: P.kwargs) -> T:
        with self._explaining():  # pyright: ignore[reportPrivateUsage] - a method of its own
            return method(self, *args, **kwargs)

    return told


class Searcher:
    """Answers filters over a connection of its own. Make it and use it on one thread.

    It sees what is on disk; tell it of every write by `refresh`.
    """

    def __init__(self, path: Path, *, characters_a_minute: int = CHARACTERS_A_MINUTE) -> None:
        self._pace = characters_a_minute
        self.left_out: Callable[[DamagedError], object] | None = None
        """Told of each row that cannot be read and stands empty in a list; without it such a list fails."""
        self._is_spoilt = False
        self._connection = opening.open_for_reading(path)
        try:
            with self._explaining():
                self._load()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @_explained
    def find(
        self,
        wanted: CaseFilter,
        order: Order,
        *,
        is_reversed: bool = False,
        is_cancelled: Callable[[], bool] = _never,
    ) -> Hits:
        """The cases that pass a filter, in order or the other way round, with the counts for the panel.

        Raises SearchCancelledError soon after `is_cancelled` says so.
        """
        started = time.perf_counter()
        with self._stopping(is_cancelled):
            text = self._words.hits(wanted.text)
            parts = {item.facet: self._meeting(item) for item in wanted.conditions}
            whole = self._scope.alive(trashed=wanted.trashed) & self._within_filter(wanted.within)
            scope = whole & self._scope.cases(wanted) & text.cases
            found = scope
            for part in parts.values():
                found &= part
            ids = self._in_order(found, wanted, order, is_reversed=is_reversed)
        _stop_if(is_cancelled)
        counts = self._counts(scope, wanted, parts, is_cancelled)
        return Hits(ids, whole.bit_count(), counts, (time.perf_counter() - started) * 1000)

    @_explained
    def count(self, wanted: CaseFilter, *, is_cancelled: Callable[[], bool] = _never) -> int:
        """How many cases pass a filter. Raises SearchCancelledError soon after `is_cancelled` says so."""
        with self._stopping(is_cancelled):
            return (self._scope.alive(trashed=wanted.trashed) & self._within_filter(wanted)).bit_count()

    def summaries(self, ids: Sequence[int], wanted: CaseFilter) -> tuple[CaseSummary, ...]:
        """The rows of these cases, in their order, with the filter's words marked; unknown ids are skipped."""
        try:
            with self._explaining():
                return snippets.summaries(self._connection, ids, _terms(wanted), self._pace)
        except DamagedError as error:
            if self.left_out is None:
                raise
            if len(ids) == 1:
                self.left_out(error)
                return (CaseSummary(ids[0], tr("This case cannot be read any more."), "", "", 0),)
        return tuple(row for one in ids for row in self.summaries([one], wanted))

    def marks(self, texts: Sequence[str], wanted: CaseFilter) -> tuple[snippets.Ranges, ...]:
        """Where the words of the filter stand in each of these plain texts: ranges of characters, in order."""
        terms = _terms(wanted)
        return tuple(snippets.marks(text, terms) for text in texts)

    @_explained
    def similar(self, case_id: int, limit: int = 5) -> tuple[Likeness, ...]:
        """The cases most like this one that are not in the trash, most alike first."""
        alive = self._scope.alive(trashed=False)
        is_alive = flags(alive, self._bits.size)

        def is_wanted(other: int) -> bool:
            place = self._bits.position_of(other)
            return place is not None and bool(is_alive[place])

        return likeness.similar(self._connection, case_id, limit, is_wanted)

    @_explained
    def meant(self, wanted: CaseFilter, limit: int = 3) -> tuple[str, ...]:
        """Words that sound like those of a filter that finds nothing, each with cases under its other conditions."""
        if self._sounds is None:
            self._sounds = Sounds(self._connection, self._bits)
        words = self._sounds.meant(wanted.text, 4 * limit) if wanted.text else ()
        return tuple(word for word in words if self.count(replace(wanted, text=word)))[:limit]

    @_explained
    def reload(self) -> None:
        """See everything anew: the index was renewed."""
        self._load()

    @_explained
    def refresh(self, changes: Changes) -> None:
        """See what was written: the same `Changes` that `Library.apply` returned."""
        case_ids = sorted(changes.ids(Case))
        self._words.forget()
        self._scope.forget()
        if len(case_ids) * 4 > self._bits.size:
            self._load()
            return
        if case_ids:
            self._sounds = None
            self._bits.update(case_ids)
            self._orderings.refresh(case_ids)
        for kind, facet in _KEPT_ELSEWHERE.items():
            if changes.ids(kind):
                self._bits.reload(facet)
        if changes.ids(UseRecord):
            self._orderings.forget(Order.USED)
            self._orderings.forget(Order.MINUTES)

    @contextmanager
    def _explaining(self) -> Generator[None]:
        """What goes wrong inside is damage where the library is damaged, and a bug where it is sound."""
        try:
            yield
        except STRANGE as error:
            if isinstance(error, CaseDeskError):
                raise
            self._is_spoilt = self._is_spoilt or checking.is_spoilt(self._connection)
            if not self._is_spoilt:
                raise
            raise DamagedError(SPOILT, name=name_of(self._connection)) from error

    def _load(self) -> None:
        self._bits = CaseBits(self._connection)
        self._orderings = Orderings(self._connection, self._bits, self._pace)
        self._words = WordSearch(self._connection, self._bits, self._orderings)
        self._sounds: Sounds | None = None
        self._scope = Scope(self._connection, self._bits, self._pace)

    def _within_filter(self, wanted: CaseFilter | None) -> int:
        """The cases that pass a whole filter; all where there is none."""
        if wanted is None:
            return -1
        found = self._scope.cases(wanted) & self._words.hits(wanted.text).cases & self._within_filter(wanted.within)
        for condition in wanted.conditions:
            found &= self._meeting(condition)
        return found

    def _meeting(self, condition: Condition) -> int:
        """The cases that meet a condition."""
        refused = union(self._having(condition.facet, value) for value in condition.excluded)
        return self._asked_for(condition) & ~refused

    def _asked_for(self, condition: Condition) -> int:
        """The cases with any of the values that a condition includes, or with all of them."""
        if not condition.included:
            return -1
        each = (self._having(condition.facet, value) for value in condition.included)
        return intersection(each) if condition.needs_all else union(each)

    def _having(self, facet: Facet, value: str) -> int:
        """The cases that have a value, or none at all for the empty one."""
        return self._bits.values[facet].get(value, 0) if value != EMPTY else ~self._bits.with_value(facet)

    def _counts(
        self, scope: int, wanted: CaseFilter, parts: dict[Facet, int], is_cancelled: Callable[[], bool]
    ) -> dict[Facet, dict[str, int]]:
        """For every facet how many cases each value has under the conditions on the other facets, and under its own
        where a case must have all the values asked for.
        """
        counts: dict[Facet, dict[str, int]] = {}
        for facet in Facet:
            _stop_if(is_cancelled)
            own = wanted.condition(facet)
            base = scope & self._asked_for(own) if own.needs_all else scope
            for other, part in parts.items():
                if other is not facet:
                    base &= part
            found = {
                value: count
                for value, cases in self._bits.values[facet].items()
                if (count := (cases & base).bit_count())
            }
            if empty := (base & ~self._bits.with_value(facet)).bit_count():
                found[EMPTY] = empty
            counts[facet] = found
        return counts

    def _in_order(self, found: int, wanted: CaseFilter, order: Order, *, is_reversed: bool) -> tuple[int, ...]:
        if order is not Order.RELEVANCE:
            return self._orderings.ids(found, order, is_reversed=is_reversed)
        if wanted.similar is not None and not wanted.text:
            passed = set(self._orderings.ids(found, Order.MODIFIED))
            ids = tuple(id_ for id_ in self._scope.alike(wanted.similar) if id_ in passed)
        else:
            ids = self._words.best_first(found, self._words.hits(wanted.text))
        return ids[::-1] if is_reversed else ids

    @contextmanager
    def _stopping(self, is_cancelled: Callable[[], bool]) -> Generator[None]:
        """Stops a running query when the search is cancelled."""
        _stop_if(is_cancelled)
        if is_cancelled is not _never:
            self._connection.set_progress_handler(is_cancelled, _STEPS_BETWEEN_LOOKS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise SearchCancelledError from error
            raise
        finally:
            self._connection.set_progress_handler(None, 0)


def _terms(wanted: CaseFilter) -> tuple[Term, ...]:
    return wanted_terms(parse_words(wanted.text))


def _stop_if(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise SearchCancelledError
