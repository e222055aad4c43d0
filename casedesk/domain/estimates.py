"""How long a case takes in class, from its text and its questions (a first estimate; the trainer's figure wins)."""

import math
from dataclasses import dataclass

from casedesk.domain import richtext
from casedesk.domain.case import Case, Role

CHARACTERS_A_MINUTE = 350
"""Silent reading of Chinese text, about 300–400 characters a minute; an English word counts as two."""
WRAP_UP_MINUTES = 2


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


def characters(text: str) -> int:
    """The length of text as a trainer counts it: ideographs and kana one each, a Latin word two, no white space."""
    wide = sum(1 for char in text if ord(char) >= 0x2E80)
    words = "".join(char if char.isalnum() and ord(char) < 0x2E80 else " " for char in text).split()
    return wide + 2 * len(words)


def body_characters(case: Case) -> int:
    """The length of the story alone."""
    return sum(characters(richtext.to_plain(section.html)) for section in case.sections if section.role is Role.BODY)


def estimate(case: Case, *, characters_a_minute: int = CHARACTERS_A_MINUTE) -> Estimate:
    """Minutes for a case, each part rounded up; an empty case takes none."""
    reading = math.ceil(body_characters(case) / characters_a_minute)
    discussion = sum(question.minutes for question in case.questions)
    wrap_up = WRAP_UP_MINUTES if case.section(Role.ANALYSIS) or case.section(Role.LESSON) else 0
    return Estimate(reading, discussion, wrap_up if reading or discussion else 0)


def class_minutes(case: Case, *, characters_a_minute: int = CHARACTERS_A_MINUTE) -> int:
    """The minutes to plan for a case: the trainer's own figure, or the estimate."""
    if case.minutes is not None:
        return case.minutes
    return estimate(case, characters_a_minute=characters_a_minute).total
