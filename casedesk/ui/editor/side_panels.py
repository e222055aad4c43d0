"""What stands beside the text of a case: the original, or the inspector where there is room for it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_facts import CaseFacts
from casedesk.ui.editor.case_footer import CaseFooter
from casedesk.ui.editor.inspector import Inspector
from casedesk.ui.editor.source_panel import SourcePanel
from casedesk.ui.theme import Appearance

_INSPECTOR_FROM = 1000
"""The width of the view from which the inspector has room beside the text."""


class SidePanels(QObject):
    """Shows and folds the panels of a view as its room allows."""

    def __init__(
        self,
        appearance: Appearance,
        editing: CaseEditing,
        column: CaseColumn,
        footer: CaseFooter,
        view: QWidget,
    ) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._editing = editing
        self._column = column
        self._footer = footer
        self._view = view
        self._facts = CaseFacts()
        self._is_focused = False
        self.source = SourcePanel(appearance, view)
        self.inspector = Inspector(appearance, column.known, view)
        self.source.hide()
        self.inspector.hide()
        self.source.closed.connect(self.close_source)
        self.inspector.source_requested.connect(self.toggle_source)

    def follow(self, facts: CaseFacts) -> None:
        """Mean the case with these facts."""
        self._facts = facts

    def set_focused(self, *, on: bool) -> None:
        """Say whether the case is written in focus, where the inspector belongs beside it."""
        self._is_focused = on
        self.fold()

    def toggle_source(self) -> None:
        """Show the original, or close it."""
        origin = self._editing.case.origin if self._editing.is_open else None
        if self.source.isVisible() or origin is None or self._facts.document is None:
            self.close_source()
            return
        self.source.show()
        self.source.show_source(self._facts.document, origin)
        self.fold()
        self.source.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_source(self) -> None:
        """Close the original; the focus goes back to where it was opened from."""
        now = QApplication.focusWidget()
        had_focus = now is not None and self.source.isAncestorOf(now)
        self.source.hide()
        self.fold()
        if had_focus:
            self._footer.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Show the inspector where there is room for it, and the line of facets where there is not."""
        is_wide = self._view.width() >= self._appearance.px(_INSPECTOR_FROM)
        has_inspector = self._is_focused and is_wide and not self.source.isVisibleTo(self._view)
        self.inspector.setVisible(has_inspector)
        self._column.show_facets(on=not has_inspector)
