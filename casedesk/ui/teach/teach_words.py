"""What teach mode says."""

from datetime import datetime

from casedesk.domain.lesson import Block
from casedesk.domain.teaching import Pace, Standing
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_words import parted

TONES = {Pace.AHEAD: "ok", Pace.ON_TIME: "ok", Pace.BEHIND: "warn", Pace.FAR_BEHIND: "bad"}
_NEARLY_OVER = 0.2
_ALMOST_OVER = 0.05


def countdown(seconds: float) -> str:
    """Minutes and seconds, without a sign: 7:24."""
    whole = abs(int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def countdown_tone(seconds: float, whole: float) -> str:
    """Amber in the last fifth of a block, red in its last twentieth and over its time."""
    if seconds <= whole * _ALMOST_OVER:
        return "bad"
    return "warn" if seconds <= whole * _NEARLY_OVER else "ink"


def countdown_words(seconds: float, whole: float) -> str:
    """What the countdown means, for those who do not go by its colour."""
    if seconds < 0:
        return tr("Over the time by")
    if countdown_tone(seconds, whole) != "ink":
        return tr("Nearly over, still")
    return tr("This block still has")


def pace_words(standing: Standing) -> str:
    """How the class stands to its plan."""
    n = abs(standing.behind)
    match standing.pace:
        case Pace.ON_TIME:
            return tr("As planned")
        case Pace.AHEAD:
            return tr_n("{n} minute ahead of the plan", "{n} minutes ahead of the plan", n).format(n=n)
        case Pace.BEHIND:
            return tr_n("{n} minute behind the plan", "{n} minutes behind the plan", n).format(n=n)
        case Pace.FAR_BEHIND:
            return tr_n("Late: {n} minute behind", "Late: {n} minutes behind", n).format(n=n)


def end_words(standing: Standing) -> str:
    """When the plan will be done, and what is left then."""
    ends = tr("Done at {time}").format(time=local_clock(standing.ends))
    n = abs(standing.left)
    if standing.left > 0:
        left = tr_n("{n} minute to spare", "{n} minutes to spare", n).format(n=n)
    elif standing.left < 0:
        left = tr_n("{n} minute too long", "{n} minutes too long", n).format(n=n)
    else:
        left = tr("just in time")
    return tr(", ").join((ends, left))


def next_words(begins: str, free: float) -> str:
    """When the next block begins, and what is free before it."""
    n = int(free / 60)
    if n:
        return tr_n("Next at {time}, {n} minute free", "Next at {time}, {n} minutes free", n).format(time=begins, n=n)
    return tr("Next, {time}").format(time=begins)


def group_words(block: Block) -> str:
    """How learners work in a block, as they may read it."""
    parts: list[str] = []
    if block.groups:
        parts.append(tr_n("{n} group", "{n} groups", block.groups).format(n=block.groups))
    if block.group_size:
        parts.append(tr_n("{n} person a group", "{n} people a group", block.group_size).format(n=block.group_size))
    return parted(parts)


def minutes_words(n: int) -> str:
    """So many minutes."""
    return tr_n("{n} minute", "{n} minutes", n).format(n=n)


def local_clock(moment: datetime) -> str:
    """A moment on the clock on the wall."""
    return dates.clock(moment.astimezone().time())
