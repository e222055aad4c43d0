# ruff: noqa: E501 - a story stands on one line
"""Labels that only one document knows."""

import pytest

from casedesk.domain.draft import Proposal, SpanKind
from casedesk.importing import rules
from casedesk.importing.sections import section_texts
from tests.importing.stories import COMMENT, STORIES, TITLES, assert_tiled, proposed, titles

ASKED = "第一句话该说什么？谁来决定？换了你会怎么办？"


def told(part: str, *, head: str = "案例{n}：{title}", body: str = "") -> str:
    """Four cases; `part` stands below every story."""
    cases = [
        f"{head.format(n=index + 1, title=title)}\n{body}{story}\n{part.format(n=index)}"
        for index, (title, story) in enumerate(zip(TITLES, STORIES, strict=True))
    ]
    return "\n".join(cases) + "\n"


def parts(proposal: Proposal) -> list[list[tuple[str, str]]]:
    assert_tiled(proposal)
    return [[(s.role.value, s.text) for s in section_texts(proposal.source, draft)] for draft in proposal.drafts]


def kinds(proposal: Proposal) -> set[SpanKind]:
    return {span.kind for draft in proposal.drafts for span in draft.spans} - {SpanKind.HEADING, SpanKind.MARKER}


@pytest.mark.parametrize("entry", rules.table("sections")["stem"], ids=lambda entry: entry["role"])
def test_a_recurring_label_has_the_role_of_the_stem_in_it(entry: dict[str, str]) -> None:
    proposal = proposed(told(f"{entry['example']}：{COMMENT}"))
    assert titles(proposal) == list(TITLES)
    assert all(dict(case).keys() == {"body", entry["role"]} for case in parts(proposal))


@pytest.mark.parametrize("label", ["班会三连击\n", "【班会三连击】", "班会三连击："])
def test_a_label_that_says_nothing_has_the_role_of_what_stands_under_it(label: str) -> None:
    assert all(dict(case)["question"] == ASKED for case in parts(proposed(told(label + ASKED))))
    assert all(dict(case)["analysis"] == COMMENT for case in parts(proposed(told(label + COMMENT))))


def test_english_labels() -> None:
    stories = [
        f"At noon guest {n} came back to the desk and said that nobody had called. She waited and left."
        for n in range(4)
    ]
    text = "".join(
        f"Case {n + 1}: The {noun} key\n{story}\nFrom the back office\nThe desk knew on Monday, and the shift that could have acted knew on Friday.\n"
        for n, (story, noun) in enumerate(zip(stories, ("lost", "second", "spare", "wrong"), strict=True))
    )
    assert all([role for role, _ in case] == ["body", "analysis"] for case in parts(proposed(text)))


def test_a_known_label_tells_the_cases_where_their_headings_do_not() -> None:
    text = told(f"班会三连击\n第{{n}}问：{ASKED}\n点评：{COMMENT}", head="{title}")
    assert all(dict(case).keys() == {"body", "question", "analysis"} for case in parts(proposed(text)))


def test_who_speaks_in_a_story_is_no_label() -> None:
    talk = "客人：你们让我等了四十分钟，谁来给我一个说法？\n店长：您先坐，我去问清楚再来答复您。\n客人：好，我就在这里等你回来。\n"
    assert kinds(proposed(told("", body=talk))) == {SpanKind.BODY}


def test_facts_about_a_case_are_no_label() -> None:
    assert kinds(proposed(told("", body="时间：2019年\n地点：某市\n"))) == {SpanKind.BODY}


def test_a_running_header_is_none() -> None:
    text = told("").replace("。", "。\n窗口服务手册\n", 9)
    proposal = proposed(text)
    assert kinds(proposal) == {SpanKind.BODY}
    assert any("窗口服务手册" in text[span.start : span.end] for span in proposal.left_out)
