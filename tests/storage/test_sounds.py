"""Pinyin, initials and characters that sound alike."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casedesk.domain.query import parse_query
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from tests.builders import make_case
from tests.storage.steps import add, changed


@pytest.fixture
def searcher(library: Library, path: Path) -> Iterator[Searcher]:
    add(
        library,
        make_case(id=1, title="一次客房投诉的处理", themes=("投诉处理",)),
        make_case(id=2, title="客房投诉", industries=("银行",)),
        make_case(id=3, title="VIP客户", themes=("应急",)),
    )
    with closing(Searcher(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kfts", "客房投诉"),
        ("KFTS", "客房投诉"),
        ("kefangtousu", "客房投诉"),
        ("kefangtous", "客房投诉"),
        ("ke fang", "客房"),
        ("tscl", "投诉处理"),
        ("yinhang", "银行"),
        ("yh", "银行"),
        ("客房头诉", "客房投诉"),
        ("vipkh", "VIP客户"),
    ],
)
def test_what_sounds_like_it_is_offered(searcher: Searcher, typed: str, first: str) -> None:
    assert searcher.meant(parse_query(typed))[0] == first


@pytest.mark.parametrize("typed", ["", "x", "zzzz", "kfts!", "industry:银行 kfts", "😀"])
def test_nothing_is_offered_that_would_not_be_found(searcher: Searcher, typed: str) -> None:
    offered = searcher.meant(parse_query(typed))
    assert offered == (("客房投诉",) if "银行" in typed else ())


def test_a_new_title_is_known(library: Library, searcher: Searcher) -> None:
    assert searcher.meant(parse_query("ysby")) == ()
    searcher.refresh(library.apply(changed(library.cases.get(3), title="雨伞被偷")))
    assert searcher.meant(parse_query("ysbt")) == ("雨伞被偷",)
