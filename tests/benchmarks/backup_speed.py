"""What a backup costs: its time and size against a bare copy of the file, without and with originals, and how long the
window stands still meanwhile."""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Document
from casedesk.storage.library import Library
from tests.benchmarks.library_speed import library_of
from tests.benchmarks.writing_stall import BEAT

MB = 1_000_000


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("backup", help=backup.__doc__)
    command.add_argument("--cases", type=int, default=100_000)
    command.add_argument("--originals", type=int, default=1000, help="in MB")
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=backup)


def backup(options: argparse.Namespace) -> None:
    """Backups, written, proved and on the disk, beside the real window, and the same file merely copied."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        os.environ["CASEDESK_HOME"] = folder
        path = Path(shutil.copy(library_of(options), folder))
        for name, megabytes in (("cases alone", 0), ("with originals", options.originals), ("one more original", 1)):
            _add_originals(path, megabytes)
            bare = _bare_copy(path)
            before = _size_of_backups(folder)
            took, longest, idle = _beside_the_window(path)
            print(
                f"{name}: library {path.stat().st_size / 1e6:,.0f} MB, cp and sync {bare:.1f} s; "
                f"backup {took:.1f} s, {(_size_of_backups(folder) - before) / 1e6:,.0f} MB more on the disk; "
                f"the window stood still {longest * 1000:.0f} ms at most, {idle * 1000:.0f} ms without a backup",
                flush=True,
            )


def _add_originals(path: Path, megabytes: int) -> None:
    with Library.open(path) as library:
        for _ in range(megabytes):
            document = Document(
                id=library.new_id(Document), name="a.docx", digest=library.documents.keep(os.urandom(MB))
            )
            library.apply(Edit("add", (Replacement(None, document),)))


def _size_of_backups(folder: str) -> int:
    return sum(file.stat().st_size for file in Path(folder, "backups").rglob("*") if file.is_file())


def _bare_copy(path: Path) -> float:
    began = time.perf_counter()
    target = path.with_suffix(".bare")
    shutil.copyfile(path, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    target.unlink()
    return time.perf_counter() - began


def _beside_the_window(path: Path) -> tuple[float, float, float]:
    """The seconds of a backup, and the longest the window stood still meanwhile and in ten seconds before."""
    from PySide6.QtCore import QTimer  # after the environment is set
    from PySide6.QtWidgets import QApplication

    from casedesk.ui.settings import Settings
    from casedesk.ui.starting import Desk

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    desk = Desk(app, Settings())
    assert desk.open(path)
    assert desk.window is not None
    window = desk.window
    gaps: list[float] = []
    idle: list[float] = []
    last = began = 0.0
    took = 0.0

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    def start() -> None:
        nonlocal last, began
        idle.extend(gaps)
        gaps.clear()
        last = began = time.perf_counter()
        window.jobs.finished.connect(end)
        window.actions_table.action("file.backup").trigger()

    def end(_job: object) -> None:
        nonlocal took
        took = time.perf_counter() - began
        clock.stop()
        app.quit()

    def idle_first() -> None:
        nonlocal last
        last = time.perf_counter()
        clock.start(BEAT)
        QTimer.singleShot(10_000, start)

    clock = QTimer(app)
    clock.timeout.connect(beat)
    QTimer.singleShot(5000, idle_first)
    app.exec()
    desk.close()
    return took, max(gaps), max(idle)
