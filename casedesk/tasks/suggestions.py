"""Cases that fit into what is left of a plan, found without reading the whole library."""

from pathlib import Path

from casedesk.domain import plan_steps
from casedesk.domain.case import Case, Facet
from casedesk.domain.filters import CaseFilter, Condition, Order, Range
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.sessions import widest_gap
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.tasks.case_times import timed
from casedesk.tasks.progress import SILENCE, Progress

CANDIDATES = 300
"""The newest cases of the right length are looked at; more would not make a better choice of three."""


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
    wanted = CaseFilter(minutes=Range(1, left)).with_condition(known)
    searcher = Searcher(path)
    try:
        ids = searcher.find(wanted, Order.MODIFIED, is_cancelled=lambda: progress.is_cancelled).ids[:CANDIDATES]
    finally:
        searcher.close()
    with Library.open(path, create=False, read_only=True) as library:
        candidates = timed(library, library.cases.get_many((*plan.case_ids, *ids)))
    return plan_steps.fitting_cases(
        plan, candidates, used_with_group=frozenset(), characters_a_minute=characters_a_minute
    )
