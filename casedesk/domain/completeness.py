"""Which parts a case should have, by the custom of a trade, and which of them are still to be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.case import Case, Role
from casedesk.domain.health import POOR_HEALTH, health
from casedesk.domain.plain_text import plain


class Part(StrEnum):
    """Something that a finished case has."""

    LEARNER_TITLE = "learner_title"
    BODY = "body"
    QUESTIONS = "questions"
    ANALYSIS = "analysis"
    RESOLUTION = "resolution"
    LESSON = "lesson"
    OBJECTIVES = "objectives"
    THEORY = "theory"
    KEY_POINTS = "key_points"
    BACKGROUND = "background"
    FOLLOW_UP = "follow_up"
    INDUSTRY = "industry"


class PartSet(StrEnum):
    """A custom of which parts belong to a case."""

    SERVICE = "service"
    """The short service case of hotels, restaurants and banks."""
    TEACHING = "teaching"
    """The teaching case with its note, as business schools write it."""
    SOCIAL_WORK = "social_work"
    """The case record of social work."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part and whether it is there. `section` is where it is, or would be written; None for what is no section."""

    part: Part
    is_done: bool
    section: Role | None = None


SECTION_OF: Mapping[Part, Role] = {
    Part.BODY: Role.BODY,
    Part.QUESTIONS: Role.QUESTION,
    Part.ANALYSIS: Role.ANALYSIS,
    Part.RESOLUTION: Role.RESOLUTION,
    Part.LESSON: Role.LESSON,
    Part.OBJECTIVES: Role.OBJECTIVES,
    Part.THEORY: Role.THEORY,
    Part.KEY_POINTS: Role.KEY_POINTS,
    Part.BACKGROUND: Role.BACKGROUND,
    Part.FOLLOW_UP: Role.FOLLOW_UP,
}

PARTS: Mapping[PartSet, tuple[Part, ...]] = {
    PartSet.SERVICE: (
        Part.LEARNER_TITLE, Part.INDUSTRY, Part.BODY, Part.QUESTIONS, Part.ANALYSIS, Part.LESSON,
    ),
    PartSet.TEACHING: (
        Part.LEARNER_TITLE, Part.INDUSTRY, Part.BACKGROUND, Part.BODY, Part.QUESTIONS, Part.OBJECTIVES, Part.ANALYSIS,
        Part.THEORY, Part.KEY_POINTS,
    ),
    PartSet.SOCIAL_WORK: (
        Part.LEARNER_TITLE, Part.BACKGROUND, Part.BODY, Part.QUESTIONS, Part.ANALYSIS, Part.RESOLUTION, Part.FOLLOW_UP,
    ),
}  # fmt: skip

BODY_LIMITS: Mapping[PartSet, int] = {PartSet.SERVICE: 800}
"""Characters that the body should not go beyond, where the custom has a limit."""


def gaps(case: Case, custom: PartSet) -> tuple[Gap, ...]:
    """Every part of the custom in order, and whether the case has it."""
    return tuple(Gap(part, _is_done(case, part), SECTION_OF.get(part)) for part in PARTS[custom])


def _is_done(case: Case, part: Part) -> bool:
    match part:
        case Part.LEARNER_TITLE:
            return bool(case.learner_title)
        case Part.INDUSTRY:
            return bool(case.industries)
        case Part.BODY:
            return not POOR_HEALTH & set(health(case))
        case Part.QUESTIONS:
            return any(question.text.strip() for question in case.questions)
        case _:
            role = SECTION_OF[part]
            return any(plain(item.html).strip() for item in case.sections if item.role is role)
