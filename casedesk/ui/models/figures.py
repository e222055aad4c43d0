"""The figures of a case that a filter gives bounds to: where the bars of its histogram stand, and the usual bounds."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from casedesk.domain.filters import CaseFilter, DateRange, Range
from casedesk.domain.query_values import read_days
from casedesk.texts import tr

Bounds: TypeAlias = Range | DateRange
_MINUTE_STEPS = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60)
_CHARACTER_STEPS = (100, 200, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000)
_MONTHS = 12


def this_day() -> date:
    """Today by this computer's calendar, which is the trainer's."""
    return date.today()  # noqa: DTZ011


class Figure(StrEnum):
    """A figure with bounds in a filter."""

    MINUTES = "minutes"
    LENGTH = "length"
    IMPORTED = "imported"
    MODIFIED = "modified"

    @property
    def key(self) -> str:
        """The key of its group in the filter panel."""
        return f"figure.{self.value}"

    @property
    def is_of_days(self) -> bool:
        """Whether its bounds are days."""
        return self in {Figure.IMPORTED, Figure.MODIFIED}


@dataclass(frozen=True, slots=True)
class Preset:
    """Bounds with a name."""

    key: str
    name: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Spread:
    """How many cases there are in each bar of a figure, and for each of its presets, under the rest of a filter."""

    bars: tuple[int, ...] = ()
    presets: tuple[int, ...] = ()


def bounds_of(wanted: CaseFilter, figure: Figure) -> Bounds | None:
    """The bounds that a filter gives a figure."""
    match figure:
        case Figure.MINUTES:
            return wanted.minutes
        case Figure.LENGTH:
            return wanted.length
        case Figure.IMPORTED:
            return wanted.imported
        case Figure.MODIFIED:
            return wanted.modified


def with_bounds(wanted: CaseFilter, figure: Figure, bounds: Bounds | None) -> CaseFilter:
    """The filter with other bounds for a figure; None takes them away."""
    if bounds in {Range(), DateRange()}:
        bounds = None
    return replace(wanted, **{figure.value: bounds})


def bars(figure: Figure, today: date) -> tuple[Bounds, ...]:
    """The bars of a histogram: side by side, the first open below and the last open above."""
    match figure:
        case Figure.MINUTES:
            return _stepped(_MINUTE_STEPS)
        case Figure.LENGTH:
            return _stepped(_CHARACTER_STEPS)
        case Figure.IMPORTED | Figure.MODIFIED:
            return _months(today)


def presets(figure: Figure, today: date) -> tuple[Preset, ...]:
    """The usual bounds of a figure."""
    match figure:
        case Figure.MINUTES:
            return tuple(_numbers(low, high) for low, high in ((None, 10), (11, 20), (21, 30), (31, None)))
        case Figure.LENGTH:
            return tuple(_numbers(low, high) for low, high in ((None, 200), (201, 500), (501, 1000), (1001, None)))
        case Figure.IMPORTED | Figure.MODIFIED:
            names = {"today": tr("Today"), "week": tr("This week"), "month": tr("This month"), "year": tr("This year")}
            return tuple(Preset(word, name, _days(word, today)) for word, name in names.items())


def joined(first: Bounds, last: Bounds) -> Bounds:
    """From the beginning of one bar to the end of another."""
    match first, last:
        case Range(low=low), Range(high=high):
            return Range(low, high)
        case DateRange(first=begin), DateRange(last=end):
            return DateRange(begin, end)
        case _:
            raise ValueError("bounds of one figure")


def title(figure: Figure) -> str:
    """The heading of a figure's group."""
    match figure:
        case Figure.MINUTES:
            return tr("Minutes in class")
        case Figure.LENGTH:
            return tr("Characters")
        case Figure.IMPORTED:
            return tr("Imported")
        case Figure.MODIFIED:
            return tr("Last changed")


def _stepped(steps: tuple[int, ...]) -> tuple[Range, ...]:
    lows = (None, *(step + 1 for step in steps))
    return tuple(Range(low, high) for low, high in zip(lows, (*steps, None), strict=True))


def _months(today: date) -> tuple[DateRange, ...]:
    """The last twelve months, the first of them with all that was before."""
    firsts = [today.replace(day=1)]
    while len(firsts) < _MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    firsts.reverse()
    ends = [first - timedelta(days=1) for first in firsts[1:]]
    return tuple(DateRange(begin, end) for begin, end in zip((None, *firsts[1:]), (*ends, None), strict=True))


def _numbers(low: int | None, high: int | None) -> Preset:
    key = f"{'' if low is None else low}..{'' if high is None else high}"
    if low is None:
        return Preset(key, tr("up to {high}").format(high=high), Range(None, high))
    if high is None:
        return Preset(key, tr("more than {low}").format(low=low - 1), Range(low, None))
    return Preset(key, f"{low}–{high}", Range(low, high))


def _days(word: str, today: date) -> DateRange:
    found = read_days(word, today)
    assert found is not None
    return found
