"""What a story is about, in words that survive retelling: other names, other wording, shortened.

Two tellings share few sentences but many of the rarer words: the ring, the laundry cart, the train. Each word weighs
by how seldom it is used, first in stories about service at large, then in the library at hand.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from operator import add

from casedesk.domain.fold import fold
from casedesk.domain.search_text import index_words, word_runs
from casedesk.domain.stems import stem
from casedesk.domain.story_words_common import COMMON, SILENT, SILENT_CHARACTERS

RETOLD = 0.19
"""From this share on two texts are taken to tell the same story."""
_FEWEST = 4
"""So many words that say something must be shared, else the two texts are too short to tell."""
_TELLING = 3.0
"""A word of this weight says something."""
_ASSUMED = 60
_ASSUMED_COMMON = 15
_PARTED = {ord(char): " " for char in SILENT_CHARACTERS}


def story_words(text: str) -> frozenset[str]:
    """The words of a story: ideographs and pairs of them, and the stems of other words; none that only hold it
    together."""
    found: set[str] = set()
    parts: list[str] = []
    for ideographs, word in index_words(fold(text).translate(_PARTED)):
        if not word:
            parts.append(ideographs)
        elif len(word) > 1 and word not in SILENT:
            found.add(stem(word))
    found.update("".join(parts))
    found.update([part for part in parts if len(part) == 2])
    for part in parts:
        if len(part) > 2:
            found.update(map(add, part, part[1:]))
    return frozenset(found)


def telling_places(one: str, other: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where in each of two texts the words stand by which they may be the same story: ranges of characters, in order.

    Single ideographs and words that every story has are left out.
    """
    mine, theirs = list(_places(one)), list(_places(other))
    shared = {word for word, _, _ in mine} & {word for word, _, _ in theirs} - COMMON
    return _united(mine, shared), _united(theirs, shared)


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    for run in word_runs(fold(text).translate(_PARTED)):
        if run.is_ideographic:
            for at in range(len(run.text) - 1):
                yield run.text[at : at + 2], run.start + at, run.start + at + 2
        elif len(run.text) > 1 and run.text not in SILENT:
            yield stem(run.text), run.start, run.end


def _united(places: Iterable[tuple[str, int, int]], wanted: AbstractSet[str]) -> tuple[tuple[int, int], ...]:
    """The ranges of the wanted words, those that touch as one."""
    found: list[tuple[int, int]] = []
    for word, start, end in places:
        if word not in wanted:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


class WordWeights:
    """How much each word says, learned from the stories it is given."""

    def __init__(self, stories: Iterable[frozenset[str]] = ()) -> None:
        self._told = {True: _ASSUMED, False: _ASSUMED}
        self._counts: dict[str, int] = {}
        self._known: dict[str, float] = {}
        for words in stories:
            self.learn(words)

    def learn(self, words: frozenset[str]) -> None:
        """Count the words of one more story."""
        self._known.clear()
        counts = self._counts
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        if words:
            self._told[sum(map(str.isascii, words)) * 2 > len(words)] += 1

    def of(self, word: str) -> float:
        """What a word weighs: 0 where every story has it."""
        count = self._counts.get(word, 0) + (_ASSUMED_COMMON if word in COMMON else 0.5)
        return max(0.0, math.log(self._told[word.isascii()] / count))

    def weighed(self, words: frozenset[str]) -> "WeighedStory":
        """A story ready to be compared."""
        known = self._known
        for word in words:
            if word not in known:
                known[word] = self.of(word)
        return WeighedStory({word: known[word] for word in words})


class WeighedStory:
    """The words of a story with their weights."""

    __slots__ = ("length", "weights")

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.length = math.sqrt(sum(weight * weight for weight in weights.values()))

    def share(self, other: "WeighedStory") -> float:
        """How much of two stories is the same, 0…1; 0 as well where what they share says too little."""
        smaller, larger = sorted((self.weights, other.weights), key=len)
        shared = [(weight, larger[word]) for word, weight in smaller.items() if word in larger]
        if sum(weight >= _TELLING for weight, _ in shared) < _FEWEST or not self.length or not other.length:
            return 0.0
        return sum(mine * theirs for mine, theirs in shared) / (self.length * other.length)
