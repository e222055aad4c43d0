import pytest

from casedesk.domain.bulk_values import ValueChange, Wish
from casedesk.domain.case import Facet, Outcome, State
from casedesk.ui.library import case_edits
from casedesk.ui.library.case_edits import is_many, preview, value_edit
from tests.builders import NOW, make_case

CASES = (
    make_case(id=1, industries=("酒店",), themes=("投诉处理",), outcome=Outcome.POSITIVE),
    make_case(id=2, industries=("酒店", "餐饮")),
    make_case(id=3),
)


def after(wish: Wish) -> dict[int, tuple[str, ...]]:
    edit = value_edit(CASES, wish, NOW)
    return {item.id: item.after.values_of(wish.facet) for item in edit.replacements}


def test_adding_leaves_other_values_and_cases_alone() -> None:
    wish = Wish(ValueChange.ADD, Facet.INDUSTRY, "酒店")

    assert after(wish) == {3: ("酒店",)}
    assert preview(CASES, wish) == "“酒店” is added to 1 of 3 cases; 2 have it already."


def test_taking_a_value_away() -> None:
    wish = Wish(ValueChange.REMOVE, Facet.INDUSTRY, "酒店")

    assert after(wish) == {1: (), 2: ("餐饮",)}
    assert preview(CASES, wish) == "“酒店” is taken from 2 of 3 cases; 1 do not have it."


def test_setting_says_what_is_replaced() -> None:
    wish = Wish(ValueChange.SET, Facet.INDUSTRY, "银行")

    assert after(wish) == {1: ("银行",), 2: ("银行",), 3: ("银行",)}
    assert preview(CASES, wish).endswith("It takes the place of: 酒店, 餐饮.")


def test_a_code_is_named_in_words() -> None:
    wish = Wish(ValueChange.SET, Facet.OUTCOME, "negative")

    assert after(wish) == dict.fromkeys((1, 2, 3), ("negative",))
    assert value_edit(CASES, wish, NOW).text == "Set Outcome to “Negative” in 3 cases"


def test_an_edit_of_one_facet_is_undone_whole() -> None:
    edit = value_edit(CASES, Wish(ValueChange.SET, Facet.INDUSTRY, "银行"), NOW)

    assert [item.after for item in edit.inverted().replacements] == list(reversed(CASES))


def test_reviewed_cases_are_not_written_again() -> None:
    cases = (make_case(id=1, state=State.REVIEWED), make_case(id=2, state=State.PENDING))

    edit = case_edits.reviewed_edit(cases, NOW)

    assert [item.id for item in edit.replacements] == [2]
    assert edit.text == "Mark 1 case as reviewed"


@pytest.mark.parametrize(
    ("count", "total", "asks"),
    [(1, 2, False), (2, 3, False), (3, 4, True), (3, 60, False), (19, 60, True), (20, 1000, False), (21, 1000, True)],
)
def test_many_cases_are_more_than_twenty_or_a_third(count: int, total: int, *, asks: bool) -> None:
    assert is_many(count, total) is asks
