"""What a trainer does to a plan: pure steps from plan to plan, and what can be read off one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from casedesk.domain import sessions
from casedesk.domain.case import Case
from casedesk.domain.estimates import class_minutes
from casedesk.domain.lesson import (
    Block,
    BlockKind,
    CaseUse,
    LessonPlan,
    Material,
    Need,
    Per,
    PlanState,
    planned_minutes,
    session_of,
)


def insert(plan: LessonPlan, block: Block, at: int | None = None) -> LessonPlan:
    """The plan with a block before position `at`, in the session of the block there; or at the end."""
    position = len(plan.blocks) if at is None else at
    return sessions.inserted(plan, (block,), sessions.row_of_block(plan, position))


def put(plan: LessonPlan, at: int, block: Block) -> LessonPlan:
    """The plan with the block at a position replaced."""
    return replace(plan, blocks=(*plan.blocks[:at], block, *plan.blocks[at + 1 :]))


def remove(plan: LessonPlan, positions: Iterable[int]) -> LessonPlan:
    """The plan without the blocks at these positions."""
    return sessions.removed(plan, {sessions.row_of_block(plan, position) for position in positions})


def move(plan: LessonPlan, positions: Iterable[int], before: int) -> LessonPlan:
    """The plan with the blocks at these positions moved, in their order, before the block now at `before`."""
    rows = {sessions.row_of_block(plan, position) for position in positions}
    return sessions.moved(plan, rows, sessions.row_of_block(plan, before))


def case_block(case: Case, *, characters_a_minute: int) -> Block:
    """A block that discusses a case, with the minutes it takes (at least one)."""
    minutes = max(1, class_minutes(case, characters_a_minute=characters_a_minute))
    return Block(case.printed_title, minutes, BlockKind.CASE, cases=(use_of(case),))


def use_of(case: Case) -> CaseUse:
    """A case as it is put into a block."""
    return CaseUse(case.id, case.title, seen=use_print(case))


def use_print(case: Case) -> str:
    """A short hash of what a plan uses of a case: its titles, sections and questions."""
    asked = (question.text for section in case.sections for question in section.questions)
    told = (f"{section.role}\0{section.title}\0{section.html}" for section in case.sections)
    text = "\0\0".join((case.title, case.learner_title, *told, *asked))
    return sha256(text.encode()).hexdigest()[:16]


def has_changed(use: CaseUse, case: Case) -> bool:
    """Whether a case is another one than it was when the trainer last saw it in the plan."""
    return bool(use.seen) and use.seen != use_print(case)


def keeping(plan: LessonPlan, cases: Mapping[int, Case]) -> LessonPlan:
    """The plan with a copy of those of its cases that are about to go for good."""
    return replace(plan, blocks=tuple(replace(block, cases=_kept(block.cases, cases)) for block in plan.blocks))


def _kept(uses: tuple[CaseUse, ...], cases: Mapping[int, Case]) -> tuple[CaseUse, ...]:
    return tuple(replace(use, kept=_copy(cases[use.case_id])) if use.case_id in cases else use for use in uses)


def _copy(case: Case) -> Case:
    return replace(case, uid=case.uid or str(case.id), origin=None, batch_id=None, trashed=None)


def kept_cases(plan: LessonPlan) -> tuple[Case, ...]:
    """The cases of a plan that are gone from the library and live on in it."""
    return tuple({use.case_id: use.kept for block in plan.blocks for use in block.cases if use.kept}.values())


def as_used(plan: LessonPlan, case: Case) -> Case:
    """A case without the questions that no block of the plan puts."""
    uses = [use.omitted for block in plan.blocks for use in block.cases if use.case_id == case.id]
    omitted = {text for text in uses[0] if all(text in use for use in uses)} if uses else set[str]()
    if not omitted:
        return case
    return replace(
        case,
        sections=tuple(
            replace(section, questions=tuple(item for item in section.questions if item.text not in omitted))
            for section in case.sections
        ),
    )


def split(plan: LessonPlan, at: int) -> LessonPlan:
    """The plan with the block at a position cut into two halves; a block of one minute stays as it is."""
    block = plan.blocks[at]
    if block.minutes < 2:
        return plan
    later = block.minutes // 2
    first = replace(block, minutes=block.minutes - later, transition="", real=None)
    second = replace(block, minutes=later, materials=(), pinned=None, real=None)
    return sessions.inserted(put(plan, at, first), (second,), sessions.row_of_block(plan, at) + 1)


def state_of(plan: LessonPlan, today: date) -> PlanState:
    """How far a plan has come: one whose last day is over has been taught, whatever was noted."""
    last = plan.day + timedelta(days=max((session.day for session in plan.sessions), default=0)) if plan.day else None
    return PlanState.TAUGHT if last is not None and last < today else plan.state


def minutes_left(plan: LessonPlan) -> int:
    """The target less what is planned; negative when the class would overrun."""
    return plan.target - planned_minutes(plan.blocks)


def squeezed(plan: LessonPlan, minutes: int, *, session: int | None = None) -> LessonPlan:
    """The plan for a class that has only `minutes`: blocks that may be dropped become spare, the last first.

    What must be taught stays, so the result can still be too long. Of several sessions one has only so many minutes,
    or all together have; then the last ones get shorter.
    """
    blocks = list(plan.blocks)
    own = [at for at in range(len(blocks)) if session is None or session_of(plan, at) == session]
    for position in reversed(own):
        if planned_minutes(tuple(blocks[at] for at in own)) <= minutes:
            break
        if blocks[position].need is Need.MAY:
            blocks[position] = replace(blocks[position], need=Need.SPARE)
    kept = replace(plan, blocks=tuple(blocks))
    if session is None:
        return with_target(kept, minutes)
    targets = [replace(item, target=minutes) if at == session else item for at, item in enumerate(plan.sessions)]
    return sessions.with_sessions(kept, targets)


def with_target(plan: LessonPlan, minutes: int) -> LessonPlan:
    """The plan with other minutes in all; of several sessions the last ones give them, and the last one gets them."""
    if not plan.sessions:
        return replace(plan, target=minutes)
    change = minutes - plan.target
    targets = [session.target for session in plan.sessions]
    targets[-1] += max(0, change)
    for index in range(len(targets) - 1, -1, -1):
        taken = min(targets[index], max(0, -change))
        targets[index] -= taken
        change += taken
    settled = (replace(session, target=target) for session, target in zip(plan.sessions, targets, strict=True))
    return sessions.with_sessions(plan, tuple(settled))


def made_spare(before: LessonPlan, after: LessonPlan) -> tuple[Block, ...]:
    """The blocks that are spare in one of two versions with the same blocks, and were not in the other."""
    pairs = zip(before.blocks, after.blocks, strict=True)
    return tuple(new for old, new in pairs if new.need is Need.SPARE and old.need is not Need.SPARE)


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material of the whole plan: what one unit needs and how many to bring."""

    material: Material
    total: int


