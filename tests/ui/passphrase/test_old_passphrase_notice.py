"""Copies on a stick that was not there when the passphrase changed: told, brought up to date or removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Document
from casedesk.storage import keyring
from casedesk.storage.library import Library
from casedesk.tasks.backup_places import Places, second_folder_of, set_places
from casedesk.tasks.backups import Reason, copy_to_second, make_backup
from casedesk.tasks.passphrases import absent_folder, change_passphrase, copies_of_before, is_locked, unlock
from casedesk.ui import old_passphrase_notice
from casedesk.ui.old_passphrase_notice import OldPassphraseNotice
from casedesk.ui.passphrase.question import PassphraseQuestion
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from tests.ui.passphrase.typing_words import try_words

WORDS, OTHERS = "vier gute alte Wörter", "fünf neue Wörter am Tor"


@pytest.fixture
def path(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A library that was protected while its stick with a copy was away; the stick is back."""
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    keyring.forget_all()
    path, stick = tmp_path / "desk.casedesk", tmp_path / "stick"
    stick.mkdir()
    set_places(Places(second=str(stick)))
    with Library.open(path) as library:
        document = Document(id=1, name="a.docx", digest=library.documents.keep(b"original"))
        library.apply(Edit("Add", (Replacement(None, document),)))
    make_backup(path, Reason.WISHED)
    copy_to_second(path)
    stick.rename(tmp_path / "away")
    change_passphrase(path, WORDS)
    assert absent_folder(path) == str(stick)
    assert copies_of_before(path) == ()
    (tmp_path / "away").rename(stick)
    yield path
    keyring.forget_all()


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def notice_of(qtbot: QtBot, desk: Desk, path: Path) -> OldPassphraseNotice:
    assert desk.open(path)
    assert desk.window is not None
    notice = desk.window.findChild(OldPassphraseNotice)
    qtbot.waitUntil(lambda: not notice.isHidden())
    return notice


def test_what_lies_on_the_stick_is_encrypted_when_it_is_back(qtbot: QtBot, desk: Desk, path: Path) -> None:
    notice = notice_of(qtbot, desk, path)
    assert "2 files" in notice.words.text()
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: copies_of_before(path) == ())
    folder = second_folder_of(path)
    assert folder is not None
    assert not [file for file in folder.iterdir() if file.read_bytes().startswith(b"SQLite")]


def test_it_is_removed_when_asked(qtbot: QtBot, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_passphrase_notice, "ask_before_loss", lambda *_args, **_named: True)
    notice = notice_of(qtbot, desk, path)
    qtbot.mouseClick(notice.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: copies_of_before(path) == ())
    folder = second_folder_of(path)
    assert folder is not None
    assert list(folder.iterdir()) == []


def test_a_passphrase_of_before_is_asked_for(
    qtbot: QtBot, desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in copies_of_before(path):
        file.unlink()
    copy_to_second(path)
    (tmp_path / "stick").rename(tmp_path / "away")
    change_passphrase(path, OTHERS)
    (tmp_path / "away").rename(tmp_path / "stick")
    keyring.forget_all()
    unlock(path, OTHERS)

    def answer(question: PassphraseQuestion) -> int:
        try_words(question, WORDS)
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(PassphraseQuestion, "exec", answer)
    notice = notice_of(qtbot, desk, path)
    assert any(is_locked(file) for file in copies_of_before(path))
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: copies_of_before(path) == ())
