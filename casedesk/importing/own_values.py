"""What a trainer's own cases teach: which words go with the values of a facet that the trainer has given.

For every value that enough cases carry, the pairs of ideographs and the words are kept that stand in those cases far
more often than in the others, each with its weight: the logarithm of how many times more often. A text is given the
value when its weights come to more than a limit; the limit is the one that would have been right most often for the
trainer's own cases, each quarter of them judged by what the others teach. So a value explains itself by its words.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casedesk.domain.draft import Suggestion
from casedesk.importing.plain_form import plain_form

FEWEST = 5
"""A value teaches from this many cases on."""
_MOST_READ = 3000
_MOST_WORDS = 80
_FEWEST_HOLDING = 2
_PARTS = 4
_TIMES_AS_OFTEN = 2.5
_WORTH = 0.45
"""How right a limit must be, 0…1, for a value to be suggested at all."""
_EMPTY = frozenset("的了是在着和与也就都又还很把被给让这那之其而且但并或及们我你您他她它说到来去上下里不没有个一")
_PAIR = re.compile("[\u3400-\u9fff]{2}")
_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_SHOWN = 4
_AS_TELLING = 0.7


@dataclass(frozen=True, slots=True)
class Example:
    """A case of the trainer's: its words (see `words_of`), and the values the trainer gave it."""

    words: frozenset[str]
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with its telling words, and from which sum of their weights on a text is given it.

    `shares` says in which share of its cases a word stands.
    """

    name: str
    weights: Mapping[str, float]
    shares: Mapping[str, float]
    limit: float


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many cases there are, and how many of them hold a word: among all, and among those with a value."""

    all_cases: int
    cases: int
    in_all: Mapping[str, int]
    in_value: Mapping[str, int]

    def weights(self, *, fewest: int, least: float) -> Iterator[tuple[str, float]]:
        """The words that at least `fewest` cases with the value hold, and that stand in them at least `least` times
        as often as elsewhere, with the logarithm of how many times."""
        share, elsewhere = 1 / (self.cases + 1), 1 / (self.all_cases - self.cases + 1)
        for word, inside in self.in_value.items():
            if inside < fewest:
                continue
            times = (inside + 0.5) * share / ((self.in_all[word] - inside + 0.5) * elsewhere)
            if times >= least:
                yield word, math.log(times)


class OwnValues:
    """The values of one facet that the cases of a library teach."""

    def __init__(self, examples: Iterable[Example]) -> None:
        taught = [example for example in examples if example.values]
        self.used = Counter(value for example in taught for value in example.values)
        """How often the trainer has given each value."""
        in_all = _held(taught)
        known = frozenset(word for word, count in in_all.items() if count >= _FEWEST_HOLDING and _is_telling(word))
        lesson = _Lesson([Example(example.words & known, example.values) for example in taught])
        names = (name for name, count in self.used.items() if FEWEST <= count < len(taught))
        self._values = [value for value in map(lesson.value, names) if value]

    @property
    def names(self) -> tuple[str, ...]:
        """The values that can be suggested, the most used first."""
        return tuple(sorted((value.name for value in self._values), key=lambda name: -self.used[name]))

    def suggested(self, text: str, *, most: int) -> tuple[Suggestion, ...]:
        """The values that fit a text, the surest first, each with words as they stand in the text."""
        found = words_of(text)
        scored = [(_score(value.weights, found) / value.limit, value) for value in self._values]
        best = sorted((item for item in scored if item[0] >= 1.0), key=lambda item: -item[0])[:most]
        return tuple(Suggestion(value.name, _shown(text, value)) for _, value in best)


def words_of(text: str) -> frozenset[str]:
    """The pairs of ideographs and the words of a text, in plain form; those that say nothing are among them."""
    plain = plain_form(text[:_MOST_READ]).lower()
    words = {word.removesuffix("s") for word in _WORD.findall(plain)}
    return frozenset(words.union(map("".join, itertools.pairwise(plain))))


def _is_telling(word: str) -> bool:
    return bool(_PAIR.fullmatch(word)) and _EMPTY.isdisjoint(word) if len(word) == 2 else word.isascii()


def _held(examples: Iterable[Example]) -> Counter[str]:
    return Counter(itertools.chain.from_iterable(example.words for example in examples))


