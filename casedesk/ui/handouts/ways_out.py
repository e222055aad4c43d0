"""The ways of a handout out of the window: to the printer, into Word, into its folder, the clipboard, another file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QSizeF, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from casedesk.domain.errors import CaseDeskError
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.paper import Paper
from casedesk.handout.pdf_pages import PdfPages
from casedesk.tasks.editions import copies_of, is_for_learners
from casedesk.tasks.export_handout import ClassFolder
from casedesk.tasks.handout_preview import (
    Wanted,
    class_folder_name,
    file_stem,
    prove,
    save_as,
    save_class_folder,
    sheets_of,
)
from casedesk.tasks.progress import NoLongerWanted
from casedesk.texts import N_, tr
from casedesk.ui.actions import Actions
from casedesk.ui.files_outside import open_outside, reveal
from casedesk.ui.handouts.file_kinds import ask_target, handout_kinds
from casedesk.ui.handouts.handout_choices import HandoutChoices
from casedesk.ui.handouts.preview import Preview
from casedesk.ui.handouts.printing import numbers_to_print, print_painted, print_pdf, printer_for
from casedesk.ui.handouts.saved_words import saved_words
from casedesk.ui.jobs import Job, Jobs, JobState, Progress
from casedesk.ui.long_lived import making_values_of
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings

_KIND = "handout_file_kind"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is on the screen, and where its file goes."""

    plan: LessonPlan
    choices: HandoutChoices
    edition: Edition
    template: Path | None
    parent: Path
    """The folder that the class folder is in."""

    @property
    def options(self) -> HandoutOptions:
        """The options of the edition on the screen."""
        return self.choices.options(self.edition)

    @property
    def all_options(self) -> tuple[HandoutOptions, ...]:
        """Those of all that is made, the edition on the screen among them."""
        others = (options for options in self.choices.all_options if options.edition is not self.edition)
        return (*others, self.options)

    @property
    def wanted(self) -> Wanted:
        """What the pages on the screen are made from."""
        return Wanted(self.plan, self.options, self.all_options, self.template, self.choices.spare)


