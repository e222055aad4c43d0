"""Protecting the library in the window, and the question that stands before it from then on."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from casedesk.domain.errors import LibraryError
from casedesk.storage import keyring
from casedesk.tasks.backups import Reason, files_of, make_backup
from casedesk.tasks.passphrases import change_passphrase, is_locked, is_protected
from casedesk.ui.passphrase.new_passphrase import NewPassphrase
from casedesk.ui.passphrase.question import PassphraseQuestion
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from casedesk.ui.theme import Appearance
from casedesk.ui.waiting import wait_for
from tests.ui.passphrase.typing_words import try_words

WORDS = "vier gute alte Wörter"


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    keyring.forget_all()
    yield
    keyring.forget_all()


@pytest.fixture
def desk(app: QApplication, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    assert made.open(tmp_path / "desk.casedesk")
    yield made
    if made.window is not None:
        made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def answers(monkeypatch: pytest.MonkeyPatch, *typed: str) -> list[str]:
    """Type these words into the question one after the other, then give up; what the question said to each."""
    said: list[str] = []

    def exec_(question: PassphraseQuestion) -> int:
        question.show()
        for words in typed:
            try_words(question, words)
            said.append(question.wrong.text())
            if question.result() == QDialog.DialogCode.Accepted:
                return question.result()
        question.reject()
        return question.result()

    monkeypatch.setattr(PassphraseQuestion, "exec", exec_)
    return said


def test_protect_close_open_with_the_words_and_take_it_away_again(
    desk: Desk, app: QApplication, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "desk.casedesk"
    kept = make_backup(path, Reason.WISHED)
    assert desk.window is not None
    desk.window.passphrase_requested.emit(WORDS)
    assert desk.window.toast.accessibleName() == "The library and all its copies are encrypted."
    assert is_protected(path)
    assert is_protected(kept.path)
    assert desk.session is not None
    assert desk.session.library.cases.count() == 12
    desk.window.close()
    keyring.forget_all()
    said = answers(monkeypatch, "something else", WORDS)
    again = Desk(app, settings)
    assert again.open(path)
    assert said == ["This is not the passphrase of “desk.casedesk”.", ""]
    assert again.window is not None
    again.window.passphrase_requested.emit("")
    assert not is_protected(path)
    assert not is_protected(kept.path)
    again.window.close()


def test_who_does_not_know_the_words_does_not_get_in(
    app: QApplication, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk
):
    path = tmp_path / "desk.casedesk"
    assert desk.window is not None
    desk.window.close()
    change_passphrase(path, WORDS)
    keyring.forget_all()
    answers(monkeypatch, "guess")
    assert not Desk(app, settings).open(path)
    assert is_locked(path)


@pytest.mark.parametrize(("lost", "words"), [(16, "Keep all that can be read"), (4096, "Go back to the copy")])
def test_a_protected_library_whose_beginning_is_damaged_is_known_by_its_copy(
    app: QApplication,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    desk: Desk,
    lost: int,
    words: str,
):
    path = tmp_path / "desk.casedesk"
    assert desk.window is not None
    make_backup(path, Reason.WISHED)
    desk.window.close()
    change_passphrase(path, WORDS)
    with path.open("rb+") as file:
        file.write(random.Random(lost).randbytes(lost))
    keyring.forget_all()
    answers(monkeypatch, WORDS)
    told: list[str] = []

    def choose(dialog: QMessageBox) -> int:
        told.append(dialog.text())
        next(button for button in dialog.buttons() if button.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", choose)
    again = Desk(app, settings)
    assert again.open(path)
    assert "The beginning of “desk.casedesk” is damaged" in told[0]
    assert again.session is not None
    assert again.session.library.cases.count() == 12
    assert is_protected(path)
    assert again.window is not None
    again.window.close()


def test_a_copy_with_other_words_is_asked_for_before_it_is_restored(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    copy = tmp_path / "elsewhere.casedesk"
    assert desk.session is not None
    desk.session.library.backup(copy)
    change_passphrase(copy, WORDS)
    keyring.forget_all()
    answers(monkeypatch)
    assert desk.window is not None
    desk.window.restore_requested.emit(copy)
    assert not is_protected(tmp_path / "desk.casedesk")
    answers(monkeypatch, WORDS)
    desk.window.restore_requested.emit(copy)
    assert desk.window.toast.accessibleName().startswith("Restored.")
    assert is_protected(tmp_path / "desk.casedesk")


def test_copies_are_those_of_this_library_alone(tmp_path: Path, desk: Desk):
    path = tmp_path / "desk.casedesk"
    mine = tmp_path / "desk (set aside 2026-01-01 10.00.00.000000).casedesk"
    for file in (mine, tmp_path / "desk two.casedesk", tmp_path / "other (version 3).casedesk"):
        file.write_bytes(b"")
    assert files_of(path) == (mine,)


@pytest.fixture
def ask(appearance: Appearance, qtbot: QtBot) -> Callable[..., NewPassphrase]:
    def made(is_right: Callable[[str], bool] | None = None) -> NewPassphrase:
        dialog = NewPassphrase(is_right, appearance)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def test_new_words_are_typed_twice_and_the_risk_is_known(ask: Callable[..., NewPassphrase], qtbot: QtBot):
    dialog = ask()
    assert not dialog.present.isVisible()
    assert not dialog.take_away.isVisible()
    dialog.new.setText("short")
    assert "guessed soon" in dialog.told.text()
    dialog.new.setText(WORDS)
    dialog.again.setText("vier gute")
    assert "not the same" in dialog.told.text()
    dialog.again.setText(WORDS)
    assert dialog.told.text() == ""
    assert not dialog.act.isEnabled()
    dialog.known.setChecked(True)
    with qtbot.waitSignal(dialog.wished) as wished:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert wished.args == [WORDS]


def test_a_change_wants_the_present_words(ask: Callable[..., NewPassphrase], qtbot: QtBot):
    dialog = ask(WORDS.__eq__)
    wished: list[str] = []
    dialog.wished.connect(wished.append)
    assert not dialog.take_away.isEnabled()
    dialog.present.setText("guess")
    dialog.take_away.click()
    assert "another one" in dialog.told.text()
    assert wished == []
    dialog.present.setText(WORDS)
    dialog.take_away.click()
    assert wished == [""]


def test_the_eye_shows_the_letters(ask: Callable[..., NewPassphrase]):
    dialog = ask()
    assert dialog.new.echoMode() is QLineEdit.EchoMode.Password
    (eye,) = dialog.new.actions()
    assert eye.text() == "Show the letters"
    eye.trigger()
    assert dialog.new.shows_letters
    eye.trigger()
    assert not dialog.new.shows_letters


def test_waiting_hands_on_what_the_work_returns_or_raises(qtbot: QtBot):
    assert wait_for("Working…", lambda: 7) == 7

    def fail() -> int:
        raise LibraryError("no")

    with pytest.raises(LibraryError, match="no"):
        wait_for("Working…", fail)
