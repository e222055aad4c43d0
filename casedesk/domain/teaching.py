"""A class while it is taught: where it stands in its plan, and how its clock runs.

All times are moments of the wall clock and nothing is counted up, so a class goes on rightly after the computer has
slept, or after the program has ended and was started again. Every step gives a new class and takes the moment at which
it is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from casedesk.domain.lesson import LessonPlan, Need, schedule, time_of_day

BEHIND_A_LITTLE = 5
"""Minutes behind the plan up to which a class can still catch up."""
_MINUTE = 60.0
_ROUNDING = timedelta(seconds=30)
"""What a class may be too long where it must fit into whole minutes."""
_ABOUT_THEN = timedelta(hours=1)
"""How far from the time that the plan says a class can begin and still be held to fixed starts."""


class Pace(StrEnum):
    """How a class stands to its plan."""

    AHEAD = "ahead"
    ON_TIME = "on_time"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"


@dataclass(frozen=True, slots=True)
class Stop:
    """A block of the plan in the class. `minutes` are planned, `extra` given in class, `spent` the seconds it took.

    `pinned` is the moment before which the plan does not let it begin, as lunch does not begin before noon. `waited`
    are the seconds of `spent` in which it was done and the class waited for such a moment.
    """

    block: int
    title: str
    minutes: int
    need: Need = Need.MUST
    extra: int = 0
    spent: float = 0.0
    is_dropped: bool = False
    pinned: datetime | None = None
    waited: float = 0.0

    @property
    def seconds(self) -> float:
        """What it may take."""
        return (self.minutes + self.extra) * _MINUTE


@dataclass(frozen=True, slots=True)
class LiveClass:
    """A class that is being taught. `since` is when the clock was last set going, None while it stands still.

    `due` is when the plan would end, `bell` when there is no more time; `seen` the last moment at which the class is
    known to have gone on. `page` is how far the learners have read in the block.
    """

    plan_id: int
    stops: tuple[Stop, ...]
    begun: datetime
    since: datetime | None
    due: datetime
    bell: datetime
    seen: datetime
    at: int = 0
    page: int = 0

    @property
    def stop(self) -> Stop:
        """The block that is taught now."""
        return self.stops[self.at]

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still."""
        return self.since is None

    @property
    def following(self) -> Stop | None:
        """The block that comes next."""
        at = _next_position(self)
        return None if at is None else self.stops[at]

    @property
    def has_previous(self) -> bool:
        """Whether there is a block to go back to."""
        return _previous_position(self) is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a class stands. `behind` is in whole minutes, negative when it is ahead; `left` is what remains before the
    bell once the plan is done."""

    pace: Pace
    behind: int
    ends: datetime
    left: int


def begin(plan: LessonPlan, now: datetime, *, blocks: Sequence[int] | None = None, minutes: int = 0) -> LiveClass:
    """The class of a plan, or of these blocks of it; spare blocks are left out. ValueError where nothing is left.

    `minutes` is the time there is, the target of the plan where it is 0. Fixed starts hold on the clock of `now`,
    where the class begins about when the plan says; at another time of day they say nothing.
    """
    positions = range(len(plan.blocks)) if blocks is None else blocks
    pins = _pins(plan, positions, now)
    stops = tuple(
        Stop(at, plan.blocks[at].title, plan.blocks[at].minutes, plan.blocks[at].need, pinned=pins.get(at))
        for at in positions
        if plan.blocks[at].need is not Need.SPARE
    )
    if not stops:
        raise ValueError("there is nothing to teach")
    bell = now + timedelta(minutes=minutes or plan.target)
    live = LiveClass(plan.id, stops, now, now, now, bell, now)
    return replace(live, due=_ends(live, now))


def spent(live: LiveClass, now: datetime) -> float:
    """The seconds that the present block has taken so far."""
    running = 0.0 if live.since is None else max(0.0, (now - live.since).total_seconds())
    return live.stop.spent + running


def remaining(live: LiveClass, now: datetime) -> float:
    """The seconds that the present block has left; negative when it is over its time."""
    return live.stop.seconds - spent(live, now)


def free(live: LiveClass, now: datetime) -> float:
    """The seconds between the end of the present block, or now where it is over, and the fixed start of the next."""
    following = live.following
    if following is None or following.pinned is None:
        return 0.0
    return max(0.0, (following.pinned - _block_ends(live, now)).total_seconds())


def standing(live: LiveClass, now: datetime) -> Standing:
    """How the class stands to its plan, and when it would end if all that follows took its time."""
    ends = _ends(live, now)
    behind = _whole_minutes((ends - live.due).total_seconds())
    left = _whole_minutes((live.bell - ends).total_seconds())
    return Standing(_pace(behind), behind, ends, left)


def touched(live: LiveClass, now: datetime) -> LiveClass:
    """The class, known to have gone on until now."""
    return replace(live, seen=now)


def go_on(live: LiveClass, now: datetime) -> LiveClass:
    """The class in its next block; the same in its last one."""
    at = _next_position(live)
    return live if at is None else _entered(live, at, now)


def go_back(live: LiveClass, now: datetime) -> LiveClass:
    """The class in the block before, whose clock goes on where it was; the same in its first one."""
    at = _previous_position(live)
    return live if at is None else _entered(live, at, now)


def go_to(live: LiveClass, at: int, now: datetime) -> LiveClass:
    """The class in the block at a position; one that was dropped is taught after all."""
    if at == live.at:
        return live
    stops = _put(live.stops, at, replace(live.stops[at], is_dropped=False))
    return _entered(replace(live, stops=stops), at, now)


def skip(live: LiveClass, now: datetime) -> LiveClass:
    """The class without its next block; the same where none follows."""
    at = _next_position(live)
    if at is None:
        return live
    return replace(live, stops=_put(live.stops, at, replace(live.stops[at], is_dropped=True)), seen=now)


def give(live: LiveClass, minutes: int, now: datetime) -> LiveClass:
    """The class with more minutes for the present block, or fewer; never fewer than none."""
    stop = live.stop
    extra = max(stop.extra + minutes, -stop.minutes)
    return replace(live, stops=_put(live.stops, live.at, replace(stop, extra=extra)), seen=now)


def pause(live: LiveClass, now: datetime) -> LiveClass:
    """The class with its clock standing still."""
    if live.since is None:
        return live
    stop = replace(live.stop, spent=spent(live, now))
    return replace(live, stops=_put(live.stops, live.at, stop), since=None, seen=now)


def resume(live: LiveClass, now: datetime) -> LiveClass:
    """The class with its clock running."""
    return live if live.since is not None else replace(live, since=now, seen=now)


def squeeze(live: LiveClass, minutes: int, now: datetime) -> LiveClass:
    """The class when only so many minutes are left: of what follows, blocks that may be dropped go, the last first.

    What must be taught stays, so it can still be too long. The plan that is left is what the class is then held
    against.
    """
    after = replace(live, bell=now + timedelta(minutes=minutes), seen=now)
    for at in range(len(live.stops) - 1, live.at, -1):
        if _ends(after, now) < after.bell + _ROUNDING:
            break
        stop = live.stops[at]
        if stop.need is Need.MAY and not stop.is_dropped:
            after = replace(after, stops=_put(after.stops, at, replace(stop, is_dropped=True)))
    return replace(after, due=_ends(after, now))


def turn_page(live: LiveClass, page: int) -> LiveClass:
    """The class with another page of the present block shown."""
    return replace(live, page=max(0, page))


def real_minutes(live: LiveClass, now: datetime) -> dict[int, int]:
    """The minutes that each block of the plan took; one that was only passed through was not taught."""
    seconds = {stop.block: stop.spent - stop.waited for stop in live.stops}
    seconds[live.stop.block] = spent(live, now) - live.stop.waited
    minutes = {block: int(took / _MINUTE + 0.5) for block, took in seconds.items()}
    return {block: taken for block, taken in minutes.items() if taken}


def planned_end(live: LiveClass, position: int, now: datetime) -> datetime:
    """When the block at a later position would begin if all before it took its time."""
    begins = _through(live, position, now)
    return max(begins, live.stops[position].pinned or begins)


def _pins(plan: LessonPlan, positions: Sequence[int], now: datetime) -> dict[int, datetime]:
    """The moments of the fixed starts, by the positions of the blocks; none in a class at another time of day."""
    if not positions:
        return {}
    slots, first = schedule(plan), min(positions)
    begins = _on_the_clock(time_of_day(plan, slots[first].start - max(0, slots[first].gap)), now)
    if abs(now - begins) > _ABOUT_THEN:
        return {}
    pinned = ((at, plan.blocks[at].pinned) for at in positions)
    return {at: _on_the_clock(start, now) for at, start in pinned if start is not None}


def _on_the_clock(clock: time, now: datetime) -> datetime:
    """The moment of the day of `now` at which the clock shows this."""
    return now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)


def _block_ends(live: LiveClass, now: datetime) -> datetime:
    """When the present block would end; now where it is over its time."""
    return now + timedelta(seconds=max(0.0, remaining(live, now)))


def _through(live: LiveClass, position: int, now: datetime) -> datetime:
    """When everything before a later position would be done, no block beginning before its fixed start."""
    clock = _block_ends(live, now)
    for stop in live.stops[live.at + 1 : position]:
        if not stop.is_dropped:
            clock = max(clock, stop.pinned or clock) + timedelta(seconds=stop.seconds)
    return clock


def _ends(live: LiveClass, now: datetime) -> datetime:
    return _through(live, len(live.stops), now)


def _entered(live: LiveClass, at: int, now: datetime) -> LiveClass:
    pinned = live.stops[at].pinned if at > live.at else None
    left = replace(live.stop, spent=spent(live, now), waited=_waited(live, pinned, now))
    since = None if live.is_paused else now
    return replace(live, stops=_put(live.stops, live.at, left), at=at, page=0, since=since, seen=now)


def _waited(live: LiveClass, pinned: datetime | None, now: datetime) -> float:
    """The seconds for which the present block was done and the class waited for the fixed start of the one that now
    begins; one that begins before its time was not waited for."""
    if pinned is None or now < pinned - _ROUNDING:
        return live.stop.waited
    late = 0.0 if live.since is None else (now - max(pinned, live.since)).total_seconds()
    return max(live.stop.waited, -remaining(live, now) - max(0.0, late))


def _next_position(live: LiveClass) -> int | None:
    return next((at for at in range(live.at + 1, len(live.stops)) if not live.stops[at].is_dropped), None)


def _previous_position(live: LiveClass) -> int | None:
    return next((at for at in range(live.at - 1, -1, -1) if not live.stops[at].is_dropped), None)


def _put(stops: tuple[Stop, ...], at: int, stop: Stop) -> tuple[Stop, ...]:
    return (*stops[:at], stop, *stops[at + 1 :])


def _whole_minutes(seconds: float) -> int:
    """Minutes towards nothing: a class is a minute late when a whole minute has gone."""
    return int(seconds / _MINUTE)


def _pace(behind: int) -> Pace:
    if behind == 0:
        return Pace.ON_TIME
    if behind < 0:
        return Pace.AHEAD
    return Pace.BEHIND if behind <= BEHIND_A_LITTLE else Pace.FAR_BEHIND
