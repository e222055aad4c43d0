"""What is kept of a class: real minutes of blocks, use records of cases, and a word on how it went."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, PlanState, Session
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.tasks.after_class import (
    ClassReview,
    blocks_of_session,
    case_minutes,
    class_edit,
    replanned,
    review_edit,
    session_to_teach,
)
from tests.builders import make_case, make_plan

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def plan(tmp_path: Path) -> LessonPlan:
    blocks = (
        Block("opening", 5, BlockKind.OPENING),
        Block("one", 20, BlockKind.CASE, cases=(CaseUse(1, "one"),)),
        Block("two", 30, BlockKind.CASE, cases=(CaseUse(1, "one"), CaseUse(2, "two"))),
    )
    return make_plan(id=1, blocks=blocks, audience="前厅二班")


@pytest.fixture
def library(tmp_path: Path, plan: LessonPlan):
    with Library.open(tmp_path / "library.casedesk") as opened:
        records = (make_case(id=1, title="one"), make_case(id=2, title="two"), plan)
        opened.apply(Edit("add", tuple(Replacement(None, record) for record in records)))
        yield opened


def uses(library: Library) -> list[tuple[int, date | None, int, int | None, str]]:
    found = [use for case_id in (1, 2) for use in library.uses.of_case(case_id)]
    return [(use.case_id, use.day, use.planned, use.real, use.note) for use in found]


def test_cases_share_the_minutes_of_their_block(plan: LessonPlan):
    found = case_minutes(plan, {0: 4, 1: 25, 2: 20})
    assert {case_id: (minutes.planned, minutes.real) for case_id, minutes in found.items()} == {
        1: (35, 35),
        2: (15, 10),
    }


def test_a_class_is_one_step_that_can_be_taken_back(library: Library, plan: LessonPlan):
    edit = class_edit(library, plan, {0: 6, 1: 25}, today=MONDAY)
    library.apply(edit)
    stored = library.plans.get(1)
    assert [block.real for block in stored.blocks] == [6, 25, None]
    assert stored.state is PlanState.TAUGHT
    assert uses(library) == [(1, MONDAY, 20, 25, "")]
    library.apply(edit.inverted())
    assert library.plans.get(1) == plan
    assert uses(library) == []


def test_a_plan_without_a_day_gets_that_of_its_class(library: Library, plan: LessonPlan):
    undated = replace(plan, day=None)
    library.apply(Edit("no day", (Replacement(plan, undated),)))
    library.apply(class_edit(library, undated, {1: 25}, today=MONDAY))
    assert library.plans.get(1).day == MONDAY
    library.apply(class_edit(library, library.plans.get(1), {1: 25}, today=TUESDAY))
    assert library.plans.get(1).day == MONDAY


def test_a_second_class_of_another_day_is_a_use_of_its_own(library: Library, plan: LessonPlan):
    library.apply(class_edit(library, plan, {1: 25}, today=MONDAY))
    library.apply(class_edit(library, library.plans.get(1), {1: 19}, today=TUESDAY))
    assert [use[1:4] for use in uses(library)] == [(MONDAY, 20, 25), (TUESDAY, 20, 19)]
    assert library.plans.get(1).blocks[1].real == 19


def test_two_sessions_of_a_day_are_one_use_with_the_minutes_of_both(library: Library, plan: LessonPlan):
    library.apply(class_edit(library, plan, {1: 25}, today=MONDAY))
    library.apply(class_edit(library, library.plans.get(1), {2: 30}, today=MONDAY))
    assert uses(library) == [(1, MONDAY, 35, 40, ""), (2, MONDAY, 15, 15, "")]
    library.apply(class_edit(library, library.plans.get(1), {2: 20}, today=MONDAY))
    assert uses(library) == [(1, MONDAY, 35, 35, ""), (2, MONDAY, 15, 10, "")], "held again, it took ten less"


def test_a_course_that_comes_back_to_a_case_keeps_the_minutes_of_every_day(library: Library, plan: LessonPlan):
    course = replace(plan, sessions=(Session("first", first=0), Session("second", first=2)))
    library.apply(Edit("course", (Replacement(plan, course),)))
    library.apply(class_edit(library, course, {1: 25}, today=MONDAY))
    library.apply(class_edit(library, library.plans.get(1), {2: 30}, today=TUESDAY))
    review = ClassReview({1: 25, 2: 40}, {}, "")
    library.apply(review_edit(library, library.plans.get(1), review, today=TUESDAY))
    assert [use[:4] for use in uses(library)] == [(1, MONDAY, 20, 25), (1, TUESDAY, 15, 20), (2, TUESDAY, 15, 20)]


def test_what_the_trainer_says_renews_the_records_of_the_class(library: Library, plan: LessonPlan):
    library.apply(class_edit(library, plan, {1: 25, 2: 30}, today=MONDAY))
    review = ClassReview({1: 24}, {1: "很热闹"}, "少说多问")
    edit = review_edit(library, library.plans.get(1), review, today=TUESDAY)
    library.apply(edit)
    assert uses(library) == [(1, MONDAY, 20, 24, "很热闹")]
    assert library.plans.get(1).reflection == "少说多问"
    library.apply(edit.inverted())
    assert [use[0] for use in uses(library)] == [1, 2]


def test_the_group_of_another_class_keeps_its_records(library: Library, plan: LessonPlan):
    library.apply(class_edit(library, plan, {1: 25}, today=MONDAY))
    other = replace(library.plans.get(1), audience="前厅三班")
    library.apply(Edit("group", (Replacement(library.plans.get(1), other),)))
    library.apply(review_edit(library, other, ClassReview({1: 18}, {}, ""), today=TUESDAY))
    assert [(use.group, use.real) for use in library.uses.of_case(1)] == [("前厅二班", 25), ("前厅三班", 18)]


def test_what_was_taught_is_planned_again_with_its_minutes(library: Library, plan: LessonPlan):
    library.apply(class_edit(library, plan, {0: 6, 1: 25}, today=MONDAY))
    again = replanned(library.plans.get(1))
    assert [block.minutes for block in again.blocks] == [6, 25, 30]
    assert (again.state, again.day, {block.real for block in again.blocks}) == (PlanState.DRAFT, None, {None})


def test_a_course_goes_on_with_the_session_of_the_day_and_the_hour(plan: LessonPlan):
    three = (Session(first=0), Session(first=1, start=time(14, 0)), Session(first=2, day=1))
    course = replace(plan, day=MONDAY, sessions=three)

    def of(course: LessonPlan, day: date, hour: int, minute: int = 0) -> int:
        return session_to_teach(course, datetime.combine(day, time(hour, minute)))

    assert of(course, MONDAY, 8, 30) == 0
    assert of(course, MONDAY, 10, 29) == 0
    assert of(course, MONDAY, 13, 30) == 1
    assert of(course, TUESDAY, 18) == 2
    assert of(course, date(2030, 1, 1), 9) == 0, "on no day of the course it is the first that waits"
    taught = replace(course, blocks=(replace(course.blocks[0], real=5), *course.blocks[1:]))
    assert of(taught, MONDAY, 9) == 1
    assert of(taught, date(2030, 1, 1), 9) == 1
    assert blocks_of_session(course, 1) == (1,)


def test_estimates_learn_from_classes(library: Library, plan: LessonPlan):
    library.apply(class_edit(library, plan, {1: 25}, today=MONDAY))
    library.apply(class_edit(library, library.plans.get(1), {1: 19}, today=TUESDAY))
    assert library.uses.mean_minutes([1]) == {1: 22}
    assert isinstance(library.uses.of_plan(1)[0], UseRecord)
