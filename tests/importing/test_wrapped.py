# ruff: noqa: E501 - a paragraph stands on one line
"""Texts typed to a width: read as the paragraphs they are, and shown as they were typed."""

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.importing.lines import lines_of
from casedesk.importing.reading import read_text
from casedesk.importing.wrapped import unwrapped, width_of
from tests.importing.stories import STORIES, TITLES, assert_tiled, proposed, titles

ENGLISH = {
    "The corked bottle": (
        "A man sent back a bottle that was not corked. The waiter, who was nineteen, smelled it twice and said so. The man said that he had drunk wine before the boy was born.",
        "Mr Aldous came over, took the bottle away without a word and brought another of the same. The man tasted it and nodded. It was the first bottle, poured into a fresh glass.",
    ),
    "Table nine": (
        "Table nine stood by the kitchen door and nobody wanted it. When a woman came in alone we put her there, because she would not complain. She came every Thursday and had the soup.",
        "One Thursday the new girl gave her the window. The woman sat down and began to cry, and the girl ran to the kitchen because she thought that she had done something wrong.",
    ),
    "A dog called Admiral": (
        "Dogs were not allowed in the dining room. An old officer came with a dog so old that it could not be left alone, and Rosa told him that the rule was the rule.",
        "The officer thanked him and ate in the yard, in the rain, with the plate on his knees. One after another the guests took up their plates and went out to him.",
    ),
}


def typed(words: str, width: int) -> str:
    """Chinese words broken off where the line is full; no line begins with a sign that ends something."""
    lines = [""]
    for char in words:
        if len(lines[-1]) >= width and char not in "，。、；：！？”）":
            lines.append("")
        lines[-1] += char
    return "\n".join(lines)


@given(width=st.integers(20, 44), indent=st.sampled_from(["", "\u3000\u3000"]), gap=st.sampled_from(["\n", "\n\n"]))
def test_stories_typed_to_any_width_are_found_under_their_titles(width: int, indent: str, gap: str) -> None:
    text = gap.join(f"{title}\n{typed(indent + story, width)}" for title, story in zip(TITLES, STORIES, strict=True))
    proposal = proposed(f"值班室的四个故事\n{gap}{text}\n")
    assert_tiled(proposal)
    assert titles(proposal) == list(TITLES)
    for draft, story in zip(proposal.drafts, STORIES, strict=True):
        told = "".join(proposal.source.text[draft.start : draft.end].split())
        assert told.endswith(story)


@pytest.mark.parametrize("width", [30, 36, 40, 60])
def test_the_first_line_of_an_english_paragraph_is_no_title(width: int) -> None:
    parts = [f"{title}\n" + "\n".join(fill(each, width) for each in told) for title, told in ENGLISH.items()]
    proposal = proposed("BEHIND THE BAR\n" + "\n".join(parts) + "\n")
    assert_tiled(proposal)
    assert titles(proposal) == list(ENGLISH)


def test_paragraphs_are_made_whole_where_a_line_was_broken_off_and_nowhere_else() -> None:
    story = "柜员把老人扶到椅子上，倒了一杯水，" * 6 + "老人说谢谢。"
    text = f"一杯水\n{typed(story, 24)}\n第二天\n{typed(story, 24)}\n"
    source = read_text(text, "typed.txt")
    whole = unwrapped(source, lines_of(source))
    assert whole is not None
    assert whole.source.text == f"一杯水\n{story}\n第二天\n{story}\n"
    assert [whole.source.text[block.start : block.end] for block in whole.source.blocks] == [
        "一杯水",
        story,
        "第二天",
        story,
    ]
    assert "".join(source.text[place] for place in whole.places) == whole.source.text


def test_texts_in_paragraphs_and_lists_of_short_lines_are_left_alone() -> None:
    for text in ("\n".join(STORIES * 3), "\n".join(TITLES * 5), "\n".join(f"{i}. 先问清楚，再动手" for i in range(20))):
        source = read_text(text, "plain.txt")
        assert unwrapped(source, lines_of(source)) is None


def test_an_ideograph_is_two_columns_wide() -> None:
    assert width_of("第3页, page") == 4 + 7
