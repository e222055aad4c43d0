"""A filter as removable chips: the same value as the panel, in words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

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


def condition_count(wanted: CaseFilter) -> int:
    """How many chips the filter has."""
    return len(filter_chips(wanted))


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
    if wanted.minutes is not None:
        text = tr("Minutes {range}").format(range=_range_text(wanted.minutes))
        yield _figure_chip(text, replace(wanted, minutes=None), CaseFilter(minutes=wanted.minutes))
    if wanted.length is not None:
        text = tr("Characters {range}").format(range=_range_text(wanted.length))
        yield _figure_chip(text, replace(wanted, length=None), CaseFilter(length=wanted.length))
    if wanted.imported is not None:
        text = tr("Imported {range}").format(range=_days_text(wanted.imported))
        yield _figure_chip(text, replace(wanted, imported=None), CaseFilter(imported=wanted.imported))
    if wanted.modified is not None:
        text = tr("Changed {range}").format(range=_days_text(wanted.modified))
        yield _figure_chip(text, replace(wanted, modified=None), CaseFilter(modified=wanted.modified))


def _other_chips(wanted: CaseFilter) -> Iterator[FilterChip]:
    if wanted.created is not None:
        text = tr("Created {range}").format(range=_days_text(wanted.created))
        yield _figure_chip(text, replace(wanted, created=None), CaseFilter(created=wanted.created))
    if wanted.taught is not None:
        text = tr("Taught {range}").format(range=_days_text(wanted.taught))
        yield _figure_chip(text, replace(wanted, taught=None), CaseFilter(taught=wanted.taught))
    if wanted.questions is not None:
        text = tr("Questions {range}").format(range=_range_text(wanted.questions))
        yield _figure_chip(text, replace(wanted, questions=None), CaseFilter(questions=wanted.questions))
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


def _figure_chip(text: str, rest: CaseFilter, alone: CaseFilter) -> FilterChip:
    return FilterChip(text, is_exclusion=False, rest=rest, clause=format_query(alone))


_DEPTHS = {Depth.NEW_STAFF: N_("Questions for new staff"), Depth.SUPERVISOR: N_("Questions for supervisors")}
_TELLINGS = {Tellings.MANY: N_("Told more than once"), Tellings.BEST: N_("Every story once")}
_AT_MOST, _AT_LEAST, _BETWEEN = N_("≤ {high}"), N_("≥ {low}"), N_("{low}–{high}")


def _range_text(numbers: Range) -> str:
    return _bounds_text(numbers.low, numbers.high)


def _days_text(days: DateRange) -> str:
    return _bounds_text(days.first, days.last)


def _bounds_text(low: int | date | None, high: int | date | None) -> str:
    if low is None:
        return tr(_AT_MOST).format(high=high)
    if high is None:
        return tr(_AT_LEAST).format(low=low)
    if low == high:
        return str(low)
    return tr(_BETWEEN).format(low=low, high=high)
