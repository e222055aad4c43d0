"""The one place where the parts of the window are connected."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Changes
from casedesk.domain.errors import CaseDeskError
from casedesk.domain.filters import CaseFilter, Condition
from casedesk.domain.library import ImportBatch
from casedesk.tasks.sample_library import sample_edit, sample_in, sample_removal
from casedesk.texts import language, tr
from casedesk.ui.messages import about_dialog, sentence_of
from casedesk.ui.settings import SCALES

if TYPE_CHECKING:
    from casedesk.ui.main_window import MainWindow


class WindowWiring(QObject):
    """Connects pages, commands and messages. Facts are told in the past tense, wishes end in `_requested`.

    Session, settings and jobs outlive the window, so only methods of this object are connected to them: Qt cuts
    those connections when the window goes.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        self._actions = window.actions_table
        self._settings = window.settings
        self._session = window.session
        self._wire_pages()
        self._wire_start()
        self._wire_commands()
        self._wire_view()
        self._wire_what_outlives_the_window()

    def _wire_pages(self) -> None:
        window, pages = self._window, self._pages
        window.rail.page_requested.connect(window.show_page)
        pages.library.plan_requested.connect(self.plan_from_cases)
        pages.lessons.case_open_requested.connect(self.open_case)
        pages.lessons.handout_requested.connect(self.show_handouts)
        pages.library.show_requested.connect(lambda: window.show_page("library"))
        pages.importing.shown_requested.connect(lambda: window.show_page("import"))
        pages.importing.case_open_requested.connect(self.open_case)
        pages.importing.import_finished.connect(self.show_batch)
        pages.handouts.back_requested.connect(lambda: window.show_page("lessons"))
        pages.settings.restore_requested.connect(window.restore_requested)
        pages.settings.said.connect(window.toast.say)
        window.palette_box.case_chosen.connect(self.open_case)
        window.palette_box.plan_chosen.connect(self.open_plan)
        window.palette_box.basket_requested.connect(self._put_into_basket)
        window.toast.undo_requested.connect(self.undo_in_library)
        window.page_shown.connect(self._name_steps)

    def _wire_start(self) -> None:
        start = self._pages.start
        start.import_requested.connect(lambda: self._leave_start("import", "file.import"))
        start.pack_requested.connect(lambda: self._leave_start("import", "file.import"))
        start.case_requested.connect(lambda: self._leave_start("library", "case.new"))
        start.sample_requested.connect(lambda: self._leave_start("library"))
        start.restore_requested.connect(self._actions.action("file.restore").trigger)

    def _wire_commands(self) -> None:
        window, section = self._window, self._pages.settings
        connections: dict[str, Callable[[], object]] = {
            "file.backup": section.safety.back_up,
            "file.restore": lambda: self._show_settings(section.sections.index(section.safety)),
            "file.settings": lambda: window.show_page("settings"),
            "file.quit": window.close,
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "edit.find": window.focus_search,
            "help.shortcuts": lambda: self._show_settings(section.sections.index(section.shortcuts)),
            "help.data": lambda: self._show_settings(section.sections.index(section.promise)),
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
        for signal in (stack.indexChanged, stack.undoTextChanged, stack.redoTextChanged):
            signal.connect(self._name_steps)
        self._pages.importing.state.changed.connect(self._name_steps)
        self._count(None, None)
        self._show_choices()
        self._name_steps()

    def open_case(self, case_id: int) -> None:
        """Show a case on the library page."""
        self._window.show_page("library")
        self._pages.library.open_case(case_id)

    def open_plan(self, plan_id: int) -> None:
        """Show a plan on the page of lesson plans."""
        self._window.show_page("lessons")
        self._pages.lessons.open_plan(plan_id)

    def plan_from_cases(self, case_ids: tuple[int, ...]) -> None:
        """Make a plan around cases and show it."""
        self._window.show_page("lessons")
        self._pages.lessons.new_plan_from_cases(case_ids)

    def show_handouts(self, plan_id: int) -> None:
        """Show what can be printed for a plan."""
        self._window.save_now()
        self._pages.handouts.show_plan(plan_id)
        self._window.show_page("handouts")

    def show_batch(self, batch_id: int) -> None:
        """Show what came in with an import."""
        self._window.show_page("library")
        self._pages.library.show_filter(CaseFilter().with_condition(Condition(Facet.BATCH, frozenset({str(batch_id)}))))

    def undo(self) -> None:
        """Take the last step back; what is being typed counts as one."""
        self._write_typing()
        self._stack.undo()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._write_typing()
        self._stack.redo()

    def undo_in_library(self) -> None:
        """Take the last step of the library back, whatever page is shown."""
        self._session.undo_stack.undo()

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
        edit = sample_edit(self._session.library, language="en" if language() == "en" else "zh")
        self._session.apply(edit, announce=tr("The sample is in the library."))

    def remove_sample(self) -> None:
        """Take the sample out of the library."""
        self._window.save_now()
        edit = sample_removal(self._session.library)
        self._session.apply(edit, announce=tr("The sample is out of the library."))

    def _leave_start(self, page: str, action_id: str = "") -> None:
        self._settings.sample_seen = True
        self._window.show_page(page)
        if action_id:
            self._actions.action(action_id).trigger()

    def _show_settings(self, section: int) -> None:
        self._window.show_page("settings")
        self._pages.settings.open_section(self._pages.settings.sections[section])

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

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, CaseDeskError | OSError):
            self._tell(sentence_of(error))
        else:
            self._window.bug_met.emit(error)

    def _name_steps(self) -> None:
        stack = self._stack
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
            has_sample = bool(sample_in(library))
            self._actions.action("help.sample_remove").setEnabled(has_sample)
            self._actions.action("help.sample_add").setEnabled(not has_sample)

    def _connect(self, connections: dict[str, Callable[[], object]]) -> None:
        for action_id, call in connections.items():
            self._actions.action(action_id).triggered.connect(_without_arguments(call))


def _without_arguments(call: Callable[[], object]) -> Callable[[], None]:
    """The call as a slot with no parameter, so that Qt does not hand it whether the action is checked."""

    def slot() -> None:
        call()

    return slot
