"""How long the window's thread is busy when a long case is opened, typed into and written."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casedesk.domain import richtext
from casedesk.domain.case import Case, Role, Section
from casedesk.domain.changes import Edit, Replacement
from tests.benchmarks.library_speed import say

_WORDS = "林先生拖着箱子走进大堂，报出会员号。新人小许查到了预订，却怎么也排不出房，只好请值班经理来。" * 2
_PLACES = (0.1, 0.5, 0.9)
_KEYS = 40


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("editor", help=editor.__doc__)
    command.add_argument("--characters", type=int, default=50_000)
    command.add_argument("--pictures", type=int, default=40)
    command.set_defaults(run=editor)


def editor(options: argparse.Namespace) -> None:
    """A case of many characters and pictures in the real window: open it, type at three places, write it.

    The window waits for the disk beside what it computes, and on a busy machine for its turn.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CASEDESK_HOME"] = tempfile.mkdtemp()

    from PySide6.QtGui import QInputMethodEvent  # after the environment is set
    from PySide6.QtWidgets import QApplication

    from casedesk.ui.settings import Settings
    from casedesk.ui.starting import Desk

    app = QApplication([])
    desk = Desk(app, Settings())
    assert desk.open(Path(tempfile.mkdtemp()) / "long.casedesk")
    window, session = desk.window, desk.session
    assert window is not None
    assert session is not None
    digests = [_picture(session.library, number) for number in range(options.pictures)]
    html = richtext.canonical("".join(_story(options.characters, digests)))
    long = Case(session.library.new_id(Case), "long", "长", sections=(Section(Role.BODY, html),))
    short = Case(session.library.new_id(Case), "short", "短", sections=(Section(Role.BODY, "<p>短</p>"),))
    assert session.apply(Edit("Add", (Replacement(None, long), Replacement(None, short))))
    window.resize(1440, 900)
    window.show()
    window.show_page("library")
    app.processEvents()
    view = window.pages.library.case_view
    times: dict[str, list[float]] = {"opening": [], "a key": [], "writing": []}
    computing: dict[str, list[float]] = {name: [] for name in times}

    def clocked(name: str, call: Any) -> None:
        start, busy = time.perf_counter(), time.thread_time()
        call()
        app.processEvents()
        times[name].append(time.perf_counter() - start)
        computing[name].append(time.thread_time() - busy)

    for _ in range(3):
        view.show_case(short.id)
        app.processEvents()
        clocked("opening", lambda: view.show_case(long.id))
    text = view.column.sections[0].text
    window.activateWindow()
    text.setFocus()
    for place in _PLACES:
        cursor = text.textCursor()
        cursor.setPosition(int(text.document().characterCount() * place))
        text.setTextCursor(cursor)
        app.processEvents()
        for _ in range(_KEYS):
            event = QInputMethodEvent()
            event.setCommitString("客")
            clocked("a key", lambda event=event: QApplication.sendEvent(text, event))
        clocked("writing", view.save_now)
    for name, measured in times.items():
        say(name, measured)
        say(f"{name}: computing", computing[name])
    desk.close()


def _story(characters: int, digests: list[str]) -> Iterator[str]:
    """Paragraphs with marks, lists, tables, and the pictures evenly between them."""
    told = at = shown = 0
    while told < characters:
        words = _WORDS[: 80 - at % 7 * 5]
        yield f"<p>{words[:20]}<strong>{words[20:30]}</strong>{words[30:]}</p>"
        told, at = told + len(words), at + 1
        if at % 17 == 5:
            yield f"<ul><li>{words}</li><li>{words}</li></ul>"
            told += 2 * len(words)
        if at % 101 == 7:
            yield "<table>" + f"<tr>{f'<td>{words[:10]}</td>' * 3}</tr>" * 4 + "</table>"
        while shown < len(digests) * told // characters and shown < len(digests):
            yield f'<p><img src="{richtext.ATTACHMENT}{digests[shown]}" alt="图"></p>'
            shown += 1


def _picture(library: Any, number: int) -> str:
    """A picture as a camera makes it, which takes time to read."""
    from PySide6.QtGui import QImage

    from casedesk.ui.editor.picture_sources import png_of

    width, height = 1200, 800
    noise = os.urandom(width // 8 * height) * 8
    image = QImage(noise, width, height, width, QImage.Format.Format_Grayscale8)
    image.setText("number", str(number))
    return library.attachments.add(png_of(image), "image/png", width=width, height=height, name="").digest
