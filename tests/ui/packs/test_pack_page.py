"""The preview of a case pack and the way out of the library, with real widgets and real libraries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.casepack import PackOptions
from casedesk.domain.casepack_compare import Standing, Take
from casedesk.storage.library import Library
from casedesk.tasks import sealed_pack
from casedesk.tasks.read_pack import read_pack
from casedesk.ui.packs.pack_export import PackExport
from casedesk.ui.packs.pack_page import PackPage
from casedesk.ui.packs.side_paper import marked
from casedesk.ui.parts import Parts
from casedesk.ui.passphrase.question import PassphraseQuestion
from casedesk.ui.session import LibrarySession
from tests.builders import NOW, make_case, make_plan
from tests.tasks.packs import added, change, packed, put
from tests.ui.passphrase.typing_words import try_words

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Library]:
    """A colleague's library of three cases and a plan."""
    with Library.open(tmp_path / "office.casedesk") as made:
        cases = [make_case(id=at, uid=f"u{at}", title=f"案例{at}") for at in (1, 2, 3)]
        put(made, *cases, make_plan(cases[0], id=1, uid="p", title="周一"))
        yield made


@pytest.fixture
def page(parts: Parts, qtbot: QtBot) -> PackPage:
    made = PackPage(parts)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def pack(office: Library, library: Library, tmp_path: Path) -> Path:
    """A pack of which the library knows two cases: one both have changed, one only they have; the third is new."""
    packed(office, tmp_path / "1.casepack")
    added(library, tmp_path / "1.casepack")
    mine = {case.uid: case for case in library.cases.get_many(library.cases.ids())}
    theirs = {case.uid: case for case in office.cases.get_many(office.cases.ids())}
    change(library, mine["u1"], replace(mine["u1"], title="我的", modified=LATER))
    change(office, theirs["u1"], replace(theirs["u1"], title="他们的", source="报纸", modified=LATER))
    change(office, theirs["u2"], replace(theirs["u2"], title="新标题", modified=LATER))
    put(office, make_case(id=9, uid="u9", title="新案例"))
    packed(office, tmp_path / "2.casepack")
    return tmp_path / "2.casepack"


def titles(library: Library) -> list[str]:
    return [case.title for case in library.cases.get_many(library.cases.ids())]


def select(page: PackPage, standing: Standing) -> None:
    assert page.state.compared is not None
    page.state.select(next(entry for entry in page.state.compared.cases if entry.standing is standing))


def test_a_pack_is_shown_and_added_in_one_step(
    page: PackPage, pack: Path, session: LibrarySession, library: Library, qtbot: QtBot
):
    with qtbot.waitSignal(page.shown_requested):
        page.open_packs([pack])
    assert page.add_button.text() == "Add 1 case, update 2 cases"
    assert [standing for standing, _ in page.state.groups()] == [
        Standing.APART, Standing.NEWER, Standing.NEW, Standing.SAME
    ]  # fmt: skip
    with qtbot.waitSignal(page.added):
        page.add_button.click()
    assert titles(library) == ["我的", "新标题", "案例3", "新案例"]
    assert library.cases.get(1).source == "报纸"
    session.undo_stack.undo()
    assert titles(library) == ["我的", "案例2", "案例3"]
    assert page.state.compared is None


def test_each_field_can_be_chosen(page: PackPage, pack: Path, library: Library):
    page.open_packs([pack])
    select(page, Standing.APART)
    assert set(page.comparison.pairs) == {"title", "source"}
    assert page.comparison.pairs["title"].mine.button.isChecked()
    assert page.comparison.pairs["source"].theirs.button.isChecked()
    page.comparison.pairs["title"].theirs.button.click()
    page.comparison.pairs["source"].mine.button.click()
    page.add()
    assert (library.cases.get(1).title, library.cases.get(1).source) == ("他们的", "")


def test_a_choice_can_be_made_for_all_alike(page: PackPage, office: Library, library: Library, tmp_path: Path):
    packed(office, tmp_path / "1.casepack")
    page.open_packs([tmp_path / "1.casepack"])
    select(page, Standing.NEW)
    assert page.comparison.segments is not None
    page.comparison.segments.group.button(1).click()
    assert page.add_button.text() == "Add 2 cases, take 1 lesson plan"
    assert page.comparison.alike is not None
    page.comparison.alike.click()
    assert page.add_button.text() == "Take 1 lesson plan"
    page.add()
    assert (titles(library), [plan.title for plan in library.plans.all()]) == ([], ["周一"])


def test_both_are_kept_where_one_asks_for_it(page: PackPage, pack: Path, library: Library):
    page.open_packs([pack])
    select(page, Standing.NEWER)
    assert page.comparison.segments is not None
    page.comparison.segments.group.button(3).click()
    assert page.state.choice(page.state.entry).take is Take.BOTH
    page.add()
    assert sorted(titles(library)) == sorted(["我的", "案例2", "案例3", "新标题", "新案例"])


def test_leaving_adds_nothing_and_the_next_pack_comes(
    page: PackPage, pack: Path, tmp_path: Path, library: Library, qtbot: QtBot
):
    before = titles(library)
    page.open_packs([pack, tmp_path / "1.casepack"])
    assert page.add_button.isEnabled()
    page.leave()
    assert page.state.compared is not None
    assert page.add_button.text() == "Nothing to add"
    assert not page.add_button.isEnabled()
    with qtbot.waitSignal(page.left):
        page.leave()
    assert titles(library) == before


