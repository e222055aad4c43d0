"""The lesson-plan page: list of plans, the open plan, its details."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain import sessions
from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.lesson import Block, LessonPlan, PlanState
from casedesk.domain.library import UseRecord
from casedesk.tasks import plan_cases
from casedesk.tasks.after_class import replanned, untaught
from casedesk.tasks.case_times import timed
from casedesk.tasks.plans import filled, template_for, templates
from casedesk.texts import language, tr, tr_n
from casedesk.ui.actions import Actions
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.jobs import Jobs
from casedesk.ui.lessons.after_class_question import AfterClassQuestion
from casedesk.ui.lessons.case_drops import Place
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.lessons.plan_inspector import PlanInspector
from casedesk.ui.lessons.plan_list import PlanList
from casedesk.ui.lessons.plan_sheet import PlanSheet
from casedesk.ui.lessons.plan_tools import PlanTools
from casedesk.ui.models.basket import stored_ids
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
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
    said = Signal(str)

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
        self._session = session
        self._actions = actions
        self._settings = settings
        self._appearance = appearance
        self._draft = PlanDraft(session, self)
        self._list = PlanList(appearance, self)
        self._inspector = PlanInspector(appearance, settings, self)
        self._sheet = PlanSheet(
            self._draft,
            session=session,
            search=search,
            jobs=jobs,
            actions=actions,
            appearance=appearance,
            settings=settings,
            parent=self,
        )
        self._empty = self._empty_state(appearance)
        self._after_class = AfterClassQuestion(session, appearance, settings, self)
        self._build()
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

    def ask_after_class(self) -> None:
        """Ask how the class went."""
        self._draft.write()
        if self.plan is not None:
            self._after_class.ask(self.plan)
            self._middle.setCurrentWidget(self._after_class.sheet)

    def new_plan(self) -> None:
        """Make an empty plan and open it."""
        self._create(LessonPlan(title=tr("New lesson plan"), trainer=self._settings.trainer))

    def new_plan_from_cases(self, ids: Sequence[int]) -> None:
        """Make a 90-minute plan around cases and open it."""
        cases = timed(self._session.library, self._session.library.cases.get_many(ids))
        if not cases:
            self._session.refused.emit(tr("Put a case into the basket first; a plan is made around cases."))
            return
        target = 90
        template = template_for(target, _template_language())
        title = cases[0].printed_title
        plan = filled(template, cases, target=target, characters_a_minute=self._settings.characters_a_minute)
        self._create(replace(plan, title=title, course=title, trainer=self._settings.trainer))

    def new_plan_from_template(self, template_id: str) -> None:
        """Make a plan from one of the program's templates and open it."""
        template = next(plan for plan in templates(_template_language()) if plan.uid == template_id)
        self._create(replace(template, is_template=False, trainer=self._settings.trainer))

    def add_plan(self, plan: LessonPlan) -> None:
        """Keep a plan that was made elsewhere, and open it."""
        self._create(plan)

    def _build(self) -> None:
        widths = tokens()["width"]
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self._sheet)
        self._middle.addWidget(self._empty)
        self._middle.addWidget(self._after_class.sheet)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for widget in (self._list, self._middle, self._inspector):
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
        self._list.template_chosen.connect(self.new_plan_from_template)
        self._list.new_requested.connect(self.new_plan)
        self._list.menu_requested.connect(self._show_menu)
        self._list.cases_dropped.connect(self._add_cases)
        self._sheet.cases_dropped.connect(self._drop_cases)
        self._draft.opened.connect(self._on_opened)
        self._draft.changed.connect(self._on_changed)
        self._inspector.edited.connect(self._on_details)
        self._inspector.figures_requested.connect(self._actions.action("plan.figures").trigger)
        self._inspector.after_class_requested.connect(self.ask_after_class)
        self._after_class.finished.connect(self._show_sheet)
        self._sheet.handout_requested.connect(self.handout_requested)
        self._sheet.case_open_requested.connect(self._open_case)
        self._sheet.mix_checked.connect(self._inspector.show_mix)
        self._sheet.head.plan_wanted.connect(self._from_own_template)
        self._sheet.head.plans_requested.connect(lambda: self._toggle(self._list))
        self._sheet.head.teach_requested.connect(self._actions.action("plan.teach").trigger)
        self._sheet.head.details_requested.connect(lambda: self._toggle(self._inspector))
        self._session.changed.connect(self._on_library_changed)
        self._splitter.splitterMoved.connect(lambda: self._settings.set_state("lessons", self._splitter.saveState()))
        for action_id, slot in (
            ("plan.new", self.new_plan),
            ("plan.duplicate", self._duplicate),
            ("plan.again", self._plan_again),
            ("plan.keep_as_template", self._keep_as_template),
            ("plan.ready", self._toggle_ready),
            ("plan.archive", self._toggle_archived),
            ("plan.delete", self._trash),
            ("plan.handouts", self._make_handouts),
        ):
            self._actions.action(action_id).triggered.connect(slot)

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
        empty.add_button(tr("New lesson plan"), icon="ph.plus").clicked.connect(self.new_plan)
        quick = empty.add_button(tr("Class in ten minutes…"), icon="ph.lightning")
        quick.clicked.connect(self._actions.action("plan.quick").trigger)
        empty.add_button(tr("From the basket"), icon="ph.shopping-bag-open").clicked.connect(self._from_basket)
        return empty

    def _create(self, plan: LessonPlan) -> None:
        self._draft.write()
        now = datetime.now(UTC)
        plan = replace(plan, id=self._session.library.new_id(LessonPlan), uid=uuid4().hex, created=now, modified=now)
        edit = Edit(tr("New plan “{title}”").format(title=plan.title), (Replacement(None, plan),))
        if self._session.apply(edit, self):
            self._refresh_list()
            self.open_plan(plan.id)
            self._sheet.focus_title()

    def _open_case(self, case_id: int) -> None:
        self.case_open_requested.emit(case_id)
        keys = self._actions.action("view.lessons").shortcut().toString()
        if keys:
            self.said.emit(tr("{keys} goes back to the plan.").format(keys=keys))

    def _from_basket(self) -> None:
        self.new_plan_from_cases(stored_ids(self._session))

    def _add_cases(self, plan_id: int, case_ids: Sequence[int], *, before: int | None = None) -> None:
        self._draft.write()
        library = self._session.library
        plan, now = library.plans.get(plan_id), datetime.now(UTC)
        cases = timed(library, library.cases.get_many(case_ids))
        pace = self._settings.characters_a_minute
        edit = plan_cases.in_blocks_of_their_own(plan, cases, now, characters_a_minute=pace, before=before)
        self._apply_cases(plan, edit)

    def _drop_cases(self, case_ids: Sequence[int], place: Place) -> None:
        self._draft.write()
        if self.plan is None:
            return
        if not place.is_on or not isinstance(sessions.rows_of(self.plan)[place.row], Block):
            self._add_cases(self.plan.id, case_ids, before=place.row + place.is_on)
            return
        position = sessions.block_before_row(self.plan, place.row)
        cases = self._session.library.cases.get_many(case_ids)
        self._apply_cases(self.plan, plan_cases.in_block(self.plan, cases, datetime.now(UTC), position=position))

    def _apply_cases(self, plan: LessonPlan, edit: Edit) -> None:
        if edit.replacements:
            self._session.apply(edit, announce=edit.text)
        else:
            self._session.refused.emit(tr("“{name}” has these cases already.").format(name=plan.title))

    def _duplicate(self) -> None:
        if (plan := self.plan) is not None:
            self._create(replace(untaught(plan), title=tr("{title} (copy)").format(title=plan.title)))

    def _plan_again(self) -> None:
        if (plan := self.plan) is not None:
            self._create(replanned(plan))

    def _keep_as_template(self) -> None:
        if (plan := self.plan) is not None:
            self._create(replace(untaught(plan), is_template=True))

    def _from_own_template(self) -> None:
        if (plan := self.plan) is not None:
            trainer = plan.trainer or self._settings.trainer
            self._create(replace(untaught(plan), is_template=False, trainer=trainer))

    def _toggle_ready(self) -> None:
        if (plan := self.plan) is not None:
            is_ready = plan.state is not PlanState.READY
            state = PlanState.READY if is_ready else PlanState.DRAFT
            text = tr("Mark the plan as ready") if is_ready else tr("Mark the plan as a draft")
            self._draft.change(replace(plan, state=state), text)

    def _toggle_archived(self) -> None:
        if (plan := self.plan) is not None:
            archived = None if plan.archived else datetime.now(UTC)
            text = tr("Archive the plan") if archived else tr("Take the plan out of the archive")
            self._draft.change(replace(plan, archived=archived), text)

    def _trash(self) -> None:
        self._draft.write()
        if (plan := self.plan) is not None:
            self._trash_plan(plan)

    def _trash_plan(self, plan: LessonPlan) -> None:
        text = tr("Move plan “{title}” to the trash").format(title=plan.title)
        after = replace(plan, trashed=datetime.now(UTC))
        is_open = self.plan is not None and self.plan.id == plan.id
        if self._session.apply(Edit(text, (Replacement(plan, after),)), announce=tr("Moved the plan to the trash")):
            self._refresh_list()
            if is_open:
                self.open_plan(self._list.first_plan())

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
            for plan in templates(_template_language())
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
            self._show_states(plan)
        self._fold()

    def _show_sheet(self) -> None:
        self._middle.setCurrentWidget(self._sheet if self.plan else self._empty)

    def _show_states(self, plan: LessonPlan) -> None:
        self._actions.action("plan.ready").setChecked(plan.state is PlanState.READY)
        self._actions.action("plan.archive").setChecked(plan.archived is not None)

    def _on_details(self, plan: LessonPlan, field: str) -> None:
        self._draft.change(plan, tr("Edit plan"), field=field)

    def _on_changed(self, plan: LessonPlan) -> None:
        self._sheet.show_plan(plan)
        self._inspector.show_plan(plan)
        self._show_states(plan)

    def _on_library_changed(self, changes: Changes) -> None:
        if changes.ids(LessonPlan):
            self._refresh_list()
            if self.plan is None and self._list.first_plan() is not None:
                self.open_plan(self._list.first_plan())
        if changes.ids(Case) or changes.ids(UseRecord):
            self._sheet.refresh_cases()

    def _toggle(self, panel: QWidget) -> None:
        panel.setVisible(panel.isHidden())

    def _fold(self) -> None:
        """Fold the panels that have no room at this width."""
        fold, px = tokens()["fold"], self._appearance.px
        has_plan = self.plan is not None
        self._list.setMinimumWidth(px(180))
        self._inspector.setMinimumWidth(px(280))
        width = self.width() + px(tokens()["width"]["rail"])
        no_list, no_details = width < px(fold["plan_list_below"]) and has_plan, width < px(fold["inspector_below"])
        self._list.setVisible(not no_list)
        self._inspector.setVisible(has_plan and not no_details)
        self._sheet.head.plans.setVisible(no_list)
        self._sheet.head.details.setVisible(no_details)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fold()


def _template_language() -> str:
    return "zh" if language().startswith("zh") else "en"
