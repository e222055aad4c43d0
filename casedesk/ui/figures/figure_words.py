"""The marks and tables of the figures, in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QLocale

from casedesk.domain.teaching_figures import CaseFigure, Lesson, Month, Period, Share
from casedesk.texts import N_, tr, tr_n
from casedesk.ui import dates
from casedesk.ui.figures.plots import Mark
from casedesk.ui.lessons.block_words import parted

PERIOD_NAMES: Mapping[Period, str] = {
    Period.TWELVE_MONTHS: N_("The last twelve months"),
    Period.THIS_YEAR: N_("This year"),
    Period.LAST_YEAR: N_("Last year"),
    Period.ALL: N_("All years"),
}


def month_name(first: date, *, with_year: bool) -> str:
    """A month, short: 3 月, Mar; with its year where months of several are shown."""
    name = dates.locale().standaloneMonthName(first.month, QLocale.FormatType.ShortFormat)
    return tr("{month} {year}").format(month=name, year=first.year) if with_year else name


def group_name(name: str) -> str:
    """A group, also one without a name."""
    return name or tr("Without a group")


def classes_words(n: int) -> str:
    """So many classes."""
    return tr_n("{n} class", "{n} classes", n).format(n=n)


def minutes_words(n: int) -> str:
    """So many minutes."""
    return tr_n("{n} minute", "{n} minutes", n).format(n=n)


def class_marks(months: Sequence[Month]) -> tuple[Mark, ...]:
    """The classes of each month."""
    return tuple(
        Mark(_axis(months, at), len(month.lessons), f"{_full(month)}: {classes_words(len(month.lessons))}")
        for at, month in enumerate(months)
    )


def minute_marks(months: Sequence[Month]) -> tuple[Mark, ...]:
    """Planned and real minutes of each month."""
    words = N_("{month}: planned {planned}, really {real}")
    return tuple(
        Mark(
            _axis(months, at),
            month.real,
            tr(words).format(month=_full(month), planned=minutes_words(month.planned), real=minutes_words(month.real)),
            planned=month.planned,
        )
        for at, month in enumerate(months)
    )


def month_table(months: Sequence[Month]) -> list[list[str]]:
    """Classes and minutes of each month."""
    head = [tr("Month"), tr("Classes"), tr("Planned minutes"), tr("Real minutes")]
    rows = [[_full(month), str(len(month.lessons)), str(month.planned), str(month.real)] for month in months]
    return [head, *rows]


def share_marks(shares: Sequence[Share], *, is_group: bool) -> tuple[Mark, ...]:
    """How often each group or theme was taught."""
    names = [group_name(share.name) if is_group else share.name for share in shares]
    return tuple(
        Mark(name, share.count, f"{name}: {classes_words(share.count)}")
        for name, share in zip(names, shares, strict=True)
    )


def share_table(shares: Sequence[Share], heading: str) -> list[list[str]]:
    """The same as a table."""
    return [[heading, tr("Classes")], *([group_name(share.name), str(share.count)] for share in shares)]


def case_marks(cases: Sequence[CaseFigure]) -> tuple[Mark, ...]:
    """How often each case was taught."""
    return tuple(Mark(_title(case), case.count, f"{_title(case)}: {classes_words(case.count)}") for case in cases)


def timed_marks(cases: Sequence[CaseFigure]) -> tuple[Mark, ...]:
    """What each case took on average, with what was planned."""
    words = N_("{title}: planned {planned}, really {real}")
    return tuple(
        Mark(
            _title(case),
            case.real,
            tr(words).format(title=_title(case), planned=minutes_words(case.planned), real=minutes_words(case.real)),
            figure=f"{case.real} / {case.planned}",
            planned=case.planned,
        )
        for case in cases
        if case.real is not None
    )


def case_table(cases: Sequence[CaseFigure]) -> list[list[str]]:
    """Every case that was taught."""
    head = [tr("Case"), tr("Classes"), tr("Planned minutes"), tr("Real minutes")]
    rows = [
        [_title(case), str(case.count), str(case.planned), "" if case.real is None else str(case.real)]
        for case in cases
    ]
    return [head, *rows]


def lesson_words(lesson: Lesson, plan: str) -> str:
    """A class in one line."""
    day = dates.short_day(lesson.day) if lesson.day else ""
    return parted([day, group_name(lesson.group), plan, minutes_words(lesson.real)])


def _title(case: CaseFigure) -> str:
    return case.title or tr("A case that is gone")


def _axis(months: Sequence[Month], at: int) -> str:
    """The name under a column; the year stands below it where it begins, if there are several."""
    first = months[at].first
    name = month_name(first, with_year=False)
    shows_year = (at == 0 or first.month == 1) and months[0].first.year != months[-1].first.year
    return f"{name}\n{first.year}" if shows_year else name


def _full(month: Month) -> str:
    return month_name(month.first, with_year=True)
