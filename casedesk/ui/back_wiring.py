"""Connects the page of handouts that are read back with the commands and with the page they are made on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from casedesk.texts import tr
from casedesk.ui.main_window import MainWindow

BACK = "handout_back"
"""The name of the page."""


class BackWiring(QObject):
    """The ways to the page: a command, and files dropped on the handouts; and the ways on from it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        self._home = "library"
        """Where somebody came from, and goes back to."""
        window.actions_table.action("file.handout_back").triggered.connect(self._ask)
        window.pages.built.connect(self._wire_page)

    def read_back(self, paths: Sequence[Path], *, home: str = "library") -> None:
        """Read handouts and show what was edited in them; `home` is the page that comes after that."""
        self._home = home
        self._pages.handout_back.open_packs(paths)

    def _ask(self) -> None:
        kinds = tr("Word files") + " (*.docx)"
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Read an edited handout back"), "", kinds)
        if names:
            self.read_back([Path(name) for name in names])

    def _read_dropped(self, paths: Sequence[Path]) -> None:
        self.read_back(paths, home="handouts")

    def _on_added(self, _batch: int) -> None:
        self._go_home()

    def _go_home(self) -> None:
        self._window.show_page(self._home)

    def _wire_page(self, name: str) -> None:
        match name:
            case "handouts":
                self._pages.handouts.edited_dropped.connect(self._read_dropped)
            case "handout_back":
                back = self._pages.handout_back
                back.shown_requested.connect(lambda: self._window.show_page(BACK))
                back.left.connect(self._go_home)
                back.added.connect(self._on_added)
                back.said.connect(self._window.toast.say)
                back.case_open_requested.connect(self._window.open_case)
            case _:
                pass
