"""What a backup costs: its time against a bare copy of the file, and how long the window stands still meanwhile."""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.library_speed import library_of
from tests.benchmarks.writing_stall import BEAT


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("backup", help=backup.__doc__)
    command.add_argument("--cases", type=int, default=100_000)
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=backup)


def backup(options: argparse.Namespace) -> None:
    """A backup, written, proved and on the disk, beside the real window, and the same file merely copied."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        os.environ["CASEDESK_HOME"] = folder
        path = Path(shutil.copy(library_of(options), folder))
        bare = _bare_copy(path)
        took, longest = _beside_the_window(path)
    print(
        f"cp and sync {bare:.2f} s; backup, proved {took:.2f} s; the window stood still {longest * 1000:.0f} ms at most"
    )


def _bare_copy(path: Path) -> float:
    began = time.perf_counter()
    target = path.with_suffix(".bare")
    shutil.copyfile(path, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    target.unlink()
    return time.perf_counter() - began


def _beside_the_window(path: Path) -> tuple[float, float]:
    from PySide6.QtCore import QTimer  # after the environment is set
    from PySide6.QtWidgets import QApplication

    from casedesk.ui.settings import Settings
    from casedesk.ui.starting import Desk

    app = QApplication([])
    desk = Desk(app, Settings())
    assert desk.open(path)
    assert desk.window is not None
    window = desk.window
    gaps: list[float] = []
    last = began = 0.0
    took = 0.0

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    def start() -> None:
        nonlocal last, began
        last = began = time.perf_counter()
        window.jobs.finished.connect(end)
        clock.start(BEAT)
        window.actions_table.action("file.backup").trigger()

    def end(_job: object) -> None:
        nonlocal took
        took = time.perf_counter() - began
        clock.stop()
        app.quit()

    clock = QTimer(app)
    clock.timeout.connect(beat)
    QTimer.singleShot(5000, start)
    app.exec()
    desk.close()
    return took, max(gaps)
