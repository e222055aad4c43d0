"""The course at a glance: one page, on which the height of a row is the time it takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from casedesk.domain.handout import Column, Edition, Facts, Grid, GridLook, HandoutBlock, Kind, Para
from casedesk.domain.lesson import LessonPlan, Need, planned_minutes, schedule, time_of_day
from casedesk.domain.plan_overview import OverviewRow, overview_rows
from casedesk.domain.plan_steps import group_count
from casedesk.domain.sessions import day_of
from casedesk.handout.case_blocks import numbered_titles, words
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.handout.letter_widths import width_of
from casedesk.texts import N_

_A_MINUTE = 4.88
"""Points to a minute: 1.72 mm."""
_LEAST = 35.5
"""A row holds one line and its minutes."""
_LINE, _SIZE, _CELL = 16.0, 10.5, 5.5
"""A line of a row, the size of its letters, and the white around them."""
_HEAD, _SESSION, _FACT = 160.0, 52.0, 24.0
"""What stands over the rows, over those of a session and under all of them, in points."""
_WIDTH = 466.0
_ABOUT = 1.6
"""Rows whose heights differ no more from their share are as good as to scale."""
_WIDTHS = (1.2, 3.5, 3.1, 2.2)
_COLUMNS = (Column.TIME, Column.ENTRY, Column.VOICE, Column.TEXT)


@dataclass(frozen=True, slots=True)
class _Words:
    span: str
    people: str
    groups: str
    scale: str
    gap: str
    keep: str
    short: str
    spare: str
    minutes: str


_WORDS = {
    "zh": _Words(
        "{span}，共{minutes}分钟", "{people}人", "{groups}组", "行高与时长成比例", "；", "带走", "时间不够", "备用",
        "{title}（省{minutes}分钟）",
    ),
    "en": _Words(
        "{span}, {minutes} minutes", "{people} people", "{groups} groups", "row heights show the time", "; ",
        "To take away", "Short of time", "In reserve", "{title} (saves {minutes} min)",
    ),
}  # fmt: skip


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The page: head, rows by the clock, and what to do when time runs short."""
    plan = sources.plan
    yield from sheet_head(sources, plan.place)
    taught = [row for row in overview_rows(plan) if row.block.need is not Need.SPARE]
    facts = _facts(plan, sources)
    room = sources.height - _HEAD - _SESSION * len(plan.sessions) - _FACT * len(facts)
    heights = clock_heights([row.block.minutes for row in taught], list(map(_least, taught)), room)
    shares = [height / max(1, row.block.minutes) for row, height in zip(taught, heights, strict=True)]
    is_to_scale = bool(shares) and max(shares) <= _ABOUT * min(shares)
    yield Para(Kind.CASE_DATA, words(_summary(sources, is_to_scale=is_to_scale)))
    for session in sorted({row.session for row in taught}):
        if plan.sessions:
            yield Para(Kind.HEADING, words(_session(plan, session, sources)))
        places = [place for place, row in enumerate(taught) if row.session == session]
        yield _clock([taught[place] for place in places], tuple(heights[place] for place in places), sources)
    if facts:
        yield Facts(facts)


def clock_heights(minutes: Sequence[int], least: Sequence[float], room: float) -> list[float]:
    """The heights of rows that take so many minutes: the usual points to a minute, or fewer where all would not go
    into the room. No row is lower than what stands in it, so that short rows may take more than their share.
    """
    tall = [place for place, count in enumerate(minutes) if count]
    while True:
        left = room - sum(least[place] for place in range(len(minutes)) if place not in tall)
        total = sum(minutes[place] for place in tall)
        a_minute = min(_A_MINUTE, left / total) if total else 0.0
        still = [place for place in tall if minutes[place] * a_minute > least[place]]
        if len(still) == len(tall):
            return [minutes[place] * a_minute if place in tall else least[place] for place in range(len(minutes))]
        tall = still


def _least(row: OverviewRow) -> float:
    """The height of what stands in a row."""
    room = _WIDTH * _WIDTHS[2] / sum(_WIDTHS) / _SIZE - 1.5
    lines = sum(max(1, ceil(width_of(line) / room)) for line in row.block.learners.split("\n"))
    return max(_LEAST, lines * _LINE + _CELL)


def _summary(sources: Sources, *, is_to_scale: bool) -> str:
    plan, text = sources.plan, _WORDS[sources.labels.language]
    end = max((slot.end for slot in schedule(plan)), default=0)
    parts: list[str] = []
    if end and not plan.sessions:
        span = sources.labels.span(plan.start, time_of_day(plan, end))
        parts.append(text.span.format(span=span, minutes=planned_minutes(plan.blocks)))
    if plan.head_count:
        parts.append(text.people.format(people=plan.head_count))
        parts.append(text.groups.format(groups=group_count(plan)))
    return text.gap.join((*parts, text.scale) if is_to_scale and parts else parts)


def _session(plan: LessonPlan, index: int, sources: Sources) -> str:
    session = plan.sessions[index]
    day = day_of(plan, session)
    name = session.title or sources.labels.session.format(n=index + 1)
    date = sources.labels.long_date(day) if day else sources.labels.session_day.format(n=session.day + 1)
    return sources.labels.number_gap.join((name, date))


def _clock(rows: Sequence[OverviewRow], heights: tuple[float, ...], sources: Sources) -> Grid:
    shown = numbered_titles(sources.cases, sources.options, sources.labels)
    cells = tuple(_cells(row, shown, sources) for row in rows)
    return Grid((), cells, _WIDTHS, GridLook.CLOCK, _COLUMNS, heights)


def _cells(row: OverviewRow, shown: Mapping[int, str], sources: Sources) -> tuple[str, ...]:
    block, labels = row.block, sources.labels
    minutes = labels.minutes.format(minutes=block.minutes)
    need = labels.needs[block.need] if block.need is Need.MAY or block.cases else ""
    brought = labels.list_gap.join(item.name for item in block.materials)
    time = f"{time_of_day(sources.plan, row.start):%H:%M}\n{minutes}"
    return (time, "\n".join(filter(None, (_title(row, shown, labels.list_gap), need))), block.learners, brought)


def _title(row: OverviewRow, shown: Mapping[int, str], gap: str) -> str:
    """A block with cases goes by their numbers and learner titles, any other one by its own title."""
    return gap.join(shown[use.case_id] for use in row.block.cases if use.case_id in shown) or row.block.title


def _facts(plan: LessonPlan, sources: Sources) -> tuple[tuple[str, str], ...]:
    text = _WORDS[sources.labels.language]
    droppable = (
        text.minutes.format(title=block.title, minutes=block.minutes) for block in plan.blocks if block.need is Need.MAY
    )
    spare = (block.title for block in plan.blocks if block.need is Need.SPARE)
    gap = sources.labels.list_gap
    rows = ((text.keep, plan.key_points), (text.short, gap.join(droppable)), (text.spare, gap.join(spare)))
    return tuple(row for row in rows if row[1].strip())


RECIPE = Recipe(
    Edition.OVERVIEW,
    N_("Overview on one page"),
    N_("The class at a glance; the height of a row is the time it takes."),
    Audience.STAFF,
    {
        "zh": Printed("课程一览", "课程一览，讲师与班务用"),
        "en": Printed("Course at a glance", "For trainer and office"),
    },
    blocks,
    area=Area.WIDE,
    sheets=("trainer", "sheet", "staff"),
    is_two_sided=False,
    needs_cases=False,
)
