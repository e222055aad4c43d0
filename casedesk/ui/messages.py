"""What went wrong, in words: the world's errors as a sentence, our own as a report that can be copied."""

import logging
import math
import platform
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QMetaObject,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QMessageBox, QWidget

import casedesk
from casedesk import paths, texts
from casedesk.domain.errors import CaseDeskError, refusal
from casedesk.log import details, log_file
from casedesk.texts import tr

log = logging.getLogger("casedesk")
_TOLD_AGAIN = 60.0
"""Seconds after which the same bug is worth another dialog."""


def log_qt_messages() -> None:
    """Let Qt's own warnings go to the log."""
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, _context: object, message: str) -> None:
    levels = {QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR}
    log.log(levels.get(kind, logging.DEBUG), "Qt:", extra=details(message))


def sentence_of(error: Exception) -> str:
    """What to tell the user about an exception."""
    if isinstance(error, CaseDeskError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return tr("The computer refused: {reason}.").format(reason=refusal(error))
    return tr("Something went wrong in the program. What was shown as saved is saved.")


def error_report(error: BaseException) -> str:
    """What helps to find a bug: versions and where it happened, without values, which could be a client's words."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return "\n".join(
        (
            f"CaseDesk {casedesk.__version__}",
            f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {platform.platform()}",
            f"{QGuiApplication.platformName()}, {texts.language()}",
            "",
            f"{frames}{type(error).__name__}",
        )
    )


class BugReporter(QObject):
    """Takes exceptions that nobody caught: logs them, shows them once at a time, and the program goes on.

    An error of the world among them is no bug: a page of the library has rotted, a stick was pulled out.

    The dialog waits until the event that failed is over, for that may have been the painting of what lies under it.
    A bug that is met again at once, as by every paint, is not told again at once.
    """

    refused = Signal(object)
    """A CaseDeskError that nobody caught."""

    def __init__(self, window: Callable[[], QWidget | None], parent: QObject | None = None) -> None:
        """`window` gives the window to show the dialog over."""
        super().__init__(parent)
        self._window = window
        self._waiting: tuple[()] | tuple[str, str] = ()
        self._told: dict[str, float] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell)

    @property
    def is_telling(self) -> bool:
        """Whether a dialog is open, or will be in a moment."""
        return bool(self._waiting)

    def install(self) -> None:
        """Take over from Python's own way, which nobody sees in a windowed program."""
        sys.excepthook = self._take

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QGuiApplication.quit()
            return
        if isinstance(error, CaseDeskError):
            log.info("refused: %s", type(error))
            self.refused.emit(error)
        else:
            self.report(error)

    def report(self, error: BaseException) -> None:
        """Log a bug and tell of it."""
        report, place = error_report(error), _place(error)
        traceback.clear_frames(error.__traceback__)  # a painter that lives on in them would break the next painting
        if time.monotonic() - self._told.get(place, -math.inf) < _TOLD_AGAIN:
            return
        self._told[place] = time.monotonic()
        log.error("a bug", extra=details(report))
        if not self._waiting:
            self._waiting = (report, place)
            QMetaObject.invokeMethod(self._soon, "start", Qt.ConnectionType.QueuedConnection)  # whatever thread this is

    def _tell(self) -> None:
        if not self._waiting:
            return
        report, place = self._waiting
        try:
            error_dialog(report, self._window()).exec()
        finally:
            self._waiting = ()
            self._told[place] = time.monotonic()


def _place(error: BaseException) -> str:
    """Where a bug is, whoever called what fails."""
    frames = traceback.extract_tb(error.__traceback__)[-1:]
    return " ".join((type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in frames)))


def error_dialog(report: str, parent: QWidget | None) -> QMessageBox:
    """Plain words, what is safe, and the details to copy, folded."""
    dialog = QMessageBox(parent)
    dialog.setWindowTitle("CaseDesk")
    dialog.setText(tr("Something went wrong in the program."))
    dialog.setInformativeText(
        tr(
            "Everything that was shown as saved is on disk, and you can go on working. If it happens again, please "
            "copy the details and send them to whoever looks after the program. No text of your cases is in them."
        )
    )
    dialog.setDetailedText(report)
    copy = dialog.addButton(tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # a click copies and leaves the dialog open
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    go_on = dialog.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
    dialog.setDefaultButton(go_on)
    dialog.setEscapeButton(go_on)
    return dialog


def ask_before_loss(parent: QWidget, question: str, explanation: str, *, act: str) -> bool:
    """Ask before something that is hard to take back. `act` is the button's words; the safe one has the focus."""
    dialog = QMessageBox(parent)
    dialog.setWindowTitle("CaseDesk")
    dialog.setText(question)
    dialog.setInformativeText(explanation)
    act_button = dialog.addButton(act, QMessageBox.ButtonRole.DestructiveRole)
    act_button.setProperty("kind", "danger")
    cancel = dialog.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    dialog.setDefaultButton(cancel)
    dialog.setEscapeButton(cancel)
    dialog.exec()
    return dialog.clickedButton() is act_button


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say something that must be read before anything else can go on."""
    dialog = QMessageBox(parent)
    dialog.setWindowTitle(title)
    dialog.setText(sentence)
    dialog.setDefaultButton(dialog.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole))
    dialog.exec()


def about_dialog(parent: QWidget, library: Path) -> QMessageBox:
    """Version, promise and where things are."""
    dialog = QMessageBox(parent)
    dialog.setWindowTitle(tr("About CaseDesk"))
    dialog.setIconPixmap(QPixmap(str(paths.resource("icons", "casedesk.svg"))).scaled(64, 64))
    dialog.setText(f"CaseDesk {casedesk.__version__}")
    dialog.setInformativeText(
        tr(
            "A calm desk for trainers who teach with cases. It works offline: no account, no network, no telemetry.\n\n"
            "Library: {library}\nLog: {log}"
        ).format(library=library, log=log_file())
    )
    dialog.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    return dialog
