"""The clock of a course: whatever is done to its blocks and sessions, order, sums and sessions stay right."""

from dataclasses import replace
from datetime import date, time

from hypothesis import assume, given
from hypothesis import strategies as st

from casedesk.domain import plan_steps, sessions
from casedesk.domain.lesson import (
    Block,
    CaseUse,
    LessonPlan,
    Need,
    Session,
    Track,
    planned_minutes,
    schedule,
    session_of,
    session_start,
)
from tests.builders import make_plan

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
tracks = st.lists(st.builds(Track, st.sampled_from("AB")), max_size=3).map(tuple)
blocks = st.builds(
    Block,
    title=st.sampled_from("abcdef"),
    minutes=st.integers(1, 90),
    need=st.sampled_from(Need),
    pinned=st.none() | clocks,
    tracks=tracks,
)
headings = st.builds(Session, st.just("s"), st.just(0), st.integers(0, 3), clocks, st.integers(1, 400))
plans = st.builds(
    sessions.with_rows,
    st.builds(make_plan, start=clocks, day=st.none() | st.just(date(2026, 6, 12))),
    st.lists(blocks | headings, max_size=10),
)


@st.composite
def steps(draw: st.DrawFn, plan: LessonPlan) -> LessonPlan:
    """The plan after one thing that a trainer can do to it."""
    rows = sessions.rows_of(plan)
    count, at = len(plan.blocks), draw(st.integers(0, max(0, len(plan.blocks) - 1)))
    chosen = draw(st.sets(st.integers(0, len(rows) - 1), max_size=3)) if rows else set[int]()
    before = draw(st.integers(0, len(rows)))
    kind = draw(
        st.sampled_from(
            ["move", "remove", "insert", "divide", "pin", "split", "need", "squeeze", "start", "halve", "tracks"]
        )
    )
    if kind == "insert":
        return sessions.inserted(plan, draw(st.lists(blocks | headings, max_size=2)), before)
    if kind == "divide":
        return sessions.divided(plan, at, sessions.next_session(plan, at, on_next_day=draw(st.booleans())))
    if kind == "squeeze":
        session = draw(st.none() | st.integers(0, len(plan.sessions) - 1)) if plan.sessions else None
        return plan_steps.squeezed(plan, draw(st.integers(1, 500)), session=session)
    if kind == "start":
        return draw(st.sampled_from([sessions.start_at, sessions.begun_at]))(plan, draw(clocks))
    if kind == "halve":
        return plan if plan.sessions else sessions.in_two(plan, at)
    if kind == "move":
        return sessions.moved(plan, chosen, before)
    if kind == "remove":
        return sessions.removed(plan, chosen)
    if not count:
        return plan
    if kind == "split":
        return plan_steps.split(plan, at)
    changes = {"pin": {"pinned": draw(st.none() | clocks)}, "tracks": {"tracks": draw(tracks)}}
    change = changes.get(kind) or {"need": draw(st.sampled_from(Need))}
    return plan_steps.put(plan, at, replace(plan.blocks[at], **change))


@given(plans, st.data())
def test_no_sequence_of_steps_breaks_the_clock(plan: LessonPlan, data: st.DataObject):
    for _ in range(data.draw(st.integers(1, 6))):
        plan = data.draw(steps(plan))
        assert_sound(plan)


def assert_sound(plan: LessonPlan) -> None:
    """Sessions are in order and cover the blocks, the head says what they say, and an overlap is always shown."""
    assert len(plan.sessions) != 1
    if plan.sessions:
        assert plan.sessions[0].first == 0
        assert plan.sessions[0].day == 0
        assert plan.start == plan.sessions[0].start
        assert plan.target == sum(session.target for session in plan.sessions)
    firsts = [session.first for session in plan.sessions]
    assert firsts == sorted(firsts)
    assert all(first <= len(plan.blocks) for first in firsts)
    slots, ended = schedule(plan), 0
    for position, (block, slot) in enumerate(zip(plan.blocks, slots, strict=True)):
        assert slot.end - slot.start == (0 if block.need is Need.SPARE else block.minutes)
        assert slot.session == session_of(plan, position)
        assert slot.start >= ended or slot.gap <= slot.start - ended
        is_first = not position or slot.session != slots[position - 1].session
        ended = slot.end if is_first else max(ended, slot.end)
    together = replace(plan, blocks=tuple(replace(block, tracks=()) for block in plan.blocks))
    assert schedule(together) == slots, "what parts of a class do at the same time takes no time of its own"
    fits = sessions.session_fits(plan)
    assert sum(fit.planned for fit in fits) == (planned_minutes(plan.blocks) if plan.sessions else 0)


