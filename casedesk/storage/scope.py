"""The part of a filter that is neither words nor facets: figures, days, sections, the source file, likeness."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from itertools import chain

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, DateRange, Range, Tellings
from casedesk.domain.matching import is_named
from casedesk.storage import likeness
from casedesk.storage.bitmaps import bitmap, intersection
from casedesk.storage.case_bits import CaseBits
from casedesk.storage.driver import sqlite3
from casedesk.storage.ordering import MINUTES
from casedesk.storage.shapes import microseconds
from casedesk.storage.stories import stories
from casedesk.storage.text_index import MOST_QUESTIONS, questions_token, section_token

MOST_ALIKE = 50
"""As many cases are like another one."""
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_FIRST_DAY, _LAST_DAY = date(1971, 1, 1), date(3000, 1, 1)


class Scope:
    """Answers each condition with a set of cases, and remembers the answers until something is written."""

    def __init__(self, connection: sqlite3.Connection, bits: CaseBits, characters_a_minute: int) -> None:
        self._connection = connection
        self._bits = bits
        self._minutes = MINUTES.format(pace=characters_a_minute)
        self._found: dict[tuple[str, Sequence[str | int]], int] = {}
        self._alike: dict[int, tuple[int, ...]] = {}
        self._stories: tuple[tuple[int, ...], ...] | None = None

    def forget(self) -> None:
        """Remember nothing: something was written."""
        self._found.clear()
        self._alike.clear()
        self._stories = None

    def alive(self, *, trashed: bool) -> int:
        """All cases in the library, or all in its trash."""
        bits = self._bits
        return bits.present & bits.trashed if trashed else bits.present & ~bits.trashed

    def cases(self, wanted: CaseFilter) -> int:
        """The cases that pass everything but the words and the facets."""
        return intersection(chain([self.alive(trashed=wanted.trashed)], self._figures(wanted), self._others(wanted)))

    def alike(self, case_id: int) -> tuple[int, ...]:
        """The cases that are like one, most alike first."""
        if case_id not in self._alike:
            found = likeness.similar(self._connection, case_id, MOST_ALIKE, self._is_known)
            self._alike[case_id] = tuple(item.case_id for item in found if item.case_id is not None)
        return self._alike[case_id]

    def _figures(self, wanted: CaseFilter) -> Iterator[int]:
        if wanted.minutes is not None:
            yield self._between("case_id", "case_figures", self._minutes, wanted.minutes)
        if wanted.length is not None:
            yield self._between("case_id", "case_figures", "length", wanted.length)
        if wanted.questions is not None:
            yield self._asking(wanted.questions)
        if wanted.imported is not None:
            yield self._between("id", "cases", "created", _moments(wanted.imported))
            yield self._bits.with_value(Facet.BATCH)
        if wanted.modified is not None:
            yield self._between("id", "cases", "modified", _moments(wanted.modified))
        if wanted.created is not None:
            yield self._between("id", "cases", "created", _moments(wanted.created))
        if wanted.taught is not None:
            first, last = wanted.taught.first or date.min, wanted.taught.last or date.max
            days = (first.isoformat(), last.isoformat())
            yield self._by("case_id", "use_record WHERE day BETWEEN ? AND ?", days)

    def _others(self, wanted: CaseFilter) -> Iterator[int]:
        yield from (self._signed(section_token(role)) for role in wanted.having)
        yield from (~self._signed(section_token(role)) for role in wanted.lacking)
        if wanted.depth:
            yield self._by("case_id", "question WHERE depth = ?", (wanted.depth.value,))
        if wanted.file:
            yield self._from_file(wanted.file)
        if wanted.similar is not None:
            yield self._set(self.alike(wanted.similar))
        if wanted.tellings is not None:
            yield self._telling(wanted.tellings)
        if wanted.family is not None:
            story = next((story for story in self._all_stories() if wanted.family in story), ())
            yield self._set({wanted.family, *story})

    def _telling(self, wanted: Tellings) -> int:
        """The cases that tell what others tell too, or all but the lesser tellings."""
        first = 1 if wanted is Tellings.BEST else 0
        found = self._set(id_ for story in self._all_stories() for id_ in story[first:])
        return ~found if wanted is Tellings.BEST else found

    def _all_stories(self) -> tuple[tuple[int, ...], ...]:
        if self._stories is None:
            self._stories = stories(self._connection)
        return self._stories

    def _set(self, case_ids: Iterable[int]) -> int:
        return bitmap(self._bits.known(tuple(case_ids)), self._bits.size)

    def _between(self, id_column: str, table: str, figure: str, wanted: Range) -> int:
        """The cases of which a figure is known and within a range."""
        bounds = (_SMALLEST if wanted.low is None else wanted.low, _LARGEST if wanted.high is None else wanted.high)
        return self._by(id_column, f"{table} WHERE {figure} BETWEEN ? AND ?", bounds)

    def _asking(self, wanted: Range) -> int:
        """The cases with so many questions."""
        least = 0 if wanted.low is None else wanted.low
        most = self._asking_at_least(wanted.high + 1) if wanted.high is not None else 0
        return self._asking_at_least(least) & ~most

    def _asking_at_least(self, count: int) -> int:
        if count <= 0:
            return -1
        if count <= MOST_QUESTIONS:
            return self._signed(questions_token(count))
        counted = "(SELECT case_id FROM question GROUP BY case_id HAVING count(*) >= ?)"
        return self._by("case_id", counted, (count,))

    def _signed(self, token: str) -> int:
        """The cases with a token of the index that says something of a case as a whole."""
        return self._by("rowid", "case_words WHERE case_words MATCH ?", (f'letters : "{token}"',))

    def _from_file(self, words: str) -> int:
        names = self._connection.execute("SELECT id, name FROM document")
        ids = ",".join(str(id_) for id_, name in names if is_named(name, words))
        return self._by("id", "cases WHERE document_id IN (SELECT value FROM json_each(?))", (f"[{ids}]",))

    def _by(self, id_column: str, tables: str, values: Sequence[str | int]) -> int:
        found = self._found.get((tables, values))
        if found is None:
            found = self._found[tables, values] = self._bits.found_by(id_column, tables, values)
        return found

    def _is_known(self, case_id: int) -> bool:
        return self._bits.position_of(case_id) is not None


def _moments(wanted: DateRange) -> Range:
    """The microseconds from the first moment of the first day to the last of the last, on this computer's clock."""
    low = None if wanted.first is None else _midnight(wanted.first)
    high = None if wanted.last is None else _midnight(min(wanted.last, _LAST_DAY) + timedelta(days=1))
    return Range(low, None if high is None else high - 1)


def _midnight(day: date) -> int:
    """When a day begins; days that no case can be of count as the nearest that clocks can name."""
    named = min(max(day, _FIRST_DAY), _LAST_DAY)
    stored = microseconds(datetime.combine(named, time_of_day()).astimezone())
    assert stored is not None
    return stored
