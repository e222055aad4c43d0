"""One place done, all places like it done."""

from casedesk.domain import review
from casedesk.domain.alike import alike_parts, make_alike, title_alike, titles_alike
from casedesk.domain.draft import Proposal, SpanKind
from tests.importing.stories import COMMENT, TITLES, assert_tiled, collection, proposed, titles

TEXT = collection(lambda i: f"案例{'一二三四'[i]}：", comment=f"点评：{COMMENT}")
PROPOSAL = proposed(TEXT)


def kinds(proposal: Proposal) -> list[set[SpanKind]]:
    return [{span.kind for span in draft.spans} for draft in proposal.drafts]


def test_sections_under_one_label_are_renamed_together() -> None:
    at = TEXT.index(COMMENT)
    first = review.relabel(PROPOSAL, at, at + len(COMMENT), SpanKind.LESSON)
    others = alike_parts(first, at)
    assert others is not None
    assert (others.label, others.kind, others.places) == ("点评：", SpanKind.LESSON, 3)
    changed = make_alike(first, at)
    assert all(SpanKind.LESSON in held and SpanKind.ANALYSIS not in held for held in kinds(changed))
    assert_tiled(changed)
    assert alike_parts(changed, at) is None
    assert make_alike(changed, at) == changed


def test_lines_of_one_wording_are_left_out_together() -> None:
    text = TEXT.replace("\n案例", "\n请看下一页（第9页）\n案例")
    proposal = proposed(text)
    at = text.index("请看")
    first = review.relabel(proposal, at, at + 10, SpanKind.FURNITURE)
    changed = make_alike(first, at)
    left = [span for span in changed.left_out if "请看" in text[span.start : span.end]]
    assert len(left) == 3
    assert {span.kind for span in left} == {SpanKind.FURNITURE}
    assert_tiled(changed)


def test_titles_are_made_as_one_was_made() -> None:
    first = review.rename(PROPOSAL, 0, f"案例一：{TITLES[0]}")
    assert titles_alike(first, 0) == {at: f"案例{'一二三四'[at]}：{TITLES[at]}" for at in (1, 2, 3)}
    changed = title_alike(first, 0)
    assert titles(changed) == [f"案例{'一二三四'[at]}：{title}" for at, title in enumerate(TITLES)]
    back = title_alike(review.rename(changed, 2, TITLES[2]), 2)
    assert titles(back) == list(TITLES)


def test_a_title_that_does_not_stand_in_the_heading_is_no_rule() -> None:
    assert titles_alike(review.rename(PROPOSAL, 0, "别的"), 0) == {}
