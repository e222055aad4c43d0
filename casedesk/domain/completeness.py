"""Which parts a case should have, by the custom of a trade, and which of them are still to be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.case import Case, Role, Section
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
    KEYWORDS = "keywords"
    """Enough tags to find the case by."""


@dataclass(frozen=True, slots=True)
class WantedPart:
    """A part that a custom asks for: a section up to so many characters, questions or tags of a certain number."""

    part: Part
    limit: int = 0
    least: int = 1
    most: int = 0
    titles: tuple[tuple[str, str], ...] = ()
    """(language, heading) of a section that is told from others of its role by its heading."""

    @property
    def section(self) -> Role | None:
        """The role of the section that it is; None for what is no section."""
        return SECTION_OF.get(self.part)

    @property
    def can_be_headed(self) -> bool:
        """Whether it is a section that can be told from others of its role by its heading."""
        return self.section not in (None, Role.BODY, Role.QUESTION)

    @property
    def can_be_limited(self) -> bool:
        """Whether it is a text that can be too long."""
        return self.section is not None and self.part not in COUNTED

    def title(self, language: str) -> str:
        """The heading in a language, or in the first one that it has."""
        found = dict(self.titles)
        return found.get(language[:2], next(iter(found.values()), ""))

    def is_section(self, section: Section) -> bool:
        """Whether a section of a case is this part."""
        return section.role is self.section and (not self.titles or section.title in dict(self.titles).values())


@dataclass(frozen=True, slots=True)
class PartSet:
    """A custom of which parts belong to a case. `name` is the trainer's own; empty for a custom that is shipped."""

    key: str
    parts: tuple[WantedPart, ...] = ()
    name: str = ""

    def limit_of(self, section: Section) -> int:
        """How many characters, or questions, a section should not go beyond; 0 for no limit."""
        fitting = [wanted for wanted in self.parts if wanted.is_section(section)]
        if not fitting:
            return 0
        wanted = min(fitting, key=lambda wanted: not wanted.titles)
        return wanted.most if wanted.part in COUNTED else wanted.limit


@dataclass(frozen=True, slots=True)
class Gap:
    """A part and whether it is there."""

    wanted: WantedPart
    is_done: bool

    @property
    def part(self) -> Part:
        """What it is."""
        return self.wanted.part

    @property
    def section(self) -> Role | None:
        """Where it is, or would be written; None for what is no section."""
        return self.wanted.section


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

COUNTED = frozenset({Part.QUESTIONS, Part.KEYWORDS})
"""The parts of which there should be a certain number."""

PART_OF: Mapping[Role, Part] = {role: part for part, role in SECTION_OF.items()}


def gaps(case: Case, custom: PartSet) -> tuple[Gap, ...]:
    """Every part of the custom in order, and whether the case has it."""
    return tuple(Gap(wanted, _is_done(case, wanted)) for wanted in custom.parts)


def excesses(case: Case, custom: PartSet) -> tuple[WantedPart, ...]:
    """The parts of which the case has more than the custom asks for."""
    return tuple(item for item in custom.parts if item.part in COUNTED and 0 < item.most < count_of(case, item.part))


def count_of(case: Case, part: Part) -> int:
    """How many questions with words a case has, or tags; 1 for anything else."""
    match part:
        case Part.QUESTIONS:
            return sum(bool(question.text.strip()) for question in case.questions)
        case Part.KEYWORDS:
            return len(case.tags)
        case _:
            return 1


def set_of_sections(case: Case, *, key: str, name: str) -> PartSet:
    """The custom by which this case, as it is headed, is complete."""
    titles = {section: ((case.language[:2] or "zh", section.title),) for section in case.sections if section.title}
    sections = tuple(WantedPart(PART_OF[item.role], titles=titles.get(item, ())) for item in case.sections)
    return PartSet(key, (WantedPart(Part.LEARNER_TITLE), WantedPart(Part.INDUSTRY), *sections), name)


def _is_done(case: Case, wanted: WantedPart) -> bool:
    match wanted.part:
        case Part.LEARNER_TITLE:
            return bool(case.learner_title)
        case Part.INDUSTRY:
            return bool(case.industries)
        case Part.KEYWORDS | Part.QUESTIONS:
            return count_of(case, wanted.part) >= wanted.least
        case Part.BODY:
            return not POOR_HEALTH & set(health(case))
        case _:
            return any(wanted.is_section(item) and plain(item.html).strip() for item in case.sections)
