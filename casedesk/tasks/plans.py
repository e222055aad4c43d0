"""New lesson plans, from nothing but cases and minutes, or from one of the templates that come with the program."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast
from uuid import uuid4

from casedesk import paths
from casedesk.domain import plan_steps, sessions
from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.estimates import CHARACTERS_A_MINUTE
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Need, planned_minutes
from casedesk.domain.sessions import PlanRow
from casedesk.storage.library import Library
from casedesk.tasks.case_times import timed
from casedesk.tasks.plan_json import plan_of
from casedesk.texts import N_, tr

CLOSING = (BlockKind.SUMMARY, BlockKind.TEST)
ACTIVITIES = (BlockKind.LECTURE, BlockKind.ROLE_PLAY, BlockKind.GROUP_WORK, BlockKind.EXERCISE)
"""What gives way where there are more cases than a template has places for."""


def templates(language: str) -> tuple[LessonPlan, ...]:
    """The templates in "zh" or "en", the shortest first, their names in the file as uid; case blocks without cases are
    places for cases."""
    data = json.loads(paths.resource("methods", "plan-templates.json").read_text("utf-8"))
    plans = [
        replace(plan_of({"title": entry["name"], **entry}, _no_case), uid=entry["id"], is_template=True)
        for entry in cast(list[dict[str, Any]], _in_language(data, language))
    ]
    return tuple(sorted(plans, key=lambda plan: plan.target))


def _in_language(value: Any, language: str) -> Any:
    """JSON with every {"en": …, "zh": …} replaced by what it says in one language."""
    match value:
        case {"en": _, "zh": _}:
            return value[language]
        case dict():
            return {key: _in_language(item, language) for key, item in cast(dict[str, Any], value).items()}
        case list():
            return [_in_language(item, language) for item in cast(list[Any], value)]
        case _:
            return value


def template_for(minutes: int, language: str) -> LessonPlan:
    """The longest template of one day that fits into so many minutes, or the shortest of all."""
    known = [plan for plan in templates(language) if not any(session.day for session in plan.sessions)]
    return next((plan for plan in reversed(known) if plan.target <= minutes), known[0])


def filled(
    template: LessonPlan, cases: Sequence[Case], *, target: int, characters_a_minute: int = CHARACTERS_A_MINUTE
) -> LessonPlan:
    """A plan from a template: its places take the cases in order, with the minutes that each case needs.

    Further cases follow the last place, places that are left over go. Where it gets too long, blocks that may be
    dropped become spare, and if need be the activities between the cases. Without cases the template stays as it is.
    """
    plan = plan_steps.with_target(replace(template, id=0, uid="", is_template=False), target)
    if not cases:
        return plan
    waiting = [plan_steps.case_block(case, characters_a_minute=characters_a_minute) for case in cases]
    rows: list[PlanRow] = []
    for row in sessions.rows_of(plan):
        if not _is_place(row):
            rows.append(row)
        elif waiting:
            rows.append(_placed(cast(Block, row), waiting.pop(0)))
    rows[_after_cases(rows) : _after_cases(rows)] = waiting
    return _fitted(sessions.with_rows(plan, rows))


def _fitted(plan: LessonPlan) -> LessonPlan:
    """The plan with as many blocks spare as it takes to keep to its target, the cases never among them."""
    plan = plan_steps.squeezed(plan, plan.target)
    if planned_minutes(plan.blocks) <= plan.target:
        return plan
    return plan_steps.squeezed(replace(plan, blocks=tuple(_yielding(block) for block in plan.blocks)), plan.target)


def _yielding(block: Block) -> Block:
    is_firm_activity = block.kind in ACTIVITIES and block.need is Need.MUST and not block.cases
    return replace(block, need=Need.MAY) if is_firm_activity else block


def new_plan(
    library: Library,
    cases: Sequence[Case],
    *,
    title: str,
    target: int,
    language: str,
    now: datetime,
    day: date | None = None,
    audience: str = "",
) -> tuple[LessonPlan, Edit]:
    """A plan around cases from the template for its length, and the edit that stores it."""
    if not cases:
        raise BadInputError(N_("A plan needs at least one case."))
    plan = replace(
        filled(template_for(target, language), timed(library, cases), target=target),
        id=library.new_id(LessonPlan),
        uid=uuid4().hex,
        title=title,
        course=title,
        audience=audience,
        day=day,
        created=now,
        modified=now,
    )
    return plan, Edit(tr("New plan “{title}”").format(title=title), (Replacement(None, plan),))


def _no_case(entry: object) -> CaseUse:
    raise ValueError(f"a template names no case: {entry!r}")


def _is_place(row: PlanRow) -> bool:
    return isinstance(row, Block) and row.kind is BlockKind.CASE and not row.cases


def _placed(place: Block, row: Block) -> Block:
    """The case in its place: what the template says about the teaching, with the title and minutes of the case."""
    return replace(place, title=row.title, minutes=row.minutes, cases=row.cases)


def _after_cases(rows: Sequence[PlanRow]) -> int:
    """Where a further case goes: behind the last case, or else before the closing blocks."""
    for position in range(len(rows), 0, -1):
        row = rows[position - 1]
        if isinstance(row, Block) and row.cases:
            return position
    closing = (position for position, row in enumerate(rows) if isinstance(row, Block) and row.kind in CLOSING)
    return next(closing, len(rows))
