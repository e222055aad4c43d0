"""The lesson-plan page: list of plans, the open plan, its details."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.lesson import CaseUse, LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.tasks.plans import templates
from casedesk.texts import shipped_language, tr, tr_n
from casedesk.ui.lessons.after_class_question import AfterClassQuestion
from casedesk.ui.lessons.plan_commands import PlanCommands
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.lessons.plan_following import PlanFollowing
from casedesk.ui.lessons.plan_inspector import PlanInspector
from casedesk.ui.lessons.plan_list import PlanList
from casedesk.ui.lessons.plan_sheet import PlanSheet
from casedesk.ui.lessons.plan_tools import PlanTools
from casedesk.ui.parts import Parts
from casedesk.ui.theme import Appearance, tokens
from casedesk.ui.widgets.empty_state import EmptyState

_OF_A_PLAN = (
    "plan.teach",
    "plan.after_class",
    "plan.again",
    "plan.handouts",
    "plan.pack",
    "plan.duplicate",
    "plan.keep_as_template",
    "plan.ready",
    "plan.archive",
    "plan.delete",
)


class LessonsPage(QWidget):
    """Plans are made, timed and filled here. Nothing is saved by hand."""

    handout_requested = Signal(int)
    case_open_requested = Signal(int)
    copy_open_requested = Signal(object)
    """The Case, which is in the trash, or in the plan only."""
    said = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, actions, appearance, settings = parts.session, parts.actions, parts.appearance, parts.settings
        self._session = session
        self._actions = actions
        self._settings = settings
        self._appearance = appearance
        self._draft = PlanDraft(session, self)
        self._list = PlanList(appearance, self)
        self._inspector = PlanInspector(appearance, settings, self)
        self._sheet = PlanSheet(self._draft, parts, self)
        self.commands = PlanCommands(self._draft, session=session, actions=actions, settings=settings, parent=self)
        self._empty = self._empty_state(appearance)
        self._after_class = AfterClassQuestion(session, appearance, settings, self)
        self._tools = PlanTools(
            self._draft,
            self._sheet.board,
            session=session,
            actions=actions,
            appearance=appearance,
            settings=settings,
            parent=self,
        )
        self._inspector.add_part(self._tools.overview)
        self._build()
        self._tools.said.connect(self.said)
        self._connect()
        self._refresh_list()
        self.open_plan(self._list.first_plan())

    @property
    def plan(self) -> LessonPlan | None:
        """The plan on the screen."""
        return self._draft.plan

    def open_plan(self, plan_id: int | None) -> None:
        """Show a plan, or the empty page."""
        self._draft.open(plan_id)

    def save_now(self) -> None:
        """Write what has been typed."""
        self._draft.write()
        self._tools.save_now()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The titles of the plans that could not be written."""
        return self._draft.unsaved_titles

    def ask_after_class(self) -> None:
        """Ask how the class went."""
        self._draft.write()
        if self.plan is not None:
            self._tools.hide_methods()
            self._after_class.ask(self.plan)
            self._middle.setCurrentWidget(self._after_class.sheet)

    def _build(self) -> None:
        widths = tokens()["width"]
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self._sheet)
        self._middle.addWidget(self._empty)
        self._middle.addWidget(self._after_class.sheet)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._side = QStackedWidget(self)
        self._side.addWidget(self._inspector)
        self._side.addWidget(self._tools.methods)
        for widget in (self._list, self._middle, self._side):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([widths["plan_list"], 780, widths["plan_inspector"]])
        state = self._settings.state("lessons")
        if not state.isEmpty():
            self._splitter.restoreState(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)

    def _connect(self) -> None:
        self._appearance.changed.connect(self._fold)
        self._list.plan_chosen.connect(self.open_plan)
        self._list.template_chosen.connect(self.commands.new_plan_from_template)
        self._list.new_requested.connect(self.commands.new_plan)
        self._list.menu_requested.connect(self._show_menu)
        self._list.cases_dropped.connect(self.commands.add_cases)
        self._sheet.cases_dropped.connect(self.commands.drop_cases)
        self._draft.opened.connect(self._on_opened)
        self._draft.changed.connect(self._on_changed)
        self._inspector.edited.connect(self._on_details)
        self._inspector.figures_requested.connect(self._actions.action("plan.figures").trigger)
        self._inspector.after_class_requested.connect(self.ask_after_class)
        self._after_class.finished.connect(self._show_sheet)
        self._sheet.handout_requested.connect(self.handout_requested)
        self._sheet.case_open_requested.connect(self._open_case)
        self._sheet.mix_checked.connect(self._inspector.show_mix)
        self._sheet.head.plan_wanted.connect(self.commands.new_plan_from_own_template)
        self._sheet.head.plans_requested.connect(lambda: self._toggle(self._list))
        self._sheet.head.teach_requested.connect(self._actions.action("plan.teach").trigger)
        self._sheet.head.details_requested.connect(self._toggle_details)
        self._tools.methods_wanted.connect(self._show_methods)
        self._session.changed.connect(self._on_library_changed)
        PlanFollowing(self._draft, self._list, self._session, self)
        self._splitter.splitterMoved.connect(lambda: self._settings.set_state("lessons", self._splitter.saveState()))
        self._actions.action("plan.handouts").triggered.connect(self._make_handouts)
        self.commands.made.connect(self._sheet.focus_title)

    def _empty_state(self, appearance: Appearance) -> EmptyState:
        empty = EmptyState(
            appearance,
            tr("No lesson plan is open"),
            tr(
                "A plan is a row of timed blocks around your cases. "
                "Begin with a template at the left, or with an empty plan."
            ),
            self,
            icon="ph.notebook",
        )
        empty.add_button(tr("New lesson plan"), icon="ph.plus").clicked.connect(self.commands.new_plan)
        quick = empty.add_button(tr("Class in ten minutes…"), icon="ph.lightning")
        quick.clicked.connect(self._actions.action("plan.quick").trigger)
        basket = empty.add_button(tr("From the basket"), icon="ph.shopping-bag-open")
        basket.clicked.connect(self.commands.new_plan_from_basket)
        return empty

    def _open_case(self, use: CaseUse) -> None:
        case = next(iter(self._session.library.cases.get_many([use.case_id])), use.kept)
        if case is not None and (case is use.kept or case.trashed is not None):
            self.copy_open_requested.emit(case)
            return
        self.case_open_requested.emit(use.case_id)
        keys = self._actions.action("view.lessons").shortcut().toString()
        if keys:
            self.said.emit(tr("{keys} goes back to the plan.").format(keys=keys))

    def _make_handouts(self) -> None:
        self._draft.write()
        if self.plan is not None:
            self.handout_requested.emit(self.plan.id)

    def _show_menu(self, plan_id: int, at: QPoint) -> None:
        self.open_plan(plan_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in _OF_A_PLAN:
            menu.addAction(self._actions.action(action_id))
        menu.popup(at)

    def _refresh_list(self) -> None:
        shown = tuple(
            (plan.uid, plan.title, tr_n("{n} block", "{n} blocks", len(plan.blocks)).format(n=len(plan.blocks)))
            for plan in templates(shipped_language())
        )
        self._list.show_plans(self._session.library.plans.all(), shown)
        self._list.select(self.plan.id if self.plan else None)

    def _on_opened(self, plan: LessonPlan | None) -> None:
        self._list.select(plan.id if plan else None)
        self._middle.setCurrentWidget(self._sheet if plan else self._empty)
        self._inspector.setEnabled(plan is not None)
        for action_id in _OF_A_PLAN:
            self._actions.action(action_id).setEnabled(plan is not None)
        self._sheet.show_plan(plan)
        if plan is not None:
            self._inspector.show_plan(plan)
        self._fold()

    def _show_sheet(self) -> None:
        self._middle.setCurrentWidget(self._sheet if self.plan else self._empty)

    def _on_details(self, plan: LessonPlan, field: str) -> None:
        self._draft.change(plan, tr("Edit plan"), field=field)

    def _on_changed(self, plan: LessonPlan) -> None:
        self._sheet.show_plan(plan)
        self._inspector.show_plan(plan)

    def _on_library_changed(self, changes: Changes) -> None:
        if changes.ids(LessonPlan):
            self._refresh_list()
        if changes.ids(Case) or changes.ids(UseRecord):
            self._sheet.refresh_cases()

    def _toggle(self, panel: QWidget) -> None:
        panel.setVisible(panel.isHidden())

    def _toggle_details(self) -> None:
        """Show the details of the plan where the methods are, or nothing; else nothing."""
        self._side.setVisible(self._side.isHidden() or self._shows_methods)
        self._side.setCurrentWidget(self._inspector)

    @property
    def _shows_methods(self) -> bool:
        return self._side.currentWidget() is self._tools.methods

    def _show_methods(self, are_wanted: bool) -> None:
        """Show the methods in the place of the details, or the details again."""
        if are_wanted != self._shows_methods:
            self._side.setCurrentWidget(self._tools.methods if are_wanted else self._inspector)
            self._fold()

    def _fold(self) -> None:
        """Fold the panels that have no room at this width."""
        fold, px = tokens()["fold"], self._appearance.px
        has_plan = self.plan is not None
        self._list.setMinimumWidth(px(180))
        self._side.setMinimumWidth(px(280))
        width = self.width() + px(tokens()["width"]["rail"])
        no_list, no_details = width < px(fold["plan_list_below"]) and has_plan, width < px(fold["inspector_below"])
        self._list.setVisible(not no_list)
        self._side.setVisible(has_plan and (not no_details or self._shows_methods))
        self._sheet.head.plans.setVisible(no_list)
        self._sheet.head.details.setVisible(no_details)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fold()
