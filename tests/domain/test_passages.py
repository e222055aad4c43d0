"""What two texts have in common word for word."""

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.passages import RunKind, aligned
from casedesk.domain.story_words import telling_places

texts = st.text(st.sampled_from("客人等了四十分钟，经理 waiter came. ab\n龘發发"), max_size=40)


def shown(left: str, right: str) -> list[str]:
    sides = {RunKind.COMMON: "=", RunKind.LEFT: "-", RunKind.RIGHT: "+"}
    return [
        sides[run.kind]
        + (right[run.right_start : run.right_end] if run.kind is RunKind.RIGHT else left[run.left_start : run.left_end])
        for run in aligned(left, right)
    ]


def test_what_differs_is_told_from_what_is_common():
    left, right = "王先生在前台等了四十分钟，经理才出现。", "李先生在前台等了一个小时，经理才出现。"
    assert shown(left, right) == ["-王", "+李", "=先生在前台等了", "-四十分钟", "+一个小时", "=，经理才出现。"]


def test_words_are_never_cut_and_script_makes_no_difference():
    assert shown("The waiter came late.", "The waiters came late.") == ["=The ", "-waiter", "+waiters", "= came late."]
    assert shown("發票在櫃檯後面", "发票在柜台后面")[0].startswith("=")


def test_what_agrees_by_chance_is_no_common_passage():
    assert [run.kind for run in aligned("他去买药了", "她把票还他了")].count(RunKind.COMMON) <= 1


@given(texts, texts)
def test_the_runs_tile_both_texts(left: str, right: str):
    runs = aligned(left, right)
    assert "".join(left[run.left_start : run.left_end] for run in runs) == left
    assert "".join(right[run.right_start : run.right_end] for run in runs) == right
    for run in runs:
        match run.kind:
            case RunKind.COMMON:
                assert run.left_end > run.left_start
                assert run.right_end > run.right_start
            case RunKind.LEFT:
                assert run.right_start == run.right_end
            case RunKind.RIGHT:
                assert run.left_start == run.left_end


def test_the_words_that_tell_a_story_are_shown_in_both():
    one, other = "他用冰袋给孩子退烧，又去通宵药房。", "She said: 半夜跑到通宵藥房，拿了冰袋来。"
    left, right = telling_places(one, other)
    assert [one[start:end] for start, end in left] == ["冰袋", "通宵药房"]
    assert [other[start:end] for start, end in right] == ["通宵藥房", "冰袋"]
    left, right = telling_places("The dog's shoe vanished.", "Shoes and dogs, said the guest.")
    assert left == ((4, 7), (10, 14))
    assert right == ((0, 5), (10, 14))
