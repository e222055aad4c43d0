"""Tellings of one story: which cases belong together, which only seem to, and what was merged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casedesk.domain.case import Case, Role, State
from casedesk.domain.health import POOR_HEALTH, health
from casedesk.domain.plain_text import plain

_FULL_LENGTH = 1200
"""Characters of story from which on a longer telling is no better."""
_TEACHING_ROLES = frozenset({Role.ANALYSIS, Role.RESOLUTION, Role.LESSON})


@dataclass(frozen=True, slots=True)
class Family:
    """Cases that tell the same story. `best_id` is the telling to show first, one of `case_ids`."""

    id: int = 0
    best_id: int = 0
    case_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DistinctPair:
    """Two cases that look alike and are not the same story; `first_id` is the smaller one."""

    id: int = 0
    first_id: int = 0
    second_id: int = 0


@dataclass(frozen=True, slots=True)
class MergeRecord:
    """What was put together, so that it can be taken apart again: both cases as they were, and what came of them.

    The other lists name the records in which the kept case took the place of the other one; `shared_plan_ids` those
    plans that used both, and now use the kept one alone.
    """

    id: int
    kept: Case
    other: Case
    result: Case
    merged: datetime | None = None
    collection_ids: tuple[int, ...] = ()
    use_ids: tuple[int, ...] = ()
    plan_ids: tuple[int, ...] = ()
    shared_plan_ids: tuple[int, ...] = ()


def told(best_id: int, languages: Mapping[int, str]) -> tuple[tuple[int, ...], ...]:
    """The tellings that are left of a family, of each language with several, the best one first; a translation is
    no second telling.

    `languages` are those filed with the cases, by id; a case without one counts with the best. Where the best one is
    not among the tellings of a language, the first one takes its place.
    """
    of_best = _spoken(languages.get(best_id, ""))
    stories: dict[str, list[int]] = {}
    for case_id, language in languages.items():
        stories.setdefault(_spoken(language) or of_best, []).append(case_id)
    return tuple(tuple(sorted(story, key=lambda id_: id_ != best_id)) for story in stories.values() if len(story) > 1)


def told_with(best_id: int, case_id: int, languages: Mapping[int, str]) -> tuple[int, ...]:
    """The one of these stories that a case tells; empty where it tells none of them."""
    return next((story for story in told(best_id, languages) if case_id in story), ())


def _spoken(language: str) -> str:
    return "zh" if language.startswith("zh") else language


def in_order(one: int, other: int) -> tuple[int, int]:
    """Two ids as they stand in a `DistinctPair`."""
    return (one, other) if one < other else (other, one)


def best_telling(cases: Sequence[Case]) -> Case:
    """The telling that serves a class best: whole, with questions and an analysis, long enough, looked over."""
    return max(cases, key=lambda case: (worth(case), -case.id))


def worth(case: Case) -> float:
    """How much of a case there is to teach with; whole and legible stories come before all others."""
    found = set(health(case))
    story = sum(len(plain(section.html)) for section in case.sections if section.role is Role.BODY)
    taught = {section.role for section in case.sections if plain(section.html).strip()} & _TEACHING_ROLES
    return (
        (0.0 if found & POOR_HEALTH else 10.0)
        + min(story, _FULL_LENGTH) / _FULL_LENGTH * 3
        + min(len(case.questions), 3) * 0.7
        + len(taught)
        + (1.0 if case.state is State.REVIEWED else 0.0)
    )


def joined(families: Iterable[Family], case_ids: Sequence[int], *, family_id: int, best_id: int) -> Family:
    """One family of all members of `families` and of `case_ids`, in that order, each once."""
    members = dict.fromkeys(id_ for family in families for id_ in family.case_ids) | dict.fromkeys(case_ids)
    return Family(family_id, best_id, tuple(members))


def without(family: Family, case_id: int, *, best_id: int) -> Family | None:
    """The family without a case; None where no two are left."""
    rest = tuple(id_ for id_ in family.case_ids if id_ != case_id)
    if len(rest) < 2:
        return None
    return Family(family.id, best_id if family.best_id == case_id else family.best_id, rest)
