"""What was taught, in figures: classes by month, groups, themes, cases, planned minutes beside real ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casedesk.domain.case import Case
from casedesk.domain.library import UseRecord

_MONTHS = 12


class Period(StrEnum):
    """The days that figures are of."""

    TWELVE_MONTHS = "twelve_months"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One class as its use records tell of it: what a group was taught on a day by a plan."""

    day: date | None
    group: str
    plan_id: int | None
    planned: int
    real: int
    """Minutes of its cases; those that were not timed count as planned."""


@dataclass(frozen=True, slots=True)
class Month:
    """The classes of a month, the newest last, with the minutes of their cases."""

    first: date
    lessons: tuple[Lesson, ...]

    @property
    def planned(self) -> int:
        """The minutes that were planned."""
        return sum(lesson.planned for lesson in self.lessons)

    @property
    def real(self) -> int:
        """The minutes that it took."""
        return sum(lesson.real for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Share:
    """How often something was taught."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CaseFigure:
    """A case that was taught: how often, and the mean minutes of the classes that were timed."""

    case_id: int
    title: str
    count: int
    planned: int
    real: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period and a group."""

    lessons: tuple[Lesson, ...] = ()
    months: tuple[Month, ...] = ()
    groups: tuple[Share, ...] = ()
    """Classes of each group, most first."""
    themes: tuple[Share, ...] = ()
    """Uses of cases with each theme, most first."""
    cases: tuple[CaseFigure, ...] = ()
    """Most used first."""
    never_used: int = 0
    """Cases of the library that no class has had, in whatever period."""


def figures(
    uses: Sequence[UseRecord],
    cases: Mapping[int, Case],
    *,
    period: Period,
    today: date,
    case_count: int,
    group: str | None = None,
) -> Figures:
    """The figures of a period, of one group or of all. `cases` are those of the uses; one that is gone has no title.

    `case_count` is the number of cases in the library.
    """
    chosen = [use for use in uses if is_in(period, use.day, today) and group in (None, use.group)]
    lessons = lessons_of(chosen)
    used = {use.case_id for use in uses} & cases.keys()
    return Figures(
        lessons,
        _months(lessons, period, today),
        _shares(lesson.group for lesson in lessons),
        _shares(theme for use in chosen for theme in _themes(cases.get(use.case_id))),
        _case_figures(chosen, cases),
        max(0, case_count - sum(1 for id_ in used if cases[id_].trashed is None)),
    )


def is_in(period: Period, day: date | None, today: date) -> bool:
    """Whether a day is in a period; a use without a day is in all of them together only."""
    match period:
        case Period.ALL:
            return True
        case _ if day is None:
            return False
        case Period.THIS_YEAR:
            return day.year == today.year
        case Period.LAST_YEAR:
            return day.year == today.year - 1
        case Period.TWELVE_MONTHS:
            return first_of_twelve(today) <= day <= today


def first_of_twelve(today: date) -> date:
    """The first day of the twelve months that end with this one."""
    return _months_before(today.replace(day=1), _MONTHS - 1)


def lessons_of(uses: Iterable[UseRecord]) -> tuple[Lesson, ...]:
    """The classes that use records tell of, the oldest first, those without a day before all."""
    gathered: dict[tuple[date | None, str, int | None], list[UseRecord]] = defaultdict(list)
    for use in uses:
        gathered[use.day, use.group, use.plan_id].append(use)
    lessons = [
        Lesson(
            day,
            group,
            plan_id,
            sum(use.planned for use in found),
            sum(use.planned if use.real is None else use.real for use in found),
        )
        for (day, group, plan_id), found in gathered.items()
    ]
    return tuple(sorted(lessons, key=lambda lesson: (lesson.day or date.min, lesson.group, lesson.plan_id or 0)))


def _months(lessons: Sequence[Lesson], period: Period, today: date) -> tuple[Month, ...]:
    """Every month of the period, also those without a class; of all days those from the first class to the last."""
    by_month: dict[date, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if lesson.day is not None:
            by_month[lesson.day.replace(day=1)].append(lesson)
    begin, end = _bounds(period, today, sorted(by_month))
    months: list[Month] = []
    while begin <= end:
        months.append(Month(begin, tuple(by_month.get(begin, ()))))
        begin = _months_before(begin, -1)
    return tuple(months)


def _bounds(period: Period, today: date, known: Sequence[date]) -> tuple[date, date]:
    this = today.replace(day=1)
    match period:
        case Period.TWELVE_MONTHS:
            return first_of_twelve(today), this
        case Period.THIS_YEAR:
            return date(today.year, 1, 1), date(today.year, 12, 1)
        case Period.LAST_YEAR:
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 1)
        case Period.ALL:
            return (known[0], known[-1]) if known else (this, this - timedelta(days=1))


def _months_before(first: date, count: int) -> date:
    index = first.year * 12 + first.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


def _shares(names: Iterable[str]) -> tuple[Share, ...]:
    counted = Counter(names)
    return tuple(Share(name, count) for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _themes(case: Case | None) -> tuple[str, ...]:
    return case.themes if case is not None else ()


def _case_figures(uses: Sequence[UseRecord], cases: Mapping[int, Case]) -> tuple[CaseFigure, ...]:
    gathered: dict[int, list[UseRecord]] = defaultdict(list)
    for use in uses:
        gathered[use.case_id].append(use)
    found = [_case_figure(case_id, own, cases.get(case_id)) for case_id, own in gathered.items()]
    return tuple(sorted(found, key=lambda figure: (-figure.count, figure.title, figure.case_id)))


def _case_figure(case_id: int, uses: Sequence[UseRecord], case: Case | None) -> CaseFigure:
    timed = [use for use in uses if use.real is not None]
    real = round(sum(use.real or 0 for use in timed) / len(timed)) if timed else None
    planned = round(sum(use.planned for use in timed or uses) / len(timed or uses))
    return CaseFigure(case_id, case.title if case else "", len(uses), planned, real)
