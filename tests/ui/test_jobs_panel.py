"""The panel of jobs: what came of each, and what it did from beginning to end, to read and to copy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.errors import BadInputError
from casedesk.texts import N_
from casedesk.ui.job_row import JobRow
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.jobs_panel import JobsPanel
from casedesk.ui.theme import Appearance

CLIENT = "Lindqvist"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


@pytest.fixture
def panel(window: QWidget, appearance: Appearance, jobs: Jobs) -> JobsPanel:
    made = JobsPanel(appearance, jobs, window)
    made.open()
    return made


def words_of(panel: JobsPanel, qtbot: QtBot) -> tuple[str, str]:
    """What the newest row shows once it is unfolded, and what it copies."""
    row = panel.findChildren(JobRow)[-1]
    qtbot.waitUntil(row.isVisible)
    row.unfold.click()
    assert row.story.isVisible()
    qtbot.mouseClick(row.copy, Qt.MouseButton.LeftButton)
    return row.story.text(), QGuiApplication.clipboard().text()


def ignore(_result: object) -> None:
    return None


def test_what_came_of_a_job_and_what_it_did(qtbot: QtBot, jobs: Jobs, panel: JobsPanel) -> None:
    def work(progress: Progress) -> int:
        for at, name in enumerate(("a.docx", "b.docx")):
            progress.report(at, 2, name)
        return 7

    jobs.start("Import 2 files", work, done=ignore, told=lambda found: f"{found} cases found")
    story, copied = words_of(panel, qtbot)
    assert [line.split("  ", 1)[1] for line in story.splitlines()] == ["Begun", "a.docx", "b.docx", "7 cases found"]
    assert copied == f"Import 2 files\n{story}"


def test_a_refusal_is_its_sentence(qtbot: QtBot, jobs: Jobs, panel: JobsPanel) -> None:
    def work(_progress: Progress) -> None:
        raise BadInputError(N_("There is no file “{path}”."), path="a.docx")

    jobs.start("Read", work, done=ignore, failed=ignore)
    story, _copied = words_of(panel, qtbot)
    assert story.endswith("There is no file “a.docx”.")


def test_a_bug_is_copied_with_its_place_and_without_its_words(qtbot: QtBot, jobs: Jobs, panel: JobsPanel) -> None:
    def stumble(_progress: Progress) -> None:
        raise LookupError(CLIENT)

    jobs.start("Merge", stumble, done=ignore, failed=ignore)
    story, copied = words_of(panel, qtbot)
    assert "What was shown as saved is saved." in story
    assert "in stumble" in copied
    assert copied.endswith("LookupError")
    assert CLIENT not in story + copied


def test_of_a_long_story_the_beginning_and_the_end_are_shown(qtbot: QtBot, jobs: Jobs, panel: JobsPanel) -> None:
    def work(progress: Progress) -> None:
        for at in range(500):
            progress.report(at, 500, f"file {at}")

    jobs.start("Import", work, done=ignore)
    story, copied = words_of(panel, qtbot)
    assert len(story.splitlines()) <= 14
    assert story.splitlines()[0].endswith("Begun")
    assert "file 499" in story
    assert len(copied.splitlines()) <= 203


def test_more_jobs_than_the_window_has_room_for_are_scrolled(
    qtbot: QtBot, jobs: Jobs, panel: JobsPanel, window: QWidget
) -> None:
    window.resize(800, 220)
    for at in range(6):
        jobs.start(f"Backup {at}", ignore, done=ignore, told=lambda _: "Backed up and proved: 1 MB")
    panel.place(30)
    assert panel.geometry().bottom() <= window.height()
    window.resize(800, 900)
    panel.place(30)
    assert panel.height() > 220
