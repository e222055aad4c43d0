"""How long the window's event loop stands still while thousands of cases change in one edit."""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from tests.benchmarks.library_speed import library_of, say
from tests.benchmarks.typing_stall import TOO_LONG

if TYPE_CHECKING:
    from casedesk.ui.session import LibrarySession

BEAT = 2
"""Milliseconds between two beats of the loop."""
REST = 3000
"""Milliseconds for the list to follow before the next step."""


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("bulk", help=bulk.__doc__)
    command.add_argument("--cases", type=int, default=10_000)
    command.add_argument("--changed", type=int, default=10_000)
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=bulk)


def bulk(options: argparse.Namespace) -> None:
    """Gaps between the beats of a timer while many cases are changed in the real window, step by step."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CASEDESK_HOME"] = tempfile.mkdtemp()
    path = Path(shutil.copy(library_of(options), tempfile.mkdtemp()))

    from PySide6.QtCore import QTimer  # after the environment is set
    from PySide6.QtWidgets import QApplication

    from casedesk.ui.settings import Settings
    from casedesk.ui.starting import Desk

    app = QApplication([])
    desk = Desk(app, Settings())
    assert desk.open(path)
    assert desk.window is not None
    assert desk.session is not None
    session = desk.session
    desk.window.show_page("library")
    steps = _steps(session, session.library.cases.ids()[: options.changed])
    gaps: list[float] = []
    last = began = time.perf_counter()
    doing = ""

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    def tell() -> None:
        if doing:
            long = [gap for gap in gaps if gap > TOO_LONG]
            say(f"{doing}: gaps", gaps)
            print(
                f"{'':44}{max(gaps) * 1000:9.1f} ms the longest, {len(long)} over {TOO_LONG * 1000:.0f} ms", flush=True
            )

    def go_on() -> None:
        nonlocal doing, began
        tell()
        doing, work = next(steps, ("", app.quit))
        gaps.clear()
        began = time.perf_counter()
        work()

    def rest() -> None:
        print(f"{doing:44}{(time.perf_counter() - began) * 1000:9.1f} ms until it is on disk", flush=True)
        QTimer.singleShot(REST, go_on)

    heart = QTimer()
    heart.timeout.connect(beat)
    heart.start(BEAT)
    session.freed.connect(rest)
    QTimer.singleShot(REST, go_on)
    app.exec()
    desk.close()


def _steps(session: "LibrarySession", ids: tuple[int, ...]) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done, one after the other, each with its name."""

    def change(name: str, after: Callable[[Case], Case]) -> Callable[[], None]:
        now = datetime.now(UTC)

        def make(library: Library) -> Edit:
            cases = library.cases.get_many(ids)
            return Edit(name, tuple(Replacement(case, replace(after(case), modified=now)) for case in cases))

        return lambda: session.change_many(name, len(ids), make)

    n = f"{len(ids):,} cases"
    yield f"a tag more in {n}", change("tag", lambda case: case.with_values(Facet.TAG, (*case.tags, "新标签")))
    yield "that taken back", session.undo
    yield f"a sentence more in {n}", change("text", _told_longer)
    yield "that taken back", session.undo
    yield f"{n} to the trash", change("trash", lambda case: replace(case, trashed=datetime.now(UTC)))
    yield "that taken back", session.undo


def _told_longer(case: Case) -> Case:
    first, *others = case.sections
    return replace(case, sections=(replace(first, html=first.html + "<p>又补了一句话。</p>"), *others))
