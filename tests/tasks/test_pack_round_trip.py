"""A pack brings back what went in: cases, plans, collections, filters, pictures, originals, notes and use records."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casedesk.domain.blocks import cleaned
from casedesk.domain.case import Case, Depth, Origin, Question
from casedesk.domain.case_steps import with_questions
from casedesk.domain.casepack import PackOptions
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Material, Per
from casedesk.domain.library import Collection, Document, SavedFilter, UseRecord
from casedesk.domain.methods import Method, MethodUse
from casedesk.storage.library import Library
from casedesk.tasks.batches import batch_entries, taking_out
from casedesk.tasks.read_pack import packs_in, read_pack
from casedesk.tasks.write_pack import PackWish, everything, write_pack
from tests.builders import NOW, make_case, make_plan
from tests.storage import values
from tests.tasks.packs import ALL, added, change, packed, put

PICTURE = b"\x89PNG a small picture"
ORIGINAL = b"an original"
LATER = NOW + timedelta(days=1)
METHOD = Method(
    "mm",
    "双人复盘",
    MethodUse.PRACTISE,
    BlockKind.GROUP_WORK,
    "听见对方的话",
    ("两人一组", "轮流复述"),
    minutes=(8, 16),
    materials=(Material("复盘卡", 2, Per.GROUP),),
    id=1,
)


@pytest.fixture
def full(tmp_path: Path):
    """A library with one of everything."""
    with Library.open(tmp_path / "full.casedesk") as library:
        fill(library)
        yield library


def fill(library: Library) -> None:
    picture = library.attachments.add(PICTURE, "image/png", width=3, height=4, name="大堂.png")
    digest = library.documents.keep(ORIGINAL)
    document = Document(1, "案例集.docx", digest, "application/msword", "客人等了四十分钟。", NOW)
    first = make_case(id=1, uid="aa", title="等待", note="我的笔记", minutes=0, tags=("前台", "投诉"), modified=LATER)
    html = first.sections[0].html + f'<p><img src="attachment:{picture.digest}" alt="大堂"></p>'
    first = replace(first, sections=(replace(first.sections[0], html=html),), origin=Origin(1, 0, 8, "p. 1"))
    second = make_case(id=2, uid="bb", title="房卡", questions=("为什么？",), analysis="先道歉。")
    asked = (Question("为什么？", depth=Depth.SUPERVISOR, points=5), *second.questions)
    second = with_questions(second, 1, asked)
    plan = make_plan(first, second, id=1, uid="pp", reflection="还可以")
    put(
        library,
        *(document, first, second, plan),
        Collection(1, "入职培训", (2, 1)),
        SavedFilter(1, "短的", "minutes:<20"),
        UseRecord(1, 1, 1, "前厅二班", NOW.date(), 20, 25, "很热烈"),
        METHOD,
    )


def contents(library: Library) -> tuple[object, ...]:
    """All that a pack may hold, with uids for ids and no times of the batch."""
    cases = [library.cases.get(id_) for id_ in library.cases.ids()]
    uids = {case.id: case.uid for case in cases}
    digests = {item.id: replace(item, id=0) for item in library.documents.all()}
    bare = sorted(
        [
            (
                case.uid,
                replace(case, id=0, batch_id=None, origin=case.origin and replace(case.origin, document_id=0)),
                case.origin and digests[case.origin.document_id],
            )
            for case in cases
        ],
        key=lambda row: row[0],
    )
    plans = sorted(
        [
            (
                plan.uid,
                replace(plan, id=0, blocks=()),
                [(replace(block, cases=()), [_bare(use, uids) for use in block.cases]) for block in plan.blocks],
            )
            for plan in library.plans.all()
        ],
        key=lambda row: row[0],
    )
    collections = sorted((item.name, tuple(uids[id_] for id_ in item.case_ids)) for item in library.collections.all())
    filters = sorted((item.name, item.query) for item in library.saved_filters.all())
    uses = [
        (uids[use.case_id], use.plan_id is not None, replace(use, id=0, case_id=0, plan_id=None))
        for use in library.uses.all()
    ]
    methods = sorted((replace(method, id=0) for method in library.methods.all()), key=lambda method: method.uid)
    return bare, plans, collections, filters, uses, methods


def test_everything_comes_back(full: Library, tmp_path: Path):
    packed(full, tmp_path / "a.casepack")
    with Library.open(tmp_path / "other.casedesk") as other:
        addition = added(other, tmp_path / "a.casepack")
        assert contents(other) == contents(full)
        digest = hashlib.sha256(PICTURE).hexdigest()
        assert other.attachments.data(digest) == PICTURE
        assert other.attachments.get(digest) == full.attachments.get(digest)
        assert other.documents.original(other.documents.all()[0].digest) == ORIGINAL
        assert addition.sentence == "Added 2 cases; Added 1 lesson plan; Added 1 method"
        assert other.check() == ()


def test_methods_go_alone_and_one_that_is_here_in_another_form_is_added_beside(full: Library, tmp_path: Path):
    path = tmp_path / "m.casepack"
    write_pack(full, PackWish("methods", method_ids=(1,)), path)
    assert read_pack(path).cases == ()
    with Library.open(tmp_path / "other.casedesk") as other:
        put(other, replace(METHOD, minutes=(1, 2)))
        assert added(other, path).sentence == "Added 1 method"
        assert added(other, path).sentence == "Your library has all of this pack already."
        assert [(method.name, method.minutes) for method in other.methods.all()] == [
            (METHOD.name, (1, 2)),
            (f"{METHOD.name} (2)", METHOD.minutes),
        ]


def test_a_pack_of_a_pack_has_the_same_bytes(full: Library, tmp_path: Path):
    packed(full, tmp_path / "a.casepack")
    with Library.open(tmp_path / "other.casedesk") as other:
        added(other, tmp_path / "a.casepack")
        packed(other, tmp_path / "b.casepack")
    packed(full, tmp_path / "c.casepack")
    first = (tmp_path / "a.casepack").read_bytes()
    assert first == (tmp_path / "b.casepack").read_bytes()
    assert first == (tmp_path / "c.casepack").read_bytes()


def test_notes_uses_and_originals_stay_at_home_unless_asked_for(full: Library, tmp_path: Path):
    write_pack(full, everything("x", PackOptions()), tmp_path / "a.casepack")
    pack = read_pack(tmp_path / "a.casepack")
    assert [case.note for case in pack.cases] == ["", ""]
    assert pack.plans[0].reflection == ""
    assert (pack.uses, pack.documents) == ((), ())
    assert all(case.origin is None for case in pack.cases)
    data = (tmp_path / "a.casepack").read_bytes()
    assert ORIGINAL not in data


def test_a_plan_brings_its_cases_and_only_those(full: Library, tmp_path: Path):
    put(full, make_case(id=3, uid="cc", title="不在教案里"))
    write_pack(full, PackWish("", plan_ids=(1,)), tmp_path / "a.casepack")
    pack = read_pack(tmp_path / "a.casepack")
    assert [case.uid for case in pack.cases] == ["aa", "bb"]
    assert [use.case_id for block in pack.plans[0].blocks for use in block.cases] == [1, 2]


def test_what_lies_in_the_trash_stays_there(full: Library, tmp_path: Path):
    case = full.cases.get(2)
    change(full, case, replace(case, trashed=NOW))
    packed(full, tmp_path / "a.casepack")
    pack = read_pack(tmp_path / "a.casepack")
    assert [case.uid for case in pack.cases] == ["aa"]
    uses = [use for block in pack.plans[0].blocks for use in block.cases]
    assert [(use.case_id, use.title) for use in uses] == [(1, "等待"), (0, "房卡")]


def test_cases_without_uid_get_one_that_stays(tmp_path: Path):
    with Library.open(tmp_path / "a.casedesk") as library:
        put(library, make_case(id=1), make_case(id=2, title="B"), make_case(id=3, uid="x"), make_case(id=4, uid="x"))
        packed(library, tmp_path / "a.casepack")
        uids = [case.uid for case in read_pack(tmp_path / "a.casepack").cases]
        assert len(set(uids)) == 4
        assert all(uids)


def test_adding_is_one_step_and_a_batch_that_can_be_taken_out(full: Library, tmp_path: Path):
    packed(full, tmp_path / "a.casepack", PackWish("包", (1, 2)))
    with Library.open(tmp_path / "other.casedesk") as other:
        addition = added(other, tmp_path / "a.casepack")
        assert [entry.batch.name for entry in batch_entries(other)] == ["包"]
        other.apply(addition.edit.inverted())
        assert (other.cases.count(), other.batches.all(), other.plans.all()) == (0, (), ())
        other.apply(addition.edit)
        case = other.cases.get(other.cases.ids()[0])
        change(other, case, replace(case, title="改过", modified=LATER))
        removal = taking_out(other, addition.batch.id)
        assert (removal.taken, removal.staying_titles) == (1, ("改过",))


def test_a_cancelled_pack_leaves_nothing(full: Library, tmp_path: Path):
    class Stop:
        is_cancelled = True

        def report(self, done: int, total: int, text: str = "") -> None:
            pass

    assert not write_pack(full, everything("x", ALL), tmp_path / "a.casepack", Stop()).is_written
    assert list(tmp_path.glob("*casepack*")) == []


def test_what_cannot_be_written_is_said(full: Library, tmp_path: Path):
    with pytest.raises(CaseDeskError, match="could not be written"):
        write_pack(full, everything("x", ALL), tmp_path / "no such folder" / "a.casepack")
    with pytest.raises(BadInputError, match="nothing to put"):
        write_pack(full, PackWish("x"), tmp_path / "a.casepack")
    (tmp_path / "a.casepack").write_text("old")
    with pytest.raises(BadInputError, match="there already"):
        write_pack(full, everything("x", ALL), tmp_path / "a.casepack", replace_existing=False)


def test_packs_are_found_in_folders(tmp_path: Path):
    (tmp_path / "in").mkdir()
    for name in ("in/b.casepack", "in/.c.casepack", "in/d.docx", "a.CASEPACK"):
        (tmp_path / name).write_text("")
    assert [path.name for path in packs_in([tmp_path / "in", tmp_path / "a.CASEPACK"])] == ["b.casepack", "a.CASEPACK"]


def test_a_plan_keeps_a_case_that_never_had_a_uid(tmp_path: Path):
    kept = make_case(id=0, uid="", title="门口的雨伞")
    block = Block("讨论", 20, cases=(CaseUse(0, "门口的雨伞", kept=kept),))
    with Library.open(tmp_path / "a.casedesk") as library:
        put(library, make_case(id=1, uid="aa"), make_plan(id=1, uid="p", blocks=(block,)))
        packed(library, tmp_path / "a.casepack")
    (plan,) = read_pack(tmp_path / "a.casepack").plans
    assert [use.kept for use in plan.blocks[0].cases] == [kept]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(values.cases, max_size=4), plan=values.plans)
def test_any_cases_come_back_equal(cases: list[Case], plan: LessonPlan, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("packs")
    numbered = [
        tidy(replace(case, id=at, uid=f"u{at}", origin=None, batch_id=None, trashed=None))
        for at, case in enumerate(cases, 1)
    ]
    with Library.open(folder / "a.casedesk") as library, Library.open(folder / "b.casedesk") as other:
        put(library, *numbered, tidy(replace(plan, uid="p", archived=None, trashed=None)))
        packed(library, folder / "a.casepack")
        added(other, folder / "a.casepack")
        assert contents(other) == contents(library)
        packed(other, folder / "b.casepack")
        assert (folder / "a.casepack").read_bytes() == (folder / "b.casepack").read_bytes()


def _bare(use: CaseUse, uids: dict[int, str]):
    kept = use.kept and replace(use.kept, id=0)
    return uids.get(use.case_id), use.title, use.roles, use.omitted, use.seen, kept


def tidy(value):
    """The value with its texts as the editor would leave them: without the characters that Word forbids."""
    match value:
        case str() if type(value) is str:
            return cleaned(value)
        case tuple():
            return tuple(map(tidy, value))
        case frozenset():
            return frozenset(map(tidy, value))
        case _ if hasattr(value, "__dataclass_fields__"):
            return replace(value, **{name: tidy(getattr(value, name)) for name in value.__dataclass_fields__})
        case _:
            return value
