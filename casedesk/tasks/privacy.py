"""What could tell who somebody is: the rules that are shipped, and what a library knows to be harmless."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from casedesk import paths
from casedesk.domain.case import Case
from casedesk.domain.case_texts import Field, pieces
from casedesk.domain.library import Pseudonym
from casedesk.domain.private_data import Check, PrivateKind, PrivateRule, bare, private_places
from casedesk.storage.library import Library

_HARMLESS = "privacy.harmless"


@cache
def private_rules() -> tuple[PrivateRule, ...]:
    """What is looked for, first things first."""
    data = tomllib.loads(paths.resource("editor", "private-data.toml").read_text(encoding="utf-8"))
    return tuple(
        PrivateRule(
            PrivateKind(rule["kind"]),
            re.compile(rule["pattern"], re.ASCII),
            Check(rule.get("check", "")),
            (rule["keep"][0], rule["keep"][1]),
        )
        for rule in data["rule"]
    )


def harmless_words(library: Library) -> tuple[str, ...]:
    """Numbers and addresses that the trainer has called harmless, as they were written."""
    stored: Any = library.settings.get(_HARMLESS, [])
    if not isinstance(stored, list):
        return ()
    return tuple(item for item in cast(list[object], stored) if isinstance(item, str))


def harmless_forms(library: Library) -> frozenset[str]:
    """The same, however they are written; see `private_data.bare`."""
    return frozenset(map(bare, harmless_words(library)))


def call_harmless(library: Library, words: str) -> None:
    """Remember for the whole library that these words tell nothing about anybody."""
    if bare(words) not in harmless_forms(library):
        _store(library, (*harmless_words(library), words))


def look_out_again(library: Library, words: str) -> None:
    """Forget that these words are harmless."""
    _store(library, (item for item in harmless_words(library) if bare(item) != bare(words)))


def masks_for(library: Library, case: Case) -> tuple[Pseudonym, ...]:
    """Stand-ins, kept nowhere, that mask what in a case could tell who somebody is, but for what is harmless."""
    harmless = harmless_forms(library)
    fields = frozenset(Field)
    masks = {
        place.text: place.mask
        for _, words in pieces(case, fields)
        for place in private_places(words, private_rules(), harmless=harmless)
    }
    return tuple(Pseudonym(real=text, stand_in=mask) for text, mask in masks.items())


def _store(library: Library, words: Iterable[str]) -> None:
    library.settings.set(_HARMLESS, list(words))
