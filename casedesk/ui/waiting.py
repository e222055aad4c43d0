"""Work that nothing else can go on beside, while no window is open: a thread does it, and a small window says so."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QThread
from PySide6.QtWidgets import QProgressDialog
from typing_extensions import override

T = TypeVar("T")
_TOLD_AFTER = 400
"""Milliseconds; what is done sooner needs no window."""


class _Thread(QThread, Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__()
        self._work = work
        self.result: list[T] = []
        self.error: Exception | None = None

    @override
    def run(self) -> None:
        try:
            self.result.append(self._work())
        except Exception as error:  # noqa: BLE001 - it is raised again on the thread that waits
            self.error = error


def wait_for(words: str, work: Callable[[], T]) -> T:
    """What `work` returns or raises; it cannot be stopped half-way."""
    dialog = QProgressDialog(words, "", 0, 0)
    dialog.setWindowTitle("CaseDesk")
    dialog.setCancelButton(None)  # pyright: ignore[reportArgumentType] - Qt's own way to have none
    dialog.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
    dialog.setMinimumDuration(_TOLD_AFTER)
    dialog.setValue(0)
    thread = _Thread(work)
    loop = QEventLoop()
    thread.finished.connect(loop.quit)
    thread.start()
    loop.exec()
    thread.wait()
    dialog.close()
    dialog.deleteLater()
    thread.deleteLater()
    if thread.error is not None:
        raise thread.error
    return thread.result[0]
