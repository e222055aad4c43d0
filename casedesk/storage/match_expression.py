"""From the words of a query to an expression of FTS5."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from casedesk.domain.words import All, AnyOf, Node, Not, Term
from casedesk.storage.text_index import Sign, pairs


class Place(Enum):
    """Where words shall stand: the columns, and the sign before a token of `letters` that says the same."""

    ANYWHERE = "- {letters}"
    TITLE = "{title}"
    TEXT = "{title body}"
    NOTES = "{notes}"
    SUBJECT = "{letters}"
    """So often that the case is about them; a phrase counts as its pairs and words, each for itself."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression for MATCH. FTS5 has no "all but"; `is_negated` says that the others are meant."""

    match: str
    is_negated: bool = False


def compile_words(node: Node, place: Place = Place.ANYWHERE) -> Expression:
    """The expression that finds what `words.find` finds, in a place.

    Only letters and digits of the query get into it.
    """
    match node:
        case Term():
            return Expression(_term(node, place))
        case Not(inner):
            return _opposite(compile_words(inner, place))
        case All(nodes):
            return _all([compile_words(item, place) for item in nodes])
        case AnyOf(nodes):
            return _opposite(_all([_opposite(compile_words(item, place)) for item in nodes]))


def _all(parts: list[Expression]) -> Expression:
    wanted = [part.match for part in parts if not part.is_negated]
    unwanted = [part.match for part in parts if part.is_negated]
    if not wanted:
        return Expression(_either(unwanted), is_negated=True)
    both = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
    return Expression(f"({both} NOT {_either(unwanted)})" if unwanted else both)


def _opposite(part: Expression) -> Expression:
    return Expression(part.match, not part.is_negated)


def _either(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _term(term: Term, place: Place) -> str:
    """A phrase of tokens; see `text_index` for why it finds just the texts that hold the term."""
    *before, last = term.runs
    if not before and last.is_ideographic and len(last.text) == 1:
        return _letter(last.text, place)
    phrase: list[str] = []
    for run in before:
        phrase += [*pairs(run.text), run.text[-1]] if run.is_ideographic else [run.text]
    if not last.is_ideographic:
        phrase.append(last.text)
        is_prefix = not term.is_exact
    else:
        phrase += pairs(last.text) or [last.text]
        is_prefix = len(last.text) == 1
    star = " *" if is_prefix else ""
    if place is Place.SUBJECT:
        *others, final = (f'"{Sign.STANDS_OUT}{token}"' for token in phrase if len(token) > 1 or token == phrase[-1])
        return f"(letters : ({' AND '.join((*others, final + star))}))"
    return f'({place.value} : "{" ".join(phrase)}"{star})'


def _letter(letter: str, place: Place) -> str:
    """A single ideograph, which `letters` knows of without its places."""
    match place:
        case Place.ANYWHERE:
            return f'(letters : "{letter}")'
        case Place.TITLE:
            return f'(letters : "{Sign.IN_TITLE}{letter}")'
        case Place.TEXT:
            return f'(letters : ("{letter}" NOT "{Sign.ONLY_IN_NOTES}{letter}"))'
        case Place.NOTES:
            return f'(letters : "{Sign.ONLY_IN_NOTES}{letter}")'
        case Place.SUBJECT:
            return f'(letters : "{Sign.STANDS_OUT}{letter}")'
        case _:
            assert_never(place)
