"""The clock of a class: whatever is done to it, its minutes add up."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import plan_steps, teaching
from casedesk.domain.lesson import Block, LessonPlan, Need
from casedesk.domain.teaching import LiveClass, Pace
from casedesk.domain.teaching_json import class_json, class_of, still_fits

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def plan(*minutes: int, may: tuple[int, ...] = (), spare: tuple[int, ...] = (), target: int = 60) -> LessonPlan:
    def need(at: int) -> Need:
        return Need.MAY if at in may else Need.SPARE if at in spare else Need.MUST

    blocks = tuple(Block(f"block {at}", length, need=need(at)) for at, length in enumerate(minutes))
    return LessonPlan(id=7, blocks=blocks, target=target)


def begun(*minutes: int, may: tuple[int, ...] = (), target: int = 60) -> LiveClass:
    return teaching.begin(plan(*minutes, may=may, target=target), START)


def test_a_class_counts_its_block_down():
    live = begun(5, 10)
    assert teaching.remaining(live, after(2)) == 180
    assert teaching.remaining(live, after(6)) == -60


def test_spare_blocks_are_not_taught():
    live = teaching.begin(plan(5, 10, 15, spare=(1,)), START)
    assert [stop.block for stop in live.stops] == [0, 2]


def test_a_plan_of_spare_blocks_cannot_be_taught():
    with pytest.raises(ValueError, match="nothing"):
        teaching.begin(plan(5, spare=(0,)), START)


@pytest.mark.parametrize(
    ("minute", "pace", "behind"),
    [(5, Pace.ON_TIME, 0), (5.9, Pace.ON_TIME, 0), (7, Pace.BEHIND, 2), (10, Pace.BEHIND, 5), (11, Pace.FAR_BEHIND, 6)],
)
def test_a_block_that_takes_longer_puts_the_class_behind(minute: float, pace: Pace, behind: int):
    found = teaching.standing(begun(5, 10), after(minute))
    assert (found.pace, found.behind) == (pace, behind)


def test_a_block_that_ends_early_puts_the_class_ahead():
    live = teaching.go_on(begun(5, 10), after(2))
    found = teaching.standing(live, after(2))
    assert (found.pace, found.behind, found.ends) == (Pace.AHEAD, -3, after(12))


def test_what_is_left_before_the_bell():
    assert teaching.standing(begun(5, 10, target=40), after(0)).left == 25


def test_a_pause_stops_the_block_but_not_the_day():
    live = teaching.resume(teaching.pause(begun(5, 10), after(1)), after(4))
    assert teaching.remaining(live, after(5)) == 180
    assert teaching.standing(live, after(5)).behind == 3


def test_going_back_goes_on_where_the_block_was():
    live = teaching.go_back(teaching.go_on(begun(5, 10), after(3)), after(4))
    assert teaching.remaining(live, after(5)) == 60
    assert teaching.real_minutes(live, after(5)) == {0: 4, 1: 1}


def test_a_block_that_was_only_passed_through_was_not_taught():
    live = teaching.go_on(teaching.go_on(begun(5, 10, 15), after(4)), after(4.3))
    assert teaching.real_minutes(live, after(10)) == {0: 4, 2: 6}


def test_skipping_drops_the_next_block():
    live = teaching.skip(begun(5, 10, 15), START)
    assert live.following is not None
    assert live.following.block == 2
    assert teaching.standing(live, START).behind == -10
    assert teaching.go_to(live, 1, after(5)).stops[1].is_dropped is False


def test_more_minutes_put_the_class_behind_at_once():
    live = teaching.give(begun(5, 10), 5, after(1))
    assert teaching.remaining(live, after(1)) == 540
    assert teaching.standing(live, after(1)).behind == 5
    assert teaching.remaining(teaching.give(live, -50, after(1)), after(1)) == -60


def test_only_forty_minutes_left_drops_what_may_be_dropped():
    live = teaching.squeeze(begun(10, 20, 15, 10, 20, may=(2, 4)), 40, START)
    assert [stop.is_dropped for stop in live.stops] == [False, False, True, False, True]
    assert teaching.standing(live, START).behind == 0
    assert live.bell == after(40)


def pinned(*minutes: int, at: int, start: time, may: tuple[int, ...] = ()) -> LiveClass:
    """A class at two o'clock with one fixed start."""
    made = replace(plan(*minutes, may=may), start=time(14, 0))
    return teaching.begin(plan_steps.put(made, at, replace(made.blocks[at], pinned=start)), START)


