"""What stands beside the text of a case: the original, or the inspector where there is room for it."""

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from casedesk.domain.errors import CaseDeskError
from casedesk.tasks import original_file
from casedesk.texts import tr
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_facts import CaseFacts
from casedesk.ui.editor.case_footer import CaseFooter
from casedesk.ui.editor.inspector import Inspector
from casedesk.ui.editor.source_panel import WIDTH, SourcePanel
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance

_INSPECTOR_FROM = 1000
"""The width of the view from which the inspector has room beside the text."""
_TEXT_WIDTH = 340
_SHARE_BELOW = 0.42
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class SidePanels(QObject):
    """Shows and folds the panels of a view as its room allows."""

    folded = Signal(bool, bool)
    """(whether the inspector has to be called for, as there is no room for it otherwise; whether it is shown)"""

    def __init__(
        self,
        appearance: Appearance,
        session: LibrarySession,
        editing: CaseEditing,
        column: CaseColumn,
        footer: CaseFooter,
        view: QWidget,
    ) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._session = session
        self._editing = editing
        self._column = column
        self._footer = footer
        self._view = view
        self._facts = CaseFacts()
        self._shown: object = None
        self._is_focused = False
        self._is_called = False
        self.source = SourcePanel(appearance, view)
        self.inspector = Inspector(appearance, column.known, view)
        self.source.hide()
        self.inspector.hide()
        self.source.closed.connect(self.close_source)
        self.source.open_requested.connect(self._open_original)
        self.inspector.source_requested.connect(self.toggle_source)
        self.inspector.closed.connect(self.toggle_inspector)

    def follow(self, facts: CaseFacts) -> None:
        """Mean the case with these facts."""
        self._facts = facts
        if self.source.isVisibleTo(self._view):
            self._show_original()

    def set_focused(self, *, on: bool) -> None:
        """Say whether the case is written in focus, where the inspector belongs beside it."""
        self._is_focused = on
        self.fold()

    def toggle_inspector(self) -> None:
        """Call for the inspector where there is no room for it otherwise, or send it away."""
        self._is_called = not self.inspector.isVisibleTo(self._view)
        if self._is_called:
            self.source.hide()
        self.fold()
        if self._is_called:
            self.inspector.focus_target.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_source(self) -> None:
        """Show the original, or close it."""
        if self.source.isVisibleTo(self._view) or not self._editing.is_open:
            self.close_source()
            return
        self.source.show()
        self.fold()
        self._shown = None
        self._show_original()
        self.source.focus_target.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_source(self) -> None:
        """Close the original; the focus goes back to where it was opened from."""
        now = QApplication.focusWidget()
        had_focus = now is not None and self.source.isAncestorOf(now)
        self.source.hide()
        self.fold()
        if had_focus:
            self._footer.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Show the inspector where there is room for it or it was called for, else the line of facets."""
        self._place_panels()
        is_wide = self._view.width() >= self._appearance.px(_INSPECTOR_FROM)
        is_asked = self._is_focused and (is_wide or self._is_called)
        has_inspector = is_asked and not self.source.isVisibleTo(self._view)
        self.inspector.is_passing = not is_wide
        self.inspector.setVisible(has_inspector)
        self._column.show_facets(on=not has_inspector)
        self.folded.emit(self._is_focused and not is_wide, has_inspector)

    def _show_original(self) -> None:
        """Show where the case came from, unless that is shown; who has scrolled stays where he is."""
        case, document = self._editing.case, self._facts.document
        wanted = (case.id, case.origin, document)
        if wanted == self._shown:
            return
        self._shown = wanted
        if document is None or case.origin is None:
            self.source.show_none(case)
        else:
            has_file = original_file.has_file(self._session.library, document)
            self.source.show_source(document, case.origin, has_file=has_file)

    def _open_original(self) -> None:
        if self._facts.document is None:
            return
        try:
            path = original_file.written_out(self._session.library, self._facts.document)
        except CaseDeskError as error:
            self._session.refused.emit(str(error))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._session.refused.emit(tr("No program was found that opens “{name}”.").format(name=path.name))

    def _place_panels(self) -> None:
        """Beside the text, or below it where both would be too narrow to be read."""
        layout, px = self._view.layout(), self._appearance.px
        is_narrow = self._view.width() < px(WIDTH) + px(_TEXT_WIDTH)
        if isinstance(layout, QBoxLayout):
            layout.setDirection(_DOWN if is_narrow else _ACROSS)
        for panel in (self.source, self.inspector):
            panel.place("below" if is_narrow else "right", round(self._view.height() * _SHARE_BELOW))
