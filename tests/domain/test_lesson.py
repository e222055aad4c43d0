"""The clock of a plan, and the steps a trainer takes in it."""

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain import lesson, plan_checks, plan_steps
from casedesk.domain.case import Outcome, Question, Role, Section, State
from casedesk.domain.lesson import Block, BlockKind, Goal, Material, Need, Objectives, Per
from casedesk.domain.plan_checks import MixNote
from tests.builders import make_case, make_plan

blocks = st.builds(
    Block,
    title=st.sampled_from(["a", "b", "c"]),
    minutes=st.integers(1, 120),
    need=st.sampled_from(list(Need)),
    pinned=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
plans = st.builds(make_plan, blocks=st.lists(blocks, max_size=12).map(tuple))


@given(plans)
def test_without_pins_rows_follow_each_other_without_a_gap(plan):
    plan = replace(plan, blocks=tuple(replace(block, pinned=None) for block in plan.blocks))
    slots = lesson.schedule(plan)
    assert all(slot.gap == 0 for slot in slots)
    assert [slot.start for slot in slots[1:]] == [slot.end for slot in slots[:-1]]
    assert (slots[-1].end if slots else 0) == lesson.planned_minutes(plan.blocks)


@given(plans)
def test_gap_or_overlap_is_shown_wherever_a_pin_makes_one(plan):
    clock = 0
    for block, slot in zip(plan.blocks, lesson.schedule(plan), strict=True):
        assert slot.start - clock == slot.gap
        assert slot.end - slot.start == (0 if block.need is Need.SPARE else block.minutes)
        clock = max(clock, slot.end)


@given(plans, st.data())
def test_moving_keeps_every_block_and_the_sum(plan, data):
    count = len(plan.blocks)
    chosen = data.draw(st.sets(st.integers(0, count - 1)) if count else st.just(set[int]()))
    before = data.draw(st.integers(0, count))
    moved = plan_steps.move(plan, chosen, before)
    assert sorted(map(repr, moved.blocks)) == sorted(map(repr, plan.blocks))
    assert lesson.planned_minutes(moved.blocks) == lesson.planned_minutes(plan.blocks)
    rest = [block for i, block in enumerate(plan.blocks) if i not in chosen]
    moved_ids = [id(block) for block in moved.blocks]
    assert [id(block) for block in rest] == [i for i in moved_ids if i in {id(block) for block in rest}]


@given(plans, st.integers(0, 300))
def test_squeezing_drops_only_what_may_be_dropped(plan, minutes):
    squeezed = plan_steps.squeezed(plan, minutes)
    for before, after in zip(plan.blocks, squeezed.blocks, strict=True):
        assert after == before or (before.need is Need.MAY and after.need is Need.SPARE)
    must = sum(block.minutes for block in plan.blocks if block.need is Need.MUST)
    assert lesson.planned_minutes(squeezed.blocks) <= max(minutes, must)


@given(plans, st.data())
def test_splitting_keeps_the_sum(plan, data):
    if not plan.blocks:
        return
    at = data.draw(st.integers(0, len(plan.blocks) - 1))
    assert lesson.planned_minutes(plan_steps.split(plan, at).blocks) == lesson.planned_minutes(plan.blocks)


def test_block_is_moved_down_and_up_by_one():
    plan = make_plan(blocks=tuple(Block(name, 5) for name in "abc"))
    assert "".join(block.title for block in plan_steps.move(plan, [0], 2).blocks) == "bac"
    assert "".join(block.title for block in plan_steps.move(plan, [2], 1).blocks) == "acb"
    assert "".join(block.title for block in plan_steps.move(plan, [0, 2], 3).blocks) == "bac"


def test_time_of_day_goes_on_after_midnight():
    plan = make_plan(start=time(23, 50))
    assert lesson.time_of_day(plan, 15) == time(0, 5)


def test_materials_are_counted_by_person_group_and_class():
    cards, handouts = Material("卡片", 4, Per.GROUP), Material("讲义", 1, Per.PERSON, spare=2)
    sheet = Block("x", 5, groups=6, materials=(cards, handouts))
    again = Block("y", 5, materials=(Material("讲义", 1, Per.PERSON), Material("白板笔", 2)))
    plan = make_plan(blocks=(sheet, again), head_count=24)
    assert [(line.material.name, line.total) for line in plan_steps.materials(plan)] == [
        ("卡片", 24),
        ("讲义", 26),
        ("白板笔", 2),
    ]


def test_mix_check_warns_of_one_sided_plans():
    one = make_case(id=1, title="一", industries=("酒店",), outcome=Outcome.NEGATIVE, questions=("为什么？",))
    two = make_case(id=2, title="二", industries=("酒店",), outcome=Outcome.NEGATIVE, questions=("怎么办？",))
    plan = make_plan(one, two, audience="前厅二班")
    notes = {line.note for line in plan_checks.mix_check(plan, [one, two], frozenset({2}))}
    assert notes == {MixNote.ALL_NEGATIVE, MixNote.ONE_INDUSTRY, MixNote.USED_WITH_GROUP, MixNote.ALL_VERY_SHORT}
    unjudged = replace(two, outcome=None)
    notes = {line.note for line in plan_checks.mix_check(plan, [one, unjudged], frozenset())}
    assert MixNote.ALL_NEGATIVE not in notes, "one case is not all cases"
    better = replace(two, outcome=Outcome.POSITIVE, industries=("银行",))
    notes = {line.note for line in plan_checks.mix_check(plan, [one, better], frozenset())}
    assert notes == {
        MixNote.BALANCED_OUTCOMES,
        MixNote.SEVERAL_INDUSTRIES,
        MixNote.NEW_TO_GROUP,
        MixNote.ALL_VERY_SHORT,
    }


def test_cases_of_which_nothing_is_known_make_no_plan_one_sided():
    known = make_case(id=1, title="一", industries=("酒店",), outcome=Outcome.NEGATIVE, questions=("为什么？",))
    bare = make_case(id=2, title="二", industries=(), outcome=None, questions=("怎么办？",))
    plan = make_plan(known, bare)
    notes = {line.note for line in plan_checks.mix_check(plan, [known, bare], frozenset())}
    assert notes == {MixNote.ALL_VERY_SHORT}


def test_suggestions_fit_the_gap_and_are_new_to_the_group():
    def timed(id_: int, minutes: int, **changes):
        questions = Section(Role.QUESTION, questions=(Question("?", minutes=3),))
        return make_case(id=id_, title=str(id_), minutes=minutes, sections=(questions,), **changes)

    planned = timed(1, 60, themes=("投诉",), industries=("酒店",), outcome=Outcome.NEGATIVE)
    candidates = [
        planned,
        timed(2, 31),
        timed(3, 20, industries=("酒店",), outcome=Outcome.NEGATIVE),
        timed(4, 25, industries=("银行",)),
        timed(5, 10, themes=("投诉",)),
        timed(6, 25, themes=("投诉",)),
    ]
    plan = make_plan(planned, blocks=(plan_steps.case_block(planned, characters_a_minute=350),), target=90)
    fitting = plan_steps.fitting_cases(plan, candidates, used_with_group=frozenset({6}), characters_a_minute=350)
    assert [case.id for case in fitting] == [5, 4, 3]
    short, twin = timed(7, 1, industries=("学校",)), replace(candidates[3], id=8)
    more = plan_steps.fitting_cases(
        plan, [*candidates, twin, short], used_with_group=frozenset({6}), characters_a_minute=350
    )
    assert [case.id for case in more] == [5, 4, 3], "no story twice, and nothing that leaves nearly all of the time"
    full = replace(plan, target=64)
    assert not plan_steps.fitting_cases(full, candidates, used_with_group=frozenset(), characters_a_minute=350)


def test_questions_that_are_not_put_are_left_out_and_new_ones_are_put():
    case = make_case(id=1, questions=("为什么？", "怎么办？"))
    use = replace(plan_steps.use_of(case), omitted=frozenset({"怎么办？"}))
    plan = make_plan(blocks=(Block("a", 10, cases=(use,)),))
    assert [question.text for question in plan_steps.as_used(plan, case).questions] == ["为什么？"]
    grown = make_case(id=1, questions=("为什么？", "怎么办？", "后来呢？"))
    assert [question.text for question in plan_steps.as_used(plan, grown).questions] == ["为什么？", "后来呢？"]
    twice = replace(plan, blocks=(*plan.blocks, Block("b", 10, cases=(plan_steps.use_of(case),))))
    assert plan_steps.as_used(twice, case) == case


def test_a_case_counts_as_changed_only_when_its_text_is_another():
    case = make_case(id=1, questions=("为什么？",))
    use = plan_steps.use_of(case)
    assert not plan_steps.has_changed(use, replace(case, tags=("前厅",), state=State.REVIEWED))
    assert plan_steps.has_changed(use, make_case("另一段故事。", id=1, questions=("为什么？",)))
    assert plan_steps.has_changed(use, make_case(id=1, questions=("怎么办？",)))


def test_goals_and_blocks_are_held_against_each_other():
    talk, pause = Block("讨论", 20, BlockKind.CASE), Block("休息", 10, BlockKind.BREAK)
    plan = make_plan(blocks=(talk, pause), objectives=Objectives(knowledge="四个步骤", skill="说原话"))
    assert notes(plan) == [MixNote.GOALS_UNLINKED]
    plan = replace(plan, blocks=(replace(talk, goals=frozenset({Goal.SKILL})), pause))
    assert notes(plan) == [MixNote.GOALS_WITHOUT_BLOCK]
    plan = replace(plan, blocks=(*plan.blocks, replace(talk, goals=frozenset({Goal.KNOWLEDGE}))))
    assert notes(plan) == [MixNote.GOALS_SERVED]
    plan = replace(plan, blocks=(*plan.blocks, talk))
    assert notes(plan) == [MixNote.BLOCKS_WITHOUT_GOAL]
    assert notes(replace(plan, objectives=Objectives())) == []


def notes(plan):
    return [line.note for line in plan_checks.goal_check(plan)]


def test_the_mix_check_knows_old_sources_and_a_single_one():
    one, two = (make_case(id=id_, title=str(id_), source="《前厅实务》, 2009") for id_ in (1, 2))
    lines = plan_checks.mix_check(make_plan(one, two), [one, two], frozenset(), year=2026)
    assert {MixNote.OLD_SOURCES, MixNote.ONE_SOURCE} <= {line.note for line in lines}
    fresh = replace(two, source="《前厅实务》, 2009, 2024 修订")
    lines = plan_checks.mix_check(make_plan(one, fresh), [one, fresh], frozenset(), year=2026)
    assert [line.values for line in lines if line.note is MixNote.OLD_SOURCES] == [("1",)]
