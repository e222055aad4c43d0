"""Lesson plans of a pack as JSON, and back, with the field names of the templates in `resources/methods`."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from casedesk.domain.case import Role
from casedesk.domain.casepack_json import filled
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Material, Need, Objectives, Per
from casedesk.domain.strict_json import Fields

_NINE = time(9, 0)


def plan_json(plan: LessonPlan, uids: Mapping[int, str]) -> dict[str, Any]:
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
        blocks=[_block_json(block, uids) for block in plan.blocks],
        reflection=plan.reflection,
        is_template=plan.is_template,
        created=plan.created,
        modified=plan.modified,
    )


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
        blocks=tuple(_block(part, cases) for part in fields.parts("blocks")),
        reflection=fields.text("reflection"),
        is_template=fields.flag("is_template"),
        created=fields.moment("created"),
        modified=fields.moment("modified"),
    )


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
        materials=[_material_json(item) for item in block.materials],
        groups=block.groups,
        group_size=block.group_size,
        pinned=block.pinned,
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
        tuple(_material(part) for part in fields.parts("materials")),
        fields.number("groups"),
        fields.number("group_size"),
        fields.clock("pinned"),
    )


def _use_json(use: CaseUse, uids: Mapping[int, str]) -> dict[str, Any]:
    return filled(case=uids.get(use.case_id, ""), title=use.title, roles=sorted(use.roles))


def _use(fields: Fields, cases: Mapping[str, int]) -> CaseUse:
    return CaseUse(cases.get(fields.text("case"), 0), fields.text("title"), frozenset(fields.words("roles", Role)))


def _material_json(item: Material) -> dict[str, Any]:
    return {"name": item.name, "amount": item.amount, "per": item.per, "spare": item.spare}


def _material(fields: Fields) -> Material:
    return Material(
        fields.text("name"), fields.number("amount", 1), fields.word("per", Per, Per.CLASS), fields.number("spare")
    )
