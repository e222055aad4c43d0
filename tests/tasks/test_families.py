"""Families, merges and what is remembered of them, in a real library."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casedesk.domain.case import Role, State
from casedesk.domain.families import Family
from casedesk.domain.library import Collection, UseRecord
from casedesk.domain.merging import Side, merge_fields, merged, usual_choices
from casedesk.storage.library import Library
from casedesk.tasks import families
from casedesk.tasks.library_care import back_up
from casedesk.tasks.trash import deleting_for_good, trash_entries
from tests.builders import NOW, make_case, make_plan
from tests.storage.steps import add, changed, contents

LATER = NOW + timedelta(days=9)
KEPT = make_case(id=1, tags=("服务",), industries=("酒店",), source="甲书", state=State.REVIEWED, analysis="先安抚。")
OTHER = make_case(
    "她等了很久，经理亲自端来一杯热水。", id=2, title="一杯热水", tags=("等待",), source="乙书",
    questions=("谁该先道歉？",), learner_title="热水",
)  # fmt: skip
THIRD = make_case("发票开错了，财务连夜重开。", id=3, title="发票")


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library.casedesk") as opened:
        add(opened, KEPT, OTHER, THIRD)
        yield opened


def test_a_family_has_the_fullest_telling_first_until_the_trainer_says_otherwise(library: Library):
    library.apply(families.joining(library, (2, 1)))
    family = library.families.of_case(2)
    assert family == Family(1, 1, (2, 1))
    library.apply(families.choosing_best(library, 2))
    library.apply(families.joining(library, (3, 1), best_id=2))
    assert library.families.all() == (Family(1, 2, (2, 1, 3)),)
    library.apply(families.leaving(library, 2))
    assert library.families.of_case(2) is None
    assert library.families.of_case(1) == Family(1, 1, (1, 3))
    library.apply(families.leaving(library, 3))
    assert library.families.all() == ()
    assert families.leaving(library, 3).replacements == ()
    assert families.choosing_best(library, 3).replacements == ()


def test_two_families_become_one_and_part_again_with_undo(library: Library):
    fourth = replace(THIRD, id=4)
    add(library, fourth)
    library.apply(families.joining(library, (1, 2)))
    library.apply(families.joining(library, (3, 4)))
    before = library.families.all()
    edit = families.joining(library, (4, 2))
    library.apply(edit)
    assert [family.case_ids for family in library.families.all()] == [(1, 2, 3, 4)]
    library.apply(edit.inverted())
    assert library.families.all() == before


def test_not_a_duplicate_is_remembered_and_parts_the_family(library: Library):
    library.apply(families.joining(library, (1, 2, 3)))
    edit = families.telling_apart(library, (3, 1))
    library.apply(edit)
    assert library.distinct_pairs.pairs() == {(1, 3)}
    assert families.telling_apart(library, (1, 3)).replacements == ()
    (family,) = library.families.all()
    assert set(family.case_ids) == {1, 2} or set(family.case_ids) == {3, 2}
    library.apply(families.joining(library, (1, 3)))
    assert library.distinct_pairs.pairs() == frozenset()


def test_merging_keeps_what_both_had_and_undo_leaves_no_trace(library: Library):
    plan = make_plan(OTHER, id=1)
    add(library, plan, Collection(1, "夏训", (3, 2)), UseRecord(1, 2, None, "一班"))
    before = contents(library.path)
    edit = families.merging(library, 1, 2, {"title": Side.OTHER, "section:body": Side.BOTH}, now=LATER)
    library.apply(edit)
    result = library.cases.get(1)
    assert (result.title, result.learner_title, result.uid) == ("一杯热水", "热水", KEPT.uid)
    assert (result.tags, result.industries, result.source) == (("服务", "等待"), ("酒店",), "甲书")
    assert "乙书" in result.note
    assert [section.role for section in result.sections] == [Role.BODY, Role.ANALYSIS, Role.QUESTION]
    assert "四十分钟" in result.sections[0].html
    assert "亲自端来" in result.sections[0].html
    assert library.cases.get(2).trashed == LATER
    assert library.collections.get(1).case_ids == (3, 1)
    assert library.plans.get(1).case_ids == (1,)
    assert library.uses.of_case(1) != ()
    library.apply(edit.inverted())
    assert contents(library.path) == before


def test_a_merge_is_taken_apart_days_later_and_later_work_stays(library: Library, tmp_path: Path):
    add(library, make_plan(OTHER, id=1), Collection(1, "夏训", (2,)), Collection(2, "两者", (1, 2)), UseRecord(1, 2))
    library.apply(families.merging(library, 1, 2, {"title": Side.OTHER}, now=LATER))
    library.apply(changed(library.cases.get(1), note="课堂上很好用", modified=LATER))
    library.apply(deleting_for_good(library, trash_entries(library)))
    back_up(library.path, tmp_path / "copy.casedesk")
    for path in (library.path, tmp_path / "copy.casedesk"):
        opened = library if path == library.path else Library.open(path)
        (record,) = opened.merges.of_case(1)
        apart = families.taking_apart(opened, record.id, now=LATER)
        opened.apply(apart.edit)
        assert opened.cases.get(2) == OTHER
        present = opened.cases.get(1)
        assert (present.title, present.tags, present.sections) == (KEPT.title, KEPT.tags, KEPT.sections)
        assert present.note == "课堂上很好用"
        assert not apart.is_whole  # the merge had written a note of its own
        assert opened.collections.get(1).case_ids == (2,)
        assert opened.collections.get(2).case_ids == (1, 2)
        assert opened.plans.get(1).case_ids == (2,)
        assert [use.case_id for use in opened.uses.all()] == [2]
        assert opened.merges.all() == ()
    opened.close()


def test_a_plan_that_used_both_uses_the_kept_one_once(library: Library):
    add(library, make_plan(KEPT, OTHER, id=1))
    plan = library.plans.get(1)
    library.apply(families.merging(library, 1, 2, {}, now=LATER))
    merged = library.plans.get(1)
    assert [block.cases for block in merged.blocks] == [plan.blocks[0].cases, ()]
    assert merged.blocks[1].minutes == 20
    (record,) = library.merges.of_case(1)
    assert record.shared_plan_ids == (1,)
    library.apply(families.taking_apart(library, record.id, now=LATER).edit)
    assert library.plans.get(1).blocks == plan.blocks


def test_rows_say_what_there_is_to_choose():
    rows = {row.name: row for row in merge_fields(KEPT, OTHER)}
    assert rows["section:body"].role is Role.BODY
    assert rows["title"].role is None
    assert rows["language"].is_same
    assert "note" not in rows
    choices = usual_choices(KEPT, OTHER)
    assert choices["section:question"] is Side.OTHER
    assert choices["section:body"] is Side.KEPT
    assert choices["tags"] is Side.BOTH


def test_a_question_that_both_ask_is_asked_once():
    asks = replace(make_case(id=1, questions=("谁先道歉？", "怎样补偿？")), learner_title="")
    also = make_case(id=2, questions=("怎样补偿？", "为什么？"))
    assert usual_choices(asks, also)["section:question"] is Side.BOTH
    whole = merged(asks, also, {}, now=LATER)
    assert [question.text for question in whole.questions] == ["谁先道歉？", "怎样补偿？", "为什么？"]
