"""How long a case takes in class, from its text and its questions (a first estimate; the trainer's figure wins)."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from casedesk.domain.case import Case, Role
from casedesk.domain.plain_text import plain

CHARACTERS_A_MINUTE = 350
"""Silent reading of Chinese text, about 300–400 characters a minute; an English word counts as two."""
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
    return sum(map(_WIDE.__le__, text)) + 2 * len(_WORD.findall(text))


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


def class_minutes(case: Case, *, characters_a_minute: int = CHARACTERS_A_MINUTE) -> int:
    """The minutes to plan for a case: the trainer's own figure, or the estimate."""
    if case.minutes is not None:
        return case.minutes
    return estimate(case, characters_a_minute=characters_a_minute).total