@given(plans)
def test_rows_and_plan_say_the_same(plan: LessonPlan):
    rows = sessions.rows_of(plan)
    assert sessions.with_rows(plan, rows) == plan
    for position, block in enumerate(plan.blocks):
        row = sessions.row_of_block(plan, position)
        assert rows[row] is block
        assert sessions.block_before_row(plan, row) == position


@given(plans, clocks)
def test_a_course_that_begins_at_another_time_keeps_its_pauses(plan: LessonPlan, start: time):
    plan = replace(plan, blocks=tuple(replace(block, pinned=None) for block in plan.blocks))
    assume(all(session_start(plan, index) >= 0 for index in range(len(plan.sessions))))
    later = sessions.begun_at(plan, start)
    assert later.start == start
    assert schedule(later) == schedule(plan)
    assert sessions.begun_at(later, plan.start) == plan


@given(plans, st.data())
def test_moving_keeps_every_block_and_the_order_of_the_rest(plan: LessonPlan, data: st.DataObject):
    count = len(sessions.rows_of(plan))
    chosen = data.draw(st.sets(st.integers(0, count - 1))) if count else set[int]()
    moved = sessions.moved(plan, chosen, data.draw(st.integers(0, count)))
    assert sorted(map(id, moved.blocks)) == sorted(map(id, plan.blocks))
    assert len(moved.sessions) == len(plan.sessions)
    kept = [id(row) for at, row in enumerate(sessions.rows_of(plan)) if at not in chosen and isinstance(row, Block)]
    assert [number for number in map(id, moved.blocks) if number in kept] == kept


def test_a_course_of_two_days_has_its_clock_in_every_session():
    morning, afternoon = Block("上午", 60), Block("下午", 50)
    plan = make_plan(blocks=(morning, afternoon), start=time(9, 0), target=120, day=date(2026, 6, 12))
    plan = sessions.divided(plan, 1, sessions.next_session(plan, 1))
    plan = sessions.divided(plan, 2, sessions.next_session(plan, 2, on_next_day=True))
    plan = plan_steps.insert(plan, Block("第二天", 30))
    assert [(slot.start, slot.end, slot.session) for slot in schedule(plan)] == [
        (0, 60, 0),
        (180, 230, 1),
        (1440, 1470, 2),
    ]
    assert [fit.left for fit in sessions.session_fits(plan)] == [60, 70, 90]
    assert sessions.day_of(plan, plan.sessions[2]) == date(2026, 6, 13)


def test_a_session_that_begins_too_early_is_shown_as_an_overlap():
    plan = make_plan(blocks=(Block("a", 90), Block("b", 10)), start=time(9, 0))
    plan = sessions.divided(plan, 1, Session(start=time(10, 0)))
    assert schedule(plan)[1].gap == -30
    assert sessions.session_fits(plan)[1].pause == -30


def test_without_its_last_but_one_session_a_course_is_a_plan_again():
    plan = make_plan(blocks=(Block("a", 10), Block("b", 10)), start=time(9, 0), target=45)
    course = sessions.divided(plan, 1, sessions.next_session(plan, 1))
    again = sessions.removed(course, [sessions.row_of_block(course, 1) - 1])
    assert again == plan


def test_one_more_case_goes_where_there_is_room():
    talk = Block("a", 80, cases=(CaseUse(1, "一"),))
    plan = make_plan(blocks=(talk, Block("b", 20)), start=time(9, 0), target=90)
    assert sessions.widest_gap(plan) == (-10, 0)
    course = sessions.divided(plan, 1, sessions.next_session(plan, 1))
    assert sessions.widest_gap(course) == (70, 1)
    assert sessions.row_for_case(course) == 3
    assert sessions.minutes_over(course) == 0
    assert sessions.minutes_over(plan) == 10
    empty = sessions.divided(course, 2, sessions.next_session(course, 2))
    assert sessions.row_for_case(empty) == 4
    assert sessions.row_for_case(make_plan()) == -1
