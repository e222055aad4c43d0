import pytest

from casedesk.domain.dialogue import parted, speaker_end
from casedesk.domain.richtext import Picture, Run

BOLD = frozenset({"strong"})


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("经理：您好，请坐。", "经理："),
        ("客户王女士（提高声音）：我等了一个小时！", "客户王女士（提高声音）："),
        ("Guest: I was told eleven.", "Guest:"),
        ("Dr. Ruth Miller: Sit down, please.", "Dr. Ruth Miller:"),
        ("　经理：您好。", "　经理："),
        ("“我说：不行。”", ""),
        ("他想了想。然后说：好。", ""),
        ("10:30 客人到店", ""),
        ("：没有人", ""),
        ("没有冒号的一句话", ""),
        ("", ""),
    ],
)
def test_the_speaker_stands_before_the_first_colon(line: str, speaker: str):
    assert line[: speaker_end(line)] == speaker


def test_a_line_is_parted_behind_the_colon_whatever_its_marks():
    picture = Picture("0" * 64)
    inlines = (Run("经", BOLD), Run("理：您"), Run("好", BOLD), picture)
    assert parted(inlines) == ((Run("经", BOLD), Run("理：")), (Run("您"), Run("好", BOLD), picture))
    assert parted((picture, Run("经理：您好"))) == ((), (picture, Run("经理：您好")))
    assert parted(()) == ((), ())
