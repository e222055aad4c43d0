"""Plans from templates and cases."""

from datetime import date
from pathlib import Path

import pytest

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.lesson import BlockKind, Need, planned_minutes
from casedesk.storage.library import Library
from casedesk.tasks import plans
from tests.builders import NOW, make_case


def cases_of(*minutes: int) -> tuple[Case, ...]:
    return tuple(make_case(id=at, title=f"案例 {at}", minutes=length) for at, length in enumerate(minutes, 1))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_templates_of_the_product_are_there(language: str):
    known = plans.templates(language)
    assert [plan.target for plan in known] == [15, 45, 90, 180, 360, 530]
    for plan in known:
        assert plan.is_template
        assert planned_minutes(plan.blocks) == plan.target
        assert any(block.kind is BlockKind.CASE for block in plan.blocks)


def test_templates_speak_their_language():
    chinese, english = plans.templates("zh"), plans.templates("en")
    assert all(any(char > "\u3000" for char in block.title) for plan in chinese for block in plan.blocks)
    assert all(block.title.isascii() or "’" in block.title for plan in english for block in plan.blocks)


@pytest.mark.parametrize(("minutes", "target"), [(10, 15), (15, 15), (60, 45), (90, 90), (200, 180), (600, 360)])
def test_the_template_is_the_longest_that_fits(minutes: int, target: int):
    assert plans.template_for(minutes, "zh").target == target


def test_cases_take_the_places_in_order_and_bring_their_minutes():
    plan = plans.filled(plans.template_for(90, "zh"), cases_of(21, 17), target=90)
    rows = [(block.title, block.minutes) for block in plan.blocks if block.cases]
    assert rows == [("案例 1", 21), ("案例 2", 17)]
    assert plan.case_ids == (1, 2)
    assert not plan.is_template
    placed = next(block for block in plan.blocks if block.cases)
    assert placed.trainer, "what the template says about the teaching stays"


def test_places_that_are_left_over_go():
    plan = plans.filled(plans.template_for(90, "zh"), cases_of(20), target=90)
    assert [block.title for block in plan.blocks if block.kind is BlockKind.CASE] == ["案例 1"]


def test_further_cases_follow_the_last_place():
    plan = plans.filled(plans.template_for(90, "zh"), cases_of(5, 6, 7, 8), target=90)
    positions = [at for at, block in enumerate(plan.blocks) if block.cases]
    assert plan.case_ids == (1, 2, 3, 4)
    assert positions[-3:] == list(range(positions[-3], positions[-3] + 3))


def test_activities_give_way_to_cases_and_stay_as_spare():
    plan = plans.filled(plans.template_for(90, "zh"), cases_of(16, 16, 16, 10, 10), target=90)
    assert planned_minutes(plan.blocks) <= 90
    assert all(block.need is Need.MUST for block in plan.blocks if block.cases)
    assert any(block.need is Need.SPARE and block.kind is BlockKind.ROLE_PLAY for block in plan.blocks)
    assert plan.blocks[0].need is plan.blocks[-1].need is Need.MUST


def test_too_many_cases_overrun_and_do_not_vanish():
    plan = plans.filled(plans.template_for(90, "zh"), cases_of(60, 60), target=90)
    assert plan.case_ids == (1, 2)
    assert planned_minutes(plan.blocks) > 90


def test_without_cases_the_template_stays_as_it_is():
    template = plans.template_for(45, "zh")
    assert plans.filled(template, (), target=45).blocks == template.blocks


def test_a_new_plan_can_be_stored(tmp_path: Path):
    with Library.open(tmp_path / "my.casedesk") as library:
        case = make_case(id=library.new_id(Case))
        library.apply(Edit("case", (Replacement(None, case),)))
        plan, edit = plans.new_plan(
            library, [case], title="投诉处理", target=45, language="zh", day=date(2026, 3, 16), audience="前厅", now=NOW
        )
        library.apply(edit)
        assert library.plans.get(plan.id) == plan
        assert edit.text == "New plan “投诉处理”"
        assert (plan.target, plan.audience, plan.case_ids) == (45, "前厅", (case.id,))


def test_a_plan_needs_a_case(tmp_path: Path):
    with Library.open(tmp_path / "my.casedesk") as library, pytest.raises(BadInputError):
        plans.new_plan(library, [], title="x", target=45, language="zh", now=NOW)
