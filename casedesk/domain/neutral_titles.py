"""Titles that give nothing away: what in a title tells too much, and a neutral one out of when and where."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from casedesk.domain.case import Case, Role
from casedesk.domain.estimates import characters
from casedesk.domain.filters import LEVEL
from casedesk.domain.plain_text import plain

_OPENING = 240
"""When and where a story happens is said in so many of its first characters."""
_CLAUSE_END = re.compile(r"[，。！？；：、…\n]+|[,.!?;:]+(?:\s|$)|——|\s[–—-]\s")
_QUOTES = " \t\u3000“”‘’\"'「」『』（）()"
_FIRST_CLAUSES = 3
_SHORTEST, _LONGEST = 3, 16
"""Characters of a title; an English word counts as two."""


class Telling(StrEnum):
    """What a title gives away."""

    OUTCOME = "outcome"
    LESSON = "lesson"
    ANALYSIS = "analysis"
    EMOTION = "emotion"


@dataclass(frozen=True, slots=True)
class Hint:
    """A word of a title that tells something."""

    kind: Telling
    word: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How a neutral title is put together in a language."""

    time: re.Pattern[str]
    place: re.Pattern[str]
    person: re.Pattern[str]
    both: str
    one: str
    none: str


@dataclass(frozen=True, slots=True)
class TitleRules:
    """What is known about titles."""

    telling: tuple[tuple[Telling, re.Pattern[str]], ...]
    wordings: Mapping[str, Wording]


def hints(title: str, rules: TitleRules) -> tuple[Hint, ...]:
    """The words of a title that give something away, in the order of the rules."""
    return tuple(Hint(kind, found[0]) for kind, pattern in rules.telling for found in pattern.finditer(title))


def neutral_title(case: Case, rules: TitleRules) -> str:
    """A title out of when and where the story begins, else of who comes, of the trade, of its first words.

    Nothing is taken from further on, where a place may tell how it ends. Empty for a story without words.
    """
    wording = rules.wordings["en" if case.language.startswith("en") else "zh"]
    story = " ".join(plain(section.html) for section in case.sections if section.role is Role.BODY)[:_OPENING]
    titles = chain(_titles(story, wording), _trades(case, wording), _first_words(story))
    title = next((title for title in titles if not hints(title, rules)), "")
    return title[:1].upper() + title[1:]


def _titles(story: str, wording: Wording) -> Iterator[str]:
    time, place, person = (pattern.search(story) for pattern in (wording.time, wording.place, wording.person))
    if time and place:
        yield wording.both.format(time=time[0], place=place[0])
    if found := place or time:
        yield wording.one.format(words=found[0])
    if person:
        yield wording.none.format(person=person[0])


def _trades(case: Case, wording: Wording) -> Iterator[str]:
    """The trades of a case, without those above them."""
    return (wording.one.format(words=trade.rpartition(LEVEL)[2].strip()) for trade in case.industries if trade.strip())


def _first_words(story: str) -> Iterator[str]:
    """The clauses that the story begins with, as far as one can be a title."""
    clauses = (clause.strip(_QUOTES) for clause in _CLAUSE_END.split(story)[:_FIRST_CLAUSES])
    return (clause for clause in clauses if _SHORTEST <= characters(clause) <= _LONGEST)
