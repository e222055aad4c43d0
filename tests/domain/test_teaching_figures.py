"""Figures over the year: every use is counted once, in the right month, for the right group."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.library import UseRecord
from casedesk.domain.teaching_figures import Period, figures, first_of_twelve, is_in, lessons_of
from tests.builders import make_case

TODAY = date(2026, 3, 14)
CASES = {
    1: make_case(id=1, title="满房", themes=("投诉",)),
    2: make_case(id=2, title="凉粥", themes=("投诉", "安全")),
    3: make_case(id=3, title="柜台"),
}


def use(case_id: int, day: date | None, group: str = "前厅", plan: int | None = 1, **changes: int) -> UseRecord:
    return UseRecord(0, case_id, plan, group, day, changes.get("planned", 20), changes.get("real"))


USES = (
    use(1, date(2026, 3, 2), real=26),
    use(2, date(2026, 3, 2), real=14),
    use(1, date(2026, 1, 9), "餐饮", 2, real=22),
    use(1, date(2024, 6, 1), "餐饮", 2),
)


def found(period: Period = Period.TWELVE_MONTHS, group: str | None = None):
    return figures(USES, CASES, period=period, today=TODAY, case_count=3, group=group)


def test_uses_of_a_day_a_group_and_a_plan_are_one_class():
    assert [(lesson.group, lesson.planned, lesson.real) for lesson in lessons_of(USES)] == [
        ("餐饮", 20, 20),
        ("餐饮", 20, 22),
        ("前厅", 40, 40),
    ]


def test_twelve_months_are_shown_whole():
    months = found().months
    assert [month.first for month in (months[0], months[-1])] == [date(2025, 4, 1), date(2026, 3, 1)]
    assert [len(month.lessons) for month in months[-3:]] == [1, 0, 1]
    assert (months[-1].planned, months[-1].real) == (40, 40)


def test_groups_themes_and_cases_are_counted_most_first():
    counted = found()
    assert [(share.name, share.count) for share in counted.themes] == [("投诉", 3), ("安全", 1)]
    assert [(share.name, share.count) for share in counted.groups] == [("前厅", 1), ("餐饮", 1)]
    assert [(case.title, case.count, case.planned, case.real) for case in counted.cases] == [
        ("满房", 2, 20, 24),
        ("凉粥", 1, 20, 14),
    ]


def test_one_group_alone():
    assert [case.title for case in found(Period.ALL, "餐饮").cases] == ["满房"]
    assert len(found(Period.ALL, "餐饮").lessons) == 2


def test_what_no_class_has_had_is_counted_in_every_period():
    assert found().never_used == 1
    assert found(Period.LAST_YEAR).never_used == 1


def test_a_library_without_classes_has_empty_figures():
    empty = figures((), {}, period=Period.ALL, today=TODAY, case_count=5)
    assert (empty.months, empty.cases, empty.never_used) == ((), (), 5)


def test_a_case_that_is_gone_counts_without_a_title():
    gone = figures((use(9, TODAY),), {}, period=Period.ALL, today=TODAY, case_count=0)
    assert [(case.title, case.real) for case in gone.cases] == [("", None)]


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=12), st.sampled_from(Period))
def test_every_class_of_a_period_stands_in_one_month(days: list[date], period: Period):
    uses = tuple(use(1, day, plan=at) for at, day in enumerate(days))
    counted = figures(uses, CASES, period=period, today=TODAY, case_count=3)
    inside = [day for day in days if is_in(period, day, TODAY)]
    assert sum(len(month.lessons) for month in counted.months) == len(inside) == len(counted.lessons)
    assert sum(case.count for case in counted.cases) == len(inside)
    firsts = [month.first for month in counted.months]
    assert firsts == sorted(set(firsts))


def test_the_twelve_months_reach_back_over_a_new_year():
    assert first_of_twelve(date(2026, 12, 31)) == date(2026, 1, 1)
    assert first_of_twelve(date(2026, 1, 31)) == date(2025, 2, 1)
    assert not is_in(Period.TWELVE_MONTHS, TODAY + timedelta(days=1), TODAY)
