"""The exchange folder in the real window: what another computer has sent is told, looked through, taken, undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from casedesk.domain.casepack_compare import Standing
from casedesk.storage.library import Library
from casedesk.tasks import exchange
from casedesk.tasks.exchange_folder import packs_of_others
from casedesk.tasks.exchange_place import exchange_place, keep_exchange_place
from casedesk.tasks.passphrases import change_passphrase
from casedesk.tasks.sealed_pack import is_sealed
from casedesk.ui.exchange.send_question import SendQuestion
from casedesk.ui.exchange.words import when_sent
from casedesk.ui.exchange_wiring import ExchangeWiring
from casedesk.ui.main_window import MainWindow
from casedesk.ui.place_notice import PlaceNotice
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.exchange_section import ExchangeSection
from casedesk.ui.starting import Desk
from casedesk.ui.theme import Appearance
from tests.builders import make_case
from tests.tasks.packs import change, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    path = tmp_path / "library.casedesk"
    with Library.open(path) as library:
        library.settings.set("sample_offered", True)
        put(library, make_case(id=1, uid="u1", title="等待"))
    assert desk.open(path)
    return shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot) -> MainWindow:
    made = desk.window
    assert made is not None
    qtbot.waitUntil(lambda: len(made.pages.existing()) >= 3)
    return made


def wiring(window: MainWindow) -> ExchangeWiring:
    found = window.findChild(ExchangeWiring)
    assert isinstance(found, ExchangeWiring)
    return found


def at_the_office(folder: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Library], object]) -> None:
    """Do something with the library of another computer, and send it."""
    with monkeypatch.context() as there:
        there.setenv("CASEDESK_HOME", str(folder.parent / "office"))
        keep_exchange_place(replace(exchange_place(), folder=str(folder), computer="Office"))
        with Library.open(folder.parent / "office" / "library.casedesk") as library:
            for incoming in packs_of_others(exchange.present_place()).incoming:
                fetch(library, incoming.path)
            work(library)
            who = exchange.sender(library)
            exchange.remember_sending(library, who, exchange.send(library, who))


def fetch(library: Library, path: Path) -> None:
    from tests.tasks.packs import added

    added(library, path)


def choose(folder: Path) -> None:
    keep_exchange_place(replace(exchange_place(), folder=str(folder), computer="Notebook"))


def come_back(window: MainWindow) -> None:
    """Give the window the focus, as if somebody had just come back to it."""
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running)


def titles(library: Library) -> list[str]:
    return [case.title for case in library.cases.get_many(library.cases.ids())]


def test_what_the_office_sends_is_told_fetched_and_undone(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    choose(folder)
    at_the_office(folder, monkeypatch, lambda library: put(library, make_case(id=1, uid="n1", title="房卡")))
    notice = wiring(window).notice
    come_back(window)
    qtbot.waitUntil(notice.isVisible)
    assert notice.words.text().startswith("Office sent 1 change, today ")
    notice.buttons[0].click()
    qtbot.waitUntil(lambda: window.page == "exchange")
    assert not notice.isVisible()
    page = window.pages.exchange
    assert page.name.text().startswith("From Office, today ")
    assert page.add_button.text() == "Add 1 case"
    page.add_button.click()
    qtbot.waitUntil(lambda: window.page == "library")
    library = window.session.library
    assert titles(library) == ["等待", "房卡"]
    idle(window, qtbot)
    come_back(window)
    idle(window, qtbot)
    assert not notice.isVisible()
    window.session.undo()
    assert titles(library) == ["等待"]


def test_both_ways_with_a_conflict_and_a_deletion(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    choose(folder)
    library = window.session.library
    put(library, make_case(id=2, uid="u2", title="房卡"))
    window.actions_table.action("file.send").trigger()
    idle(window, qtbot)
    change(library, library.cases.get(1), replace(library.cases.get(1), title="本机改的"))

    def work(office: Library) -> None:
        for case in office.cases.get_many(office.cases.ids()):
            changed = {"title": "那边改的"} if case.uid == "u1" else {"trashed": datetime.now().astimezone()}
            change(office, case, replace(case, **changed))

    at_the_office(folder, monkeypatch, work)
    window.actions_table.action("file.fetch").trigger()
    qtbot.waitUntil(lambda: window.page == "exchange")
    page = window.pages.exchange
    assert [standing for standing, _ in page.state.groups()] == [Standing.APART, Standing.GONE]
    assert page.add_button.text() == "Done", "nothing is taken before somebody chooses"
    page.comparison.pairs["title"].theirs.button.click()
    (gone,) = [entry for standing, entries in page.state.groups() if standing is Standing.GONE for entry in entries]
    page.state.select(gone)
    assert page.comparison.segments is not None
    page.comparison.segments.group.button(1).click()
    assert page.add_button.text() == "Update 1 case, move 1 to the trash"
    page.add_button.click()
    qtbot.waitUntil(lambda: window.page == "library")
    assert (titles(library), library.cases.count(trashed=True)) == (["那边改的"], 1)
    window.actions_table.action("file.send").trigger()
    idle(window, qtbot)
    at_the_office(folder, monkeypatch, lambda _office: None)
    with Library.open(folder.parent / "office" / "library.casedesk", read_only=True) as office:
        assert titles(office) == ["那边改的"]


def test_what_is_put_off_is_not_told_again(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    choose(folder)
    at_the_office(folder, monkeypatch, lambda library: put(library, make_case(id=1, uid="n1")))
    notice = wiring(window).notice
    come_back(window)
    qtbot.waitUntil(notice.isVisible)
    notice.buttons[1].click()
    wiring(window).watch.look_again()
    idle(window, qtbot)
    assert not notice.isVisible()
    at_the_office(folder, monkeypatch, lambda library: put(library, make_case(id=2, uid="n2")))
    come_back(window)
    qtbot.waitUntil(notice.isVisible)


def test_the_folder_is_asked_for_once_and_what_was_sent_is_said(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    asked: list[str] = []

    def answer(*_args: object) -> str:
        asked.append("")
        return str(folder) if len(asked) > 1 else ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    send = window.actions_table.action("file.send")
    for _ in range(3):
        send.trigger()
        idle(window, qtbot)
    assert len(asked) == 2, "given up once, then answered once"
    assert window.toast.sentence.startswith("Sent to ‘stick’: 1 case") or "stick" in window.toast.sentence
    assert [path.suffix for path in folder.iterdir()] == [".casepack"]


def test_a_folder_that_is_away_is_silent_until_somebody_wants_it(window: MainWindow, folder: Path, qtbot: QtBot):
    choose(folder)
    folder.rmdir()
    come_back(window)
    idle(window, qtbot)
    assert not wiring(window).notice.isVisible()
    window.actions_table.action("file.fetch").trigger()
    assert "is not there now" in window.toast.sentence


def test_a_protected_library_asks_how_to_send(desk: Desk, folder: Path, tmp_path: Path, qtbot: QtBot):
    path = tmp_path / "library.casedesk"
    with Library.open(path) as library:
        library.settings.set("sample_offered", True)
        put(library, make_case(id=1, uid="u1"))
    change_passphrase(path, "geheim")
    assert desk.open(path)
    window = shown(desk, qtbot)
    choose(folder)
    send = window.actions_table.action("file.send")
    send.trigger()
    question = QApplication.activeModalWidget()
    assert isinstance(question, SendQuestion)
    question.plain.click()
    idle(window, qtbot)
    (pack,) = folder.iterdir()
    assert not is_sealed(pack)
    send.trigger()
    assert QApplication.activeModalWidget() is None, "asked once in a sitting"
    idle(window, qtbot)


def test_words_are_typed_twice_before_anything_is_sent(appearance: Appearance, qtbot: QtBot):
    question = SendQuestion(appearance)
    qtbot.addWidget(question)
    question.words.setText("ein Wort")
    assert not question.send.isEnabled()
    question.again.setText("ein Wort")
    with qtbot.waitSignal(question.wished) as wished:
        question.send.click()
    assert wished.args == ["ein Wort"]


def section_of(window: MainWindow) -> ExchangeSection:
    window.actions_table.action("file.exchange").trigger()
    found = window.pages.settings.section("exchange")
    assert isinstance(found, ExchangeSection)
    return found


def test_the_settings_say_what_is_true_and_change_it(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    section = section_of(window)
    assert window.page == "settings"
    assert not section.forget.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    section.choose.click()
    section.name.setText("Notebook")
    section.name.editingFinished.emit()
    section.originals.click()
    place = exchange_place()
    assert (place.folder, place.computer, place.originals) == (str(folder), "Notebook", True)
    at_the_office(folder, monkeypatch, lambda library: put(library, make_case(id=1, uid="n1")))
    (folder / "casedesk-Office (1).casepack").write_bytes(b"half")
    wiring(window).watch.look_again()
    qtbot.waitUntil(lambda: "casedesk-Office (1)" in section.remarks.text())
    section.send.click()
    idle(window, qtbot)
    assert (folder / "casedesk-Notebook.casepack").is_file()
    section.fetch.click()
    qtbot.waitUntil(lambda: window.page == "exchange")
    section.forget.click()
    assert not exchange_place().folder
    idle(window, qtbot)


def test_a_library_in_a_synced_folder_is_offered_the_exchange(desk: Desk, tmp_path: Path, qtbot: QtBot):
    place = tmp_path / "Dropbox"
    place.mkdir()
    assert desk.open(place / "library.casedesk")
    window = shown(desk, qtbot)
    notice = window.findChild(PlaceNotice)
    assert isinstance(notice, PlaceNotice)
    notice.exchange.click()
    assert window.page == "settings"


def test_days_are_named():
    now = datetime.now().astimezone().replace(hour=12, minute=0)
    assert when_sent(now.replace(hour=9, minute=5), now=now) == "today 09:05"
    assert when_sent(now - timedelta(days=1), now=now) == "yesterday 12:00"
    assert when_sent(now - timedelta(days=9), now=now).endswith(" 12:00")
