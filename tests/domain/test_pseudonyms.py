import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.library import Pseudonym
from casedesk.domain.pseudonyms import apply, apply_to_blocks, find_names, names_left

NAMES = (Pseudonym(1, "王芳", "张女士"), Pseudonym(2, "王芳菲", "小菲"), Pseudonym(3, "May", "June"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王芳说", "张女士说"),
        ("王芳菲说", "小菲说"),
        ("王 芳说", "张女士说"),
        ("May said Mayday, maybe May.", "June said Mayday, maybe June."),
        ("问May好", "问June好"),
        ("没有名字", "没有名字"),
    ],
)
def test_names_are_replaced_longest_first_and_as_whole_words(text: str, expected: str) -> None:
    assert apply(text, NAMES) == expected


def test_what_was_put_in_is_not_replaced_again() -> None:
    swap = (Pseudonym(1, "甲", "乙"), Pseudonym(2, "乙", "甲"))
    assert apply("甲和乙", swap) == "乙和甲"
    assert names_left("乙和甲", swap) == ()


def test_a_name_that_is_half_bold_is_replaced_and_keeps_the_first_marks() -> None:
    html = "<p>找<strong>王</strong>芳来</p>"
    assert richtext.serialise(apply_to_blocks(richtext.parse(html), NAMES)) == "<p>找<strong>张女士</strong>来</p>"


def test_names_are_replaced_everywhere_in_rich_text() -> None:
    html = (
        "<ul><li><p>王芳</p></li></ul><blockquote><p>王芳</p></blockquote>"
        "<table><tr><td><p>王芳</p></td></tr></table>"
        f'<p><img src="attachment:{"a" * 64}" alt="王芳的字"></p>'
    )
    assert "王芳" not in richtext.serialise(apply_to_blocks(richtext.parse(html), NAMES))


@given(st.text(alphabet="王芳菲 May小张", max_size=30))
def test_after_applying_no_real_name_is_found(text: str) -> None:
    names = (Pseudonym(1, "王芳", "Ｘ"), Pseudonym(2, "May", "Ｙ"))
    assert find_names(apply(text, names), names) == ()
