"""Thousands of titles, found while typing: by what stands in them, or by the initials of their pinyin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casedesk.domain.pinyin import letter_class
from casedesk.ui.palette.matching import match

_TRIED_ONE_BY_ONE = 400
_SHORTEST_SYLLABLES = 4


@dataclass(frozen=True, slots=True)
class TitleHit:
    """A title that was found, with the positions of the characters that were hit."""

    id: int
    title: str
    positions: tuple[int, ...]


class TitleIndex:
    """Titles by id, in the order in which equally good ones are shown."""

    def __init__(self, titles: Iterable[tuple[int, str]] = ()) -> None:
        self._titles = tuple(titles)

    def find(self, typed: str, limit: int) -> tuple[TitleHit, ...]:
        """The best titles for what was typed; those that begin with it come first."""
        wanted = "".join(typed.casefold().split())
        if not wanted:
            return ()
        pattern = re.compile("".join(letter_class(letter) for letter in wanted), re.IGNORECASE)
        hits: list[TitleHit] = []
        for id_, title in self._titles:
            if found := pattern.search(title):
                hits.append(TitleHit(id_, title, tuple(range(found.start(), found.end()))))
        if not hits and len(wanted) >= _SHORTEST_SYLLABLES:
            return tuple(self._one_by_one(wanted)[:limit])
        return tuple(sorted(hits, key=lambda hit: hit.positions[0] > 0)[:limit])

    def _one_by_one(self, wanted: str) -> list[TitleHit]:
        """Titles in which whole syllables were typed, which is dearer to find: the first few hundred are tried."""
        hits: list[tuple[int, TitleHit]] = []
        for id_, title in self._titles[:_TRIED_ONE_BY_ONE]:
            found = match(wanted, title)
            if found is not None and found.score > 0:
                hits.append((found.score, TitleHit(id_, title, found.positions)))
        return [hit for _, hit in sorted(hits, key=lambda pair: pair[0], reverse=True)]
