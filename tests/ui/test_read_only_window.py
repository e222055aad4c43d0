"""The window on a library that somebody else has open: all can be read, and nothing looks as if it could be written."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from casedesk.domain.changes import Edit, Replacement
from casedesk.storage import holding
from casedesk.storage.library import Library
from casedesk.tasks.first_window import call, calls_folder
from casedesk.tasks.sample_library import sample_edit
from casedesk.ui.main_window import MainWindow
from casedesk.ui.page_action import showing, writing
from casedesk.ui.place_notice import PlaceNotice
from casedesk.ui.read_only_notice import ReadOnlyNotice
from casedesk.ui.reading_only import HARMLESS, WHOLE, WRITING, WRITTEN_IN
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.check_findings import CheckFindings
from casedesk.ui.starting import Desk
from tests.builders import NOW, make_case


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """Somebody who has the library open for writing."""
    with Library.open(tmp_path / "shared.casedesk") as library:
        library.apply(sample_edit(library, language="en", now=NOW))
        yield library


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    _close(made)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _close(desk: Desk) -> None:
    if desk.window is not None:
        desk.window.close()


def _window(desk: Desk, path: Path, qtbot: QtBot) -> MainWindow:
    assert desk.open(path)
    window = desk.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.pages.existing()) >= 3)
    return window


def _notice(window: MainWindow) -> ReadOnlyNotice:
    notice = window.findChild(ReadOnlyNotice)
    assert isinstance(notice, ReadOnlyNotice)
    return notice


def test_it_says_since_when_and_lets_nothing_be_written(desk: Desk, other: Library, qtbot: QtBot):
    window = _window(desk, other.path, qtbot)
    assert desk.is_read_only
    assert "since" in _notice(window).words.text()
    assert "nothing is saved" in _notice(window).words.text()
    for action in window.actions_table.all():
        if action.spec.writes:
            assert not action.isEnabled()
            assert action.toolTip()
    window.actions_table.action("case.new").setEnabled(True)  # whatever a page thinks of it
    assert not window.actions_table.action("case.new").isEnabled()
    for name in ("case.basket", "edit.find", "file.pack", "view.palette"):
        assert window.actions_table.action(name).isEnabled()


def _classes() -> dict[str, set[str]]:
    """The classes of the window by name, each with the attributes that it gives itself."""
    found: dict[str, set[str]] = {}
    for module in (Path(__file__).parents[2] / "casedesk" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                own = found.setdefault(node.name, set())
                own |= {item.attr for item in ast.walk(node) if isinstance(item, ast.Attribute) and _is_stored(item)}
    return found


def _is_stored(item: ast.Attribute) -> bool:
    return isinstance(item.ctx, ast.Store) and isinstance(item.value, ast.Name) and item.value.id == "self"


def test_what_is_locked_by_its_name_has_that_name():
    classes = _classes()
    assert {*WHOLE, *WRITTEN_IN, *WRITING} <= set(classes)
    assert all(names <= classes[kind] for kind, names in WRITING.items())
    assert set().union(*classes.values()) >= HARMLESS


@pytest.mark.qt_log_ignore("does not support")  # the screen that there is not
def test_no_button_that_can_be_clicked_tries_to_write(
    desk: Desk, other: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    window = _window(desk, other.path, qtbot)
    refused: list[str] = []
    window.session.refused.connect(refused.append)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    clicked = 0
    for page in ("library", "lessons", "trash"):
        window.show_page(page)
        window.pages.library.open_case(other.cases.ids()[0])
        window.pages.lessons.open_plan(other.plans.all()[0].id)
        for button in window.pages.page(page).findChildren(QAbstractButton):
            if isValid(button) and button.isVisible() and button.isEnabled():
                button.click()
                clicked += 1
                QApplication.processEvents()
                _close_what_has_opened(window)
                window.show_page(page)
    assert clicked > 10
    assert [words for words in refused if "reading only" in words] == []


def _close_what_has_opened(window: MainWindow) -> None:
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()


@pytest.mark.qt_log_ignore("does not support")
def test_menus_offer_nothing_that_would_write(desk: Desk, other: Library, qtbot: QtBot):
    window = _window(desk, other.path, qtbot)
    window.show_page("library")
    for add in (True, False):
        menu = QMenu(window)
        action = menu.addAction("Rename")
        (writing if add else showing)(action)
        menu.popup(window.pos())
        assert action.isEnabled() is not add
        menu.close()


def test_the_library_can_be_checked(desk: Desk, other: Library, qtbot: QtBot):
    window = _window(desk, other.path, qtbot)
    window.actions_table.action("file.check").trigger()
    findings = window.pages.settings.findChild(CheckFindings)
    assert isinstance(findings, CheckFindings)
    qtbot.waitUntil(lambda: any("sound" in words.text() for words in findings.findChildren(QLabel)))


def test_an_open_case_can_be_read_and_not_be_typed_into(desk: Desk, other: Library, qtbot: QtBot):
    window = _window(desk, other.path, qtbot)
    window.show_page("library")
    case_id = other.cases.ids()[0]
    window.pages.library.open_case(case_id)
    view = window.pages.library.case_view
    qtbot.waitUntil(lambda: view.case_id == case_id)
    before = other.cases.get(case_id)
    texts = view.column.findChildren(QWidget)
    fields = [field for field in texts if isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit)]
    shown = [field for field in fields if field.isVisible()]
    assert shown
    for field in shown:
        QTest.keyClicks(field, "oops")
        QTest.keyClick(field, Qt.Key.Key_Delete)
    window.save_now()
    assert other.cases.get(case_id) == before
    assert not view.column.facets.isEnabled()
    assert view.column.facets.toolTip()
    buttons = [field for field in texts if isinstance(field, QAbstractButton)]
    assert not any(button.isEnabled() for button in buttons if button.text() == "Add a question")


def test_it_can_be_written_as_soon_as_it_is_free(desk: Desk, other: Library, qtbot: QtBot):
    notice = _notice(_window(desk, other.path, qtbot))
    notice.look()
    assert notice.edit.isHidden()
    other.close()
    notice.look()
    assert not notice.edit.isHidden()
    notice.edit.click()
    assert not desk.is_read_only
    assert desk.window is not None
    assert desk.window.actions_table.action("case.new").isEnabled()
    assert desk.session is not None
    assert desk.session.apply(Edit("add", (Replacement(None, make_case(id=99)),)))


def test_what_another_computer_writes_is_read_from_a_copy(
    desk: Desk, other: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(holding, "this_computer", lambda: "NOTEBOOK")
    window = _window(desk, other.path, qtbot)
    assert window.session.library.path != other.path
    assert window.session.library.cases.count() == 12
    other.apply(Edit("add", (Replacement(None, make_case(id=99)),)))
    assert window.session.library.cases.count() == 12
    _notice(window).newest.click()
    assert desk.session is not None
    assert desk.session.library.cases.count() == 13
    copy = desk.session.library.path
    _close(desk)
    assert not copy.exists()


@pytest.mark.qt_log_ignore("does not support raise")  # the screen that there is not
def test_a_second_start_calls_the_first_window(desk: Desk, tmp_path: Path, qtbot: QtBot):
    path, file = tmp_path / "mine.casedesk", tmp_path / "a.txt"
    file.write_text("案例一：一碗粥\n客人等了四十分钟。\n", "utf-8")
    window = _window(desk, path, qtbot)
    window.showMinimized()
    assert not call(path, [file], patience=0)  # it cannot answer while this test keeps it busy
    (calls_folder(path) / "1.json").write_text(f'["{file.as_posix()}"]', "utf-8")
    qtbot.waitUntil(lambda: window.page == "import")
    assert not window.isMinimized()
    assert not list(calls_folder(path).glob("*.json"))


def test_nobody_answers_for_a_library_that_is_not_open(home: Path, tmp_path: Path):
    assert not call(tmp_path / "mine.casedesk", [])


def test_a_synced_folder_is_warned_of_until_its_user_says_that_it_is_all_right(
    desk: Desk, tmp_path: Path, qtbot: QtBot
):
    path = tmp_path / "Dropbox" / "mine.casedesk"
    window = _window(desk, path, qtbot)
    notice = window.findChild(PlaceNotice)
    assert isinstance(notice, PlaceNotice)
    assert "Dropbox" in notice.words.text()
    notice.never.click()
    assert notice.isHidden()
    _close(desk)
    window = _window(desk, path, qtbot)
    assert window.findChild(PlaceNotice) is None


def test_a_page_that_is_made_from_one_for_writing_is_locked_as_well(desk: Desk, other: Library, qtbot: QtBot):
    window = _window(desk, other.path, qtbot)
    window.show_page("exchange")
    assert not window.pages.page("exchange").isEnabled()
