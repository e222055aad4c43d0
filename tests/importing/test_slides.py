"""Slides that were copied as text: their stories are cases, and what stands on the slides between them is none."""

import pytest

from casedesk.domain.draft import SpanKind
from tests.importing.stories import STORIES, TITLES, assert_tiled, proposed, titles

TOOLS = ("随身口诀", "• 一看二问三记", "• 卡片在资料袋里")


def deck(separator: str) -> str:
    slides = [("前台新人第二课", "讲师：培训中心"), ("目录", "• 三次值班", "• 随身口诀")]
    for number, title, story in zip("一二三", TITLES, STORIES, strict=False):
        sentences = story.replace("。", "。\n").split()
        slides.append((f"第{number}次值班  {title}", *(f"• {words}" for words in sentences)))
        slides.append(TOOLS)
    return "\n\n".join("\n".join((separator.format(n=n), *lines)) for n, lines in enumerate(slides, start=1))


@pytest.mark.parametrize("separator", ["--- 幻灯片 {n} ---", "[Slide {n}]", "=== 第{n}页 ==="])
def test_the_slides_of_a_story_are_a_case_without_the_slides_between(separator: str) -> None:
    proposal = proposed(deck(separator))
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES[:3])
    for draft in proposal.drafts:
        words = "".join(proposal.source.text[span.start : span.end] for span in draft.spans)
        assert TOOLS[1] not in words
        assert SpanKind.BODY in {span.kind for span in draft.spans}


def test_a_slide_that_comments_stays_with_its_story() -> None:
    text = deck("--- 幻灯片 {n} ---")
    for comment in ("先看人，再看规矩", "问一句再动手", "早一点打电话"):
        text = text.replace("\n".join(TOOLS), f"点评\n• {comment}", 1)
    kinds = [{span.kind for span in draft.spans} for draft in proposed(text).drafts]
    assert len(kinds) == 3
    assert all(SpanKind.ANALYSIS in found for found in kinds)
