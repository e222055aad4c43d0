"""How long the window's event loop stands still while somebody types fast into the search box."""

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.library_speed import library_of, say

TYPED = ("投诉", "投诉 热水", "客", "说", "VIP客户", "kfts", "会员积分 OR 礼品卡", "industry:酒店 ", "")
TOO_LONG = 0.05
BEAT, KEY = 2, 90
"""Milliseconds between two beats of the loop, and between two keys."""


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("typing", help=typing.__doc__)
    command.add_argument("--cases", type=int, default=10_000)
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=typing)


def typing(options: argparse.Namespace) -> None:
    """Gaps between the beats of a timer while the real window is typed into: the longest is what a user feels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CASEDESK_HOME"] = tempfile.mkdtemp()
    path = library_of(options)

    from PySide6.QtCore import QTimer  # after the environment is set
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    from casedesk.ui.settings import Settings
    from casedesk.ui.starting import Desk

    app = QApplication([])
    desk = Desk(app, Settings())
    assert desk.open(path)
    window = desk.window
    assert window is not None
    window.show_page("library")
    box = window.pages.library.header.box
    window.activateWindow()
    box.setFocus()
    keys = [word[:end] for word in TYPED for end in range(1, len(word) + 1)]
    gaps: list[float] = []
    long: list[tuple[float, str]] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        if gaps[-1] > TOO_LONG:
            long.append((gaps[-1], box.text()))
        last = now

    def press() -> None:
        if not keys:
            app.quit()
            return
        event = QInputMethodEvent()
        text = keys.pop(0)
        event.setCommitString(text, -len(box.text()), len(box.text()))
        box.end(False)
        QApplication.sendEvent(box, event)

    heart, hand = QTimer(), QTimer()
    heart.timeout.connect(beat)
    hand.timeout.connect(press)
    QTimer.singleShot(3000, gaps.clear)
    QTimer.singleShot(3000, long.clear)
    QTimer.singleShot(3000, lambda: hand.start(KEY))
    heart.start(BEAT)
    app.exec()
    say("gaps of the event loop while typing", gaps)
    print(f"{'the longest':44}{max(gaps) * 1000:9.1f} ms, {len(long)} over {TOO_LONG * 1000:.0f} ms", flush=True)
    for gap, text in long:
        print(f"{'':44}{gap * 1000:9.1f} ms  after “{text}”")
    desk.close()
