"""Questions with options: taken apart, put together, pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Question, QuestionKind
from casedesk.domain.choices import (
    choices_of,
    next_option,
    numbered_questions,
    of_kind,
    verdict_of,
    with_right,
    with_verdict,
)

_ASKED = Question(
    "先说哪一句？\nA. 道歉\nB. 解释\nC. 问需要", "AC\n先安人，再问事。", kind=QuestionKind.MULTIPLE_CHOICE
)


def test_options_are_lettered_lines_and_right_ones_begin_the_answer():
    found = choices_of(_ASKED)
    assert (found.stem, found.options) == ("先说哪一句？", ("道歉", "解释", "问需要"))
    assert (found.right, found.reason) == ({0, 2}, "先安人，再问事。")


@pytest.mark.parametrize("answer", ["A、C", "A，C。", "AC", "A C", "A和C", "ＡＣ"])
def test_right_letters_are_read_as_trainers_write_them(answer: str):
    assert choices_of(Question(_ASKED.text, answer)).right == {0, 2}


@pytest.mark.parametrize("answer", ["A guest first.", "", "先道歉。", "Apologise", "对不起"])
def test_words_are_no_letters(answer: str):
    found = choices_of(Question(_ASKED.text, answer))
    assert (found.right, found.reason) == (frozenset(), answer)
    assert verdict_of(Question("", answer)) is None


@given(st.sets(st.integers(0, 2)), st.text("先安人，再问事。\n"))
def test_right_options_come_back(right: set[int], reason: str):
    reason = reason.strip()
    question = with_right(Question(_ASKED.text, reason), right)
    assert (choices_of(question).right, choices_of(question).reason) == (right, reason)


def test_a_question_without_options_is_given_letters_once():
    asked = of_kind(Question("先说哪一句？"), QuestionKind.SINGLE_CHOICE)
    assert asked.text == "先说哪一句？\nA. \nB. \nC. \nD. "
    assert of_kind(_ASKED, QuestionKind.SINGLE_CHOICE).answer == "A\n先安人，再问事。"
    assert of_kind(_ASKED, QuestionKind.DISCUSSION).text == _ASKED.text


@pytest.mark.parametrize(("line", "following"), [("A. 道歉", "B. "), ("(C) 问", "(D) "), ("A. ", ""), ("H. 末", "")])
def test_the_next_line_of_options_has_its_letter(line: str, following: str):
    assert next_option(line) == following


def test_a_verdict_is_in_the_language_of_the_question():
    assert with_verdict(Question("先道歉总没错。", "错。要先听。"), True).answer == "正确\n要先听。"
    assert with_verdict(Question("Always apologise first."), False).answer == "False"
    assert verdict_of(Question("", "不正确")) is False
    assert verdict_of(Question("", "√")) is True
    assert verdict_of(Question("", "听了再说")) is None
    assert with_verdict(Question("先道歉。", "错误\n要先听。"), None).answer == "要先听。"


def test_a_numbered_list_with_options_and_answers_becomes_questions():
    pasted = """1. 小许错在哪里？
答案：话说早了。
没有给去处。
2、第一句该说什么？（单选）
A. 道歉  B. 解释
C. 问需要
【答案】B
(3) 判断题：满房不是前台的错。
参考答案: 对
4) 角色扮演：请演一遍。"""
    first, second, third, fourth = numbered_questions(pasted)
    assert (first.text, first.answer) == ("小许错在哪里？", "话说早了。\n没有给去处。")
    assert second.text == "第一句该说什么？（单选）\nA. 道歉\nB. 解释\nC. 问需要"
    assert (second.answer, second.kind) == ("B", QuestionKind.SINGLE_CHOICE)
    assert (third.kind, verdict_of(third)) == (QuestionKind.TRUE_FALSE, True)
    assert fourth.kind is QuestionKind.ROLE_PLAY


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1. 甲？\n2. 乙？", ("甲？", "乙？")),
        ("一、甲？\n二、乙？\n\n三、丙？", ("甲？", "乙？", "丙？")),
        ("①甲？\n②乙？", ("甲？", "乙？")),
        ("第1题：甲？\n第2题：乙？", ("甲？", "乙？")),
        ("(1) Why?\n(2) How?\nand when?", ("Why?", "How?\nand when?")),
        ("1. Why?\n1.5 hours later?", ()),
        ("1. 甲？\nA. 是\nB. 否", ("甲？\nA. 是\nB. 否",)),
        ("甲？\n乙？", ()),
        ("1. 甲？", ()),
        ("", ()),
    ],
)
def test_numbered_lists_become_rows(text: str, rows: tuple[str, ...]):
    found = numbered_questions(text)
    assert tuple(question.text for question in found) == rows or (rows == () and len(found) == 1)


@given(st.text())
def test_anything_can_be_pasted(text: str):
    for question in numbered_questions(text):
        assert question.text
        choices_of(question)


def test_options_of_two_answers_are_several():
    (asked,) = numbered_questions("1. 哪些对？\nA. 一\nB. 二\n答：A、B")
    assert asked.kind is QuestionKind.MULTIPLE_CHOICE


def test_points_behind_a_question_of_a_list_become_a_number():
    first, second, third = numbered_questions(
        "1. 谁先开口？（本题5分）\nA. 老周\nB. 小许\n2. Why? (10 points)\n3. 讨论（5分钟）"
    )
    assert (first.text, first.points) == ("谁先开口？\nA. 老周\nB. 小许", 5)
    assert (second.text, second.points) == ("Why?", 10)
    assert (third.text, third.points) == ("讨论", 0)


def test_minutes_behind_a_question_of_a_list_become_a_number():
    first, second, third = numbered_questions(
        "1. 为什么没有人开第二个窗口？（8分钟）（5分）\n2. Why? (about 12 min)\n3. 等了（8分钟）的客人说了什么？"
    )
    assert (first.text, first.minutes, first.points) == ("为什么没有人开第二个窗口？", 8, 5)
    assert (second.text, second.minutes) == ("Why?", 12)
    assert third.text == "等了（8分钟）的客人说了什么？"


def test_a_statement_announced_as_one_is_to_be_judged():
    first, _second = numbered_questions("1. 判断：延迟退房一定要收费。（ ）\n2. 为什么？")
    assert first.kind is QuestionKind.TRUE_FALSE
