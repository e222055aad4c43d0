"""Two screens side by side: a class sees the one on which the trainer's window does not stand, also at half time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCREENS = [
    {"name": "desk", "x": 0, "y": 0, "width": 1280, "height": 800},
    {"name": "wall", "x": 1280, "y": 0, "width": 1024, "height": 768},
]
SHOWING = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from casedesk.storage.library import Library
from casedesk.ui.editor.case_paper import learner_paper
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.reading.projector import Projector
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from pathlib import Path
from tests.builders import make_case

app = QApplication([])
settings = Settings()
with Library.open(Path(sys.argv[1])) as library:
    own = QWidget()
    projector = Projector(Appearance(app, settings), settings, LibraryPictures(library))
    for corner in map(int, sys.argv[2:]):
        own.setGeometry(corner, 40, 600, 400)
        own.show()
        app.processEvents()
        projector.begin(learner_paper(make_case("故事。"), ()), own)
        app.processEvents()
        place = projector.geometry()
        print(own.screen().name(), projector.screen().name(), place.x(), place.y(), place.width(), place.height())
        projector.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Qt parts the name of the file at the colon of its drive")
@pytest.mark.parametrize(
    ("corners", "shown"),
    [
        ((100,), ["desk wall 1280 0 1024 768"]),
        ((1300,), ["wall desk 0 0 1280 800"]),
        ((100, 1300, 100), ["desk wall 1280 0 1024 768", "wall desk 0 0 1280 800", "desk wall 1280 0 1024 768"]),
    ],
)
def test_a_class_sees_the_screen_that_the_trainer_does_not_use(
    tmp_path: Path, home: Path, corners: tuple[int, ...], shown: list[str]
) -> None:
    screens = tmp_path / "screens.json"
    more = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens.write_text(
        json.dumps(
            {
                "synchronousWindowSystemEvents": True,
                "windowFrameMargins": False,
                "screens": [screen | more for screen in SCREENS],
            }
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", SHOWING, str(tmp_path / "my.casedesk"), *map(str, corners)],
        env={**os.environ, "CASEDESK_HOME": str(home), "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.splitlines() == shown, done.stderr
