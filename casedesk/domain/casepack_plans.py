"""Lesson plans of a pack as JSON, and back, with the field names of the templates in `resources/methods`."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from itertools import pairwise
from typing import Any

from casedesk.domain.case import Role
from casedesk.domain.casepack_json import case_json, case_of, filled
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
from casedesk.domain.sessions import PlanRow
from casedesk.domain.strict_json import Fields

_NINE = time(9, 0)
_MOST_DAYS = 3_000


def plan_json(plan: LessonPlan, uids: Mapping[int, str], *, versions: tuple[str, ...] = ()) -> dict[str, Any]:
    """A plan; `uids` are those of the cases of the pack by their numbers."""
    goals = plan.objectives
    return filled(
        uid=plan.uid,
        title=plan.title,
        course=plan.course,
        audience=plan.audience,
        head_count=plan.head_count,
        place=plan.place,
        trainer=plan.trainer,
        day=plan.day,
        start=plan.start,
        target=plan.target,
        objectives=filled(knowledge=goals.knowledge, skill=goals.skill, attitude=goals.attitude),
        key_points=plan.key_points,
        difficult_points=plan.difficult_points,
        methods=plan.methods,
        periods=plan.periods,
        prior=plan.prior,
        assessment=plan.assessment,
        prework=plan.prework,
        preparation=plan.preparation,
        board_plan=plan.board_plan,
        homework=plan.homework,
        sessions=[_session_json(session) for session in plan.sessions],
        blocks=[_block_json(block, uids) for block in plan.blocks],
        reflection=plan.reflection,
        is_template=plan.is_template,
        state=plan.state,
        created=plan.created,
        modified=plan.modified,
        versions=versions,
    )


def plan_version(plan: LessonPlan, uids: Mapping[int, str]) -> str:
    """The version that a plan of a pack is, see `casepack_versions`: one hash, for a plan is taken whole."""
    said = plan_json(replace(plan, created=None, modified=None), uids)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()


def plan_of(fields: Fields, *, number: int, cases: Mapping[str, int]) -> LessonPlan:
    """A plan of a pack; `cases` are the numbers of its cases by uid. Raises ValueError."""
    goals = fields.part("objectives")
    uid = fields.text("uid")
    if not uid:
        raise ValueError("no uid")
    return LessonPlan(
        id=number,
        uid=uid,
        title=fields.text("title"),
        course=fields.text("course"),
        audience=fields.text("audience"),
        head_count=fields.number("head_count"),
        place=fields.text("place"),
        trainer=fields.text("trainer"),
        day=fields.day("day"),
        start=fields.clock("start") or _NINE,
        target=fields.number("target"),
        objectives=Objectives(goals.text("knowledge"), goals.text("skill"), goals.text("attitude")),
        key_points=fields.text("key_points"),
        difficult_points=fields.text("difficult_points"),
        methods=fields.text("methods"),
        periods=fields.text("periods"),
        prior=fields.text("prior"),
        assessment=fields.text("assessment"),
        prework=fields.text("prework"),
        preparation=fields.text("preparation"),
        board_plan=fields.text("board_plan"),
        homework=fields.text("homework"),
        sessions=_sessions(fields.parts("sessions")),
        blocks=tuple(_block(part, cases) for part in fields.parts("blocks")),
        reflection=fields.text("reflection"),
        is_template=fields.flag("is_template"),
        state=fields.word("state", PlanState, PlanState.DRAFT),
        created=fields.moment("created"),
        modified=fields.moment("modified"),
    )


def row_json(row: PlanRow, uids: Mapping[int, str]) -> dict[str, Any]:
    """A block, or the heading of a session, on its own."""
    return _block_json(row, uids) if isinstance(row, Block) else {"session": _session_json(row)}


def row_of(fields: Fields, cases: Mapping[str, int]) -> PlanRow:
    """A block, or the heading of a session. Raises ValueError."""
    session = fields.part_or_none("session")
    return _session(session) if session else _block(fields, cases)


def _block_json(block: Block, uids: Mapping[int, str]) -> dict[str, Any]:
    return filled(
        title=block.title,
        minutes=block.minutes,
        kind=block.kind,
        need=block.need,
        cases=[_use_json(use, uids) for use in block.cases],
        intent=block.intent,
        trainer=block.trainer,
        learners=block.learners,
        notes=block.notes,
        materials=[material_json(item) for item in block.materials],
        groups=block.groups,
        group_size=block.group_size,
        pinned=block.pinned,
        transition=block.transition,
        changes=block.changes,
        goals=sorted(block.goals),
        tracks=[filled(name=track.name, task=track.task, place=track.place) for track in block.tracks],
        real=block.real,
    )


def _block(fields: Fields, cases: Mapping[str, int]) -> Block:
    return Block(
        fields.text("title"),
        fields.number("minutes"),
        fields.word("kind", BlockKind, BlockKind.OTHER),
        fields.word("need", Need, Need.MUST),
        tuple(_use(part, cases) for part in fields.parts("cases")),
        fields.text("intent"),
        fields.text("trainer"),
        fields.text("learners"),
        fields.text("notes"),
        tuple(material_of(part) for part in fields.parts("materials")),
        fields.number("groups"),
        fields.number("group_size"),
        fields.clock("pinned"),
        fields.text("transition"),
        fields.text("changes"),
        frozenset(fields.words("goals", Goal)),
        tuple(Track(part.text("name"), part.text("task"), part.text("place")) for part in fields.parts("tracks")),
        fields.number_or_none("real"),
    )


def _session_json(session: Session) -> dict[str, Any]:
    return filled(title=session.title, first=session.first, day=session.day, start=session.start, target=session.target)


def _session(fields: Fields) -> Session:
    return Session(
        fields.text("title"),
        fields.number("first"),
        fields.number("day", most=_MOST_DAYS),
        fields.clock("start") or _NINE,
        fields.number("target"),
    )


def _sessions(parts: Sequence[Fields]) -> tuple[Session, ...]:
    """Sessions in order, the first from block 0; one alone says nothing that the plan does not say."""
    sessions = [replace(_session(part), first=part.number("first") if index else 0) for index, part in enumerate(parts)]
    if any(after.first < before.first for before, after in pairwise(sessions)):
        raise ValueError("sessions")
    return tuple(sessions) if len(sessions) > 1 else ()


def _use_json(use: CaseUse, uids: Mapping[int, str]) -> dict[str, Any]:
    return filled(
        case=uids.get(use.case_id, ""),
        title=use.title,
        roles=sorted(use.roles),
        omitted=sorted(use.omitted),
        seen=use.seen,
        kept=case_json(use.kept) if use.kept else None,
    )


def _use(fields: Fields, cases: Mapping[str, int]) -> CaseUse:
    kept, number = fields.part_or_none("kept"), cases.get(fields.text("case"), 0)
    return CaseUse(
        number,
        fields.text("title"),
        frozenset(fields.words("roles", Role)),
        frozenset(fields.texts("omitted")),
        fields.text("seen"),
        case_of(kept, number=number, documents={}) if kept else None,
    )


def material_json(item: Material) -> dict[str, Any]:
    """A material of a block or a method."""
    return {"name": item.name, "amount": item.amount, "per": item.per, "spare": item.spare}


def material_of(fields: Fields) -> Material:
    """A material of a pack."""
    return Material(
        fields.text("name"), fields.number("amount", 1), fields.word("per", Per, Per.CLASS), fields.number("spare")
    )
