"""The write path: what goes in comes out, and an edit taken back leaves no trace."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain.case import Case, Facet, Origin, Role, Section, State
from casedesk.domain.changes import Changes, Edit, Record, Replacement
from casedesk.domain.errors import BadInputError, LibraryError, StaleEditError
from casedesk.domain.families import DistinctPair, Family, MergeRecord
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan
from casedesk.domain.library import Collection, Document, ImportBatch, Pseudonym, SavedFilter, UseRecord
from casedesk.domain.methods import Method
from casedesk.storage.library import Library
from tests.builders import make_case, make_plan
from tests.storage.steps import add, added, changed, contents, removed
from tests.storage.values import of_kind, records

GROUND = (Document(1, "原件.docx"), ImportBatch(1, "批次", None, (1,)))


def stored(library: Library, record: Record) -> Record:
    shelves = {
        Case: library.cases,
        LessonPlan: library.plans,
        Method: library.methods,
        Collection: library.collections,
        SavedFilter: library.saved_filters,
        Pseudonym: library.pseudonyms,
        UseRecord: library.uses,
        Document: library.documents,
        ImportBatch: library.batches,
        Family: library.families,
        DistinctPair: library.distinct_pairs,
        MergeRecord: library.merges,
    }
    return shelves[type(record)].get(record.id)


def is_new(record: Record) -> tuple[type, int]:
    return type(record), record.id


@settings(deadline=None, max_examples=60)
@given(st.lists(records, min_size=1, max_size=5, unique_by=is_new), st.data())
def test_edits_are_kept_exactly_and_taken_back_without_a_trace(found: list[Record], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.casedesk")
        with Library.open(path) as library:
            add(library, *GROUND)
            empty = contents(path)
            first = added(*found)
            library.apply(first)
            assert [stored(library, record) for record in found] == found
            full = contents(path)
            second = data.draw(later_edits(found))
            library.apply(second)
            for item in second.replacements:
                if item.after is not None:
                    assert stored(library, item.after) == item.after
            assert library.check() == ()
            library.apply(second.inverted())
            assert contents(path) == full
            library.apply(first.inverted())
            assert contents(path) == empty


@st.composite
def later_edits(draw: st.DrawFn, found: list[Record]) -> Edit:
    steps: list[Replacement] = []
    for record in draw(st.lists(st.sampled_from(found), min_size=1, unique_by=is_new)):
        other = draw(of_kind[type(record)])
        after = None if draw(st.booleans()) else replace(other, id=record.id)
        steps.append(Replacement(record, after))
    return Edit("later", tuple(steps))


def test_an_edit_says_what_it_changed(library: Library) -> None:
    case, plan = make_case(id=1), make_plan(id=1)
    assert add(library, case, plan) == Changes(frozenset({(Case, 1), (LessonPlan, 1)}))


def test_a_stale_edit_is_refused_and_changes_nothing(library: Library, path: Path) -> None:
    case, other = make_case(id=1, title="一"), make_case(id=2, title="二")
    add(library, case, other)
    library.apply(changed(case, title="新"))
    before = contents(path)
    both = Edit("both", (Replacement(other, replace(other, title="x")), Replacement(case, replace(case, title="y"))))
    with pytest.raises(StaleEditError):
        library.apply(both)
    with pytest.raises(StaleEditError):
        add(library, make_case(id=2))
    with pytest.raises(StaleEditError):
        library.apply(removed(make_case(id=99)))
    assert contents(path) == before


def test_what_others_come_from_cannot_be_removed_alone(library: Library, path: Path) -> None:
    document = Document(1, "a.docx")
    case = make_case(id=1, origin=Origin(1, 0, 5))
    add(library, document, case)
    before = contents(path)
    with pytest.raises(LibraryError, match="still refer"):
        library.apply(removed(document))
    assert contents(path) == before
    library.apply(removed(document, case))
    assert library.cases.ids() == ()


def test_a_case_that_is_gone_stays_named_in_plans_and_collections(library: Library) -> None:
    case = make_case(id=1)
    plan, shelf = make_plan(case, id=1), Collection(1, "夏训", (1,))
    add(library, case, plan, shelf)
    library.apply(removed(case))
    assert library.plans.get(1) == plan
    assert library.collections.get(1) == shelf
    assert library.cases.get_many([1]) == ()
    assert library.check() == ()


def test_ids_are_never_given_twice(path: Path) -> None:
    with Library.open(path) as library:
        first, *rest = library.new_ids(Case, 3)
        assert library.new_id(Case) == rest[-1] + 1
        assert library.new_id(LessonPlan) == 1
        cases = [make_case(id=first), make_case(id=library.new_id(Case))]
        add(library, *cases)
        library.apply(removed(*cases))
    with Library.open(path) as library:
        assert library.new_id(Case) > cases[-1].id


def test_unknown_entries_are_a_clear_sentence(library: Library) -> None:
    with pytest.raises(BadInputError):
        library.cases.get(7)
    add(library, make_case(id=1), make_case(id=2))
    assert [case.id for case in library.cases.get_many([2, 9, 1])] == [2, 1]


def test_many_cases_are_read_in_the_wanted_order(library: Library) -> None:
    cases = [make_case(id=id_, title=f"第{id_}个") for id_ in library.new_ids(Case, 1201)]
    add(library, *cases)
    wanted = [case.id for case in reversed(cases)]
    assert [case.id for case in library.cases.get_many(wanted)] == wanted


def test_trash_and_counts(library: Library) -> None:
    kept = make_case(id=1)
    gone = make_case(id=2, trashed=kept.created)
    plan = make_plan(kept, id=1, trashed=kept.created)
    add(library, kept, gone, plan)
    assert library.cases.ids() == (1,)
    assert library.cases.ids(trashed=True) == (2,)
    assert (library.cases.count(), library.cases.count(trashed=True)) == (1, 1)
    assert library.plans.all() == ()
    assert library.plans.all(trashed=True) == (plan,)
    assert library.plans.of_case(1) == (plan,)


def test_uses_by_case_group_and_plan(library: Library) -> None:
    uses = [UseRecord(1, 5, None, "一班"), UseRecord(2, 5, 3, "二班"), UseRecord(3, 6, 3, "一班")]
    add(library, *uses)
    assert library.uses.of_case(5) == (uses[0], uses[1])
    assert library.uses.of_group("一班") == (uses[0], uses[2])
    assert library.uses.of_plan(3) == (uses[1], uses[2])
    assert library.uses.groups() == ("一班", "二班")


def test_known_values_come_most_used_first(library: Library) -> None:
    add(
        library,
        make_case(id=1, tags=("a",), industries=("酒店", "餐饮"), source="甲"),
        make_case(id=2, industries=("餐饮",), source="甲"),
        make_case(id=3, industries=("餐饮", "银行")),
        Collection(1, "夏训", (1, 2)),
        ImportBatch(1, "三月"),
        UseRecord(1, 1, None, "一班"),
    )
    assert library.known_values(Facet.INDUSTRY)[0] == "餐饮"
    assert set(library.known_values(Facet.INDUSTRY)) == {"餐饮", "酒店", "银行"}
    assert library.known_values(Facet.SOURCE) == ("甲",)
    assert library.known_values(Facet.COLLECTION) == ("夏训",)
    assert library.known_values(Facet.BATCH) == ("三月",)
    assert library.known_values(Facet.USED) == ("一班",)
    assert library.known_values(Facet.STATE) == ("pending",)
    assert "truncated" in library.known_values(Facet.HEALTH)
    assert library.known_values(Facet.LENGTH) == ("micro", "short", "medium", "long")


def test_cases_that_a_person_classified_are_found_a_few_of_every_value(library: Library) -> None:
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 8)]
    reviewed = [
        make_case(id=i + 1, themes=("常见",), state=State.REVIEWED, created=days[0], modified=days[i]) for i in range(4)
    ]
    add(
        library,
        *reviewed,
        make_case(id=5, themes=("少见",), state=State.REVIEWED),
        make_case(id=6, industries=("只是建议",), created=days[0], modified=days[0]),
        make_case(id=7, industries=("改过",), created=days[0], modified=days[1]),
        make_case(id=8, themes=("扔掉",), state=State.REVIEWED, trashed=days[6]),
        make_case(id=9, tags=("别的",), state=State.REVIEWED),
    )
    assert library.cases.classified((Facet.INDUSTRY, Facet.THEME), most=2) == (3, 4, 5, 7)
    assert library.cases.classified((Facet.THEME,), most=9) == (1, 2, 3, 4, 5)


def test_settings_are_remembered(path: Path) -> None:
    with Library.open(path) as library:
        library.settings.set("handout.roles", ["body", "question"])
    with Library.open(path) as library:
        assert library.settings.get("handout.roles", []) == ["body", "question"]
        assert library.settings.get("unknown", 5) == 5


def test_pictures_that_nothing_refers_to_go_when_the_library_is_closed(path: Path) -> None:
    """Those of a case that lives on in a plan alone stay."""
    with Library.open(path) as library:
        shown = library.attachments.add(b"picture", "image/png")
        unused = library.attachments.add(b"unused", "image/png")
        kept = make_case(sections=(Section(Role.BODY, html=f'<p><img src="attachment:{shown.digest}"></p>'),))
        block = Block("b", 20, BlockKind.CASE, cases=(CaseUse(7, "gone", kept=kept),))
        add(library, make_plan(id=library.new_id(LessonPlan), blocks=(block,)))
        assert library.attachments.has(unused.digest), "until then an undo may ask for it"
    with Library.open(path) as library:
        assert library.attachments.has(shown.digest)
        assert not library.attachments.has(unused.digest)
        assert library.check() == ()


def test_bytes_are_kept_once_and_swept_when_nothing_refers_to_them(library: Library) -> None:
    picture = library.attachments.add(b"picture", "image/png", width=4, height=3, name="a.png")
    assert library.attachments.add(b"picture", "image/png", name="again.png") == picture
    unused = library.attachments.add(b"unused", "image/png")
    digest = library.documents.keep(b"original")
    assert library.documents.keep(b"original") == digest
    document = Document(1, "a.docx", digest)
    shown = make_case(id=1, sections=())
    html = f'<p><img src="attachment:{picture.digest}" alt=""></p>'
    section = replace(make_case().sections[0], html=html)
    add(library, document, replace(shown, sections=(section,)))
    assert library.documents.of_digest(digest) == document
    assert library.documents.of_digest("0" * 64) is None
    assert library.sweep() == 1
    assert library.documents.original(digest) == b"original"
    assert library.attachments.data(picture.digest) == b"picture"
    with pytest.raises(BadInputError):
        library.attachments.get(unused.digest)
    with pytest.raises(BadInputError):
        library.documents.original(unused.digest)
