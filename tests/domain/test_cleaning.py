"""Furniture goes back into the text and out of it again."""

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.cleaning import (
    cleaned,
    is_cleaned,
    leave_out_again,
    leave_out_one_again,
    put_back,
    put_back_alike,
)
from casedesk.domain.draft import Proposal, SpanKind
from casedesk.domain.source_parts import SourceParts
from tests.importing.stories import STORIES, all_spans, assert_tiled, proposed

TEXT = (
    "第 1 页 共 9 页\n案例一：伞架上的最后一把伞\n"
    + STORIES[0].replace("身后", "\n第 2 页 共 9 页\n身后")
    + "\n第 3 页 共 9 页\n案例二：洒在袖子上的汤\n"
    + STORIES[1]
    + "\n更多精品资料请到下载中心搜索\n"
)
PROPOSAL = proposed(TEXT)
PAGES = next(item for item in cleaned(PROPOSAL) if "9" in TEXT[item.first : item.first + 12])


def kind_at(proposal: Proposal, words: str) -> tuple[SpanKind, int | None]:
    parts = SourceParts(proposal)
    piece = parts.piece(parts.at(TEXT.index(words)))
    return piece.span.kind, piece.owner


def test_what_was_cleaned_is_counted_by_kind() -> None:
    assert (PAGES.left_out, PAGES.put_back) == (3, 0)
    assert sum(item.left_out for item in cleaned(PROPOSAL)) == sum(is_cleaned(span) for span in all_spans(PROPOSAL))


def test_a_page_number_inside_a_story_goes_back_into_it() -> None:
    back = put_back(PROPOSAL, TEXT.index("第 2 页"))
    assert kind_at(back, "第 2 页") == (SpanKind.BODY, 0)
    assert kind_at(back, "第 3 页") == (SpanKind.FURNITURE, None)
    assert leave_out_one_again(back, TEXT.index("第 2 页")) == PROPOSAL
    assert_tiled(back)


def test_all_of_a_kind_go_back_and_those_between_drafts_belong_to_no_case() -> None:
    back = put_back_alike(PROPOSAL, PAGES.kind)
    assert kind_at(back, "第 1 页") == (SpanKind.LEFT_OVER, None)
    assert kind_at(back, "第 2 页") == (SpanKind.BODY, 0)
    (pages,) = [item for item in cleaned(back) if item.kind == PAGES.kind]
    assert (pages.left_out, pages.put_back) == (0, 3)
    assert leave_out_again(back, PAGES.kind) == PROPOSAL


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=8))
def test_whatever_is_switched_can_be_switched_back(switches: list[tuple[bool, int]]) -> None:
    kinds = [item.kind for item in cleaned(PROPOSAL)]
    proposal = PROPOSAL
    for is_back, number in switches:
        switch = put_back_alike if is_back else leave_out_again
        proposal = switch(proposal, kinds[number % len(kinds)])
        assert_tiled(proposal)
    for kind in kinds:
        proposal = leave_out_again(proposal, kind)
    assert proposal == PROPOSAL
