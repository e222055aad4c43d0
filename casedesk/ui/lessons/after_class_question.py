"""The sheet after class with what is behind it: what is known is read for it, and what it says is written."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.estimates import Basis, planned
from casedesk.domain.lesson import LessonPlan
from casedesk.tasks.after_class import ClassReview, records_of, review_edit
from casedesk.texts import tr, tr_n
from casedesk.ui.lessons.after_class import AfterClassSheet, CaseEstimate
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance


class AfterClassQuestion(QObject):
    """Asks about one plan at a time; one step with undo holds all that the trainer says."""

    finished = Signal()
    """The plan can be shown again."""

    def __init__(self, session: LibrarySession, appearance: Appearance, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._plan_id = 0
        self.sheet = AfterClassSheet(appearance, parent)
        self.sheet.written.connect(self._write)
        self.sheet.closed.connect(self.finished)

    def ask(self, plan: LessonPlan) -> None:
        """Ask about a plan."""
        self._plan_id = plan.id
        self.sheet.ask(plan, records_of(self._session.library, plan), self._estimates(plan))

    def _write(self, review: ClassReview) -> None:
        library = self._session.library
        plan = library.plans.get(self._plan_id)
        before = self._estimates(plan)
        edit = review_edit(library, plan, review, today=date.today())  # noqa: DTZ011 - the trainer's own day
        if self._session.apply(edit):
            self._session.announced.emit(self._kept_words(plan, before, self._estimates(plan)))
            self.finished.emit()

    def _estimates(self, plan: LessonPlan) -> dict[int, CaseEstimate]:
        library = self._session.library
        means = library.uses.mean_minutes(plan.case_ids)
        found: dict[int, CaseEstimate] = {}
        for case in library.cases.get_many(plan.case_ids):
            pace = self._settings.characters_a_minute
            figure = planned(case, real=means.get(case.id), characters_a_minute=pace)
            classes = sum(1 for use in library.uses.of_case(case.id) if use.real)
            counted = classes if figure.basis is Basis.CLASSES else 0
            found[case.id] = CaseEstimate(figure.minutes, counted, figure.basis is Basis.OWN)
        return found

    def _kept_words(
        self, plan: LessonPlan, before: Mapping[int, CaseEstimate], after: Mapping[int, CaseEstimate]
    ) -> str:
        """What was kept, and what plans count from now on for a case whose figure it has changed."""
        changed = [id_ for id_, found in after.items() if found.minutes != before[id_].minutes]
        if not changed:
            return tr("Kept how the class went")
        if len(changed) > 1:
            words = tr_n(
                "Kept how the class went; {n} case counts other minutes from now on",
                "Kept how the class went; {n} cases count other minutes from now on",
                len(changed),
            )
            return words.format(n=len(changed))
        n = after[changed[0]].minutes
        title = next(use.title for block in plan.blocks for use in block.cases if use.case_id == changed[0])
        words = tr_n(
            "Kept how the class went; “{title}” counts {n} minute from now on",
            "Kept how the class went; “{title}” counts {n} minutes from now on",
            n,
        )
        return words.format(title=title, n=n)
