from collections.abc import Sequence

import pytest

from casedesk.domain.case import Facet
from casedesk.domain.query import parse_query
from casedesk.ui.library.clause_completion import clause_completions


def known(facet: Facet) -> Sequence[str]:
    return {Facet.INDUSTRY: ("酒店", "银行", "社会工作 站"), Facet.THEME: ("投诉处理",)}.get(facet, ())


def labels(text: str) -> list[str]:
    return [item.label for item in clause_completions(text, known)]


def test_values_follow_a_key() -> None:
    assert labels("投诉 industry:") == ["酒店", "银行", "社会工作 站"]
    assert labels("行业：银") == ["银行"]
    assert labels("outcome:") == ["Positive", "Negative", "Mixed"]


def test_a_key_is_offered_after_three_letters() -> None:
    assert labels("投诉 ind") == ["industry:"]
    assert labels("in") == []


@pytest.mark.parametrize("text", ["", "投诉", "他说:", "行业", "industry:酒店,", "http://x"])
def test_plain_text_is_left_alone(text: str) -> None:
    assert labels(text) == []


def test_what_is_taken_is_the_clause() -> None:
    for item in clause_completions("投诉 -industry:", known):
        wanted = parse_query(item.text)
        assert wanted.text == "投诉"
        assert wanted.condition(Facet.INDUSTRY).excluded == {item.label}
