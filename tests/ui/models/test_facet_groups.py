from dataclasses import replace

import pytest

from casedesk.domain.case import Facet
from casedesk.domain.filters import EMPTY, CaseFilter, Condition, Hits
from casedesk.domain.health import Health
from casedesk.domain.library import SavedFilter
from casedesk.ui.models.facet_groups import (
    SAVED,
    cycled,
    groups,
)
from casedesk.ui.models.facet_row import FacetGroup, Mark, RowKind
from casedesk.ui.models.panel_state import GroupView, PanelState, ValueOrder

EVERYTHING = CaseFilter()
Counts = dict[Facet, dict[str, int]]


def state(counts: Counts, wanted: CaseFilter = EVERYTHING, *, whole: Counts | None = None, **changes: object):
    order = ValueOrder()
    order.learn(whole if whole is not None else counts, is_whole=True)
    order.learn(counts, is_whole=False)
    hits = Hits(tuple(range(1, 38)), 1284, counts)
    return replace(PanelState(wanted, hits, order, {}), **changes)


def group_of(shown: PanelState, key: str) -> FacetGroup:
    return next(group for group in groups(shown) if group.key == key)


def labels(shown: PanelState, key: str) -> list[str]:
    return [row.label for row in group_of(shown, key).rows]


def test_values_keep_the_order_of_the_whole_library_while_counts_change() -> None:
    whole = {Facet.INDUSTRY: {"餐饮": 4, "酒店": 9, EMPTY: 2}}
    narrowed = state({Facet.INDUSTRY: {"餐饮": 4, "酒店": 1, EMPTY: 0}}, CaseFilter("粥"), whole=whole)

    rows = group_of(narrowed, Facet.INDUSTRY).rows

    assert [(row.label, row.count) for row in rows] == [("酒店", 1), ("餐饮", 4), ("No industry", 0)]


def test_a_value_without_cases_can_be_hidden_but_not_while_it_is_asked_for() -> None:
    counts = {Facet.INDUSTRY: {"酒店": 3, "航空": 0, "银行": 0}}
    wanted = CaseFilter().with_condition(Condition(Facet.INDUSTRY, excluded=frozenset({"航空"})))
    hiding = state(counts, wanted, views={Facet.INDUSTRY: GroupView(hides_empty=True)})

    assert labels(hiding, Facet.INDUSTRY) == ["酒店", "航空"]
    assert group_of(hiding, Facet.INDUSTRY).rows[1].mark is Mark.EXCLUDED


def test_long_groups_show_the_first_values_and_what_is_asked_for() -> None:
    counts = {Facet.THEME: {f"主题{n}": 30 - n for n in range(15)}}
    wanted = CaseFilter().cycled(Facet.THEME, "主题13")

    assert labels(state(counts, wanted), Facet.THEME)[-2:] == ["主题13", "9 more"]
    everything = labels(state(counts, wanted, views={Facet.THEME: GroupView(shows_all=True)}), Facet.THEME)
    assert everything[-1] == "Show fewer"
    assert len(everything) == 16


def test_find_narrows_a_group_whatever_the_script() -> None:
    counts = {Facet.THEME: {"投诉处理": 3, "電話溝通": 2, "家访": 1}}

    assert labels(state(counts, views={Facet.THEME: GroupView(needle="电话")}), Facet.THEME) == ["", "電話溝通"]
    assert labels(state(counts, views={Facet.THEME: GroupView(needle="无")}), Facet.THEME)[1] == "Nothing of that name"


def test_find_knows_pinyin_and_its_initials() -> None:
    counts = {Facet.THEME: {"客户投诉": 3, "电话沟通": 2, "VIP": 1}}

    for typed in ("tousu", "ts", "khts", "kehu"):
        assert labels(state(counts, views={Facet.THEME: GroupView(needle=typed)}), Facet.THEME) == ["", "客户投诉"]
    assert labels(state(counts, views={Facet.THEME: GroupView(needle="vi")}), Facet.THEME) == ["", "VIP"]