class WaysOut(QObject):
    """Does with the handout on the screen what its actions say; the file is written where it is not there yet."""

    saving = Signal()
    saved = Signal(object)
    """ClassFolder with the one file, where it was written for something that is done with it."""
    told = Signal(str)
    """Something is done that cannot be seen."""
    refused = Signal(object)
    """An exception for the user."""

    def __init__(
        self,
        preview: Preview,
        outgoing: Callable[[], Outgoing],
        *,
        session: LibrarySession,
        jobs: Jobs,
        actions: Actions,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preview = preview
        self._outgoing = outgoing
        self._session = session
        self._jobs = jobs
        self._window = parent
        self._written: dict[Edition, Path] = {}
        """What was written in this sitting and not changed by a choice since; perhaps it is changed in Word."""
        steps = {
            "plan.handout_print": self.ask_printer,
            "plan.handout_open": self.open,
            "plan.handout_folder": self.show_in_folder,
            "plan.handout_path": self.copy_path,
            "plan.handout_save_as": self.ask_file,
        }
        for name, step in steps.items():
            actions.action(name).triggered.connect(step)

    def forget(self) -> None:
        """What was written is no longer what is shown."""
        self._written.clear()

    def note(self, written: ClassFolder) -> None:
        """Files were written by others: they are used."""
        for edition, path in zip(written.editions, written.files, strict=False):
            if path.suffix == ".docx":
                self._written[edition] = path

    def open(self) -> None:
        """Open the handout in the program that is there for Word files."""
        self._with_file(open_outside)

    def show_in_folder(self) -> None:
        """Show the handout's file where it lies."""
        self._with_file(reveal)

    def copy_path(self) -> None:
        """Put the path of the handout's file onto the clipboard."""
        self._with_file(self._copy)

    def ask_file(self) -> None:
        """Ask for a name and a kind of file, and save the handout as that."""
        if (outgoing := self._current()) is None:
            return
        stem = outgoing.parent / file_stem(outgoing.plan, outgoing.options)
        usual = self._settings.text(_KIND)
        try:
            target = ask_target(self._window, tr("Save the handout as"), stem, handout_kinds(), usual)
        except CaseDeskError as error:
            self.refused.emit(error)
            return
        if target is not None:
            self._settings.set_text(_KIND, target.suffix.lower())
            self.save_as(target)

    def save_as(self, target: Path) -> None:
        """Save the handout as the kind of file that the name says, beside the window."""
        library = self._session.library.path
        if (outgoing := self._current()) is None:
            return

        def work(progress: Progress) -> ClassFolder:
            written = save_as(
                library,
                outgoing.plan,
                target,
                outgoing.all_options,
                outgoing.template,
                only=outgoing.options,
                spare=outgoing.choices.spare,
                progress=progress,
            )
            beside = tuple(path for path in written if path.parent == target.parent)  # pictures have a folder
            return ClassFolder(target.parent, beside)

        title = tr("Saving the handout as “{name}”").format(name=target.name)
        self._start(title, outgoing.plan, target.parent, work, self.saved.emit)

    def ask_printer(self) -> None:
        """Ask for a printer and print the handout."""
        handout, outgoing = self._preview.handout, self._current()
        if handout is None or outgoing is None:
            return
        if not self._preview.is_whole:
            self.told.emit(tr("The pages are still being laid out."))
            return
        sheets = self._sheets()
        copies = copies_of(outgoing.edition, outgoing.plan, spare=outgoing.choices.spare)
        printer = printer_for(
            self._preview.page_size if sheets is None else QSizeF(*sheets.sizes[0]),
            title=file_stem(outgoing.plan, outgoing.options),
            copies=-(-copies // 2) if handout.options.page is Paper.A5_TWO_UP and sheets is not None else copies,
            is_two_sided=handout.options.is_mirrored,
        )
        dialog = QPrintDialog(printer, self._window)
        dialog.setOptions(dialog.options() | QPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setWindowTitle(tr("Print handout"))
        if dialog.exec():
            self.print_to(printer)
        dialog.deleteLater()

    def _sheets(self) -> PdfPages | None:
        handout, pages = self._preview.handout, self._preview.pdf
        return sheets_of(pages, handout.options.page) if handout is not None and pages is not None else None

    def print_to(self, printer: QPrinter) -> None:
        """Print what is shown, once it is proved where learners get it: its real pages, where they are there.

        Small pages are printed on their sheets.
        """
        handout, outgoing = self._preview.handout, self._current()
        sheets, view = self._sheets(), self._preview.view
        numbers = numbers_to_print(printer, sheets.count if sheets else view.count, 0 if sheets else view.current)
        pdf, painted, library = sheets or self._preview.pdf, self._preview.painted, self._session.library.path
        if handout is None or outgoing is None:
            return

        def work(progress: Progress) -> None:
            if is_for_learners(outgoing.edition):
                prove(library, handout, outgoing.template)
            if pdf is not None:
                print_pdf(pdf, printer, numbers, progress)

        def done(_nothing: None) -> None:
            if pdf is None and painted is not None:
                print_painted(painted, printer, numbers)
            if file := printer.outputFileName():
                self.saved.emit(ClassFolder(Path(file).parent, (Path(file),)))
            else:
                self.told.emit(tr("Sent to the printer “{name}”.").format(name=printer.printerName()))

        self._jobs.start(tr("Printing"), work, done=done, failed=self.refused.emit)

    def _current(self) -> Outgoing | None:
        try:
            return self._outgoing()
        except CaseDeskError as error:
            self.refused.emit(error)
            return None

    def _with_file(self, use: Callable[[Path], None]) -> None:
        if (outgoing := self._current()) is None:
            return
        known = self._written.get(outgoing.edition)
        if known is not None and known.is_file():
            self._use(use, known)
            return
        library = self._session.library.path

        def work(progress: Progress) -> ClassFolder:
            written = save_class_folder(
                library,
                outgoing.plan,
                outgoing.parent,
                outgoing.all_options,
                outgoing.template,
                spare=outgoing.choices.spare,
                progress=progress,
                only=outgoing.edition,
            )
            if not written.files:
                raise NoLongerWanted
            return written

        def done(written: ClassFolder) -> None:
            self.note(written)
            self.saved.emit(written)
            self._use(use, written.files[0])

        folder = outgoing.parent / class_folder_name(outgoing.plan, outgoing.choices.language)
        self._start(tr("Saving handouts"), outgoing.plan, folder, work, done)

    def _start(
        self,
        title: str,
        plan: LessonPlan,
        folder: Path,
        work: Callable[[Progress], ClassFolder],
        done: Callable[[ClassFolder], None],
    ) -> None:
        def values(progress: Progress) -> ClassFolder:
            with making_values_of(len(plan.case_ids)):
                return work(progress)

        self.saving.emit()
        job = self._jobs.start(title, values, done=done, failed=self.refused.emit, told=saved_words)
        self._session.note_files(job, folder)
        job.ended.connect(partial(self._on_ended, job))

    def _on_ended(self, job: Job) -> None:
        if job.state is JobState.CANCELLED:
            self.refused.emit(CaseDeskError(N_("Stopped.")))

    def _use(self, use: Callable[[Path], None], path: Path) -> None:
        try:
            use(path)
        except CaseDeskError as error:
            self.refused.emit(error)

    def _copy(self, path: Path) -> None:
        QGuiApplication.clipboard().setText(QDir.toNativeSeparators(str(path)))
        self.told.emit(tr("The path of “{name}” is on the clipboard.").format(name=path.name))
