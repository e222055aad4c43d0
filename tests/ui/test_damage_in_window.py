"""A library of which a part cannot be read any more: the rest is shown, and what can be read is rescued."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from casedesk.domain.errors import DamagedError
from casedesk.storage.library import Library
from casedesk.tasks.backups import kept_beside
from casedesk.ui.damage_notice import DamageNotice
from casedesk.ui.main_window import MainWindow
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from tests.builders import make_case
from tests.storage.steps import add

_PAGE = 4096
_COUNT = 40


@pytest.fixture
def spoilt(home: Path, tmp_path: Path) -> Path:
    """A library that was closed in good order, and in which a page of texts has gone since."""
    path = tmp_path / "a.casedesk"
    with Library.open(path) as library:
        add(library, *(make_case("茶" * 900, id=id_, title=f"T{id_}") for id_ in range(1, _COUNT + 1)))
        library.settings.set("sample_offered", True)
    content = bytearray(path.read_bytes())
    pages = [
        at for at in range(len(content) // _PAGE) if ("茶" * 100).encode() in content[at * _PAGE : (at + 1) * _PAGE]
    ]
    content[pages[4] * _PAGE : (pages[4] + 1) * _PAGE] = bytes(_PAGE)
    path.write_bytes(content)
    return path


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _window(desk: Desk, path: Path) -> MainWindow:
    assert desk.open(path)
    assert desk.window is not None
    return desk.window


def _notice(window: MainWindow) -> DamageNotice:
    notice = window.findChild(DamageNotice)
    assert isinstance(notice, DamageNotice)
    return notice


def _unreadable(path: Path) -> list[int]:
    with Library.open(path) as library:
        lost: list[DamagedError] = []
        library.leave_out(lost.append)
        found = {case.id for case in library.cases.get_many(library.cases.ids())}
        assert lost
        return sorted({*library.cases.ids()} - found)


def test_the_rest_is_listed_and_a_strip_leads_to_the_rescue(
    desk: Desk, spoilt: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    lost = _unreadable(spoilt)
    assert 0 < len(lost) < 10
    window = _window(desk, spoilt)
    window.show_page("library")
    qtbot.waitUntil(lambda: window.pages.library.list.model().rowCount() == _COUNT)
    assert desk.session is not None
    cases = desk.session.library.cases
    assert len(cases.get_many(cases.ids())) == _COUNT - len(lost)
    notice = _notice(window)
    assert not notice.isHidden()
    asked: list[str] = []

    def keep(dialog: QMessageBox) -> int:
        asked.append(dialog.informativeText())
        next(button for button in dialog.buttons() if button.text() == "Keep all that can be read").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", keep)
    notice.buttons[0].click()
    assert f"{_COUNT} cases can be saved" in asked[0]
    assert desk.window is not window
    assert desk.window is not None
    assert _notice(desk.window).isHidden()
    library = desk.session.library
    assert all(library.cases.get(id_).title == f"T{id_}" for id_ in library.cases.ids())
    assert kept_beside(spoilt)
    assert [record.args for record in caplog.records] == [(DamagedError,)], "nothing spoilt is copied over good copies"
    caplog.clear()


def test_what_nobody_caught_is_no_bug_where_the_library_is_damaged(desk: Desk, spoilt: Path):
    window = _window(desk, spoilt)
    desk.reporter.refused.emit(DamagedError("“{name}”", name="another.casedesk"))
    assert _notice(window).isHidden()
    assert window.toast.isVisible()
    desk.reporter.refused.emit(DamagedError("“{name}”", name=spoilt.name))
    assert not _notice(window).isHidden()
    assert not desk.reporter.is_telling


def test_the_strip_is_put_off_once_for_all(desk: Desk, spoilt: Path):
    window = _window(desk, spoilt)
    error = DamagedError("“{name}”", name=spoilt.name)
    desk.reporter.refused.emit(error)
    notice = _notice(window)
    notice.buttons[1].click()
    desk.reporter.refused.emit(error)
    assert notice.isHidden()
