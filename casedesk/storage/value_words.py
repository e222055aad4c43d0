"""Words that stand in the values of a case's facets: found in the values themselves, of which there are few."""

from collections.abc import Iterator

from casedesk.domain.case import FREE_FACETS, Facet
from casedesk.domain.fold import fold
from casedesk.domain.term_patterns import pattern
from casedesk.domain.words import Term
from casedesk.storage.bitmaps import union
from casedesk.storage.case_bits import CaseBits

_BREAK = "\n"


class ValueWords:
    """Finds the cases that have a word in their industries, themes, audiences or tags."""

    def __init__(self, bits: CaseBits) -> None:
        self._bits = bits
        self._folded: dict[Facet, tuple[str, tuple[str, ...]]] = {}

    def forget(self) -> None:
        """Look at the values anew: there may be others now."""
        self._folded.clear()

    def cases(self, term: Term) -> int:
        """The set of the cases with a value in which a term stands."""
        return union(self._bits.values[facet][value] for facet in FREE_FACETS for value in self._values(facet, term))

    def _values(self, facet: Facet, term: Term) -> Iterator[str]:
        """The values of a facet in which a term stands. All are looked through as one text, a line for each."""
        if facet not in self._folded:
            values = tuple(self._bits.values[facet])
            lines = (fold(value).replace(_BREAK, " ") for value in values)
            self._folded[facet] = _BREAK.join((*lines, "")), values
        text, values = self._folded[facet]
        line = last = 0
        for hit in pattern(term).finditer(text):
            if _BREAK in hit.group(1):
                continue
            line += text.count(_BREAK, last, hit.start())
            last = hit.start()
            yield values[line]
