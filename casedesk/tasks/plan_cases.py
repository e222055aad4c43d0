"""Cases put into a lesson plan, as steps with a name; a plan takes a case once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from casedesk.domain import plan_steps, sessions
from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.texts import tr_n


def cases_of(library: Library, plan: LessonPlan) -> tuple[Case, ...]:
    """The cases of a plan in its order; of those that are gone from the library, what the plan has kept."""
    found = {case.id: case for case in plan_steps.kept_cases(plan)}
    found |= {case.id: case for case in library.cases.get_many(plan.case_ids)}
    return tuple(found[id_] for id_ in plan.case_ids if id_ in found)


def in_blocks_of_their_own(
    plan: LessonPlan, cases: Sequence[Case], now: datetime, *, characters_a_minute: int, before: int | None = None
) -> Edit:
    """Each case in a new block before the row `before` of the plan, or at the end. Changes nothing where the plan has
    them all."""
    fresh = _fresh(plan, cases)
    at = len(sessions.rows_of(plan)) if before is None else before
    blocks = [plan_steps.case_block(case, characters_a_minute=characters_a_minute) for case in fresh]
    after = sessions.inserted(plan, blocks, at) if blocks else plan
    text = tr_n("Add {n} case to the plan “{name}”", "Add {n} cases to the plan “{name}”", len(fresh))
    return _edit(text.format(n=len(fresh), name=plan.title), plan, after, now)


def in_block(plan: LessonPlan, cases: Sequence[Case], now: datetime, *, position: int) -> Edit:
    """The cases in the block at a position. Changes nothing where the plan has them all."""
    fresh, block = _fresh(plan, cases), plan.blocks[position]
    uses = tuple(map(plan_steps.use_of, fresh))
    after = plan_steps.put(plan, position, replace(block, cases=(*block.cases, *uses)))
    text = tr_n("Put {n} case into “{name}”", "Put {n} cases into “{name}”", len(fresh))
    return _edit(text.format(n=len(fresh), name=block.title), plan, after, now)


def _fresh(plan: LessonPlan, cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.id not in plan.case_ids]


def _edit(text: str, plan: LessonPlan, after: LessonPlan, now: datetime) -> Edit:
    return Edit(text, () if after == plan else (Replacement(plan, replace(after, modified=now)),))
