"""The plan on the screen: typing is collected for a moment, then written as a named step that can be undone."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.lesson import LessonPlan
from casedesk.ui.session import LibrarySession

IDLE_MILLISECONDS = 700


class PlanDraft(QObject):
    """Holds one plan. `change` shows at once and is written after a pause, or at once when it is a step of its own."""

    changed = Signal(object)
    """The LessonPlan as it is now, whoever changed it."""
    opened = Signal(object)
    """Another LessonPlan is shown, or None."""

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stored: LessonPlan | None = None
        self._plan: LessonPlan | None = None
        self._text = ""
        self._field = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MILLISECONDS)
        self._timer.timeout.connect(self.write)
        self._waiting: list[int | None] = []
        session.changed.connect(self._on_library_changed)
        session.freed.connect(self._go_on)

    @property
    def plan(self) -> LessonPlan | None:
        """The plan as it is on the screen."""
        return self._plan

    def open(self, plan_id: int | None) -> None:
        """Show another plan, or none; what was typed in the present one is written first, as soon as it can be."""
        if self._session.is_writing and self._plan != self._stored:
            self._waiting = [plan_id]
            return
        self.write()
        self._stored = self._plan = self._fetched(plan_id)
        self.opened.emit(self._plan)

    def change(self, plan: LessonPlan, text: str, *, field: str = "") -> None:
        """Make `plan` the plan. `text` names the step in the undo menu; typing gives the `field` it goes into."""
        if self._plan is None or plan == self._plan:
            return
        if self._field != field:
            self.write()
        self._plan, self._text, self._field = plan, text, field
        if field:
            self._timer.start()
        else:
            self.write()
        self.changed.emit(self._plan)

    def write(self) -> None:
        """Write what has been typed."""
        self._timer.stop()
        if self._session.is_writing:
            return
        before, after, field = self._stored, self._plan, self._field
        self._field = ""
        if before is None or after is None or after == before:
            return
        after = replace(after, modified=datetime.now(UTC))
        merge_key = f"plan {after.id} {field}" if field else ""
        edit = Edit(self._text, (Replacement(before, after),), merge_key)
        self._stored = self._plan = after
        if not self._session.apply(edit, self):
            self._reload()

    def _go_on(self) -> None:
        """Do what had to wait for a large change."""
        self.write()
        waiting, self._waiting = self._waiting, []
        for plan_id in waiting:
            self.open(plan_id)

    def _on_library_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is self or self._stored is None:
            return
        if self._stored.id in changes.ids(LessonPlan):
            self._timer.stop()
            self._field = ""
            self._reload()

    def _reload(self) -> None:
        assert self._stored is not None
        self._stored = self._plan = self._fetched(self._stored.id)
        if self._plan is None:
            self.opened.emit(None)
        else:
            self.changed.emit(self._plan)

    def _fetched(self, plan_id: int | None) -> LessonPlan | None:
        if plan_id is None:
            return None
        try:
            plan = self._session.library.plans.get(plan_id)
        except BadInputError:
            return None
        return None if plan.trashed else plan
