"""Which words of a vocabulary a text holds: looked up by pairs of characters, so that a thousand words cost little."""

import itertools
import re
from collections.abc import Iterable, Iterator

_ENGLISH_WORD = re.compile(r"[a-z][a-z'-]*|[0-9]+[a-z]*", re.IGNORECASE)


class Vocabulary:
    """Words of both scripts. Ideographs are found anywhere, other words only as whole words, case and plural aside."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        self._single: list[str] = []
        self._by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for word in dict.fromkeys(words):
            if word.isascii():
                first = _ENGLISH_WORD.search(word)
                assert first is not None
                pattern = re.compile(rf"\b{re.escape(word)}(?:s|es)?\b", re.IGNORECASE)
                self._by_word.setdefault(_stem(first.group()), []).append((word, pattern))
            elif len(word) == 1:
                self._single.append(word)
            else:
                self._by_pair.setdefault(word[:2], []).append(word)

    def counts(self, text: str) -> dict[str, int]:
        """How often each word stands in the text; words that do not are left out."""
        return dict(self._counted(text))

    def _counted(self, text: str) -> Iterator[tuple[str, int]]:
        pairs = set(map("".join, itertools.pairwise(text)))
        for pair in self._by_pair.keys() & pairs:
            for word in self._by_pair[pair]:
                if count := text.count(word):
                    yield word, count
        for word in self._single:
            if count := text.count(word):
                yield word, count
        stems = {_stem(word) for word in _ENGLISH_WORD.findall(text)} if self._by_word else set[str]()
        for stem in self._by_word.keys() & stems:
            for word, pattern in self._by_word[stem]:
                if count := len(pattern.findall(text)):
                    yield word, count


def _stem(word: str) -> str:
    return word.lower().removesuffix("s").removesuffix("e")
