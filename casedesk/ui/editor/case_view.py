"""The case beside the list, and in focus: read and written in the same place."""

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.filters import CaseFilter
from casedesk.texts import tr
from casedesk.ui.editor.alike_cases import AlikeCases
from casedesk.ui.editor.case_column import CaseColumn, no_limits
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_finding import CaseFinding, finds
from casedesk.ui.editor.case_footer import CaseFooter
from casedesk.ui.editor.case_header import CaseHeader
from casedesk.ui.editor.case_hits import CaseHits
from casedesk.ui.editor.case_names import CaseNames
from casedesk.ui.editor.case_parts import CaseParts
from casedesk.ui.editor.case_privacy import CasePrivacy
from casedesk.ui.editor.case_scroll import CaseScroll
from casedesk.ui.editor.chosen_parts import ChosenParts
from casedesk.ui.editor.column_writing import ColumnWriting
from casedesk.ui.editor.find_bar import FindBar
from casedesk.ui.editor.offered_values import OfferedValues
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.editor.privacy_line import PrivacyLine
from casedesk.ui.editor.shown_facts import ShownFacts
from casedesk.ui.editor.side_panels import SidePanels
from casedesk.ui.editor.story_offers import StoryOffers
from casedesk.ui.editor.whole_case import WholeCase
from casedesk.ui.parts import Parts
from casedesk.ui.widgets.surfaces import set_surface

_NARROWEST = 360


