"""The window's ear for those who start the program a second time."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from casedesk.tasks.first_window import calls_folder, take_calls


class SecondStarts(QObject):
    """Listens for calls to the window of one library."""

    called = Signal(tuple)
    """Somebody wants the window to come forward, and to read these files; perhaps none."""

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        folder = calls_folder(library)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:  # then a second start opens a window of its own that can only read
            return
        take_calls(library)  # of those who have long given up
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._answer)

    def _answer(self) -> None:
        for files in take_calls(self._library):
            self.called.emit(files)
