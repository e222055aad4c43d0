"""A class that is being taught as JSON, so that it can go on after a crash."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from casedesk.domain.lesson import LessonPlan, Need
from casedesk.domain.teaching import LiveClass, Stop

_FORM = 1


def class_json(live: LiveClass) -> dict[str, Any]:
    """The class as JSON."""
    return {
        "form": _FORM,
        "plan": live.plan_id,
        "stops": [_entry(stop) for stop in live.stops],
        "begun": live.begun.isoformat(),
        "since": live.since.isoformat() if live.since else None,
        "due": live.due.isoformat(),
        "bell": live.bell.isoformat(),
        "seen": live.seen.isoformat(),
        "at": live.at,
        "page": live.page,
    }


def class_of(data: Any) -> LiveClass | None:
    """The class that was kept; None where none was, or one that this version cannot read."""
    try:
        if not data or data["form"] != _FORM:
            return None
        stops = tuple(map(_stop, data["stops"]))
        since = data["since"]
        live = LiveClass(
            plan_id=int(data["plan"]),
            stops=stops,
            begun=_moment(data["begun"]),
            since=_moment(since) if since else None,
            due=_moment(data["due"]),
            bell=_moment(data["bell"]),
            seen=_moment(data["seen"]),
            at=int(data["at"]),
            page=int(data["page"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return live if 0 <= live.at < len(stops) else None


def still_fits(live: LiveClass, plan: LessonPlan) -> bool:
    """Whether the plan has the blocks of the class where they were, so that the class can go on by it."""
    return all(stop.block < len(plan.blocks) and plan.blocks[stop.block].title == stop.title for stop in live.stops)


def _entry(stop: Stop) -> list[Any]:
    seconds = [stop.extra, stop.spent, stop.is_dropped]
    return [stop.block, stop.title, stop.minutes, str(stop.need), *seconds, _iso(stop), stop.waited]


def _stop(entry: Any) -> Stop:
    """A block; versions before kept neither its fixed start nor how long it was waited."""
    block, title, minutes, need, extra, spent, is_dropped, pinned, waited, *_ = (*entry, None, 0.0)
    start = _moment(pinned) if pinned else None
    made = Stop(int(block), str(title), int(minutes), Need(need), int(extra), float(spent), bool(is_dropped), start)
    return replace(made, waited=float(waited or 0))


def _iso(stop: Stop) -> str | None:
    return stop.pinned.isoformat() if stop.pinned else None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
