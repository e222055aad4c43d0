"""What is kept of a class that was taught: real minutes of blocks and cases, and how it went."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan, PlanState, Session, session_of
from casedesk.domain.library import UseRecord
from casedesk.domain.sessions import day_of
from casedesk.storage.library import Library
from casedesk.texts import tr


@dataclass(frozen=True, slots=True)
class ClassReview:
    """What the trainer says of a class afterwards.

    `real` are minutes by the position of the block, without those that were not taught; `notes` say by case how it
    went.
    """

    real: Mapping[int, int]
    notes: Mapping[int, str]
    reflection: str


def records_of(library: Library, plan: LessonPlan) -> dict[int, UseRecord]:
    """The newest use record that this plan has written for its group, by case."""
    return {record.case_id: record for record in library.uses.of_plan(plan.id) if record.group == plan.audience}


def class_edit(library: Library, plan: LessonPlan, real: Mapping[int, int], *, today: date) -> Edit:
    """The edit that writes what a class took: `real` minutes by the position of the block.

    The plan has been taught then. Every case of a block that was taught gets a use record of this day, with its share
    of the minutes; what other blocks with it took earlier that day, as in the session before lunch, is added.
    """
    known = {case_id: record for case_id, record in records_of(library, plan).items() if record.day == today}
    before = {at: block.real for at, block in enumerate(plan.blocks) if block.real is not None}
    anew = case_minutes(plan, {at: minutes for at, minutes in before.items() if at in real})
    after = _dated(with_real_minutes(plan, {**before, **real}), today)
    replacements = _of_plan(plan, after)
    for case_id, minutes in case_minutes(plan, real).items():
        record = known.get(case_id) or _new_record(library, plan, case_id, today)
        total = _added(known.get(case_id), minutes, instead_of=anew.get(case_id))
        replacements += _of_record(known.get(case_id), replace(record, planned=total.planned, real=total.real))
    return Edit(tr("Keep the real minutes of “{title}”").format(title=plan.title), tuple(replacements))


def review_edit(library: Library, plan: LessonPlan, review: ClassReview, *, today: date) -> Edit:
    """The edit that writes what the trainer says afterwards: minutes, reflection, and a use record for every case.

    A case that was not taught loses the record that this plan wrote for this group. Of a case that a course came back
    to on several days, the newest record gets what the earlier ones leave.
    """
    known, taught = records_of(library, plan), _of_last_day(library, plan, case_minutes(plan, review.real))
    after = _dated(replace(with_real_minutes(plan, review.real), reflection=review.reflection), today)
    replacements = _of_plan(plan, after)
    for case_id, minutes in taught.items():
        record = known.get(case_id) or _new_record(library, plan, case_id, plan.day or today)
        note = review.notes.get(case_id, record.note)
        written = replace(record, planned=minutes.planned, real=minutes.real, note=note)
        replacements += _of_record(known.get(case_id), written)
    replacements += [Replacement(record, None) for case_id, record in known.items() if case_id not in taught]
    return Edit(tr("Note how “{title}” went").format(title=plan.title), tuple(replacements))


def _dated(plan: LessonPlan, today: date) -> LessonPlan:
    """A plan that has been taught, with the day of its class where none was set; a course counts its own days."""
    is_undated = plan.day is None and not plan.sessions and plan.state is PlanState.TAUGHT
    return replace(plan, day=today) if is_undated else plan


def with_real_minutes(plan: LessonPlan, real: Mapping[int, int]) -> LessonPlan:
    """The plan with the minutes that its blocks took, by their positions; where none was taught it was not either."""
    blocks = tuple(replace(block, real=real.get(at)) for at, block in enumerate(plan.blocks))
    return replace(plan, blocks=blocks, state=PlanState.TAUGHT if real else plan.state)


def untaught(plan: LessonPlan) -> LessonPlan:
    """The plan as if no class had been held by it: without day, real minutes and reflection."""
    blocks = tuple(replace(block, real=None) for block in plan.blocks)
    return replace(plan, blocks=blocks, day=None, reflection="", state=PlanState.DRAFT, archived=None)


def replanned(plan: LessonPlan) -> LessonPlan:
    """A new plan from one that was taught: its blocks take the minutes that they took in class."""
    blocks = tuple(replace(block, minutes=block.real or block.minutes) for block in plan.blocks)
    return untaught(replace(plan, blocks=blocks))


def session_to_teach(plan: LessonPlan, now: datetime) -> int:
    """The session of a course whose turn it is at a moment of the trainer's clock: of those of today the one that goes
    on or is nearest, else the first; those that have been taught come last."""
    planned = [index for index in range(len(plan.sessions)) if blocks_of_session(plan, index)]
    waiting = [index for index in planned if not is_taught(plan, index)]
    today = [index for index in waiting if day_of(plan, plan.sessions[index]) == now.date()]
    if today:
        return min(today, key=lambda index: _minutes_away(plan.sessions[index], now))
    return waiting[0] if waiting else 0


def _minutes_away(session: Session, now: datetime) -> int:
    """How far a moment of its day is from a session: none while it goes on."""
    since = now.hour * 60 + now.minute - session.start.hour * 60 - session.start.minute
    return max(-since, since - session.target, 0)


def blocks_of_session(plan: LessonPlan, index: int) -> tuple[int, ...]:
    """The positions of the blocks of a session."""
    return tuple(at for at in range(len(plan.blocks)) if session_of(plan, at) == index)


def is_taught(plan: LessonPlan, index: int) -> bool:
    """Whether a class has been held by a session."""
    return any(plan.blocks[at].real is not None for at in blocks_of_session(plan, index))


@dataclass(frozen=True, slots=True)
class CaseMinutes:
    """What was planned for a case, and what it took."""

    planned: int
    real: int


def case_minutes(plan: LessonPlan, real: Mapping[int, int]) -> dict[int, CaseMinutes]:
    """The minutes of every case that was taught; the cases of a block share its minutes."""
    planned: dict[int, float] = defaultdict(float)
    taken: dict[int, float] = defaultdict(float)
    for position, minutes in real.items():
        block = plan.blocks[position]
        for use in block.cases:
            planned[use.case_id] += block.minutes / len(block.cases)
            taken[use.case_id] += minutes / len(block.cases)
    return {case_id: CaseMinutes(round(planned[case_id]), max(1, round(taken[case_id]))) for case_id in taken}


def _added(known: UseRecord | None, minutes: CaseMinutes, *, instead_of: CaseMinutes | None) -> CaseMinutes:
    """What a case took on a day, with the minutes of one more class; a class held again takes the place of its first
    time."""
    if known is None:
        return minutes
    first = instead_of or CaseMinutes(0, 0)
    planned = max(0, known.planned - first.planned) + minutes.planned
    return CaseMinutes(planned, max(0, (known.real or 0) - first.real) + minutes.real)


def _of_last_day(library: Library, plan: LessonPlan, minutes: dict[int, CaseMinutes]) -> dict[int, CaseMinutes]:
    """Of the minutes of every case in a course, those that no class of an earlier day took."""
    newest = records_of(library, plan)
    left = dict(minutes)
    for record in library.uses.of_plan(plan.id) if plan.sessions else ():
        of_case = left.get(record.case_id)
        if of_case and record.group == plan.audience and record != newest[record.case_id]:
            planned = max(0, of_case.planned - record.planned)
            left[record.case_id] = CaseMinutes(planned, max(1, of_case.real - (record.real or 0)))
    return left


def _new_record(library: Library, plan: LessonPlan, case_id: int, day: date) -> UseRecord:
    return UseRecord(library.new_id(UseRecord), case_id, plan.id, group=plan.audience, day=day)


def _of_plan(before: LessonPlan, after: LessonPlan) -> list[Replacement]:
    return [Replacement(before, after)] if after != before else []


def _of_record(before: UseRecord | None, after: UseRecord) -> list[Replacement]:
    return [Replacement(before, after)] if after != before else []
