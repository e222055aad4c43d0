"""The pages of the window, and what they may be asked for."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from casedesk.ui.actions import Actions
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.handouts.handout_page import HandoutPage
from casedesk.ui.jobs import Jobs
from casedesk.ui.lessons.lessons_page import LessonsPage
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.review.import_page import ImportPage
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.settings_page import SettingsPage
from casedesk.ui.start.start_page import StartPage
from casedesk.ui.theme import Appearance
from casedesk.ui.trash.trash_page import TrashPage


@runtime_checkable
class SavesItself(Protocol):
    """A page that may hold what has been typed and is not written yet."""

    def save_now(self) -> None:
        """Write it."""
        ...


@runtime_checkable
class HasPanels(Protocol):
    """A page with several places for the focus."""

    def next_panel(self) -> None:
        """Move the focus to the next one."""
        ...


@runtime_checkable
class HasSearch(Protocol):
    """A page with a search box."""

    def focus_search(self) -> None:
        """Put the cursor into it."""
        ...


@dataclass(frozen=True)
class Parts:
    """What pages are made of."""

    session: LibrarySession
    search: CaseSearch
    jobs: Jobs
    actions: Actions
    appearance: Appearance
    settings: Settings


@dataclass(frozen=True)
class Pages:
    """All pages by name; the name is the one in the rail and in the table of actions."""

    start: StartPage
    library: LibraryPage
    importing: ImportPage
    lessons: LessonsPage
    handouts: HandoutPage
    trash: TrashPage
    settings: SettingsPage

    def by_name(self) -> dict[str, QWidget]:
        """The pages in the order of the rail."""
        return {
            "start": self.start,
            "library": self.library,
            "import": self.importing,
            "lessons": self.lessons,
            "handouts": self.handouts,
            "trash": self.trash,
            "settings": self.settings,
        }


def build_pages(parts: Parts, parent: QWidget) -> Pages:
    """All pages of a window."""
    session, search, jobs = parts.session, parts.search, parts.jobs
    actions, appearance, settings = parts.actions, parts.appearance, parts.settings
    return Pages(
        start=StartPage(appearance, parent),
        library=LibraryPage(
            session=session,
            search=search,
            jobs=jobs,
            actions=actions,
            appearance=appearance,
            settings=settings,
            parent=parent,
        ),
        importing=ImportPage(
            session=session, jobs=jobs, actions=actions, appearance=appearance, settings=settings, parent=parent
        ),
        lessons=LessonsPage(
            session=session,
            search=search,
            jobs=jobs,
            actions=actions,
            appearance=appearance,
            settings=settings,
            parent=parent,
        ),
        handouts=HandoutPage(session=session, jobs=jobs, appearance=appearance, settings=settings, parent=parent),
        trash=TrashPage(session=session, appearance=appearance, parent=parent),
        settings=SettingsPage(
            session=session, jobs=jobs, actions=actions, appearance=appearance, settings=settings, parent=parent
        ),
    )
