"""A course of several sessions as one list of rows: the heading of a session stands among the blocks, and moves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import TypeAlias

from casedesk.domain.lesson import (
    MINUTES_A_DAY,
    Block,
    LessonPlan,
    Session,
    planned_minutes,
    schedule,
    session_of,
    session_start,
    time_of_day,
)

PlanRow: TypeAlias = Block | Session
LUNCH = 60
"""Minutes between two sessions of a day, where nobody says otherwise."""


def rows_of(plan: LessonPlan) -> tuple[PlanRow, ...]:
    """The blocks of a plan, each session's heading before its first one."""
    rows: list[PlanRow] = []
    headings = list(plan.sessions)
    for position, block in enumerate(plan.blocks):
        while headings and headings[0].first <= position:
            rows.append(headings.pop(0))
        rows.append(block)
    return (*rows, *headings)


def with_rows(plan: LessonPlan, rows: Iterable[PlanRow]) -> LessonPlan:
    """The plan with these rows. What stands above the first heading belongs to the first session."""
    blocks: list[Block] = []
    sessions: list[Session] = []
    for row in rows:
        if isinstance(row, Block):
            blocks.append(row)
        else:
            sessions.append(replace(row, first=len(blocks) if sessions else 0))
    return with_sessions(replace(plan, blocks=tuple(blocks)), sessions)


def with_sessions(plan: LessonPlan, sessions: Sequence[Session]) -> LessonPlan:
    """The plan with these sessions, with the start, the day and the minutes that follow from them."""
    if not sessions:
        return replace(plan, sessions=())
    first = sessions[0]
    day = plan.day + timedelta(days=first.day) if plan.day and first.day else plan.day
    settled = tuple(replace(session, day=max(0, session.day - first.day)) for session in sessions)
    target = sum(session.target for session in settled)
    kept = settled if len(settled) > 1 else ()
    return replace(plan, sessions=kept, start=first.start, day=day, target=target)


def start_at(plan: LessonPlan, start: time) -> LessonPlan:
    """The plan with another start; of several sessions, that of the first."""
    if not plan.sessions:
        return replace(plan, start=start)
    return with_sessions(plan, (replace(plan.sessions[0], start=start), *plan.sessions[1:]))


def begun_at(plan: LessonPlan, start: time) -> LessonPlan:
    """The plan begun at another time, with all its sessions as long after the first as they were."""
    if not plan.sessions:
        return replace(plan, start=start)
    later = _minute(start) - _minute(plan.sessions[0].start)
    return with_sessions(plan, tuple(_later(session, later) for session in plan.sessions))