def group_count(plan: LessonPlan) -> int:
    """The number of groups: the largest that a block asks for, or groups of four where none says."""
    asked = max((block.groups for block in plan.blocks), default=0)
    return asked or (plan.head_count + 3) // 4


def materials(plan: LessonPlan) -> tuple[MaterialLine, ...]:
    """What to bring, each material once, in the order of first use; the largest amount that a block asks for."""
    needed: dict[tuple[str, Per], Material] = {}
    for block in plan.blocks:
        for item in block.materials:
            known = needed.get((item.name, item.per))
            if known is None or (item.amount, item.spare) > (known.amount, known.spare):
                needed[item.name, item.per] = item
    units = {Per.PERSON: plan.head_count, Per.GROUP: group_count(plan), Per.CLASS: 1}
    return tuple(MaterialLine(item, item.amount * units[item.per] + item.spare) for item in needed.values())


MINUTES_WORTH_FILLING = 5
"""Below this a gap is left alone."""


def fitting_cases(
    plan: LessonPlan,
    candidates: Sequence[Case],
    *,
    used_with_group: frozenset[int],
    characters_a_minute: int,
    topic: frozenset[str] = frozenset(),
    limit: int = 3,
) -> tuple[Case, ...]:
    """Cases for the minutes that are left: they fit, the group does not know them, the best ones first.

    A theme of the plan's cases counts most for a case, and so do the themes and industries of `topic`; then how much
    of the time it fills. An industry or outcome that the plan has already counts against it. Of cases with the same
    title, which tell the same story, there is one.
    """
    left, _ = sessions.widest_gap(plan)
    if left < MINUTES_WORTH_FILLING:
        return ()
    taken = set(plan.case_ids)
    planned = [case for case in candidates if case.id in taken]
    wanted = topic.union(*(case.themes for case in planned))
    industries = {value for case in planned for value in case.industries}
    outcomes = {case.outcome for case in planned}

    def rank(case: Case, minutes: int) -> tuple[int, ...]:
        fresh = (not industries & set(case.industries)) + (case.outcome not in outcomes)
        hits, thirds = len(wanted & {*case.themes, *case.industries}), min(2, 3 * minutes // left)
        return (-hits, -thirds, -fresh, 0 if case.questions else 1, left - minutes)

    fitting: list[tuple[tuple[int, ...], Case]] = []
    for case in candidates:
        if case.id in taken or case.id in used_with_group or case.trashed:
            continue
        minutes = class_minutes(case, characters_a_minute=characters_a_minute)
        if 0 < minutes <= left:
            fitting.append((rank(case, minutes), case))
    fitting.sort(key=lambda item: (item[0], item[1].id))
    named: dict[str | int, Case] = {}
    for _, case in fitting:
        named.setdefault(case.title or case.id, case)
    return tuple(named.values())[:limit]
