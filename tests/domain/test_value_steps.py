from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, parents
from casedesk.domain.value_steps import filter_with_renamed_value, is_part_of, renamed, with_renamed_value
from tests.builders import make_case

names = st.lists(st.sampled_from(["服务", "前厅", "a", ":", ""]), min_size=1, max_size=4).map("::".join)


def test_what_stands_below_a_name_goes_with_it() -> None:
    case = make_case(tags=("服务::前厅", "服务", "服务员", "沟通"))

    assert with_renamed_value(case, Facet.TAG, "服务", "接待").tags == ("接待::前厅", "接待", "服务员", "沟通")


def test_two_values_that_get_one_name_are_one() -> None:
    case = make_case(themes=("投诉", "排队", "投诉处理"))

    assert with_renamed_value(case, Facet.THEME, "投诉", "投诉处理").themes == ("投诉处理", "排队")
    assert with_renamed_value(case, Facet.THEME, "投诉", "").themes == ("排队", "投诉处理")
    assert with_renamed_value(case, Facet.THEME, "茶", "水") is case


def test_a_filter_asks_by_the_new_name_also_within_a_part() -> None:
    part = CaseFilter().including(Facet.TAG, "服务")
    wanted = CaseFilter("粥", within=part).excluding(Facet.TAG, "服务::前厅")

    after = filter_with_renamed_value(wanted, Facet.TAG, "服务", "接待")
    assert after.condition(Facet.TAG).excluded == {"接待::前厅"}
    assert after.within == CaseFilter().including(Facet.TAG, "接待")
    assert filter_with_renamed_value(wanted, Facet.TAG, "服务", "") == CaseFilter("粥")


@given(names, names)
def test_a_name_is_a_part_of_all_that_is_above_it(name: str, new: str) -> None:
    for whole in parents(name):
        assert is_part_of(name, whole)
        if new:
            assert is_part_of(renamed(name, whole, new), new)
