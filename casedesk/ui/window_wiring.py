"""The one place where the parts of the window are connected."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack
from shiboken6 import isValid

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.errors import CaseDeskError
from casedesk.domain.library import ImportBatch
from casedesk.tasks.sample_library import has_sample, sample_edit, sample_removal
from casedesk.texts import language, shipped_language, tr
from casedesk.ui.back_wiring import BackWiring
from casedesk.ui.backup_wiring import BackupWiring
from casedesk.ui.bulk_wiring import BulkWiring
from casedesk.ui.exchange_wiring import ExchangeWiring
from casedesk.ui.export_wiring import ExportWiring
from casedesk.ui.figures_wiring import FiguresWiring
from casedesk.ui.history_wiring import HistoryWiring
from casedesk.ui.main_window import MainWindow
from casedesk.ui.merge_wiring import MergeWiring
from casedesk.ui.messages import about_dialog, sentence_of
from casedesk.ui.pack_wiring import PackWiring
from casedesk.ui.plan_wiring import PlanWiring
from casedesk.ui.quick_wiring import QuickWiring
from casedesk.ui.reading_wiring import ReadingWiring
from casedesk.ui.settings import SCALES
from casedesk.ui.teach_wiring import TeachWiring

if TYPE_CHECKING:
    from casedesk.ui.library.library_page import LibraryPage
    from casedesk.ui.review.import_page import ImportPage
    from casedesk.ui.settings_page.settings_page import SettingsPage
    from casedesk.ui.start.start_page import StartPage


class WindowWiring(QObject):
    """Connects pages, commands and messages. Facts are told in the past tense, wishes end in `_requested`.

    Session, settings and jobs outlive the window, so only methods of this object are connected to them: Qt cuts
    those connections when the window goes.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        self._actions = window.actions_table
        self._settings = window.settings
        self._session = window.session
        self._backups = BackupWiring(window)
        self._wire_window()
        self._wire_commands()
        self._wire_view()
        self._wire_what_outlives_the_window()
        self._pages.built.connect(self._wire_page)
        MergeWiring(window)
        BulkWiring(window)
        HistoryWiring(window)
        ReadingWiring(window)
        FiguresWiring(window)
        TeachWiring(window)
        plans = PlanWiring(window)
        QuickWiring(window, show_handouts=plans.show_handouts)
        BackWiring(window)
        PackWiring(window, back_up=self._backups.back_up_before_import)
        ExportWiring(window)
        ExchangeWiring(window, back_up=self._backups.back_up_before_import)

    def _wire_window(self) -> None:
        window = self._window
        window.rail.page_requested.connect(window.show_page)
        window.palette_box.case_chosen.connect(window.open_case)
        window.palette_box.basket_requested.connect(self._put_into_basket)
        window.toast.undo_requested.connect(self.undo_in_library)
        window.toast.refused.connect(self._tell_error)
        window.page_shown.connect(self._name_steps)

    def _wire_page(self, name: str) -> None:
        """Connect a page that has just been built."""
        match name:
            case "start":
                self._wire_start(self._pages.start)
            case "library":
                self._wire_library(self._pages.library)
            case "import":
                self._wire_import(self._pages.importing)
            case "settings":
                self._wire_settings(self._pages.settings)
            case _:
                pass

    def _wire_start(self, page: "StartPage") -> None:
        page.import_requested.connect(lambda: self._leave_start("import", "file.import"))
        page.case_requested.connect(lambda: self._leave_start("library", "case.new"))
        page.sample_requested.connect(self._look_at_sample)
        page.restore_requested.connect(self._actions.action("file.restore").trigger)

    def _wire_library(self, page: "LibraryPage") -> None:
        page.show_requested.connect(lambda: self._window.show_page("library"))

    def _wire_import(self, page: "ImportPage") -> None:
        page.shown_requested.connect(self._begin_import)
        page.case_open_requested.connect(self._window.open_case)
        page.import_finished.connect(self._window.show_batch)
        page.state.changed.connect(self._name_steps)

    def _wire_settings(self, page: "SettingsPage") -> None:
        page.restore_requested.connect(self._window.restore_requested)
        page.trash_requested.connect(lambda: self._window.show_page("trash"))
        page.passphrase_requested.connect(self._window.passphrase_requested)
        page.repair_requested.connect(self._window.repair_requested)
        page.rescue_requested.connect(self._window.rescue_requested)
        page.said.connect(self._tell)
        page.cases_requested.connect(self._window.show_filter)

    def _wire_commands(self) -> None:
        window = self._window
        connections: dict[str, Callable[[], object]] = {
            "file.restore": lambda: window.show_settings("safety"),
            "file.check": self._check,
            "file.settings": lambda: window.show_page("settings"),
            "file.quit": window.close,
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "edit.find": window.focus_search,
            "help.shortcuts": lambda: window.show_settings("shortcuts"),
            "help.data": lambda: window.show_settings("data"),
            "case.names": lambda: window.show_settings("names"),
            "help.about": lambda: about_dialog(window, self._session.library.path).exec(),
            "help.sample_add": self.add_sample,
            "help.sample_remove": self.remove_sample,
        }
        self._connect(connections)

    def _wire_view(self) -> None:
        window, settings = self._window, self._settings
        window.commands.clicked.connect(window.palette_box.open)
        window.indicator.clicked.connect(window.toggle_jobs)
        window.actions_table.action("view.full_screen").toggled.connect(window.toggle_full_screen)
        connections: dict[str, Callable[[], object]] = {
            "view.palette": window.palette_box.open,
            "view.jobs": window.toggle_jobs,
            "view.next_panel": window.next_panel,
            "view.larger": lambda: self._step_scale(1),
            "view.smaller": lambda: self._step_scale(-1),
            "view.normal": lambda: setattr(settings, "scale", 100),
        }
        for name in ("library", "import", "lessons", "trash"):
            connections[f"view.{name}"] = lambda name=name: window.show_page(name)
        for scheme in ("system", "light", "dark"):
            connections[f"view.scheme_{scheme}"] = lambda scheme=scheme: setattr(settings, "scheme", scheme)
        for code in ("en", "zh_CN", "zh_TW"):
            connections[f"view.language_{code}"] = lambda code=code: setattr(settings, "language", code)
        self._connect(connections)

    def _wire_what_outlives_the_window(self) -> None:
        session, stack = self._session, self._session.undo_stack
        session.changed.connect(self._count)
        session.refused.connect(self._tell)
        session.announced.connect(self._announce)
        self._window.jobs.failed.connect(self._tell_error)
        self._window.search.failed.connect(self._tell_error)
        self._settings.changed.connect(self._show_choices)
        stack.indexChanged.connect(self._retire_undo)
        for signal in (stack.indexChanged, stack.undoTextChanged, stack.redoTextChanged):
            signal.connect(self._name_steps)
        self._count(None, None)
        self._show_choices()
        self._name_steps()

    def undo(self) -> None:
        """Take the last step back; what is being typed counts as one."""
        self._write_typing()
        (self._session if self._stack is self._session.undo_stack else self._stack).undo()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._write_typing()
        (self._session if self._stack is self._session.undo_stack else self._stack).redo()

    def undo_in_library(self) -> None:
        """Take the last step of the library back, whatever page is shown."""
        self._session.undo()

    def _write_typing(self) -> None:
        if self._stack is self._session.undo_stack:
            self._window.save_now()

    @property
    def _stack(self) -> QUndoStack:
        """The steps that Undo means now: those of a review while it is on the screen, else those of the library."""
        review = self._pages.importing.undo_stack if self._window.page == "import" else None
        return self._session.undo_stack if review is None else review

    def add_sample(self) -> None:
        """Put the sample into the library."""
        edit = sample_edit(self._session.library, language=shipped_language())
        self._session.apply(edit, announce=tr("The sample is in the library."))

    def remove_sample(self) -> None:
        """Take the sample out of the library."""
        self._window.save_now()
        edit = sample_removal(self._session.library)
        self._session.apply(edit, announce=tr("The sample is out of the library."))

    def _check(self) -> None:
        self._window.save_now()
        self._window.show_page("settings")
        self._pages.settings.check_library()

    def _begin_import(self) -> None:
        """Show the import, and make a copy beside it: nothing enters the library before it has been reviewed."""
        self._window.show_page("import")
        self._backups.back_up_before_import()

    def _look_at_sample(self) -> None:
        if not has_sample(self._session.library):
            self.add_sample()
        self._leave_start("library")

    def _leave_start(self, page: str, action_id: str = "") -> None:
        self._settings.sample_seen = True
        self._window.show_page(page)
        if action_id:
            self._actions.action(action_id).trigger()

    def _step_scale(self, by: int) -> None:
        nearest = min(range(len(SCALES)), key=lambda at: abs(SCALES[at] - self._settings.scale))
        self._settings.scale = SCALES[min(max(nearest + by, 0), len(SCALES) - 1)]

    def _put_into_basket(self, case_id: int) -> None:
        self._pages.library.basket.add([case_id])
        self._window.toast.say(tr("Put 1 case into the basket"))

    def _tell(self, sentence: str) -> None:
        self._window.toast.say(sentence)

    def _announce(self, sentence: str) -> None:
        self._window.toast.say(sentence, can_undo=True)

    def _retire_undo(self, _index: int) -> None:
        self._window.toast.retire_undo()

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, CaseDeskError):
            self._session.tell(error)
        elif isinstance(error, OSError):
            self._tell(sentence_of(error))
        else:
            self._window.bug_met.emit(error)

    def _name_steps(self) -> None:
        stack = self._stack
        if not isValid(stack):
            return  # a stack that goes with its session is cleared first, and says so when there is nothing to ask
        undo, redo = self._actions.action("edit.undo"), self._actions.action("edit.redo")
        undo.setText(tr("Undo: {step}").format(step=stack.undoText()) if stack.canUndo() else tr("Undo"))
        redo.setText(tr("Redo: {step}").format(step=stack.redoText()) if stack.canRedo() else tr("Redo"))
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())

    def _show_choices(self) -> None:
        self._actions.action(f"view.scheme_{self._settings.scheme}").setChecked(True)
        self._actions.action(f"view.language_{language()}").setChecked(True)

    def _count(self, changes: Changes | None, _initiator: object) -> None:
        library = self._session.library
        if changes is None or changes.ids(ImportBatch):
            self._window.rail.set_badge("import", sum(bool(batch.review) for batch in library.batches.all()))
        if changes is None or changes.ids(Case):
            is_there = has_sample(library)
            self._actions.action("help.sample_remove").setEnabled(is_there)
            self._actions.action("help.sample_add").setEnabled(not is_there)

    def _connect(self, connections: dict[str, Callable[[], object]]) -> None:
        for action_id, call in connections.items():
            self._actions.action(action_id).triggered.connect(_without_arguments(call))


def _without_arguments(call: Callable[[], object]) -> Callable[[], None]:
    """The call as a slot with no parameter, so that Qt does not hand it whether the action is checked."""

    def slot() -> None:
        call()

    return slot
