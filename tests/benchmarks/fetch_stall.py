"""How long the window's event loop stands still while thousands of cases are sent, looked through and fetched."""

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

from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from casedesk.tasks import exchange
from casedesk.tasks.exchange_place import exchange_place, keep_exchange_place
from tests.benchmarks.library_speed import library_of, say
from tests.benchmarks.typing_stall import TOO_LONG
from tests.benchmarks.writing_stall import BEAT, REST

if TYPE_CHECKING:
    from casedesk.ui.main_window import MainWindow


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("fetch", help=fetch.__doc__)
    command.add_argument("--cases", type=int, default=10_000)
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=fetch)


def fetch(options: argparse.Namespace) -> None:
    """Gaps between the beats of a timer while the real window sends all it has, and fetches as much."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    place = Path(tempfile.mkdtemp())
    office = Path(shutil.copy(library_of(options), place / "office.casedesk"))
    _send(office, place)
    os.environ["CASEDESK_HOME"] = str(place / "notebook")
    keep_exchange_place(replace(exchange_place(), folder=str(place / "exchange"), computer="notebook"))

    from PySide6.QtCore import QTimer  # after the environment is set
    from PySide6.QtWidgets import QApplication

    from casedesk.ui.settings import Settings
    from casedesk.ui.starting import Desk

    app = QApplication([])
    desk = Desk(app, Settings())
    assert desk.open(place / "notebook.casedesk")
    assert desk.window is not None
    window = desk.window
    steps = _steps(window, office, place)
    gaps: list[float] = []
    last = began = time.perf_counter()
    doing, is_over = "", _never

    def beat() -> None:
        nonlocal last, doing, is_over
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
        if doing and is_over():
            name, doing = doing, ""
            long = [gap for gap in gaps if gap > TOO_LONG]
            print(f"{name:44}{(now - began) * 1000:9.1f} ms until it is done", flush=True)
            say("gaps", gaps)
            worst = f"the longest, {len(long)} over {TOO_LONG * 1000:.0f} ms"
            print(f"{'':44}{max(gaps) * 1000:9.1f} ms {worst}", flush=True)
            QTimer.singleShot(REST, go_on)

    def go_on() -> None:
        nonlocal doing, began, is_over, last
        step = next(steps, None)
        if step is None:
            app.quit()
            return
        gaps.clear()
        began = last = time.perf_counter()
        doing, work, is_over = step
        work()

    heart = QTimer()
    heart.timeout.connect(beat)
    heart.start(BEAT)
    QTimer.singleShot(REST, go_on)
    app.exec()
    desk.close()
    shutil.rmtree(place)


def _never() -> bool:
    return False


_Step = tuple[str, Callable[[], object], Callable[[], bool]]


def _steps(window: "MainWindow", office: Path, place: Path) -> Iterator[_Step]:
    """What is done, one after the other: its name, how it is begun, and how one sees that it is over."""
    command, pages, session = window.actions_table.action, window.pages, window.session

    def is_idle() -> bool:
        return not session.is_writing and not window.jobs.running

    def is_shown() -> bool:
        return window.page == "exchange" and is_idle()

    def is_added() -> bool:
        return window.page == "library" and is_idle()

    total = session.library.cases.count()
    yield "everything is new: looked through", command("file.fetch").trigger, is_shown
    yield "taken over", pages.exchange.add, is_added
    print(f"{session.library.cases.count() - total:,} cases came in")
    _edit(office, place)
    yield "every second one is newer: looked through", command("file.fetch").trigger, is_shown
    yield "taken over", pages.exchange.add, is_added
    yield "sent back", command("file.send").trigger, is_idle


def _send(office: Path, place: Path) -> None:
    home = os.environ.get("CASEDESK_HOME")
    os.environ["CASEDESK_HOME"] = str(place / "office")
    (place / "exchange").mkdir(exist_ok=True)
    keep_exchange_place(replace(exchange_place(), folder=str(place / "exchange"), computer="office"))
    with Library.open(office) as library:
        began = time.perf_counter()
        who = exchange.sender(library)
        written = exchange.send(library, who)
        exchange.remember_sending(library, who, written)
        seconds = time.perf_counter() - began
    print(f"sent {written.cases:,} cases in {seconds:.1f} s, {written.size / 1e6:.1f} MB", flush=True)
    if home is not None:
        os.environ["CASEDESK_HOME"] = home


def _edit(office: Path, place: Path) -> None:
    now = datetime.now(UTC)
    with Library.open(office) as library:
        cases = library.cases.get_many(library.cases.ids()[::2])
        steps = tuple(Replacement(case, replace(case, title=case.title + "!", modified=now)) for case in cases)
        library.apply(Edit("edit", steps))
    _send(office, place)
