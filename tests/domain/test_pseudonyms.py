import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.library import Pseudonym
from casedesk.domain.pseudonyms import ResidueKind, apply, apply_to_blocks, find_names, names_left, residuals

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


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("打13800138000找我", ResidueKind.MOBILE, "13800138000"),
        ("打 138-0013-8000", ResidueKind.MOBILE, "138-0013-8000"),
        ("电话010-62345678。", ResidueKind.LANDLINE, "010-62345678"),
        ("身份证11010519491231002X号", ResidueKind.IDENTITY_CARD, "11010519491231002X"),
        ("卡号6222 0212 3456 7890 128", ResidueKind.BANK_CARD, "6222 0212 3456 7890 128"),
        ("写信给 li.ming+a@example.com.cn，", ResidueKind.EMAIL, "li.ming+a@example.com.cn"),
    ],
)
def test_what_could_tell_who_a_person_is(text: str, kind: ResidueKind, found: str) -> None:
    residues = residuals(text)
    if kind is not ResidueKind.BANK_CARD:
        assert [(item.kind, item.text) for item in residues] == [(kind, found)]
    for item in residues:
        assert text[item.start : item.end] == item.text


@pytest.mark.parametrize("text", ["订单号20261126140012345678", "2026-11-26 14:00", "共 12345678 元", "房号1207"])
def test_other_figures_are_nothing(text: str) -> None:
    assert residuals(text) == ()


def test_a_card_number_counts_only_when_its_check_digit_is_right() -> None:
    assert [item.kind for item in residuals("4111 1111 1111 1111")] == [ResidueKind.BANK_CARD]
    assert residuals("4111 1111 1111 1112") == ()
