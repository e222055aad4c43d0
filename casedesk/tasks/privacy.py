"""What could tell who somebody is: what is found in a case, and what a library knows to be harmless."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from casedesk.domain.case import Case
from casedesk.domain.case_texts import Field, pieces
from casedesk.domain.changes import Changes
from casedesk.domain.library import Pseudonym
from casedesk.domain.private_data import PrivateKind, bare
from casedesk.storage.library import Library
from casedesk.storage.private_words import HARMLESS_KEY, places_in, private_rules, strings

__all__ = (
    "call_harmless",
    "harmless_forms",
    "harmless_words",
    "look_out_again",
    "masks_by_case",
    "masks_for",
    "places_in",
    "private_rules",
)


def harmless_words(library: Library) -> tuple[str, ...]:
    """Numbers and addresses that the trainer has called harmless, as they were written."""
    return tuple(strings(library.settings.get(HARMLESS_KEY, [])))


def harmless_forms(library: Library) -> frozenset[str]:
    """The same, however they are written; see `private_data.bare`."""
    return frozenset(map(bare, harmless_words(library)))


def call_harmless(library: Library, words: str, kinds: Collection[PrivateKind] = tuple(PrivateKind)) -> Changes:
    """Remember for the whole library that these words, of one of the kinds, tell nothing about anybody.

    What changes is which cases have private data in them.
    """
    if bare(words) in harmless_forms(library):
        return Changes()
    return _store(library, (*harmless_words(library), words), kinds)


def look_out_again(library: Library, words: str) -> Changes:
    """Forget that these words are harmless."""
    left = [item for item in harmless_words(library) if bare(item) != bare(words)]
    return _store(library, left, tuple(PrivateKind))


def masks_for(library: Library, case: Case) -> tuple[Pseudonym, ...]:
    """Stand-ins, kept nowhere, that mask what in a case could tell who somebody is, but for what is harmless."""
    return _masks(case, harmless_forms(library))


def masks_by_case(library: Library, cases: Iterable[Case]) -> dict[int, tuple[Pseudonym, ...]]:
    """The same for many cases, by their ids; only those that need any."""
    harmless = harmless_forms(library)
    return {case.id: masks for case in cases if (masks := _masks(case, harmless))}


@lru_cache(maxsize=2048)
def _masks(case: Case, harmless: frozenset[str]) -> tuple[Pseudonym, ...]:
    masks = {
        place.text: place.mask for _, words in pieces(case, frozenset(Field)) for place in places_in(words, harmless)
    }
    return tuple(Pseudonym(real=text, stand_in=mask) for text, mask in masks.items())


def _store(library: Library, words: Iterable[str], kinds: Collection[PrivateKind]) -> Changes:
    """While a large change is written the setting waits, and cases are judged when they are written next."""
    library.settings.set(HARMLESS_KEY, list(words))
    return Changes() if library.is_busy else library.judge_private(kinds)
