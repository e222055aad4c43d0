"""The empty list: which condition to drop, with the count it would give, and what may have been meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casedesk.domain.filters import CaseFilter
from casedesk.domain.query import parse_query
from casedesk.storage.library import Library
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.library.no_hits import NoHits, ways_out
from casedesk.ui.theme import Appearance
from tests.builders import make_case
from tests.storage.steps import add


@pytest.fixture
def no_hits(qtbot: QtBot, tmp_path: Path, appearance: Appearance) -> Iterator[NoHits]:
    path = tmp_path / "library.casedesk"
    with Library.open(path) as library:
        add(
            library,
            make_case("客房的热水坏了。", id=1, title="一次客房投诉", industries=("酒店",)),
            make_case("茶凉了。", id=2, title="茶", industries=("餐饮",)),
            make_case("茶凉了。", id=3, title="茶", industries=("餐饮",)),
        )
    search = CaseSearch(path, immediate=True)
    page = NoHits(search, appearance)
    qtbot.addWidget(page)
    page.show()
    yield page
    search.close()


def offered(page: NoHits, query: str) -> list[str]:
    page.show_for(parse_query(query))
    return [link.text() for link in page.links]


def test_each_way_out_says_how_many_cases_it_leads_to(no_hits: NoHits, qtbot: QtBot) -> None:
    links = offered(no_hits, "热水 industry:餐饮")
    assert len(links) == 3  # the words, the industry, everything
    assert "酒店" not in "".join(links)
    assert "1" in links[0]
    assert "热水" in links[1]
    assert "2" in links[1]
    with qtbot.waitSignal(no_hits.filter_chosen) as chosen:
        no_hits.links[0].click()
    assert chosen.args == [CaseFilter("热水")]


def test_ways_that_lead_nowhere_are_not_offered(no_hits: NoHits) -> None:
    links = offered(no_hits, "没有的词 industry:餐饮 theme:没有的主题")
    assert len(links) == 1  # no single condition helps, only showing everything


def test_one_of_several_words_can_be_dropped() -> None:
    texts = [way.rest.text for way in ways_out(CaseFilter("热水 茶"))]
    assert texts == ["", "茶", "热水"]
    assert [way.rest.text for way in ways_out(CaseFilter("热水 OR 茶"))] == [""]


def test_pinyin_leads_to_what_was_meant(no_hits: NoHits, qtbot: QtBot) -> None:
    assert "客房投诉" in offered(no_hits, "kfts")[0]
    with qtbot.waitSignal(no_hits.filter_chosen) as chosen:
        no_hits.links[0].click()
    assert chosen.args == [CaseFilter("客房投诉")]
