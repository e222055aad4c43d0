"""Packs in the real window: a file that is dropped is shown, added, found in the library and undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage.library import Library
from casedesk.ui.main_window import MainWindow
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from tests.builders import make_case
from tests.tasks.packs import packed, put


@pytest.fixture
def desk(app: QApplication, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    assert made.open(tmp_path / "desk.casedesk")
    yield made
    if made.window is not None:
        made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    assert desk.window is not None
    qtbot.waitUntil(lambda: desk.window is not None and len(desk.window.pages.existing()) >= 3)
    return desk.window


def test_a_pack_goes_through_the_whole_window(window: MainWindow, tmp_path: Path, qtbot: QtBot):
    with Library.open(tmp_path / "office.casedesk") as office:
        put(office, make_case(id=1, uid="u1", title="等待"), make_case(id=2, uid="u2", title="房卡"))
        packed(office, tmp_path / "a.casepack")
    library = window.session.library
    before = library.cases.count()
    window.pages.importing.import_paths([tmp_path / "a.casepack"])
    qtbot.waitUntil(lambda: window.page == "packs")
    window.show_page("library")
    window.rail.page_requested.emit("import")
    assert window.page == "packs"
    window.pages.packs.add_button.click()
    assert window.page == "library"
    assert library.cases.count() == before + 2
    window.session.undo_stack.undo()
    assert library.cases.count() == before
    qtbot.waitUntil(lambda: not window.jobs.running)


def test_the_commands_ask_what_to_pack(window: MainWindow, qtbot: QtBot):
    put(window.session.library, make_case(id=99, uid="u1"))
    window.actions_table.action("file.pack").trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "Export as case pack"
    dialog.close()
