"""Connects the page of changes over many cases with the commands, the library and the panel of a selection."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casedesk.ui.actions import Actions
from casedesk.ui.pages import Pages

if TYPE_CHECKING:
    from casedesk.domain.bulk_values import Column, ValueChange
    from casedesk.ui.bulk.bulk_page import Mode


class BulkWiring(QObject):
    """The ways in: the menu, the palette, the context menu and the panel of a selection; and the way back."""

    def __init__(
        self,
        pages: Pages,
        actions: Actions,
        *,
        show_page: Callable[[str], None],
        open_case: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._show_page = show_page
        self._open_case = open_case
        actions.action("edit.replace").triggered.connect(self.replace)
        actions.action("edit.change_values").triggered.connect(self.change_values)
        pages.built.connect(self._wire_page)

    def replace(self) -> None:
        """Look for words and replace them, in the selected cases or in those of the list."""
        from casedesk.ui.bulk.bulk_page import Mode

        self._begin(Mode.REPLACE)

    def change_values(self) -> None:
        """Change a value of the selected cases, or of those in the list."""
        from casedesk.ui.bulk.bulk_page import Mode

        self._begin(Mode.VALUES)

    def change_column(self, column: "Column", change: "ValueChange") -> None:
        """Change the values of a column, beginning with what shall be done."""
        from casedesk.ui.bulk.bulk_page import Mode

        self._begin(Mode.VALUES, column, change)

    def _begin(self, mode: "Mode", column: "Column | None" = None, change: "ValueChange | None" = None) -> None:
        library = self._pages.library
        library.save_now()
        selected, hits = library.list.selected_ids, library.query.hits.ids
        self._pages.bulk.begin(mode, selected=selected, hits=hits, column=column, change=change)
        self._show_page("bulk")

    def _wire_page(self, name: str) -> None:
        match name:
            case "bulk":
                bulk = self._pages.bulk
                bulk.back_requested.connect(lambda: self._show_page("library"))
                bulk.case_open_requested.connect(self._open)
            case "library":
                library = self._pages.library
                library.selection.look_requested.connect(self.change_column)
            case _:
                pass

    def _open(self, case_id: int) -> None:
        self._show_page("library")
        self._open_case(case_id)
