from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import cleaning, review
from casedesk.domain.draft import Decision, Proposal, SpanKind
from casedesk.domain.source_parts import SourceParts, move_part_boundary
from tests.importing.stories import COMMENT, TITLES, assert_tiled, collection, proposed, titles

TEXT = (
    "前厅培训资料\n第 1 页\n"
    + collection(lambda i: f"案例{'一二三四'[i]}：", comment=f"点评：{COMMENT}")
    + "编后语：到此为止。\n"
)
PROPOSAL = proposed(TEXT)


def words(proposal: Proposal, index: int) -> str:
    draft = proposal.drafts[index]
    return "".join(proposal.source.text[span.start : span.end] for span in draft.spans)


def test_deciding_and_taking_it_back() -> None:
    kept = review.keep(PROPOSAL, 1)
    assert [d.decision for d in kept.drafts] == [
        Decision.UNDECIDED,
        Decision.KEEP,
        Decision.UNDECIDED,
        Decision.UNDECIDED,
    ]
    assert review.drop(kept, 1).drafts[1].decision is Decision.DROP
    assert review.undecide(kept, 1) == PROPOSAL


def test_a_decision_for_all_alike_leaves_decided_ones_alone() -> None:
    changed = review.apply_to_alike(review.drop(PROPOSAL, 2), 0, Decision.KEEP)
    assert [d.decision for d in changed.drafts] == [Decision.KEEP, Decision.KEEP, Decision.DROP, Decision.KEEP]
    assert review.alike(PROPOSAL, 0) == (0, 1, 2, 3)


def test_what_is_in_the_library_is_not_decided_with_the_others() -> None:
    added = replace(PROPOSAL, drafts=(replace(PROPOSAL.drafts[0], decision=Decision.ADDED), *PROPOSAL.drafts[1:]))
    changed = review.apply_to_alike(added, 0, Decision.KEEP)
    assert [d.decision for d in changed.drafts] == [Decision.ADDED, *[Decision.KEEP] * 3]
    assert review.join(added, 1).drafts[0].decision is Decision.UNDECIDED


def test_renaming() -> None:
    assert titles(review.rename(PROPOSAL, 0, "  借伞\n的人 "))[0] == "借伞 的人"
    assert review.rename(PROPOSAL, 0, "  ") == PROPOSAL


def test_a_section_gets_another_role() -> None:
    index = next(i for i, span in enumerate(PROPOSAL.drafts[0].spans) if span.kind is SpanKind.ANALYSIS)
    span = PROPOSAL.drafts[0].spans[index]
    changed = review.relabel(PROPOSAL, span.start, span.end, SpanKind.LESSON)
    assert changed.drafts[0].spans[index].kind is SpanKind.LESSON
    assert_tiled(changed)


def test_part_of_a_section_is_left_out_and_taken_back() -> None:
    start = TEXT.index("身后一位先生")
    left = review.relabel(PROPOSAL, start, start + 6, SpanKind.LEFT_OVER)
    assert "身后一位先生" not in words(left, 0)
    assert_tiled(left)
    back = review.relabel(left, start, start + 6, SpanKind.BODY)
    assert "".join(words(back, 0).split()) == "".join(words(PROPOSAL, 0).split())
    assert_tiled(back)


def test_left_out_text_joins_the_draft_before_it() -> None:
    start = TEXT.index("编后语")
    changed = review.relabel(PROPOSAL, start, len(TEXT), SpanKind.LESSON)
    assert "编后语" in words(changed, 3)
    assert_tiled(changed)


def test_relabelling_as_heading_gives_the_title() -> None:
    start = TEXT.index("七月的一个傍晚")
    assert titles(review.relabel(PROPOSAL, start, start + 7, SpanKind.HEADING))[0] == "七月的一个傍晚"


def test_left_out_text_becomes_a_draft() -> None:
    start = TEXT.index("编后语")
    changed = review.begin(PROPOSAL, start, len(TEXT))
    assert len(changed.drafts) == 5
    assert words(changed, 4).startswith("编后语")
    assert_tiled(changed)
    assert review.begin(PROPOSAL, TEXT.index("陈女士"), TEXT.index("陈女士") + 3) == PROPOSAL


def test_splitting_a_draft() -> None:
    offset = TEXT.index("小方问清")
    changed = review.split(PROPOSAL, 0, offset)
    assert len(changed.drafts) == 5
    assert words(changed, 1).startswith("小方问清")
    assert changed.drafts[1].title_is_made
    assert changed.drafts[1].decision is Decision.UNDECIDED
    assert_tiled(changed)
    assert review.split(PROPOSAL, 0, PROPOSAL.drafts[0].start) == PROPOSAL


def test_a_split_before_a_full_stop_leaves_it_to_its_sentence() -> None:
    stop = TEXT.index("。", TEXT.index("小方问清"))
    changed = review.split(PROPOSAL, 0, stop)
    assert len(changed.drafts) == 5
    assert not changed.drafts[1].title.startswith("。")
    assert words(changed, 0).rstrip().endswith("。")
    assert_tiled(changed)


def test_joining_two_drafts_keeps_the_words_of_the_second_title() -> None:
    changed = review.join(PROPOSAL, 1)
    assert titles(changed) == [TITLES[0], *TITLES[2:]]
    assert TITLES[1] in words(changed, 0)
    assert_tiled(changed)
    assert review.join(PROPOSAL, 0) == PROPOSAL


