"""What a reader sees of a search: marked snippets, marks in texts, similar cases; and stopping it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.domain.case import Facet
from casedesk.domain.changes import Changes
from casedesk.domain.filters import CaseFilter, CaseSummary, Order
from casedesk.domain.library import Collection
from casedesk.domain.query import parse_query
from casedesk.storage.library import Library
from casedesk.storage.search import SearchCancelledError, Searcher
from tests.builders import make_case
from tests.storage.steps import add, changed, removed


@pytest.fixture
def searcher(library: Library, path: Path) -> Iterator[Searcher]:
    opened = Searcher(path)
    yield opened
    opened.close()


def put(library: Library, searcher: Searcher, *records: object) -> None:
    searcher.refresh(add(library, *records))  # type: ignore[arg-type]


def row(searcher: Searcher, id_: int, query: str) -> CaseSummary:
    (summary,) = searcher.summaries([id_], CaseFilter(query))
    return summary


def test_a_snippet_shows_the_hit_in_the_text_as_it_is_written(library: Library, searcher: Searcher) -> None:
    body = "前面有很多话。" * 40 + "那位客戶終於投訴了，經理沒有接電話。" + "后面还有很多话。" * 40
    put(library, searcher, make_case(body, id=1, title="客户"))
    summary = row(searcher, 1, "客户 投诉")
    assert summary.title_hits == ((0, 2),)
    assert [summary.snippet[start:end] for start, end in summary.snippet_hits] == ["客戶", "投訴"]
    assert summary.snippet.startswith("…")
    assert summary.snippet.endswith("…")
    assert summary.snippet_hits[0][0] < 40
    assert "\n" not in summary.snippet


def test_without_words_a_snippet_is_the_beginning(library: Library, searcher: Searcher) -> None:
    put(library, searcher, make_case("第一行。\n第二行。", id=1, industries=("酒店",)))
    summary = row(searcher, 1, "")
    assert summary.snippet == "第一行。 第二行。"
    assert summary.industries == ("酒店",)
    assert summary.minutes == 1


def test_unknown_rows_are_skipped_and_the_order_is_kept(library: Library, searcher: Searcher) -> None:
    put(library, searcher, make_case(id=1), make_case(id=2))
    assert [item.id for item in searcher.summaries([2, 77, 1], CaseFilter())] == [2, 1]


def test_marks_join_where_hits_overlap(searcher: Searcher) -> None:
    assert searcher.marks(["哈哈哈，好", "", "Front Desk"], CaseFilter("哈哈 des -好")) == (((0, 3),), (), ((6, 9),))


def test_a_search_can_be_stopped(library: Library, searcher: Searcher) -> None:
    put(library, searcher, make_case(id=1))
    with pytest.raises(SearchCancelledError):
        searcher.find(CaseFilter("茶"), Order.RELEVANCE, is_cancelled=lambda: True)
    assert searcher.find(CaseFilter(), Order.RELEVANCE).ids == (1,)


def test_similar_cases_share_rare_words(library: Library, searcher: Searcher) -> None:
    story = "张经理在云栖酒店的大堂遇见了一位拄拐杖的老先生，他的行李箱轮子坏了。"
    retold = "云栖酒店大堂里，一位拄拐杖的老先生的行李箱轮子坏了，张经理看见了。"
    put(
        library, searcher, make_case(story, id=1), make_case(retold, id=2), make_case("银行柜台前排起了长队。", id=3),
        make_case(retold, id=4, trashed=make_case().created),
    )  # fmt: skip
    first, *_ = searcher.similar(1)
    assert first.case_id == 2
    assert first.share > 0.5
    assert 4 not in {item.case_id for item in searcher.similar(1)}
    assert searcher.similar(99) == ()


def test_collections_are_seen_as_they_change(library: Library, searcher: Searcher) -> None:
    put(library, searcher, make_case(id=1), make_case(id=2))
    shelf = Collection(1, "夏训", (1,))
    put(library, searcher, shelf)
    assert searcher.find(parse_query("collection:夏训"), Order.TITLE).ids == (1,)
    searcher.refresh(library.apply(changed(shelf, case_ids=(2,), name="冬训")))
    assert searcher.find(parse_query("collection:冬训"), Order.TITLE).ids == (2,)
    assert searcher.find(parse_query("collection:夏训"), Order.TITLE).ids == ()
    assert searcher.find(CaseFilter(), Order.TITLE).counts[Facet.COLLECTION] == {"冬训": 1, "": 1}


def test_what_was_not_told_yet_does_no_harm(library: Library, searcher: Searcher) -> None:
    case = make_case("投诉", id=1)
    put(library, searcher, case, make_case("茶", id=3))
    add(library, make_case("投诉", id=9))
    library.apply(removed(case))
    for query in ("投诉", "", "minutes:<99"):
        hits = searcher.find(parse_query(query), Order.RELEVANCE)
        assert 9 not in hits.ids
    searcher.refresh(Changes())
    assert searcher.find(CaseFilter(), Order.TITLE).counts[Facet.STATE]


def test_titles_are_sorted_by_pinyin(library: Library, searcher: Searcher) -> None:
    put(
        library,
        searcher,
        *(make_case(id=id_, title=title) for id_, title in enumerate(["投訴", "安全", "茶", "Zoo"], 1)),
    )
    assert searcher.find(CaseFilter(), Order.TITLE).ids == (4, 2, 3, 1)


def test_minutes_follow_the_readers_pace(library: Library, path: Path) -> None:
    add(library, make_case("字" * 700, id=1), make_case("字" * 700, id=2, minutes=30))
    slow = Searcher(path, characters_a_minute=100)
    assert [item.minutes for item in slow.summaries([1, 2], CaseFilter())] == [7, 30]
    assert slow.find(parse_query("minutes:7"), Order.MINUTES).ids == (1,)
    slow.close()
