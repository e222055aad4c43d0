"""The session: every edit is written, told once, and can be taken back by name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from casedesk.ui.jobs import Job, Jobs
from casedesk.ui.session import LONG, LibrarySession
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


def test_typing_without_a_pause_is_cut_into_steps(app: QApplication, library: Library) -> None:
    now = 0.0
    session = LibrarySession(library, clock=lambda: now)
    case = make_case(id=library.new_id(Case), title="")
    session.apply(Edit("Add", (Replacement(None, case),)))
    steps = session.undo_stack.count()
    for number in range(60):
        session.apply(retitled(session.library.cases.get(case.id), "字" * (number + 1), key="title"))
        now += 1.0
    assert session.undo_stack.count() == steps + 3
    session.undo_stack.undo()
    assert 30 < len(session.library.cases.get(case.id).title) < 50


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


@pytest.fixture
def many(library: Library) -> tuple[Case, ...]:
    """So many cases that changing them takes long."""
    cases = tuple(make_case(id=id_) for id_ in library.new_ids(Case, LONG))
    library.apply(Edit("Add", tuple(Replacement(None, case) for case in cases)))
    return cases


@pytest.fixture
def threads(app: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def beside(library: Library, threads: Jobs) -> LibrarySession:
    """A session that writes long edits in a thread."""
    return LibrarySession(library, jobs=threads)


def told_shorter(cases: Iterable[Case], title: str) -> Edit:
    return Edit("Shorten", tuple(Replacement(case, replace(case, title=title)) for case in cases))


def titles(library: Library, cases: Iterable[Case]) -> set[str]:
    return {library.cases.get(case.id).title for case in cases}


def test_a_long_edit_is_written_beside_the_window_and_other_edits_are_refused_meanwhile(
    beside: LibrarySession, library: Library, many: tuple[Case, ...], qtbot: QtBot
) -> None:
    refused, changed, ends = QSignalSpy(beside.refused), QSignalSpy(beside.changed), list[bool]()
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.carry_out(told_shorter(many, "短"), announce="Done", done=ends.append)
        assert beside.is_writing
        assert not beside.apply(retitled(library.cases.get(many[0].id), "别的"))
        beside.undo()
    assert refused.count() == 2
    assert ends == [True]
    assert changed.count() == 1
    assert titles(library, many) == {"短"}
    assert beside.apply(retitled(library.cases.get(many[0].id), "别的"))


def test_a_long_edit_is_taken_back_and_done_again_beside_the_window(
    beside: LibrarySession, library: Library, many: tuple[Case, ...], qtbot: QtBot
) -> None:
    for step, title in ((lambda: beside.carry_out(told_shorter(many, "短")), "短"), (beside.undo, many[0].title)):
        with qtbot.waitSignal(beside.freed, timeout=60_000):
            step()
        assert titles(library, many) == {title}
    assert beside.undo_stack.canRedo()
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.redo()
    assert titles(library, many) == {"短"}
    assert not beside.undo_stack.canRedo()


def test_a_long_step_that_cannot_be_taken_back_any_more_is_dropped(
    beside: LibrarySession, library: Library, many: tuple[Case, ...], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.carry_out(told_shorter(many, "短"))
    library.apply(retitled(library.cases.get(many[0].id), "别处改了"))
    refused = QSignalSpy(beside.refused)
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.undo()
    assert refused.count() == 1
    assert beside.undo_stack.count() == 0
    assert titles(library, many) == {"短", "别处改了"}


def test_a_long_edit_that_is_given_up_leaves_everything_as_it_was(
    beside: LibrarySession, threads: Jobs, library: Library, many: tuple[Case, ...], qtbot: QtBot
) -> None:
    ends: list[bool] = []
    threads.started.connect(Job.cancel)
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.carry_out(told_shorter(many, "短"), done=ends.append)
    assert ends == [False]
    assert titles(library, many) == {many[0].title}
    assert beside.undo_stack.count() == 0


def test_a_long_step_that_is_given_up_while_it_is_taken_back_can_be_taken_back_later(
    beside: LibrarySession, threads: Jobs, library: Library, many: tuple[Case, ...], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.carry_out(told_shorter(many, "短"))
    threads.started.connect(Job.cancel)
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.undo()
    threads.started.disconnect(Job.cancel)
    assert beside.undo_stack.canUndo()
    assert titles(library, many) == {"短"}
    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.undo()
    assert titles(library, many) == {many[0].title}


def test_what_is_set_while_a_long_edit_is_written_is_kept_afterwards(
    beside: LibrarySession, library: Library, many: tuple[Case, ...], qtbot: QtBot
) -> None:
    kept: list[object] = []

    def make(reading: Library) -> Edit:
        return told_shorter(reading.cases.get_many(case.id for case in many), "短")

    with qtbot.waitSignal(beside.freed, timeout=60_000):
        beside.change_many("Shorten", len(many), make)
        qtbot.waitUntil(lambda: library.is_busy or not beside.is_writing, timeout=60_000)
        library.settings.set("basket", [1, 2])
        kept.append(library.settings.get("basket"))
    assert kept == [[1, 2]]
    with Library.open(library.path, read_only=True) as again:
        assert again.settings.get("basket") == [1, 2]


def test_a_hundred_steps_are_taken_back_and_done_again(session: LibrarySession, add: Add) -> None:
    first = case = add()
    for n in range(120):
        after = replace(case, title=f"{n}")
        assert session.apply(Edit(f"step {n}", (Replacement(case, after),)))
        case = after
    assert session.undo_stack.undoText() == "step 119"

    for _ in range(120):
        session.undo_stack.undo()
    assert session.library.cases.get(first.id) == first
    for _ in range(120):
        session.undo_stack.redo()
    assert session.library.cases.get(first.id) == case
