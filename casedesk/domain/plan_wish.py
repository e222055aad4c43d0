"""A wish for a whole class, what may be taught in it, and the answer: a plan with a reason for every block."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casedesk.domain.case import Case
from casedesk.domain.lesson import LessonPlan


@dataclass(frozen=True, slots=True)
class PlanWish:
    """Whom to teach, how long, about what. `without` are cases that the trainer does not want this time."""

    audience: str = ""
    minutes: int = 45
    topic: str = ""
    people: int = 0
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that may be taught, and what speaks for it."""

    case: Case
    values: tuple[str, ...] = ()
    """Its themes, industries or tags that the topic names."""
    has_words: bool = False
    """The words of the topic stand in it."""
    has_some_words: bool = False
    """Parts of the words of the topic stand in it."""
    suits_audience: bool = False
    used: date | None = None
    """When the group has had it, if so."""
    is_used: bool = False

    @property
    def is_on_topic(self) -> bool:
        """Whether it has to do with the topic."""
        return bool(self.values) or self.has_words or self.has_some_words


class Reason(StrEnum):
    """Why something stands in the plan, or what should be known of it."""

    NAMED_VALUE = "named_value"
    HAS_WORDS = "has_words"
    HAS_SOME_WORDS = "has_some_words"
    OFF_TOPIC = "off_topic"
    NEW_TO_GROUP = "new_to_group"
    USED_WITH_GROUP = "used_with_group"
    FOR_AUDIENCE = "for_audience"
    OTHER_OUTCOME = "other_outcome"
    OTHER_INDUSTRY = "other_industry"
    FITS = "fits"
    MORE_TALK = "more_talk"
    FEWER_QUESTIONS = "fewer_questions"
    OPENS = "opens"
    PRACTISES = "practises"
    CLOSES = "closes"
    SUITS_PEOPLE = "suits_people"
    NEEDS_BREAK = "needs_break"
    OWN_EXPERIENCE = "own_experience"
    FILLS = "fills"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason, with the words and figures it speaks of."""

    reason: Reason
    values: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


class Missing(StrEnum):
    """What the library lacks for a better plan."""

    NO_CASES = "no_cases"
    NOTHING_ON_TOPIC = "nothing_on_topic"
    NOTHING_FRESH = "nothing_fresh"
    NOTHING_FITS = "nothing_fits"
    TIME_LEFT = "time_left"


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A plan, for every block of it the reasons, and what is missing."""

    plan: LessonPlan
    reasons: tuple[tuple[Because, ...], ...]
    missing: tuple[Missing, ...] = ()
