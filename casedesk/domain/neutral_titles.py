"""Titles that give nothing away: what in a title tells too much, and a neutral one out of when and where."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.case import Case, Role
from casedesk.domain.plain_text import plain

_OPENING = 240
"""When and where a story happens is said in so many of its first characters."""


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
    """A title out of when and where the story begins, else of who comes; empty where it names none of them."""
    wording = rules.wordings["en" if case.language.startswith("en") else "zh"]
    story = " ".join(plain(section.html) for section in case.sections if section.role is Role.BODY)[:_OPENING]
    title = next((title for title in _titles(story, wording) if not hints(title, rules)), "")
    return title[:1].upper() + title[1:]


def _titles(story: str, wording: Wording) -> Iterator[str]:
    time, place, person = (pattern.search(story) for pattern in (wording.time, wording.place, wording.person))
    if time and place:
        yield wording.both.format(time=time[0], place=place[0])
    if found := place or time:
        yield wording.one.format(words=found[0])
    if person:
        yield wording.none.format(person=person[0])
