"""A filter as removable chips: the same value as the panel, in words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casedesk.domain.case import Depth, Facet
from casedesk.domain.filters import EMPTY, CaseFilter, DateRange, Range, Tellings
from casedesk.domain.query import format_query
from casedesk.texts import N_, tr
from casedesk.ui.models.facet_groups import row_label
from casedesk.ui.models.value_names import role_name, value_name


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A condition in words. `rest` is the filter without it, `clause` is how it is typed into the search box."""

    text: str
    is_exclusion: bool
    rest: CaseFilter
    clause: str


def filter_chips(wanted: CaseFilter) -> tuple[FilterChip, ...]:
    """A chip for every value and range that the filter asks for; the words of the search box are none."""
    return (*_value_chips(wanted), *_range_chips(wanted), *_other_chips(wanted))


def without_conditions(wanted: CaseFilter) -> CaseFilter:
    """The filter with its words only, in the same part of the library."""
    return CaseFilter(text=wanted.text, within=wanted.within)


def _value_chips(wanted: CaseFilter) -> Iterator[FilterChip]:
    for condition in wanted.conditions:
        facet = condition.facet
        for place, value in enumerate(sorted(condition.included)):
            text = _included_text(facet, value)
            if place and condition.needs_all:
                text = tr("and {value}").format(value=text)
            clause = format_query(CaseFilter().including(facet, value))
            yield FilterChip(text, is_exclusion=False, rest=wanted.without(facet, value), clause=clause)
        for value in sorted(condition.excluded):
            is_use = facet is Facet.USED and value != EMPTY
            text, clause = _excluded_text(facet, value), format_query(CaseFilter().excluding(facet, value))
            yield FilterChip(text, is_exclusion=not is_use, rest=wanted.without(facet, value), clause=clause)


def _included_text(facet: Facet, value: str) -> str:
    if facet is Facet.USED and value != EMPTY:
        return tr("Used with {group}").format(group=value)
    return value_name(facet, value)


def _excluded_text(facet: Facet, value: str) -> str:
    if facet is Facet.USED and value != EMPTY:
        return row_label(facet, value)
    return tr("Not {value}").format(value=value_name(facet, value))


def _range_chips(wanted: CaseFilter) -> Iterator[FilterChip]:
    if wanted.trashed:
        yield _figure_chip(tr("In the trash"), replace(wanted, trashed=False), CaseFilter(trashed=True))
    for name, words in _RANGES.items():
        asked: Range | DateRange | None = getattr(wanted, name)
        if asked is not None:
            text = tr(words).format(range=_range_text(asked))
            yield _figure_chip(text, _with(wanted, name, None), _with(CaseFilter(), name, asked))


def _other_chips(wanted: CaseFilter) -> Iterator[FilterChip]:
    for role in sorted(wanted.having):
        text = tr("With {section}").format(section=role_name(role))
        yield _figure_chip(text, replace(wanted, having=wanted.having - {role}), CaseFilter(having=frozenset({role})))
    for role in sorted(wanted.lacking):
        text = tr("Without {section}").format(section=role_name(role))
        rest = replace(wanted, lacking=wanted.lacking - {role})
        yield _figure_chip(text, rest, CaseFilter(lacking=frozenset({role})))
    if wanted.depth:
        text = tr(_DEPTHS[wanted.depth])
        yield _figure_chip(text, replace(wanted, depth=None), CaseFilter(depth=wanted.depth))
    if wanted.file:
        text = tr("From a file “{name}”").format(name=wanted.file)
        yield _figure_chip(text, replace(wanted, file=""), CaseFilter(file=wanted.file))
    if wanted.similar is not None:
        text = tr("Like case {number}").format(number=wanted.similar)
        yield _figure_chip(text, replace(wanted, similar=None), CaseFilter(similar=wanted.similar))
    if wanted.tellings is not None:
        text = tr(_TELLINGS[wanted.tellings])
        yield _figure_chip(text, replace(wanted, tellings=None), CaseFilter(tellings=wanted.tellings))
    if wanted.family is not None:
        text = tr("The story of case {number}").format(number=wanted.family)
        yield _figure_chip(text, replace(wanted, family=None), CaseFilter(family=wanted.family))


def _with(wanted: CaseFilter, name: str, value: Any) -> CaseFilter:
    return replace(wanted, **{name: value})


def _figure_chip(text: str, rest: CaseFilter, alone: CaseFilter) -> FilterChip:
    return FilterChip(text, is_exclusion=False, rest=rest, clause=format_query(alone))


_RANGES = {
    "minutes": N_("Minutes {range}"),
    "length": N_("Characters {range}"),
    "imported": N_("Imported {range}"),
    "modified": N_("Changed {range}"),
    "created": N_("Created {range}"),
    "taught": N_("Taught {range}"),
    "questions": N_("Questions {range}"),
}
"""What a figure or a day is asked for in, by the name of the field of the filter."""
_DEPTHS = {Depth.NEW_STAFF: N_("Questions for new staff"), Depth.SUPERVISOR: N_("Questions for supervisors")}
_TELLINGS = {Tellings.MANY: N_("Told more than once"), Tellings.BEST: N_("Every story once")}
_AT_MOST, _AT_LEAST, _BETWEEN = N_("≤ {high}"), N_("≥ {low}"), N_("{low}–{high}")


def _range_text(asked: Range | DateRange) -> str:
    if isinstance(asked, Range):
        return _bounds_text(asked.low, asked.high)
    return _bounds_text(asked.first, asked.last)


def _bounds_text(low: int | date | None, high: int | date | None) -> str:
    if low is None:
        return tr(_AT_MOST).format(high=high)
    if high is None:
        return tr(_AT_LEAST).format(low=low)
    if low == high:
        return str(low)
    return tr(_BETWEEN).format(low=low, high=high)
