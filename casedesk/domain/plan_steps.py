"""What a trainer does to a plan: pure steps from plan to plan, and what can be read off one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casedesk.domain.case import Case, Outcome
from casedesk.domain.estimates import class_minutes
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Material, Need, Per, planned_minutes


def insert(plan: LessonPlan, block: Block, at: int | None = None) -> LessonPlan:
    """The plan with a block before position `at`, or at the end."""
    position = len(plan.blocks) if at is None else at
    return replace(plan, blocks=(*plan.blocks[:position], block, *plan.blocks[position:]))


def put(plan: LessonPlan, at: int, block: Block) -> LessonPlan:
    """The plan with the block at a position replaced."""
    return replace(plan, blocks=(*plan.blocks[:at], block, *plan.blocks[at + 1 :]))


def remove(plan: LessonPlan, positions: Iterable[int]) -> LessonPlan:
    """The plan without the blocks at these positions."""
    gone = set(positions)
    return replace(plan, blocks=tuple(block for i, block in enumerate(plan.blocks) if i not in gone))


def move(plan: LessonPlan, positions: Iterable[int], before: int) -> LessonPlan:
    """The plan with the blocks at these positions moved, in their order, before the block now at `before`."""
    chosen = sorted(set(positions))
    kept_head = [block for i, block in enumerate(plan.blocks[:before]) if i not in chosen]
    kept_tail = [block for i, block in enumerate(plan.blocks[before:], before) if i not in chosen]
    return replace(plan, blocks=(*kept_head, *(plan.blocks[i] for i in chosen), *kept_tail))


def case_block(case: Case, *, characters_a_minute: int) -> Block:
    """A block that discusses a case, with the minutes it takes (at least one)."""
    minutes = max(1, class_minutes(case, characters_a_minute=characters_a_minute))
    return Block(case.printed_title, minutes, BlockKind.CASE, cases=(CaseUse(case.id, case.title),))


def split(plan: LessonPlan, at: int) -> LessonPlan:
    """The plan with the block at a position cut into two halves; a block of one minute stays as it is."""
    block = plan.blocks[at]
    if block.minutes < 2:
        return plan
    later = block.minutes // 2
    halves = (replace(block, minutes=block.minutes - later), replace(block, minutes=later, materials=(), pinned=None))
    return replace(plan, blocks=(*plan.blocks[:at], *halves, *plan.blocks[at + 1 :]))


def minutes_left(plan: LessonPlan) -> int:
    """The target less what is planned; negative when the class would overrun."""
    return plan.target - planned_minutes(plan.blocks)


def squeezed(plan: LessonPlan, minutes: int) -> LessonPlan:
    """The plan for a class that has only `minutes`: blocks that may be dropped become spare, the last first.

    What must be taught stays, so the result can still be too long.
    """
    blocks = list(plan.blocks)
    for position in range(len(blocks) - 1, -1, -1):
        if planned_minutes(tuple(blocks)) <= minutes:
            break
        if blocks[position].need is Need.MAY:
            blocks[position] = replace(blocks[position], need=Need.SPARE)
    return replace(plan, blocks=tuple(blocks), target=minutes)


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


class MixNote(StrEnum):
    """What the mix check says about the cases of a plan."""

    BALANCED_OUTCOMES = "balanced_outcomes"
    ALL_NEGATIVE = "all_negative"
    ALL_POSITIVE = "all_positive"
    ONE_INDUSTRY = "one_industry"
    SEVERAL_INDUSTRIES = "several_industries"
    NEW_TO_GROUP = "new_to_group"
    USED_WITH_GROUP = "used_with_group"
    WITHOUT_QUESTIONS = "without_questions"


GOOD_NOTES = frozenset({MixNote.BALANCED_OUTCOMES, MixNote.SEVERAL_INDUSTRIES, MixNote.NEW_TO_GROUP})


@dataclass(frozen=True, slots=True)
class MixLine:
    """One line of the mix check; `values` are the words or titles it speaks of, `numbers` its figures."""

    note: MixNote
    values: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def is_good(self) -> bool:
        """The line praises; otherwise it warns."""
        return self.note in GOOD_NOTES


def mix_check(plan: LessonPlan, cases: Sequence[Case], used_with_group: frozenset[int]) -> tuple[MixLine, ...]:
    """Whether the chosen cases make a good mix. `used_with_group` are the cases that the plan's group knows already."""
    chosen = [case for case in cases if case.id in plan.case_ids]
    if not chosen:
        return ()
    lines = [*_outcome_lines(chosen), *_industry_lines(chosen)]
    if plan.audience:
        known = tuple(case.title for case in chosen if case.id in used_with_group)
        new = MixLine(MixNote.NEW_TO_GROUP, (plan.audience,))
        lines.append(MixLine(MixNote.USED_WITH_GROUP, known) if known else new)
    bare = tuple(case.title for case in chosen if not case.questions)
    if bare:
        lines.append(MixLine(MixNote.WITHOUT_QUESTIONS, bare))
    return tuple(lines)


def _outcome_lines(cases: Sequence[Case]) -> list[MixLine]:
    count = Counter(case.outcome for case in cases if case.outcome)
    positive, negative = count[Outcome.POSITIVE], count[Outcome.NEGATIVE]
    if positive and negative:
        return [MixLine(MixNote.BALANCED_OUTCOMES, numbers=(positive, negative))]
    if len(cases) < 2 or count[Outcome.MIXED] or not count:
        return []
    return [MixLine(MixNote.ALL_NEGATIVE if negative else MixNote.ALL_POSITIVE, numbers=(positive + negative,))]


def _industry_lines(cases: Sequence[Case]) -> list[MixLine]:
    industries = tuple(dict.fromkeys(value for case in cases for value in case.industries))
    if len(cases) < 2 or not industries:
        return []
    note = MixNote.ONE_INDUSTRY if len(industries) == 1 else MixNote.SEVERAL_INDUSTRIES
    return [MixLine(note, industries, (len(cases),))]


MINUTES_WORTH_FILLING = 5
"""Below this a gap is left alone."""


def fitting_cases(
    plan: LessonPlan,
    candidates: Sequence[Case],
    *,
    used_with_group: frozenset[int],
    characters_a_minute: int,
    limit: int = 3,
) -> tuple[Case, ...]:
    """Cases for the minutes that are left: they fit, the group does not know them, the best use of the time first.

    A theme of the plan's cases counts for a case, an industry or outcome that the plan has already counts against it.
    """
    left = minutes_left(plan)
    if left < MINUTES_WORTH_FILLING:
        return ()
    taken = set(plan.case_ids)
    planned = [case for case in candidates if case.id in taken]
    themes = {value for case in planned for value in case.themes}
    industries = {value for case in planned for value in case.industries}
    outcomes = {case.outcome for case in planned}

    def rank(case: Case, minutes: int) -> tuple[int, int, int, int]:
        fresh = (not industries & set(case.industries)) + (case.outcome not in outcomes)
        return (-len(themes & set(case.themes)), -fresh, 0 if case.questions else 1, left - minutes)

    fitting: list[tuple[tuple[int, int, int, int], Case]] = []
    for case in candidates:
        if case.id in taken or case.id in used_with_group or case.trashed:
            continue
        minutes = class_minutes(case, characters_a_minute=characters_a_minute)
        if 0 < minutes <= left:
            fitting.append((rank(case, minutes), case))
    fitting.sort(key=lambda item: (item[0], item[1].id))
    return tuple(case for _, case in fitting[:limit])
