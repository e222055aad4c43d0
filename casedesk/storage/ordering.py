"""Cases in order: the whole library is sorted once for each order, and a search takes its hits out of that."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import itemgetter, sub
from typing import TypeAlias

from casedesk.domain.case import Difficulty, Facet, Outcome, State
from casedesk.domain.filters import Order
from casedesk.domain.health import Health
from casedesk.storage.bitmaps import flags, positions
from casedesk.storage.case_bits import CaseBits
from casedesk.storage.driver import sqlite3
from casedesk.storage.real_minutes import MEAN
from casedesk.storage.text_index import title_key

MINUTES = (
    f"coalesce(own_minutes, ({MEAN.format(case_id='case_figures.case_id')}),"
    " (length + {pace} - 1) / {pace} + discussion + iif(length > 0 OR discussion > 0, wrap_up, 0))"
)
"""`estimates.class_minutes` in SQL, over case_figures, at so many characters a minute."""
_MANY = 50
"""Above so many changes at once an order is read anew."""
_SORTED_BELOW = 40
"""One case in so many is few: sorting those is faster than going through all."""
_LONG_STRETCH = 16
"""Positions that follow each other in an order are copied at once when they are so many, on average."""
_PINYIN = "pinyin_key"
Key: TypeAlias = int | bytes | str | None
_Rank: TypeAlias = tuple[bool, int | bytes | str, int]


@dataclass(frozen=True, slots=True)
class _Sort:
    """What an order goes by; cases without it come last. Equal ones stand by id, in the same direction."""

    key: str
    table: str = "cases"
    is_descending: bool = False

    @property
    def id(self) -> str:
        """The column with the case's id."""
        return "id" if self.table == "cases" else "case_id"

    @property
    def all_ids(self) -> str:
        """The query for all ids in order, each with whether it has a key."""
        direction = "DESC" if self.is_descending else "ASC"
        nulls = "" if self.is_descending else " NULLS LAST"
        return (
            f"SELECT {self.id}, {self.key} IS NULL FROM {self.table}"
            f" ORDER BY {self.key} {direction}{nulls}, {self.id} {direction}"
        )

    @property
    def key_of_one(self) -> str:
        """The query for one case's key."""
        return f"SELECT {self.key} FROM {self.table} WHERE {self.id} = ?"

    def rank(self, key: Key, id_: int) -> _Rank:
        """What grows from the first case to the last, or shrinks where the order descends."""
        return (key is None) is not self.is_descending, (0 if key is None else key), id_


def _codes(column: str, words: Sequence[str]) -> str:
    """A closed set in its natural order."""
    cases = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words))
    return f"CASE {column} {cases} END"


def _first_value(facet: Facet) -> str:
    return (
        f"(SELECT {_PINYIN}(CAST(value AS BLOB)) FROM case_facet"
        f" WHERE case_facet.case_id = cases.id AND facet = '{facet}' ORDER BY position LIMIT 1)"
    )


def _health() -> str:
    """The gravest fault of each case, graver ones first, complete cases last; `health` names the gravest first."""
    graded = sorted(Health, key=lambda word: word is Health.COMPLETE)
    return "CASE " + " ".join(f"WHEN health LIKE '{word}%' THEN {place}" for place, word in enumerate(graded)) + " END"


def _sorts(characters_a_minute: int) -> dict[Order, _Sort]:
    """Times and figures of use go newest and most first, everything else smallest first, words by pinyin."""
    newest = _Sort("modified", is_descending=True)
    return {
        Order.RELEVANCE: newest,
        Order.MODIFIED: newest,
        Order.CREATED: _Sort("created", is_descending=True),
        Order.TITLE: _Sort("title_key", "case_figures"),
        Order.LENGTH: _Sort("length", "case_figures"),
        Order.MINUTES: _Sort(MINUTES.format(pace=characters_a_minute), "case_figures"),
        Order.LEARNER_TITLE: _Sort(f"{_PINYIN}(CAST(learner_title AS BLOB))"),
        Order.INDUSTRY: _Sort(_first_value(Facet.INDUSTRY)),
        Order.THEME: _Sort(_first_value(Facet.THEME)),
        Order.SOURCE: _Sort(f"{_PINYIN}(CAST(source AS BLOB))"),
        Order.OUTCOME: _Sort(_codes("outcome", tuple(Outcome))),
        Order.DIFFICULTY: _Sort(_codes("difficulty", tuple(Difficulty))),
        Order.STATE: _Sort(_codes("state", tuple(State))),
        Order.HEALTH: _Sort(_health(), "case_figures"),
        Order.QUESTIONS: _Sort("(SELECT count(*) FROM question WHERE question.case_id = cases.id)"),
        Order.USED: _Sort("(SELECT max(day) FROM use_record WHERE use_record.case_id = cases.id)", is_descending=True),
    }


