"""The pages of the window: each is built, and its libraries loaded, when it is first needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casedesk.ui.parts import Parts

if TYPE_CHECKING:
    from casedesk.ui.bulk.bulk_page import BulkPage
    from casedesk.ui.exchange.exchange_page import ExchangePage
    from casedesk.ui.figures.figures_page import FiguresPage
    from casedesk.ui.handouts.back_page import HandoutBackPage
    from casedesk.ui.handouts.handout_page import HandoutPage
    from casedesk.ui.history.history_page import HistoryPage
    from casedesk.ui.lessons.lessons_page import LessonsPage
    from casedesk.ui.library.library_page import LibraryPage
    from casedesk.ui.merge.merge_page import MergePage
    from casedesk.ui.packs.pack_page import PackPage
    from casedesk.ui.reading.reading_page import ReadingPage
    from casedesk.ui.review.import_page import ImportPage
    from casedesk.ui.settings_page.settings_page import SettingsPage
    from casedesk.ui.start.start_page import StartPage
    from casedesk.ui.trash.trash_page import TrashPage
    from casedesk.ui.two_languages.two_languages_page import TwoLanguagesPage

P = TypeVar("P", bound=QWidget)


@runtime_checkable
class SavesItself(Protocol):
    """A page that may hold what has been typed and is not written yet."""

    def save_now(self) -> None:
        """Write it."""
        ...


@runtime_checkable
class HoldsUnsaved(Protocol):
    """A page that keeps what could not be written, and goes on trying."""

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The titles of what it keeps."""
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


class Pages(QObject):
    """The pages by name; the names are those of the rail and of the table of actions.

    Library, import and lesson plans own commands that work from everywhere, so `build_owners` builds them soon after
    the window is shown; the others wait until somebody goes there.
    """

    built = Signal(str)
    """The page with this name has come into being, and nothing of it is connected yet."""

    def __init__(self, parts: Parts, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._parts = parts
        self._stack = stack
        self._built: dict[str, QWidget] = {}

    def page(self, name: str) -> QWidget:
        """The page with this name."""
        return getattr(self, "importing" if name == "import" else name)  # a word of the language

    def existing(self) -> tuple[QWidget, ...]:
        """The pages that have been built."""
        return tuple(self._built.values())

    def build_owners(self) -> None:
        """Build the pages whose commands work from everywhere."""
        for name in ("library", "import", "lessons"):
            self.page(name)

    @property
    def start(self) -> "StartPage":
        """The first page."""
        from casedesk.ui.start.start_page import StartPage

        return self._page("start", StartPage)

    @property
    def library(self) -> "LibraryPage":
        """Filter, list, case and basket."""
        from casedesk.ui.library.library_page import LibraryPage

        return self._page("library", LibraryPage)

    @property
    def importing(self) -> "ImportPage":
        """Choose, review, add."""
        from casedesk.ui.review.import_page import ImportPage

        return self._page("import", ImportPage)

    @property
    def packs(self) -> "PackPage":
        """What a case pack holds, before it is added."""
        from casedesk.ui.packs.pack_page import PackPage

        return self._page("packs", PackPage)

    @property
    def exchange(self) -> "ExchangePage":
        """What another computer has sent, before it is taken over."""
        from casedesk.ui.exchange.exchange_page import ExchangePage

        return self._page("exchange", ExchangePage)

    @property
    def lessons(self) -> "LessonsPage":
        """The lesson plans."""
        from casedesk.ui.lessons.lessons_page import LessonsPage

        return self._page("lessons", LessonsPage)

    @property
    def handouts(self) -> "HandoutPage":
        """What can be printed."""
        from casedesk.ui.handouts.handout_page import HandoutPage

        return self._page("handouts", HandoutPage)

    @property
    def handout_back(self) -> "HandoutBackPage":
        """What was edited in a handout, before it is taken over."""
        from casedesk.ui.handouts.back_page import HandoutBackPage

        return self._page("handout_back", HandoutBackPage)

    @property
    def merge(self) -> "MergePage":
        """Similar cases."""
        from casedesk.ui.merge.merge_page import MergePage

        return self._page("merge", MergePage)

    @property
    def bulk(self) -> "BulkPage":
        """Changes over many cases."""
        from casedesk.ui.bulk.bulk_page import BulkPage

        return self._page("bulk", BulkPage)

    @property
    def history(self) -> "HistoryPage":
        """What one case has been."""
        from casedesk.ui.history.history_page import HistoryPage

        return self._page("history", HistoryPage)

    @property
    def reading(self) -> "ReadingPage":
        """A case as paper."""
        from casedesk.ui.reading.reading_page import ReadingPage

        return self._page("reading", ReadingPage)

    @property
    def two_languages(self) -> "TwoLanguagesPage":
        """A case beside its translation."""
        from casedesk.ui.two_languages.two_languages_page import TwoLanguagesPage

        return self._page("two_languages", TwoLanguagesPage)

    @property
    def figures(self) -> "FiguresPage":
        """What was taught over the year."""
        from casedesk.ui.figures.figures_page import FiguresPage

        return self._page("figures", FiguresPage)

    @property
    def trash(self) -> "TrashPage":
        """What was thrown away."""
        from casedesk.ui.trash.trash_page import TrashPage

        return self._page("trash", TrashPage)

    @property
    def settings(self) -> "SettingsPage":
        """What the user prefers."""
        from casedesk.ui.settings_page.settings_page import SettingsPage

        return self._page("settings", SettingsPage)

    def _page(self, name: str, make: Callable[[Parts, QWidget], P]) -> P:
        page = self._built.get(name)
        if page is None:
            page = self._built[name] = make(self._parts, self._stack)
            self._stack.addWidget(page)
            self.built.emit(name)
        return cast(P, page)
