"""The course at a glance: one page, on which the height of a row is the time it takes.

Where the rows do not all go onto it they are set tighter, each on one line; where that is not enough they go on with
their head repeated, or session by session, none of which is torn.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil

from casedesk.domain.handout import Edition
from casedesk.domain.handout_blocks import Column, Facts, Grid, GridLook, HandoutBlock, Kind, Para
from casedesk.domain.lesson import LessonPlan, Need, planned_minutes, schedule, time_of_day
from casedesk.domain.plan_overview import OverviewRow, overview_rows
from casedesk.domain.plan_steps import group_count
from casedesk.domain.sessions import day_of
from casedesk.handout.case_blocks import numbered_titles, words
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.handout.letter_widths import lines_of, width_at_worst
from casedesk.texts import N_

_A_MINUTE = 4.88
"""Points to a minute: 1.72 mm."""
_LEAST = 35.5
"""A row holds one line and its minutes."""
_CELL = 5.5
"""The white over and under the lines of a row."""
_HEAD, _TITLE, _SESSION, _FACT = 138.0, 30.0, 44.0, 24.0
"""What stands over the rows, a further line of the title, and what stands over those of a session and under all of
them, in points."""
_TITLE_SIZE = 22.0
_WIDTH = 466.0
_ABOUT = 1.6
"""Rows whose heights differ no more from their share are as good as to scale."""
_WIDTHS = (1.2, 3.5, 3.1, 2.2)
_TIGHT_WIDTHS = (1.6, 3.6, 3.15, 1.65)
_FACT_WIDTH = 0.84
_Cells = tuple[str, ...]
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
    line: float
    """How high a line of a row is, in points."""
    size: float
    """How large its letters are."""


_WORDS = {
    "zh": _Words(
        "{span}，共{minutes}分钟", "{people}人", "{groups}组", "行高与时长成比例", "；", "带走", "时间不够", "备用",
        "{title}（省{minutes}分钟）", 16.0, 10.5,
    ),
    "en": _Words(
        "{span}, {minutes} minutes", "{people} people", "{groups} groups", "row heights show the time", "; ",
        "To take away", "Short of time", "In reserve", "{title} (saves {minutes} min)", 14.0, 10.0,
    ),
}  # fmt: skip


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The page: head, rows by the clock, and what to do when time runs short."""
    plan = sources.plan
    yield from sheet_head(sources, plan.place)
    taught = [row for row in overview_rows(plan) if row.block.need is not Need.SPARE]
    facts = _facts(plan, sources)
    room = _room(sources, facts)
    shown = numbered_titles(sources.cases, sources.options, sources.labels)
    entries = {form: [_cells(row, shown, form, sources) for row in taught] for form in _Form}
    needs = {form: [_least(cells, form, sources) for cells in made] for form, made in entries.items()}
    form = _form(needs, room)
    minutes, least = [row.block.minutes for row in taught], needs[form]
    heights = least if form is _Form.GOING_ON else clock_heights(minutes, least, room)
    shares = [height / max(1, count) for count, height in zip(minutes, heights, strict=True)]
    is_to_scale = bool(shares) and max(shares) <= _ABOUT * min(shares)
    yield Para(Kind.CASE_DATA, words(_summary(sources, is_to_scale=is_to_scale)))
    for session in sorted({row.session for row in taught}):
        if plan.sessions:
            yield Para(Kind.HEADING, words(_session(plan, session, sources)))
        places = [place for place, row in enumerate(taught) if row.session == session]
        cells = tuple(entries[form][place] for place in places)
        yield _clock(cells, [heights[place] for place in places], form, sources)
    if facts:
        yield Facts(facts)


class _Form(Enum):
    """How rows are set."""

    ROOMY = auto()
    TIGHT = auto()
    GOING_ON = auto()
    """Tight, over several pages."""

    @property
    def widths(self) -> tuple[float, ...]:
        return _WIDTHS if self is _Form.ROOMY else _TIGHT_WIDTHS


def _room(sources: Sources, facts: Sequence[tuple[str, str]]) -> float:
    """What is left on one page for the rows."""
    plan, look = sources.plan, _WORDS[sources.labels.language]
    title = lines_of(plan.title or plan.course, _WIDTH / _TITLE_SIZE) - 1
    fact_room = _WIDTH * _FACT_WIDTH / look.size
    under = sum(_FACT + look.line * (ceil(width_at_worst(text) / fact_room) - 1) for _, text in facts)
    return sources.height - _HEAD - _TITLE * title - _SESSION * len(plan.sessions) - under


def _form(needs: Mapping[_Form, Sequence[float]], room: float) -> _Form:
    """The roomiest form that goes onto one page."""
    fitting = (form for form in (_Form.ROOMY, _Form.TIGHT) if sum(needs[form]) <= room)
    return next(fitting, _Form.GOING_ON)


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


def _least(cells: _Cells, form: _Form, sources: Sources) -> float:
    """The height of what stands in a row."""
    text = _WORDS[sources.labels.language]
    a_share = _WIDTH / sum(form.widths) / text.size
    columns = zip(cells[1:], form.widths[1:], strict=True)  # the time goes into its own
    lines = max(lines_of(cell, a_share * share - 1.5) for cell, share in columns)
    return max(_LEAST if form is _Form.ROOMY else 0.0, lines * text.line + _CELL)


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


def _clock(cells: tuple[_Cells, ...], heights: Sequence[float], form: _Form, sources: Sources) -> Grid:
    time, block, _, learners, materials, *_ = sources.labels.plan_header
    goes_on, is_session = form is _Form.GOING_ON, bool(sources.plan.sessions)
    return Grid(
        (time, block, learners, materials) if goes_on and not is_session else (),
        cells,
        form.widths,
        GridLook.CLOCK,
        _COLUMNS,
        tuple(heights),
        is_kept=goes_on and is_session,
    )


def _cells(row: OverviewRow, shown: Mapping[int, str], form: _Form, sources: Sources) -> _Cells:
    block, labels, plan = row.block, sources.labels, sources.plan
    need = labels.needs[block.need] if block.need is Need.MAY or block.cases else ""
    brought = labels.list_gap.join(item.name for item in block.materials)
    entry = [*filter(None, (_title(row, shown, labels.list_gap), need))]
    start, end = time_of_day(plan, row.start), time_of_day(plan, row.start + block.minutes)
    if form is _Form.ROOMY:
        time = f"{start:%H:%M}\n{labels.minutes.format(minutes=block.minutes)}"
        return time, "\n".join(entry), block.learners, brought
    return labels.span(start, end), labels.number_gap.join(entry), block.learners, brought


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
    N_("Course at a glance"),
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
