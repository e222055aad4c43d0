"""Starting the window: open the library, build, and keep both alive through restores and a change of language."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog

from casedesk import paths, texts
from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.errors import CaseDeskError, LibraryError
from casedesk.storage import holding
from casedesk.tasks.first_window import call
from casedesk.tasks.library_care import bring_back, renew_index
from casedesk.tasks.library_check import Repaired, repair_library
from casedesk.tasks.passphrases import absent_folder, change_passphrase, is_locked, unlock
from casedesk.tasks.sample_library import sample_edit
from casedesk.tasks.unfinished import Unfinished, pick_up
from casedesk.texts import shipped_language, tr
from casedesk.ui.backup_keeping import BackupKeeper
from casedesk.ui.backup_notices import BackupNotices
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.crash_check import CrashCheck
from casedesk.ui.damage_notice import DamageNotice
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.left_out_notice import LeftOutNotice
from casedesk.ui.library_door import Opened, open_library, rescued
from casedesk.ui.main_window import MainWindow
from casedesk.ui.messages import BugReporter, log_qt_messages
from casedesk.ui.old_passphrase_notice import OldPassphraseNotice
from casedesk.ui.passphrase.question import PassphraseQuestion
from casedesk.ui.place_notice import PlaceNotice, place_to_warn_of
from casedesk.ui.qt_words import QtWords
from casedesk.ui.read_only_notice import ReadOnlyNotice, reason_of
from casedesk.ui.reading_only import ReadingOnly
from casedesk.ui.second_start import SecondStarts
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.unfinished_notice import tell_unfinished
from casedesk.ui.waiting import wait_for
from casedesk.ui.window_wiring import WindowWiring

REFUSED = 2
"""The exit status when the library could not be opened; the user has been told why."""
_SAID_EVERY = 5 * 60 * 1000
"""Milliseconds after which other computers are told again that the library is open here."""


def run(library: Path, *, speaks: str = "", files: Sequence[Path] = ()) -> int:
    """Show the window on a library until it is closed; the exit status.

    `speaks` is a language that was asked for when the program was started: it wins over the remembered one. `files`
    are shown for import. Where this computer has a window on the library already, that one does it all.
    """
    if not holding.is_free(library) and call(library, files):
        return 0
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP_NAME)
    app.setDesktopFileName("casedesk")
    app.setWindowIcon(QIcon(str(paths.resource("icons", "casedesk.svg"))))
    log_qt_messages()
    settings = Settings()
    if speaks or settings.language:
        texts.set_language(speaks or settings.language)
    desk = Desk(app, settings)
    desk.reporter.install()
    try:
        if not desk.open(library):
            return REFUSED
        if files and desk.window is not None and not desk.is_read_only:
            desk.window.import_files(files)
        return app.exec()
    finally:
        desk.close()


class Desk(QObject):
    """Owns what outlives a window: the library, its session, the jobs, and the looks."""

    def __init__(self, app: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        self._appearance = Appearance(app, settings, self)
        self._appearance.install()
        self._qt_words = QtWords(app)
        self._qt_words.follow()
        self.reporter = BugReporter(lambda: self.window, self)
        self.reporter.refused.connect(self._tell)
        self.window: MainWindow | None = None
        self.session: LibrarySession | None = None
        self._opened: Opened | None = None
        self._guard: ReadingOnly | None = None
        self._ear: SecondStarts | None = None
        self._unfinished: Sequence[Unfinished] = ()
        self._clock = QTimer(self)
        self._clock.setInterval(_SAID_EVERY)
        self._clock.timeout.connect(self._say_still_here)
        settings.changed.connect(self._follow_settings)

    def open(self, path: Path) -> bool:
        """Open a library and show it; False when it cannot be opened and the user gave up."""
        opened = self._opened = open_library(path, self._is_unlocked)
        if opened is None:
            return False
        library = opened.library
        if library.is_read_only:
            self._guard = ReadingOnly(self._app, reason_of(opened), self)
        elif library.count_of(Case) == 0 and not library.settings.get("sample_offered", default=False):
            library.apply(sample_edit(library, language=shipped_language()))
            library.settings.set("sample_offered", True)
        self._unfinished = () if library.is_read_only else pick_up(library)
        self._jobs = Jobs(self)
        session = self.session = LibrarySession(library, self, jobs=self._jobs)
        library.leave_out(session.tell)
        library.settings.refused = session.tell
        self._search = CaseSearch(library.path, self)
        self._keeper = BackupKeeper(path, self._jobs, self._settings, self)
        self._keeper.damaged.connect(session.tell)
        self._show_window()
        if library.is_read_only:
            return True
        self._ear = SecondStarts(path, self)
        self._ear.called.connect(self._come_forward)
        self._keeper.start()
        self._clock.start()
        if library.was_left_open and self.window is not None:
            self.window.add_notice(CrashCheck(self.window))
        if library.is_index_behind:
            self._renew_index()
        return True

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written in the window that is shown."""
        return self._guard is not None

    def close(self) -> None:
        """Stop everything, put the library to rest and copy it when a copy is due. Closing twice is fine."""
        session, self.session = self.session, None
        if session is None:
            return
        self._clock.stop()
        self._keeper.stop()
        self._jobs.close()
        self._search.close()
        opened, self._opened = self._opened, None
        assert opened is not None
        if opened.why_read_only is None:
            with suppress(LibraryError):
                opened.library.forget_jobs()
        if self.window is not None:
            self.window.hide()  # nothing is painted of a library that is closed
        opened.close()
        if opened.why_read_only is None:
            self._keeper.copy_at_the_end()
        for gone in (self.window, self._search, self._keeper, self._jobs, session, self._guard, self._ear):
            if gone is not None:  # the window first: it listens to the others
                gone.deleteLater()
        self.window = self._guard = self._ear = None

    def _show_window(self) -> None:
        assert self.session is not None
        old, page = self.window, self.window.page if self.window else ""
        if old is not None:
            old.closed.disconnect(self.close)
            old.remember()
        window = MainWindow(
            self._app,
            session=self.session,
            search=self._search,
            jobs=self._jobs,
            appearance=self._appearance,
            settings=self._settings,
        )
        WindowWiring(window)
        window.begin()
        window.closed.connect(self.close)
        window.restore_requested.connect(self._restore)
        window.passphrase_requested.connect(self._set_passphrase)
        window.repair_requested.connect(self._repair)
        window.rescue_requested.connect(self._rescue)
        window.bug_met.connect(self.reporter.report)
        self.window = window
        self._notices = BackupNotices(window, self._keeper, restore=self._restore)
        self._give_notice(window)
        tell_unfinished(window, self._unfinished)
        if page:
            window.show_page(page)
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def _give_notice(self, window: MainWindow) -> None:
        """Say what is out of the ordinary with the library, above all pages."""
        opened = self._opened
        assert opened is not None
        window.add_notice(DamageNotice(window, can_rescue=not opened.library.is_read_only))
        if self._guard is not None:
            self._guard.lock_window(window)
            notice = ReadOnlyNotice(self._appearance, opened, window)
            notice.reopen_requested.connect(self._reopen)
            window.add_notice(notice)
            return
        window.add_notice(LeftOutNotice(window))
        others = OldPassphraseNotice(window, self._is_unlocked)
        window.add_notice(others)
        self._keeper.looked.connect(others.look)
        others.look()
        if place := place_to_warn_of(opened.library, opened.path):
            exchange = window.actions_table.action("file.exchange").trigger
            window.add_notice(PlaceNotice(self._appearance, opened.library, place, window, exchange=exchange))

    def _tell(self, error: CaseDeskError) -> None:
        if self.session is not None:
            self.session.tell(error)

    def _say_still_here(self) -> None:
        if self.session is not None:
            self.session.library.say_still_here()

    def _reopen(self) -> None:
        """Open the library again: for writing, where nobody else has it any more."""
        self._while_closed("", lambda _library: "")

    def _come_forward(self, files: tuple[Path, ...]) -> None:
        """Answer somebody who has started the program a second time."""
        if self.window is None:
            return
        self.window.come_forward()
        if files:
            self.window.import_files(files)

    def _restore(self, backup: Path) -> None:
        """Put the copy in the library's place."""

        kept: list[Path] = []

        def work(library: Path) -> str:
            aside = bring_back(backup, library)
            kept.extend([aside] if aside else [])
            return tr("Restored. The library of before is kept as “{name}”.").format(name=aside.name if aside else "")

        if self._is_unlocked(backup) and self._while_closed(tr("Restoring the library…"), work) and kept:
            said = tr("The library was restored. Have a look whether it is the one you wanted.")
            self._notices.offer_way_back(kept[0], said)

    def _repair(self) -> None:
        """Mend what does not belong together, and show what was done."""
        done: list[Repaired] = []

        def work(library: Path) -> str:
            done.append(repair_library(library))
            return ""

        if self._while_closed(tr("Repairing the library…"), work) and done and self.window is not None:
            self.window.show_repaired(done[0])
            self._notices.offer_way_back(done[0].copy.path, tr("The library has been repaired."))

    def _rescue(self) -> None:
        """Ask what shall become of a library whose file is damaged."""
        self._reopened(lambda library: tr("The library can be read again.") if rescued(library) else "")

    def _set_passphrase(self, passphrase: str) -> None:
        """Write the library and its copies anew."""

        def work(library: Path) -> str:
            left = change_passphrase(library, passphrase)
            if left:
                names = ", ".join(f"“{path.name}”" for path in left)
                return tr("Done, but for copies that could not be written: {names}.").format(names=names)
            if absent := absent_folder(library):
                return tr(
                    "Done, but for the copies in “{folder}”, which is not there now: they have the passphrase of "
                    "before. CaseDesk asks about them when it is back."
                ).format(folder=absent)
            if passphrase:
                return tr("The library and all its copies are encrypted.")
            return tr("The library and its copies can be read without a passphrase again.")

        self._while_closed(tr("Encrypting the library…") if passphrase else tr("Decrypting the library…"), work)

    def _while_closed(self, words: str, work: Callable[[Path], str]) -> bool:
        """Close, do something with the file beside, and open again; `work` says what it has done. See `_reopened`."""
        return self._reopened(lambda path: wait_for(words, lambda: work(path)))

    def _reopened(self, act: Callable[[Path], str]) -> bool:
        """Close, act, and open again; a failure opens what was there. Whether a window is open.

        `act` says what it has done.
        """
        assert self._opened is not None
        path = self._opened.path
        self._app.setQuitOnLastWindowClosed(False)
        if self.window is not None and not self.window.close():
            self._app.setQuitOnLastWindowClosed(True)
            return True
        try:
            sentence = act(path)
        except CaseDeskError as error:
            sentence = str(error)
        is_open = self.open(path)
        self._app.setQuitOnLastWindowClosed(True)
        if not is_open:
            self._app.exit(REFUSED)
        elif self.window is not None and sentence:
            self.window.toast.say(sentence)
        return is_open

    def _is_unlocked(self, path: Path) -> bool:
        """Ask for the passphrase of a file that wants one; False where the user gave up.

        Raises DamagedError where the words are right and the file is not.
        """

        def try_words(passphrase: str, _progress: Progress) -> None:
            unlock(path, passphrase)

        if not is_locked(path):
            return True
        question = PassphraseQuestion(path.stem, try_words, self._appearance, self.window)
        is_right = question.exec() == QDialog.DialogCode.Accepted
        question.deleteLater()
        if question.damage is not None:
            raise question.damage
        return is_right

    def _follow_settings(self, name: str) -> None:
        if name != "language" or self.session is None:
            return
        texts.set_language(self._settings.language or texts.system_language())
        self._qt_words.follow()
        self._appearance.set_language()
        QTimer.singleShot(0, self._show_window)  # the window that goes is still in the middle of its own click

    def _renew_index(self) -> None:
        """Make the search index anew beside the work; what the search does not find yet can be seen and written."""
        assert self.session is not None
        session, search, path = self.session, self._search, self.session.library.path

        def work(progress: Progress) -> bool:
            return renew_index(path, progress)

        def done(_is_whole: bool) -> None:
            if session is self.session:
                search.reload()
                session.changed.emit(Changes(), None)

        self._jobs.start(tr("Renewing the search index"), work, done=done)
