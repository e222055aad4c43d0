"""What the filter panel shows: groups of values with counts and marks, from a filter and its answer. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from casedesk.domain.case import Facet
from casedesk.domain.filters import EMPTY, CaseFilter, Condition, Hits
from casedesk.domain.fold import fold
from casedesk.domain.health import Health
from casedesk.domain.library import SavedFilter
from casedesk.texts import tr
from casedesk.ui.models.value_names import code_values, facet_name, value_name

SAVED = "saved"
"""The key of the group of saved filters; the other groups have their facet's value as a key."""

GROUP_ORDER = (
    Facet.INDUSTRY,
    Facet.THEME,
    Facet.OUTCOME,
    Facet.HEALTH,
    Facet.USED,
    Facet.COLLECTION,
    SAVED,
    Facet.STATE,
    Facet.AUDIENCE,
    Facet.DIFFICULTY,
    Facet.TAG,
    Facet.LENGTH,
    Facet.SOURCE,
    Facet.LANGUAGE,
    Facet.BATCH,
)
ALWAYS_SHOWN = frozenset({Facet.INDUSTRY, Facet.THEME, Facet.HEALTH, Facet.COLLECTION, SAVED})
COLLAPSED_AT_FIRST = frozenset(
    {Facet.STATE, Facet.AUDIENCE, Facet.DIFFICULTY, Facet.TAG, Facet.LENGTH, Facet.SOURCE, Facet.LANGUAGE, Facet.BATCH}
)
_SHOWN_AT_FIRST: Mapping[str, int] = {Facet.INDUSTRY: 8, Facet.HEALTH: 8, Facet.COLLECTION: 8, SAVED: 8}
_SHOWN_OTHERWISE = 5
_EMPTY_LIBRARY_HEALTH = (Health.COMPLETE, Health.NO_QUESTIONS, Health.NO_ANALYSIS)
_FIND_FROM = 8
_NO_EMPTY_ROW = frozenset({Facet.STATE, Facet.HEALTH, Facet.LENGTH, Facet.LANGUAGE, Facet.COLLECTION, Facet.BATCH})
"""Facets for which "has none" is impossible, or says nothing that a trainer would look for."""


class RowKind(StrEnum):
    """What a row below a group heading is."""

    VALUE = "value"
    SAVED = "saved"
    FIND = "find"
    MORE = "more"
    FEWER = "fewer"
    NONE = "none"


class Mark(StrEnum):
    """Whether the filter asks for a value."""

    CLEAR = "clear"
    INCLUDED = "included"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A row below a group heading. `value` is the facet's value, or the id of a saved filter; `count` None for none."""

    kind: RowKind
    value: str = ""
    label: str = ""
    count: int | None = None
    mark: Mark = Mark.CLEAR


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A heading with its rows. `facet` is None for the saved filters."""

    key: str
    facet: Facet | None
    title: str
    rows: tuple[FacetRow, ...] = ()
    can_find: bool = False
    can_add: bool = False


@dataclass(frozen=True, slots=True)
class GroupView:
    """How the trainer looks at a group: all its values or the first ones, by name or by count, narrowed to a word."""

    shows_all: bool = False
    by_name: bool = False
    hides_empty: bool = False
    needle: str | None = None
    """What is typed into the group's find row; None when there is no find row."""


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
                known.extend(value for value in values if value not in set(known))

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
    collections: Sequence[str] = ()
    name_key: Callable[[str], SortKey] = str.casefold


def groups(state: PanelState) -> tuple[FacetGroup, ...]:
    """The groups that have something to show, in the panel's order."""
    result: list[FacetGroup] = []
    for key in GROUP_ORDER:
        group = _saved_group(state) if not isinstance(key, Facet) else _facet_group(key, state)
        if group.rows or key in ALWAYS_SHOWN:
            result.append(group)
    return tuple(result)


def cycled(wanted: CaseFilter, facet: Facet, value: str) -> CaseFilter:
    """The filter after one click on a value's row: included, excluded, clear.

    A row of the uses says "not used with this group", so that its first click asks for what is new to the group.
    """
    if facet is not Facet.USED or value == EMPTY:
        return wanted.cycled(facet, value)
    now = wanted.condition(facet)
    if value in now.excluded:
        return wanted.with_condition(Condition(facet, now.included | {value}, now.excluded - {value}))
    if value in now.included:
        return wanted.with_condition(Condition(facet, now.included - {value}, now.excluded))
    return wanted.with_condition(Condition(facet, now.included, now.excluded | {value}))


def value_mark(wanted: CaseFilter, facet: Facet, value: str) -> Mark:
    """The mark on a value's row."""
    condition = wanted.condition(facet)
    is_turned = facet is Facet.USED and value != EMPTY
    if value in condition.included:
        return Mark.EXCLUDED if is_turned else Mark.INCLUDED
    if value in condition.excluded:
        return Mark.INCLUDED if is_turned else Mark.EXCLUDED
    return Mark.CLEAR


