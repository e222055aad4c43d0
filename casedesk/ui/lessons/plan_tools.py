"""What is done with a plan as a whole: methods put in, the overview, the clipboard, the calendar."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from casedesk.domain.changes import Changes, Edit
from casedesk.domain.errors import CaseDeskError
from casedesk.domain.file_names import fit_name
from casedesk.domain.lesson import Block, LessonPlan
from casedesk.domain.methods import Method, block_of
from casedesk.domain.plan_overview import board_proposal
from casedesk.tasks.methods import all_methods, copied, edited, forgotten, kept_block, new_method
from casedesk.texts import shipped_language, tr
from casedesk.ui.actions import Actions
from casedesk.ui.lessons.block_board import BlockBoard
from casedesk.ui.lessons.case_drops import CaseDrops, Place, on_or_between
from casedesk.ui.lessons.methods_panel import MethodsPanel, dragged_method
from casedesk.ui.lessons.overview_panel import OverviewPanel
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance

_FOLDER = "calendar_folder"
_OF_A_PLAN = ("plan.overview", "plan.copy", "plan.calendar", "plan.methods", "plan.keep_method")


class PlanTools(QObject):
    """Listens to the draft, so that the page of lesson plans need not know of any of this."""

    said = Signal(str)
    """A sentence about something that was done."""
    methods_wanted = Signal(bool)
    """The methods are to be shown beside the plan, or no longer."""

    def __init__(
        self,
        draft: PlanDraft,
        board: BlockBoard,
        *,
        session: LibrarySession,
        actions: Actions,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._board = board
        self._session = session
        self._actions = actions
        self._appearance = appearance
        self._settings = settings
        self._page = parent
        self.overview = OverviewPanel(appearance, parent)
        self.methods = MethodsPanel(appearance, parent)
        self._connect()

    def _connect(self) -> None:
        self._draft.opened.connect(self._on_plan)
        self._draft.changed.connect(self._on_plan)
        self.overview.overview_requested.connect(self.show_overview)
        self.overview.board_proposed.connect(self.propose_board)
        self.methods.method_chosen.connect(self.put_method)
        self.methods.forget_requested.connect(self._forget_method)
        self.methods.copy_requested.connect(self._copy_method)
        self.methods.new_requested.connect(self._new_method)
        self.methods.edited.connect(self._edit_method)
        self.methods.form.is_held = lambda: self._session.is_writing
        self.methods.closed.connect(self.hide_methods)
        self._session.changed.connect(self._on_library_changed)
        view, viewport = self._board.view, self._board.view.viewport()
        self._drops = CaseDrops(viewport, lambda at: on_or_between(view, at), self._appearance, unpack=dragged_method)
        self._drops.dropped.connect(self._drop_method)
        slots: dict[str, Callable[[], object]] = {
            "plan.overview": self.show_overview,
            "plan.copy": self.copy_plan,
            "plan.calendar": self.save_calendar,
            "plan.methods": self.toggle_methods,
            "plan.keep_method": self.keep_method,
        }
        for action_id, slot in slots.items():
            self._actions.action(action_id).triggered.connect(slot)

    def save_now(self) -> None:
        """Write what has been typed into the fields of a method."""
        self.methods.form.write()

    def toggle_methods(self) -> None:
        """Open the methods beside the plan, or close them."""
        if self.methods.isVisible():
            self.hide_methods()
            return
        self._offer_methods()
        plan = self._draft.plan
        if plan is not None and plan.head_count:
            self.methods.people.setValue(plan.head_count)
        self.methods_wanted.emit(True)
        self.methods.open()

    def hide_methods(self) -> None:
        """Close the methods."""
        focus = QApplication.focusWidget()
        self.methods.form.write()
        self.methods_wanted.emit(False)
        if focus is not None and self.methods.isAncestorOf(focus):
            self._board.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_method(self, method: Method, *, before: int | None = None) -> None:
        """Put a method into the plan, behind the selected block or before a row."""
        plan = self._draft.plan
        if plan is None:
            return
        block = block_of(method, people=plan.head_count)
        text = tr("Add method “{name}”").format(name=method.name)
        self._board.add_block(block, text, before=before)

    def keep_method(self) -> None:
        """Keep what is done in the open block as a method of one's own."""
        block = self._open_block()
        if block is None:
            self._session.refused.emit(tr("Choose one block first; what is done in it becomes a method."))
            return
        edit = kept_block(self._session.library, block)
        self._session.apply(edit, announce=tr("“{name}” is among your methods now.").format(name=block.title))

    def propose_board(self) -> None:
        """Write a board plan made of the cases and the main points."""
        plan = self._draft.plan
        if plan is not None:
            headings = (tr("Cases"), tr("What the class says"), tr("Main points"))
            after = replace(plan, board_plan=board_proposal(plan, headings=headings))
            self._draft.change(after, tr("Propose a board"))

    def show_overview(self) -> None:
        """Show the one-page overview as it will be printed."""
        from casedesk.ui.lessons.overview_dialog import OverviewDialog

        self._draft.write()
        if (plan := self._draft.plan) is None:
            return
        dialog: OverviewDialog = OverviewDialog(plan, self._appearance, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.copy_requested.connect(self.copy_plan)
        dialog.calendar_requested.connect(self.save_calendar)
        dialog.open()

    def copy_plan(self) -> None:
        """Put the plan on the clipboard as a table and as text."""
        from casedesk.ui.lessons.overview_paper import clipboard_data

        if (plan := self._draft.plan) is not None:
            QGuiApplication.clipboard().setMimeData(clipboard_data(plan))
            self.said.emit(tr("The plan is on the clipboard, as a table and as text."))

    def save_calendar(self) -> None:
        """Ask where, and write the plan as appointments."""
        self._draft.write()
        plan = self._draft.plan
        if plan is None:
            return
        if plan.day is None:
            self._session.refused.emit(tr("The plan has no date yet. Give it one, and it can go into the calendar."))
            return
        folder = Path(self._settings.text(_FOLDER, str(Path.home())))
        kinds = tr("Calendar files ({endings})").format(endings="*.ics")
        suggested = str(folder / f"{_file_name(plan)}.ics")
        name, _ = QFileDialog.getSaveFileName(self._page, tr("Into the calendar"), suggested, kinds)
        if name:
            self.write_calendar(plan, Path(name if name.lower().endswith(".ics") else f"{name}.ics"))

    def write_calendar(self, plan: LessonPlan, target: Path) -> None:
        """Write the plan as appointments, and say what came of it."""
        from casedesk.tasks.plan_calendar import write_calendar

        try:
            write_calendar(self._session.library, plan, target)
        except CaseDeskError as error:
            self._session.refused.emit(str(error))
            return
        self._settings.set_text(_FOLDER, str(target.parent))
        words = tr("Saved as {name}. Opened, it goes into any calendar.")
        self.said.emit(words.format(name=target.name))

    def _open_block(self) -> Block | None:
        plan, position = self._draft.plan, self._board.open_position
        return plan.blocks[position] if plan is not None and position >= 0 else None

    def _drop_method(self, ids: tuple[str, ...], place: Place) -> None:
        method = self.methods.method(ids[0])
        if method is not None:
            self.put_method(method, before=place.row + 1 if place.is_on else place.row)

    def _forget_method(self, method: Method) -> None:
        edit = forgotten(method)
        self._session.apply(edit, announce=tr("Removed the method “{name}”").format(name=method.name))

    def _copy_method(self, method: Method) -> None:
        self._add_method(copied(self._session.library, method))

    def _new_method(self) -> None:
        self.methods.end_editing()
        self._add_method(new_method(self._session.library))

    def _add_method(self, edit: Edit) -> None:
        """Add a method, and show its fields."""
        added = edit.replacements[0].after
        if isinstance(added, Method) and self._session.apply(edit):
            self.methods.begin_editing(added)

    def _edit_method(self, before: Method, after: Method, field: str) -> None:
        if not self._session.apply(edited(before, after, field), self):
            self.methods.refresh_fields()

    def _on_library_changed(self, changes: Changes, initiator: object) -> None:
        if changes.ids(Method):
            self._offer_methods()
            if initiator is not self:
                self.methods.refresh_fields()

    def _offer_methods(self) -> None:
        self.methods.show_methods(all_methods(self._session.library, shipped_language()))

    def _on_plan(self, plan: LessonPlan | None) -> None:
        for action_id in _OF_A_PLAN:
            self._actions.action(action_id).setEnabled(plan is not None)
        if plan is None:
            self.hide_methods()
        else:
            self.overview.show_plan(plan)


def _file_name(plan: LessonPlan) -> str:
    day = plan.day.isoformat() if plan.day else ""
    return fit_name(" ".join(filter(None, (day, plan.title))))
