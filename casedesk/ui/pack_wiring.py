"""Connects case packs with the rest of the window: commands, import page, preview, library page."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casedesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from casedesk.ui.packs.pack_export import PackExport
    from casedesk.ui.packs.pack_page import PackPage

PACKS = "packs"
"""The name of the page that shows a pack before it is added."""


class PackWiring(QObject):
    """Hands facts and wishes of packs to where they belong; what asks and writes is loaded when it is first needed."""

    def __init__(self, window: MainWindow, *, back_up: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        self._back_up = back_up
        self._packs: PackPage | None = None
        actions = window.actions_table
        actions.action("file.pack").triggered.connect(self.export_any)
        actions.action("case.pack").triggered.connect(self.export_cases)
        actions.action("plan.pack").triggered.connect(self.export_plan)
        actions.action("view.import").triggered.connect(self._resume_import)
        window.rail.page_requested.connect(self.resume)
        window.pages.built.connect(self._wire_page)

    @cached_property
    def _export(self) -> "PackExport":
        from casedesk.ui.packs.pack_export import PackExport

        made = PackExport(self._window.parts, self._window)
        made.said.connect(self._window.toast.say)
        return made

    def export_any(self) -> None:
        """Ask what to pack; what is selected comes first where that is more than one case."""
        self._window.save_now()
        page = self._pages.library
        sources = self._export.library_sources
        self._export.ask(sources(selected=page.list.selected_ids, shown=page.query.hits.ids, basket=page.basket.ids))

    def export_cases(self) -> None:
        """Pack the cases that are selected."""
        self._window.save_now()
        selected = self._pages.library.list.selected_ids
        if selected:
            self._export.ask([self._export.case_source(selected)])

    def export_plan(self) -> None:
        """Pack the plan on the screen."""
        self._window.save_now()
        plan = self._pages.lessons.plan
        if plan is not None:
            self._export.ask([self._export.plan_source(plan)])

    def open_packs(self, paths: Sequence[Path]) -> None:
        """Read packs and show them."""
        self._pages.packs.open_packs(paths)

    def resume(self, page: str) -> None:
        """Go back to a pack that was left half decided, when the import is asked for."""
        if page != "import" or self._packs is None or self._packs.state.is_backup:
            return
        if self._packs.state.compared is not None:
            self._window.show_page(PACKS)

    def _wire_page(self, name: str) -> None:
        match name:
            case "import":
                self._pages.importing.packs_requested.connect(self.open_packs)
            case "packs":
                self._packs = packs = self._pages.packs
                packs.shown_requested.connect(self._show_packs)
                packs.left.connect(self._leave)
                packs.added.connect(self._show_added)
                packs.case_open_requested.connect(self._window.open_case)
            case _:
                pass

    def _resume_import(self) -> None:
        self.resume("import")

    def _show_packs(self) -> None:
        """Show a pack that has been read, and make a copy of the library beside it."""
        self._back_up()
        self._window.show_page(PACKS)
        if self._packs is not None and self._packs.state.is_backup:
            self._window.rail.show_page("settings")

    def _leave(self, was_backup: bool) -> None:  # a slot
        self._window.show_page("settings" if was_backup else "import")

    def _show_added(self, batch_id: int) -> None:
        if batch_id:
            self._window.show_batch(batch_id)
        else:
            self._window.show_page("library")
