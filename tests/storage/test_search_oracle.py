"""The search against the plain-Python oracle, over random libraries."""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain import richtext
from casedesk.domain.case import Case, Depth, Difficulty, Facet, Origin, Outcome, Question, Role, Section, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.families import Family, told
from casedesk.domain.filters import EMPTY, CaseFilter, Condition, DateRange, Order, Range, Tellings
from casedesk.domain.library import Collection, Document, ImportBatch, UseRecord
from casedesk.domain.matching import MatchContext, facet_counts, matches
from casedesk.domain.private_data import private_places
from casedesk.domain.search_text import search_text
from casedesk.storage.library import Library
from casedesk.storage.private_words import HARMLESS_KEY, private_rules
from casedesk.storage.search import Searcher
from tests.storage.steps import added

WORDS = """
    客户 客戶 投诉 投訴 服务态度 服務 VIP客户 ＶＩＰ vip 退房 后厨 後廚 瞭解 了解 50% a_b café cafe\u0301 😀 “好” " ' ；
    𠮷 コーヒー 13800138000 li@b.cn 400-820-8820 don't 的 房 \u0301 123 12 % _ * NEAR AND ﬁne Straße \x00
""".split(" ")
WORDS = [word.strip() or "front desk" for word in WORDS]
DOCUMENTS = (Document(1, "投诉 案例.docx", "", "", ""), Document(2, "100%.txt", "", "", ""))
FACET_WORDS = ["酒店", "餐饮", "a b", "%", "é", "服务", "服务::前厅", "服务::前厅::夜班", "::a", "b::"]
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from([" ", "，", "\n", "。"])), max_size=6).map("".join)
some_values = st.lists(st.sampled_from(FACET_WORDS), max_size=3, unique=True).map(tuple)
moments = st.none() | st.integers(0, 5 * 24 * 60).map(
    lambda late: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=late)
)
sections = st.builds(
    Section,
    st.sampled_from(Role),
    texts.map(richtext.from_plain),
    st.sampled_from(["", "背景"]),
    st.lists(st.builds(Question, texts, texts, st.integers(0, 30), depth=st.sampled_from(Depth)), max_size=2).map(
        tuple
    ),
)
cases = st.builds(
    Case,
    title=texts.map(lambda text: text.replace("\n", " ")),
    learner_title=texts,
    sections=st.lists(sections, max_size=3).map(tuple),
    industries=some_values,
    themes=some_values,
    tags=some_values,
    outcome=st.none() | st.sampled_from(Outcome),
    difficulty=st.none() | st.sampled_from(Difficulty),
    state=st.sampled_from(State),
    language=st.sampled_from(["", "zh", "en"]),
    source=st.sampled_from(["", "案例集", "x"]),
    note=texts,
    minutes=st.none() | st.integers(0, 40),
    batch_id=st.sampled_from([None, 1, 2]),
    origin=st.none() | st.builds(Origin, st.sampled_from([1, 2]), st.just(0), st.just(1)),
    created=moments,
    modified=moments,
    trashed=st.sampled_from([None, None, None, datetime(2026, 3, 2, tzinfo=UTC)]),
)
queries = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(lambda word: f'"{word}"'),
        st.sampled_from(WORDS).map(lambda word: word[:1]),
        st.sampled_from(WORDS).map(lambda word: f"-{word}"),
        st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map("".join),
        st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
        st.sampled_from(["OR", "(", ")", "-(", "AND", '"']),
    ),
    max_size=5,
).map(" ".join)


@st.composite
def conditions(draw: st.DrawFn) -> tuple[Condition, ...]:
    values = st.frozensets(
        st.sampled_from([EMPTY, *FACET_WORDS, *Outcome, *State, "zh", "x", "一班", "short", "micro", "mobile"]),
        max_size=2,
    )
    chosen = draw(st.lists(st.sampled_from(Facet), max_size=2, unique=True))
    return tuple(Condition(facet, draw(values), draw(values), draw(st.booleans())) for facet in sorted(chosen))


days = st.none() | st.dates(date(2026, 2, 28), date(2026, 3, 6)) | st.sampled_from([date.min, date.max])
day_ranges = st.none() | st.builds(DateRange, days, days)
ranges = st.none() | st.builds(Range, st.none() | st.integers(0, 30), st.none() | st.integers(0, 60))
some_roles = st.frozensets(st.sampled_from(Role), max_size=1)
plain_parts = {
    "text": queries,
    "conditions": conditions(),
    "minutes": ranges,
    "length": ranges,
    "imported": day_ranges,
    "modified": day_ranges,
    "created": day_ranges,
    "taught": day_ranges,
    "questions": st.none() | st.builds(Range, st.none() | st.integers(-1, 60), st.none() | st.integers(-1, 60)),
    "depth": st.sampled_from([None, Depth.NEW_STAFF, Depth.SUPERVISOR]),
    "having": some_roles,
    "lacking": some_roles,
    "tellings": st.none() | st.sampled_from(Tellings),
    "family": st.none() | st.integers(1, 6),
    "file": st.sampled_from(["", "", "案例", "DOCX 投訴", "%"]),
}


