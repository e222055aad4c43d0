"""The outline of what is to be seen, made beside the window: a thousand cases take a while."""

from PySide6.QtCore import QObject, Signal

from casedesk.domain.errors import CaseDeskError
from casedesk.tasks.handout_preview import Outlined, Wanted, outlined
from casedesk.ui.jobs import Jobs
from casedesk.ui.long_lived import making_values_of
from casedesk.ui.session import LibrarySession


class Outliner(QObject):
    """Answers the newest question only."""

    made = Signal(object, object)
    """The Wanted that was asked for, and its Outlined."""
    refused = Signal(object)
    """CaseDeskError"""

    def __init__(self, session: LibrarySession, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._wanted: Wanted | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether an answer is to come."""
        return self._wanted is not None

    def ask(self, wanted: Wanted) -> None:
        """Make this outline; what was asked for before is not wanted any more."""
        self._wanted = wanted
        library = self._session.library.path

        def work() -> Outlined | CaseDeskError | None:
            if wanted is not self._wanted:
                return None
            try:
                with making_values_of(len(wanted.plan.case_ids)):
                    return outlined(library, wanted)
            except CaseDeskError as error:
                return error

        def done(answer: Outlined | CaseDeskError | None) -> None:
            if wanted is not self._wanted:
                return
            self._wanted = None
            if isinstance(answer, Outlined):
                self.made.emit(wanted, answer)
            else:
                self.refused.emit(answer)

        self._jobs.draw(work, done)
