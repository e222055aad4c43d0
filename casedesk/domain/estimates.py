"""How long a case takes in class: an estimate from its text and its questions, until classes have shown it.

The trainer's own figure wins over both.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from casedesk.domain.case import Case, Role
from casedesk.domain.plain_text import plain

CHARACTERS_A_MINUTE = 350
"""Silent reading of Chinese text, about 300–400 characters a minute; an English word counts as two."""
CHARACTERS_A_WORD = 2
WRAP_UP_MINUTES = 2
_WIDE = "\u2e80"
_WORD = re.compile("[^\\W_\u2e80-\U0010ffff]+")


class Length(StrEnum):
    """How long the story of a case is."""

    MICRO = "micro"
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


LENGTH_LIMITS = {Length.MICRO: 200, Length.SHORT: 500, Length.MEDIUM: 1000}
"""A story with fewer characters than this is of that length; any other one is long."""


def length_class(count: int) -> Length:
    """The class of a story of so many characters."""
    return next((length for length, limit in LENGTH_LIMITS.items() if count < limit), Length.LONG)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes to read, to discuss and to wrap up."""

    reading: int
    discussion: int
    wrap_up: int

    @property
    def total(self) -> int:
        """All minutes together."""
        return self.reading + self.discussion + self.wrap_up


@lru_cache(maxsize=64)  # an editor and the index ask for the same section one after the other
def characters(text: str) -> int:
    """The length of text as a trainer counts it: ideographs and kana one each, a Latin word two, no white space."""
    return sum(map(_characters_of_line, text.split("\n")))


@lru_cache(maxsize=4096)  # who goes on writing changes one line
def _characters_of_line(line: str) -> int:
    return sum(map(_WIDE.__le__, line)) + CHARACTERS_A_WORD * len(_WORD.findall(line))


def body_characters(case: Case) -> int:
    """The length of the story alone."""
    return sum(characters(plain(section.html)) for section in case.sections if section.role is Role.BODY)


def estimate(case: Case, *, characters_a_minute: int = CHARACTERS_A_MINUTE) -> Estimate:
    """Minutes for a case, each part rounded up; an empty case takes none."""
    return estimate_of(*figures(case), characters_a_minute=characters_a_minute)


def figures(case: Case) -> tuple[int, int, int]:
    """What an estimate is made from: the length of the story, and the minutes to discuss and to wrap up."""
    discussion = sum(question.minutes for question in case.questions)
    wrap_up = WRAP_UP_MINUTES if case.section(Role.ANALYSIS) or case.section(Role.LESSON) else 0
    return body_characters(case), discussion, wrap_up


def estimate_of(length: int, discussion: int, wrap_up: int, *, characters_a_minute: int) -> Estimate:
    """The estimate for a story of so many characters whose questions and wrap-up take so many minutes."""
    reading = math.ceil(length / characters_a_minute)
    return Estimate(reading, discussion, wrap_up if reading or discussion else 0)


class Basis(StrEnum):
    """Where the minutes come from that are planned for a case."""

    OWN = "own"
    CLASSES = "classes"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Planned:
    """The minutes to plan for a case, and where they come from."""

    minutes: int
    basis: Basis


def planned(case: Case, *, real: int | None = None, characters_a_minute: int = CHARACTERS_A_MINUTE) -> Planned:
    """What counts in plans: the trainer's own figure, else the mean `real` of the classes, else the estimate."""
    if case.minutes is not None:
        return Planned(case.minutes, Basis.OWN)
    if real is not None:
        return Planned(real, Basis.CLASSES)
    return Planned(estimate(case, characters_a_minute=characters_a_minute).total, Basis.ESTIMATE)


def class_minutes(case: Case, *, real: int | None = None, characters_a_minute: int = CHARACTERS_A_MINUTE) -> int:
    """The minutes to plan for a case."""
    return planned(case, real=real, characters_a_minute=characters_a_minute).minutes


def mean_minutes(real: Iterable[int | None]) -> int | None:
    """The mean of what classes took, rounded; those that were not timed do not count. None where none was."""
    timed = [minutes for minutes in real if minutes]
    return (2 * sum(timed) + len(timed)) // (2 * len(timed)) if timed else None


def as_taught(case: Case, real: int | None) -> Case:
    """The case with the mean of its classes in the place of an own figure; for planning, never to be stored."""
    return case if case.minutes is not None or real is None else replace(case, minutes=real)
