"""The session: every edit is written, told once, and can be taken back by name."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from casedesk.ui.session import LibrarySession
from tests.builders import make_case

Add = Callable[..., Case]


@pytest.fixture
def add(session: LibrarySession) -> Add:
    def add_case(**changes: object) -> Case:
        case = make_case(id=session.library.new_id(Case), **changes)
        assert session.apply(Edit("Add", (Replacement(None, case),)))
        return session.library.cases.get(case.id)

    return add_case


def retitled(case: Case, title: str, *, key: str = "") -> Edit:
    return Edit("Change the title", (Replacement(case, replace(case, title=title)),), merge_key=key)


def test_an_edit_is_written_told_once_and_named(session: LibrarySession, add: Add) -> None:
    case = add()
    changed, saved = QSignalSpy(session.changed), QSignalSpy(session.saved)
    view = QObject()
    assert session.apply(retitled(case, "新的题目"), view)
    assert session.library.cases.get(case.id).title == "新的题目"
    assert changed.count() == 1
    assert changed.at(0)[1] is view
    assert changed.at(0)[0].ids(Case) == {case.id}
    assert saved.count() == 1
    assert session.undo_stack.undoText() == "Change the title"


def test_undo_and_redo_write_and_tell_everybody(session: LibrarySession, add: Add) -> None:
    case = add(title="旧")
    session.apply(retitled(case, "新"))
    changed = QSignalSpy(session.changed)
    session.undo_stack.undo()
    assert session.library.cases.get(case.id).title == "旧"
    session.undo_stack.redo()
    assert session.library.cases.get(case.id).title == "新"
    assert [changed.at(at)[1] for at in range(changed.count())] == [None, None]


def test_typing_in_one_field_is_one_step(session: LibrarySession, add: Add) -> None:
    case = add(title="")
    steps = session.undo_stack.count()
    for title in ("投", "投诉", "投诉处理"):
        session.apply(retitled(session.library.cases.get(case.id), title, key="title"))
    assert session.undo_stack.count() == steps + 1
    session.undo_stack.undo()
    assert session.library.cases.get(case.id).title == ""
    session.undo_stack.redo()
    assert session.library.cases.get(case.id).title == "投诉处理"


def test_typing_after_a_pause_is_a_step_of_its_own(app: QApplication, library: Library) -> None:
    now = 0.0
    session = LibrarySession(library, clock=lambda: now)
    case = make_case(id=library.new_id(Case), title="")
    session.apply(Edit("Add", (Replacement(None, case),)))
    session.apply(retitled(library.cases.get(case.id), "一", key="title"))
    now = 60.0
    session.apply(retitled(library.cases.get(case.id), "一二", key="title"))
    session.undo_stack.undo()
    assert library.cases.get(case.id).title == "一"


def test_a_stale_edit_is_refused_in_a_sentence_and_keeps_what_can_be_redone(session: LibrarySession, add: Add) -> None:
    case = add(title="旧")
    session.apply(retitled(case, "新"))
    session.undo_stack.undo()
    refused = QSignalSpy(session.refused)
    assert not session.apply(retitled(replace(case, title="没有的"), "坏"))
    assert refused.count() == 1
    assert refused.at(0)[0].endswith(".")
    assert session.undo_stack.canRedo()


def test_an_undo_that_no_longer_fits_is_refused_and_dropped(session: LibrarySession, add: Add) -> None:
    case = add(title="旧")
    session.apply(retitled(case, "新"))
    steps = session.undo_stack.count()
    now = session.library.cases.get(case.id)
    session.library.apply(retitled(now, "别处改的"))  # as a second window would
    refused = QSignalSpy(session.refused)
    session.undo_stack.undo()
    assert refused.count() == 1
    assert session.undo_stack.count() == steps - 1
    assert session.library.cases.get(case.id).title == "别处改的"


def test_an_announced_edit_is_said_after_it_is_written(session: LibrarySession, add: Add) -> None:
    case = add()
    said = QSignalSpy(session.announced)
    session.apply(retitled(case, "新"), announce="Renamed 1 case")
    assert said.at(0)[0] == "Renamed 1 case"
    session.apply(retitled(case, "不行"), announce="Never said")
    assert said.count() == 1


def test_an_empty_edit_is_no_step(session: LibrarySession) -> None:
    assert session.apply(Edit("Nothing", ()))
    assert not session.undo_stack.canUndo()