def sometimes(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[CaseFilter]:
    """Filters in which only a few of the parts say anything; with all of them hardly a case would pass."""
    return st.lists(st.sampled_from(sorted(parts)), max_size=3, unique=True).flatmap(
        lambda names: st.builds(CaseFilter, **{name: parts[name] for name in names})
    )


filters = sometimes(**plain_parts, trashed=st.booleans(), within=st.none() | sometimes(**plain_parts))


FAMILY = Family(1, 2, (1, 2, 3))


HARMLESS = frozenset({"4008208820"})


def private_in(case: Case) -> set[str]:
    """The kinds of private data in a case, every line looked at by every rule."""
    text = search_text(case)
    rules, _ = private_rules()
    lines = f"{text.title}\n{text.body}".split("\n")
    return {place.kind for line in lines for place in private_places(line, rules, harmless=HARMLESS)}


def stories_among(found: list[Case]) -> tuple[tuple[int, ...], ...]:
    members = {case.id: case.language for case in found if case.trashed is None and case.id in FAMILY.case_ids}
    return told(FAMILY.best_id, members)


@contextmanager
def library_of(found: list[Case]) -> Iterator[tuple[Path, Library, list[Case], MatchContext]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.casedesk")
        with Library.open(path) as library:
            stored = [replace(case, id=index) for index, case in enumerate(found, 1)]
            shelf = Collection(1, "内训::夏训", tuple(range(1, len(stored), 2)))
            uses = [
                UseRecord(
                    index, index, None, ["一班", ""][index % 2], [date(2026, 3, 2), None][index % 2], real=index % 3 * 5
                )
                for index in range(1, len(stored), 3)
            ]
            others = (ImportBatch(1, "批次一"), ImportBatch(2, ""), *DOCUMENTS, shelf, FAMILY)
            library.settings.set(HARMLESS_KEY, ["400 820 8820"])
            library.apply(added(*others, *uses, *stored))
            groups: defaultdict[int, set[str]] = defaultdict(set)
            for use in uses:
                groups[use.case_id].add(use.group or "—")
            context = MatchContext(
                {id_: frozenset({"内训::夏训"}) for id_ in shelf.case_ids},
                {id_: frozenset(names) for id_, names in groups.items()},
                {1: "批次一", 2: ""},
                taught={use.case_id: frozenset({use.day}) for use in uses if use.day is not None},
                real={use.case_id: use.real for use in uses if use.real},
                files={document.id: document.name for document in DOCUMENTS},
                stories=stories_among(stored),
                private=private_in,
            )
            yield path, library, stored, context


def assert_agrees(searcher: Searcher, found: list[Case], wanted: CaseFilter, context: MatchContext) -> None:
    expected = [case.id for case in found if matches(case, wanted, context)]
    for order in Order:
        assert sorted(searcher.find(wanted, order).ids) == expected
    hits = searcher.find(wanted, Order.MODIFIED)
    whole = CaseFilter(trashed=wanted.trashed, within=wanted.within)
    assert hits.library_total == sum(matches(case, whole, context) for case in found)
    assert hits.counts == facet_counts(found, wanted, context)


@settings(deadline=None, max_examples=60)
@given(st.lists(cases, max_size=8), st.lists(filters, min_size=1, max_size=8))
def test_search_finds_what_the_oracle_finds(found: list[Case], wanted: list[CaseFilter]) -> None:
    with library_of(found) as (path, _, stored, context):
        searcher = Searcher(path)
        for item in wanted:
            assert_agrees(searcher, stored, item, context)
            rows = searcher.summaries([case.id for case in stored], item)
            assert [row.id for row in rows] == [case.id for case in stored]
        searcher.close()


@settings(deadline=None, max_examples=40)
@given(st.lists(cases, min_size=2, max_size=6), st.data())
def test_a_refreshed_searcher_knows_what_a_new_one_knows(found: list[Case], data: st.DataObject) -> None:
    with library_of(found) as (path, library, stored, context):
        searcher = Searcher(path)
        for order in Order:
            searcher.find(CaseFilter(), order)
        now: dict[int, Case] = {case.id: case for case in stored}
        for _ in range(3):
            edit = data.draw(edits(now))
            searcher.refresh(library.apply(edit))
            for item in edit.replacements:
                if item.after is None:
                    del now[item.id]
                else:
                    assert isinstance(item.after, Case)
                    now[item.id] = item.after
            wanted = data.draw(filters)
            context = replace(context, stories=stories_among(list(now.values())))
            assert_agrees(searcher, sorted(now.values(), key=lambda case: case.id), wanted, context)
            fresh = Searcher(path)
            for order in Order:
                assert searcher.find(CaseFilter(), order).ids == fresh.find(CaseFilter(), order).ids
            fresh.close()
        searcher.close()


@st.composite
def edits(draw: st.DrawFn, now: dict[int, Case]) -> Edit:
    ids = draw(st.lists(st.sampled_from([*now, 50, 51]), min_size=1, max_size=3, unique=True))
    steps: list[Replacement] = []
    for id_ in ids:
        before = now.get(id_)
        after = replace(draw(cases), id=id_) if before is None or draw(st.booleans()) else None
        steps.append(Replacement(before, after))
    return Edit("edit", tuple(steps))


def test_titles_come_before_sections_and_the_newest_come_first_otherwise() -> None:
    base = datetime(2026, 3, 1, tzinfo=UTC)
    found = [
        Case(title="茶", sections=(Section(Role.BODY, "<p>投诉</p>"),), modified=base + timedelta(days=2)),
        Case(title="投诉", sections=(Section(Role.BODY, "<p>茶</p>"),), modified=base),
    ]
    with library_of(found) as (path, _, _, _):
        searcher = Searcher(path)
        assert searcher.find(CaseFilter("投诉"), Order.RELEVANCE).ids == (2, 1)
        assert searcher.find(CaseFilter("投诉"), Order.MODIFIED).ids == (1, 2)
        assert Counter(searcher.find(CaseFilter("投诉 OR 茶"), Order.RELEVANCE).ids) == Counter({1: 1, 2: 1})
        searcher.close()
