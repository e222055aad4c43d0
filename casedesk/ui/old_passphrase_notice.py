"""The strip about copies that have not followed a change of the passphrase: a stick was not there at the time."""

from collections.abc import Callable
from pathlib import Path

from casedesk.tasks.passphrases import bring_up, copies_of_before, is_locked, is_protected, remove_copies
from casedesk.texts import tr, tr_n
from casedesk.ui.jobs import Progress
from casedesk.ui.main_window import MainWindow
from casedesk.ui.messages import ask_before_loss
from casedesk.ui.widgets.notice_strip import NoticeStrip


class OldPassphraseNotice(NoticeStrip):
    """Brings them under the present passphrase, or removes them when asked. Once put away it waits for others."""

    def __init__(self, window: MainWindow, is_unlocked: Callable[[Path], bool]) -> None:
        answers = (
            (tr("Bring them up to date"), self._bring_up),
            (tr("Remove them…"), self._remove),
            (tr("Not now"), self.hide),
        )
        super().__init__(window.appearance, window, icon="ph.lock-simple", answers=answers)
        self._window = window
        self._is_unlocked = is_unlocked
        self._path = window.session.library.path
        self._files: tuple[Path, ...] = ()

    def look(self) -> None:
        """See beside the window whether there are such copies within reach."""
        path = self._path
        self._window.jobs.draw(lambda: copies_of_before(path), self._show)

    def _show(self, files: tuple[Path, ...]) -> None:
        if files == self._files:
            return
        self._files = files
        folders = tr(", ").join(dict.fromkeys(str(file.parent) for file in files))
        n = len(files)
        if is_protected(self._path):
            words = tr_n(
                "{n} file of older backups is not under the present passphrase, in {folders}.",
                "{n} files of older backups are not under the present passphrase, in {folders}.",
                n,
            )
        else:
            words = tr_n(
                "{n} file of older backups still has the passphrase of before, in {folders}.",
                "{n} files of older backups still have the passphrase of before, in {folders}.",
                n,
            )
        self.say(words.format(n=n, folders=folders) if files else "")

    def _bring_up(self) -> None:
        if not all(self._is_unlocked(file) for file in self._files if is_locked(file)):
            self.show()
            return
        path, files = self._path, self._files

        def work(_progress: Progress) -> tuple[Path, ...]:
            return bring_up(path, files)

        self._window.jobs.start(tr("Bring backups under the present passphrase"), work, done=self._tell)

    def _tell(self, left: tuple[Path, ...]) -> None:
        self._files = left
        names = tr(", ").join(tr("“{title}”").format(title=file.name) for file in left)
        done = tr("All backups are under the present passphrase.")
        if not is_protected(self._path):
            done = tr("All backups can be read without a passphrase.")
        self._window.toast.say(
            tr("Done, but for copies that could not be written: {names}.").format(names=names) if left else done
        )

    def _remove(self) -> None:
        n = len(self._files)
        question = tr_n("Remove {n} file of older backups?", "Remove {n} files of older backups?", n).format(n=n)
        explanation = tr("They cannot be brought back. The library and its other backups stay as they are.")
        if not ask_before_loss(self, question, explanation, act=tr("Remove")):
            self.show()
            return
        path, files = self._path, self._files

        def work(_progress: Progress) -> None:
            remove_copies(path, files)

        self._window.jobs.start(tr("Remove older backups"), work, done=self._forget)

    def _forget(self, _done: None) -> None:
        self._files = ()
