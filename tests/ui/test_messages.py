"""Exceptions that nobody caught: told once, after what failed is over, and the window lives."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QWidget
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


class Deaf(QWidget):
    """Fails at every press of a mouse button, in the middle of Qt's own handling of it."""

    presses = 0

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress:
            self.presses += 1
            raise RuntimeError(WORDS)
        return super().event(event)


class Meddler(QObject):
    """Watches another widget and fails at every key."""

    keys = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress:
            self.keys += 1
            raise RuntimeError(WORDS)
        return False


def test_an_event_that_fails_is_told_once_and_the_next_ones_arrive(
    reporter: BugReporter, told: list[str], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    deaf, button = Deaf(), QPushButton()
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    for widget in (deaf, button):
        qtbot.addWidget(widget)
        widget.show()
    left, place = Qt.MouseButton.LeftButton, QPointF(2, 2)
    for _ in range(3):  # as they come from the screen, with no Python below that would hear of the exception
        press = QMouseEvent(QEvent.Type.MouseButtonPress, place, place, left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.postEvent(deaf, press)
    qtbot.waitUntil(lambda: deaf.presses == 3 and len(told) == 1 and not reporter.is_telling, timeout=30_000)
    assert told[0].endswith("RuntimeError")
    assert WORDS not in told[0] + caplog.text
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == [True]
    caplog.clear()


def test_a_watcher_that_fails_does_not_take_the_keys_away(
    reporter: BugReporter, told: list[str], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    line, meddler = QLineEdit(), Meddler()
    qtbot.addWidget(line)
    line.installEventFilter(meddler)
    line.show()
    for letter in "abc":
        QApplication.postEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    qtbot.waitUntil(lambda: meddler.keys == 3 and len(told) == 1 and not reporter.is_telling, timeout=30_000)
    assert line.text() == "abc"
    caplog.clear()
