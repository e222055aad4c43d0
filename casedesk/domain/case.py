"""A case: one teachable story, in sections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a section is for. The order is the one in which sections are printed."""

    BODY = "body"
    QUESTION = "question"
    ANALYSIS = "analysis"
    RESOLUTION = "resolution"
    LESSON = "lesson"
    OBJECTIVES = "objectives"
    THEORY = "theory"
    KEY_POINTS = "key_points"
    BACKGROUND = "background"
    FOLLOW_UP = "follow_up"


LEARNER_ROLES = frozenset({Role.BODY, Role.QUESTION})
"""The roles a learner may ever see; everything else is for trainers."""


class Facet(StrEnum):
    """A dimension along which cases are filtered and counted."""

    INDUSTRY = "industry"
    THEME = "theme"
    OUTCOME = "outcome"
    AUDIENCE = "audience"
    DIFFICULTY = "difficulty"
    STATE = "state"
    SOURCE = "source"
    LANGUAGE = "language"
    LENGTH = "length"
    HEALTH = "health"
    TAG = "tag"
    COLLECTION = "collection"
    BATCH = "batch"
    USED = "used"
    PRIVATE = "private"


FREE_FACETS = (Facet.INDUSTRY, Facet.THEME, Facet.AUDIENCE, Facet.TAG)
"""Facets whose values are the trainer's own words, several to a case."""


class Outcome(StrEnum):
    """How the story ends for those in it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class Difficulty(StrEnum):
    """How hard the case is to discuss."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class State(StrEnum):
    """Whether a person has looked at the case since it was imported."""

    PENDING = "pending"
    REVIEWED = "reviewed"


class QuestionKind(StrEnum):
    """How a question is answered."""

    DISCUSSION = "discussion"
    OPEN = "open"
    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    ROLE_PLAY = "role_play"


class Depth(StrEnum):
    """Whom a question is for: what new staff can answer from the story, or what asks for a supervisor's view."""

    BOTH = ""
    NEW_STAFF = "new_staff"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Question:
    """A thinking question. `text` and `answer` are plain text; `lines` is the number of ruled lines to print."""

    text: str
    answer: str = ""
    minutes: int = 5
    lines: int = 4
    kind: QuestionKind = QuestionKind.DISCUSSION
    depth: Depth = Depth.BOTH
    points: int = 0
    """What a right answer counts; 0 where nothing is counted."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a case. `html` is canonical rich text (see `richtext`); questions belong to Role.QUESTION only.

    `title` is the heading shown instead of the role's own name; empty for the role's name.
    """

    role: Role
    html: str = ""
    title: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a case came from: an original kept in the library and the characters of its text, [start, end)."""

    document_id: int
    start: int
    end: int
    place: str = ""
    """Page, slide or sheet in the words of the source, e.g. `p. 12`; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `id` is 0 until the library has given it one; times are aware UTC datetimes."""

    id: int = 0
    uid: str = ""
    title: str = ""
    learner_title: str = ""
    sections: tuple[Section, ...] = ()
    industries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    outcome: Outcome | None = None
    difficulty: Difficulty | None = None
    state: State = State.PENDING
    language: str = ""
    source: str = ""
    licence: str = ""
    note: str = ""
    minutes: int | None = None
    """The trainer's own figure for the whole case in class; without it `estimates.planned` says what counts."""
    origin: Origin | None = None
    batch_id: int | None = None
    created: datetime | None = None
    modified: datetime | None = None
    trashed: datetime | None = None

    @property
    def printed_title(self) -> str:
        """The title a learner sees: the learner title, or the library title where there is none."""
        return self.learner_title or self.title

    def section(self, role: Role) -> Section | None:
        """The first section of this role."""
        return next((section for section in self.sections if section.role is role), None)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the case, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def values_of(self, facet: Facet) -> tuple[str, ...]:
        """The values stored in the case for a facet; empty for facets that are computed or kept elsewhere."""
        match facet:
            case Facet.INDUSTRY:
                return self.industries
            case Facet.THEME:
                return self.themes
            case Facet.AUDIENCE:
                return self.audiences
            case Facet.TAG:
                return self.tags
            case Facet.OUTCOME:
                return (self.outcome,) if self.outcome else ()
            case Facet.DIFFICULTY:
                return (self.difficulty,) if self.difficulty else ()
            case Facet.STATE:
                return (self.state,)
            case Facet.SOURCE:
                return (self.source,) if self.source else ()
            case Facet.LANGUAGE:
                return (self.language,) if self.language else ()
            case Facet.LENGTH | Facet.HEALTH | Facet.COLLECTION | Facet.BATCH | Facet.USED | Facet.PRIVATE:
                return ()

    def with_values(self, facet: Facet, values: Sequence[str]) -> "Case":
        """This case with the facet's values replaced. Raises ValueError for facets that are not stored in the case."""
        match facet:
            case Facet.INDUSTRY:
                return replace(self, industries=tuple(values))
            case Facet.THEME:
                return replace(self, themes=tuple(values))
            case Facet.AUDIENCE:
                return replace(self, audiences=tuple(values))
            case Facet.TAG:
                return replace(self, tags=tuple(values))
            case Facet.OUTCOME:
                return replace(self, outcome=Outcome(values[0]) if values else None)
            case Facet.DIFFICULTY:
                return replace(self, difficulty=Difficulty(values[0]) if values else None)
            case Facet.STATE:
                return replace(self, state=State(values[0]) if values else State.PENDING)
            case Facet.SOURCE:
                return replace(self, source=values[0] if values else "")
            case Facet.LANGUAGE:
                return replace(self, language=values[0] if values else "")
            case Facet.LENGTH | Facet.HEALTH | Facet.COLLECTION | Facet.BATCH | Facet.USED | Facet.PRIVATE:
                raise ValueError(f"{facet} is not stored in the case")
