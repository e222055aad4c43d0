# ruff: noqa: E501 - a story stands on one line
"""Answers to questions: in the case, or behind all cases in one place."""

from pathlib import Path

from casedesk.domain.case import Case, Role
from casedesk.domain.draft import SpanKind
from casedesk.importing import rules
from casedesk.importing.case_making import to_case
from casedesk.importing.plain_form import plain_form
from casedesk.importing.sections import section_texts
from casedesk.storage.library import Library
from casedesk.tasks.half_done_review import bring_back, keeping
from casedesk.tasks.import_documents import read_pasted
from tests.importing.stories import KEY, QUEUE, SOUP, TITLES, UMBRELLA, assert_tiled, proposed, titles

QUESTIONS = "讨论题：\n①小方错在哪里？\n②换了你会怎么做？\n"
BEHIND_ALL = (
    f"案例1　{TITLES[0]}\n{UMBRELLA}\n{QUESTIONS}\n案例2　{TITLES[1]}\n{SOUP}\n{QUESTIONS}\n"
    "参考答案\n案例1①先问清楚去哪里；②把自己的伞也算上。\n案例2①没有错。②先看孩子。\n"
)


def cases_of(text: str) -> list[Case]:
    proposal = proposed(text)
    assert_tiled(proposal)
    return [to_case(proposal.source, draft) for draft in proposal.drafts]


def answers_of(case: Case) -> list[str]:
    return [question.answer for question in case.questions]


def test_the_rules_match_their_examples() -> None:
    table = rules.table("sections")["answers"]
    assert rules.pattern(table["heading"]).fullmatch(plain_form(table["heading_example"]))
    assert rules.pattern(table["entry"]).match(plain_form(table["entry_example"]))
    assert rules.pattern(table["own"]).fullmatch(plain_form(table["own_example"]))


def test_answers_behind_all_cases_go_to_their_questions() -> None:
    first, second = cases_of(BEHIND_ALL)
    assert answers_of(first) == ["先问清楚去哪里", "把自己的伞也算上。"]
    assert answers_of(second) == ["没有错。", "先看孩子。"]
    assert all(section.role is not Role.RESOLUTION for case in (first, second) for section in case.sections)


def test_in_review_the_answers_stand_in_their_cases_and_the_block_says_where_they_went() -> None:
    proposal = proposed(BEHIND_ALL)
    assert titles(proposal) == list(TITLES[:2])
    resolution = {section.role: section.text for section in section_texts(proposal.source, proposal.drafts[1])}
    assert resolution[Role.RESOLUTION] == "①没有错。②先看孩子。"
    assert proposal.drafts[1].end < BEHIND_ALL.index("参考答案"), "the draft itself ends where it stands"
    gone = [span for span in proposal.left_out if span.start >= BEHIND_ALL.index("参考答案")]
    assert gone
    assert all(span.kind is SpanKind.FURNITURE and span.reason for span in gone)


def test_answers_under_repeated_titles_and_labels_of_their_own_lines() -> None:
    text = (
        f"Case 1: The umbrella\n{UMBRELLA}\nQuestions\n1. Who was first?\n2. What now?\n\n"
        f"Case 2: The soup\n{SOUP}\nQuestions\n1. Who pays?\n2. Who says sorry?\n\n"
        "Suggested answers\nCase 1: The umbrella\n1. The guest at the desk.\n2. Ask again.\n"
        "Case 2: The soup\n1. The house.\n2. Everybody.\n"
    )
    first, second = cases_of(text)
    assert answers_of(second) == ["The house.", "Everybody."]
    assert answers_of(first) == ["The guest at the desk.", "Ask again."]


def test_answers_in_the_case_go_to_its_questions() -> None:
    text = f"案例1：{TITLES[0]}\n{UMBRELLA}\n思考题\n1. 谁先？\n2. 怎么说？\n参考答案\n1. 登记的人先。\n分两步说。\n2. 先道歉。\n"
    (case,) = cases_of(text)
    assert answers_of(case) == ["登记的人先。\n分两步说。", "先道歉。"]


def test_answers_that_fit_no_question_stay_a_section() -> None:
    text = f"案例1：{TITLES[0]}\n{UMBRELLA}\n思考题\n1. 谁先？\n2. 怎么说？\n参考答案\n登记的人先，说清楚就好。\n"
    (case,) = cases_of(text)
    assert answers_of(case) == ["", ""]
    assert [section.role for section in case.sections] == [Role.BODY, Role.QUESTION, Role.RESOLUTION]


def test_what_was_done_is_no_answer() -> None:
    (case,) = cases_of(f"案例1：{TITLES[0]}\n{UMBRELLA}\n思考题：谁先？\n处理结果：经理道了歉。\n")
    assert answers_of(case) == [""]


def test_a_case_with_its_own_answers_before_the_next_case_begins_no_block() -> None:
    text = f"案例1：{TITLES[0]}\n{UMBRELLA}\n参考答案\n先问。\n案例2：{TITLES[1]}\n{SOUP}\n参考答案\n先看。\n案例3：{TITLES[2]}\n{QUEUE}{KEY}\n"
    assert titles(proposed(text)) == list(TITLES[:3])


def test_answers_survive_a_half_done_review(tmp_path: Path) -> None:
    file = read_pasted(BEHIND_ALL, "a.txt")
    with Library.open(tmp_path / "my.casedesk") as library:
        edit, batch = keeping(library, [file], name="a", batch=None)
        library.apply(edit)
        back = bring_back(library, batch)
    assert back.files[0].proposal.drafts == file.proposal.drafts
