"""Fuzzy matching for the command palette: letters in order, and Chinese by pinyin or its initials."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from casedesk.domain.pinyin import is_ideograph, syllables

_LONGEST = 80
"""Characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits what was typed, and the positions of the characters that were hit."""

    score: int
    positions: tuple[int, ...]


def match(typed: str, text: str) -> Match | None:
    """The best way in which `typed` is found in `text`, or None. Spaces in `typed` only part words.

    A letter hits the same letter, or an ideograph whose pinyin begins with it; further letters of the same syllable
    may follow: `bf`, `beifen`, `bfen` and `备份` all find 备份. Hits in a row, at the beginning of the text and of
    words count more.
    """
    wanted = "".join(typed.casefold().split())
    if not wanted:
        return Match(0, ())
    shown = text.casefold()[:_LONGEST]
    keys = tuple(_keys(char) for char in shown)
    if not _can_match(wanted, keys):
        return None
    found = _best(wanted, shown, keys)
    return None if found is None else Match(_score(found, shown), found)


def _best(wanted: str, shown: str, keys: Sequence[tuple[str, ...]]) -> tuple[int, ...] | None:
    """The positions of the best of all ways to spend `wanted` on the characters, in order."""

    @cache
    def search(at: int, spent: int, was_hit: bool) -> tuple[int, tuple[int, ...]] | None:
        if spent == len(wanted):
            return 0, ()
        if at == len(shown):
            return None
        best = search(at + 1, spent, False)
        value = 1 + (6 if was_hit else 0) + (4 if _begins_word(shown, at) else 0) + (3 if at == 0 else 0)
        for length in _hits(wanted, spent, keys[at]):
            rest = search(at + 1, spent + length, True)
            if rest is not None and (best is None or value + rest[0] > best[0]):
                best = value + rest[0], (at, *rest[1])
        return best

    answer = search(0, 0, False)
    return None if answer is None else answer[1]


def _hits(wanted: str, spent: int, keys: tuple[str, ...]) -> set[int]:
    """How many letters of `wanted` this character can take: one, or as much of a syllable as was typed."""
    lengths: set[int] = set()
    for key in keys:
        for length in range(1, len(key) + 1):
            if wanted.startswith(key[:length], spent):
                lengths.add(length)
            else:
                break
    return lengths


def _can_match(wanted: str, keys: Sequence[tuple[str, ...]]) -> bool:
    initials = {key[0] for found in keys for key in found}
    return wanted[0] in initials


def _score(positions: tuple[int, ...], shown: str) -> int:
    score = 20 if positions[0] == 0 else 10 if _begins_word(shown, positions[0]) else 0
    for earlier, later in pairwise(positions):
        is_next = not any(char.isalnum() for char in shown[earlier + 1 : later])
        score += 8 if is_next else 4 if _begins_word(shown, later) else -min(later - earlier, 5)
    return score * 4 - len(shown)


def _begins_word(shown: str, at: int) -> bool:
    return at == 0 or not shown[at - 1].isalnum() or (shown[at - 1].isascii() != shown[at].isascii())


@lru_cache(maxsize=8192)
def _keys(char: str) -> tuple[str, ...]:
    """What can be typed for a character: itself, and the syllables of an ideograph."""
    if not char.strip():
        return ()
    if is_ideograph(char):
        return (char, *syllables().get(ord(char), ()))
    return (char,)
