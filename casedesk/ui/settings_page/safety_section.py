"""Backups and safety: where the library is, its copies, and the way back to one of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from casedesk.domain.errors import CaseDeskError
from casedesk.tasks.backup_drill import Drill, hold_drill, last_drill
from casedesk.tasks.backup_places import Places, folder_of, places, second_folder_of, set_places
from casedesk.tasks.backups import Backup, backups_of, kept_beside, size_beside
from casedesk.tasks.library_check import Checked, Repaired, check_library
from casedesk.tasks.passphrases import is_passphrase, is_protected
from casedesk.texts import tr
from casedesk.ui.jobs import Jobs, JobState, Progress
from casedesk.ui.messages import ask_before_loss
from casedesk.ui.passphrase.new_passphrase import NewPassphrase
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.backup_list import BackupList
from casedesk.ui.settings_page.backup_words import drill_words, since_words, size_words, when_made
from casedesk.ui.settings_page.check_findings import CheckFindings, checked_words
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton


class SafetySection(Section):
    """Everything about copies. Restoring is a wish: whoever owns the library closes it first."""

    restore_requested = Signal(object)
    """The path of the copy to go back to."""
    compare_requested = Signal(object, str)
    """The path of a copy out of which something may be taken, and what it is called."""
    backup_requested = Signal()
    passphrase_requested = Signal(str)
    """The library shall have this passphrase, or none."""
    repair_requested = Signal()
    rescue_requested = Signal()
    """The file is damaged, and what can be read of it shall be saved."""
    said = Signal(str)
    """A sentence for a toast."""

    def __init__(self, appearance: Appearance, settings: Settings, jobs: Jobs, library: Path) -> None:
        super().__init__(appearance, settings, tr("Backups and safety"))
        self._jobs = jobs
        self._library = library
        self.folder_link = LinkButton(tr("Show in the folder"))
        self.folder_link.clicked.connect(lambda: show_folder(library.parent))
        self.add_row(tr("Library"), str(library), self.folder_link)
        self._now = Button(tr("Back up now"))
        self._now.clicked.connect(self.backup_requested.emit)
        self.add_row(
            tr("Backup"),
            tr("By itself every half hour of work, on closing and before imports; proved before older ones go"),
            self._now,
        )
        self.drill_button = Button(tr("Try it now"))
        self.drill_button.clicked.connect(self._hold_drill)
        self._drill_row = self.add_row(tr("Drill"), drill_words(last_drill(library)), self.drill_button)
        self._add_check()
        self._add_passphrase()
        self.list = BackupList(appearance, jobs, library)
        self.list.restore_requested.connect(self._ask)
        self.list.compare_requested.connect(self._compare)
        self._row = self.add_row(tr("Backups"), str(folder_of(library)), self.list, is_wide=True)
        other = LinkButton(tr("Restore from another file…"))
        other.clicked.connect(self._choose)
        self._folder_links = self._place_links(
            lambda folder: replace(places(), folder=folder), tr("Back to the usual one")
        )
        self._second_links = self._place_links(lambda folder: replace(places(), second=folder), tr("None"))
        self._folder_row = self.add_row(tr("Folder of the backups"), "", _links(self._folder_links))
        self._second_row = self.add_row(tr("Second folder"), "", _links(self._second_links))
        self.add(_links((other,)))
        self.refresh()

    def refresh(self) -> None:
        """Show the copies there are now."""
        library = self._library
        found = (*backups_of(library), *kept_beside(library))
        self.list.show_backups(tuple(sorted(found, key=lambda item: item.made, reverse=True)))
        self._row.say(self._where())
        self._drill_row.say(drill_words(last_drill(library)))
        self._show_places()

    def _where(self) -> str:
        folder = str(folder_of(self._library))
        beside = size_beside(self._library)
        if not beside:
            return folder
        words = tr("{folder}; beside them, once for all, pictures and originals: {size}")
        return words.format(folder=folder, size=size_words(beside))

    def check(self) -> None:
        """Look for faults, beside the window, unless that is being done."""
        if not self.check_button.isEnabled():
            return
        library = self._library

        def work(progress: Progress) -> Checked:
            return check_library(library, progress)

        self.check_button.setEnabled(False)
        job = self._jobs.start(tr("Check the library"), work, done=self.findings.show_checked, told=checked_words)
        if job.state is JobState.RUNNING:
            job.ended.connect(self._may_check_again)
            self.findings.show_running(job)
        else:
            self._may_check_again()

    def show_repaired(self, repaired: Repaired) -> None:
        """Say what was mended."""
        self.findings.show_repaired(repaired)

    def use_places(self, wanted: Places) -> None:
        """Keep copies there from now on; a folder that cannot be written to is refused with a sentence."""
        try:
            set_places(wanted)
        except CaseDeskError as error:
            self.said.emit(str(error))
            return
        self.refresh()

    def _add_check(self) -> None:
        self.check_button = Button(tr("Check the library"))
        self.check_button.clicked.connect(self.check)
        self.findings = CheckFindings(self.appearance)
        self.findings.repair_requested.connect(self.repair_requested)
        self.findings.rescue_requested.connect(self.rescue_requested)
        self.findings.restore_requested.connect(self._ask)
        about = tr("Reads every page of the file, proves pictures and originals, and compares what belongs together")
        self.add_row(tr("Check"), about, self.check_button).add_below(self.findings)

    def _may_check_again(self) -> None:
        self.check_button.setEnabled(True)

    def _add_passphrase(self) -> None:
        protected = is_protected(self._library)
        self._protect = Button(tr("Change…") if protected else tr("Protect…"))
        self._protect.clicked.connect(self._ask_passphrase)
        state = (
            tr("The library is encrypted; CaseDesk asks for the passphrase when it starts")
            if protected
            else tr("Encrypt the library, so that nobody reads it who has the computer or a stick with a copy")
        )
        self.add_row(tr("Passphrase"), state, self._protect)

    def _place_links(self, wished: Callable[[str], Places], without: str) -> tuple[LinkButton, ...]:
        choose, clear = LinkButton(tr("Choose…")), LinkButton(without)

        def ask() -> None:
            if chosen := QFileDialog.getExistingDirectory(self, tr("Folder for backups"), wished("").folder):
                self.use_places(wished(chosen))

        choose.clicked.connect(ask)
        clear.clicked.connect(lambda: self.use_places(wished("")))
        return choose, clear

    def _show_places(self) -> None:
        chosen = places()
        usual = tr("In CaseDesk's own folder on this computer")
        self._folder_row.say(chosen.folder or usual)
        if not chosen.second:
            second = tr("None. A folder on a stick or another disk gets every backup too, whenever it is there")
        elif second_folder_of(self._library) is None:
            second = tr("{folder} (not there now; it gets the newest backup when it is back)")
        else:
            second = "{folder}"
        self._second_row.say(second.format(folder=chosen.second))
        self._folder_links[1].setVisible(bool(chosen.folder))
        self._second_links[1].setVisible(bool(chosen.second))

    def _hold_drill(self) -> None:
        library = self._library

        def work(progress: Progress) -> Drill:
            return hold_drill(library, progress)

        self._jobs.start(tr("Backup drill"), work, done=self._tell_drill, told=drill_words)

    def _tell_drill(self, drill: Drill) -> None:
        self.said.emit(drill_words(drill))
        self._drill_row.say(drill_words(drill))

    def _ask_passphrase(self) -> None:
        library = self._library

        def is_right(words: str) -> bool:
            return is_passphrase(library, words)

        dialog = NewPassphrase(is_right if is_protected(library) else None, self.appearance, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wished.connect(self.passphrase_requested)
        dialog.open()

    def _choose(self) -> None:
        words = tr("CaseDesk libraries") + " (*.casedesk)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Restore from a backup"), str(folder_of(self._library)), words)
        if chosen:
            self._ask_for(Path(chosen), Path(chosen).name)

    def _ask(self, backup: Backup) -> None:
        found = self.list.differences_of(backup)
        self._ask_for(backup.path, when_made(backup.made), since_words(found) if found else "")

    def _compare(self, backup: Backup) -> None:
        self.compare_requested.emit(backup.path, tr("Backup of {when}").format(when=when_made(backup.made)))

    def _ask_for(self, path: Path, name: str, since: str = "") -> None:
        question = tr("Go back to the library of {when}?").format(when=name)
        explanation = tr("The present library is set aside in its folder first, so nothing of it is lost.")
        if since:
            explanation = tr("{explanation} What differs: {since}.").format(explanation=explanation, since=since)
        if ask_before_loss(self, question, explanation, act=tr("Restore")):
            self.restore_requested.emit(path)


def _links(buttons: tuple[LinkButton, ...]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return holder


def show_folder(folder: Path) -> None:
    """Open a folder in the computer's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
