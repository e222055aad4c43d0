"""Small errands inside a case: menus, pictures, sections by name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from casedesk.domain.case import Role
from casedesk.texts import tr
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.chosen_parts import ChosenParts
from casedesk.ui.editor.format_bar import format_menu
from casedesk.ui.editor.picture_menu import show_panel
from casedesk.ui.editor.picture_sources import SUFFIXES, image_of_file
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.table_size_picker import TableSizePicker
from casedesk.ui.models.value_names import role_name
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance


class CaseParts(QWidget):
    """Asks what has to be asked. It has no looks of its own; its dialogs belong to the case."""

    def __init__(
        self,
        session: LibrarySession,
        column: CaseColumn,
        parts: ChosenParts,
        appearance: Appearance,
        parent: QWidget,
        *,
        more: Sequence[QAction] = (),
    ) -> None:
        """`more` is what the context menu of rich text offers below its own."""
        super().__init__(parent)
        self._more = more
        self._parts = parts
        self._appearance = appearance
        self._session = session
        self._column = column
        self.hide()

    def serve_text(self, edit: RichTextEdit) -> None:
        """Give rich text its context menu and its pictures."""
        edit.menu_requested.connect(partial(self._show_menu, edit))
        edit.picture_requested.connect(partial(self._choose_picture, edit))
        edit.table_requested.connect(partial(self._choose_table, edit))
        edit.description_requested.connect(partial(self._describe_picture, edit))

    def offer_sections(self, below: QWidget) -> None:
        """Let the user choose a section to add."""
        menu = QMenu(below)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for wanted in self._parts.chosen.parts:
            title = wanted.title(self._column.case.language)
            if title and wanted.section is not None:
                words = title.replace("&", "&&")
                menu.addAction(words).triggered.connect(partial(self._add, wanted.section, title))
        if menu.actions():
            menu.addSeparator()
        for role in Role:
            menu.addAction(role_name(role)).triggered.connect(partial(self._add, role, ""))
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def text_menu(self, edit: RichTextEdit) -> QMenu:
        """The context menu of rich text."""
        menu = format_menu(edit, edit)
        if self._more:
            menu.addSeparator()
            menu.addActions(self._more)
        return menu

    def _add(self, role: Role, title: str, *_: object) -> None:
        self._column.add_section(role, title)

    def _show_menu(self, edit: RichTextEdit, at: QPoint) -> None:
        self.text_menu(edit).popup(at)

    def _choose_table(self, edit: RichTextEdit) -> None:
        picker = TableSizePicker(self._appearance, edit)
        picker.chosen.connect(edit.insert_table)
        caret = edit.cursorRect()
        picker.show_at(edit.viewport().mapToGlobal(caret.bottomLeft()))

    def _describe_picture(self, edit: RichTextEdit) -> None:
        show_panel(self._appearance, edit.picture_frame, edit.picture_frame.corner, edit)

    def _choose_picture(self, edit: RichTextEdit) -> None:
        pattern = tr("Pictures ({patterns})").format(patterns=" ".join(f"*.{suffix}" for suffix in SUFFIXES))
        path, _ = QFileDialog.getOpenFileName(self.window(), tr("Choose a picture"), "", pattern)
        if not path:
            return
        found = image_of_file(path)
        if found is None or not edit.insert_picture(*found):
            self._session.refused.emit(tr("This file is not a picture that can be read."))
