"""The ways into a class and out of it, in the real window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain import sessions, teaching
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, LessonPlan
from casedesk.domain.teaching_json import class_json
from casedesk.storage.library import Library
from casedesk.ui.main_window import MainWindow
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from casedesk.ui.teach.live_lesson import KEY
from casedesk.ui.teach.session_choice import SessionChoice
from casedesk.ui.teach_wiring import TeachWiring
from tests.builders import make_case, make_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with one plan."""
    path = tmp_path / "desk.casedesk"
    case = make_case(id=1, title="满房")
    plan = make_plan(case, id=1, audience="前厅二班")
    with Library.open(path) as library:
        library.apply(Edit("add", (Replacement(None, case), Replacement(None, plan))))
    return path


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(desk: Desk, path: Path, qtbot: QtBot) -> tuple[MainWindow, TeachWiring]:
    assert desk.open(path)
    window = desk.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.pages.existing()) >= 3)
    wiring = window.findChild(TeachWiring)
    assert wiring is not None
    return window, wiring


def interrupt(path: Path, *, minutes: int) -> None:
    """Leave a class in the library as a crash does."""
    with Library.open(path) as library:
        plan: LessonPlan = library.plans.get(1)
        now = datetime.now(UTC)
        live = teaching.begin(plan, now - timedelta(minutes=minutes))
        library.settings.set(KEY, class_json(teaching.touched(live, now)))


def test_a_course_asks_which_session_and_proposes_one(desk: Desk, path: Path, qtbot: QtBot):
    with Library.open(path) as library:
        plan = library.plans.get(1)
        two = replace(plan, blocks=(plan.blocks[0], Block("小结", 10)))
        course = sessions.divided(two, 1, sessions.next_session(two, 1))
        taught = replace(course, blocks=(replace(course.blocks[0], real=5), *course.blocks[1:]))
        library.apply(Edit("course", (Replacement(plan, taught),)))
    window, wiring = opened(desk, path, qtbot)
    window.show_page("lessons")
    window.actions_table.action("plan.teach").trigger()
    (choice,) = window.findChildren(SessionChoice)
    assert not wiring.mode.is_teaching
    assert choice.list.currentRow() == 1, "the first has been taught"
    assert choice.list.item(0).statusTip().endswith("taught")
    choice.list.setCurrentRow(0)
    choice.teach.click()
    assert wiring.mode.lesson is not None
    assert [stop.block for stop in wiring.mode.lesson.live.stops] == [0]


def test_a_plan_is_taught_and_asked_about(desk: Desk, path: Path, qtbot: QtBot):
    window, wiring = opened(desk, path, qtbot)
    window.show_page("lessons")
    window.actions_table.action("plan.teach").trigger()
    assert wiring.mode.window is not None
    qtbot.waitExposed(wiring.mode.window)
    wiring.mode.window.controls.ask_end()
    wiring.mode.window.controls.end.keep.click()
    assert not wiring.mode.is_teaching
    assert window.page == "lessons"
    lessons = window.pages.lessons
    assert not lessons._after_class.sheet.isHidden()
    lessons._after_class.sheet.reflection.setPlainText("少说多问")
    lessons._after_class.sheet.keep.click()
    assert window.session.library.plans.get(1).reflection == "少说多问"
    window.session.undo()
    assert window.session.library.plans.get(1).reflection == ""


def test_a_class_that_was_interrupted_is_offered(desk: Desk, path: Path, qtbot: QtBot):
    interrupt(path, minutes=12)
    _, wiring = opened(desk, path, qtbot)
    assert not wiring.strip.isHidden()
    assert "投诉处理" in wiring.strip.words.text()
    wiring.strip.go_on.click()
    assert wiring.mode.is_teaching
    assert wiring.strip.isHidden()
    wiring.mode.end(False)


def test_a_library_that_is_only_read_can_be_taught_from(desk: Desk, path: Path, qtbot: QtBot):
    interrupt(path, minutes=12)
    with Library.open(path):  # the class goes on there
        window, wiring = opened(desk, path, qtbot)
        assert wiring.strip.isHidden()
        window.show_page("lessons")
        window.actions_table.action("plan.teach").trigger()
        assert wiring.mode.is_teaching
        wiring.mode.end(True)
        assert not wiring.mode.is_teaching
        window.close()


def test_no_class_begins_over_one_that_was_interrupted(desk: Desk, path: Path, qtbot: QtBot):
    interrupt(path, minutes=7)
    window, wiring = opened(desk, path, qtbot)
    window.show_page("lessons")
    with qtbot.waitSignal(window.session.refused):
        window.actions_table.action("plan.teach").trigger()
    assert not wiring.mode.is_teaching
    wiring.strip.drop.click()
    window.actions_table.action("plan.teach").trigger()
    assert wiring.mode.is_teaching


def test_an_interrupted_class_can_be_ended_with_its_minutes(desk: Desk, path: Path, qtbot: QtBot):
    interrupt(path, minutes=12)
    window, wiring = opened(desk, path, qtbot)
    wiring.strip.keep.click()
    assert wiring.strip.isHidden()
    assert [use.real for use in window.session.library.uses.of_case(1)] == [12]
    assert wiring.mode.interrupted() is None


def test_nothing_is_offered_where_no_class_was_interrupted(desk: Desk, path: Path, qtbot: QtBot):
    _, wiring = opened(desk, path, qtbot)
    assert wiring.strip.isHidden()


def test_a_class_whose_plan_is_gone_is_forgotten(desk: Desk, path: Path, qtbot: QtBot):
    interrupt(path, minutes=12)
    with Library.open(path) as library:
        library.apply(Edit("gone", (Replacement(library.plans.get(1), None),)))
    _, wiring = opened(desk, path, qtbot)
    assert wiring.strip.isHidden()
    assert wiring.mode.interrupted() is None
