"""After a crash the library is looked through beside the window, and only what is wrong is told."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage import opening
from casedesk.storage.connecting import connect
from casedesk.storage.library import Library
from casedesk.ui.crash_check import CrashCheck
from casedesk.ui.jobs import JobState
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from tests.faults.killed import fill, run


@pytest.fixture
def path(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library whose last writer was killed, large enough to be looked through later."""
    monkeypatch.setattr(opening, "_CHECKED_AT_ONCE", 0)
    path = tmp_path / "desk.casedesk"
    Library.open(path).close()
    assert not run(lambda: fill(path, ("saved",)), lambda: None)
    return path


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    made.close()


def checked(qtbot: QtBot, desk: Desk, path: Path) -> CrashCheck:
    assert desk.open(path)
    assert desk.window is not None
    (job,) = [job for job in desk.window.jobs.all if job.title == "Check after a crash"]
    qtbot.waitUntil(lambda: job.state is not JobState.RUNNING)
    return desk.window.findChild(CrashCheck)


def test_nothing_is_said_where_all_is_well(qtbot: QtBot, desk: Desk, path: Path) -> None:
    assert checked(qtbot, desk, path).isHidden()


def test_what_is_wrong_is_told(qtbot: QtBot, desk: Desk, path: Path) -> None:
    def spoil() -> None:
        connection = connect(path, mode="rw")
        connection.execute("INSERT INTO batch_document VALUES (77, 0, 1)")
        connection.commit()
        raise SystemExit  # without closing it

    run(spoil, lambda: None)
    notice = checked(qtbot, desk, path)
    assert not notice.isHidden()
    assert "2 rows have lost what they belong to." in notice.words.text()


def test_a_library_that_was_closed_is_not_looked_through(qtbot: QtBot, desk: Desk, path: Path) -> None:
    with closing(Library.open(path)):
        pass
    assert desk.open(path)
    assert desk.window is not None
    assert desk.window.findChild(CrashCheck) is None
