"""Two tellings beside each other: nothing is lost, what differs is marked, what agrees is folded."""

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.side_by_side import Look, Stretch, folded_length, side_by_side

SAME = "前台的灯一直亮着，大堂里没有别的人。" * 8
words = st.text(alphabet="客人等了很久。 ab\n", max_size=200)


def told(text: str, stretches: tuple[Stretch, ...], look: Look) -> list[str]:
    return [text[item.start : item.end] for item in stretches if item.look is look]


def test_what_differs_is_marked_and_long_agreement_is_folded() -> None:
    left, right = f"系统多卖了六间房。{SAME}他愣了一下。", f"系统多卖了五间房。{SAME}他没有说话。"
    both = side_by_side(left, right)
    assert told(left, both.left, Look.MARKED) == ["六", "愣了一下"]
    assert told(right, both.right, Look.MARKED) == ["五", "没有说话"]
    assert folded_length(both.left) == folded_length(both.right) > 90
    (hidden,) = told(left, both.left, Look.FOLDED)
    assert hidden == told(right, both.right, Look.FOLDED)[0]
    assert hidden.endswith("。")


def test_of_the_same_text_the_first_sentence_stays() -> None:
    both = side_by_side(SAME, SAME)
    assert told(SAME, both.left, Look.PLAIN) == [SAME[:18]]
    assert told(SAME, both.left, Look.MARKED) == []


def test_of_a_retold_story_the_shared_words_are_marked() -> None:
    left, right = "戒指掉进了洗衣房的推车。", "洗衣房里找到一枚戒指。"
    both = side_by_side(left, right, is_retold=True)
    assert "戒指" in told(left, both.left, Look.MARKED)
    assert "戒指" in told(right, both.right, Look.MARKED)
    assert folded_length(both.left) == 0


@given(words, words, st.booleans())
def test_the_stretches_tile_both_texts(left: str, right: str, is_retold: bool) -> None:
    both = side_by_side(left, right, is_retold=is_retold)
    for text, stretches in ((left, both.left), (right, both.right)):
        assert "".join(text[item.start : item.end] for item in stretches) == text
        assert all(item.end > item.start for item in stretches)