def _later(session: Session, minutes: int) -> Session:
    days, minute = divmod(_minute(session.start) + minutes, MINUTES_A_DAY)
    return replace(session, day=session.day + days, start=time(minute // 60, minute % 60))


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def row_of_block(plan: LessonPlan, position: int) -> int:
    """The row of the block at a position; behind all rows for the position behind all blocks."""
    if position >= len(plan.blocks):
        return len(plan.blocks) + len(plan.sessions)
    return position + sum(1 for session in plan.sessions if session.first <= position)


def block_before_row(plan: LessonPlan, row: int) -> int:
    """How many blocks stand above a row: the position of the block in it, or of the one that follows a heading."""
    return sum(1 for found in rows_of(plan)[:row] if isinstance(found, Block))


def inserted(plan: LessonPlan, rows: Sequence[PlanRow], at: int) -> LessonPlan:
    """The plan with rows put before row `at`; never above the first heading."""
    known = rows_of(plan)
    at = max(at, 1) if plan.sessions else at
    return with_rows(plan, (*known[:at], *rows, *known[at:]))


def replaced(plan: LessonPlan, at: int, row: PlanRow) -> LessonPlan:
    """The plan with one row replaced."""
    known = rows_of(plan)
    return with_rows(plan, (*known[:at], row, *known[at + 1 :]))


def removed(plan: LessonPlan, rows: Iterable[int]) -> LessonPlan:
    """The plan without these rows; the blocks under a heading that goes join the session above."""
    gone = set(rows)
    return with_rows(plan, (row for index, row in enumerate(rows_of(plan)) if index not in gone))


def moved(plan: LessonPlan, rows: Iterable[int], before: int) -> LessonPlan:
    """The plan with rows moved, in their order, before the row now at `before`; the first heading stays the first
    row."""
    chosen = sorted(set(rows) - ({0} if plan.sessions else set()))
    before = max(before, 1) if plan.sessions else before
    known = rows_of(plan)
    head = (row for index, row in enumerate(known[:before]) if index not in chosen)
    tail = (row for index, row in enumerate(known[before:], before) if index not in chosen)
    return with_rows(plan, (*head, *(known[index] for index in chosen), *tail))


def divided(plan: LessonPlan, at: int, session: Session) -> LessonPlan:
    """The plan with a new session that begins with the block at `at`; what stood before is the first one, where the
    plan had only one so far."""
    if not plan.sessions:
        plan = replace(plan, sessions=(Session(start=plan.start, target=plan.target), replace(session, first=at)))
        return with_sessions(plan, plan.sessions)
    return inserted(plan, (session,), row_of_block(plan, at))


def in_two(plan: LessonPlan, at: int) -> LessonPlan:
    """The plan of one session in two with a lunch between: the second begins with the block at `at`, and the first
    has as many minutes as its blocks take."""
    first = planned_minutes(plan.blocks[:at])
    morning = replace(plan, target=first)
    second = replace(next_session(morning, at), target=max(0, plan.target - first))
    return divided(morning, at, second)


def next_session(plan: LessonPlan, at: int, *, on_next_day: bool = False) -> Session:
    """A session that could begin with the block at `at`: after the one before it and a lunch, or on the next day when
    the first one begins."""
    before = (
        plan.sessions[_session_before(plan, at)] if plan.sessions else Session(start=plan.start, target=plan.target)
    )
    if on_next_day:
        return Session(day=before.day + 1, start=plan.start, target=before.target)
    minute = _minute(before.start) + before.target + LUNCH
    hour = -(-minute // 30) * 30 % MINUTES_A_DAY
    days = before.day + minute // MINUTES_A_DAY
    return Session(day=days, start=time(hour // 60, hour % 60), target=before.target)


def _session_before(plan: LessonPlan, at: int) -> int:
    begun = [index for index, session in enumerate(plan.sessions) if session.first < max(1, at)]
    return begun[-1] if begun else 0


@dataclass(frozen=True, slots=True)
class SessionFit:
    """How a session fits its time. `pause` are the minutes since the session before, negative where that runs into
    it; `ends` is its last minute on the clock."""

    session: Session
    planned: int
    pause: int
    ends: time

    @property
    def left(self) -> int:
        """The minutes that are left, negative when it runs over."""
        return self.session.target - self.planned


def session_fits(plan: LessonPlan) -> tuple[SessionFit, ...]:
    """How every session of a plan of several fits its time."""
    slots = schedule(plan)
    fits: list[SessionFit] = []
    before = 0
    for index, session in enumerate(plan.sessions):
        own = [position for position, slot in enumerate(slots) if slot.session == index]
        start = session_start(plan, index)
        end = max((slots[position].end for position in own), default=start)
        planned = planned_minutes(tuple(plan.blocks[position] for position in own))
        fits.append(SessionFit(session, planned, start - before, time_of_day(plan, end)))
        before = end
    return tuple(fits)


def widest_gap(plan: LessonPlan) -> tuple[int, int]:
    """The minutes that one more block could take, and the session that has them left."""
    if not plan.sessions:
        return plan.target - planned_minutes(plan.blocks), 0
    lefts = [fit.left for fit in session_fits(plan)]
    return max(lefts), lefts.index(max(lefts))


def row_for_case(plan: LessonPlan) -> int:
    """The row behind which one more case belongs: the last case of the session with the widest gap, its last block,
    or its heading; -1 in an empty plan."""
    _, session = widest_gap(plan)
    own = [at for at in range(len(plan.blocks)) if session_of(plan, at) == session]
    if own:
        return row_of_block(plan, max((at for at in own if plan.blocks[at].cases), default=own[-1]))
    headings = [row for row, item in enumerate(rows_of(plan)) if isinstance(item, Session)]
    return headings[session] if headings else -1


def minutes_over(plan: LessonPlan) -> int:
    """The minutes by which a plan overruns; of several sessions, each for itself."""
    if not plan.sessions:
        return max(0, planned_minutes(plan.blocks) - plan.target)
    return sum(max(0, -fit.left) for fit in session_fits(plan))


def day_of(plan: LessonPlan, session: Session) -> date | None:
    """The date of a session, where the plan has one."""
    return plan.day + timedelta(days=session.day) if plan.day else None
