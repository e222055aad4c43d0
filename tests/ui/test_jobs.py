"""Jobs: work in a thread, answers on the main thread, and nothing after a cancel."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from casedesk.domain.errors import BadInputError
from casedesk.texts import N_
from casedesk.ui.jobs import Job, Jobs, JobState, Progress


@pytest.fixture
def threaded(app: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_work_runs_elsewhere_and_is_answered_here(qtbot: QtBot, threaded: Jobs) -> None:
    where: list[int] = []
    answers: list[tuple[int, int]] = []

    def work(progress: Progress) -> int:
        where.append(threading.get_ident())
        return 42

    job = threaded.start("Count", work, done=lambda result: answers.append((result, threading.get_ident())))
    qtbot.waitUntil(lambda: job.state is JobState.DONE)
    assert answers == [(42, threading.get_ident())]
    assert where[0] != threading.get_ident()


def test_a_flood_of_reports_arrives_as_the_newest(qtbot: QtBot, threaded: Jobs) -> None:
    def work(progress: Progress) -> None:
        for done in range(1, 10_001):
            progress.report(done, 10_000, f"{done}")

    job = threaded.start("Read", work, done=lambda _: None)
    seen = QSignalSpy(job.progressed)
    qtbot.waitUntil(lambda: job.state is JobState.DONE)
    assert (job.done, job.total, job.text) == (10_000, 10_000, "10000")
    assert 1 <= seen.count() < 10_000
    assert job.share == 1.0


def test_a_cancelled_job_answers_nobody(qtbot: QtBot, threaded: Jobs) -> None:
    begun, answers = threading.Event(), list[object]()

    def work(progress: Progress) -> str:
        begun.set()
        while True:
            progress.stop_if_cancelled()

    job = threaded.start("Long", work, done=answers.append, failed=answers.append)
    assert begun.wait(5)
    job.cancel()
    assert job.is_cancelling
    qtbot.waitUntil(lambda: job.state is JobState.CANCELLED)
    assert answers == []


def test_what_nobody_takes_goes_to_the_window(qtbot: QtBot, threaded: Jobs) -> None:
    def work(progress: Progress) -> None:
        raise BadInputError(N_("There is no file “{path}”."), path="a.docx")

    failed = QSignalSpy(threaded.failed)
    job = threaded.start("Read", work, done=lambda _: None)
    qtbot.waitUntil(lambda: job.state is JobState.FAILED)
    assert str(failed.at(0)[0]) == "There is no file “a.docx”."
    assert threaded.running == ()


def test_what_nobody_waits_for_any_more_is_no_bug(qtbot: QtBot, threaded: Jobs) -> None:
    class Page(QObject):
        answers = 0

        def take(self, _result: object) -> None:
            self.answers += 1
            self.setObjectName("answered")  # a bug, once Qt's side of it is gone

    page, may_end = Page(), threading.Event()
    job = threaded.start("Read", lambda _: may_end.wait(), done=page.take)
    delete(page)
    may_end.set()
    qtbot.waitUntil(lambda: job.state is JobState.DONE)
    assert page.answers == 0


def test_immediate_jobs_are_done_when_start_returns(jobs: Jobs) -> None:
    answers: list[int] = []
    finished = QSignalSpy(jobs.finished)
    job = jobs.start("Now", lambda _: 1, done=answers.append)
    assert answers == [1]
    assert isinstance(finished.at(0)[0], Job)
    assert job.state is JobState.DONE


def test_the_panel_can_show_the_last_jobs_newest_first(jobs: Jobs) -> None:
    for number in range(30):
        jobs.start(str(number), lambda _: None, done=lambda _: None)
    assert [job.title for job in jobs.all[:2]] == ["29", "28"]
    assert len(jobs.all) == 20


def test_what_is_drawn_is_answered_on_the_main_thread_and_nobody_is_told(qtbot: QtBot, app: object) -> None:
    jobs = Jobs()
    told: list[object] = []
    jobs.started.connect(told.append)
    jobs.finished.connect(told.append)
    answers: list[tuple[int, threading.Thread]] = []
    jobs.draw(lambda: 7, lambda result: answers.append((result, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(7, threading.main_thread())]
    assert told == []
    assert jobs.all == ()
    jobs.close()
    jobs.draw(lambda: 8, lambda result: answers.append((result, threading.current_thread())))
    assert len(answers) == 1


def test_a_drawing_that_fails_is_told(qtbot: QtBot, app: object) -> None:
    jobs = Jobs()
    told: list[Exception] = []
    jobs.failed.connect(told.append)
    jobs.draw(lambda: 1 // 0, lambda _result: None)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)
    jobs.close()
