"""How long the window's thread works for each step of a review of thousands of drafts."""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text
from casedesk.tasks.import_documents import ReadFile
from casedesk.tasks.originals import at_hand
from tests.benchmarks.import_speed import told
from tests.benchmarks.invented_cases import invented_cases
from tests.benchmarks.library_speed import say

_ROUNDS = 12


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("review", help=review.__doc__)
    command.add_argument("--drafts", type=int, default=2000)
    command.set_defaults(run=review)


def review(options: argparse.Namespace) -> None:
    """Open a review, go to the next draft, decide, move a boundary, find, filter: processor time of the window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CASEDESK_HOME"] = tempfile.mkdtemp()

    from PySide6.QtCore import Qt  # after the environment is set
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from casedesk.storage.library import Library
    from casedesk.ui.actions import Actions
    from casedesk.ui.case_search import CaseSearch
    from casedesk.ui.jobs import Jobs
    from casedesk.ui.parts import Parts
    from casedesk.ui.review.draft_rows import DraftFilter
    from casedesk.ui.review.import_page import ImportPage
    from casedesk.ui.session import LibrarySession
    from casedesk.ui.settings import Settings
    from casedesk.ui.theme import Appearance

    app = QApplication([])
    settings = Settings()
    appearance = Appearance(app, settings)
    library = Library.open(Path(os.environ["CASEDESK_HOME"], "library.casedesk"))
    jobs = Jobs(immediate=True)
    page = ImportPage(
        Parts(
            session=LibrarySession(library),
            search=CaseSearch(library.path, immediate=True),
            jobs=jobs,
            actions=Actions(appearance, settings),
            appearance=appearance,
            settings=settings,
        )
    )
    page.resize(1280, 800)
    page.show()
    file = _file(options.drafts)
    drafts = len(file.proposal.drafts)
    print(f"{drafts:,} drafts, {len(file.proposal.source.text):,} characters")
    state, pane = page.state, page.review

    def measured(what: str, act: Callable[[int], object], rounds: int = _ROUNDS) -> None:
        """What the thread of the window works for an act and all that it brings about, but for keeping the review."""
        taken: list[float] = []
        for at in range(rounds):
            page.save_now()
            app.processEvents()
            before = time.thread_time()
            act(at)
            app.processEvents()
            app.processEvents()
            taken.append(time.thread_time() - before)
        say(what, taken)

    def opened(_: int) -> None:
        state.close()
        page._open([file], name="review", batch=None)

    def moved(_: int) -> None:
        QTest.keyClick(pane.source, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    def typed(at: int) -> None:
        pane.finder.line.setText("投诉热水道歉电话"[at % 8])
        pane.finder.step(1)

    opened(0)
    app.processEvents()
    measured("open", opened)
    measured("next draft, by the arrow", lambda _: QTest.keyClick(pane.drafts, Qt.Key.Key_Down))
    measured("next draft in the text, far off", lambda at: state.select((at * 397 + 150) % drafts))
    measured("keep and go on", lambda _: QTest.keyClick(pane.drafts, Qt.Key.Key_Return))
    state.select(drafts // 2)
    measured("move a boundary", moved)
    measured("undo that", lambda _: state.undo_stack.undo())
    measured("split", lambda _: state.split((state.draft.start + state.draft.end) // 2) if state.draft else None)
    measured("join", lambda _: state.join())
    pane.finder.open()
    measured("find", typed)
    pane.finder.leave()
    filters = list(DraftFilter)
    measured("filter", lambda at: pane.head.show_filter(filters[at % len(filters)]))
    measured("leave", lambda _: (opened(0), state.close()), 3)
    opened(0)
    kept: list[float] = []
    for at in range(_ROUNDS):
        state.select(at)
        QTest.keyClick(pane.drafts, Qt.Key.Key_Delete)
        before = time.thread_time()
        page.save_now()
        kept.append(time.thread_time() - before)
    say("keep the review after a step", kept)
    print(f"{'peak memory':44}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB")
    state.close()
    jobs.close()
    library.close()


def _file(drafts: int) -> ReadFile:
    lines = [line for number, case in enumerate(invented_cases(drafts), 1) for line in told(number, case)]
    text = "\n".join(lines)
    return ReadFile("collection.txt", at_hand(text.encode()), propose(read_text(text, "collection.txt")))
