"""What comes first when there are words: titles, then sections, then notes and facets, however many hits there are."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.case import FREE_FACETS, Case, Role, Section
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.fold import fold
from casedesk.domain.search_text import search_text, word_runs
from casedesk.domain.words import Term, find, parse_words
from casedesk.storage import word_search
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from tests.builders import make_case
from tests.storage.steps import add
from tests.storage.test_search_oracle import cases, library_of

DAY = datetime(2026, 3, 1, tzinfo=UTC)
LONG = "前台小周正在核对订单，等了很久也没有人来。" * 20


def found(path: Path, text: str) -> tuple[int, ...]:
    with closing(Searcher(path)) as searcher:
        return searcher.find(CaseFilter(text), Order.RELEVANCE).ids


@pytest.mark.parametrize("ranked_below", [5000, 1])
@pytest.mark.parametrize("word", ["投诉", "诉", "投诉处理", "complaint"])
def test_titles_then_sections_then_notes_and_facets(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch, ranked_below: int, word: str
) -> None:
    monkeypatch.setattr(word_search, "RANKED_BELOW", ranked_below)
    add(
        library,
        make_case("茶。", id=1, title=f"{word}一例", modified=DAY),
        make_case(LONG + word, id=2, modified=DAY + timedelta(1)),
        make_case(f"{word}，{word}，{word}。{LONG[:60]}", id=3, modified=DAY),
        make_case("茶。", id=4, note=f"看看{word}", modified=DAY + timedelta(2)),
        make_case("茶。", id=5, themes=(word,), modified=DAY + timedelta(3)),
        make_case("茶。", id=6, modified=DAY + timedelta(4)),
    )
    best = found(path, word)
    assert best[0] == 1
    assert set(best[1:3]) == {2, 3}
    assert best[1] == 3 or len(word) == 1  # a single character says little of what a case is about
    assert set(best[3:]) == {4, 5}
    assert found(path, f"{word} 茶")[0] == 1


def test_newest_first_among_equals(library: Library, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_search, "RANKED_BELOW", 1)
    for id_ in (1, 2, 3):
        add(library, make_case("投诉。", id=id_, modified=DAY + timedelta([0, 2, 1][id_ - 1])))
    assert found(path, "投诉") == (2, 3, 1)


def test_a_word_only_in_a_facet_or_a_question_or_the_learner_title_is_found(library: Library, path: Path) -> None:
    add(
        library,
        make_case("茶。", id=1, themes=("投訴處理",)),
        make_case("茶。", id=2, tags=("服务::投诉",)),
        make_case("茶。", id=3, questions=("怎样回应投诉？",)),
        make_case("茶。", id=4, learner_title="一次投诉"),
        make_case("茶。", id=5, source="投诉案例集"),
        make_case("茶。", id=6, sections=(Section(Role.QUESTION, richtext.from_plain("投诉")),)),
        make_case("茶。", id=7),
    )
    assert sorted(found(path, "投诉")) == [1, 2, 3, 4, 5, 6]
    assert found(path, "茶 -投诉") == (7,)
    assert sorted(found(path, "投诉 处理")) == [1]
    assert sorted(found(path, '"投诉处理" OR 案例集')) == [1, 5]


def tier(case: Case, term: Term) -> int:
    text = search_text(case)
    values = [value for facet in FREE_FACETS for value in case.values_of(facet)]
    places = [[text.title], [text.body], [text.notes, *values]]
    return next(at for at, parts in enumerate(places) if any(any(find(term, runs(part))) for part in parts))


def runs(text: str) -> tuple:  # type: ignore[type-arg]
    return tuple(word_runs(fold(text)))


@settings(deadline=None, max_examples=40)
@given(st.lists(cases, max_size=8), st.sampled_from(["客户", "客", "vip", "后厨", "茶", "a", "酒店", "投诉服务"]))
def test_no_case_comes_before_one_that_names_the_word_in_a_better_place(some: list[Case], word: str) -> None:
    term = parse_words(word)
    assert isinstance(term, Term)
    with library_of(some) as (path, _, stored, _), pytest.MonkeyPatch.context() as patch:
        by_id = {case.id: case for case in stored}
        for ranked_below in (5000, 1):
            patch.setattr(word_search, "RANKED_BELOW", ranked_below)
            tiers = [tier(by_id[id_], term) for id_ in found(path, word)]
            assert tiers == sorted(tiers)
