"""Cases whose headings no rule knows are found by what their lines have in common and by what closes each of them."""

import pytest

from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text
from tests.importing.stories import COMMENT, STORIES, TITLES, proposed

ADVICE = (
    "接待客人时应当面带微笑，站姿端正，不得倚靠柜台，不得在岗位上使用手机，遇到询问应当及时答复，不能说不知道。",
    "接听电话应当在三声之内，先报单位名称，再问需要什么帮助，通话结束以后应当等对方先挂断，并做好记录。",
    "处理投诉应当先听后说，不得打断，不得争辩，应当在二十四小时内答复，超出权限的应当及时上报主管部门。",
    "下班之前应当检查门窗、水电和消防设施，填写交接班记录，贵重物品应当入柜，钥匙应当交回保管。",
)
ROOMS = ("Room 214", "Room 99", "Room 31", "Room 502")
ENGLISH = (
    "A guest came down at two in the morning and asked for a pillow. The porter said that the store was locked.",
    "The driver left his cab at the gate and walked to the office. He said that the tyre was flat, and waited.",
    "Mrs. Low rang twice about her parcel. The agent told her that it was on the van, and she ran out to it.",
    "Tom had worked at the desk for a week when an old man asked for his room. Tom found no room for him.",
)


def dressed(heading: str, *, below: str = "", texts: tuple[str, ...] = STORIES) -> str:
    parts = [
        f"{heading.format(title=title, code=code)}{text}\n{below}"
        for title, text, code in zip(TITLES, texts, (7714, 283, 5590, 3361), strict=True)
    ]
    return "城南服务公司学习材料\n\n写在前面\n供班前会学习讨论。\n\n" + "".join(parts)


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        ("故事：{title}\n", f"后续：登记表改了一栏。\n小满：{COMMENT}\n"),
        ("==== 订单 …{code} ====\n", f"小满：{COMMENT}\n"),
        ("\n\n\n\n", f"小满：{COMMENT}\n"),
        ("\n\n\n\n", ""),
        ("事由：{title}\n经过：", f"阿姐的话：{COMMENT}\n"),
        ("{title}\n", f"阿姐的话：{COMMENT}\n"),
    ],
)
def test_stories_are_found_under_headings_that_no_rule_knows(heading: str, below: str) -> None:
    proposal = proposed(dressed(heading, below=below))
    found = [proposal.source.text[draft.start : draft.end] for draft in proposal.drafts]
    assert len(found) == len(STORIES)
    for text, story in zip(found, STORIES, strict=True):
        assert story in text
        assert sum(other in text for other in STORIES) == 1


@pytest.mark.parametrize("heading", ["要求：{title}\n", "==== 规定 …{code} ====\n", "\n\n\n\n"])
def test_rules_of_conduct_are_no_cases_in_whatever_dress(heading: str) -> None:
    assert not proposed(dressed(heading, below="说明：由综合部解释。\n", texts=ADVICE)).drafts


def test_the_reason_names_the_label_that_closes_the_case_before() -> None:
    text = "".join(
        f"{room}\n{story} She told him so again the next day, and he laughed.\nGranny says: Ask first and act later.\n"
        for room, story in zip(ROOMS, ENGLISH, strict=True)
    )
    proposal = propose(read_text(text, "rooms.txt"))
    assert len(proposal.drafts) == len(ROOMS)
    assert all("Granny says" in " ".join(words for _, words in draft.reasons) for draft in proposal.drafts)


def test_numbers_of_orders_that_go_up_and_down_make_no_running_header() -> None:
    proposal = proposed(dressed("==== 订单 …{code} ====\n"))
    left_out = "".join(proposal.source.text[span.start : span.end] for span in proposal.left_out)
    assert "订单" not in left_out


@pytest.mark.parametrize("heading", ["{n}. {title}\n", "【{title}】\n", "## {title}\n"])
def test_chapters_that_end_in_a_lesson_and_questions_are_one_case(heading: str) -> None:
    chapters = {
        "一通电话": "夜里十一点，小隆接到老麻的电话。老麻说，他把客人忘在了服务区，车已经开出去二十公里。"
        "车上没有人敢说话。",
        "她又来了": "第二天，客人带着女儿来到柜台前。小隆请她坐，她没有坐，问老麻在哪里。老麻从后面走出来，鞠了一躬。"
        "谁也没有料到她会笑。",
        "我的一点体会": "规矩要守，人也要看见。以后遇到同样的情形，应当先数一遍人，再开车门，不要怕麻烦。",
        "留给大家的问题": "如果是你，你会怎么做？还有没有更好的办法？",
    }
    parts = (heading.format(n=n, title=title) + text for n, (title, text) in enumerate(chapters.items(), start=1))
    assert len(proposed("二十公里以外的客人\n作者：林小满\n" + "\n".join(parts)).drafts) == 1


BAKERY = """\
The Saturday the Oven Died
A case for second-year students

The shop
Marta Kowal had run the bakery on Hill Street for nineteen years. She had two ovens, one of them older than her \
daughter, and an order book that was always full on Saturdays.

Five in the morning
When Marta came in, the old oven was cold. Her apprentice Joe said that it had clicked twice and stopped. There were \
forty loaves in the prover and a wedding cake due at noon.

The call
She rang the engineer, who said Monday. She rang him again and said what she thought of Monday. Joe stood by the door \
and listened.

What Joe said
Joe told her that his uncle had a pizza oven in the yard. Marta laughed, and then she looked at the clock and stopped \
laughing.

Noon
The cake was late by ten minutes. The bread tasted of smoke, and three customers asked whether they could have it again.
"""


def test_scenes_in_which_one_person_comes_again_are_one_case() -> None:
    assert [draft.title for draft in proposed(BAKERY).drafts] == ["The Saturday the Oven Died"]
