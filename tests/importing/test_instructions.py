# ruff: noqa: E501 - a paragraph stands on one line
"""Texts that lay down how cases are written and reported, and tell none."""

import pytest

from casedesk.importing.instructions import only_instructs
from casedesk.importing.plain_form import plain_form
from tests.importing.stories import KEY, QUEUE, SOUP, proposed

NUMBERING = """门店案例填报说明
一、标题
标题要具体，不要写成口号，控制在十二个字以内。
二、编号
案例一、案例二、案例三依次编号，不得跳号，由店长填写。
三、经过
按时间先后写，写清楚谁说了什么、做了什么，不少于三百字。
四、报送
每月最后一天以前提交给区域经理，逾期不收；退回的须在三日以内修改完毕。
五、点评
点评由店长撰写，应当说明可以推广的做法。
"""
GUIDE = """Writing up an incident

When to write
Write on the day. The form must reach the office before the end of the week. Late forms are returned.

What happened
Describe the event in the order in which it took place. You should name the place and the equipment but never the people. Do not guess.

What we learn
Give one sentence that a new colleague will understand. The office may shorten the text. Copies are kept for two years and must not leave the site.
"""
PRACTICE = """Three situations at the desk

Situation 1: The late train
A traveller arrives at midnight. The train was late, the desk is closed and the night porter has no key to the safe. The traveller asks for a room that faces the yard. Three rooms are free, and all of them face the road.
What can the porter offer?

Situation 2: The lost glove
A visitor asks for a glove that nobody has found. The visitor says that it was a present and does not leave the desk. Behind the visitor stand nine people with luggage. The porter is alone.
Who is served first?

Situation 3: The wrong bill
A guest finds a bottle on the bill that stood in the room before. The guest is in a hurry and the manager is at lunch. The cleaner remembers the bottle.
Whose word counts?
"""


@pytest.mark.parametrize("text", [NUMBERING, GUIDE])
def test_how_cases_are_to_be_written_is_no_case(text: str) -> None:
    assert only_instructs(plain_form(text))
    assert not proposed(text).drafts


@pytest.mark.parametrize("text", [KEY * 2, QUEUE + SOUP, PRACTICE])
def test_a_story_is_told_whatever_has_to_be_done_in_it(text: str) -> None:
    assert not only_instructs(plain_form(text))
    assert proposed(text).drafts


def test_a_story_among_instructions_is_kept() -> None:
    assert "伞架" not in NUMBERING
    text = f"{NUMBERING}\n案例一：忘带钥匙的业主\n{KEY}\n{QUEUE}\n"
    assert any("孙先生" in "".join(text[s.start : s.end] for s in draft.spans) for draft in proposed(text).drafts)
