from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.filters import CaseFilter, DateRange, Range
from casedesk.ui.models.figures import Figure, bars, bounds_of, joined, presets, with_bounds

TODAY = date(2026, 3, 14)


@given(st.sampled_from([Figure.MINUTES, Figure.LENGTH]), st.integers(0, 10_000))
def test_every_number_stands_in_one_bar(figure: Figure, number: int) -> None:
    assert sum(isinstance(bar, Range) and number in bar for bar in bars(figure, TODAY)) == 1


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_every_day_stands_in_one_bar_whenever_today_is(today: date, day: date) -> None:
    def holds(bar: object) -> bool:
        assert isinstance(bar, DateRange)
        return (bar.first is None or bar.first <= day) and (bar.last is None or day <= bar.last)

    shown = bars(Figure.MODIFIED, today)
    assert len(shown) == 12
    assert sum(map(holds, shown)) == 1


@pytest.mark.parametrize("figure", Figure)
def test_bounds_are_given_and_taken_away(figure: Figure) -> None:
    first, *_, last = bars(figure, TODAY)
    wanted = with_bounds(CaseFilter("粥"), figure, presets(figure, TODAY)[1].bounds)

    assert bounds_of(wanted, figure) == presets(figure, TODAY)[1].bounds
    assert with_bounds(wanted, figure, None) == CaseFilter("粥")
    assert with_bounds(wanted, figure, joined(first, last)) == CaseFilter("粥")


def test_a_week_begins_on_monday() -> None:
    week = next(preset for preset in presets(Figure.IMPORTED, TODAY) if preset.key == "week")
    assert week.bounds == DateRange(TODAY - timedelta(days=5), TODAY)
