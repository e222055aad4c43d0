"""What everything in the window is made with."""

from dataclasses import dataclass

from casedesk.ui.actions import Actions
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.jobs import Jobs
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance


@dataclass(frozen=True, slots=True)
class Parts:
    """The open library and what goes with it; made once for a window, and handed to each of its pages."""

    session: LibrarySession
    search: CaseSearch
    jobs: Jobs
    actions: Actions
    appearance: Appearance
    settings: Settings
