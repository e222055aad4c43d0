"""Which words of a vocabulary a text holds: looked up by pairs of characters, so that a thousand words cost little."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

_ENGLISH_WORD = re.compile(r"[a-z][a-z'-]*|[0-9]+[a-z]*", re.IGNORECASE)
_MAY_BE_ENGLISH = re.compile("[A-Za-z0-9][A-Za-z0-9'-]*")
_NOWHERE = re.compile(r"(?!)")


class Vocabulary:
    """Words of both scripts. Ideographs are found anywhere, other words only as whole words, case and plural aside."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        self._single: list[str] = []
        self._by_word: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            if word.isascii():
                first = _ENGLISH_WORD.search(word)
                assert first is not None
                self._by_word.setdefault(_stem(first.group()), []).append(word)
            elif len(word) == 1:
                self._single.append(word)
            else:
                self._by_pair.setdefault(word[:2], []).append(word)
        self._beginning = _beginning_of(self._by_pair)

    def counts(self, text: str) -> dict[str, int]:
        """How often each word stands in the text; words that do not are left out."""
        return dict(self._counted(text))

    @staticmethod
    def counts_of(words: Iterable[str], text: str) -> dict[str, int]:
        """How often these words of a vocabulary stand in the text, 0 included: for a few that are likely."""
        return {word: len(_whole(word).findall(text)) if word.isascii() else text.count(word) for word in words}

    def _counted(self, text: str) -> Iterator[tuple[str, int]]:
        for pair in self._by_pair.keys() & self._beginning.findall(text):
            for word in self._by_pair[pair]:
                if count := text.count(word):
                    yield word, count
        for word in self._single:
            if count := text.count(word):
                yield word, count
        english = " ".join(_MAY_BE_ENGLISH.findall(text)) if self._by_word else ""
        for stem in self._by_word.keys() & {_stem(word) for word in _ENGLISH_WORD.findall(english)}:
            for word in self._by_word[stem]:
                if count := len(_whole(word).findall(text)):
                    yield word, count


@lru_cache(maxsize=1024)
def _whole(word: str) -> re.Pattern[str]:
    """The word by itself, and its plural. Most words of a vocabulary are never met, so it is made when one is."""
    return re.compile(rf"\b{re.escape(word)}(?:s|es)?\b", re.IGNORECASE)


def _beginning_of(pairs: Collection[str]) -> re.Pattern[str]:
    """What finds every two characters that may be one of these pairs."""
    if not pairs:
        return _NOWHERE
    first, second = ("".join(sorted({re.escape(pair[at]) for pair in pairs})) for at in (0, 1))
    return re.compile(f"(?=([{first}][{second}]))")


def _stem(word: str) -> str:
    return word.lower().removesuffix("s").removesuffix("e")
