"""What classes took counts in plans, in the list, in what fits, and gives way to the trainer's own figure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.estimates import Basis, Planned, class_minutes, mean_minutes, planned
from casedesk.domain.filters import CaseFilter, Order, Range
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.tasks.case_times import timed
from casedesk.tasks.plans import new_plan
from casedesk.tasks.suggestions import fitting_cases
from tests.builders import make_case, make_plan
from tests.storage.steps import add, changed


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.casedesk") as opened:
        yield opened


@pytest.fixture
def taught(library: Library) -> Library:
    """Two cases of seven minutes; the first took 20 and 25 minutes, and once it was not timed."""
    add(
        library,
        *(make_case(id=id_, questions=("为什么？",)) for id_ in (1, 2)),
        UseRecord(1, 1, None, "一班", real=20),
        UseRecord(2, 1, None, "二班", real=25),
        UseRecord(3, 1, None, "三班", real=None),
    )
    return library


def test_the_mean_of_the_classes_is_planned_until_there_is_an_own_figure(taught: Library) -> None:
    case = taught.cases.get(1)
    means = taught.uses.mean_minutes([1, 2])
    assert means == {1: 23}
    assert planned(case, real=means[1]) == Planned(23, Basis.CLASSES)
    assert planned(replace(case, minutes=0), real=means[1]) == Planned(0, Basis.OWN)
    assert planned(taught.cases.get(2)).basis is Basis.ESTIMATE
    first, second = timed(taught, taught.cases.get_many([1, 2]))
    assert (class_minutes(first), second) == (23, taught.cases.get(2))


def test_list_filter_and_order_count_what_the_classes_took(taught: Library) -> None:
    searcher = Searcher(taught.path)
    assert searcher.find(CaseFilter(minutes=Range(23, 23)), Order.MINUTES).ids == (1,)
    assert searcher.find(CaseFilter(), Order.MINUTES).ids == (2, 1)
    assert [row.minutes for row in searcher.summaries((1,), CaseFilter())] == [23]
    searcher.refresh(add(taught, UseRecord(4, 2, None, "一班", real=60)))
    assert searcher.find(CaseFilter(), Order.MINUTES).ids == (1, 2)
    searcher.refresh(taught.apply(changed(taught.cases.get(1), minutes=90)))
    assert searcher.find(CaseFilter(), Order.MINUTES).ids == (2, 1)
    searcher.close()


def test_plans_and_what_fits_into_them_go_by_the_classes(taught: Library) -> None:
    plan, _ = new_plan(taught, taught.cases.get_many([1]), title="课", target=90, language="zh", now=datetime.now(UTC))
    assert [block.minutes for block in plan.blocks if block.cases] == [23]
    roomy, tight = (replace(make_plan(id=9), target=target) for target in (23, 22))
    fits = fitting_cases(taught.path, roomy, characters_a_minute=350)
    assert {case.id: class_minutes(case) for case in fits}[1] == 23
    assert 1 not in {case.id for case in fitting_cases(taught.path, tight, characters_a_minute=350)}


@given(st.lists(st.none() | st.integers(0, 200), max_size=6))
def test_a_mean_lies_among_what_was_timed(real: list[int | None]) -> None:
    timed_ones = [minutes for minutes in real if minutes]
    mean = mean_minutes(real)
    if mean is None:
        assert not timed_ones
    else:
        assert abs(mean - sum(timed_ones) / len(timed_ones)) <= 0.5
