"""All pairs of cases in a library that tell the same story.

Comparing each with each is out of the question, so every story is reduced to the numbers of its words. The rarest
that more than one story has lead from a case to a few others; a sum over the shared numbers says which of those are
worth reading. Words that meet in one number by chance cost a comparison and nothing else.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from itertools import islice
from pathlib import Path

from casedesk.domain.draft import LikenessKind
from casedesk.domain.story_words import RETOLD, story_words
from casedesk.domain.tellings import Telling
from casedesk.storage import opening
from casedesk.storage.story_search import sampled_weights, stories

_NUMBERS = 1 << 21
_LED_BY = 40
"""Rare words that lead from a case to others."""
_OWNERS = 60
_FEWEST = 3
_TRIED = 4
_PROMISING = RETOLD * 0.85
"""Numbers weigh a little less surely than words."""
_CHUNK = 500

Report = Callable[[int, int], bool]
"""Told how much of how much is done; answers whether to go on."""


@dataclass(frozen=True, slots=True)
class StoryPair:
    """Two cases that tell the same story, the older one first."""

    kind: LikenessKind
    share: float
    one: int
    other: int


def story_pairs(path: Path, report: Report) -> tuple[StoryPair, ...]:
    """Every pair, in a worker: seconds for ten thousand cases, under a minute for a hundred thousand. When it is
    cancelled, those that have been found so far."""
    connection = opening.open_for_reading(path)
    try:
        ids = [row[0] for row in connection.execute("SELECT id FROM cases WHERE trashed IS NULL ORDER BY id")]
        numbered = _Numbered()
        for start in range(0, len(ids), _CHUNK):
            if not report(start, 2 * len(ids)):
                return ()
            for id_, _, text in stories(connection, ids[start : start + _CHUNK]):
                numbered.add(id_, story_words(text))
        weights = sampled_weights(connection)
        found: list[StoryPair] = []
        candidates = numbered.pairs(lambda done: report(len(ids) + done, 2 * len(ids)))
        while chunk := list(islice(candidates, 100)):
            wanted = sorted({id_ for pair in chunk for id_ in pair})
            tellings = {id_: Telling(text, weights) for id_, _, text in stories(connection, wanted)}
            for one, other in chunk:
                if judgement := tellings[one].judged(tellings[other]):
                    found.append(StoryPair(*judgement, one, other))
        report(2 * len(ids), 2 * len(ids))
        return tuple(found)
    finally:
        connection.close()


class _Numbered:
    """Stories as numbers of their words, all in one array."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._ends = array("Q", [0])
        self._words = array("I")
        self._counts = array("I", bytes(4 * _NUMBERS))

    def add(self, id_: int, words: frozenset[str]) -> None:
        numbers = {hash(word) % _NUMBERS for word in words}
        self._ids.append(id_)
        self._words.extend(numbers)
        self._ends.append(len(self._words))
        counts = self._counts
        for number in numbers:
            counts[number] += 1

    def pairs(self, goes_on: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
        """Ids of cases that are worth comparing, each pair once."""
        owners: dict[int, list[int]] = defaultdict(list)
        counts = self._counts
        for place in range(len(self._ids)):
            if place % _CHUNK == 0 and not goes_on(place):
                return
            shared = [number for number in self._of(place) if 1 < counts[number] <= _OWNERS]
            leading = nsmallest(_LED_BY, shared, key=counts.__getitem__)
            votes: dict[int, int] = {}
            for number in leading:
                for other in owners[number]:
                    votes[other] = votes.get(other, 0) + 1
                owners[number].append(place)
            likely = [other for other, count in votes.items() if count >= _FEWEST]
            for other in nlargest(_TRIED, likely, key=votes.__getitem__):
                if self._share(place, other) >= _PROMISING:
                    yield self._ids[other], self._ids[place]

    def _of(self, place: int) -> "array[int]":
        return self._words[self._ends[place] : self._ends[place + 1]]

    def _share(self, one: int, other: int) -> float:
        mine, theirs = set(self._of(one)), set(self._of(other))
        length = math.sqrt(self._weight(mine) * self._weight(theirs))
        return self._weight(mine & theirs) / length if length else 0.0

    def _weight(self, numbers: set[int]) -> float:
        counts, total = self._counts, len(self._ids) + 60
        return sum([math.log(total / (counts[number] + 0.5)) ** 2 for number in numbers])
