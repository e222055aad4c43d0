"""Random records of every kind, for Hypothesis."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.case import Case, Depth, Difficulty, Origin, Outcome, Question, QuestionKind, Role, Section, State
from casedesk.domain.families import DistinctPair, Family, MergeRecord, in_order
from casedesk.domain.lesson import (
    Block,
    BlockKind,
    CaseUse,
    Goal,
    LessonPlan,
    Material,
    Need,
    Objectives,
    Per,
    PlanState,
    Session,
    Track,
)
from casedesk.domain.library import Collection, Document, ImportBatch, Pseudonym, SavedFilter, UseRecord
from casedesk.domain.methods import Method, MethodUse

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
moments = st.none() | st.integers(0, 4 * 10**15).map(lambda late: EPOCH + timedelta(microseconds=late))
days = st.none() | st.dates()
ids = st.integers(1, 9)
small = st.integers(0, 99)
values = st.lists(words, max_size=3).map(tuple)
questions = st.builds(
    Question, words, words, small, small, st.sampled_from(QuestionKind), st.sampled_from(Depth), small
)
sections = st.builds(
    Section, st.sampled_from(Role), words.map(richtext.from_plain), words, st.lists(questions, max_size=2).map(tuple)
)
cases = st.builds(
    Case,
    id=ids,
    uid=words,
    title=words,
    learner_title=words,
    sections=st.lists(sections, max_size=3).map(tuple),
    industries=values,
    themes=values,
    audiences=values,
    tags=values,
    outcome=st.none() | st.sampled_from(Outcome),
    difficulty=st.none() | st.sampled_from(Difficulty),
    state=st.sampled_from(State),
    language=words,
    source=words,
    licence=words,
    note=words,
    minutes=st.none() | small,
    origin=st.none() | st.builds(Origin, st.just(1), small, small, words),
    batch_id=st.sampled_from([None, 1]),
    created=moments,
    modified=moments,
    trashed=moments,
)


def _kept(use: CaseUse, case: Case | None) -> CaseUse:
    if case is None:
        return use
    kept = replace(case, id=use.case_id, uid=case.uid.strip() or "u", origin=None, batch_id=None, trashed=None)
    return replace(use, kept=kept)


uses = st.builds(
    _kept,
    st.builds(
        CaseUse, ids, words, st.frozensets(st.sampled_from(Role)), st.frozensets(words, max_size=2), st.just("ab12")
    ),
    st.none() | cases,
)
materials = st.lists(st.builds(Material, words, small, st.sampled_from(Per), small), max_size=2).map(tuple)
tracks = st.builds(Track, words, words, words)
blocks = st.builds(
    Block,
    title=words,
    minutes=small,
    kind=st.sampled_from(BlockKind),
    need=st.sampled_from(Need),
    cases=st.lists(uses, max_size=2).map(tuple),
    intent=words,
    trainer=words,
    learners=words,
    notes=words,
    materials=materials,
    groups=small,
    group_size=small,
    pinned=st.none() | st.times(time(0, 0), time(23, 59)),
    transition=words,
    changes=words,
    goals=st.frozensets(st.sampled_from(Goal)),
    tracks=st.lists(tracks, max_size=2).map(tuple),
    real=st.none() | small,
)
courses = st.just(()) | st.lists(
    st.builds(Session, words, small, small, st.times(), small), min_size=2, max_size=3
).map(lambda found: (replace(found[0], first=0), *sorted(found[1:], key=lambda session: session.first)))
plans = st.builds(
    LessonPlan,
    id=ids,
    uid=words,
    title=words,
    course=words,
    audience=words,
    head_count=small,
    place=words,
    trainer=words,
    day=days,
    start=st.times(),
    target=small,
    objectives=st.builds(Objectives, words, words, words),
    key_points=words,
    difficult_points=words,
    methods=words,
    blocks=st.lists(blocks, max_size=3).map(tuple),
    reflection=words,
    is_template=st.booleans(),
    periods=words,
    prior=words,
    assessment=words,
    prework=words,
    preparation=words,
    board_plan=words,
    homework=words,
    sessions=courses,
    state=st.sampled_from(PlanState),
    archived=moments,
    created=moments,
    modified=moments,
    trashed=moments,
)
methods = st.builds(
    Method,
    uid=words,
    name=words,
    use=st.sampled_from(MethodUse),
    kind=st.sampled_from(BlockKind),
    purpose=words,
    steps=values,
    learners=words,
    minutes=st.tuples(small, small),
    people=st.tuples(small, small),
    group=small,
    materials=materials,
    id=ids,
)
id_lists = st.lists(ids, max_size=3).map(tuple)
of_kind: dict[type, st.SearchStrategy[Any]] = {
    Case: cases,
    LessonPlan: plans,
    Method: methods,
    Collection: st.builds(Collection, ids, words, st.lists(ids, max_size=4).map(tuple), small),
    SavedFilter: st.builds(SavedFilter, ids, words, words, small),
    Pseudonym: st.builds(Pseudonym, ids, words, words),
    UseRecord: st.builds(UseRecord, ids, ids, st.none() | ids, words, days, small, st.none() | small, words),
    Document: st.builds(Document, st.integers(2, 9), words, st.just(""), words, words, moments),
    Family: st.builds(Family, ids, ids, st.lists(ids, max_size=4, unique=True).map(tuple)),
    DistinctPair: st.builds(
        lambda id_, pair: DistinctPair(id_, *in_order(*pair)), ids, st.lists(ids, min_size=2, max_size=2, unique=True)
    ),
    MergeRecord: st.builds(MergeRecord, ids, cases, cases, cases, moments, id_lists, id_lists, id_lists),
    ImportBatch: st.builds(ImportBatch, st.integers(2, 9), words, moments, st.just((1,)), words),
}
records = st.one_of(*of_kind.values())
"""Anything a library keeps; cases come out of document 1 and batch 1 where they come out of anything."""
