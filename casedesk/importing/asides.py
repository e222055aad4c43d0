"""Text about all cases at once, to whoever reads or leads: an introduction, an appeal, a self-test, an imprint."""

import itertools
import re
from functools import lru_cache

from casedesk.importing import rules
from casedesk.importing.story_signs import story_share

_LITTLE_STORY = 0.25
_SHORTEST_WORD = 6


def words_for_all(canon: str, start: int, end: int) -> str:
    """The words of [start, end) that speak of the collection, or behind its cases to the reader; empty for none."""
    match = rules.pattern(rules.table("collections")["aftermath"]["pattern"]).search(canon, start, end)
    return match.group() if match else ""


def is_headed_for_all(canon: str, start: int, end: int) -> bool:
    """Whether [start, end) begins with words that speak of the collection ("Contributions: …")."""
    return bool(rules.pattern(rules.table("collections")["aftermath"]["pattern"]).match(canon, start, end))


def is_about_book(title: str) -> bool:
    """Whether a title heads what a book says of itself and of its use ("How to use this booklet")."""
    return bool(rules.pattern(rules.table("collections")["about"]["pattern"]).fullmatch(title.strip()))


def introduces(canon: str, start: int, end: int) -> bool:
    """Whether [start, end) is an introduction to cases rather than the beginning of one."""
    table = rules.table("collections")
    introduction = rules.pattern(table["introduction"]["pattern"])
    speaks = bool(introduction.search(canon, start, end) or words_for_all(canon, start, end))
    return speaks and story_share(canon, start, end) < _LITTLE_STORY


def kinship(canon: str, part: tuple[int, int], whole: tuple[int, int]) -> float:
    """How many of the words of one stretch stand in the other too, 0…1; Chinese is taken by pairs of characters."""
    own = _words(canon[slice(*part)])
    return len(own & _told_from(canon, whole[0]).until(whole[1])) / len(own) if own else 1.0


@lru_cache(maxsize=2)
def _told_from(canon: str, start: int) -> "_Told":
    return _Told(canon, start)


class _Told:
    """The words of a text from a place on: asked line by line how the next line is related to all before it, it reads
    each line once."""

    def __init__(self, canon: str, start: int) -> None:
        self._canon = canon
        self._start = self._end = start
        self._words = set[str]()

    def until(self, end: int) -> set[str]:
        """The words up to there."""
        if end < self._end:
            self._end, self._words = self._start, set[str]()
        last_line = self._canon.rfind("\n", self._start, self._end) + 1 or self._start
        self._words |= _words(self._canon[last_line:end])
        self._end = end
        return self._words


def _words(text: str) -> set[str]:
    english = {word.lower() for word in re.findall(r"[A-Za-z]+", text) if len(word) >= _SHORTEST_WORD}
    pairs = {a + b for a, b in itertools.pairwise(text) if "一" <= a <= "鿿" and "一" <= b <= "鿿"}
    return english | pairs