def test_a_pack_that_is_left_half_decided_is_shown_again(page: PackPage, pack: Path, tmp_path: Path, qtbot: QtBot):
    page.open_packs([pack])
    with qtbot.waitSignal(page.shown_requested):
        page.open_packs([tmp_path / "1.casepack"])
    assert page.add_button.isEnabled()


def test_a_bad_pack_is_said_and_the_good_one_is_shown(
    page: PackPage, pack: Path, tmp_path: Path, session: LibrarySession
):
    said: list[str] = []
    session.refused.connect(said.append)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.casepack").write_text("nothing")
    pack.rename(folder / "b.casepack")
    page.open_packs([folder])
    assert said == ["“a.casepack” is not a case pack, or it is damaged. Ask for it to be sent again."]
    assert page.state.compared is not None


def test_a_library_that_changed_meanwhile_is_compared_anew(page: PackPage, pack: Path, library: Library):
    page.open_packs([pack])
    case = library.cases.get(2)
    change(library, case, replace(case, title="inzwischen", modified=LATER))
    page.add()
    assert library.cases.get(2).title == "inzwischen"
    assert page.state.compared is not None
    page.add()
    assert library.cases.get(2).title == "inzwischen"
    assert "新案例" in titles(library)


def test_what_differs_is_marked_and_harmless():
    mine, theirs = marked("<b>雨</b>，他来了。", "<b>雪</b>，他来了。", style="s")
    assert mine == '&lt;b&gt;<span style="s">雨</span>&lt;/b&gt;，他来了。'
    assert theirs == '&lt;b&gt;<span style="s">雪</span>&lt;/b&gt;，他来了。'
    assert len(marked("a,b," * 5000, "a,c," * 5000, style="s")[0]) >= 20_000


@pytest.fixture
def export(parts: Parts, qtbot: QtBot) -> PackExport:
    window = QWidget()
    qtbot.addWidget(window)
    return PackExport(parts, window)


def test_a_selection_is_written_and_remembered(
    export: PackExport, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    put(library, make_case(id=1, uid="u1", title="等待", note="我的"), make_case(id=2, uid="u2"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out"), ""))
    dialog = export.ask([export.case_source((1,)), *export.library_sources(shown=(1,), basket=(2,))])
    assert [dialog.source.itemText(at) for at in range(dialog.source.count())] == [
        "The selection: 1 case",
        "Everything: 2 cases",
        "What the list shows: 1 case",
        "The basket: 1 case",
    ]
    assert dialog.options == PackOptions()
    dialog.notes.setChecked(True)
    with qtbot.waitSignal(export.said) as said:
        dialog.save.click()
    assert said.args is not None
    assert said.args[0].startswith("Wrote “out.casepack”: 1 case, ")
    (case,) = read_pack(tmp_path / "out.casepack").cases
    assert (case.title, case.note) == ("等待", "我的")
    assert library.settings.below("pack.versions.")


def test_a_plan_is_written_with_its_cases(
    export: PackExport, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    case = make_case(id=1, uid="u1")
    put(library, case, make_case(id=2, uid="u2"), make_plan(case, id=1, uid="p"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "plan.casepack"), ""))
    with qtbot.waitSignal(export.said):
        export.ask([export.plan_source(library.plans.get(1))]).save.click()
    pack = read_pack(tmp_path / "plan.casepack")
    assert ([case.uid for case in pack.cases], [plan.uid for plan in pack.plans]) == (["u1"], ["p"])


def test_a_protected_pack_is_written_and_asks_for_its_words(
    export: PackExport,
    page: PackPage,
    library: Library,
    office: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
):
    put(library, make_case(id=1, uid="u7", title="等待"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out.casepack"), ""))
    dialog = export.ask([export.case_source((1,))])
    dialog.protect.setChecked(True)
    assert not dialog.save.isEnabled()
    dialog.words.setText("老地方见")
    dialog.again.setText("老地方")
    assert not dialog.save.isEnabled()
    dialog.again.setText("老地方见")
    with qtbot.waitSignal(export.said):
        dialog.save.click()
    assert sealed_pack.is_sealed(tmp_path / "out.casepack")
    pack = (tmp_path / "out.casepack").rename(tmp_path / "sent.casepack")
    asked: list[str] = []

    def exec_(question: PassphraseQuestion) -> int:
        asked.append(question.windowTitle())
        question.show()
        for words in ("guess", "老地方见"):
            try_words(question, words)
        return question.result()

    monkeypatch.setattr(PassphraseQuestion, "exec", exec_)
    with qtbot.waitSignal(page.shown_requested):
        page.open_packs([pack])
    assert len(asked) == 1
    assert page.state.compared is not None
    assert [entry.theirs.title for entry in page.state.compared.cases] == ["等待"]


def test_a_protected_pack_that_nobody_can_open_is_left_out(
    page: PackPage, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    closed = tmp_path / "closed.casepack"
    closed.write_bytes(b"age-encryption.org/v1\n")
    monkeypatch.setattr(PassphraseQuestion, "exec", lambda _question: 0)
    with qtbot.waitSignal(page.shown_requested):
        page.open_packs([closed, pack])
    assert page.state.compared is not None
    assert page.state.compared.path == pack
