"""The library page: builds its parts and connects them; what they do stands in their own modules."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, Hits
from casedesk.domain.health import Health
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.library.basket_strip import BasketStrip
from casedesk.ui.library.case_list_view import CaseListView
from casedesk.ui.library.case_menu import CaseMenu
from casedesk.ui.library.case_pane import CasePane
from casedesk.ui.library.entry_commands import EntryCommands
from casedesk.ui.library.fault_walk import FaultWalk
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.library.library_columns import LibraryColumns
from casedesk.ui.library.library_commands import LibraryCommands
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.library.list_column import ListColumn
from casedesk.ui.library.list_header import ListHeader
from casedesk.ui.library.list_layout import ListLayout
from casedesk.ui.library.list_states import EmptyLibrary
from casedesk.ui.library.no_hits import NoHits
from casedesk.ui.library.page_round import PageRound
from casedesk.ui.library.panel_round import is_within
from casedesk.ui.library.panel_wiring import PanelWiring
from casedesk.ui.library.part_bar import PartBar
from casedesk.ui.library.question_bar import QuestionBar
from casedesk.ui.library.selection_panel import SelectionPanel
from casedesk.ui.library.step_following import StepFollowing
from casedesk.ui.library.tellings_menu import TellingsMenu
from casedesk.ui.library.value_commands import ValueCommands
from casedesk.ui.models.basket import BasketModel
from casedesk.ui.models.case_list import CaseListModel
from casedesk.ui.parts import Parts


class LibraryPage(QWidget):
    """Filter panel, search and list, the case, and the basket."""

    plan_requested = Signal(object)
    """The ids of the cases that a new lesson plan shall hold, in order."""
    handouts_requested = Signal(object)
    """The ids of cases that should be printed without a plan."""
    show_requested = Signal()
    """Something happens here that the trainer should see: a new case was made from another page."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, search, actions = parts.session, parts.search, parts.actions
        appearance, settings = parts.appearance, parts.settings
        self._actions = actions
        self._settings = settings
        self._pending = 0
        self._begun = 0
        self._shown_filter: CaseFilter | None = None
        self.query = LibraryQuery(session, search, settings, self)
        self.commands = LibraryCommands(session, settings, self)
        self.basket = BasketModel(session, self, characters_a_minute=settings.characters_a_minute)
        self._model = CaseListModel(search, self)
        self.panel = FilterPanel(appearance, settings, self)
        self._entries = EntryCommands(session, self.commands, self.query, self.panel, self)
        self._values = ValueCommands(session, self.query, self.panel, self)
        self.part_bar = PartBar(appearance, self)
        self.header = ListHeader(self.query, appearance, self)
        self._wiring = PanelWiring(self.query, self.panel, self.part_bar, self.header, self)
        self.question = QuestionBar(appearance, self)
        self.list = CaseListView(self._model, appearance, self)
        self.no_hits = NoHits(search, appearance, self)
        empty = EmptyLibrary(appearance, actions, self)
        self.list_column = ListColumn(self.header, self.question, self.list, self.no_hits, empty, self)
        self.selection = SelectionPanel(session, appearance, actions, self)
        self.case_view = CaseView(parts)
        self.pane = CasePane(self.case_view, self.selection, appearance, actions, self)
        self.strip = BasketStrip(self.basket, appearance, self)
        self._tellings = TellingsMenu(session, self)
        self._menu = CaseMenu(actions, self.commands, self._tellings, self)
        self.columns = LibraryColumns(
            self.panel, self.list_column, self.pane, appearance=appearance, settings=settings, parent=self
        )
        self._round = PageRound(self.columns, self.header, self.panel, self.list_column, self.pane, self.strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.part_bar)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.strip)
        self._walk = FaultWalk(session, search, self.query, self.list, self._model)
        self._walk.show_in(self.header, actions.action("case.fix_next"))
        self._view = ListLayout(self.list, self.header, self.columns, self.query, settings)
        self._connect_filter()
        self._steps = StepFollowing(session, self.query, self.list, self)
        self._connect_list()
        self._connect_rest()
        self._connect_actions()
        self._start()

    def open_case(self, case_id: int) -> None:
        """Show a case, whatever the filter is: a filter that hides it is dropped."""
        self.columns.show_case()
        if self.list.select_case(case_id):
            self.pane.show_now()
            return
        self._pending = case_id
        self.query.set_filter(CaseFilter())
        self.query.ask()

    def show_filter(self, wanted: CaseFilter) -> None:
        """Show the cases of a filter."""
        self.query.set_filter(wanted)

    def focus_search(self) -> None:
        """Put the cursor into the search box; into that of the case while it is written in focus."""
        if self.columns.is_writing and self.case_view.case_id:
            self.case_view.finding.open()
            return
        self.columns.show_list()
        self.header.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.box.selectAll()

    def next_panel(self) -> None:
        """Move the focus on: search, filter, list, case, basket, and round again."""
        self._round.go_on()

    def save_now(self) -> None:
        """Write what is being typed, and remember the layout."""
        self.case_view.save_now()
        self.columns.save_layout()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The titles of the cases that could not be written."""
        return self.case_view.editing.unsaved_titles

    def leave_library(self) -> None:
        """Save, and ask the library nothing more: it is about to be closed."""
        self.save_now()
        self.query.stop()
        self._walk.stop()
        self.pane.stop()
        self._model.stop()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and watched is self.window():
            self.leave_library()
        return super().eventFilter(watched, event)

    def _connect_filter(self) -> None:
        self.query.answered.connect(self._show_hits)
        self._values.question.connect(self.question.ask)
        self.panel.cases_dropped.connect(self.commands.drop_on_value)
        self.panel.add_selection_requested.connect(self._add_selection)
        self.no_hits.filter_chosen.connect(self._choose_filter)
        self.header.save_requested.connect(self._entries.save_filter)
        self.header.fold_toggled.connect(self.columns.toggle_panel)
        self.columns.panel_docked.connect(self.header.set_panel_docked)
        self.columns.narrow_changed.connect(self.strip.set_narrow)

    def _connect_list(self) -> None:
        self.header.left_downwards.connect(self._go_to_list)
        self._walk.arrived.connect(self._mend)
        self.list.left_at_top.connect(self.focus_search)
        self.list.current_changed.connect(self._show_selected)
        self.list.selection_changed.connect(self._show_selected)
        self.list.open_requested.connect(self._go_to_case)
        self.list.focus_requested.connect(self._write_in_focus)
        self.list.menu_requested.connect(self._show_menu)
        self.list.tellings_requested.connect(self._tellings.pop_up)
        self._tellings.case_requested.connect(self.open_case)
        self._tellings.filter_requested.connect(self._show_story)
        self.list.plan_key_pressed.connect(self._add_to_plan)
        self._model.rename_requested.connect(self.commands.rename)
        self.basket.changed.connect(self._mark_basket)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def _connect_rest(self) -> None:
        self.case_view.case_open_requested.connect(self.open_case)
        self.pane.shown.connect(self._show_place)
        self.pane.left.connect(self._go_back_to_list)
        self.commands.question.connect(self.question.ask)
        self.question.closed.connect(self.list.setFocus)
        self.strip.plan_requested.connect(self.plan_requested)
        self.strip.handouts_requested.connect(self.handouts_requested)
        self.strip.open_requested.connect(self.open_case)
        self._menu.plan_requested.connect(self.plan_requested)
        self.selection.change_requested.connect(self.commands.change_values)
        self.selection.change_requested.connect(self._go_to_list)  # an empty field would swallow Ctrl+Z
        self.selection.plan_requested.connect(lambda: self.plan_requested.emit(self.list.selected_ids))
        self.selection.trash_requested.connect(lambda: self.commands.ask_to_trash(self.list.selected_ids))
        self.selection.collection_requested.connect(lambda: self._entries.new_collection(self.list.selected_ids))
        self._settings.changed.connect(self._follow_settings)

    def _connect_actions(self) -> None:
        connections = {
            "case.new": lambda: self._begin(self.commands.new_case()),
            "case.new_from_clipboard": lambda: self._begin(
                self.commands.new_case_from(QGuiApplication.clipboard().mimeData())
            ),
            "case.duplicate": self._duplicate,
            "case.basket": lambda: self.basket.toggle(self.list.selected_ids),
            "case.reviewed": lambda: self.commands.mark_reviewed(self.list.selected_ids),
            "case.bulk_edit": self._bulk_edit,
            "case.delete": lambda: self.commands.ask_to_trash(self.list.selected_ids),
            "case.rename": self._rename,
            "case.next": lambda: self.list.step(1),
            "case.previous": lambda: self.list.step(-1),
            "view.filter_panel": self.columns.toggle_panel,
            "view.only_shown": self._wiring.look_only_at_shown,
            "view.whole_library": self.query.leave_part,
            "case.handouts": lambda: self.handouts_requested.emit(self.list.selected_ids),
            "plan.from_basket": lambda: self.plan_requested.emit(self.basket.ids),
        }
        for action_id, call in connections.items():
            self._actions.action(action_id).triggered.connect(call)
        self._actions.action("case.focus").toggled.connect(self._set_writing)
        panel = self._actions.action("view.filter_panel")
        self.columns.panel_shown.connect(panel.setChecked)
        panel.setChecked(self.columns.is_panel_shown)

    def _start(self) -> None:
        self.strip.set_narrow(self.columns.is_narrow)
        self._mark_basket()
        self._show_selected()
        self.header.set_panel_docked(not self.columns.is_narrow and self.columns.is_panel_shown)
        self.setFocusProxy(self.header.box)
        self.query.ask()

    def _show_hits(self, hits: Hits) -> None:
        is_other = self._shown_filter is not None and self._shown_filter != self.query.wanted
        self._shown_filter = self.query.wanted
        had_focus = is_within(QApplication.focusWidget(), self.list_column.body)
        self.header.show_totals(hits.total, hits.library_total)
        self.list.show_cases(hits.ids, self.query.wanted, prefer_first=is_other)
        self.list_column.show_for(hits, self.query.wanted)
        self._show_place()
        if self._pending and self.list.select_case(self._pending):
            self._pending = 0
            self.pane.show_now()
        if had_focus and not hits.ids:
            self.header.box.setFocus()

    def _show_selected(self) -> None:
        count = self.list.selected_count
        if count > 1:
            self.pane.show_selection(self.list.selected_ids)
        else:
            self.pane.show_case(self.list.current_id)
        for action_id in ("case.basket", "case.reviewed", "case.delete", "case.duplicate", "case.rename"):
            self._actions.action(action_id).setEnabled(count > 0)
        self._actions.action("case.bulk_edit").setEnabled(count > 1)

    def _choose_filter(self, wanted: CaseFilter) -> None:
        self.query.set_filter(wanted)
        self.header.box.setFocus()

    def _show_place(self) -> None:
        """Tell the case where it stands in the list, which comes next, and what was searched for."""
        ids, opened = self.query.hits.ids, self.pane.opened
        self.query.opened_id = opened
        if opened and opened == self._begun:  # not before: what is typed must not land in the case of before
            self._begun = 0
            self.case_view.begin_title()
        row = self._model.row_of(opened)
        if row is None:
            self.case_view.set_place(0, 0)
        else:
            self.case_view.set_place(row + 1, len(ids), next_id=ids[row + 1] if row + 1 < len(ids) else 0)
        self.case_view.set_filter(self.query.wanted)
        self.case_view.set_in_basket(on=opened in self.basket.ids)

    def _mark_basket(self) -> None:
        self._model.set_basket(self.basket.ids)
        self.case_view.set_in_basket(on=self.pane.opened in self.basket.ids)
        self._actions.action("plan.from_basket").setEnabled(bool(self.basket.ids))

    def _add_selection(self, name: str) -> None:
        self.commands.add_to_collection(name, self.list.selected_ids)

    def _begin(self, case_id: int) -> None:
        if case_id:
            self.show_requested.emit()
            self._begun = case_id
            self.open_case(case_id)

    def _duplicate(self) -> None:
        if self.list.current_id and (case_id := self.commands.duplicate(self.list.current_id)):
            self.open_case(case_id)

    def _rename(self) -> None:
        self.columns.show_list()
        self.list.rename_current()

    def _bulk_edit(self) -> None:
        if self.list.selected_count > 1:
            self._show_selected()
            self.selection.focus_value()

    def _add_to_plan(self, number: int) -> None:
        plans = self.commands.recent_plans()
        if number <= len(plans):
            self.commands.add_to_plan(plans[number - 1], self.list.selected_ids)
        elif not plans:
            self.plan_requested.emit(self.list.selected_ids)

    def _show_menu(self, where: QPoint) -> None:
        names = [item.name for item in self.query.collections]
        menu = self._menu.build(self.list.selected_ids, self.query.wanted, names, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _show_story(self, wanted: CaseFilter) -> None:
        self.query.set_filter(replace(wanted, within=self.query.wanted.within))

    def _go_to_list(self) -> None:
        if self._model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_back_to_list(self) -> None:
        writing = self._actions.action("case.focus")
        if writing.isChecked():
            writing.setChecked(False)
        else:
            self.columns.show_list()
            self.list.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _go_to_case(self, _case_id: int) -> None:
        self.pane.show_now()
        self.columns.show_case()
        self.case_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mend(self, case_id: int, fault: Health | Facet) -> None:
        self.list.select_case(case_id)
        self.pane.show_now()
        self.columns.show_case()
        QTimer.singleShot(0, self, lambda: self._go_to_fault(case_id, fault))  # the case is painted in between

    def _go_to_fault(self, case_id: int, fault: Health | Facet) -> None:
        if self.pane.opened == case_id:
            self.case_view.whole.go_to_fault(fault)

    def _write_in_focus(self, _case_id: int) -> None:
        self.pane.show_now()
        self._actions.action("case.focus").setChecked(True)
        self.case_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_writing(self, is_writing: bool) -> None:  # a slot
        self.columns.set_writing(is_writing)
        self.strip.setHidden(is_writing)
        if is_writing and not is_within(QApplication.focusWidget(), self.case_view):
            self.case_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.list.set_column_focus(now is self.list or now is self.header.box)

    def _follow_settings(self, name: str) -> None:
        if name == "characters_a_minute":
            self.basket.set_characters_a_minute(self._settings.characters_a_minute)
