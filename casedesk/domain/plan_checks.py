"""What a second look at a plan finds: whether its cases make a good mix, and whether its blocks serve its goals."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.case import Case, Outcome
from casedesk.domain.estimates import Length, body_characters, length_class
from casedesk.domain.lesson import BlockKind, Goal, LessonPlan, Need

OLD_AFTER = 8
"""Years after which a source is called old."""
TEACHING = frozenset(
    {
        BlockKind.CASE,
        BlockKind.LECTURE,
        BlockKind.ROLE_PLAY,
        BlockKind.GROUP_WORK,
        BlockKind.EXERCISE,
        BlockKind.TEST,
    }
)
"""The kinds of blocks that should serve a goal."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
    ALL_LONG = "all_long"
    ALL_VERY_SHORT = "all_very_short"
    OLD_SOURCES = "old_sources"
    ONE_SOURCE = "one_source"
    GOALS_UNLINKED = "goals_unlinked"
    GOALS_WITHOUT_BLOCK = "goals_without_block"
    BLOCKS_WITHOUT_GOAL = "blocks_without_goal"
    MANY_GOALS = "many_goals"
    GOALS_SERVED = "goals_served"


GOOD_NOTES = frozenset(
    {MixNote.BALANCED_OUTCOMES, MixNote.SEVERAL_INDUSTRIES, MixNote.NEW_TO_GROUP, MixNote.GOALS_SERVED}
)


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


def mix_check(
    plan: LessonPlan, cases: Sequence[Case], used_with_group: frozenset[int], *, year: int | None = None
) -> tuple[MixLine, ...]:
    """Whether the chosen cases make a good mix. `used_with_group` are the cases that the plan's group knows already;
    `year` is the one in which they are taught, where the age of their sources is to be told."""
    chosen = [case for case in cases if case.id in plan.case_ids]
    if not chosen:
        return ()
    lines = [*_outcome_lines(chosen), *_industry_lines(chosen), *_length_lines(chosen), *_source_lines(chosen, year)]
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
    known = positive + negative
    if known < 2 or count[Outcome.MIXED]:
        return []
    return [MixLine(MixNote.ALL_NEGATIVE if negative else MixNote.ALL_POSITIVE, numbers=(known,))]


def _industry_lines(cases: Sequence[Case]) -> list[MixLine]:
    known = [case.industries for case in cases if case.industries]
    if len(known) < 2:
        return []
    industries = tuple(dict.fromkeys(value for values in known for value in values))
    note = MixNote.ONE_INDUSTRY if len(industries) == 1 else MixNote.SEVERAL_INDUSTRIES
    return [MixLine(note, industries, (len(known),))]


def _length_lines(cases: Sequence[Case]) -> list[MixLine]:
    lengths = {length_class(body_characters(case)) for case in cases}
    note = {Length.LONG: MixNote.ALL_LONG, Length.MICRO: MixNote.ALL_VERY_SHORT}.get(min(lengths, key=str))
    return [MixLine(note, numbers=(len(cases),))] if len(cases) > 1 and len(lengths) == 1 and note else []


def _source_lines(cases: Sequence[Case], year: int | None) -> list[MixLine]:
    lines: list[MixLine] = []
    old = tuple(case.title for case in cases if year is not None and _is_old(case.source, year))
    if old:
        lines.append(MixLine(MixNote.OLD_SOURCES, old, (OLD_AFTER,)))
    sources = {case.source.strip() for case in cases}
    if len(cases) > 1 and len(sources) == 1 and "" not in sources:
        lines.append(MixLine(MixNote.ONE_SOURCE, tuple(sources), (len(cases),)))
    return lines


def _is_old(source: str, year: int) -> bool:
    """Whether the youngest year that a source names is long ago; one that names none has no age."""
    named = [int(text) for text in _YEAR.findall(source)]
    return bool(named) and max(named) <= year - OLD_AFTER


def goal_check(plan: LessonPlan) -> tuple[MixLine, ...]:
    """Whether the blocks of a plan serve its goals. `values` are the words of Goal, or the titles of blocks."""
    wanted = {goal: _lines(getattr(plan.objectives, goal.value)) for goal in Goal}
    set_goals = [goal for goal in Goal if wanted[goal]]
    taught = [block for block in plan.blocks if block.need is not Need.SPARE]
    served = frozenset[Goal]().union(*(block.goals for block in taught))
    if not set_goals or not plan.blocks:
        return ()
    lines = [MixLine(MixNote.MANY_GOALS, (goal,), (len(wanted[goal]),)) for goal in set_goals if len(wanted[goal]) > 2]
    if not served:
        return (*lines, MixLine(MixNote.GOALS_UNLINKED))
    missed = tuple(goal for goal in set_goals if goal not in served)
    idle = tuple(block.title for block in taught if block.kind in TEACHING and not block.goals)
    if missed:
        lines.append(MixLine(MixNote.GOALS_WITHOUT_BLOCK, missed))
    if idle:
        lines.append(MixLine(MixNote.BLOCKS_WITHOUT_GOAL, idle))
    return tuple(lines) or (MixLine(MixNote.GOALS_SERVED),)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