class CaseView(QWidget):
    """One case. What is typed is written by itself: after a pause, when the focus leaves, before another case comes."""

    case_open_requested = Signal(int)
    """Another case shall be shown: one that is similar, or one that was made here."""
    compare_requested = Signal(int, int)
    """The case and one that is like it shall be laid side by side."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, search, actions = parts.session, parts.search, parts.actions
        appearance, settings = parts.appearance, parts.settings
        set_surface(self, "paper")
        self.setAccessibleName(tr("Case"))
        self._session = session
        self._jobs = parts.jobs
        self._actions = actions
        self._appearance = appearance
        self._settings = settings
        self._next_id = 0
        self._made_id = 0
        self._is_focused = False
        self.editing = CaseEditing(session, self)
        self.header = CaseHeader(appearance, actions, self)
        pictures = LibraryPictures(session.library)
        self.values = OfferedValues(session, parts.jobs, self)
        self.column = CaseColumn(appearance, settings, pictures, self.values.known, self)
        self.footer = CaseFooter(appearance, self)
        self.panels = SidePanels(appearance, session, self.editing, self.column, self.footer, self)
        self.source, self.inspector = self.panels.source, self.panels.inspector
        for line in (self.column.facets, *self.inspector.facet_lines):
            self.values.serve(line)
        self._writing = ColumnWriting(session, self.editing, self.column, self)
        self.page = CaseScroll(self.column, self)
        self.chosen_parts = ChosenParts(session, self)
        self.alike = AlikeCases(search, self)
        self.hits = CaseHits(search, self.column, self)
        self.hits.counted.connect(self.header.show_hits)
        self.find_bar = FindBar(appearance, self)
        self.finding = CaseFinding(self.find_bar, self.editing, self.column, self.page, self.hits)
        self.whole = WholeCase(session, self.editing, self.column, self)
        self.stories = StoryOffers(self.editing, self.column, self)
        self.parts = CaseParts(
            session, self.column, self.chosen_parts, appearance, self, more=[actions.action("case.stand_in")]
        )
        self.names = CaseNames(
            session, self.editing, self.column, actions=actions, appearance=appearance, settings=settings,
            pictures=pictures, parent=self,
        )  # fmt: skip
        self.privacy_line = PrivacyLine(appearance, self)
        self.privacy = CasePrivacy(
            self.privacy_line, session, self.editing, self.column, self.page, self.names, actions
        )
        self._facts = ShownFacts(
            session=session, actions=actions, settings=settings, editing=self.editing, footer=self.footer,
            panels=self.panels, chosen_parts=self.chosen_parts, parent=self,
        )  # fmt: skip
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
        self.header.saved.show_saved(case.modified)
        if self.editing.has_unsaved:
            self.header.saved.show_unsaved()
        if is_other:
            self.page.to_top()
            self.names.follow()
            self.privacy.follow()
        self.alike.follow(case_id)
        if case_id == self._made_id:  # its title is a suggestion: the first letter that is typed replaces it
            self._made_id = 0
            self.begin_title()

    def save_now(self) -> None:
        """Write what is being typed, and what could not be written before."""
        self.editing.save_all()
        self.inspector.uses.keep()

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
        self._apply_limit()
        self.panels.set_focused(on=on)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, _NARROWEST)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.save_now()
        super().hideEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and finds(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.finding.take_keys(event):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panels.fold()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.header)
        middle.addWidget(self.find_bar)
        middle.addWidget(self.privacy_line)
        middle.addWidget(self.page, 1)
        middle.addWidget(self.names, 1)
        middle.addWidget(self.footer)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # the inspector folds before it is cut
        whole.addLayout(middle, 1)
        whole.addWidget(self.source)
        whole.addWidget(self.inspector)
        self._appearance.changed.connect(self._dress)
        self._dress()

    def _connect(self) -> None:
        self.column.text_made.connect(self.parts.serve_text)
        self.editing.reloaded.connect(self._show)
        self.editing.stored.connect(self._show_stored)
        self.editing.vanished.connect(self._vanish)
        self.header.back_requested.connect(lambda: self._actions.action("case.focus").setChecked(False))
        self.header.part_requested.connect(self._carry_out)
        self.header.details_requested.connect(self.panels.toggle_inspector)
        self.panels.folded.connect(self.header.show_details)
        self.footer.source_requested.connect(self.panels.toggle_source)
        self.footer.case_requested.connect(self.case_open_requested)
        self.footer.compare_requested.connect(self._ask_to_compare)
        self.inspector.compare_requested.connect(self._ask_to_compare)
        self.inspector.family.case_requested.connect(self.case_open_requested)
        self.inspector.history.all_requested.connect(self._actions.action("case.history").trigger)
        self.inspector.gap_requested.connect(self._next_gap)
        self.stories.offered.connect(self.page.show_part)
        self.whole.case_made.connect(self._open_made)
        self.inspector.case_requested.connect(self.case_open_requested)
        self.chosen_parts.changed.connect(self._follow_custom)
        self.inspector.minutes_changed.connect(self._writing.set_minutes)
        self.inspector.values_changed.connect(self.column.facets.values_changed)
        self.editing.unsaved.connect(self.header.saved.show_unsaved)
        self._session.changed.connect(self._follow_writing)
        self.names.shown.connect(self._show_with_stand_ins)
        self.find_bar.changed.connect(self.names.leave)  # nothing is found on a page that is hidden
        self.names.counted.connect(self._count_stand_ins)
        self._count_stand_ins(len(self._session.library.pseudonyms.all()))
        self.alike.found.connect(self.footer.show_alike)
        self.alike.found.connect(self.inspector.show_alike)
        self.page.text_entered.connect(self.header.formats.follow)

    def _connect_actions(self) -> None:
        connections = {
            "case.split": self.whole.split_here,
            "case.join": lambda: self.whole.join(self._next_id),
            "case.next_gap": self._next_gap,
            "edit.find_next": lambda: self.finding.step(1),
            "edit.find_previous": lambda: self.finding.step(-1),
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
        self.column.show_case(case)
        self._facts.read(case)
        self.hits.refresh(case.id)
        self._show_faces()

    def _show_stored(self, case: Case) -> None:
        self.column.show_counts(case)
        self._facts.read_versions(case)
        self._show_faces()

    def _show_faces(self) -> None:
        self.names.read_again()
        self.privacy.look()

    def _vanish(self) -> None:
        self.setEnabled(False)

    def _carry_out(self, part: str) -> None:
        if part == "source":
            self.panels.toggle_source()
        elif part == "find":
            self.finding.open()
        elif part == "add":
            self.parts.offer_sections(self.header.more)

    def _next_gap(self) -> None:
        self.names.leave()
        self.whole.next_gap(self.chosen_parts.chosen)
        self.page.keep_visible()

    def _open_made(self, case_id: int) -> None:
        self._made_id = case_id
        self.case_open_requested.emit(case_id)

    def _follow_custom(self) -> None:
        self._apply_limit()
        if self.editing.is_open:
            self._facts.show(self.editing.case)

    def _apply_limit(self) -> None:
        self.column.set_limits(self.chosen_parts.chosen.limit_of if self._is_focused else no_limits)

    def _follow_writing(self, changes: Changes, _initiator: object) -> None:
        if self.case_id in changes.ids(Case):
            self.header.saved.show_saved(datetime.now(UTC))

    def _show_with_stand_ins(self, on: bool) -> None:
        if on:
            self.finding.close()
        self.page.setHidden(on)
        self.header.formats.follow(None)

    def _count_stand_ins(self, count: int) -> None:
        self.header.set_has_names(on=count > 0)

    def _ask_to_compare(self, other_id: int) -> None:
        self.save_now()
        self.compare_requested.emit(self.case_id, other_id)