def test_what_is_free_before_a_fixed_start_is_told_and_takes_up_delays():
    live = pinned(10, 20, 15, at=2, start=time(14, 34))
    assert teaching.free(live, START) == 0, "the block that comes next is not the fixed one"
    assert teaching.standing(live, START).ends == after(49)
    late = teaching.go_on(live, after(12))
    assert teaching.free(late, after(12)) == 120
    assert teaching.planned_end(late, 2, after(12)) == after(34)
    assert teaching.standing(late, after(12)).pace is Pace.ON_TIME, "the pause has taken it up"
    assert teaching.free(late, after(33)) == 60, "the block is over its time, and there is a minute before the next"
    assert teaching.standing(late, after(36)).behind == 2
    assert teaching.free(late, after(36)) == 0


def test_waiting_for_a_fixed_start_is_no_part_of_the_block_before():
    live = pinned(10, 20, 15, at=2, start=time(14, 50))
    talk = teaching.go_on(live, after(10))
    assert teaching.real_minutes(teaching.go_on(talk, after(50)), after(50)) == {0: 10, 1: 20}
    assert teaching.real_minutes(teaching.go_on(talk, after(53)), after(53)) == {0: 10, 1: 23}, "it held up the next"
    assert teaching.real_minutes(teaching.go_on(talk, after(34)), after(34)) == {0: 10, 1: 24}, "nobody waited"
    waited = teaching.go_on(talk, after(50))
    assert class_of(class_json(waited)) == waited
    again = teaching.go_on(teaching.go_back(waited, after(51)), after(55))
    assert teaching.real_minutes(again, after(55)) == {0: 10, 1: 24, 2: 1}


def test_a_fixed_start_does_not_hold_in_a_class_at_another_time():
    live = teaching.begin(plan_steps.put(plan(10, 20), 1, Block("b", 20, pinned=time(9, 30))), START)
    assert teaching.standing(live, START).ends == after(30)


def test_what_is_dropped_for_the_bell_counts_the_waiting():
    live = teaching.squeeze(pinned(10, 5, 15, 10, at=2, start=time(14, 20), may=(1, 3)), 35, START)
    assert [stop.is_dropped for stop in live.stops] == [False, False, False, True]
    assert teaching.standing(live, START).ends == after(35)


def test_a_class_of_the_version_before_goes_on():
    data = class_json(begun(5, 10))
    older = {**data, "stops": [stop[:7] for stop in data["stops"]]}
    assert class_of(older) == begun(5, 10)


def test_a_sleeping_computer_loses_no_time():
    live = class_of(class_json(begun(5, 10)))
    assert live is not None
    assert teaching.remaining(live, after(30)) == -25 * 60


def test_a_clock_that_is_put_back_takes_nothing_away():
    assert teaching.spent(begun(5), START - timedelta(hours=1)) == 0


def test_what_is_no_class_is_none():
    good = class_json(begun(5, 10))
    for broken in (None, {}, [], "x", {**good, "form": 99}, {**good, "at": 2}, {**good, "seen": "2026-01-01T00:00:00"}):
        assert class_of(broken) is None


def test_a_class_knows_its_plan():
    live = begun(5, 10)
    assert still_fits(live, plan(6, 11))
    assert not still_fits(live, plan(6))


STEPS = st.lists(
    st.tuples(st.sampled_from("on back skip give take pause resume squeeze page".split()), st.floats(0, 20)),
    max_size=25,
)


def done(live: LiveClass, step: str, now: datetime) -> LiveClass:
    match step:
        case "on":
            return teaching.go_on(live, now)
        case "back":
            return teaching.go_back(live, now)
        case "skip":
            return teaching.skip(live, now)
        case "give":
            return teaching.give(live, 5, now)
        case "take":
            return teaching.give(live, -1, now)
        case "pause":
            return teaching.pause(live, now)
        case "resume":
            return teaching.resume(live, now)
        case "squeeze":
            return teaching.squeeze(live, 20, now)
        case _:
            return teaching.turn_page(live, 3)


@given(STEPS, st.none() | st.tuples(st.integers(0, 3), st.integers(0, 90)))
def test_no_minute_of_a_class_is_lost_or_counted_twice(steps: list[tuple[str, float]], pin: tuple[int, int] | None):
    live, now, running = begun(5, 10, 20, 8, may=(1, 3)), START, 0.0
    if pin:
        live = pinned(5, 10, 20, 8, may=(1, 3), at=pin[0], start=after(pin[1]).time())
    for step, minutes in steps:
        running += 0 if live.is_paused else minutes
        now += timedelta(minutes=minutes)
        live = done(live, step, now)
        taken = sum(stop.spent for stop in live.stops) - live.stop.spent + teaching.spent(live, now)
        assert taken == pytest.approx(running * 60, abs=0.01)
        assert not live.stop.is_dropped
        assert class_of(class_json(live)) == live
        found = teaching.standing(live, now)
        assert found.ends >= now
        later = [stop for stop in live.stops[live.at + 1 :] if not stop.is_dropped]
        assert all(found.ends >= stop.pinned + timedelta(seconds=stop.seconds) for stop in later if stop.pinned)
        assert (found.behind < 0) == (found.pace is Pace.AHEAD)
