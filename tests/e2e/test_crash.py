"""The program killed in the middle of a word: what it had said was saved is there, and it opens again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casedesk.domain.case import Case
from casedesk.domain.plain_text import plain
from casedesk.storage.library import Library
from tests.builders import make_case
from tests.storage.steps import add

SAVES = 4
"""The program is killed while it types on after so many saves."""
TYPING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from casedesk.app import main
from casedesk.ui import starting

typed = int(sys.argv.pop())

def begin():
    (window,) = [widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "main"]
    window.show_page("library")
    view = window.pages.library.case_view
    view.show_case(int(sys.argv[-1]))
    edit = view.column.sections[0].text
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    window.session.saved.connect(lambda _moment: tell(window))
    window.session.refused.connect(lambda words: print("refused", words, file=sys.stderr, flush=True))
    keys = QTimer(window)
    keys.timeout.connect(lambda: press(edit))
    keys.start(5)

def press(edit):
    global typed
    typed += 1
    QTest.keyClicks(edit, f"{typed},")
    print("typed", typed, flush=True)

def tell(window):
    print("saved", window.pages.library.case_view.editing.case.sections[0].html.count(","), flush=True)

class Application(QApplication):
    def exec(self):
        QTimer.singleShot(0, begin)
        return QApplication.exec()

starting.QApplication = Application
sys.exit(main(sys.argv[1:-1]))
"""


def start(library: Path, home: Path, case_id: int, typed: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", TYPING, "--library", str(library), "--lang", "en", str(case_id), str(typed)],
        env={"PATH": "", "CASEDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def killed_while_typing(library: Path, home: Path, case_id: int, typed: int) -> tuple[int, int]:
    """The numbers that were saved and typed, as it said, when the program was killed; it goes on from `typed`."""
    saved, saves = typed, 0
    with start(library, home, case_id, typed) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        for line in program.stdout:
            kind, number = line.split()
            if kind == "typed":
                typed = int(number)
            else:
                saves += 1
                saved = int(number)
            if saves == SAVES and typed > saved:
                break
        assert saves == SAVES, program.stderr.read()
        os.kill(program.pid, signal.SIGKILL)
        for line in program.stdout:  # what it had still said when the signal came
            kind, number = line.split()
            saved = int(number) if kind == "saved" else saved
            typed = int(number) if kind == "typed" else typed
    return saved, typed


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_saved_while_typing_survives_a_kill(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        case_id = library.new_id(Case)
        add(library, make_case("茶凉了。", id=case_id, title="茶"))
    typed = 0
    for _ in range(2):  # the second time the library is opened after a crash
        saved, said = killed_while_typing(path, home, case_id, typed)
        with Library.open(path) as library:
            assert library.check() == ()
            words = plain(library.cases.get(case_id).sections[0].html).strip()
            versions = library.versions.of_case(case_id)
        numbers = [int(number) for number in words.removeprefix("茶凉了。").rstrip(",").split(",")]
        typed = len(numbers)
        assert numbers == list(range(1, typed + 1)), "every key once and in order"
        assert saved <= typed <= said + 1
        assert plain(versions[-1].case.sections[0].html).strip() == "茶凉了。"
