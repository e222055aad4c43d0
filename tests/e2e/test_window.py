"""The real window, in a process of its own, on a library of its own."""

import subprocess
import sys
from pathlib import Path

from tests.e2e.program import casedesk

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from casedesk.app import main
from casedesk.ui import starting

def close_when_shown():
    (window,) = [widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "main"]
    print(window.isVisible(), window.page, flush=True)
    window.close()

class Application(QApplication):
    def exec(self):
        QTimer.singleShot(0, close_when_shown)
        return QApplication.exec()

starting.QApplication = Application
sys.exit(main(sys.argv[1:]))
"""


def test_the_window_opens_on_a_library_and_closes_it(tmp_path: Path, home: Path):
    library = tmp_path / "my.casedesk"
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, "--library", str(library), "--lang", "en"],
        env={"PATH": "", "CASEDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "True start\n"), ended.stderr
    log = home / "logs" / "casedesk.log"
    assert not log.exists() or "ERROR" not in log.read_text("utf-8")
    journal = library.with_name("my.casedesk-wal")
    assert not journal.exists() or not journal.stat().st_size, "closed in good order"
    found = casedesk("search", "", "--library", library, "--json", home=home)
    assert found.json["total"] == 12, "the sample is there from the start"
