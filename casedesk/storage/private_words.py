"""Which kinds of private data are in a case, as words that stand behind those of its health.

`@mobile` says that there is a number that could tell who somebody is; `~mobile` that there are some, all of which the
trainer has called harmless. The rules are data, see `private_rules`.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from casedesk import paths
from casedesk.domain.case import Case
from casedesk.domain.private_data import Check, PrivateKind, PrivatePlace, PrivateRule, bare, private_places
from casedesk.domain.search_text import search_text
from casedesk.storage.driver import sqlite3

HARMLESS_KEY = "privacy.harmless"
"""The setting of a library that holds what is known to be harmless, as it was written."""
PRIVATE, HARMLESS = "@", "~"


class PrivateRules(NamedTuple):
    """What is looked for, first things first, and what every line has in which there could be something."""

    rules: tuple[PrivateRule, ...]
    sign: re.Pattern[str]


@cache
def private_rules() -> PrivateRules:
    """The rules that are shipped."""
    data = tomllib.loads(paths.resource("editor", "private-data.toml").read_text(encoding="utf-8"))
    rules = tuple(
        PrivateRule(
            PrivateKind(rule["kind"]),
            re.compile(rule["pattern"], re.ASCII),
            Check(rule.get("check", "")),
            (rule["keep"][0], rule["keep"][1]),
        )
        for rule in data["rule"]
    )
    return PrivateRules(rules, re.compile(data["sign"]))


def places_in(text: str, harmless: frozenset[str]) -> tuple[PrivatePlace, ...]:
    """The places of a text, line by line: a number or an address does not go over the end of one."""
    found: list[PrivatePlace] = []
    start = 0
    for line in text.split("\n"):
        if places := _in_line(line, harmless):
            found += (replace(place, start=start + place.start, end=start + place.end) for place in places)
        start += len(line) + 1
    return tuple(found)


def private_words(case: Case, harmless: frozenset[str]) -> tuple[str, ...]:
    """The words for a case, in the order of the kinds; `harmless` are forms as `private_data.bare` gives them."""
    text = search_text(case)
    whole = f"{text.title}\n{text.body}"
    there = {place.kind for place in places_in(whole, frozenset[str]())}
    private = {place.kind for place in places_in(whole, harmless)} if harmless else there
    return tuple((PRIVATE if kind in private else HARMLESS) + kind for kind in PrivateKind if kind in there)


def health_words(stored: str) -> tuple[str, ...]:
    """What is health among the words that stand in one place with it."""
    return tuple(word for word in stored.split() if word[0] not in PRIVATE + HARMLESS)


def private_kinds(stored: str) -> Iterator[str]:
    """The kinds of what is private among them."""
    return (word[1:] for word in stored.split() if word[0] == PRIVATE)


def harmless_forms(connection: sqlite3.Connection) -> frozenset[str]:
    """What the trainer of this library has called harmless, however it is written."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (f"app.{HARMLESS_KEY}",)).fetchone()
    return frozenset(map(bare, strings(json.loads(row[0])))) if row else frozenset[str]()


def strings(stored: Any) -> Iterable[str]:
    """The texts of a setting that should be a list of them."""
    return (item for item in cast(list[object], stored) if isinstance(item, str)) if isinstance(stored, list) else ()


@lru_cache(maxsize=8192)  # of a case that is written one line changes at a time
def _in_line(line: str, harmless: frozenset[str]) -> tuple[PrivatePlace, ...]:
    rules, sign = private_rules()
    return private_places(line, rules, harmless=harmless) if sign.search(line) else ()
