from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import review
from casedesk.domain.case import Outcome
from casedesk.domain.draft import Decision, SpanKind, Suggestion
from casedesk.domain.source_parts import CERTAIN, SourceParts, counts_as, move_part_boundary, without_suggestion
from tests.importing.stories import COMMENT, STORIES, assert_tiled, collection, proposed

TEXT = (
    "前厅培训资料\n第 1 页\n"
    + collection(lambda i: f"案例{'一二三四'[i]}：", comment=f"点评：{COMMENT}")
    + "编后语：到此为止。\n"
)
PROPOSAL = proposed(TEXT)


def test_every_character_is_counted_once() -> None:
    coverage = SourceParts(PROPOSAL).coverage()
    assert coverage.total == sum(not char.isspace() for char in TEXT)
    dropped = SourceParts(review.drop(PROPOSAL, 0)).coverage()
    assert dropped.kept + dropped.dropped == coverage.kept
    assert dropped.dropped > len(STORIES[0])


def test_a_piece_is_found_by_any_of_its_characters() -> None:
    parts = SourceParts(PROPOSAL)
    for piece in parts.pieces:
        assert parts.pieces[parts.at(piece.span.start)] == piece
        assert parts.pieces[parts.at(piece.span.end - 1)] == piece
        assert piece in parts.between(piece.span.end - 1, piece.span.end)
    assert parts.at(-1) == -1


def test_a_label_belongs_to_the_section_that_it_announces() -> None:
    pieces = SourceParts(PROPOSAL).pieces
    at = next(at for at, piece in enumerate(pieces) if piece.span.kind is SpanKind.MARKER)
    assert (pieces[at].part, pieces[at].begins) == (SpanKind.ANALYSIS, True)
    assert (pieces[at + 1].part, pieces[at + 1].begins) == (SpanKind.ANALYSIS, False)


def test_a_certain_draft_counts_as_kept_until_it_is_dropped() -> None:
    draft = replace(PROPOSAL.drafts[0], confidence=CERTAIN, decision=Decision.UNDECIDED)
    assert counts_as(draft) is Decision.KEEP
    assert counts_as(replace(draft, confidence=0.89)) is Decision.UNDECIDED
    assert counts_as(replace(draft, decision=Decision.DROP)) is Decision.DROP


def test_a_suggestion_is_left_out() -> None:
    draft = replace(
        PROPOSAL.drafts[0], industries=(Suggestion("酒店"),), themes=(Suggestion("礼仪"),), outcome=Outcome.POSITIVE
    )
    proposal = replace(PROPOSAL, drafts=(draft, *PROPOSAL.drafts[1:]))
    assert without_suggestion(proposal, 0, "酒店").drafts[0].industries == ()
    assert without_suggestion(proposal, 0, "positive").drafts[0].outcome is None
    assert without_suggestion(proposal, 0, "礼仪").drafts[0].industries == (Suggestion("酒店"),)


def test_the_boundary_between_two_sections_moves() -> None:
    marker = next(piece for piece in SourceParts(PROPOSAL).pieces if piece.span.kind is SpanKind.MARKER)
    to = TEXT.index("小方问清")
    moved = move_part_boundary(PROPOSAL, marker.span.start, to)
    part = SourceParts(moved)
    assert part.pieces[part.at(to)].part is SpanKind.ANALYSIS
    assert part.pieces[part.at(to - 1)].part is SpanKind.BODY
    assert_tiled(moved)


def test_a_draft_takes_in_what_was_left_over_before_it() -> None:
    first = PROPOSAL.drafts[0].start
    moved = move_part_boundary(PROPOSAL, first, TEXT.index("第 1 页"))
    assert moved.drafts[0].start <= first
    assert_tiled(moved)


@given(st.data())
def test_no_boundary_loses_a_character(data: st.DataObject) -> None:
    proposal = PROPOSAL
    for _ in range(3):
        pieces = SourceParts(proposal).pieces
        at = data.draw(st.sampled_from([piece.span.start for piece in pieces]))
        proposal = move_part_boundary(proposal, at, data.draw(st.integers(0, len(TEXT))))
        assert_tiled(proposal)
