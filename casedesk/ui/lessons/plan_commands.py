"""What is done with whole plans: made, copied, filled with cases, marked, archived and thrown away."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from casedesk.domain import sessions
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, LessonPlan, PlanState
from casedesk.tasks import plan_cases
from casedesk.tasks.after_class import replanned, untaught
from casedesk.tasks.case_times import timed
from casedesk.tasks.plans import filled, template_for, templates
from casedesk.texts import shipped_language, tr
from casedesk.ui.actions import Actions
from casedesk.ui.lessons.case_drops import Place
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.models.basket import stored_ids
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings

_TARGET = 90
"""The minutes of a plan that is made around cases."""


class PlanCommands(QObject):
    """Does it to the plan of a draft. Every command is one step that can be undone."""

    made = Signal()
    """A new plan has been opened."""

    def __init__(
        self, draft: PlanDraft, *, session: LibrarySession, actions: Actions, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._session = session
        self._actions = actions
        self._settings = settings
        slots: dict[str, Callable[[], object]] = {
            "plan.new": self.new_plan,
            "plan.duplicate": self.duplicate,
            "plan.again": self.plan_again,
            "plan.keep_as_template": self.keep_as_template,
            "plan.ready": self.toggle_ready,
            "plan.archive": self.toggle_archived,
            "plan.delete": self.trash,
        }
        for action_id, slot in slots.items():
            actions.action(action_id).triggered.connect(slot)
        draft.opened.connect(self._show_states)
        draft.changed.connect(self._show_states)

    def new_plan(self) -> None:
        """Make an empty plan and open it."""
        self.add_plan(LessonPlan(title=tr("New lesson plan"), trainer=self._settings.trainer))

    def new_plan_from_cases(self, ids: Sequence[int]) -> None:
        """Make a 90-minute plan around cases and open it."""
        cases = timed(self._session.library, self._session.library.cases.get_many(ids))
        if not cases:
            self._session.refused.emit(tr("Put a case into the basket first; a plan is made around cases."))
            return
        template, pace = template_for(_TARGET, shipped_language()), self._settings.characters_a_minute
        plan = filled(template, cases, target=_TARGET, characters_a_minute=pace)
        title = cases[0].printed_title
        self.add_plan(replace(plan, title=title, course=title, trainer=self._settings.trainer))

    def new_plan_from_basket(self) -> None:
        """Make a plan around the cases in the basket and open it."""
        self.new_plan_from_cases(stored_ids(self._session))

    def new_plan_from_template(self, template_id: str) -> None:
        """Make a plan from one of the program's templates and open it."""
        template = next(plan for plan in templates(shipped_language()) if plan.uid == template_id)
        self.add_plan(replace(template, is_template=False, trainer=self._settings.trainer))

    def new_plan_from_own_template(self) -> None:
        """Make a plan from the template on the screen and open it."""
        if (plan := self._draft.plan) is not None:
            trainer = plan.trainer or self._settings.trainer
            self.add_plan(replace(untaught(plan), is_template=False, trainer=trainer))

    def add_plan(self, plan: LessonPlan) -> None:
        """Keep a plan as a new one, and open it."""
        self._draft.write()
        now = datetime.now(UTC)
        plan = replace(plan, id=self._session.library.new_id(LessonPlan), uid=uuid4().hex, created=now, modified=now)
        edit = Edit(tr("New plan “{title}”").format(title=plan.title), (Replacement(None, plan),))
        if self._session.apply(edit, self):
            self._draft.open(plan.id)
            self.made.emit()

    def add_cases(self, plan_id: int, case_ids: Sequence[int], *, before: int | None = None) -> None:
        """Put a block for every case into any plan: before a row, or where cases belong."""
        self._draft.write()
        library = self._session.library
        plan, now = library.plans.get(plan_id), datetime.now(UTC)
        cases = timed(library, library.cases.get_many(case_ids))
        pace = self._settings.characters_a_minute
        edit = plan_cases.in_blocks_of_their_own(plan, cases, now, characters_a_minute=pace, before=before)
        self._apply_cases(plan, edit)

    def drop_cases(self, case_ids: Sequence[int], place: Place) -> None:
        """Put cases into the block on which they were dropped, or into blocks of their own between two."""
        self._draft.write()
        plan = self._draft.plan
        if plan is None:
            return
        if not place.is_on or not isinstance(sessions.rows_of(plan)[place.row], Block):
            self.add_cases(plan.id, case_ids, before=place.row + place.is_on)
            return
        position = sessions.block_before_row(plan, place.row)
        cases = self._session.library.cases.get_many(case_ids)
        self._apply_cases(plan, plan_cases.in_block(plan, cases, datetime.now(UTC), position=position))

    def _apply_cases(self, plan: LessonPlan, edit: Edit) -> None:
        if edit.replacements:
            self._session.apply(edit, announce=edit.text)
        else:
            self._session.refused.emit(tr("“{name}” has these cases already.").format(name=plan.title))

    def duplicate(self) -> None:
        """Make a copy of the plan, as if it had not been taught."""
        if (plan := self._draft.plan) is not None:
            self.add_plan(replace(untaught(plan), title=tr("{title} (copy)").format(title=plan.title)))

    def plan_again(self) -> None:
        """Make the plan of the next time, with what was learned from this one."""
        if (plan := self._draft.plan) is not None:
            self.add_plan(replanned(plan))

    def keep_as_template(self) -> None:
        """Make a template from the plan."""
        if (plan := self._draft.plan) is not None:
            self.add_plan(replace(untaught(plan), is_template=True))

    def toggle_ready(self) -> None:
        """Mark the plan as ready, or as a draft again."""
        if (plan := self._draft.plan) is not None:
            is_ready = plan.state is not PlanState.READY
            state = PlanState.READY if is_ready else PlanState.DRAFT
            text = tr("Mark the plan as ready") if is_ready else tr("Mark the plan as a draft")
            self._draft.change(replace(plan, state=state), text)

    def toggle_archived(self) -> None:
        """Put the plan into the archive, or take it out."""
        if (plan := self._draft.plan) is not None:
            archived = None if plan.archived else datetime.now(UTC)
            text = tr("Archive the plan") if archived else tr("Take the plan out of the archive")
            self._draft.change(replace(plan, archived=archived), text)

    def trash(self) -> None:
        """Move the plan to the trash."""
        self._draft.write()
        if (plan := self._draft.plan) is not None:
            text = tr("Move plan “{title}” to the trash").format(title=plan.title)
            after = replace(plan, trashed=datetime.now(UTC))
            self._session.apply(Edit(text, (Replacement(plan, after),)), announce=tr("Moved the plan to the trash"))

    def _show_states(self, plan: LessonPlan | None) -> None:
        self._actions.action("plan.ready").setChecked(plan is not None and plan.state is PlanState.READY)
        self._actions.action("plan.archive").setChecked(plan is not None and plan.archived is not None)
