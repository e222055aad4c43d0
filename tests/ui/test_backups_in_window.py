"""Backups as the user meets them: what differs, one case back, the whole library back and forth, the help page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.casepack_compare import Choice, Take
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import LibraryError
from casedesk.log import log_file
from casedesk.storage.library import Library
from casedesk.tasks.backup_places import Places, folder_of, second_folder_of, set_places
from casedesk.tasks.backups import Reason, backups_of, make_backup
from casedesk.ui.backup_keeping import TOLD_FROM, BackupKeeper, Care, due_care
from casedesk.ui.backup_notices import BackupNotices
from casedesk.ui.jobs import Jobs
from casedesk.ui.jobs_panel import JobsPanel
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.data_section import DataSection
from casedesk.ui.settings_page.safety_section import SafetySection
from casedesk.ui.starting import Desk
from casedesk.ui.theme import Appearance
from tests.builders import NOW, make_case


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    """A library with a backup, since which its one case has been changed."""
    path = tmp_path / "desk.casedesk"
    case = make_case(id=1, uid="a", title="热水")
    with Library.open(path) as library:
        library.apply(Edit("Add", (Replacement(None, case),)))
    make_backup(path, Reason.WISHED)
    with Library.open(path) as library:
        later = replace(case, title="冷水", modified=NOW + timedelta(hours=1))
        library.apply(Edit("Change", (Replacement(case, later),)))
    return path


@pytest.fixture
def desk(app: QApplication, settings: Settings, path: Path) -> Iterator[Desk]:
    settings.sample_seen = True
    made = Desk(app, settings)
    assert made.open(path)
    yield made
    if made.window is not None:
        made.window.close()
    made.close()


def title_in(desk: Desk) -> str:
    assert desk.session is not None
    return desk.session.library.cases.get(1).title


def test_the_list_tells_what_differs_from_now(
    qtbot: QtBot, appearance: Appearance, settings: Settings, jobs: Jobs, path: Path
) -> None:
    section = SafetySection(appearance, settings, jobs, path)
    qtbot.addWidget(section)
    (row,) = section.list.rows
    assert "1 case" in row.contents.text()
    assert "1 changed" in row.contents.text()
    with qtbot.waitSignal(section.compare_requested) as asked:
        qtbot.mouseClick(row.compare, Qt.MouseButton.LeftButton)
    assert asked.args is not None
    assert asked.args[0] == row.backup.path


def test_what_differs_is_looked_up_again_when_the_page_comes_back(qtbot: QtBot, desk: Desk) -> None:
    window, session = desk.window, desk.session
    assert window is not None
    assert session is not None
    window.show_page("settings")
    window.pages.settings.open_section("safety")
    section = window.pages.settings.section("safety")
    assert isinstance(section, SafetySection)
    qtbot.waitUntil(lambda: "1 changed" in section.list.rows[0].contents.text())
    window.show_page("library")
    assert session.apply(Edit("Add", (Replacement(None, make_case(id=2, uid="b", title="凉粥")),)))
    window.show_page("settings")
    qtbot.waitUntil(lambda: "1 case added" in section.list.rows[0].contents.text())


def test_a_folder_that_is_chosen_is_used_and_one_that_cannot_be_is_refused(
    qtbot: QtBot, appearance: Appearance, settings: Settings, jobs: Jobs, path: Path, tmp_path: Path
) -> None:
    section = SafetySection(appearance, settings, jobs, path)
    qtbot.addWidget(section)
    section.use_places(Places(second=str(tmp_path)))
    assert second_folder_of(path) is not None
    with qtbot.waitSignal(section.said):
        section.use_places(Places(second=str(tmp_path / "missing")))
    assert second_folder_of(path) is not None


def test_one_case_comes_back_out_of_a_backup(qtbot: QtBot, desk: Desk, path: Path) -> None:
    assert desk.window is not None
    packs = desk.window.pages.packs
    packs.open_backup(backups_of(path)[0].path, "Backup")
    qtbot.waitUntil(lambda: packs.state.compared is not None)
    assert packs.state.totals == (0, 0, 0)
    assert packs.state.compared is not None
    assert desk.window.rail.marked == "settings"
    (entry,) = packs.state.compared.cases
    packs.state.choose(entry, Choice(Take.THEIRS))
    packs.add()
    qtbot.waitUntil(lambda: title_in(desk) == "热水")
    assert desk.session is not None
    desk.session.undo()
    assert title_in(desk) == "冷水"


def test_after_a_restore_the_library_of_before_is_offered_back(qtbot: QtBot, desk: Desk, path: Path) -> None:
    assert desk.window is not None
    desk.window.restore_requested.emit(backups_of(path)[-1].path)
    assert title_in(desk) == "热水"
    strip = desk.window.findChild(BackupNotices).way_back
    assert strip is not None
    qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    assert title_in(desk) == "冷水"


def test_failures_are_told_from_the_third_in_a_row_on(
    qtbot: QtBot, settings: Settings, jobs: Jobs, path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    set_places(Places(folder=str(tmp_path)))
    folder_of(path).write_text("in the way")
    for _ in range(TOLD_FROM - 1):  # each in a sitting of its own
        keeper = BackupKeeper(path, jobs, settings, jobs)
        keeper.copy_at_the_end()
        assert keeper.trouble == ""
    keeper = BackupKeeper(path, jobs, settings, jobs)
    with qtbot.waitSignal(keeper.troubled):
        keeper.copy_at_the_end()
    folder_of(path).unlink()
    with qtbot.waitSignal(keeper.troubled):
        keeper.copy_at_the_end()
    assert keeper.trouble == ""
    assert caplog.records
    assert all(record.args == (LibraryError,) for record in caplog.records)
    caplog.clear()


def test_the_keeper_does_what_is_due_one_thing_after_the_other(
    settings: Settings, jobs: Jobs, path: Path, tmp_path: Path
) -> None:
    keeper = BackupKeeper(path, jobs, settings, jobs)
    set_places(Places(second=str(tmp_path)))
    seen = [due_care(path)]
    while seen[-1] is not Care.NOTHING:
        keeper.look()
        seen.append(due_care(path))
    assert seen == [Care.SECOND, Care.TRUTH, Care.DRILL, Care.NOTHING]


def test_a_failed_job_leads_to_the_log_once_there_is_one(qtbot: QtBot, appearance: Appearance, home: Path) -> None:
    window, jobs = QWidget(), Jobs(immediate=True)
    qtbot.addWidget(window)
    panel = JobsPanel(appearance, jobs, window)
    panel.open()
    assert panel.log_link.isHidden()
    log_file().parent.mkdir(parents=True)
    log_file().write_text("something")
    panel.open()
    assert not panel.log_link.isHidden()
    jobs.close()


def test_the_help_page_leads_to_what_it_speaks_of(
    qtbot: QtBot, appearance: Appearance, settings: Settings, path: Path
) -> None:
    page = DataSection(appearance, settings, path)
    qtbot.addWidget(page)
    assert page.show_matching(str(folder_of(path)))
    assert page.show_matching("trash")
    assert not page.show_matching("no such words")
