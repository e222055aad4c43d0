"""Renaming a value of a facet wherever it stands: in cases and in saved filters. Pure."""

from dataclasses import replace

from casedesk.domain.case import Case, Facet
from casedesk.domain.filters import LEVEL, CaseFilter


def is_part_of(name: str, whole: str) -> bool:
    """Whether a name is another one or stands somewhere below it."""
    return name == whole or name.startswith(whole + LEVEL)


def renamed(name: str, old: str, new: str) -> str:
    """The name after `old` was renamed, which takes along what stands below it; empty where the new name is empty."""
    if not is_part_of(name, old):
        return name
    return new + name[len(old) :] if new else ""


def with_renamed_value(case: Case, facet: Facet, old: str, new: str) -> Case:
    """The case with a value renamed, or taken from it where the new name is empty; two of one name become one."""
    before = case.values_of(facet)
    after = tuple(dict.fromkeys(value for item in before if (value := renamed(item, old, new))))
    return case if after == before else case.with_values(facet, after)


def filter_with_renamed_value(wanted: CaseFilter, facet: Facet, old: str, new: str) -> CaseFilter:
    """A filter that asks for a value by its new name; an empty new name drops it."""
    now = wanted.condition(facet)
    included, excluded = (_renamed_values(values, old, new) for values in (now.included, now.excluded))
    result = wanted.with_condition(replace(now, included=included, excluded=excluded))
    if wanted.within is None:
        return result
    part = filter_with_renamed_value(wanted.within, facet, old, new)
    return replace(result, within=part if part != CaseFilter() else None)


def _renamed_values(values: frozenset[str], old: str, new: str) -> frozenset[str]:
    kept = frozenset(value for value in values if not value or not is_part_of(value, old))
    return kept | frozenset(name for value in values - kept if (name := renamed(value, old, new)))
