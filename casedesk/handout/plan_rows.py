"""The lesson plan as it is printed: one row for each block, with its time on the clock, then the total."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casedesk.domain.case import Case
from casedesk.domain.handout import HandoutOptions
from casedesk.domain.handout_blocks import PlanRow
from casedesk.domain.lesson import Block, CaseUse, LessonPlan, Need, Slot, Track, planned_minutes, schedule, time_of_day
from casedesk.domain.sessions import day_of
from casedesk.handout.case_blocks import numbered_titles
from casedesk.handout.labels import Labels


def plan_rows(
    plan: LessonPlan,
    cases: Sequence[Case],
    options: HandoutOptions,
    labels: Labels,
    learner_pages: Mapping[int, int],
) -> tuple[PlanRow, ...]:
    """The rows of the plan table; a case is named by its number and learner title where it is in the handout.

    `learner_pages` has the page of each case in the learner handout, as far as these are known.
    """
    slots = schedule(plan)
    printed = numbered_titles(cases, options, labels)
    rows = [
        replace(_row(plan, block, slot, printed, labels), pages=_pages(block, learner_pages, labels))
        for block, slot in zip(plan.blocks, slots, strict=True)
    ]
    for index in range(len(plan.sessions) - 1, -1, -1):
        rows.insert(plan.sessions[index].first, _session(plan, index, labels))
    return (*rows, _total(plan, slots, labels))


def _pages(block: Block, learner_pages: Mapping[int, int], labels: Labels) -> str:
    known = (learner_pages[use.case_id] for use in block.cases if use.case_id in learner_pages)
    return labels.list_gap.join(map(str, known))


def _session(plan: LessonPlan, index: int, labels: Labels) -> PlanRow:
    """The heading of a session: when it begins, its name and its day."""
    session = plan.sessions[index]
    day = day_of(plan, session)
    name = session.title or labels.session.format(n=index + 1)
    remark = labels.long_date(day) if day else labels.session_day.format(n=session.day + 1)
    minutes = labels.minutes.format(minutes=session.target)
    return PlanRow(time=f"{session.start:%H:%M}", minutes=minutes, title=name, remark=remark)


def _row(plan: LessonPlan, block: Block, slot: Slot, printed: dict[int, str], labels: Labels) -> PlanRow:
    titles = tuple(_case_name(use, printed) for use in block.cases)
    return PlanRow(
        time=f"{time_of_day(plan, slot.start):%H:%M}",
        minutes=labels.minutes.format(minutes=block.minutes),
        title=_block_title(block, titles),
        cases=titles,
        remark=" · ".join(filter(None, (labels.needs[block.need], _grouping(block, labels)))),
        trainer="\n".join(filter(None, (block.trainer, f"→ {block.transition}" if block.transition else ""))),
        learners="\n".join(filter(None, (block.learners, *map(_track, block.tracks)))),
        materials=labels.list_gap.join(item.name for item in block.materials),
        changes=block.changes,
    )


def _track(track: Track) -> str:
    """What one part of the class does meanwhile, and where."""
    return " · ".join(filter(None, (track.name, track.task, track.place)))


def _case_name(use: CaseUse, printed: dict[int, str]) -> str:
    return printed.get(use.case_id, use.title)


def _block_title(block: Block, titles: Sequence[str]) -> str:
    """A block that is named after its case gives its place to the case, which stands below under its number."""
    named = [*titles, *(use.title for use in block.cases)]
    return "" if any(name.endswith(block.title) for name in named) else block.title


def _grouping(block: Block, labels: Labels) -> str:
    if block.groups and block.group_size:
        return labels.grouping.format(groups=block.groups, size=block.group_size)
    return ""


def _total(plan: LessonPlan, slots: Sequence[Slot], labels: Labels) -> PlanRow:
    end = max((slot.end for slot in slots), default=0)
    droppable = [block for block in plan.blocks if block.need is Need.MAY]
    named = labels.list_gap.join(f"{block.title} {labels.minutes.format(minutes=block.minutes)}" for block in droppable)
    return PlanRow(
        time=f"{time_of_day(plan, end):%H:%M}",
        title=labels.total.format(minutes=planned_minutes(plan.blocks)),
        trainer=labels.may_drop.format(blocks=named) if named else "",
    )
