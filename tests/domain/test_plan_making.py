"""A whole class from a wish: every plan keeps to its time, and says why it holds what it holds."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Outcome, Question, Role, Section
from casedesk.domain.lesson import BlockKind, planned_minutes
from casedesk.domain.plan_making import WHOLE_DAY, make_plan
from casedesk.domain.plan_wish import Because, Candidate, Missing, PlanWish, Reason
from casedesk.domain.sessions import LUNCH, minutes_over, session_fits
from casedesk.tasks.methods import shipped_methods
from tests.builders import make_case

METHODS = shipped_methods("en")


def candidate(id_: int, minutes: int | None = 20, **speaks) -> Candidate:
    changes = {key: speaks.pop(key) for key in ("outcome", "industries", "sections") if key in speaks}
    return Candidate(make_case(id=id_, title=f"Case {id_}", minutes=minutes, **changes), **speaks)


def made(wish: PlanWish, *candidates: Candidate):
    return make_plan(wish, candidates, METHODS, characters_a_minute=350, total=len(candidates))


def reasons_of(result, case_id: int) -> list[Reason]:
    at = next(at for at, block in enumerate(result.plan.blocks) if any(use.case_id == case_id for use in block.cases))
    return [because.reason for because in result.reasons[at]]


@given(
    minutes=st.integers(10, 480),
    people=st.integers(0, 60),
    lengths=st.lists(st.integers(1, 90), max_size=12),
    are_used=st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_a_made_plan_never_runs_over_and_gives_a_reason_for_every_block(minutes, people, lengths, are_used):
    found = [candidate(at, length, has_words=True, is_used=are_used[at - 1]) for at, length in enumerate(lengths, 1)]
    result = made(PlanWish("B", minutes, "x", people), *found)
    blocks = result.plan.blocks
    assert planned_minutes(blocks) <= minutes
    assert len(result.reasons) == len(blocks)
    assert all(result.reasons)
    assert len(result.plan.case_ids) == len([use for block in blocks for use in block.cases]), "no case twice"
    assert blocks[0].kind is BlockKind.OPENING
    assert all(block.minutes > 0 for block in blocks)
    assert len(result.plan.sessions) == (2 if minutes >= WHOLE_DAY else 0)
    assert result.plan.target == minutes
    assert minutes_over(result.plan) == 0
    assert blocks[0].kind is not BlockKind.BREAK
    assert blocks[-1].kind is not BlockKind.BREAK


def test_what_the_group_has_had_is_taken_only_where_nothing_else_is_there():
    used = candidate(1, has_words=True, is_used=True, used=date(2026, 3, 2))
    fresh = candidate(2, has_words=True)
    result = made(PlanWish("Desk B", 45, "complaint"), used, fresh)
    assert result.plan.case_ids == (2,)
    assert Reason.NEW_TO_GROUP in reasons_of(result, 2)
    only = made(PlanWish("Desk B", 45, "complaint"), used)
    assert only.plan.case_ids == (1,)
    assert Missing.NOTHING_FRESH in only.missing
    assert Reason.USED_WITH_GROUP in reasons_of(only, 1)


def test_a_case_on_the_topic_wins_over_one_that_is_not():
    result = made(PlanWish("", 45, "refund"), candidate(1), candidate(2, values=("Refunds",)))
    assert result.plan.case_ids == (2,)
    assert Because(Reason.NAMED_VALUE, ("Refunds",)) in result.reasons[1]


def test_where_nothing_is_on_the_topic_it_says_so_and_takes_what_fits():
    result = made(PlanWish("", 45, "refund"), candidate(1))
    assert result.plan.case_ids == (1,)
    assert Missing.NOTHING_ON_TOPIC in result.missing
    assert Reason.OFF_TOPIC in reasons_of(result, 1)


def test_a_case_that_is_too_long_is_taken_with_fewer_questions():
    asked = tuple(Question(f"Question {number}?", minutes=8) for number in range(3))
    sections = (Section(Role.BODY, "<p>Short.</p>"), Section(Role.QUESTION, questions=asked))
    result = made(PlanWish("", 15, "x"), candidate(1, None, has_words=True, sections=sections))
    use = next(use for block in result.plan.blocks for use in block.cases)
    assert use.omitted == {"Question 1?", "Question 2?"}
    assert Because(Reason.FEWER_QUESTIONS, numbers=(1, 3)) in result.reasons[1]


def test_the_cases_are_unlike_each_other():
    bad = [candidate(at, has_words=True, outcome=Outcome.NEGATIVE, industries=("Hotel",)) for at in (1, 2)]
    good = candidate(3, has_words=True, outcome=Outcome.POSITIVE, industries=("Bank",))
    result = made(PlanWish("", 70, "x"), *bad, good)
    assert 3 in result.plan.case_ids
    assert len(result.plan.case_ids) == 2


def test_no_story_is_told_twice():
    twins = [replace(candidate(at, has_words=True).case, title="The key") for at in (1, 2)]
    result = made(PlanWish("", 70, "x"), *(Candidate(case, has_words=True) for case in twins))
    assert len(result.plan.case_ids) == 1


def test_an_empty_library_still_gives_a_class_and_says_what_is_missing():
    result = made(PlanWish("New staff", 90, "complaints", 16))
    assert result.missing[0] is Missing.NO_CASES
    assert result.plan.blocks[0].trainer
    assert any(because.reason is Reason.OWN_EXPERIENCE for row in result.reasons for because in row)


def test_methods_suit_the_number_of_people():
    wish = PlanWish("", 90, "x", 3)
    result = made(wish, candidate(1, has_words=True))
    names = {method.name: method for method in METHODS}
    taught = [names[block.title] for block in result.plan.blocks if block.title in names]
    assert taught
    assert all(method.people[0] <= 3 <= method.people[1] for method in taught)


def test_a_long_class_has_breaks_and_a_short_one_has_no_methods():
    many = [candidate(at, 25, has_words=True) for at in range(1, 9)]
    long = made(PlanWish("", 180, "x"), *many).plan
    assert sum(block.kind is BlockKind.BREAK for block in long.blocks) == 2
    short = made(PlanWish("", 15, "x"), candidate(1, 10, has_words=True)).plan
    assert [block.kind for block in short.blocks] == [BlockKind.OPENING, BlockKind.CASE, BlockKind.SUMMARY]


def test_a_whole_day_has_two_sessions_with_a_lunch_between():
    many = [candidate(at, 25, has_words=True) for at in range(1, 13)]
    plan = made(PlanWish("", 360, "x"), *many).plan
    first, second = session_fits(plan)
    assert abs(first.planned - second.planned) < 60
    assert second.pause >= LUNCH
    assert first.left == 0
    kinds = [block.kind for block in plan.blocks]
    at = plan.sessions[1].first
    assert BlockKind.BREAK not in (kinds[at - 1], kinds[at])
    assert BlockKind.BREAK in kinds[:at]
    assert BlockKind.BREAK in kinds[at:]


def test_the_wish_goes_into_the_plan():
    plan = made(replace(PlanWish("B"), minutes=60, people=20), candidate(1)).plan
    assert (plan.audience, plan.target, plan.head_count) == ("B", 60, 20)
