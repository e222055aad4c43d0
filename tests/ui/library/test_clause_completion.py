from collections.abc import Sequence

import pytest

from casedesk.domain.case import Facet
from casedesk.domain.query import parse_query
from casedesk.domain.query_vocabulary import known_keys
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


def test_a_key_is_offered_after_two_ideographs_too() -> None:
    assert labels("投诉 行业") == ["行业:"]
    assert labels("导入") == ["导入批次:", "导入:"]
    assert labels("导") == []


def test_further_values_follow_a_comma() -> None:
    assert labels("industry:酒店,") == ["银行", "社会工作 站"]
    (taken,) = clause_completions("行业：酒店，银", known)
    assert parse_query(taken.text).condition(Facet.INDUSTRY).included == {"酒店", "银行"}


def test_clauses_that_are_no_facets_have_words_too() -> None:
    assert set(labels("imported:last")) == {"lastweek", "lastmonth", "lastyear"}
    assert "上周" in labels("导入:")
    assert "处理" in labels("有:")
    assert labels("in:") == ["trash"]
    assert "<20" in labels("minutes:")


@pytest.mark.parametrize("key", known_keys())
def test_whatever_is_offered_is_a_clause(key: str) -> None:
    for item in clause_completions(f"{key}:", known):
        assert parse_query(item.text).text == ""


@pytest.mark.parametrize("text", ["", "投诉", "他说:", "行", "http://x", 'tag:"x'])
def test_plain_text_is_left_alone(text: str) -> None:
    assert labels(text) == []


def test_what_is_taken_is_the_clause() -> None:
    for item in clause_completions("投诉 -industry:", known):
        wanted = parse_query(item.text)
        assert wanted.text == "投诉"
        assert wanted.condition(Facet.INDUSTRY).excluded == {item.label}
