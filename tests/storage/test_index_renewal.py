"""The search index made anew, step by step, while the library is in use."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain.filters import CaseFilter, Order
from casedesk.storage import index_renewal, text_index
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from tests.builders import make_case
from tests.storage.steps import add, changed, contents, removed
from tests.storage.test_search_oracle import cases, library_of


@pytest.fixture
def behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library of seven cases whose index was made by other rules, and steps of two cases."""
    with Library.open(path) as library:
        add(library, *(make_case(f"投诉{'茶' * id_}。", id=id_) for id_ in range(1, 8)))
    monkeypatch.setattr(text_index, "INDEX_VERSION", text_index.INDEX_VERSION + 1)
    monkeypatch.setattr(index_renewal, "STEP", 2)
    with Library.open(path, index_later=True) as library:
        yield library


def found(path: Path, text: str) -> tuple[int, ...]:
    with closing(Searcher(path)) as searcher:
        return tuple(sorted(searcher.find(CaseFilter(text), Order.RELEVANCE).ids))


def steps(count: int) -> list[bool]:
    """Answers to "is it cancelled": no, so many times, then yes."""
    return [False] * count + [True]


def test_a_library_opens_at_once_and_is_indexed_beside_the_work(behind: Library, path: Path) -> None:
    assert behind.is_index_behind
    told: list[tuple[int, int]] = []
    assert index_renewal.renew(path, is_cancelled=lambda: False, report=lambda *how: told.append(how))
    assert told == [(0, 7), (2, 7), (4, 7), (6, 7)]
    assert not behind.is_index_behind
    assert found(path, "投诉") == (1, 2, 3, 4, 5, 6, 7)
    assert behind.check() == ()


def test_what_is_changed_meanwhile_is_found_as_it_is(behind: Library, path: Path) -> None:
    answers = iter(steps(2))
    assert not index_renewal.renew(path, is_cancelled=lambda: next(answers), report=lambda *_: None)
    assert found(path, "投诉") == (1, 2, 3, 4)
    behind.apply(changed(behind.cases.get(2), title="咖啡"))
    behind.apply(changed(behind.cases.get(6), title="咖啡"))
    behind.apply(removed(behind.cases.get(1), behind.cases.get(7)))
    add(behind, make_case("投诉", id=9))
    assert index_renewal.renew(path, is_cancelled=lambda: False, report=lambda *_: None)
    assert found(path, "投诉") == (2, 3, 4, 5, 6, 9)
    assert found(path, "咖啡") == (2, 6)
    renewed = contents(path)["words"]
    with Library.open(path.with_name("other.casedesk")) as other:
        add(other, *(behind.cases.get(id_) for id_ in behind.cases.ids()))
    assert contents(path.with_name("other.casedesk"))["words"] == renewed


def test_a_renewal_by_yet_other_rules_begins_again(
    behind: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(steps(1))
    index_renewal.renew(path, is_cancelled=lambda: next(answers), report=lambda *_: None)
    monkeypatch.setattr(text_index, "INDEX_VERSION", text_index.INDEX_VERSION + 1)
    assert index_renewal.renew(path, is_cancelled=lambda: False, report=lambda *_: None)
    assert found(path, "投诉") == (1, 2, 3, 4, 5, 6, 7)
    assert not behind.is_index_behind


@settings(deadline=None, max_examples=25)
@given(st.lists(cases, min_size=1, max_size=5), st.data())
def test_forgetting_a_case_leaves_nothing_of_it(found: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    """The tokens that are taken out are the ones that were put in."""
    with library_of(found) as (path, library, stored, _):
        for case in stored:
            other = replace(data.draw(cases), id=case.id)
            library.apply(changed(case, **{name: getattr(other, name) for name in ("title", "sections", "note")}))
            library.cases.get(case.id)
        for id_ in library.cases.ids() + library.cases.ids(trashed=True):
            library.apply(removed(library.cases.get(id_)))
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, case_words, instance)")
            assert connection.execute("SELECT * FROM words").fetchall() == []
