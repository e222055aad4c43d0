"""Connects saving cases as ordinary files with its commands and with the toast that leads to what was written."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casedesk.texts import tr
from casedesk.ui.files_outside import open_outside, reveal
from casedesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from casedesk.ui.export.file_export import FileExport


class ExportWiring(QObject):
    """The ways to the question what to save; what asks and writes is loaded when it is first needed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        window.actions_table.action("file.export").triggered.connect(self.export_any)
        window.actions_table.action("case.export").triggered.connect(self.export_cases)

    @cached_property
    def _export(self) -> "FileExport":
        from casedesk.ui.export.file_export import FileExport

        made = FileExport(self._window.parts, self._window)
        made.written.connect(self._tell)
        return made

    def export_any(self) -> None:
        """Ask what to save; what is selected comes first where that is more than one case."""
        self._window.save_now()
        page = self._pages.library
        sources = self._export.library_sources
        self._export.ask(sources(selected=page.list.selected_ids, shown=page.query.hits.ids, basket=page.basket.ids))

    def export_cases(self) -> None:
        """Save the cases that are selected."""
        self._window.save_now()
        selected = self._pages.library.list.selected_ids
        if selected:
            self._export.ask([self._export.case_source(selected)])

    def _tell(self, sentence: str, path: Path) -> None:
        offers = {tr("Open"): lambda: open_outside(path), tr("Show in folder"): lambda: reveal(path)}
        self._window.toast.say(sentence, offers=offers)
