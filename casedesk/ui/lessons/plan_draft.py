"""The plan on the screen: typing is collected for a moment, then written as a named step that can be undone."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.domain.lesson import LessonPlan
from casedesk.ui.session import LibrarySession

IDLE_MILLISECONDS = 700
RETRY_MILLISECONDS = 15_000
"""After which what could not be written is tried again."""


class PlanDraft(QObject):
    """Holds one plan. `change` shows at once and is written after a pause, or at once when it is a step of its own."""

    changed = Signal(object)
    """The LessonPlan as it is now, whoever changed it."""
    opened = Signal(object)
    """Another LessonPlan is shown, or None."""
    unsaved = Signal()
    """What was typed could not be written; it is tried again."""

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stored: LessonPlan | None = None
        self._plan: LessonPlan | None = None
        self._text = ""
        self._field = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.write)
        self._waiting: list[int | None] = []
        self._stranded: dict[int, LessonPlan] = {}
        """Plans left with something that could not be written, as they were on the screen."""
        session.changed.connect(self._on_library_changed)
        session.freed.connect(self._go_on)

    @property
    def plan(self) -> LessonPlan | None:
        """The plan as it is on the screen."""
        return self._plan

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed is still to be written."""
        return self._plan != self._stored

    @property
    def unsaved_titles(self) -> tuple[str, ...]:
        """The titles of the plans, this one and those before, that could not be written until now."""
        here = (self._plan.title,) if self._plan is not None and self.has_unsaved else ()
        return (*here, *(plan.title for plan in self._stranded.values()))

    def open(self, plan_id: int | None) -> None:
        """Show another plan, or none; what was typed in the present one is written first, as soon as it can be.

        What cannot be written stays with its plan and is tried again.
        """
        if self._session.is_writing and self.has_unsaved:
            self._waiting = [plan_id]
            return
        self.write()
        if self._plan is not None and self.has_unsaved:
            self._stranded[self._plan.id] = self._plan
            self._timer.start(RETRY_MILLISECONDS)
        self._stored = self._plan = self._fetched(plan_id)
        if self._plan is not None and self._plan.id in self._stranded:
            self._plan = self._stranded.pop(self._plan.id)
            self._timer.start(IDLE_MILLISECONDS)
        self.opened.emit(self._plan)

    def change(self, plan: LessonPlan, text: str, *, field: str = "") -> None:
        """Make `plan` the plan. `text` names the step in the undo menu; typing gives the `field` it goes into."""
        if self._plan is None or plan == self._plan:
            return
        if self._field != field:
            self.write()
        self._plan, self._text, self._field = plan, text, field
        if field:
            self._timer.start(IDLE_MILLISECONDS)
        else:
            self.write()
        self.changed.emit(self._plan)

    def write(self) -> None:
        """Write what has been typed, and what could not be written before."""
        self._timer.stop()
        if self._session.is_writing:
            return
        self._write_present()
        if not self.has_unsaved:
            self._write_stranded()
        if self.unsaved_titles:
            self._timer.start(RETRY_MILLISECONDS)

    def _write_present(self) -> None:
        before, after, field = self._stored, self._plan, self._field
        self._field = ""
        if before is None or after is None or after == before:
            return
        after = replace(after, modified=datetime.now(UTC))
        merge_key = f"plan {after.id} {field}" if field else ""
        edit = Edit(self._text, (Replacement(before, after),), merge_key)
        self._stored = self._plan = after
        if self._session.apply(edit, self):
            return
        if self._is_still(before):  # the disk is full, or the stick is gone
            self._stored, self._field = before, field
            self.changed.emit(self._plan)
            self.unsaved.emit()
        else:
            self._reload()

    def _write_stranded(self) -> None:
        for plan_id, plan in tuple(self._stranded.items()):
            stored = self._fetched(plan_id)
            steps = (Replacement(stored, plan),) if stored is not None and stored != plan else ()
            if not self._session.apply(Edit(self._text, steps), self):
                return
            del self._stranded[plan_id]

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

    def _is_still(self, before: LessonPlan) -> bool:
        """Whether a plan is stored as it was, as far as anybody can tell."""
        try:
            return self._fetched(before.id) == before
        except CaseDeskError:
            return True

    def _fetched(self, plan_id: int | None) -> LessonPlan | None:
        if plan_id is None:
            return None
        try:
            plan = self._session.library.plans.get(plan_id)
        except BadInputError:
            return None
        return None if plan.trashed else plan