def row_label(facet: Facet, value: str) -> str:
    """What a value's row says."""
    if facet is Facet.USED and value != EMPTY:
        return tr("Not used with {group}").format(group=value)
    return value_name(facet, value)


def has_own_name(group: FacetGroup, row: FacetRow) -> bool:
    """Whether a row stands for something that can be renamed and deleted: a collection or a saved filter."""
    return row.kind is RowKind.SAVED or (
        row.kind is RowKind.VALUE and group.facet is Facet.COLLECTION and row.value != EMPTY
    )


def _facet_group(facet: Facet, state: PanelState) -> FacetGroup:
    view = state.views.get(facet, GroupView())
    rows = [_value_row(facet, value, state) for value in _shown_values(facet, state)]
    can_find = len(rows) >= _FIND_FROM
    if view.hides_empty:
        rows = [row for row in rows if row.count or row.mark is not Mark.CLEAR]
    if view.by_name:
        rows.sort(key=lambda row: state.name_key(row.label))
        rows.sort(key=lambda row: row.value == EMPTY)
    return FacetGroup(
        key=facet,
        facet=facet,
        title=facet_name(facet),
        rows=_limited(facet, rows, view),
        can_find=can_find,
        can_add=facet is Facet.COLLECTION,
    )


def _saved_group(state: PanelState) -> FacetGroup:
    view = state.views.get(SAVED, GroupView())
    rows = [
        FacetRow(
            RowKind.SAVED,
            str(item.id),
            item.name,
            mark=Mark.INCLUDED if item.id == state.current_saved else Mark.CLEAR,
        )
        for item in _by_name(state.saved, state)
    ]
    title = tr("Smart collections")
    return FacetGroup(SAVED, None, title, _limited(SAVED, rows, view), len(rows) >= _FIND_FROM, can_add=True)


def _by_name(saved: Sequence[SavedFilter], state: PanelState) -> list[SavedFilter]:
    return sorted(saved, key=lambda item: state.name_key(item.name))


def _shown_values(facet: Facet, state: PanelState) -> list[str]:
    condition = state.wanted.condition(facet)
    asked_for = condition.included | condition.excluded
    values = [*state.order.values(facet)]
    values += sorted(value for value in asked_for if value not in values)
    if facet is Facet.COLLECTION:
        values = [*state.collections, *(value for value in values if value in asked_for or not value)]
    if facet is Facet.HEALTH:
        if not state.hits.library_total:
            return [*_EMPTY_LIBRARY_HEALTH]
        values = [value for value in values if value != Health.NO_INDUSTRY or value in asked_for]
    named = [value for value in values if value != EMPTY]
    if EMPTY not in values or (facet in _NO_EMPTY_ROW and EMPTY not in asked_for):
        return named
    count = state.hits.counts.get(facet, {}).get(EMPTY, 0)
    has_cases = count or state.order.whole_count(facet, EMPTY) or EMPTY in asked_for
    return [*named, EMPTY] if named and has_cases else named


def _value_row(facet: Facet, value: str, state: PanelState) -> FacetRow:
    label = row_label(facet, value)
    return FacetRow(RowKind.VALUE, value, label, _count(facet, value, state), value_mark(state.wanted, facet, value))


def _count(facet: Facet, value: str, state: PanelState) -> int | None:
    count = state.hits.counts.get(facet, {}).get(value, 0)
    if facet is not Facet.USED or value == EMPTY:
        return count
    condition = state.wanted.condition(facet)
    if not condition.included and not condition.excluded:
        return state.hits.total - count
    return state.hits.total if condition == Condition(facet, excluded=frozenset({value})) else None


def _limited(key: str, rows: Sequence[FacetRow], view: GroupView) -> tuple[FacetRow, ...]:
    if view.needle is not None:
        needle = fold(view.needle.strip())
        found = [row for row in rows if needle in fold(row.label)]
        return (FacetRow(RowKind.FIND), *(found or [FacetRow(RowKind.NONE, label=tr("Nothing of that name"))]))
    if not rows:
        return (FacetRow(RowKind.NONE, label=tr("None yet")),) if key in ALWAYS_SHOWN - {SAVED} else ()
    limit = _SHOWN_AT_FIRST.get(key, _SHOWN_OTHERWISE)
    if len(rows) <= limit + 1:
        return tuple(rows)
    if view.shows_all:
        return (*rows, FacetRow(RowKind.FEWER, label=tr("Show fewer")))
    shown = [row for place, row in enumerate(rows) if place < limit or row.mark is not Mark.CLEAR]
    hidden = len(rows) - len(shown)
    return (*shown, *_more(hidden))


def _more(hidden: int) -> Iterable[FacetRow]:
    return [FacetRow(RowKind.MORE, label=tr("{n} more").format(n=hidden))] if hidden else []
