"""The cases in which the words of a query stand, best first: FTS5 for the texts, memory for the facet values."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from casedesk.domain.filters import Order
from casedesk.domain.words import All, AnyOf, Node, Not, Term, all_terms, parse_words, wanted_terms
from casedesk.storage.bitmaps import bitmap, flags, intersection, union
from casedesk.storage.case_bits import CaseBits
from casedesk.storage.driver import sqlite3
from casedesk.storage.match_expression import Place, compile_words
from casedesk.storage.ordering import Orderings
from casedesk.storage.value_words import ValueWords

RANKED_BELOW = 2_000
"""Weighing more hits by bm25 costs more than a keystroke may."""
_ENOUGH = 2_000
_WEIGHTS = "1e4, 1.0, 1e-3, 0.0"
"""So far apart that titles come before sections and sections before notes; `letters` repeats what they say."""
_MATCHING = "SELECT rowid FROM case_words WHERE case_words MATCH ?"
_FEW = 1000
_REMEMBERED = 64


@dataclass(slots=True)
class WordHits:
    """The cases that a text asks for. `node` is None where no word tells one from another."""

    cases: int
    node: Node | None = None
    tiers: tuple[int, ...] | None = None
    """Sets of cases, better ones first; worked out when an order by relevance is wanted."""
    ranked: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """By expression: the ids of its hits by bm25."""


class WordSearch:
    """Looks up words and remembers the last answers."""

    def __init__(self, connection: sqlite3.Connection, bits: CaseBits, orderings: Orderings) -> None:
        self._connection = connection
        self._bits = bits
        self._orderings = orderings
        self._values = ValueWords(bits)
        self._version = 0
        self._texts: OrderedDict[str, WordHits] = OrderedDict()
        self._sets: OrderedDict[str, int] = OrderedDict()

    def forget(self) -> None:
        """Remember nothing: something was written."""
        self._texts.clear()
        self._sets.clear()
        self._values.forget()

    def hits(self, text: str) -> WordHits:
        """The cases in which a text's words stand; all cases where it names none."""
        self._look_for_writes()
        hits = self._texts.get(text)
        if hits is None:
            hits = self._texts[text] = self._look_up(parse_words(text))
            if len(self._texts) > _REMEMBERED:
                self._texts.popitem(last=False)
        self._texts.move_to_end(text)
        return hits

    def best_first(self, found: int, hits: WordHits) -> tuple[int, ...]:
        """The ids of some of the hits: those in titles before those in sections and in notes or facets.

        In each place the better ones by bm25 come first; of too many to weigh those that are about the words, by a
        weight that was taken when they were indexed, and then the newest.
        """
        if hits.node is None:
            return self._orderings.ids(found, Order.MODIFIED)
        if hits.tiers is None:
            hits.tiers = self._tiers(hits.node)
        ids: list[int] = []
        for tier in hits.tiers:
            chosen = found & tier
            found &= ~tier
            if chosen:
                ids += self._weighed(chosen, hits)
        return tuple(ids)

    def _look_for_writes(self) -> None:
        """Remember nothing of before a write of which nobody has told, such as a step of the index's renewal."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._version = version
            self.forget()

    def _look_up(self, node: Node | None) -> WordHits:
        if node is None:
            return WordHits(-1)
        in_values = {term: cases for term in all_terms(node) if (cases := self._values.cases(term))}
        shown = node if wanted_terms(node) else None
        if not in_values or isinstance(node, Term):
            found = self._standing(node, Place.ANYWHERE)
            if compile_words(node).is_negated:
                return WordHits(found)
            return WordHits(found | in_values.get(node, 0) if isinstance(node, Term) else found, shown)

        def anywhere(term: Term) -> int:
            return self._standing(term, Place.ANYWHERE) | in_values.get(term, 0)

        return WordHits(_combined(node, anywhere), shown)

    def _tiers(self, node: Node) -> tuple[int, ...]:
        """Sets of hits, better ones first.

        Few are weighed all together, unless a single ideograph is wanted, whose places have no weight. Of many come
        first those with all words in the title, or some, then those that are about the words, then the others; of a
        single word those that have it only in the notes come last. Behind enough titles nobody looks.
        """
        terms = wanted_terms(node)
        has_letters = any(map(_is_letter, terms))
        is_many = self._standing(node, Place.ANYWHERE).bit_count() >= RANKED_BELOW
        if not is_many and not has_letters:
            return (-1,)
        places = [self._standing(node, Place.TITLE)]
        if isinstance(node, All):
            places.append(self._standing(AnyOf(terms), Place.TITLE))
        if places[-1].bit_count() > _ENOUGH:
            return (*places, -1)
        if is_many and not has_letters:
            places.append(self._standing(node, Place.SUBJECT))
        if not is_many or (isinstance(node, Term) and self._standing(node, Place.NOTES)):
            places.append(self._standing(node, Place.TEXT))
        return (*places, -1)

    def _standing(self, node: Node, place: Place) -> int:
        """The cases in which words stand in a place.

        FTS5 is asked for all of them together, unless it has told of each before or each is soon told, as in titles.
        """
        if not isinstance(node, Term) and (place is Place.TITLE or self._knows(node, place)):
            return _combined(node, lambda term: self._standing(term, place))
        expression = compile_words(node, place)
        found = self._matching(expression.match)
        return ~found if expression.is_negated else found

    def _knows(self, node: Node, place: Place) -> bool:
        """Whether the cases of every word are remembered."""
        return all(compile_words(term, place).match in self._sets for term in all_terms(node))

    def _weighed(self, chosen: int, hits: WordHits) -> tuple[int, ...]:
        """The ids of hits in one place."""
        assert hits.node is not None
        for place in (Place.ANYWHERE, Place.TITLE):
            expression = compile_words(hits.node, place)
            if expression.is_negated or chosen.bit_count() < 2:
                break
            found = self._standing(hits.node, place)
            if found.bit_count() < RANKED_BELOW and (place is Place.ANYWHERE or not chosen & ~found):
                return self._by_weight(chosen, expression.match, hits)
        return self._orderings.ids(chosen, Order.MODIFIED)

    def _by_weight(self, chosen: int, match: str, hits: WordHits) -> tuple[int, ...]:
        ranked = hits.ranked.get(match)
        if ranked is None:
            query = f"{_MATCHING} ORDER BY bm25(case_words, {_WEIGHTS}), rowid DESC"
            ranked = hits.ranked[match] = tuple(row[0] for row in self._connection.execute(query, (match,)))
        is_chosen = flags(chosen & self._bits.present, self._bits.size)
        places = [at for at in self._bits.known(ranked) if is_chosen[at]]
        best = tuple(map(self._bits.ids.__getitem__, places))
        if len(places) == chosen.bit_count():
            return best
        rest = chosen & ~bitmap(places, self._bits.size)
        return (*best, *self._orderings.ids(rest, Order.MODIFIED))

    def _matching(self, match: str) -> int:
        """The cases that FTS5 finds; a few are fetched, many are marked."""
        found = self._sets.get(match)
        if found is None:
            few = self._connection.execute(f"{_MATCHING} LIMIT ?", (match, _FEW + 1)).fetchall()
            if len(few) <= _FEW:
                found = bitmap(self._bits.known([row[0] for row in few]), self._bits.size)
            else:
                found = self._bits.found_by("rowid", "case_words WHERE case_words MATCH ?", (match,))
            self._sets[match] = found
            if len(self._sets) > 2 * _REMEMBERED:
                self._sets.popitem(last=False)
        self._sets.move_to_end(match)
        return found


def _combined(node: Node, cases: Callable[[Term], int]) -> int:
    """The cases for words, put together from those of each word."""
    match node:
        case Term():
            return cases(node)
        case Not(inner):
            return ~_combined(inner, cases)
        case All(nodes):
            return intersection(_combined(item, cases) for item in nodes)
        case AnyOf(nodes):
            return union(_combined(item, cases) for item in nodes)


def _is_letter(term: Term) -> bool:
    """Whether a term is a single ideograph, which says little of what a case is about."""
    return len(term.runs) == 1 and term.runs[0].is_ideographic and len(term.runs[0].text) == 1