def test_sorting_by_name_keeps_has_none_at_the_end() -> None:
    counts = {Facet.AUDIENCE: {"b": 9, "a": 1, EMPTY: 20}}

    by_name = state(counts, views={Facet.AUDIENCE: GroupView(by_name=True)})

    assert labels(by_name, Facet.AUDIENCE) == ["a", "b", "No audience"]


def test_one_click_on_a_group_asks_for_what_is_new_to_it() -> None:
    once = cycled(CaseFilter(), Facet.USED, "前厅二班")
    twice = cycled(once, Facet.USED, "前厅二班")

    assert once.condition(Facet.USED).excluded == {"前厅二班"}
    assert twice.condition(Facet.USED).included == {"前厅二班"}
    assert cycled(twice, Facet.USED, "前厅二班") == CaseFilter()


def test_the_row_of_a_group_counts_what_it_has_not_seen() -> None:
    counts = {Facet.USED: {"前厅二班": 7, EMPTY: 25}}
    row = group_of(state(counts), Facet.USED).rows[0]
    assert (row.label, row.count) == ("Not used with 前厅二班", 30)

    asked = state(counts, cycled(CaseFilter(), Facet.USED, "前厅二班"))
    row = group_of(asked, Facet.USED).rows[0]
    assert (row.count, row.mark) == (37, Mark.INCLUDED)


def test_never_used_is_included_like_any_value() -> None:
    assert cycled(CaseFilter(), Facet.USED, EMPTY).condition(Facet.USED).included == {EMPTY}


def test_codes_are_named_and_stand_in_their_natural_order() -> None:
    counts: Counts = {Facet.DIFFICULTY: {"hard": 9, "easy": 1}, Facet.HEALTH: {Health.NO_LESSON: 3, Health.COMPLETE: 1}}

    assert labels(state(counts), Facet.DIFFICULTY) == ["Easy", "Hard"]
    assert labels(state(counts), Facet.HEALTH) == ["Complete", "No lesson"]


def test_an_empty_library_keeps_its_skeleton() -> None:
    empty = PanelState(CaseFilter(), Hits((), 0, {}), ValueOrder(), {})

    assert [group.key for group in groups(empty)] == [
        Facet.INDUSTRY,
        Facet.THEME,
        Facet.HEALTH,
        Facet.COLLECTION,
        SAVED,
    ]
    assert labels(empty, Facet.INDUSTRY) == ["None yet"]
    assert labels(empty, Facet.HEALTH) == ["Complete", "No questions", "No analysis"]


def test_collections_without_cases_are_listed_and_saved_filters_marked() -> None:
    shown = state({}, collections=("新员工",), saved=(SavedFilter(4, "酒店里的投诉", "x"),), current_saved=4)

    assert labels(shown, Facet.COLLECTION) == ["新员工"]
    saved = group_of(shown, SAVED).rows[0]
    assert (saved.kind, saved.value, saved.mark) == (RowKind.SAVED, "4", Mark.INCLUDED)


@pytest.mark.parametrize("facet", [facet for facet in Facet if facet is not Facet.USED])
def test_three_clicks_lead_back(facet: Facet) -> None:
    wanted = CaseFilter("投诉")
    for _ in range(3):
        wanted = cycled(wanted, facet, "v")
    assert wanted == CaseFilter("投诉")


def test_long_trees_show_the_first_branches_and_that_of_what_is_asked_for() -> None:
    counts = {Facet.TAG: {f"t{n}::{m}": 100 - n for n in range(12) for m in range(3)}}
    wanted = CaseFilter().including(Facet.TAG, "t9::1")

    shown = group_of(state(counts, wanted), Facet.TAG).rows

    assert [row.full_name for row in shown[:-1] if not row.depth] == ["t0", "t1", "t2", "t3", "t4", "t9"]
    assert shown[-1].label == "6 more"
    assert [row.label for row in shown if row.depth] == ["0", "1", "2"]


def test_two_saved_filters_of_one_name_are_both_there() -> None:
    shown = state({}, saved=(SavedFilter(1, "酒店", "x"), SavedFilter(2, "酒店", "y")))

    assert [row.value for row in group_of(shown, SAVED).rows] == ["1", "2"]
