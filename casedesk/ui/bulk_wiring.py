"""Connects the page of changes over many cases with the commands, the library and the panel of a selection."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casedesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from casedesk.domain.bulk_values import Column, ValueChange
    from casedesk.ui.bulk.bulk_page import Mode


class BulkWiring(QObject):
    """The ways in: the menu, the palette, the context menu and the panel of a selection; and the way back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        window.actions_table.action("edit.replace").triggered.connect(self.replace)
        window.actions_table.action("edit.change_values").triggered.connect(self.change_values)
        window.pages.built.connect(self._wire_page)

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
        self._window.show_page("bulk")

    def _wire_page(self, name: str) -> None:
        match name:
            case "bulk":
                bulk = self._pages.bulk
                bulk.back_requested.connect(lambda: self._window.show_page("library"))
                bulk.case_open_requested.connect(self._window.open_case)
            case "library":
                library = self._pages.library
                library.selection.look_requested.connect(self.change_column)
            case _:
                pass
