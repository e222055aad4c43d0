"""The page of what was taught, on a big library of invented cases with some years of classes."""

import argparse
import os
import random
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import UseRecord
from casedesk.domain.teaching_figures import Period
from casedesk.storage.library import Library
from casedesk.tasks.teaching_figures import taught_so_far
from tests.benchmarks.library_speed import library_of, say, timed

_TODAY = date.today()  # noqa: DTZ011 - the page looks at the year up to now
_CASES_A_CLASS, _GROUPS, _DAYS = 8, 12, 700


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("figures", help=run.__doc__)
    command.add_argument("--cases", type=int, default=10_000)
    command.add_argument("--uses", type=int, default=500)
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Reading what was taught, another period of it, and the page from the click until its figures are there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(library_of(options), folder))
        with Library.open(path) as library:
            _teach(library, options.uses, options.cases)
        say("what was taught, from the file on", [timed(lambda: taught_so_far(path))[0] for _ in range(5)])
        taught = taught_so_far(path)
        for period in Period:
            seconds = [timed(lambda period=period: taught.figures(period, None, _TODAY))[0] for _ in range(20)]
            say(f"its figures, {period}", seconds)
        say("the page, until its figures are there", _page(path))


def _teach(library: Library, count: int, cases: int) -> None:
    dice = random.Random(7)
    uses = [
        UseRecord(
            at + 1,
            dice.randint(1, cases),
            None,
            f"{at // _CASES_A_CLASS % _GROUPS + 1} 班",
            _TODAY - timedelta(days=at // _CASES_A_CLASS * 11 % _DAYS),
            20,
            dice.randint(8, 40),
        )
        for at in range(count)
    ]
    library.apply(Edit("teach", tuple(Replacement(None, use) for use in uses)))


def _page(path: Path) -> list[float]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CASEDESK_HOME"] = tempfile.mkdtemp()

    from PySide6.QtWidgets import QApplication  # after the environment is set

    from casedesk.ui.settings import Settings
    from casedesk.ui.starting import Desk

    app = QApplication([])
    settings = Settings()
    settings.sample_seen = True
    desk = Desk(app, settings)
    assert desk.open(path)
    window = desk.window
    assert window is not None
    window.resize(1440, 900)
    window.show()
    while len(window.pages.existing()) < 3 or window.jobs.running:
        app.processEvents()
    start = time.perf_counter()
    window.actions_table.action("plan.figures").trigger()
    while not window.pages.figures.figures.cases:
        app.processEvents()
    app.processEvents()
    seconds = time.perf_counter() - start
    window.close()
    return [seconds]
