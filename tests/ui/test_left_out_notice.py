"""A backup that was opened by itself says what it lacks, and gets it back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Document
from casedesk.storage.left_out import left_out
from casedesk.storage.library import Library
from casedesk.tasks.backups import Reason, make_backup
from casedesk.ui.left_out_notice import LeftOutNotice
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk


@pytest.fixture
def alone(home: Path, tmp_path: Path) -> Path:
    """A thin copy that was moved away from the others."""
    path = tmp_path / "desk.casedesk"
    with Library.open(path) as library:
        document = Document(id=1, name="a.docx", digest=library.documents.keep(b"original"))
        library.apply(Edit("Add", (Replacement(None, document),)))
    return Path(shutil.copy(make_backup(path, Reason.WISHED).path, tmp_path / "alone.casedesk"))


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    made.close()


def notice_of(qtbot: QtBot, desk: Desk, path: Path) -> LeftOutNotice:
    assert desk.open(path)
    assert desk.window is not None
    notice = desk.window.findChild(LeftOutNotice)
    qtbot.waitUntil(lambda: not notice.isHidden())
    return notice


def test_what_lies_beside_the_backups_is_brought_back(qtbot: QtBot, desk: Desk, alone: Path) -> None:
    notice = notice_of(qtbot, desk, alone)
    assert "1 picture" in notice.words.text()
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not left_out(alone))
    assert notice.isHidden()


def test_on_another_computer_the_user_says_where_the_backups_are(
    qtbot: QtBot, desk: Desk, alone: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEDESK_HOME", str(tmp_path / "another computer"))
    notice = notice_of(qtbot, desk, alone)
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not notice.isHidden())
    backups = next(folder for folder in home.rglob("backups") if folder.is_dir())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(backups))
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not left_out(alone))


def test_a_whole_copy_is_saved_where_the_user_says(
    qtbot: QtBot, desk: Desk, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole.casedesk"
    assert desk.open(tmp_path / "desk.casedesk")
    assert desk.window is not None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(whole), ""))
    with qtbot.waitSignal(desk.window.jobs.finished):
        desk.window.actions_table.action("file.save_copy").trigger()
    assert left_out(whole) == frozenset()
