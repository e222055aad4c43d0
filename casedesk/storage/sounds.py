"""What a trainer may have meant who typed pinyin, its initials or a character that sounds alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from casedesk.domain.case import FREE_FACETS
from casedesk.domain.pinyin import initials, sounds_like, spellings
from casedesk.storage.case_bits import CaseBits
from casedesk.storage.driver import sqlite3

_SHORTEST = 2
_LOOKED_AT = 2000
"""Places at which the initials fit that are looked at more closely."""
_BREAK = "\n"


class Sounds:
    """The titles and facet values of a library by the initials of their pinyin, each text a line."""

    def __init__(self, connection: sqlite3.Connection, bits: CaseBits) -> None:
        titles = connection.execute("SELECT title FROM cases WHERE trashed IS NULL")
        values = (value for facet in FREE_FACETS for value in bits.values[facet])
        self._texts = (_joined(values), _joined(row[0] for row in titles))
        self._initials: dict[tuple[int, int], str] = {}

    def meant(self, typed: str, limit: int) -> tuple[str, ...]:
        """The words of titles and facet values that sound like what was typed, the best ones first.

        Facet values come before titles; of both the part that was meant counts, the most frequent first.
        """
        found: dict[str, None] = {}
        for pieces in spellings(typed):
            if len(pieces) >= _SHORTEST:
                for which in range(len(self._texts)):
                    found |= dict.fromkeys(self._fitting(which, pieces))
        return tuple(word for word in found if word.casefold() != typed.casefold())[:limit]

    def _fitting(self, which: int, pieces: Sequence[str]) -> list[str]:
        wanted = "".join(piece[0] for piece in pieces)
        for reading in (0, 1):
            counted = Counter(word for word in self._places(which, wanted, reading) if sounds_like(word, pieces))
            if counted:
                return [word for word, _ in counted.most_common()]
        return []

    def _places(self, which: int, wanted: str, reading: int) -> Iterator[str]:
        """The stretches of one of the texts whose initials are these."""
        lines = self._texts[which]
        if (which, reading) not in self._initials:
            self._initials[which, reading] = initials(lines, reading=reading)
        letters = self._initials[which, reading]
        place = letters.find(wanted)
        for _ in range(_LOOKED_AT):
            if place < 0:
                return
            yield lines[place : place + len(wanted)]
            place = letters.find(wanted, place + 1)


def _joined(texts: Iterable[str]) -> str:
    return _BREAK.join(text.replace(_BREAK, " ") for text in texts)
