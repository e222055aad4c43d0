"""What is found, what is put there, and what the user is told about an expression that is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.errors import BadInputError
from casedesk.domain.replace_pattern import Manner, Pattern, finder, in_quotes_of, narrowed


def replaced(text: str, pattern: Pattern) -> str:
    for hit in reversed(finder(pattern)(text)):
        text = text[: hit.start] + hit.new + text[hit.end :]
    return text


@pytest.mark.parametrize(
    ("text", "pattern", "after"),
    [
        ("客户投诉，客户走了", Pattern("客户", "顾客"), "顾客投诉，顾客走了"),
        ("客戶投诉", Pattern("客户", "顾客"), "客戶投诉"),
        ("客戶投诉", Pattern("客户", "顾客", is_script_blind=True), "顾客投诉"),
        ("Hotel hotel", Pattern("hotel", "inn"), "inn inn"),
        ("Hotel hotel", Pattern("hotel", "inn", is_case_sensitive=True), "Hotel inn"),
        ("ＶＩＰ客户", Pattern("vip", "贵宾"), "贵宾客户"),
        ("ＶＩＰ客户", Pattern("vip", "贵宾", is_width_blind=False), "ＶＩＰ客户"),
        ("a.b axb", Pattern("a.b", "c"), "c axb"),
        ("the other the", Pattern("the", "a", Manner.WORD), "a other a"),
        ("VIP客户 VIPs", Pattern("VIP", "贵宾", Manner.WORD), "贵宾客户 VIPs"),
        ("客户投诉", Pattern("客户", "顾客", Manner.WORD), "顾客投诉"),
        ("2019年5月", Pattern(r"(\d+)年(\d+)月", r"\2/\1", Manner.REGEX), "5/2019"),
        ("2019年5月", Pattern(r"(?P<y>\d+)年", r"\g<y>-", Manner.REGEX), "2019-5月"),
        ("客户甲", Pattern(r"客户(.)", r"[$1]", Manner.REGEX), "[甲]"),
        ("甲乙", Pattern(r"^", "> ", Manner.REGEX), "> 甲乙"),
        ("甲\n乙", Pattern(r"\n", "，", Manner.REGEX), "甲，乙"),
        ("甲", Pattern("(甲)|(乙)", r"\2x", Manner.REGEX), "x"),
        ("他说“好”。", Pattern('"好"', '"不行"'), "他说“不行”。"),
        ("客户", Pattern("", "x"), "客户"),
    ],
)
def test_replacing(text: str, pattern: Pattern, after: str) -> None:
    assert replaced(text, pattern) == after


def test_places_that_stay_as_they_are_are_no_places() -> None:
    assert finder(Pattern("客户", "客户"))("客户客户") == []


@pytest.mark.parametrize(
    ("find", "replacement", "said"),
    [
        ("(客户", "", "bracket"),
        ("*", "", "cannot be understood"),
        ("客户", r"\1", "no group “1”"),
        ("客户", r"\g<name>", "no group “name”"),
    ],
)
def test_a_wrong_expression_is_a_sentence(find: str, replacement: str, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        finder(Pattern(find, replacement, Manner.REGEX))
    assert said in str(caught.value)


def test_an_expression_that_never_ends_is_ended() -> None:
    find = finder(Pattern("(x+x+)+y", "", Manner.REGEX))
    with pytest.raises(BadInputError, match="too long"):
        find("x" * 5000 + "zy")


def test_curly_quotation_marks_stay_curly() -> None:
    assert in_quotes_of("“旧”", '"新"') == "“新”"
    assert in_quotes_of('"旧"', '"新"') == '"新"'
    assert in_quotes_of("it’s", "that's") == "that’s"


@given(st.text(max_size=30), st.text(min_size=1, max_size=3), st.text(max_size=3))
def test_plain_replacing_is_that_of_python(text: str, find: str, new: str) -> None:
    exact = Pattern(find, new, is_case_sensitive=True, is_width_blind=False)
    assert replaced(text, exact) == text.replace(find, new)


@given(st.text("ab", max_size=8), st.text("ab", max_size=8))
def test_narrowing_changes_the_same_text(old: str, new: str) -> None:
    text = "<" + old + ">"
    found = finder(Pattern(text, "<" + new + ">"))(text)
    for hit in found:
        small = narrowed(text, hit)
        assert text[: small.start] + small.new + text[small.end :] == "<" + new + ">"
