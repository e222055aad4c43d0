"""Rows of cases that are told by the look of their headings, and what stands behind the last case of a row."""

import pytest

from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text
from tests.importing.stories import STORIES, TITLES

ENGLISH = """\
A guest came down at two in the morning and asked for a pillow. The porter said that the store was locked. She waited \
in the lobby until he found the key, and then she asked him why nobody had told her.
The driver left his cab at the gate and walked to the office. He said that the tyre was flat. The clerk looked at the \
clock and told him that the garage had closed an hour before, so he slept in the cab.
Mrs. Low rang twice about her parcel. The agent told her that it was on the van. She heard the van go past, ran out in \
her slippers and stopped it herself, and the driver laughed and gave it to her.
Tom had worked at the desk for a week when an old man asked for his room. Tom found no room under that name. The man \
sat down and said that he had come every May since his wedding.
""".splitlines()


def bodies(text: str) -> list[str]:
    source = read_text(text, "row.txt")
    return [source.text[draft.start : draft.end] for draft in propose(source).drafts]


@pytest.mark.parametrize(
    "heads",
    [
        ("录音 0417-A", "录音 0422-C", "录音 0503-B", "录音 0506-D"),
        ("3月2日　星期四　夜班", "3月9日　星期四　早班", "3月15日　星期三　中班", "4月1日　星期六　早班"),
        ("◆老花镜（溪东支行）", "◆谁先来的（寨口支行）", "◆拿错的伞（营业部）", "◆连号的钱（青山支行）"),
        ("编辑同志：", "编辑同志：", "编辑同志：", "编辑同志："),
        ("2021-03-12", "2021-04-15", "2021-05-18", "2021-06-11"),
    ],
)
def test_lines_that_look_alike_head_cases(heads: tuple[str, ...]) -> None:
    found = bodies(
        "城南服务公司\n" + "".join(f"{head}\n{story}\n" for head, story in zip(heads, STORIES, strict=False))
    )
    assert len(found) == len(heads)
    assert all(story in words for story, words in zip(STORIES, found, strict=False))


def test_titles_in_brackets_may_be_glued_to_their_stories() -> None:
    found = bodies("窗口的故事\n" + "".join(f"【{TITLES[i]}】{STORIES[i]}\n" for i in range(4)))
    assert [STORIES[i] in words for i, words in enumerate(found)] == [True] * 4


def test_english_dates_head_cases_and_are_no_page_numbers() -> None:
    found = bodies("".join(f"{day} March 2021\n{story}\n" for day, story in enumerate(ENGLISH, 3)))
    assert [story in words for story, words in zip(ENGLISH, found, strict=True)] == [True] * 4


def test_stories_that_are_counted_in_a_talk() -> None:
    lead = ("先讲第一个，叫做", "好，喝口水。第二个，", "第三个叫", "最后一个，")
    text = "各位同行，大家好，我讲几个人。\n" + "".join(f"{lead[i]}“{TITLES[i]}”。\n{STORIES[i]}\n" for i in range(4))
    proposal = propose(read_text(text + "我的时间到了，讲得不好，请大家批评。谢谢。\n", "talk.txt"))
    assert [draft.title for draft in proposal.drafts] == list(TITLES[:4])
    assert "我的时间" not in proposal.source.text[proposal.drafts[-1].start : proposal.drafts[-1].end]


@pytest.mark.parametrize(
    "tail",
    [
        "课后小测\n1. 前台在第一课里可以问什么？\n答案：1. 名字\n欢迎加盟　400-000-0000\n",
        "沙发：看哭了\n板凳：第五个是编的吧\n",
        "联系人：单老师    内线：6207\n报：行领导    送：各部室    （共印60份）\n",
        "学员意见表\n姓名：________\n我最想回去试的一件事是：________\n",
    ],
)
def test_what_stands_behind_the_last_case_belongs_to_none(tail: str) -> None:
    found = bodies("".join(f"案例{i + 1}：{TITLES[i]}\n{STORIES[i]}\n" for i in range(4)) + tail)
    assert len(found) == 4
    assert found[-1].endswith(STORIES[3])


def test_numbered_questions_of_a_test_are_no_cases() -> None:
    quiz = "1. 顾客怒气冲冲地走进来，服务员首先应当（　　）。\nA. 说明规定　B. 请他坐下　C. 叫保安\n"
    other = "2. 顾客说了一句难听的话，小李笑了笑，应当（　　）。\nA. 走开　B. 请示　C. 先听完\n"
    assert not bodies("课后测验\n一、单项选择题（每题4分，共8分）\n" + quiz + other)


def test_a_story_in_numbered_chapters_with_one_lesson_is_one_case() -> None:
    first, second = STORIES[0][: len(STORIES[0]) // 2], STORIES[0][len(STORIES[0]) // 2 :]
    parts = (
        ("第一部分　案例背景", first),
        ("第二部分　事情经过", second),
        ("第三部分　处理结果", "后来他把伞还了回来。"),
    )
    text = f"{TITLES[0]}\n作者：林小满\n" + "".join(f"{head}\n{words}\n" for head, words in parts)
    assert len(bodies(text + "第四部分　反思与启示\n先问清楚，再动手。\n")) == 1
