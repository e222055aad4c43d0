"""Every test runs without a screen, in a home of its own, in English; and noise is failure."""

import importlib
import logging
import os
import pkgutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import casedesk
from casedesk import texts

SECONDS_FOR_A_THREAD_TO_END = 30.0

# The same examples in every run, however slow the machine; `pytest --hypothesis-profile=search` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("same")


def pytest_collection_finish() -> None:
    """Hypothesis draws from the constants of all modules that are loaded: let them be the same in every order."""
    for module in pkgutil.walk_packages(casedesk.__path__, "casedesk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's own data folder, which need not exist yet."""
    folder = tmp_path_factory.mktemp("home") / "casedesk"
    monkeypatch.setenv("CASEDESK_HOME", str(folder))
    return folder


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without LibreOffice, where handouts tell no pages and take no seconds."""
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", "")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    texts.set_language("en")
    yield
    texts.set_language("en")


@pytest.fixture(autouse=True)
def _no_stray_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects a warning in the log looks at it and then calls `caplog.clear()`."""
    yield
    stray = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    if stray:
        pytest.fail("stray log: " + "; ".join(f"{record.name}: {record.getMessage()}" for record in stray))


@pytest.fixture(autouse=True)
def _no_leaked_thread() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    # Threads of Qt's that ran Python code stay on the list as dummies, long after they have ended.
    ours = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in ours:
        thread.join(SECONDS_FOR_A_THREAD_TO_END)
    if leaked := [thread.name for thread in ours if thread.is_alive()]:
        pytest.fail(f"threads left running: {leaked}")


@pytest.fixture(autouse=True)
def _no_leaked_window() -> Iterator[None]:
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    if left:
        pytest.fail(f"windows left open: {left}; give them to qtbot.addWidget")


@pytest.fixture(autouse=True)
def _nothing_left_on_the_clipboard() -> Iterator[None]:
    """Without a screen Qt frees what lies there after Python has ended, which a QMimeData of ours does not survive."""
    yield
    if "PySide6.QtGui" not in sys.modules:
        return
    from PySide6.QtGui import QGuiApplication

    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()
