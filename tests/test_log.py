"""The log never holds a word of a case, whoever logs what; and it never grows large."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casedesk.app import main
from casedesk.cli import verbs
from casedesk.domain.case import Case, State
from casedesk.domain.errors import BadInputError
from casedesk.log import KEPT_FILES, LOG_BYTES, details, log_file, logging_to_file
from casedesk.ui.messages import BugReporter
from tests.builders import make_case

SECRET = "Lindqvist wept: 客人哭了"
Read = Callable[[], str]
FLOORS = ("domain", "storage", "importing", "handout", "tasks", "cli", "ui", "app")


class SadError(Exception):
    """An exception whose own words are a client's."""


def secret_case() -> Case:
    return make_case(f"<p>{SECRET}</p>", id=1, title=SECRET)


def fail_deep() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        told = SadError(SECRET)
        told.add_note(SECRET)
        raise told from error


def as_value(log: logging.Logger) -> None:
    log.warning("a case: %s", SECRET)


def as_record(log: logging.Logger) -> None:
    log.error("a case: %r and %s", secret_case(), [SECRET])


def by_name(log: logging.Logger) -> None:
    log.error("a case: %(title)s", {"title": SECRET})


def as_exception(log: logging.Logger) -> None:
    try:
        fail_deep()
    except SadError:
        log.exception("a bug")


def as_error(log: logging.Logger) -> None:
    log.error("refused: %s", BadInputError("There is no case “{title}”.", title=SECRET))


def as_path(log: logging.Logger) -> None:
    log.warning("unreadable: %s", Path(SECRET) / "a.docx")


@pytest.fixture
def written(home: Path, caplog: pytest.LogCaptureFixture) -> Read:
    """Reads the log; what pytest itself has heard is forgotten."""

    def read() -> str:
        caplog.clear()
        return log_file().read_text("utf-8")

    return read


@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize("tell", [as_value, as_record, by_name, as_exception, as_error, as_path])
def test_no_floor_can_write_a_word_of_a_case(written: Read, floor: str, tell: Callable[[logging.Logger], None]):
    with logging_to_file():
        tell(logging.getLogger(f"casedesk.{floor}.somewhere"))
    found = written()
    assert f"casedesk.{floor}.somewhere" in found
    assert not any(word in found for word in SECRET.split())


def test_what_helps_to_find_a_bug_is_there(written: Read):
    with logging_to_file():
        log = logging.getLogger("casedesk.tasks")
        as_exception(log)
        log.warning("refused: %s, case %s in %s, at %s", SadError, 7, State.PENDING, datetime(2026, 1, 2, tzinfo=UTC))
        log.error("Qt:", extra=details("QWidget::paintEngine: Should no longer be called"))
    found = written()
    assert "in fail_deep" in found
    assert found.index("\nSadError\n") < found.index("\nKeyError\n")
    assert "refused: SadError, case 7 in …, at 2026-01-02" in found
    assert "Should no longer be called" in found


def test_a_verb_that_fails_tells_the_log_where_and_not_what(
    written: Read, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setitem(verbs.VERBS, "check", lambda _args: fail_deep())
    assert main(["check", "--library", "a.casedesk"]) == 1
    found = written()
    assert "in fail_deep" in found
    assert SECRET not in found + capsys.readouterr().err


def test_the_window_tells_the_log_where_and_not_what(written: Read, qapp: object, monkeypatch: pytest.MonkeyPatch):
    reporter = BugReporter(lambda: None)
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.exec", lambda _box: 0)
    with logging_to_file():
        try:
            fail_deep()
        except SadError as error:
            reporter.report(error)
    found = written()
    assert "in fail_deep" in found
    assert "SadError" in found
    assert SECRET not in found


def test_a_run_with_nothing_to_tell_leaves_no_trace(home: Path):
    with logging_to_file():
        pass
    assert not log_file().parent.exists()


def test_it_never_grows_large(home: Path, caplog: pytest.LogCaptureFixture):
    line = "x" * 10_000
    with logging_to_file():
        log = logging.getLogger("casedesk")
        for _ in range(LOG_BYTES * (KEPT_FILES + 2) // len(line)):
            log.warning("Qt:", extra=details(line))
    caplog.clear()
    files = tuple(log_file().parent.iterdir())
    assert len(files) == 1 + KEPT_FILES
    assert all(file.stat().st_size <= LOG_BYTES for file in files)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_log_that_cannot_be_written_says_nothing_of_itself(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "logs").mkdir(parents=True)
    (home / "logs" / "casedesk.log").symlink_to("/dev/full")
    with logging_to_file():
        logging.getLogger("casedesk").info("a sentence")
    assert capsys.readouterr().err == ""
