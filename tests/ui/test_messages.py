"""Exceptions that nobody caught: told once, after what failed is over, and the window lives."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from casedesk.ui.messages import BugReporter

WORDS = "what a client said"


class Broken(QWidget):
    """Fails while it is painted, with the painter still at work."""

    paints = 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        painter = QPainter(self)
        painter.drawPoint(1, 1)
        raise RuntimeError(WORDS)


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[list[str]]:
    """The details of every dialog that was shown; each is closed at once."""
    seen: list[str] = []

    def look() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                seen.append(box.detailedText())
                box.defaultButton().click()

    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(look)
    timer.start()
    yield seen
    timer.stop()


@pytest.fixture
def reporter(qtbot: QtBot) -> Iterator[BugReporter]:
    before = sys.excepthook
    made = BugReporter(lambda: None)
    made.install()
    yield made
    sys.excepthook = before


def test_a_paint_that_fails_is_told_once_and_the_window_lives(
    reporter: BugReporter, told: list[str], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Broken()
    qtbot.addWidget(broken)
    broken.show()
    qtbot.waitUntil(lambda: len(told) == 1 and not reporter.is_telling, timeout=30_000)
    paints = broken.paints
    broken.update()
    qtbot.waitUntil(lambda: broken.paints > paints, timeout=30_000)
    assert not reporter.is_telling
    assert told[0].endswith("RuntimeError")
    assert WORDS not in told[0] + caplog.text
    broken.hide()
    caplog.clear()


def test_a_slot_that_fails_is_told_too(
    reporter: BugReporter, told: list[str], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise LookupError

    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(fail)
    QTimer.singleShot(0, button.click)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told[0].endswith("LookupError")
    caplog.clear()
