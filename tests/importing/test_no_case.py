"""What speaks of cases and holds none: timetables, blank forms, rules about what a case is."""

from tests.importing.stories import proposed, titles

TIMETABLE = """Programme of the induction week
Monday
09.00  Case 1: The Pram in the Doors
10.30  Door procedures, revised
13.00  Case 2: Six Stags and a Guard
Tuesday
09.00  Case 3: The Last Connection
11.00  Ticket irregularities: discretion and its limits
16.30  Certificates
Please bring your rule book and a pair of flat shoes to every session of the week."""
STORY = (
    "Mrs Hale came to the counter with two coats over her arm. The clerk told her that he could not take them without "
    'a receipt. "I have had them since yesterday," she said, and left both coats on the floor in front of him.'
)
BLANK_FORM = """附：案例上报表
案例名称：
________________
上报单位：________ 上报人：________
事情经过：
________________
处理办法：
________________
原因分析：
________________
思考题：
1. ________________"""


def test_the_entries_of_a_timetable_are_no_cases() -> None:
    assert not proposed(TIMETABLE).drafts


def test_labels_behind_an_hour_are_cases_where_stories_stand_under_them() -> None:
    text = "\n".join(f"{hour}.00  Case {number}: A coat\n{STORY}" for number, hour in enumerate((9, 11, 14), start=1))
    assert len(proposed(text).drafts) == 3


def test_a_blank_form_is_no_case() -> None:
    assert not proposed(BLANK_FORM).drafts


def test_a_form_that_somebody_has_filled_in_is_a_case() -> None:
    filled = BLANK_FORM.replace("案例名称：\n________________", "案例名称：少了一只鞋").replace(
        "事情经过：\n________________",
        "事情经过：\n放学的时候，小班的童童哭着说少了一只鞋。管老师把鞋柜翻了一遍，没有找到。童童的外婆说：“一双鞋三百块，"
        "你们赔。”管老师抱着孩子，一间一间教室去找，最后在滑梯底下找到了。",
    )
    assert titles(proposed(filled)) == ["少了一只鞋"]


def test_what_is_said_not_to_be_a_case_is_none() -> None:
    text = (
        "三、什么可以写\n真实发生，有人物，有对话。\n以下材料不属于案例：工作总结、表扬信、规章解读、新闻稿和先进事迹。"
    )
    assert not proposed(text).drafts
