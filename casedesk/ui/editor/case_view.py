"""The case beside the list, and in focus: read and written in the same place."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.completeness import BODY_LIMITS, PartSet
from casedesk.domain.draft import Likeness
from casedesk.domain.families import Family, MergeRecord
from casedesk.domain.filters import CaseFilter
from casedesk.domain.library import UseRecord
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing, Change
from casedesk.ui.editor.case_facts import CaseFacts, facts_of
from casedesk.ui.editor.case_family import FamilyCommands, family_menu
from casedesk.ui.editor.case_footer import CaseFooter
from casedesk.ui.editor.case_header import CaseHeader
from casedesk.ui.editor.case_hits import CaseHits
from casedesk.ui.editor.case_parts import CaseParts
from casedesk.ui.editor.inspector import Inspector
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.editor.question_rows import QuestionRow
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.source_panel import SourcePanel
from casedesk.ui.editor.whole_case import WholeCase
from casedesk.ui.jobs import Jobs
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.surfaces import set_surface

_PART_SET = "part_set"
_MARGIN = 20
_NARROWEST = 360
_INSPECTOR_FROM = 1000
"""The width of the view from which the inspector has room beside the text."""


class CaseView(QWidget):
    """One case. What is typed is written by itself: after a pause, when the focus leaves, before another case comes."""

    case_open_requested = Signal(int)
    """Another case shall be shown: one that is similar, or one that was made here."""
    compare_requested = Signal(int, int)
    """The case and one that is like it shall be laid side by side."""

    def __init__(
        self,
        *,
        session: LibrarySession,
        search: CaseSearch,
        jobs: Jobs,
        actions: Actions,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.setAccessibleName(tr("Case"))
        self._session = session
        self._search = search
        self._jobs = jobs
        self._actions = actions
        self._appearance = appearance
        self._settings = settings
        self._facts = CaseFacts()
        self._next_id = 0
        self._is_focused = False
        self.editing = CaseEditing(session, self)
        self._pictures = LibraryPictures(session.library)
        self.header = CaseHeader(appearance, actions, self)
        self.column = CaseColumn(appearance, settings, self._pictures, session.library.known_values, self)
        self.footer = CaseFooter(appearance, self)
        self.source = SourcePanel(appearance, self)
        self.inspector = Inspector(appearance, session.library.known_values, self)
        self.hits = CaseHits(search, self.column, self)
        self.hits.counted.connect(self.header.show_hits)
        self.whole = WholeCase(session, self.editing, self.column, self)
        self.parts = CaseParts(session, self.column, self)
        self.family = FamilyCommands(session, actions, self)
        self._likeness = QTimer(self)
        self._likeness.setSingleShot(True)
        self._likeness.setInterval(400)
        self._likeness.timeout.connect(self._ask_for_likeness)
        self._lay_out()
        self._connect()
        self._connect_actions()
        self.setFocusProxy(self.column.title)

    @property
    def case_id(self) -> int:
        """The id of the case that is shown; 0 for none."""
        return self.editing.case.id if self.editing.is_open else 0

    def show_case(self, case_id: int) -> None:
        """Show a case, from its beginning. Raises BadInputError for an unknown id."""
        is_other = case_id != self.case_id
        self.setEnabled(True)
        case = self.editing.open(case_id)
        self._show(case)
        self.header.show_saved(case.modified)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)
            self._close_source()
            self.footer.show_alike(())
            self.inspector.show_alike(())
        self._likeness.start()

    def save_now(self) -> None:
        """Write what is being typed."""
        self.editing.flush()

    def begin_title(self) -> None:
        """Let the first letter that is typed replace the title, which is a stand-in still."""
        self.column.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.column.title.selectAll()

    def set_place(self, at: int, total: int, *, next_id: int = 0) -> None:
        """Say that the case is number `at` of `total` in the list, and which one comes next."""
        self._next_id = next_id
        self.header.show_place(at, total)
        self._actions.action("case.join").setEnabled(bool(next_id and self.case_id))

    def set_in_basket(self, *, on: bool) -> None:
        """Say whether the case is in the basket."""
        self.header.set_in_basket(on=on)

    def set_filter(self, wanted: CaseFilter) -> None:
        """Mark the words of this filter in the case."""
        self.hits.set_filter(wanted)

    def set_focused(self, *, on: bool) -> None:
        """Show the inspector and the buttons for formats, or the line below."""
        self._is_focused = on
        self.header.set_focused(on=on)
        self.footer.setVisible(not on)
        self._apply_custom()
        self._fold_inspector()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, _NARROWEST)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.save_now()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_inspector()

    def _lay_out(self) -> None:
        self._page = QWidget(self)
        row = QHBoxLayout(self._page)
        row.setContentsMargins(_MARGIN, 4, _MARGIN, 0)
        row.addStretch(1)
        row.addWidget(self.column, 1000)
        row.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.header)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(self.footer)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # the inspector folds before it is cut
        whole.addLayout(middle, 1)
        whole.addWidget(self.source)
        whole.addWidget(self.inspector)
        self.source.hide()
        self.inspector.hide()
        self._appearance.changed.connect(self._dress)
        self._dress()

    def _connect(self) -> None:
        self.column.typed.connect(self.editing.touch)
        self.column.done.connect(self._do)
        self.column.left.connect(self.editing.flush)
        self.column.undo_requested.connect(self._undo)
        self.column.redo_requested.connect(self._redo)
        self.column.caret_moved.connect(self._follow_caret)
        self.column.text_made.connect(self.parts.serve_text)
        self.editing.reloaded.connect(self._show)
        self.editing.stored.connect(self._show_stored)
        self.editing.vanished.connect(self._vanish)
        self.editing.overtaken.connect(self._session.refused)
        self.header.back_requested.connect(lambda: self._actions.action("case.focus").setChecked(False))
        self.header.part_requested.connect(self._carry_out)
        self.footer.source_requested.connect(self._toggle_source)
        self.footer.case_requested.connect(self.case_open_requested)
        self.footer.compare_requested.connect(self._ask_to_compare)
        self.footer.family_requested.connect(self._show_family)
        self.inspector.compare_requested.connect(self._ask_to_compare)
        box = self.inspector.family
        box.case_requested.connect(self.case_open_requested)
        box.best_requested.connect(self.family.make_best)
        box.leave_requested.connect(self.family.leave)
        box.apart_requested.connect(self.family.take_apart)
        self.source.closed.connect(self._close_source)
        self.inspector.source_requested.connect(self._toggle_source)
        self.inspector.gap_requested.connect(self._next_gap)
        self.whole.case_made.connect(self.case_open_requested)
        self.inspector.case_requested.connect(self.case_open_requested)
        self.inspector.custom_chosen.connect(self._set_custom)
        self.inspector.minutes_changed.connect(self._set_minutes)
        self.inspector.values_changed.connect(self.column.facets.values_changed)
        self._session.saved.connect(self.header.show_saved)
        self._session.changed.connect(self._follow_uses)
        self._search.likened.connect(self._show_likeness)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def _connect_actions(self) -> None:
        connections = {
            "case.split": self.whole.split_here,
            "case.join": lambda: self.whole.join(self._next_id),
            "case.next_gap": self._next_gap,
            "edit.find_next": lambda: self.hits.step(1),
            "edit.find_previous": lambda: self.hits.step(-1),
        }
        for action_id, call in connections.items():
            self._actions.action(action_id).triggered.connect(call)
        self._actions.action("case.focus").toggled.connect(self._focus)

    def _focus(self, on: bool) -> None:
        self.set_focused(on=on)

    def _dress(self) -> None:
        size = self._appearance.font("reading").pixelSize()
        self.column.setMaximumWidth(self._settings.measure * size + 2 * 12)

    def _show(self, case: Case) -> None:
        self._facts = facts_of(case, self._session.library)
        self.column.show_case(case)
        self._show_facts(case)
        self.hits.refresh(case.id)

    def _show_stored(self, case: Case) -> None:
        self.column.show_counts(case)
        self._show_facts(case)

    def _show_facts(self, case: Case) -> None:
        self.footer.show_facts(case, self._facts)
        self.family.follow(self._facts)
        self.inspector.show_case(
            case, self._facts, self._custom(), characters_a_minute=self._settings.characters_a_minute
        )

    def _do(self, text: str, change: Change) -> None:
        if self.editing.do(text, change):
            self.column.show_case(self.editing.case)

    def _undo(self) -> None:
        self.editing.flush()
        self._session.undo_stack.undo()

    def _redo(self) -> None:
        self.editing.flush()
        self._session.undo_stack.redo()

    def _vanish(self) -> None:
        self.setEnabled(False)

    def _carry_out(self, part: str) -> None:
        if part == "source":
            self._toggle_source()
        elif part == "add":
            self.parts.offer_sections(self.header.more)

    def _toggle_source(self) -> None:
        origin = self.editing.case.origin if self.editing.is_open else None
        if self.source.isVisible() or origin is None or self._facts.document is None:
            self._close_source()
            return
        self.source.show()
        self.source.show_source(self._facts.document, origin)
        self._fold_inspector()
        self.source.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_source(self) -> None:
        now = QApplication.focusWidget()
        had_focus = now is not None and self.source.isAncestorOf(now)
        self.source.hide()
        self._fold_inspector()
        if had_focus:
            self.footer.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold_inspector(self) -> None:
        is_wide = self.width() >= self._appearance.px(_INSPECTOR_FROM)
        has_inspector = self._is_focused and is_wide and not self.source.isVisibleTo(self)
        self.inspector.setVisible(has_inspector)
        self.column.show_facets(on=not has_inspector)

    def _custom(self) -> PartSet:
        stored = self._session.library.settings.get(_PART_SET, PartSet.SERVICE.value)
        return PartSet(stored) if stored in set(PartSet) else PartSet.SERVICE

    def _next_gap(self) -> None:
        self.whole.next_gap(self._custom())
        self._keep_visible()

    def _set_custom(self, custom: str) -> None:
        self._session.library.settings.set(_PART_SET, custom)
        self._apply_custom()
        if self.editing.is_open:
            self._show_facts(self.editing.case)

    def _apply_custom(self) -> None:
        self.column.set_limit(BODY_LIMITS.get(self._custom(), 0) if self._is_focused else 0)

    def _set_minutes(self, minutes: int | None) -> None:
        self.editing.touch("minutes", tr("Change minutes"), lambda case: replace(case, minutes=minutes))

    def _follow_uses(self, changes: Changes, _initiator: object) -> None:
        if self.editing.is_open and any(changes.ids(kind) for kind in (UseRecord, Family, MergeRecord)):
            self._facts = facts_of(self.editing.case, self._session.library)
            self._show_facts(self.editing.case)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if QApplication.activePopupWidget() is not None:
            return
        edit = now if isinstance(now, RichTextEdit) and self.isAncestorOf(now) else None
        self.header.formats.follow(edit)
        if now is not None and self.column.isAncestorOf(now):
            QTimer.singleShot(0, self, self._keep_visible)

    def _follow_caret(self, edit: RichTextEdit) -> None:
        if edit.hasFocus():
            caret = edit.cursorRect()
            place = edit.viewport().mapTo(self._page, caret.center())
            self._scroll.ensureVisible(place.x(), place.y(), 0, caret.height() + 24)

    def _keep_visible(self) -> None:
        now = QApplication.focusWidget()
        if isinstance(now, RichTextEdit):
            self._follow_caret(now)
        elif now is not None and self._page.isAncestorOf(now):
            row = now.parentWidget()
            target = row if isinstance(row, QuestionRow) else now
            self.column.updateGeometry()
            if layout := self._page.layout():
                layout.activate()  # a row that has just unfolded counts with its whole height
            self._scroll.ensureWidgetVisible(target, 0, 24)

    def _ask_to_compare(self, other_id: int) -> None:
        self.save_now()
        self.compare_requested.emit(self.case_id, other_id)

    def _show_family(self) -> None:
        menu = family_menu(self.case_id, self._facts, self.inspector.family, self)
        button = self.footer.family
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_for_likeness(self) -> None:
        if self.case_id and self.isVisible():
            self._search.liken(self.case_id)

    def _show_likeness(self, case_id: int, alike: Sequence[Likeness]) -> None:
        if case_id == self.case_id:
            rows = tuple((item.case_id, item.title, item.share) for item in alike if item.case_id)
            self.footer.show_alike(rows)
            self.inspector.show_alike(rows)
