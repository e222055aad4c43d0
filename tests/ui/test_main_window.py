"""The real window on a real library: pages, commands, undo, language, closing, restoring."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casedesk import texts
from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.errors import BadInputError, LibraryError
from casedesk.domain.library import ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.backups import Reason, backups_of, make_backup
from casedesk.texts import N_
from casedesk.ui.actions import Actions
from casedesk.ui.jobs import Progress
from casedesk.ui.main_window import MainWindow
from casedesk.ui.menus import menu_bar
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.search_box import SearchBox
from tests.builders import make_case


@pytest.fixture(autouse=True)
def no_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that no test expects would wait for ever."""

    def exec_(dialog: QMessageBox) -> int:
        pytest.fail(f"a dialog: {dialog.text()} {dialog.detailedText()}")

    monkeypatch.setattr(QMessageBox, "exec", exec_)


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


@pytest.fixture
def opened(desk: Desk) -> LibrarySession:
    assert desk.session is not None
    return desk.session


def run(window: MainWindow, action_id: str) -> None:
    window.actions_table.action(action_id).trigger()


def test_the_first_start_shows_the_doors_and_the_sample_is_there(
    app: QApplication, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(app, settings)
    assert desk.open(tmp_path / "new.casedesk")
    window = desk.window
    assert window is not None
    assert window.page == "start"
    assert window.session.library.cases.count() == 12
    window.pages.start.doors[2].click()
    assert window.page == "library"
    assert settings.sample_seen
    window.close()


def test_a_library_with_own_cases_opens_on_them_whatever_was_seen_before(
    app: QApplication, settings: Settings, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "own.casedesk") as library:
        library.apply(Edit("add", (Replacement(None, make_case(id=library.new_id(Case))),)))
    desk = Desk(app, settings)
    assert desk.open(tmp_path / "own.casedesk")
    assert desk.window is not None
    assert not settings.sample_seen
    assert desk.window.page == "library"
    desk.window.close()


def test_an_empty_library_shows_the_doors_and_the_third_brings_the_sample_back(
    app: QApplication, settings: Settings, tmp_path: Path
) -> None:
    settings.sample_seen = True
    with Library.open(tmp_path / "empty.casedesk") as library:
        library.settings.set("sample_offered", True)
    desk = Desk(app, settings)
    assert desk.open(tmp_path / "empty.casedesk")
    window = desk.window
    assert window is not None
    assert window.page == "start"
    window.pages.start.doors[2].click()
    assert window.page == "library"
    assert window.session.library.cases.count() == 12
    window.close()


def test_the_first_window_leaves_room_for_its_frame(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.width() < room.width() or window.width() == window.minimumWidth()
    assert window.height() < room.height() or window.height() == window.minimumHeight()


def test_what_an_import_brought_is_shown(window: MainWindow, opened: LibrarySession, qtbot: QtBot) -> None:
    batch = ImportBatch(opened.library.new_id(ImportBatch), "投诉.docx", datetime.now(UTC))
    case = make_case(id=opened.library.new_id(Case), batch_id=batch.id)
    opened.apply(Edit("import", (Replacement(None, batch), Replacement(None, case))))
    window.pages.importing.import_finished.emit(batch.id)
    assert window.page == "library"
    qtbot.waitUntil(lambda: window.pages.library.query.hits.ids == (case.id,))


def test_a_language_has_its_own_name_in_every_language(appearance: Appearance, settings: Settings) -> None:
    texts.set_language("zh_CN")
    try:
        table = Actions(appearance, settings)
        assert table.action("view.language_en").text() == "English"
    finally:
        texts.set_language("en")


def test_the_title_of_a_new_case_is_typed_over_and_tab_leads_on(window: MainWindow, qtbot: QtBot) -> None:
    run(window, "case.new")
    library, view = window.session.library, window.pages.library.case_view
    qtbot.waitUntil(lambda: view.case_id == max(library.cases.ids()))
    field = view.column.title
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Late bus")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is view.column.learner_title
    view.save_now()
    assert library.cases.get(view.case_id).title == "Late bus"


def test_the_palette_button_grows_with_the_text(window: MainWindow) -> None:
    before = window.commands.sizeHint().height()
    window.settings.scale = 200
    assert window.commands.sizeHint().height() > before


def receivers(table: Actions) -> dict[str, int]:
    signals = (SIGNAL("triggered(bool)"), SIGNAL("toggled(bool)"))
    return {action.spec.id: sum(action.receivers(signal) for signal in signals) for action in table.all()}


def test_every_row_of_the_table_does_something(window: MainWindow, actions: Actions) -> None:
    holder = QWidget()
    menu_bar(actions, holder)
    for action in actions.all():
        holder.addAction(action)
    by_qt_alone = receivers(actions)
    assert window.pages.handouts, "its rows mean nothing on any other page, so they are connected with it"
    idle = [id_ for id_, count in receivers(window.actions_table).items() if count <= by_qt_alone[id_]]
    assert idle == []


def test_a_plan_from_the_basket_is_made_once(window: MainWindow, opened: LibrarySession) -> None:
    window.show_page("lessons")
    window.show_page("library")
    window.pages.library.basket.add(opened.library.cases.ids()[:2])
    before = len(opened.library.plans.all())
    run(window, "plan.from_basket")
    assert len(opened.library.plans.all()) == before + 1


def test_pages_are_reached_by_command_and_the_rail_follows(window: MainWindow) -> None:
    for name in ("import", "lessons", "trash", "library"):
        run(window, f"view.{name}")
        assert window.page == name
    run(window, "file.settings")
    assert window.page == "settings"
    run(window, "edit.find")
    assert window.page == "settings"  # it has a search box of its own
    run(window, "view.trash")
    run(window, "edit.find")
    assert window.page == "library"


def test_undo_has_the_name_of_the_step(window: MainWindow, opened: LibrarySession) -> None:
    case = make_case(id=opened.library.new_id(Case))
    opened.apply(Edit("add a case", (Replacement(None, case),)))
    assert window.actions_table.action("edit.undo").text() == "Undo: add a case"
    run(window, "edit.undo")
    assert window.actions_table.action("edit.redo").text() == "Redo: add a case"
    assert case.id not in opened.library.cases.ids()


def test_an_announced_step_is_taken_back_from_the_toast(window: MainWindow, opened: LibrarySession) -> None:
    case = opened.library.cases.get(opened.library.cases.ids()[0])
    trashed = replace(case, trashed=datetime.now(UTC))
    opened.apply(Edit("Trash", (Replacement(case, trashed),)), announce="Moved 1 case to the trash")
    assert window.toast.isVisible()
    window.toast.findChildren(QAbstractButton)[0].click()
    assert opened.library.cases.get(case.id).trashed is None


def test_a_toast_stays_above_the_page_that_comes(window: MainWindow) -> None:
    window.show_page("lessons")
    window.toast.say("Brought back 1 plan")
    window.show_page("library")
    under_the_mouse = window.stack.childAt(window.toast.geometry().center())
    assert under_the_mouse is window.toast or window.toast.isAncestorOf(under_the_mouse)


def test_a_toast_offers_undo_no_longer_when_something_else_is_the_last_step(
    window: MainWindow, opened: LibrarySession
) -> None:
    first, second = opened.library.cases.get_many(opened.library.cases.ids()[:2])
    opened.apply(Edit("A", (Replacement(first, replace(first, title="A")),)), announce="Renamed")
    assert window.toast.isVisible()
    opened.apply(Edit("B", (Replacement(second, replace(second, title="B")),)))
    assert not window.toast.isVisible()

    opened.apply(Edit("C", (Replacement(opened.library.cases.get(second.id), second),)), announce="Named back")
    assert window.toast.isVisible()
    run(window, "edit.undo")
    assert not window.toast.isVisible()


def test_the_sample_goes_with_one_click_and_comes_back(window: MainWindow, opened: LibrarySession) -> None:
    run(window, "help.sample_remove")
    assert opened.library.cases.count() == 0
    assert opened.library.plans.all() == ()
    assert not window.actions_table.action("help.sample_remove").isEnabled()
    run(window, "edit.undo")
    assert opened.library.cases.count() == 12
    run(window, "help.sample_remove")
    run(window, "help.sample_add")
    assert opened.library.cases.count() == 12


def test_undo_reaches_the_library_from_an_empty_search_box(
    window: MainWindow, opened: LibrarySession, qtbot: QtBot
) -> None:
    window.show_page("library")
    count = opened.library.count_of(Case)
    run(window, "help.sample_remove")
    box = window.pages.library.findChild(SearchBox)
    assert box is not None
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.library.count_of(Case) == count
    qtbot.keyClicks(box, "tea")
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == ""
    assert opened.library.count_of(Case) == count


def test_the_sample_that_was_worked_on_goes_to_the_trash(window: MainWindow, opened: LibrarySession) -> None:
    case = opened.library.cases.get(opened.library.cases.ids()[0])
    mine = replace(case, title="改过的", modified=datetime.now(UTC))
    opened.apply(Edit("Change", (Replacement(case, mine),)))
    run(window, "help.sample_remove")
    assert opened.library.cases.count() == 0
    assert opened.library.cases.ids(trashed=True) == (case.id,)


def test_the_language_changes_while_the_window_is_open(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    assert desk.window is not None
    old = desk.window
    old.show_page("trash")
    settings.language = "zh_CN"
    qtbot.waitUntil(lambda: desk.window is not old)
    assert texts.language() == "zh_CN"
    assert desk.window.page == "trash"
    assert desk.session is not None
    case = make_case(id=desk.session.library.new_id(Case))
    assert desk.session.apply(Edit("Add", (Replacement(None, case),)))  # nothing of the old window listens any more


def test_a_failed_job_is_told_in_a_sentence(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise BadInputError(N_("There is no file “{path}”."), path="a.docx")

    window.jobs.start("Read", work, done=lambda _: None)
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.sentence == "There is no file “a.docx”."


def test_a_bug_is_logged_without_words_of_a_case_and_the_program_goes_on(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    secret = "王女士"
    monkeypatch.setattr(QMessageBox, "exec", lambda dialog: shown.append(dialog.detailedText()))

    def work(_progress: Progress) -> None:
        raise ValueError(secret)  # the traceback quotes this line, and so must not quote the words

    window.jobs.start("Read", work, done=lambda _: None)
    qtbot.waitUntil(lambda: bool(shown))
    assert "ValueError" in shown[0]
    assert secret not in shown[0] + "".join(record.getMessage() for record in caplog.records)
    caplog.clear()


def test_closing_makes_a_copy_and_lets_the_library_go(desk: Desk, tmp_path: Path) -> None:
    assert desk.window is not None
    desk.window.close()
    assert [backup.reason for backup in backups_of(tmp_path / "desk.casedesk")] == [Reason.AUTOMATIC]
    with Library.open(tmp_path / "desk.casedesk") as library:
        assert library.cases.count() == 12


def test_a_copy_is_brought_back_in_the_running_program(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "desk.casedesk"
    backup = make_backup(path, Reason.WISHED)
    assert desk.window is not None
    run(desk.window, "help.sample_remove")
    old = desk.window
    old.restore_requested.emit(backup.path)
    assert desk.window is not None
    assert desk.window is not old
    assert desk.session is not None
    assert desk.session.library.cases.count() == 12
    assert "set aside" in desk.window.toast.sentence


def test_files_dropped_anywhere_are_imported(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "a.txt"
    file.write_text("案例一：一碗粥\n客人等了四十分钟。经理给她倒了一杯热水。\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    enter = QDragEnterEvent(
        QPoint(500, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(500, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    window.dropEvent(drop)
    assert window.page == "import"
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert [backup.reason for backup in backups_of(window.session.library.path)] == [Reason.BEFORE_IMPORT]


def test_the_geometry_is_remembered(desk: Desk, settings: Settings) -> None:
    assert desk.window is not None
    desk.window.resize(1111, 777)
    desk.window.close()
    assert not settings.state("window").isEmpty()


SPOKEN = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QAbstractSpinBox,
    QComboBox,
    QSlider,
    QAbstractItemView,
)


def test_every_control_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    nameless: list[str] = []
    for name in ("start", "library", "import", "lessons", "handouts", "trash", "settings"):
        page = window.pages.page(name)
        for widget in page.findChildren(QWidget):
            is_reachable = isinstance(widget, SPOKEN) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            is_part = isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
            is_waiting = isinstance(widget, QPushButton) and not widget.text()  # gets its words when it is needed
            if not is_reachable or is_part or is_waiting or not widget.isVisibleTo(page):
                continue
            if not (widget.accessibleName() or widget.toolTip() or _text_of(widget)):
                nameless.append(f"{name}: {type(widget).__name__} in {type(widget.parent()).__name__}")
    assert "\n".join(nameless) == ""


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_a_window_with_words_that_cannot_be_saved_stays_open(
    window: MainWindow, opened: LibrarySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(id=opened.library.new_id(Case), title="茶")
    opened.apply(Edit("add", (Replacement(None, case),)))
    window.pages.library.case_view.show_case(case.id)
    write = opened.library.apply

    def refuse(_edit: Edit) -> Changes:
        raise LibraryError("The disk is full.")

    def stay(dialog: QMessageBox) -> int:
        assert "茶" in dialog.text()
        dialog.escapeButton().click()
        return 0

    monkeypatch.setattr(opened.library, "apply", refuse)
    monkeypatch.setattr(QMessageBox, "exec", stay)
    window.pages.library.case_view.editing.touch("note", "Note", lambda case: replace(case, note="neu"))
    assert not window.close()
    assert window.isVisible()
    monkeypatch.setattr(opened.library, "apply", write)
    assert window.close()
    with Library.open(opened.library.path, create=False) as library:
        assert library.cases.get(case.id).note == "neu"
