"""The parts that every page is made of: real ones, small, below a temporary folder."""

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.storage.library import Library
from casedesk.ui.actions import Actions
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.jobs import Jobs
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance

MILLISECONDS = 30_000


class PatientBot(QtBot):
    """Waits half a minute for what comes at once on a machine with nothing else to do."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
            setattr(self, name, functools.partial(getattr(self, name), timeout=MILLISECONDS))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages laid out by whatever the machine has would take seconds; who wants some names a program."""
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", "")


@pytest.fixture
def app(qapp: object) -> QApplication:
    return cast(QApplication, qapp)


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings()


@pytest.fixture
def appearance(app: QApplication, settings: Settings) -> Appearance:
    return Appearance(app, settings)


@pytest.fixture
def actions(appearance: Appearance, settings: Settings) -> Actions:
    return Actions(appearance, settings)


@pytest.fixture
def jobs(app: QApplication) -> Iterator[Jobs]:
    """Jobs that are done when `start` returns."""
    made = Jobs(immediate=True)
    yield made
    made.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.casedesk") as opened:
        yield opened


@pytest.fixture
def session(app: QApplication, library: Library) -> LibrarySession:
    return LibrarySession(library)


@pytest.fixture
def search(app: QApplication, library: Library) -> Iterator[CaseSearch]:
    """A search that answers within the call."""
    made = CaseSearch(library.path, immediate=True)
    yield made
    made.close()


@pytest.fixture
def parts(
    session: LibrarySession,
    search: CaseSearch,
    jobs: Jobs,
    actions: Actions,
    appearance: Appearance,
    settings: Settings,
) -> Parts:
    return Parts(session, search, jobs, actions, appearance, settings)


def type_text(widget: QWidget, text: str) -> None:
    """Type as an input method does; pytest-qt's key clicks cannot write Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
