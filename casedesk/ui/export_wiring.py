"""Connects saving cases as ordinary files with its commands and with the toast that leads to what was written."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.files_outside import open_outside, reveal
from casedesk.ui.pages import Pages
from casedesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from casedesk.ui.export.file_export import FileExport


class ExportWiring(QObject):
    """`export` makes what asks and writes, when first needed: it is loaded then."""

    def __init__(
        self,
        pages: Pages,
        actions: Actions,
        toast: Toast,
        *,
        export: "Callable[[], FileExport]",
        save_now: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._toast = toast
        self._make_export = export
        self._save_now = save_now
        actions.action("file.export").triggered.connect(self.export_any)
        actions.action("case.export").triggered.connect(self.export_cases)

    @cached_property
    def _export(self) -> "FileExport":
        made = self._make_export()
        made.written.connect(self._tell)
        return made

    def export_any(self) -> None:
        """Ask what to save; what is selected comes first where that is more than one case."""
        self._save_now()
        page = self._pages.library
        sources = self._export.library_sources
        self._export.ask(sources(selected=page.list.selected_ids, shown=page.query.hits.ids, basket=page.basket.ids))

    def export_cases(self) -> None:
        """Save the cases that are selected."""
        self._save_now()
        selected = self._pages.library.list.selected_ids
        if selected:
            self._export.ask([self._export.case_source(selected)])

    def _tell(self, sentence: str, path: Path) -> None:
        offers = {tr("Open"): lambda: open_outside(path), tr("Show in folder"): lambda: reveal(path)}
        self._toast.say(sentence, offers=offers)
