"""Writing by itself: how soon, what is said of it, and two views on one case."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Role
from casedesk.domain.changes import Changes, Edit, Replacement, Why
from casedesk.domain.errors import LibraryError
from casedesk.ui.editor.case_editing import IDLE, LONGEST, CaseEditing
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession
from tests.builders import make_case, make_section
from tests.ui.editor.conftest import add

SECOND = 1000


@pytest.fixture
def case_id(session: LibrarySession) -> int:
    return add(session, make_case("茶凉了。", analysis="评语。", title="茶"))


def editing_of(session: LibrarySession, case_id: int) -> CaseEditing:
    made = CaseEditing(session)
    made.open(case_id)
    return made


def titled(title: str) -> Callable[[Case], Case]:
    return lambda case: replace(case, title=title)


def body(words: str) -> Callable[[Case], Case]:
    return lambda case: replace(case, sections=(make_section(Role.BODY, words), *case.sections[1:]))


def stored(session: LibrarySession, case_id: int) -> Case:
    return session.library.cases.get(case_id)


def test_what_is_typed_waits_a_second_at_most(session: LibrarySession, case_id: int) -> None:
    assert IDLE < SECOND
    assert LONGEST < SECOND
    editing = editing_of(session, case_id)
    timers = editing.findChildren(QTimer)
    for number in range(50):
        editing.touch("title", "Title", titled(f"{number}"))
        assert {timer.interval() for timer in timers if timer.isActive()} == {IDLE, LONGEST}
    assert editing.flush()
    assert not any(timer.isActive() for timer in timers)


def press(editing: CaseEditing) -> None:
    """A key, and so much to do for it that the next one is due already."""
    editing.touch("title", "Title", titled("正在写"))
    QTest.qSleep(3)


def test_keys_that_come_without_a_breath_do_not_put_it_off(session: LibrarySession, case_id: int, qtbot: QtBot) -> None:
    editing = editing_of(session, case_id)
    typing = QTimer()
    typing.setInterval(1)
    typing.timeout.connect(lambda: press(editing))
    typing.start()
    qtbot.waitUntil(lambda: stored(session, case_id).title == "正在写")
    typing.stop()


def test_two_views_on_two_fields_keep_both(session: LibrarySession, case_id: int) -> None:
    one, other = editing_of(session, case_id), editing_of(session, case_id)
    shown = QSignalSpy(other.reloaded)
    one.touch("title", "Title", titled("新题"))
    other.touch("section 0", "Text", body("茶换了。"))
    assert one.flush()
    assert shown.count() == 1
    assert other.case.title == "新题"
    assert "茶换了" in other.case.sections[0].html
    assert stored(session, case_id) == other.case, "what the second had typed was written with it"
    assert one.case == other.case


def test_two_views_in_the_same_words_lose_neither(session: LibrarySession, case_id: int) -> None:
    one, other = editing_of(session, case_id), editing_of(session, case_id)
    said = QSignalSpy(other.overtaken)
    one.touch("section 0", "Text", body("茶换了三次。"))
    other.touch("section 0", "Text", body("茶一直凉着。"))
    assert one.flush()
    assert said.count() == 1
    assert said.at(0)[0].endswith(".")
    assert "换了三次" in stored(session, case_id).sections[0].html
    assert other.case == stored(session, case_id)
    versions = session.library.versions.of_case(case_id)
    aside = next(version for version in versions if version.why is Why.SET_ASIDE)
    assert "一直凉着" in aside.case.sections[0].html
    assert versions[0].case == stored(session, case_id)


def test_an_edit_of_what_is_no_longer_stored_is_refused_and_set_aside(session: LibrarySession, case_id: int) -> None:
    editing = editing_of(session, case_id)
    editing.touch("title", "Title", titled("我写的"))
    elsewhere = replace(stored(session, case_id), title="别处写的")
    session.library.apply(Edit("Elsewhere", (Replacement(stored(session, case_id), elsewhere),)))
    refused, overtaken = QSignalSpy(session.refused), QSignalSpy(editing.overtaken)
    assert not editing.flush()
    assert (refused.count(), overtaken.count()) == (1, 1)
    assert stored(session, case_id).title == "别处写的"
    titles = [version.case.title for version in session.library.versions.of_case(case_id)]
    assert "我写的" in titles


def test_what_was_being_typed_when_the_case_went_is_there_when_it_comes_back(
    session: LibrarySession, case_id: int
) -> None:
    editing = editing_of(session, case_id)
    gone = QSignalSpy(editing.vanished)
    editing.touch("title", "Title", titled("写到一半"))
    session.apply(Edit("Delete", (Replacement(stored(session, case_id), None),)))
    assert gone.count() == 1
    session.undo_stack.undo()
    assert editing.open(case_id).title == "写到一半"
    assert editing.flush()
    assert stored(session, case_id).title == "写到一半"


def test_saved_is_said_only_when_it_is_true(
    view: CaseView, session: LibrarySession, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = view.header.saved
    view.show_case(case_id)
    assert said.text().startswith("Saved")
    write = session.library.apply

    def refuse(_edit: Edit) -> Changes:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(session.library, "apply", refuse)
    view.editing.touch("title", "Title", titled("新"))
    view.save_now()
    assert said.text() == "Not saved yet"
    other = add_by(write, session, make_case(title="别的"))
    view.show_case(other)
    assert said.text().startswith("Saved"), "of this case nothing is missing"
    view.show_case(case_id)
    assert said.text() == "Not saved yet"
    monkeypatch.setattr(session.library, "apply", write)
    view.save_now()
    assert said.text().startswith("Saved")
    assert stored(session, case_id).title == "新"


def add_by(write: Callable[[Edit], Changes], session: LibrarySession, case: Case) -> int:
    """Add a case past a library that refuses."""
    case_id = session.library.new_id(Case)
    write(Edit("Add", (Replacement(None, replace(case, id=case_id)),)))
    return case_id


def test_what_could_not_be_written_of_a_case_left_is_written_once_there_is_room(
    session: LibrarySession, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = add(session, make_case(title="别的"))
    editing = editing_of(session, case_id)
    write = session.library.apply

    def refuse(_edit: Edit) -> Changes:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(session.library, "apply", refuse)
    editing.touch("title", "Title", titled("新"))
    editing.open(other)
    editing.save_all()
    assert editing.unsaved_titles == ("新",)
    monkeypatch.setattr(session.library, "apply", write)
    editing.save_all()
    assert (stored(session, case_id).title, editing.unsaved_titles) == ("新", ())
    session.undo()
    assert stored(session, case_id).title == "茶"
