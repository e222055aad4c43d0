"""Checking and mending the library in the window: one calm line, or what is wrong, what was done, and the way back."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from casedesk.tasks.backups import Reason, make_backup
from casedesk.ui.backup_notices import BackupNotices
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.check_findings import CheckFindings
from casedesk.ui.starting import Desk
from tests.builders import make_case


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "desk.casedesk"
    with Library.open(path) as library:
        library.apply(Edit("Add", (Replacement(None, make_case(id=1, title="热水")),)))
    return path


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    made.close()


def findings_in(desk: Desk) -> CheckFindings:
    assert desk.window is not None
    found = desk.window.pages.settings.findChild(CheckFindings)
    assert isinstance(found, CheckFindings)
    return found


def words_in(findings: CheckFindings) -> str:
    return "\n".join(label.text() for label in findings.findChildren(QLabel) if label.isVisibleTo(findings))


def check(desk: Desk, qtbot: QtBot, expected: str) -> CheckFindings:
    assert desk.window is not None
    desk.window.actions_table.action("file.check").trigger()
    assert desk.window.page == "settings"
    findings = findings_in(desk)
    qtbot.waitUntil(lambda: expected in words_in(findings))
    return findings


def test_a_sound_library_is_one_calm_line(qtbot: QtBot, desk: Desk, path: Path) -> None:
    assert desk.open(path)
    findings = check(desk, qtbot, "sound")
    assert "1 case" in words_in(findings)
    assert findings.act is None


def test_what_is_wrong_is_mended_and_the_library_of_before_can_be_had_back(
    qtbot: QtBot, desk: Desk, path: Path
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE cases SET batch_id = 77")
        connection.execute("INSERT INTO section VALUES (9, 0, 'body', '', '<p>lost</p>')")
        connection.commit()
    assert desk.open(path)
    findings = check(desk, qtbot, "2 things")
    assert "1 case names an import that is gone." in words_in(findings)
    assert findings.act is not None
    qtbot.mouseClick(findings.act, Qt.MouseButton.LeftButton)
    assert desk.window is not None
    assert desk.window.page == "settings"
    assert desk.session is not None
    assert desk.session.library.check() == ()
    assert desk.session.library.cases.count() == 2
    assert "1 text is a case again" in words_in(findings_in(desk))
    strip = desk.window.findChild(BackupNotices).way_back
    assert strip is not None
    qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    assert desk.session is not None
    assert desk.session.library.cases.count() == 1


def test_of_a_damaged_file_what_can_be_read_is_offered(
    qtbot: QtBot, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with Library.open(path) as library:
        picture = library.attachments.add(b"picture " * 5000, "image/png")
        case = library.cases.get(1)
        shown = Section(Role.BODY, f'<p><img src="attachment:{picture.digest}"></p>')
        library.apply(Edit("Show", (Replacement(case, replace(case, sections=(shown,))),)))
    make_backup(path, Reason.WISHED)
    content = bytearray(path.read_bytes())
    at = content.index(b"picture " * 500) // 4096 * 4096  # in the middle of the picture: the chain of pages breaks
    content[at : at + 4096] = bytes(4096)
    path.write_bytes(content)
    assert desk.open(path)
    findings = check(desk, qtbot, "The file itself is damaged")
    assert findings.act is not None

    def take(dialog: QMessageBox) -> int:
        dialog.defaultButton().click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", take)
    qtbot.mouseClick(findings.act, Qt.MouseButton.LeftButton)
    assert desk.session is not None
    assert desk.session.library.check() == ()
    assert desk.session.library.cases.count() == 1
    assert desk.session.library.attachments.data(picture.digest) == b"picture " * 5000
    caplog.clear()  # a damaged library is not copied when its window closes


def test_a_check_that_is_stopped_leaves_nothing_behind(qtbot: QtBot, desk: Desk, path: Path) -> None:
    assert desk.open(path)
    assert desk.window is not None
    desk.window.actions_table.action("file.check").trigger()
    for job in desk.window.jobs.running:
        job.cancel()
    findings = findings_in(desk)
    qtbot.waitUntil(lambda: not desk.window or not desk.window.jobs.running)
    assert "Checking" not in words_in(findings)