class _Ordered:
    """Ids in order, those in `blank` last."""

    def __init__(self, ids: list[int], blank: frozenset[int], bits: CaseBits) -> None:
        places = bits.known(ids)
        if len(places) != len(ids):  # written since the last refresh
            ids = [bits.ids[position] for position in places]
        self.ids = ids
        self.blank = blank
        self._positions = places
        self._pick: Callable[[bytes], Iterable[int]] | None = None
        self._place = array("q", bytes(8 * bits.size))
        for place, position in enumerate(places):
            self._place[position] = place

    def chosen(self, found: int, size: int) -> tuple[int, ...]:
        """The ids of a set of positions, in order: few are sorted, many are picked out of all."""
        if found.bit_count() * _SORTED_BELOW < size:
            return tuple(map(self.ids.__getitem__, sorted(map(self._place.__getitem__, positions(found)))))
        if self._pick is None:
            self._pick = _picker(self._positions)
        return tuple(compress(self.ids, self._pick(flags(found, size))))


def _picker(positions: Sequence[int]) -> Callable[[bytes], Iterable[int]]:
    """What puts the flags of all positions in this order, piece by piece where it keeps long stretches as they are.

    It mostly does: cases of one import were made, and last changed, one after the other.
    """
    if len(positions) < 2:
        return lambda found: [found[position] for position in positions]
    steps = list(map(sub, positions[1:], positions))
    step = 1 if steps.count(1) >= steps.count(-1) else -1
    breaks = [at for at, taken in enumerate(steps, 1) if taken != step]
    if len(breaks) * _LONG_STRETCH > len(positions):
        return itemgetter(*positions)
    stretches = [
        slice(positions[first], None if (end := positions[behind - 1] + step) < 0 else end, step)
        for first, behind in pairwise((0, *breaks, len(positions)))
    ]
    return lambda found: b"".join([found[stretch] for stretch in stretches])


class Orderings:
    """The orders of the list, each kept once it has been asked for."""

    def __init__(self, connection: sqlite3.Connection, bits: CaseBits, characters_a_minute: int) -> None:
        self._connection = connection
        self._bits = bits
        self._sorts = _sorts(characters_a_minute)
        self._ordered: dict[_Sort, _Ordered] = {}
        connection.create_function(_PINYIN, 1, _pinyin_key, deterministic=True)

    def ids(self, found: int, order: Order, *, is_reversed: bool = False) -> tuple[int, ...]:
        """The ids of the cases in a set, in order; relevance is newest first here.

        Cases that have nothing to sort by come last in either direction.
        """
        sort = self._sorts[order]
        ordered = self._ordered.get(sort)
        if ordered is None:
            ordered = self._ordered[sort] = self._read(sort)
        ids = ordered.chosen(found & self._bits.present, self._bits.size)
        if not is_reversed:
            return ids
        if not ordered.blank:
            return ids[::-1]
        filled = next((at for at, id_ in enumerate(ids) if id_ in ordered.blank), len(ids))
        return (*ids[:filled][::-1], *ids[filled:])

    def refresh(self, touched: Sequence[int]) -> None:
        """Move these cases, which may be new or gone, to where they belong now."""
        if len(touched) > _MANY:
            self._ordered.clear()
        moved = set(touched)
        for sort, ordered in self._ordered.items():
            ids = [id_ for id_ in ordered.ids if id_ not in moved]
            blank = {id_ for id_ in moved if self._insert(ids, id_, sort) is None}
            self._ordered[sort] = _Ordered(ids, (ordered.blank - moved) | blank, self._bits)

    def forget(self, order: Order) -> None:
        """Read an order anew when it is asked for: what it goes by has changed."""
        self._ordered.pop(self._sorts[order], None)

    def _read(self, sort: _Sort) -> _Ordered:
        rows = self._connection.execute(sort.all_ids).fetchall()
        return _Ordered([row[0] for row in rows], frozenset(row[0] for row in rows if row[1]), self._bits)

    def _insert(self, ids: list[int], id_: int, sort: _Sort) -> Key:
        """Put a case where it belongs, unless it is gone; its key."""
        row = self._connection.execute(sort.key_of_one, (id_,)).fetchone()
        if row is None:
            return None
        mine = sort.rank(row[0], id_)

        def is_behind(other: int) -> bool:
            theirs = self._connection.execute(sort.key_of_one, (other,)).fetchone()
            if theirs is None:
                return False
            rank = sort.rank(theirs[0], other)
            return rank < mine if sort.is_descending else rank > mine

        ids.insert(bisect_left(ids, True, key=is_behind), id_)
        return row[0]


def _pinyin_key(text: bytes | None) -> bytes | None:
    """Of the bytes: a text that is none any more would not be handed over, and no case could be sorted."""
    return title_key(text.decode("utf-8", "replace")) if text else None
