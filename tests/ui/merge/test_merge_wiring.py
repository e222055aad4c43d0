"""The ways to the page of similar cases in the real window, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.ui.main_window import MainWindow
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from tests.builders import make_case


@pytest.fixture
def window(app: QApplication, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    settings.sample_seen = True
    desk = Desk(app, settings)
    assert desk.open(tmp_path / "desk.casedesk")
    opened = desk.window
    assert opened is not None
    cases = (make_case(id=opened.session.library.new_id(Case), title=title) for title in ("热水", "一杯热水"))
    opened.session.apply(Edit("Add", tuple(Replacement(None, case) for case in cases)))
    opened.show_page("library")
    qtbot.waitUntil(lambda: len(opened.pages.existing()) >= 3 and opened.pages.library.list.current_id > 0)
    yield opened
    if desk.window is not None:
        desk.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_menu_leads_to_the_groups_and_back_to_the_library(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table.action("case.similar").trigger()
    assert window.page == "merge"
    qtbot.waitUntil(lambda: len(window.pages.merge.groups.listed) == 1)
    window.pages.merge.head.back.click()
    assert window.page == "library"


def test_two_selected_cases_are_compared(window: MainWindow, qtbot: QtBot) -> None:
    compare = window.actions_table.action("case.merge")
    count = window.session.library.cases.count()
    assert not compare.isEnabled()
    qtbot.keyClick(window.pages.library.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert compare.isEnabled()
    compare.trigger()
    assert window.page == "merge"
    assert window.pages.merge.is_comparing
    window.pages.merge.pair.merge_requested.emit()
    assert window.page == "library"
    assert window.session.library.cases.count() == count - 1
