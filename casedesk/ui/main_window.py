"""The main window: rail, pages, menu bar, and the one block that wires them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case, Facet
from casedesk.domain.filters import CaseFilter, Condition
from casedesk.tasks.library_check import Repaired
from casedesk.tasks.sample_library import sample_in
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.jobs import Jobs
from casedesk.ui.jobs_panel import JobsIndicator, JobsPanel
from casedesk.ui.menus import menu_bar
from casedesk.ui.pages import HasPanels, HasSearch, HoldsUnsaved, Pages, SavesItself
from casedesk.ui.palette.palette import CommandPalette
from casedesk.ui.parts import Parts
from casedesk.ui.rail import Rail
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.unsaved import may_close
from casedesk.ui.widgets.focus_ring import FocusRing
from casedesk.ui.widgets.surfaces import set_surface
from casedesk.ui.widgets.tab_order import focus_neighbour
from casedesk.ui.widgets.toast import Toast

SMALLEST = (960, 640)
FIRST_SIZE = (1440, 900)
_FRAME = (16, 48)
"""What a title bar and a border may take of the screen; their true size is known only once the window is shown."""
_MARKED = {
    "start": "library",
    "handouts": "lessons",
    "handout_back": "lessons",
    "figures": "lessons",
    "merge": "library",
    "bulk": "library",
    "history": "library",
    "reading": "library",
    "two_languages": "library",
    "packs": "import",
    "exchange": "library",
}
"""Pages without a button of their own, and the one that is marked for them."""


class MainWindow(QMainWindow):
    """Shows one page at a time. It holds no logic: what commands do is wired in
    `window_wiring`, by whoever makes the window."""

    page_shown = Signal(str)
    closed = Signal()
    restore_requested = Signal(object)
    """The path of the copy that the library shall go back to; whoever owns the library does it."""
    passphrase_requested = Signal(str)
    """The library shall have this passphrase, or none; whoever owns it sees to that."""
    repair_requested = Signal()
    rescue_requested = Signal()
    """The library has faults that shall be mended, or is damaged and what can be read of it shall be saved."""
    bug_met = Signal(object)
    """An exception of a job that is our fault."""

    def __init__(
        self,
        app: QApplication,
        *,
        session: LibrarySession,
        search: CaseSearch,
        jobs: Jobs,
        appearance: Appearance,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.session = session
        self.search = search
        self.jobs = jobs
        self.settings = settings
        self.appearance = appearance
        self.setObjectName("main")
        self.setWindowTitle("CaseDesk")
        self.setAcceptDrops(True)
        self.actions_table = Actions(appearance, settings, self)
        self.stack = QStackedWidget(self)
        self.parts = Parts(session, search, jobs, self.actions_table, appearance, settings)
        self.pages = Pages(self.parts, self.stack)
        self.rail = Rail(appearance, self.actions_table, self)
        self.toast = Toast(appearance, self.stack)
        self.palette_box = CommandPalette(appearance, self.actions_table, session, self)
        self.jobs_panel = JobsPanel(appearance, jobs, self)
        self._build_rest = QTimer(self)
        self._build_rest.setSingleShot(True)
        self._build_rest.timeout.connect(self.pages.build_owners)
        self._ring = FocusRing(app, appearance, self)
        self._page = ""
        self._build()
        self._restore_geometry()

    def begin(self) -> None:
        """Show the first page. Whoever made the window has wired it before."""
        self.show_page("start" if self._is_new() else "library")
        self._build_rest.start(0)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self._page

    def show_page(self, name: str) -> None:
        """Show a page. What was typed on the page before is written first."""
        if name != self._page:
            self.save_now()
            self._page = name
            self.stack.setCurrentWidget(self.pages.page(name))
            self.toast.raise_()  # Qt raises the page that comes above all that lies on the stack
            self.actions_table.show_page(name)
            self.rail.show_page(_MARKED.get(name, name))
            self._check_page_action()
            self.page_shown.emit(name)
        page = self.pages.page(name)
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_case(self, case_id: int) -> None:
        """Show a case on the library page."""
        self.show_page("library")
        self.pages.library.open_case(case_id)

    def show_filter(self, wanted: CaseFilter) -> None:
        """Show the cases of a filter on the library page."""
        self.show_page("library")
        self.pages.library.show_filter(wanted)

    def show_batch(self, batch_id: int) -> None:
        """Show what came in with an import."""
        name = self.session.library.batches.get(batch_id).name
        self.show_filter(CaseFilter().with_condition(Condition(Facet.BATCH, frozenset({name}))))

    def open_plan(self, plan_id: int) -> None:
        """Show a plan on the page of lesson plans."""
        self.show_page("lessons")
        self.pages.lessons.open_plan(plan_id)

    def show_settings(self, section: str) -> None:
        """Show a section of the settings."""
        self.pages.settings.open_section(section)
        self.show_page("settings")

    def add_notice(self, notice: QWidget) -> None:
        """Show a strip above the pages, as long as it is visible."""
        self._column.insertWidget(self._column.count() - 1, notice)

    def import_files(self, files: Sequence[Path]) -> None:
        """Read files, and show what is in them before anything is added."""
        self.show_page("import")
        self.pages.importing.import_paths(files)

    def show_repaired(self, repaired: Repaired) -> None:
        """Show what was mended in the library."""
        self.show_page("settings")
        self.pages.settings.show_repaired(repaired)

    def come_forward(self) -> None:
        """Show the window above those of other programs, and give it the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def save_now(self) -> None:
        """Write what has been typed anywhere."""
        for page in self.pages.existing():
            if isinstance(page, SavesItself):
                page.save_now()

    def _unsaved(self) -> tuple[str, ...]:
        pages = (page for page in self.pages.existing() if isinstance(page, HoldsUnsaved))
        return tuple(title for page in pages for title in page.unsaved)

    def focus_search(self) -> None:
        """Put the cursor into the search box of the page, or into that of the library."""
        page = self.pages.page(self._page)
        if not isinstance(page, HasSearch):
            self.show_page("library")
            page = self.pages.page("library")
        if isinstance(page, HasSearch):
            page.focus_search()

    def next_panel(self) -> None:
        """Move the focus to the next panel of the page."""
        page = self.pages.page(self._page)
        if isinstance(page, HasPanels):
            page.next_panel()
        else:
            page.focusNextChild()

    def toggle_full_screen(self, is_full: bool) -> None:
        """Fill the screen, or go back to the window."""
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if is_full
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    def toggle_jobs(self) -> None:
        """Open or close the panel of background jobs."""
        if self.jobs_panel.isVisible():
            self.jobs_panel.hide()
        else:
            self.jobs_panel.open()
            self._place_jobs_panel()

    def remember(self) -> None:
        """Keep the geometry."""
        self.settings.set_state("window", self.saveGeometry())
        self.settings.sync()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return focus_neighbour(self, forwards=next)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.is_writing:  # closes once all is written
            event.ignore()
            self.session.freed.connect(self.close, Qt.ConnectionType.SingleShotConnection)
            return
        self.save_now()
        if not may_close(self, self.save_now, self._unsaved):
            event.ignore()
            return
        self._build_rest.stop()
        self.remember()
        self.palette_box.close_search()
        for timer in self.findChildren(QTimer):
            timer.stop()  # what would happen in a moment would find the library closed
        event.accept()
        self.closed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_jobs_panel()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and hasattr(self, "actions_table"):
            action = self.actions_table.action("view.full_screen")
            action.blockSignals(True)
            action.setChecked(self.isFullScreen())
            action.blockSignals(False)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_files(event) and not self.session.library.is_read_only:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = _local_files(event)
        if paths:
            event.acceptProposedAction()
            self.import_files(paths)

    def _build(self) -> None:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        row.addLayout(self._column, 1)
        self.setCentralWidget(holder)
        bar = menu_bar(self.actions_table, self)
        bar.setCornerWidget(self._corner())
        self.setMenuBar(bar)
        for action in self.actions_table.all():
            self.addAction(action)

    def _corner(self) -> QWidget:
        corner = QWidget(self)
        set_surface(corner, "desk")
        self.indicator = JobsIndicator(self.appearance, self.jobs, corner)
        self.commands = QToolButton(corner)
        self.commands.setProperty("kind", "text")
        self.commands.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys = self.actions_table.action("view.palette").shortcut()
        self.commands.setText("  ".join((tr("Commands"), keys.toString(keys.SequenceFormat.NativeText))))
        self._dress_corner()
        self.appearance.changed.connect(self._dress_corner)
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.indicator)
        row.addWidget(self.commands)
        return corner

    def _dress_corner(self) -> None:
        self.commands.setFont(self.appearance.font("meta"))

    def _is_new(self) -> bool:
        """Whether there is nothing of the trainer's own, so that the three doors are the way in."""
        library = self.session.library
        if library.is_read_only:
            return False
        count = library.count_of(Case)
        return count == 0 or (not self.settings.sample_seen and count == len(sample_in(library)))

    def _restore_geometry(self) -> None:
        self.setMinimumSize(*SMALLEST)
        kept = self.settings.state("window")
        if kept == QByteArray() or not self.restoreGeometry(kept):
            room = self.screen().availableSize() - QSize(*_FRAME)
            self.resize(QSize(*FIRST_SIZE).boundedTo(room))

    def _place_jobs_panel(self) -> None:
        if self.jobs_panel.isVisible():
            self.jobs_panel.place(self.menuBar().height() + 4)

    def _check_page_action(self) -> None:
        marked = f"view.{_MARKED.get(self._page, self._page)}"
        for action in self.actions_table.all():
            if action.spec.choice == "page":
                action.setChecked(action.spec.id == marked)


def _local_files(event: QDragEnterEvent | QDropEvent) -> Sequence[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
