from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, Condition, DateRange, Range
from casedesk.ui.library.filter_chips import filter_chips, without_conditions

RICH = CaseFilter(
    "投诉",
    (
        Condition(Facet.INDUSTRY, frozenset({"酒店"}), frozenset({"航空"})),
        Condition(Facet.OUTCOME, frozenset({"negative", ""})),
        Condition(Facet.USED, excluded=frozenset({"前厅二班"})),
    ),
    minutes=Range(high=19),
    imported=DateRange(date(2026, 3, 1), None),
)


def test_says_every_condition_in_words() -> None:
    assert [(chip.text, chip.is_exclusion) for chip in filter_chips(RICH)] == [
        ("酒店", False),
        ("Not 航空", True),
        ("No outcome", False),
        ("Negative", False),
        ("Not used with 前厅二班", False),
        ("Minutes ≤ 19", False),
        ("Imported ≥ 2026-03-01", False),
    ]


@given(st.randoms(use_true_random=False))
def test_taking_all_chips_away_in_any_order_leaves_the_words(random: object) -> None:
    wanted = RICH
    while chips := filter_chips(wanted):
        wanted = random.choice(chips).rest
    assert wanted == without_conditions(RICH) == CaseFilter("投诉")
