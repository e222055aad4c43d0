"""The sign-in sheet: thirty names to a page, a sheet for every day of the course."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casedesk.domain.handout import Edition
from casedesk.domain.handout_blocks import Column, Facts, Grid, HandoutBlock
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.sessions import day_of
from casedesk.handout.cover import when
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.handout.letter_widths import width_of
from casedesk.texts import N_

_HALF = 15
_LARGE_HALF = 10
_HEAD = 190.0
_LARGE_HEAD = 345.0
"""What stands over the rows, in points: title, facts and the heads of the columns."""
_TITLE = 22.0
_LARGE_TITLE = 30.0
_TITLE_ROOM = 470.0
_WRAPPED_DATE = 15.0
_WIDTHS = (0.9, 1.5, 1.5, 2.3)
_LARGE_WIDTHS = (1.25, 1.45, 1.35, 2.15)
_GAP = 0.45
_COLUMNS = (Column.NUMBER, Column.TEXT, Column.TEXT, Column.TEXT)


@dataclass(frozen=True, slots=True)
class _Words:
    header: tuple[str, ...]
    expected: str
    present: str


_WORDS = {
    "zh": _Words(("序号", "姓名", "部门", "签名"), "应到", "{people}人　　　　实到　　　　人"),
    "en": _Words(("No.", "Name", "Dept.", "Signature"), "Expected", "{people}          Present"),
}


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """A page for every thirty people, for every day."""
    half = _LARGE_HALF if sources.options.large_print else _HALF
    pages = max(1, -(-sources.plan.head_count // (2 * half)))
    is_first = True
    for time in _times(sources):
        for page in range(pages):
            yield from sheet_head(sources, new_page=not is_first, has_facts=False)
            yield Facts(_facts(sources, time), columns=1 if sources.options.large_print else 2)
            yield _rows(page * 2 * half, half, sources)
            is_first = False


def _times(sources: Sources) -> tuple[str, ...]:
    """When the class meets: the day and its hours, or every day of a course."""
    plan, labels = sources.plan, sources.labels
    days: dict[object, date | None] = {session.day: day_of(plan, session) for session in plan.sessions}
    if len(days) < 2:
        return (when(plan, labels),)
    return tuple(
        labels.long_date(day) if day else labels.session_day.format(n=place)
        for place, day in enumerate(days.values(), start=1)
    )


def _facts(sources: Sources, time: str) -> tuple[tuple[str, str], ...]:
    plan, labels, words = sources.plan, sources.labels, _WORDS[sources.labels.language]
    rows = (
        (labels.group, plan.audience),
        (labels.time, time),
        (labels.place, plan.place),
        (words.expected, words.present.format(people=_expected(plan))),
    )
    return tuple(row for row in rows if row[1])


def _expected(plan: LessonPlan) -> str:
    return str(plan.head_count) if plan.head_count else "　　"


def _rows(before: int, half: int, sources: Sources) -> Grid:
    """Two halves beside each other; the numbers run down."""
    words = _WORDS[sources.labels.language]
    widths = _LARGE_WIDTHS if sources.options.large_print else _WIDTHS
    empty = ("",) * (len(widths) - 1)
    rows = tuple((str(before + place), *empty, "", str(before + half + place), *empty) for place in range(1, half + 1))
    return Grid(
        (*words.header, "", *words.header),
        rows,
        (*widths, _GAP, *widths),
        columns=(*_COLUMNS, Column.GAP, *_COLUMNS),
        heights=((sources.height - _head(sources)) / half,) * half,
    )


def _head(sources: Sources) -> float:
    """What stands over the rows: more under a long title, and where dates are spelt out."""
    plan, is_large = sources.plan, sources.options.large_print
    title = plan.title or plan.course or sources.labels.default_title
    size = _LARGE_TITLE if is_large else _TITLE
    more = int(width_of(title) * size / _TITLE_ROOM) * (size + 8)
    more += _WRAPPED_DATE if sources.labels.language == "en" else 0
    return more + (_LARGE_HEAD if is_large else _HEAD)


RECIPE = Recipe(
    Edition.SIGN_IN,
    N_("Sign-in sheet"),
    N_("Thirty names to a page, a page for every day."),
    Audience.LEARNERS,
    {
        "zh": Printed("签到表", "签到表用后归入培训档案", "放在门口，附笔"),
        "en": Printed("Sign-in sheet", "Keep with the records of the course", "At the door, with a pen"),
    },
    blocks,
    area=Area.FORM,
    sheets=("sheet", "sign_in"),
    is_two_sided=False,
    can_be_large=True,
    needs_cases=False,
)
