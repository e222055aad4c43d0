"""A change of one value over many cases: facets, status, language, source, licence and minutes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from casedesk.domain.case import FREE_FACETS, Case, Facet


class Detail(StrEnum):
    """What can be changed over many cases besides facets."""

    LICENCE = "licence"
    MINUTES = "minutes"


Column = Facet | Detail

BULK_FACETS = (*FREE_FACETS, Facet.OUTCOME, Facet.DIFFICULTY, Facet.STATE, Facet.LANGUAGE, Facet.SOURCE)
"""The facets that can be changed over a selection."""
BULK_COLUMNS: tuple[Column, ...] = (*BULK_FACETS, Detail.LICENCE, Detail.MINUTES)
MOST_MINUTES = 600


class ValueChange(StrEnum):
    """What to do with a value over a selection."""

    ADD = "add"
    REMOVE = "remove"
    SET = "set"
    """The value, and no other one of that facet; an empty value clears the facet."""
    REPLACE = "replace"
    """The one value for the other, in its place; cases without the first one stay as they are."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of one column over a selection. `new` is what REPLACE puts in place of `value`."""

    change: ValueChange
    facet: Column
    value: str = ""
    new: str = ""


def takes_several(column: Column) -> bool:
    """Whether a case can have several values of the column."""
    return column in FREE_FACETS


def values_of(case: Case, column: Column) -> tuple[str, ...]:
    """The values of a case in a column, as words."""
    if isinstance(column, Facet):
        return case.values_of(column)
    match column:
        case Detail.LICENCE:
            return (case.licence,) if case.licence else ()
        case Detail.MINUTES:
            return () if case.minutes is None else (str(case.minutes),)
        case _:
            assert_never(column)


def with_values(case: Case, column: Column, values: Sequence[str]) -> Case:
    """The case with other values in a column. Raises ValueError for a facet that is not stored in the case, and for
    minutes that are no number."""
    if isinstance(column, Facet):
        return case.with_values(column, values)
    match column:
        case Detail.LICENCE:
            return replace(case, licence=values[0] if values else "")
        case Detail.MINUTES:
            return replace(case, minutes=min(max(int(values[0]), 0), MOST_MINUTES) if values else None)
        case _:
            assert_never(column)


def wished(case: Case, wish: Wish) -> tuple[str, ...]:
    """The values that a case has once the wish is carried out."""
    values = values_of(case, wish.facet)
    match wish.change:
        case ValueChange.SET:
            return (wish.value,) if wish.value else ()
        case ValueChange.REMOVE:
            return tuple(value for value in values if value != wish.value)
        case ValueChange.REPLACE if wish.value in values:
            mapped = (wish.new if value == wish.value else value for value in values)
            return tuple(value for value in dict.fromkeys(mapped) if value)
        case ValueChange.REPLACE:
            return values
        case ValueChange.ADD if takes_several(wish.facet):
            return values if wish.value in values else (*values, wish.value)
        case ValueChange.ADD:
            return (wish.value,)
        case _:
            assert_never(wish.change)


def changed(case: Case, wish: Wish) -> Case | None:
    """The case as wished; None where it is so already."""
    before, after = values_of(case, wish.facet), wished(case, wish)
    return None if before == after else with_values(case, wish.facet, after)
