"""The check of a library that was not closed in good order: beside the window, told only where it finds something."""

from collections.abc import Sequence

from casedesk.domain.library_faults import Fault, Trouble, found_words
from casedesk.tasks.library_check import Checked, check_library
from casedesk.texts import tr
from casedesk.ui.jobs import Progress
from casedesk.ui.main_window import MainWindow
from casedesk.ui.widgets.notice_strip import NoticeStrip


class CrashCheck(NoticeStrip):
    """Reads every page of the file and compares what belongs together; leads to what mends it."""

    def __init__(self, window: MainWindow) -> None:
        look = window.actions_table.action("file.check").trigger
        answers = ((tr("Check and mend…"), look), (tr("Not now"), self.hide))
        super().__init__(window.appearance, window, icon="ph.warning", answers=answers)
        path = window.session.library.path

        def work(progress: Progress) -> Checked:
            return check_library(path, progress)

        window.jobs.start(tr("Check after a crash"), work, done=self._tell)

    def _tell(self, checked: Checked) -> None:
        self.say(_words([fault for fault in checked.faults if fault.trouble is not Trouble.OLD_INDEX]))


def _words(faults: Sequence[Fault]) -> str:
    if not faults:
        return ""
    found = " ".join(found_words(fault) for fault in faults)
    return tr("CaseDesk was not closed in good order last time, and the library needs a look. {found}").format(
        found=found
    )
