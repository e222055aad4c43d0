"""Everything that the filter panel is drawn from. Values only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, Hits
from casedesk.domain.library import SavedFilter
from casedesk.ui.models.figures import Figure, Spread, this_day
from casedesk.ui.models.value_names import code_values


@dataclass(frozen=True, slots=True)
class GroupView:
    """How the trainer looks at a group: all its values or the first ones, by name or by count, narrowed to a word."""

    shows_all: bool = False
    by_name: bool = False
    hides_empty: bool = False
    needle: str | None = None
    """What is typed into the group's find row; None when there is no find row."""
    opened: frozenset[str] = frozenset()
    """The names whose rows below are shown."""


@dataclass(slots=True)
class ValueOrder:
    """Keeps the values of each facet in one order, so that a keystroke changes counts and never moves a row."""

    _values: dict[Facet, list[str]] = field(default_factory=dict[Facet, list[str]])
    _whole: dict[Facet, dict[str, int]] = field(default_factory=dict[Facet, dict[str, int]])

    def learn(self, counts: Mapping[Facet, Mapping[str, int]], *, is_whole: bool) -> None:
        """Take in counts; those of the whole library decide the order, others only add values at the end."""
        for facet, values in counts.items():
            known = self._values.setdefault(facet, [])
            if is_whole:
                self._whole[facet] = dict(values)
                known[:] = sorted(values, key=lambda value: -values[value])
            else:
                seen = set(known)
                known.extend(value for value in values if value not in seen)

    def values(self, facet: Facet) -> list[str]:
        """The values in order, most frequent first; the closed sets in their natural order."""
        known = self._values.get(facet, [])
        codes = code_values(facet)
        return [*(code for code in codes if code in known), *(value for value in known if value not in codes)]

    def whole_count(self, facet: Facet, value: str) -> int:
        """How many cases of the whole library have a value, as far as is known."""
        return self._whole.get(facet, {}).get(value, 0)


class SortKey(Protocol):
    """What a name is sorted by."""

    def __lt__(self, other: Any, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class PanelState:
    """Everything that the panel is drawn from."""

    wanted: CaseFilter
    hits: Hits
    order: ValueOrder
    views: Mapping[str, GroupView]
    saved: Sequence[SavedFilter] = ()
    current_saved: int | None = None
    saved_counts: Mapping[int, int] = field(default_factory=dict[int, int])
    """How many cases each saved filter has, as far as that is known."""
    collections: Sequence[str] = ()
    """The names of the collections, in the trainer's order."""
    spreads: Mapping[Figure, Spread] = field(default_factory=dict[Figure, Spread])
    """What is known of the figures whose groups are unfolded."""
    today: date = field(default_factory=this_day)
    name_key: Callable[[str], SortKey] = str.casefold
