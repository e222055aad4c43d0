"""Cases that fit into what is left of a plan, found without reading the whole library."""

from collections.abc import Sequence
from pathlib import Path

from casedesk.domain import plan_steps
from casedesk.domain.case import Case, Facet
from casedesk.domain.filters import CaseFilter, Condition, Order, Range
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.sessions import widest_gap
from casedesk.domain.topics import named_values
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.tasks.case_times import timed
from casedesk.tasks.progress import SILENCE, Progress

CANDIDATES = 300
"""So many cases of the right length are looked at, those on the topic of the plan before others, the newest first;
more would not make a better choice of three."""
_MOST_VALUES = 6
_TOPIC = (Facet.THEME, Facet.INDUSTRY)


def fitting_cases(
    path: Path, plan: LessonPlan, *, characters_a_minute: int, progress: Progress = SILENCE
) -> tuple[Case, ...]:
    """Up to three cases of the library at `path` for the minutes that a plan has left; best first.

    It opens the library for reading only, so it may run in a worker.
    """
    left, _ = widest_gap(plan)
    if left < plan_steps.MINUTES_WORTH_FILLING:
        return ()
    known = Condition(Facet.USED, excluded=frozenset({plan.audience} if plan.audience else ()))
    fitting = CaseFilter(minutes=Range(1, left)).with_condition(known)
    with Library.open(path, create=False, read_only=True) as library:
        planned = library.cases.get_many(plan.case_ids)
        topic = _topic(library, plan)
        themes = [(Facet.THEME, theme) for case in planned for theme in case.themes]
        on_topic = [fitting.including(facet, value) for facet, value in dict.fromkeys((*topic, *themes))]
        ids = _first_ids(path, [*on_topic[:_MOST_VALUES], fitting], progress)
        candidates = timed(library, library.cases.get_many(dict.fromkeys((*plan.case_ids, *ids))))
    return plan_steps.fitting_cases(
        plan,
        candidates,
        used_with_group=frozenset(),
        characters_a_minute=characters_a_minute,
        topic=frozenset(value for _, value in topic),
    )


def _topic(library: Library, plan: LessonPlan) -> list[tuple[Facet, str]]:
    """The themes and industries of the library that the plan names in its head."""
    words = f"{plan.title}\n{plan.course}\n{plan.key_points}"
    return [(facet, value) for facet in _TOPIC for value in named_values(words, library.known_values(facet))]


def _first_ids(path: Path, filters: Sequence[CaseFilter], progress: Progress) -> list[int]:
    """The newest cases of each filter in turn, as many as are looked at in all."""
    ids: dict[int, None] = {}
    searcher = Searcher(path)
    try:
        for wanted in filters:
            if len(ids) < CANDIDATES:
                found = searcher.find(wanted, Order.MODIFIED, is_cancelled=lambda: progress.is_cancelled).ids
                ids.update(dict.fromkeys(found[:CANDIDATES]))
    finally:
        searcher.close()
    return list(ids)[:CANDIDATES]
