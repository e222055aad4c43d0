"""The orders of the list, in both directions, and after edits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain.case import Case, Difficulty, Outcome, Question, Role, Section, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.storage.text_index import title_key
from tests.builders import make_case
from tests.storage.steps import add, changed
from tests.storage.test_search_oracle import library_of

BY: dict[Order, tuple[Callable[[Case], Any], bool]] = {
    Order.LEARNER_TITLE: (lambda case: title_key(case.learner_title) if case.learner_title else None, False),
    Order.INDUSTRY: (lambda case: title_key(case.industries[0]) if case.industries else None, False),
    Order.THEME: (lambda case: title_key(case.themes[0]) if case.themes else None, False),
    Order.SOURCE: (lambda case: title_key(case.source) if case.source else None, False),
    Order.OUTCOME: (lambda case: list(Outcome).index(case.outcome) if case.outcome else None, False),
    Order.DIFFICULTY: (lambda case: list(Difficulty).index(case.difficulty) if case.difficulty else None, False),
    Order.STATE: (lambda case: list(State).index(case.state), False),
    Order.QUESTIONS: (lambda case: len(case.questions), False),
    Order.CREATED: (lambda case: case.created, True),
}


def expected(found: list[Case], order: Order, *, is_reversed: bool) -> tuple[int, ...]:
    key, is_descending = BY[order]
    filled = sorted((case for case in found if key(case) is not None), key=lambda case: (key(case), case.id))
    blank = sorted((case for case in found if key(case) is None), key=lambda case: case.id)
    if is_descending:
        filled, blank = filled[::-1], blank[::-1]
    return tuple(case.id for case in (*(filled[::-1] if is_reversed else filled), *blank))


words = st.sampled_from(["", "酒店", "安全", "茶", "Zoo", "酒店"])
questions = st.lists(st.just(Question("为什么？")), max_size=3).map(tuple)
cases = st.builds(
    Case,
    title=words,
    learner_title=words,
    source=words,
    industries=words.map(lambda word: (word,) if word else ()),
    themes=words.map(lambda word: (word, "末") if word else ()),
    outcome=st.none() | st.sampled_from(Outcome),
    difficulty=st.none() | st.sampled_from(Difficulty),
    state=st.sampled_from(State),
    sections=questions.map(lambda asked: (Section(Role.QUESTION, questions=asked),)),
    created=st.none() | st.integers(0, 3).map(lambda day: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=day)),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(cases, min_size=1, max_size=7), st.sampled_from(sorted(BY)), st.booleans(), st.data())
def test_every_column_sorts_both_ways_and_keeps_what_has_no_value_at_the_end(
    found: list[Case], order: Order, is_reversed: bool, data: st.DataObject
) -> None:
    with library_of(found) as (path, library, stored, _):
        searcher = Searcher(path)
        hits = searcher.find(CaseFilter(), order, is_reversed=is_reversed)
        assert hits.ids == expected(stored, order, is_reversed=is_reversed)
        moved = replace(data.draw(cases), id=data.draw(st.integers(1, len(stored))))
        before = stored[moved.id - 1]
        searcher.refresh(library.apply(Edit("edit", (Replacement(before, moved),))))
        stored[moved.id - 1] = moved
        hits = searcher.find(CaseFilter(), order, is_reversed=is_reversed)
        assert hits.ids == expected(stored, order, is_reversed=is_reversed)
        searcher.close()


@pytest.mark.parametrize("order", Order)
def test_turned_round_is_the_other_way_round_where_every_case_has_a_value(
    library: Library, path: Path, order: Order
) -> None:
    day = datetime(2026, 3, 1, tzinfo=UTC)
    for id_ in (1, 2, 3):
        add(
            library,
            make_case(
                "茶" * id_, id=id_, title="乙甲丙"[id_ - 1], learner_title="一二三"[id_ - 1], industries=("x",),
                themes=("y",), source="z", outcome=Outcome.MIXED, difficulty=Difficulty.EASY, created=day, modified=day,
            ),
            UseRecord(id_, id_, None, "班", date(2026, 1, 5 - id_)),
        )  # fmt: skip
    searcher = Searcher(path)
    for text in ("", "茶"):
        straight = searcher.find(CaseFilter(text), order).ids
        assert len(straight) == 3
        assert searcher.find(CaseFilter(text), order, is_reversed=True).ids == straight[::-1]
    searcher.close()


def test_the_one_taught_last_comes_first_and_those_never_taught_last(library: Library, path: Path) -> None:
    add(library, *(make_case(id=id_) for id_ in (1, 2, 3)), UseRecord(1, 2, None, "一班", date(2026, 1, 1)))
    searcher = Searcher(path)
    assert searcher.find(CaseFilter(), Order.USED).ids == (2, 3, 1)
    searcher.refresh(add(library, UseRecord(2, 1, None, "一班", date(2026, 2, 1))))
    assert searcher.find(CaseFilter(), Order.USED).ids == (1, 2, 3)
    assert searcher.find(CaseFilter(), Order.USED, is_reversed=True).ids == (2, 1, 3)
    searcher.close()


def test_what_is_gravest_comes_first(library: Library, path: Path) -> None:
    add(library, make_case("完整的一句。", id=1), make_case("", id=2), make_case("断在这", id=3))
    searcher = Searcher(path)
    assert searcher.find(CaseFilter(), Order.HEALTH).ids == (2, 3, 1)
    searcher.refresh(library.apply(changed(library.cases.get(2), sections=library.cases.get(1).sections)))
    assert searcher.find(CaseFilter(), Order.HEALTH).ids == (3, 1, 2)
    searcher.close()
