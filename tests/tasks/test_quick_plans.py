"""Ten minutes to class, from a real library."""

from dataclasses import replace
from datetime import date

import pytest

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind, Material, Per, planned_minutes
from casedesk.domain.library import UseRecord
from casedesk.domain.methods import block_of
from casedesk.domain.plan_wish import Missing, PlanWish, Reason
from casedesk.storage.library import Library
from casedesk.tasks.methods import all_methods, copied, forgotten, kept_block, own_methods, shipped_methods
from casedesk.tasks.quick_plans import quick_plan
from tests.builders import make_case


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.casedesk"
    with Library.open(path) as library:
        cases = (
            make_case(id=1, title="退票风波", minutes=20, themes=("投诉处理",), industries=("铁路",)),
            make_case(id=2, title="押金去哪了", minutes=18, themes=("投诉处理",)),
            make_case(id=3, title="夜班交接", minutes=15, themes=("交接班",)),
        )
        record = UseRecord(id=1, case_id=2, group="前厅 B 班", day=date(2026, 3, 4))
        library.apply(Edit("add", tuple(Replacement(None, item) for item in (*cases, record))))
    return path


def made(path, wish: PlanWish, language: str = "zh"):
    return quick_plan(path, wish, language=language, characters_a_minute=350)


def test_the_theme_named_by_the_topic_is_taught_and_nothing_the_group_knows(path):
    result = made(path, PlanWish("前厅 B 班", 45, "前台投诉处理", 20))
    assert result.plan.case_ids == (1,)
    reasons = {because.reason for row in result.reasons for because in row}
    assert {Reason.NAMED_VALUE, Reason.NEW_TO_GROUP} <= reasons
    assert result.plan.title == "前台投诉处理"
    assert planned_minutes(result.plan.blocks) <= 45
    assert all(block.title for block in result.plan.blocks)


def test_a_clause_of_the_search_box_is_understood(path):
    assert made(path, PlanWish("", 45, "theme:交接班")).plan.case_ids == (3,)


def test_a_topic_in_the_title_is_found(path):
    assert made(path, PlanWish("", 45, "退票")).plan.case_ids == (1,)


def test_pinyin_is_understood_and_the_plan_is_called_by_what_was_meant(path):
    result = made(path, PlanWish("", 45, "tuipiao"))
    assert result.plan.case_ids == (1,)
    assert result.plan.title == "退票"


def test_a_case_that_is_not_wanted_gives_way(path):
    wish = PlanWish("", 30, "投诉", without=frozenset({1}))
    assert made(path, wish).plan.case_ids == (2,)


def test_an_empty_library_says_what_is_missing(tmp_path):
    path = tmp_path / "empty.casedesk"
    Library.open(path).close()
    result = made(path, PlanWish("新员工", 90, "投诉", 16), "en")
    assert result.missing[0] is Missing.NO_CASES
    assert len(result.plan.blocks) > 3


def test_own_methods_are_kept_come_first_and_go(path):
    materials = (Material("卡片", 2, Per.GROUP),)
    block = Block("自己的练习", 12, BlockKind.EXERCISE, trainer="1. 发卡片\n2. 换座位", materials=materials)
    with Library.open(path) as library:
        library.apply(kept_block(library, block))
        kept = all_methods(library, "zh")[0]
        assert kept.steps == ("发卡片", "换座位")
        library.apply(kept_block(library, replace(block, minutes=20)))
        (again,) = own_methods(library)
        assert (again.id, again.uid) == (kept.id, kept.uid), "the same name is kept once"
        library.apply(copied(library, again))
        assert [method.name for method in own_methods(library)] == ["自己的练习 (copy)", "自己的练习"]
        removal = forgotten(again)
        library.apply(removal)
        assert len(own_methods(library)) == 1
        library.apply(removal.inverted())
        assert again in own_methods(library)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_method_becomes_a_whole_block(language):
    for method in shipped_methods(language):
        block = block_of(method, people=24)
        assert block.trainer.startswith("1. ")
        assert block.intent
        assert block.learners
        low, high = method.minutes
        assert low <= block.minutes <= high
