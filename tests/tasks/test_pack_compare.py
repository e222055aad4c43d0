"""Two libraries that hand each other packs: who has changed what, what is proposed, and that they come to agree."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from casedesk.domain.case import Case, Role
from casedesk.domain.case_steps import with_questions
from casedesk.domain.casepack_compare import ChangedBy, Choice, Standing, Take
from casedesk.domain.casepack_versions import changed_since, version_of
from casedesk.domain.library import Collection, SavedFilter
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import Choices
from casedesk.tasks.write_pack import PackWish
from tests.builders import NOW, make_case, make_plan, make_section
from tests.tasks.packs import added, change, compared, packed, put

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def office(tmp_path: Path):
    with Library.open(tmp_path / "office.casedesk") as library:
        yield library


@pytest.fixture
def notebook(tmp_path: Path):
    with Library.open(tmp_path / "notebook.casedesk") as library:
        yield library


def hand_over(giver: Library, taker: Library, choices: Choices | None = None):
    path = giver.path.with_suffix(".casepack")
    packed(giver, path, PackWish("包", None))
    return added(taker, path, choices)


def look(giver: Library, taker: Library):
    path = giver.path.with_suffix(".casepack")
    packed(giver, path, PackWish("包", None))
    return compared(taker, path)


def edit(library: Library, **fields: object) -> None:
    case = only(library)
    change(library, case, replace(case, modified=LATER, **fields))


def only(library: Library) -> Case:
    return library.cases.get(library.cases.ids()[0])


@pytest.fixture
def shared(office: Library, notebook: Library) -> None:
    """One case that both have, after it was handed over."""
    put(office, make_case(id=1, uid="aa", title="等待", analysis="先道歉。", themes=("投诉",)))
    hand_over(office, notebook)


def standing(giver: Library, taker: Library) -> Standing:
    (entry,) = look(giver, taker).cases
    return entry.standing


@pytest.mark.usefixtures("shared")
def test_the_same_case_is_the_same(office: Library, notebook: Library):
    assert standing(office, notebook) is Standing.SAME
    assert standing(notebook, office) is Standing.SAME
    before = only(notebook)
    assert hand_over(office, notebook).edit.replacements == ()
    assert only(notebook) == before


@pytest.mark.usefixtures("shared")
def test_what_only_they_have_changed_is_taken(office: Library, notebook: Library):
    edit(office, title="漫长的等待")
    assert standing(office, notebook) is Standing.NEWER
    assert hand_over(office, notebook).sentence == "Updated 1 case"
    assert only(notebook).title == "漫长的等待"
    assert standing(notebook, office) is Standing.SAME


@pytest.mark.usefixtures("shared")
def test_what_only_i_have_changed_stays(office: Library, notebook: Library):
    edit(notebook, title="我的等待")
    assert standing(office, notebook) is Standing.OLDER
    assert hand_over(office, notebook).edit.replacements == ()
    assert only(notebook).title == "我的等待"


@pytest.mark.usefixtures("shared")
def test_changes_of_both_go_together_where_they_do_not_meet(office: Library, notebook: Library):
    edit(office, themes=("投诉", "等待"))
    edit(notebook, title="我的等待")
    (entry,) = look(office, notebook).cases
    assert entry.standing is Standing.APART
    assert {row.name: row.changed_by for row in entry.rows} == {"title": ChangedBy.ME, "themes": ChangedBy.THEM}
    hand_over(office, notebook)
    assert (only(notebook).title, only(notebook).themes) == ("我的等待", ("投诉", "等待"))
    assert standing(notebook, office) is Standing.NEWER


@pytest.mark.usefixtures("shared")
def test_a_field_that_both_have_changed_stays_mine_until_somebody_decides(office: Library, notebook: Library):
    theirs = (*only(office).sections[:1], make_section(Role.ANALYSIS, "他们的点评"))
    edit(office, sections=theirs, title="他们的")
    edit(notebook, title="我的")
    (entry,) = look(office, notebook).cases
    assert entry.conflicts == 1
    hand_over(office, notebook)
    assert (only(notebook).title, only(notebook).sections) == ("我的", theirs)


@pytest.mark.usefixtures("shared")
def test_fields_can_be_chosen_one_by_one(office: Library, notebook: Library):
    edit(office, title="他们的", source="他们的来源")
    edit(notebook, title="我的", source="我的来源")
    choice = Choice(Take.FIELDS, frozenset({"source"}))
    hand_over(office, notebook, Choices({1: choice}))
    assert (only(notebook).title, only(notebook).source) == ("我的", "他们的来源")


def test_without_a_common_version_nothing_is_taken(office: Library, notebook: Library):
    put(office, make_case(id=1, uid="aa", title="A"))
    put(notebook, make_case(id=1, uid="aa", title="B"))
    assert standing(office, notebook) is Standing.DIFFERS
    hand_over(office, notebook)
    assert only(notebook).title == "B"


@pytest.mark.usefixtures("shared")
def test_both_can_be_kept(office: Library, notebook: Library):
    edit(office, title="他们的")
    hand_over(office, notebook, Choices({1: Choice(Take.BOTH)}))
    cases = notebook.cases.get_many(notebook.cases.ids())
    assert [case.title for case in cases] == ["等待", "他们的"]
    assert len({case.uid for case in cases}) == 2


@pytest.mark.usefixtures("shared")
def test_a_case_in_my_trash_stays_there_or_comes_back_as_theirs(office: Library, notebook: Library):
    edit(office, title="他们的")
    change(notebook, only(notebook), replace(only(notebook), trashed=LATER))
    assert standing(office, notebook) is Standing.TRASHED
    hand_over(office, notebook)
    assert notebook.cases.count() == 0
    hand_over(office, notebook, Choices({1: Choice(Take.THEIRS)}))
    assert only(notebook).title == "他们的"


@pytest.mark.usefixtures("shared")
def test_an_undone_update_is_offered_again(office: Library, notebook: Library):
    edit(office, title="他们的")
    addition = hand_over(office, notebook)
    notebook.apply(addition.edit.inverted())
    assert standing(office, notebook) is Standing.NEWER


@pytest.mark.usefixtures("shared")
def test_my_notes_are_never_touched_by_a_pack_without_notes(office: Library, notebook: Library):
    edit(notebook, note="只给自己看")
    edit(office, title="他们的")
    hand_over(office, notebook)
    assert (only(notebook).note, only(notebook).title) == ("只给自己看", "他们的")


def share_plan(office: Library, notebook: Library) -> None:
    put(office, make_case(id=1, uid="aa"), make_plan(make_case(id=1, uid="aa"), id=1, uid="pp", title="周一"))
    hand_over(office, notebook)


def name_plan(library: Library, title: str) -> None:
    (plan,) = library.plans.all()
    change(library, plan, replace(plan, title=title, modified=LATER))


def plan_titles(library: Library) -> list[str]:
    return [plan.title for plan in library.plans.all()]


def test_a_plan_that_only_they_have_changed_is_taken_whole(office: Library, notebook: Library):
    share_plan(office, notebook)
    (entry,) = look(office, notebook).plans
    assert entry.standing is Standing.SAME
    name_plan(office, "周二")
    assert look(notebook, office).plans[0].standing is Standing.OLDER
    hand_over(office, notebook)
    assert plan_titles(notebook) == ["周二"]
    assert notebook.plans.all()[0].case_ids == (only(notebook).id,)


def test_a_plan_that_both_have_changed_stays_mine_unless_chosen(office: Library, notebook: Library):
    share_plan(office, notebook)
    name_plan(office, "周二")
    name_plan(notebook, "周三")
    hand_over(office, notebook)
    assert plan_titles(notebook) == ["周三"]
    assert look(notebook, office).plans[0].standing is Standing.APART
    hand_over(office, notebook, Choices(plans={1: Choice(Take.BOTH)}))
    assert plan_titles(notebook) == ["周三", "周二"]


def test_what_i_noted_after_class_is_not_taken_away_by_a_pack_without_notes(office: Library, notebook: Library):
    share_plan(office, notebook)
    (plan,) = notebook.plans.all()
    blocks = (replace(plan.blocks[0], real=25), *plan.blocks[1:])
    change(notebook, plan, replace(plan, reflection="热烈", blocks=blocks, archived=LATER))
    assert look(office, notebook).plans[0].standing is Standing.SAME
    name_plan(office, "周二")
    hand_over(office, notebook)
    assert [(plan.title, plan.reflection) for plan in notebook.plans.all()] == [("周一", "热烈")]


@pytest.mark.usefixtures("shared")
def test_what_nobody_has_decided_is_asked_again_on_both_sides(office: Library, notebook: Library):
    edit(office, title="他们的", source="报纸")
    edit(notebook, title="我的")
    hand_over(office, notebook)
    assert (standing(office, notebook), standing(notebook, office)) == (Standing.APART, Standing.APART)
    assert only(notebook).source == "报纸"
    hand_over(office, notebook, Choices({1: Choice(Take.MINE)}))
    assert (standing(office, notebook), standing(notebook, office)) == (Standing.OLDER, Standing.NEWER)
    hand_over(notebook, office)
    assert only(office).title == "我的"


def test_notes_go_to_and_fro_where_the_packs_have_them(office: Library, notebook: Library, tmp_path: Path):
    put(office, make_case(id=1, uid="aa", title="等待"))
    hand_over(office, notebook)
    for giver, taker, note in ((office, notebook, "一"), (notebook, office, "二"), (office, notebook, "")):
        edit(giver, note=note)
        packed(giver, tmp_path / "a.casepack")
        (entry,) = compared(taker, tmp_path / "a.casepack").cases
        assert entry.standing is Standing.NEWER
        added(taker, tmp_path / "a.casepack")
        assert only(taker).note == note
        assert standing(giver, taker) is Standing.SAME


def test_collections_of_one_name_are_one_and_filters_never_lose(office: Library, notebook: Library):
    put(office, make_case(id=1, uid="aa"), Collection(1, "入职", (1,)), SavedFilter(1, "短", "minutes:<9"))
    put(notebook, make_case(id=7, uid="bb"), Collection(1, "入职", (7,)), SavedFilter(1, "短", "minutes:<5"))
    hand_over(office, notebook)
    hand_over(office, notebook)
    (collection,) = notebook.collections.all()
    assert [notebook.cases.get(id_).uid for id_ in collection.case_ids] == ["bb", "aa"]
    saved = [(item.name, item.query) for item in notebook.saved_filters.all()]
    assert saved[0] == ("短", "minutes:<5")
    assert ("短 (2)", "minutes:<9") in saved


def test_versions_are_what_older_programs_remember_until_a_question_says_more():
    case = make_case(id=1, questions=("为什么？",))
    version = version_of(case)
    assert version[104:112] == "636546b2"
    asked = with_questions(case, 1, (replace(case.questions[0], points=5),))
    assert changed_since(version, asked) == {"section:question"}


class TwoMachines(RuleBasedStateMachine):
    """Office and notebook edit different fields of one case and hand packs to and fro, in any order. Whatever they do,
    nothing that somebody wrote is lost, and once both have handed over they agree."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        self.office, self.notebook = Library.open(folder / "a.casedesk"), Library.open(folder / "b.casedesk")
        put(self.office, make_case(id=1, uid="aa", title="0", source="0"))
        hand_over(self.office, self.notebook)
        self.title, self.source = "0", "0"

    @rule(text=st.sampled_from("123456789"))
    def write_title_at_the_office(self, text: str) -> None:
        self.title = self.title + text
        edit(self.office, title=self.title)

    @rule(text=st.sampled_from("123456789"))
    def write_source_on_the_notebook(self, text: str) -> None:
        self.source = self.source + text
        edit(self.notebook, source=self.source)

    @rule()
    def hand_to_the_notebook(self) -> None:
        hand_over(self.office, self.notebook)
        assert only(self.notebook).title == self.title

    @rule()
    def hand_to_the_office(self) -> None:
        hand_over(self.notebook, self.office)
        assert only(self.office).source == self.source

    @rule()
    def meet(self) -> None:
        hand_over(self.office, self.notebook)
        hand_over(self.notebook, self.office)
        for case in (only(self.office), only(self.notebook)):
            assert (case.title, case.source) == (self.title, self.source)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert only(self.office).title == self.title
        assert only(self.notebook).source == self.source

    def teardown(self) -> None:
        self.office.close()
        self.notebook.close()
        self._folder.cleanup()


TestTwoMachines = TwoMachines.TestCase
TestTwoMachines.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
