"""The one value behind the search box, the filter panel and the chips."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from casedesk.domain.case import FREE_FACETS, Depth, Facet, Role


class Order(StrEnum):
    """How a list of cases is sorted; every order can be turned round."""

    RELEVANCE = "relevance"
    MODIFIED = "modified"
    CREATED = "created"
    TITLE = "title"
    MINUTES = "minutes"
    LENGTH = "length"
    LEARNER_TITLE = "learner_title"
    INDUSTRY = "industry"
    THEME = "theme"
    OUTCOME = "outcome"
    DIFFICULTY = "difficulty"
    STATE = "state"
    HEALTH = "health"
    QUESTIONS = "questions"
    USED = "used"
    """The day on which the case was last taught."""
    SOURCE = "source"


class Tellings(StrEnum):
    """Which tellings of the stories that are told more than once."""

    MANY = "many"
    """All of them, and no other case."""
    BEST = "best"
    """The best one of each, beside all other cases: every story once."""


EMPTY = ""
"""The facet value that stands for "has none" (无思考题, 未标行业)."""

NAMELESS = "—"
"""The facet value of collections, batches and groups that have no name."""


LEVEL = "::"
"""Stands between the levels of a value: `服务::前厅` is a part of `服务`, so a case with the one has the other too."""

TREE_FACETS = frozenset({*FREE_FACETS, Facet.COLLECTION})
"""The facets whose values may have levels."""


def parents(value: str) -> tuple[str, ...]:
    """The values that a value is a part of, the outermost first: `a` and `a::b` for `a::b::c`."""
    parts = value.split(LEVEL)
    return tuple(name for count in range(1, len(parts)) if (name := LEVEL.join(parts[:count])))


@dataclass(frozen=True, slots=True)
class Condition:
    """What a facet must be: any of `included` (where there are some), or all of them, and none of `excluded`."""

    facet: Facet
    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    needs_all: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None is open."""

    low: int | None = None
    high: int | None = None

    def __contains__(self, value: int) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `first` to `last` day, both included; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to show. Everything must hold; the default holds for every case that is not in the trash.

    `text` is the words of the search box: AND by space, OR, -not, "exact", brackets.
    """

    text: str = ""
    conditions: tuple[Condition, ...] = ()
    minutes: Range | None = None
    length: Range | None = None
    """Characters of the body."""
    imported: DateRange | None = None
    modified: DateRange | None = None
    trashed: bool = False
    created: DateRange | None = None
    taught: DateRange | None = None
    """Days on one of which the case was taught."""
    questions: Range | None = None
    depth: Depth | None = None
    """Whom one of the questions must be for, and not for everyone."""
    having: frozenset[Role] = frozenset()
    """Roles of sections in which something must stand."""
    lacking: frozenset[Role] = frozenset()
    """Roles of sections that must be missing or empty."""
    file: str = ""
    """Words in the name of the file that the case was imported from, all of which must stand there."""
    similar: int | None = None
    """The case that these must be like."""
    tellings: Tellings | None = None
    family: int | None = None
    """The case of which these must tell the story, itself among them."""
    within: "CaseFilter | None" = None
    """The part of the library that counts as the whole of it while the trainer looks only there."""

    def condition(self, facet: Facet) -> Condition:
        """The condition on a facet; an empty one where there is none."""
        return next((item for item in self.conditions if item.facet is facet), Condition(facet))

    def with_condition(self, condition: Condition) -> "CaseFilter":
        """This filter with the condition on that facet replaced, or dropped where it is empty."""
        others = tuple(item for item in self.conditions if item.facet is not condition.facet)
        if not condition.included and not condition.excluded:
            return replace(self, conditions=others)
        return replace(self, conditions=tuple(sorted((*others, condition), key=lambda item: item.facet)))

    def cycled(self, facet: Facet, value: str) -> "CaseFilter":
        """This filter after one click on a value: include, then exclude, then clear."""
        now = self.condition(facet)
        if value in now.included:
            return self.excluding(facet, value)
        return self.without(facet, value) if value in now.excluded else self.including(facet, value)

    def including(self, facet: Facet, value: str) -> "CaseFilter":
        """This filter asking for a value, beside the facet's others."""
        now = self.condition(facet)
        return self.with_condition(replace(now, included=now.included | {value}, excluded=now.excluded - {value}))

    def excluding(self, facet: Facet, value: str) -> "CaseFilter":
        """This filter refusing a value."""
        now = self.condition(facet)
        return self.with_condition(replace(now, included=now.included - {value}, excluded=now.excluded | {value}))

    def without(self, facet: Facet, value: str) -> "CaseFilter":
        """This filter saying nothing of a value."""
        now = self.condition(facet)
        return self.with_condition(replace(now, included=now.included - {value}, excluded=now.excluded - {value}))


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A row of the case list. `hits` are character ranges to mark in the title and in the snippet."""

    id: int
    title: str
    learner_title: str
    snippet: str
    minutes: int
    industries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    outcome: str = ""
    state: str = ""
    health: tuple[str, ...] = ()
    title_hits: tuple[tuple[int, int], ...] = ()
    snippet_hits: tuple[tuple[int, int], ...] = ()
    difficulty: str = ""
    source: str = ""
    length: int = 0
    """Characters of the body."""
    questions: int = 0
    created: datetime | None = None
    modified: datetime | None = None
    used: date | None = None
    """The day on which the case was last taught."""
    used_by: str = ""
    """The group that was taught it then."""
    tellings: int = 0
    """How many tellings there are of its story, where it is the best of them; 0 for any other case."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer to a filter: the ids of all cases in order, the size of the library, and counts for the panel.

    `counts[facet][value]` is how many cases there would be with that value under the filter's other facets.
    """

    ids: tuple[int, ...]
    library_total: int
    counts: dict[Facet, dict[str, int]]
    milliseconds: float = field(default=0.0, compare=False)

    @property
    def total(self) -> int:
        """How many cases the filter lets through."""
        return len(self.ids)
