"""From the list into the reading view, to the class, beside the translation, and back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind
from casedesk.domain.plan_steps import use_of
from casedesk.ui.main_window import MainWindow
from casedesk.ui.reading.projector import Projector
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from casedesk.ui.widgets.buttons import LinkButton
from tests.builders import make_case, make_plan
from tests.ui.editor.conftest import add


@pytest.fixture
def window(app: QApplication, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    settings.sample_seen = True
    desk = Desk(app, settings)
    assert desk.open(tmp_path / "desk.casedesk")
    made = desk.window
    assert made is not None
    qtbot.waitUntil(lambda: len(made.pages.existing()) >= 3)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _open(window: MainWindow, qtbot: QtBot) -> int:
    case_id = add(window.session, make_case("王先生打13800138000。", learner_title="电话", analysis="点评里的话。"))
    library = window.pages.library
    window.show_page("library")
    library.open_case(case_id)
    qtbot.waitUntil(lambda: library.pane.opened == case_id)
    return case_id


def _run(window: MainWindow, action_id: str) -> None:
    window.actions_table.action(action_id).trigger()


def test_reading_leaves_nothing_but_the_paper_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    case_id = _open(window, qtbot)
    _run(window, "case.read")
    assert window.page == "reading"
    assert window.rail.isHidden()
    assert "点评里的话" in window.pages.reading.paper.words()
    qtbot.keyClick(window.pages.reading, Qt.Key.Key_Escape)
    assert window.page == "library"
    assert not window.rail.isHidden()
    assert window.pages.library.case_view.case_id == case_id


def test_a_case_that_lives_only_in_a_plan_is_read_there(window: MainWindow, qtbot: QtBot) -> None:
    kept = make_case("王先生打13800138000。", id=999, uid="gone", learner_title="电话", analysis="点评里的话。")
    use = replace(use_of(kept), kept=kept)
    plan = make_plan(id=99, blocks=(Block("案例", 20, BlockKind.CASE, cases=(use,)),))
    window.session.apply(Edit("add", (Replacement(None, plan),)))
    window.show_page("lessons")
    window.pages.lessons.open_plan(99)
    board = window.pages.lessons._sheet.board
    board.select_block(0)
    (row,) = board.fields._cases._rows
    row.findChildren(LinkButton)[0].click()
    assert window.page == "reading"
    reading = window.pages.reading
    assert "点评里的话" in reading.paper.words()
    qtbot.keyClick(reading, Qt.Key.Key_S)
    qtbot.keyClick(reading, Qt.Key.Key_Right)
    assert "点评里的话" in reading.paper.words()
    _run(window, "case.project")
    projector = window.findChildren(Projector)[0]
    assert "138****8000" in projector.words()
    assert "点评" not in projector.words()
    qtbot.keyClick(projector, Qt.Key.Key_Escape)
    qtbot.keyClick(reading, Qt.Key.Key_Escape)
    assert window.page == "lessons"


def test_a_class_sees_no_number_and_no_analysis(window: MainWindow, qtbot: QtBot) -> None:
    _open(window, qtbot)
    _run(window, "case.project")
    projector = window.findChildren(Projector)[0]
    assert projector.isVisible()
    assert "138****8000" in projector.words()
    assert "13800138000" not in projector.words()
    assert "点评" not in projector.words()
    qtbot.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible()


def test_the_page_of_two_languages_is_reached_and_left(window: MainWindow, qtbot: QtBot) -> None:
    case_id = _open(window, qtbot)
    _run(window, "case.two_languages")
    assert window.page == "two_languages"
    assert window.pages.two_languages.case_id == case_id
    qtbot.keyClick(window.pages.two_languages, Qt.Key.Key_Escape)
    assert window.page == "library"