class _Lesson:
    """The cases that teach, in parts: what the other parts teach is tried on each."""

    def __init__(self, taught: Sequence[Example]) -> None:
        self._taught = taught
        self._parts = [taught[first::_PARTS] for first in range(_PARTS)]
        self._in_all = _held(taught)
        self._in_others = [self._in_all - _held(part) for part in self._parts]

    def value(self, name: str) -> _Value | None:
        """A value with the words that tell it; None where they would be wrong too often."""
        limit = _best_limit([score for part in range(_PARTS) for score in self._tried(name, part)])
        if limit is None:
            return None
        counts = self._counts(name, self._taught, self._in_all)
        weights = dict(_telling(counts))
        return _Value(name, weights, {word: counts.in_value[word] / counts.cases for word in weights}, limit)

    def _tried(self, name: str, part: int) -> Iterator[tuple[float, bool]]:
        others = [example for other, examples in enumerate(self._parts) if other != part for example in examples]
        weights = dict(_telling(self._counts(name, others, self._in_others[part])))
        telling = frozenset(weights)
        for example in self._parts[part]:
            yield sum(weights[word] for word in telling & example.words), name in example.values

    @staticmethod
    def _counts(name: str, taught: Sequence[Example], in_all: Mapping[str, int]) -> _Counts:
        with_value = [example for example in taught if name in example.values]
        return _Counts(len(taught), len(with_value), in_all, _held(with_value))


def _telling(counts: _Counts) -> list[tuple[str, float]]:
    """The words that tell most: that speak for the value, and stand in many of its cases."""
    fewest = _FEWEST_HOLDING if counts.cases < 4 * FEWEST else _FEWEST_HOLDING + 1
    weighed = counts.weights(fewest=fewest, least=_TIMES_AS_OFTEN)
    return sorted(weighed, key=lambda item: (-item[1] * counts.in_value[item[0]], item[0]))[:_MOST_WORDS]


def _score(weights: Mapping[str, float], words: frozenset[str]) -> float:
    return sum(weight for word, weight in weights.items() if word in words)


def _best_limit(scores: Sequence[tuple[float, bool]]) -> float | None:
    """The limit that is right most often, being wrong weighing more than being silent; None where none is worth it."""
    wanted = sum(has_value for _, has_value in scores)
    best, best_worth = None, _WORTH
    right = given = 0
    ordered = sorted(scores, key=lambda item: -item[0])
    for (score, has_value), (following, _) in itertools.pairwise([*ordered, (0.0, False)]):
        right, given = right + has_value, given + 1
        if score <= 0:
            break
        worth = 1.5 * right / (given + 0.5 * wanted)
        if worth > best_worth and following < score:
            best, best_worth = (score + following) / 2, worth
    return best


def _shown(text: str, value: _Value) -> tuple[str, ...]:
    """The words of a text that told most, as they are written in the text."""
    telling = {word: weight * value.shares[word] for word, weight in value.weights.items()}
    found: dict[str, float] = {}
    for start, end, worth in _stretches(plain_form(text[:_MOST_READ]).lower(), telling):
        word = text[start:end]
        found[word] = max(worth, found.get(word, 0.0))
    chosen: list[str] = []
    for word in sorted(found, key=lambda word: (-found[word], word)):
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
    return tuple(chosen[:_SHOWN])


def _stretches(plain: str, telling: Mapping[str, float]) -> Iterator[tuple[int, int, float]]:
    """Where telling words stand, with how much they tell; pairs that tell about as much and overlap are one word."""
    for match in _WORD.finditer(plain):
        if worth := telling.get(match.group().removesuffix("s")):
            yield match.start(), match.end(), worth
    pairs = [telling.get(plain[at : at + 2], 0.0) if plain[at] > "\u2e80" else 0.0 for at in range(len(plain))]
    for at, worth in enumerate(pairs):
        if not worth or max(pairs[max(0, at - 1) : at + 2]) > worth:
            continue
        start = end = at
        while start > 0 and pairs[start - 1] >= _AS_TELLING * worth:
            start -= 1
        while end + 1 < len(pairs) and pairs[end + 1] >= _AS_TELLING * worth:
            end += 1
        yield start, end + 2, worth
