"""A filter as removable chips: the same value as the panel, in words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casedesk.domain.case import Facet
from casedesk.domain.filters import EMPTY, CaseFilter, DateRange, Range
from casedesk.texts import N_, tr
from casedesk.ui.models.facet_groups import row_label
from casedesk.ui.models.value_names import value_name


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A condition in words. `rest` is the filter without it."""

    text: str
    is_exclusion: bool
    rest: CaseFilter


def filter_chips(wanted: CaseFilter) -> tuple[FilterChip, ...]:
    """A chip for every value and range that the filter asks for; the words of the search box are none."""
    return (*_value_chips(wanted), *_range_chips(wanted))


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
            yield FilterChip(text, is_exclusion=False, rest=wanted.without(facet, value))
        for value in sorted(condition.excluded):
            rest = wanted.without(facet, value)
            is_use = facet is Facet.USED and value != EMPTY
            yield FilterChip(_excluded_text(facet, value), is_exclusion=not is_use, rest=rest)


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
        yield FilterChip(tr("In the trash"), is_exclusion=False, rest=replace(wanted, trashed=False))
    if wanted.minutes is not None:
        text = tr("Minutes {range}").format(range=_range_text(wanted.minutes))
        yield FilterChip(text, is_exclusion=False, rest=replace(wanted, minutes=None))
    if wanted.length is not None:
        text = tr("Characters {range}").format(range=_range_text(wanted.length))
        yield FilterChip(text, is_exclusion=False, rest=replace(wanted, length=None))
    if wanted.imported is not None:
        text = tr("Imported {range}").format(range=_days_text(wanted.imported))
        yield FilterChip(text, is_exclusion=False, rest=replace(wanted, imported=None))
    if wanted.modified is not None:
        text = tr("Changed {range}").format(range=_days_text(wanted.modified))
        yield FilterChip(text, is_exclusion=False, rest=replace(wanted, modified=None))


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
