"""Which plan is shown once the one on the screen is gone, or a step was taken back in one out of sight."""

from PySide6.QtCore import QObject

from casedesk.domain.changes import Changes
from casedesk.domain.lesson import LessonPlan
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.lessons.plan_list import PlanList
from casedesk.ui.session import LibrarySession


class PlanFollowing(QObject):
    """Goes back to the plan shown before where one is thrown away, and to the plan that an undo or a redo is about."""

    def __init__(self, draft: PlanDraft, plans: PlanList, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._draft = draft
        self._plans = plans
        self._session = session
        self._seen: list[int] = []
        draft.opened.connect(self._remember)
        session.changed.connect(self._fill)
        session.replayed.connect(self._follow)

    def _remember(self, plan: LessonPlan | None) -> None:
        if plan is not None:
            self._seen = [*(id_ for id_ in self._seen if id_ != plan.id), plan.id]

    def _fill(self, changes: Changes) -> None:
        if changes.ids(LessonPlan) and self._draft.plan is None:
            there = self._there(self._seen)
            self._draft.open(there[-1] if there else self._plans.first_plan())

    def _follow(self, changes: Changes) -> None:
        ids = changes.ids(LessonPlan)
        shown = self._draft.plan
        if len(ids) == 1 and (shown is None or shown.id not in ids):
            for id_ in self._there(list(ids)):
                self._draft.open(id_)

    def _there(self, ids: list[int]) -> list[int]:
        """The plans of these that can be shown."""
        return [plan.id for plan in self._session.library.plans.get_many(ids) if plan.trashed is None]
