"""Rows of lesson plans: the plan, its sessions, its blocks and what belongs to each block."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any, TypeVar

from casedesk.domain.case import Role
from casedesk.domain.lesson import (
    Block,
    BlockKind,
    CaseUse,
    Goal,
    LessonPlan,
    Material,
    Need,
    Objectives,
    Per,
    PlanState,
    Session,
    Track,
)
from casedesk.storage.case_json import case_json, case_of
from casedesk.storage.shapes import Row, Rows, Shape, any_row, grouped, iso, microseconds, moment, table

T = TypeVar("T")

_PLAN_COLUMNS = (
    "id uid title course audience head_count place trainer day start target knowledge skill attitude key_points"
    " difficult_points methods periods prior assessment prework preparation board_plan homework reflection is_template"
    " state archived created modified trashed"
)
_SESSION_COLUMNS = "plan_id position title first_block day start target"
_BLOCK_COLUMNS = (
    "plan_id position title minutes kind need intent trainer learners notes groups group_size pinned transition changes"
    " goals real"
)
_CASE_COLUMNS = "plan_id block position case_id title roles omitted seen kept"
_MATERIAL_COLUMNS = "plan_id block position name amount per spare"
_TRACK_COLUMNS = "plan_id block position name task place"


def _plan_rows(plan: LessonPlan) -> Rows:
    goals = plan.objectives
    main: Row = (
        plan.id, plan.uid, plan.title, plan.course, plan.audience, plan.head_count, plan.place, plan.trainer,
        iso(plan.day), plan.start.isoformat(), plan.target, goals.knowledge, goals.skill, goals.attitude,
        plan.key_points, plan.difficult_points, plan.methods, plan.periods, plan.prior, plan.assessment, plan.prework,
        plan.preparation, plan.board_plan, plan.homework, plan.reflection, int(plan.is_template), str(plan.state),
        microseconds(plan.archived), microseconds(plan.created), microseconds(plan.modified),
        microseconds(plan.trashed),
    )  # fmt: skip
    sessions = tuple(
        (plan.id, position, session.title, session.first, session.day, session.start.isoformat(), session.target)
        for position, session in enumerate(plan.sessions)
    )
    return (
        (main,),
        sessions,
        tuple(_block_row(plan.id, position, block) for position, block in enumerate(plan.blocks)),
        _parts(plan, lambda block: block.cases, _use_row),
        _parts(plan, lambda block: block.materials, lambda item: (item.name, item.amount, str(item.per), item.spare)),
        _parts(plan, lambda block: block.tracks, lambda track: (track.name, track.task, track.place)),
    )


def _parts(plan: LessonPlan, parts: Callable[[Block], tuple[T, ...]], row: Callable[[T], Row]) -> tuple[Row, ...]:
    return tuple(
        (plan.id, index, position, *row(part))
        for index, block in enumerate(plan.blocks)
        for position, part in enumerate(parts(block))
    )


def _block_row(plan_id: int, position: int, block: Block) -> Row:
    return (
        plan_id, position, block.title, block.minutes, str(block.kind), str(block.need), block.intent, block.trainer,
        block.learners, block.notes, block.groups, block.group_size, iso(block.pinned), block.transition,
        block.changes, " ".join(sorted(block.goals)), block.real,
    )  # fmt: skip


def _use_row(use: CaseUse) -> Row:
    omitted = json.dumps(sorted(use.omitted), ensure_ascii=False)
    kept = case_json(use.kept) if use.kept else ""
    return (use.case_id, use.title, " ".join(sorted(use.roles)), omitted, use.seen, kept)


def _plan(rows: Rows) -> LessonPlan:
    mains, sessions, blocks, cases, materials, tracks = rows
    (
        id_, uid, title, course, audience, head_count, place, trainer, day, start, target, knowledge, skill, attitude,
        key_points, difficult_points, methods, periods, prior, assessment, prework, preparation, board_plan, homework,
        reflection, is_template, state, archived, created, modified, trashed,
    ) = any_row(mains[0])  # fmt: skip
    used, brought, parallel = grouped(cases), grouped(materials), grouped(tracks)
    return LessonPlan(
        id=id_, uid=uid, title=title, course=course, audience=audience, head_count=head_count, place=place,
        trainer=trainer, day=date.fromisoformat(day) if day else None, start=time.fromisoformat(start), target=target,
        objectives=Objectives(knowledge, skill, attitude), key_points=key_points, difficult_points=difficult_points,
        methods=methods, periods=periods, prior=prior, assessment=assessment, prework=prework,
        preparation=preparation, board_plan=board_plan, homework=homework, reflection=reflection,
        is_template=bool(is_template), state=PlanState(state), archived=moment(archived),
        sessions=tuple(map(_session, sessions)),
        blocks=tuple(
            _block(row, used.get(row[1], ()), brought.get(row[1], ()), parallel.get(row[1], ())) for row in blocks
        ),
        created=moment(created), modified=moment(modified), trashed=moment(trashed),
    )  # fmt: skip


def _session(row: Sequence[Any]) -> Session:
    _, _, title, first, day, start, target = row
    return Session(title, first, day, time.fromisoformat(start), target)


def _block(
    row: Sequence[Any],
    cases: Iterable[Sequence[Any]],
    materials: Iterable[Sequence[Any]],
    tracks: Iterable[Sequence[Any]],
) -> Block:
    (
        _, _, title, minutes, kind, need, intent, trainer, learners, notes, groups, group_size, pinned, transition,
        changes, goals, real,
    ) = row  # fmt: skip
    return Block(
        title, minutes, BlockKind(kind), Need(need), intent=intent, trainer=trainer, learners=learners, notes=notes,
        cases=tuple(map(_use, cases)),
        materials=tuple(Material(item[3], item[4], Per(item[5]), item[6]) for item in materials),
        groups=groups, group_size=group_size, pinned=time.fromisoformat(pinned) if pinned else None,
        transition=transition, changes=changes, goals=frozenset(map(Goal, goals.split())),
        tracks=tuple(Track(*item[3:]) for item in tracks), real=real,
    )  # fmt: skip


def _use(row: Sequence[Any]) -> CaseUse:
    _, _, _, case_id, title, roles, omitted, seen, kept = row
    asked = frozenset[str](json.loads(omitted))
    copy = case_of(kept) if kept else None
    return CaseUse(case_id, title, frozenset(map(Role, roles.split())), asked, seen, copy)


PLAN = Shape(
    LessonPlan,
    (
        table("plan", _PLAN_COLUMNS),
        table("plan_session", _SESSION_COLUMNS, "position"),
        table("block", _BLOCK_COLUMNS, "position"),
        table("block_case", _CASE_COLUMNS, "block, position"),
        table("block_material", _MATERIAL_COLUMNS, "block, position"),
        table("block_track", _TRACK_COLUMNS, "block, position"),
    ),
    _plan_rows,
    _plan,
)