def test_splitting_and_joining_loses_nothing() -> None:
    back = review.join(review.split(PROPOSAL, 0, TEXT.index("小方问清")), 1)
    assert "".join(words(back, 0).split()) == "".join(words(PROPOSAL, 0).split())


def test_a_boundary_inside_a_draft_leaves_the_drafts_beside_it_alone() -> None:
    draft = PROPOSAL.drafts[1]
    comment = TEXT.index("点评", draft.start)
    for to in (PROPOSAL.drafts[0].start + 20, PROPOSAL.drafts[2].end):
        changed = move_part_boundary(PROPOSAL, comment, to)
        assert changed != PROPOSAL
        assert (changed.drafts[0], changed.drafts[2]) == (PROPOSAL.drafts[0], PROPOSAL.drafts[2])
        assert_tiled(changed)


def test_the_boundary_between_two_drafts_moves_both_ways() -> None:
    boundary = PROPOSAL.drafts[1].start
    earlier = review.move_boundary(PROPOSAL, 1, boundary - 20)
    assert len(words(earlier, 0)) < len(words(PROPOSAL, 0))
    later = review.move_boundary(PROPOSAL, 1, TEXT.index("老李放下托盘"))
    assert "老李端着汤" in words(later, 0)
    for changed in (earlier, later):
        assert_tiled(changed)
        assert len(changed.drafts) == 4


def test_the_edges_of_a_draft_move_into_what_was_left_out() -> None:
    grown = review.move_end(PROPOSAL, 3, len(TEXT))
    assert "编后语" in words(grown, 3)
    shrunk = review.move_start(PROPOSAL, 0, TEXT.index("小方问清"))
    assert words(shrunk, 0).startswith("小方问清")
    assert_tiled(grown)
    assert_tiled(shrunk)


def test_left_out_paragraphs_stay_paragraphs() -> None:
    proposal = proposed("工作安排。\n星期一开会。\n　　星期二休息\n大家都回家。\n")
    assert proposal.drafts == ()
    (draft,) = review.begin(proposal, 0, len(proposal.source.text)).drafts
    lines = [proposal.source.text[span.start : span.end] for span in draft.spans]
    assert lines == ["工作安排。", "星期一开会。", "星期二休息\n大家都回家。"]


STEPS: tuple[Callable[[Proposal, int, int, int, SpanKind], Proposal], ...] = (
    lambda p, at, _offset, _length, _kind: review.keep(p, at),
    lambda p, at, _offset, _length, _kind: review.drop(p, at),
    lambda p, at, _offset, _length, _kind: review.undecide(p, at),
    lambda p, at, _offset, _length, _kind: review.apply_to_alike(p, at, Decision.DROP),
    lambda p, at, _offset, _length, _kind: review.rename(p, at, "x"),
    lambda p, at, offset, _length, _kind: review.split(p, at, offset),
    lambda p, at, _offset, _length, _kind: review.join(p, at),
    lambda p, at, offset, _length, _kind: review.move_start(p, at, offset),
    lambda p, at, offset, _length, _kind: review.move_end(p, at, offset),
    lambda p, at, offset, _length, _kind: review.move_boundary(p, at, offset),
    lambda p, _at, offset, length, kind: review.relabel(p, offset, offset + length, kind),
    lambda p, _at, offset, length, _kind: review.begin(p, offset, offset + length),
    lambda p, _at, offset, _length, _kind: cleaning.put_back(p, offset),
    lambda p, _at, offset, _length, _kind: cleaning.leave_out_one_again(p, offset),
    lambda p, at, _offset, _length, _kind: all_put_back(p, at),
    lambda p, at, _offset, _length, _kind: all_cleaned_again(p, at),
    lambda p, _at, offset, length, _kind: move_part_boundary(p, begin_near(p, offset), offset + length),
)


def all_put_back(proposal: Proposal, number: int) -> Proposal:
    kinds = cleaning.cleaned(proposal)
    return cleaning.put_back_alike(proposal, kinds[number % len(kinds)].kind) if kinds else proposal


def all_cleaned_again(proposal: Proposal, number: int) -> Proposal:
    kinds = cleaning.cleaned(proposal)
    return cleaning.leave_out_again(proposal, kinds[number % len(kinds)].kind) if kinds else proposal


def begin_near(proposal: Proposal, offset: int) -> int:
    parts = SourceParts(proposal)
    return parts.piece(max(0, parts.at(offset))).span.start


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(STEPS) - 1),
            st.integers(0, 9),
            st.integers(0, len(TEXT)),
            st.integers(0, 60),
            st.sampled_from(list(SpanKind)),
        ),
        max_size=14,
    )
)
def test_no_order_of_steps_loses_a_character(steps: list[tuple[int, int, int, int, SpanKind]]) -> None:
    proposal = PROPOSAL
    parts = SourceParts(PROPOSAL)
    for step, number, offset, length, kind in steps:
        if not proposal.drafts:
            break
        proposal = STEPS[step](proposal, number % len(proposal.drafts), offset, length, kind)
        assert_tiled(proposal)
        assert all(draft.spans and draft.title for draft in proposal.drafts)
        assert [draft.start for draft in proposal.drafts] == sorted(draft.start for draft in proposal.drafts)
        assert [span.start for span in proposal.left_out] == sorted(span.start for span in proposal.left_out)
        parts = SourceParts(proposal, parts)
        assert parts.pieces == SourceParts(proposal).pieces
        assert parts.coverage() == SourceParts(proposal).coverage()
        assert parts.coverage().total == len("".join(TEXT.split()))
