"""The window after a crash: what was cut short is told above the pages, with the way to go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage.library import Library
from casedesk.tasks.half_done_review import keeping
from casedesk.tasks.import_documents import read_pasted
from casedesk.tasks.unfinished import begin_change, begin_import
from casedesk.ui.settings import Settings
from casedesk.ui.starting import Desk
from casedesk.ui.unfinished_notice import UnfinishedNotice
from tests.importing.stories import TITLES
from tests.ui.review.conftest import TEXT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my.casedesk"


@pytest.fixture
def desk(app: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    yield made
    if made.window is not None:
        made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def notices(desk: Desk) -> list[UnfinishedNotice]:
    assert desk.window is not None
    return [notice for notice in desk.window.findChildren(UnfinishedNotice) if not notice.isHidden()]


def left_by_a_crash(path: Path) -> list[str]:
    with Library.open(path) as library:
        return [note["name"] for note in library.job_notes.left().values()]


def test_a_change_that_was_not_carried_out_is_told_until_it_is_understood(desk: Desk, path: Path) -> None:
    with Library.open(path) as library:
        begin_change(library, "Replace 40 places in 30 cases")
    assert desk.open(path)
    (notice,) = notices(desk)
    assert "Replace 40 places in 30 cases" in notice.words.text()
    assert "Nothing was changed" in notice.words.text()
    (understood,) = notice.buttons
    understood.click()
    assert notices(desk) == []
    assert desk.window is not None
    desk.window.close()
    assert left_by_a_crash(path) == []


def test_an_import_goes_on_with_the_review_that_was_kept(desk: Desk, path: Path, qtbot: QtBot) -> None:
    with Library.open(path) as library:
        edit, batch = keeping(library, [read_pasted(TEXT, "notes.txt")], name="notes.txt", batch=None)
        library.apply(edit)
        library.job_notes.add(begin_import(library, "Import “notes.txt”", []), batch=batch.id)
    assert desk.open(path)
    (notice,) = notices(desk)
    assert f"{len(TITLES)} drafts wait to be added" in notice.words.text()
    go_on, _not_now = notice.buttons
    go_on.click()
    assert desk.window is not None
    importing = desk.window.pages.importing
    qtbot.waitUntil(lambda: importing.state.is_open)
    assert [draft.title for draft in importing.state.proposal.drafts] == list(TITLES)
    assert desk.session is not None
    (note,) = desk.session.library.job_notes.left().values()
    assert note["batch"] == batch.id, "if it crashes again"


def test_files_that_were_being_read_are_read_again(desk: Desk, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(TEXT, "utf-8")
    with Library.open(path) as library:
        begin_import(library, "Import “notes.txt”", [file])
    assert desk.open(path)
    (notice,) = notices(desk)
    notice.buttons[0].click()
    assert desk.window is not None
    importing = desk.window.pages.importing
    qtbot.waitUntil(lambda: importing.state.is_open)
    importing.keeper.save_now()
    importing.review_later()
    assert desk.session is not None
    assert desk.session.library.job_notes.left() == {}


def test_closing_in_good_order_leaves_nothing_to_tell(desk: Desk, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(TEXT, "utf-8")
    assert desk.open(path)
    assert desk.window is not None
    desk.window.import_files([file])
    assert desk.session is not None
    assert desk.session.library.job_notes.left()
    importing = desk.window.pages.importing
    qtbot.waitUntil(lambda: importing.state.is_open)
    desk.window.close()
    assert left_by_a_crash(path) == []
