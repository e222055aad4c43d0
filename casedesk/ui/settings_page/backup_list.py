"""The copies of the library: what is in each, what has happened since, and the ways back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.errors import CaseDeskError
from casedesk.storage.backup_differences import Differences, differences
from casedesk.tasks.backups import Backup
from casedesk.texts import tr
from casedesk.ui.jobs import Jobs
from casedesk.ui.settings_page.backup_words import contents_words, reason_words, since_words, size_words, when_made
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words

_FIRST = 8
"""So many are shown before somebody asks for all."""


class BackupList(QWidget):
    """What differs is looked up beside the window, one copy after the other."""

    restore_requested = Signal(object)
    """A Backup to go back to."""
    compare_requested = Signal(object)
    """A Backup out of which something may be taken."""

    def __init__(self, appearance: Appearance, jobs: Jobs, library: Path) -> None:
        super().__init__()
        self._appearance = appearance
        self._jobs = jobs
        self._library = library
        self._backups: tuple[Backup, ...] = ()
        self._found: dict[Path, Differences] = {}
        self._round = 0
        self.rows: list[BackupRow] = []
        self._is_whole = False
        self._nothing = Words(appearance, tr("No copy yet."), kind="meta", tone="ink2")
        self.all_button = LinkButton(tr("Show all"))
        self.all_button.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.all_button)
        self.setAccessibleName(tr("Backups"))

    def show_backups(self, backups: tuple[Backup, ...]) -> None:
        """Show these, newest first."""
        self._backups = backups
        self._round += 1
        for row in self.rows:
            row.hide()
            row.deleteLater()
        shown = backups if self._is_whole else backups[:_FIRST]
        self.rows = [BackupRow(self._appearance, backup, self) for backup in shown]
        for at, row in enumerate(self.rows):
            row.restore.clicked.connect(partial(self.restore_requested.emit, row.backup))
            row.compare.clicked.connect(partial(self.compare_requested.emit, row.backup))
            self._column.insertWidget(at, row)
        self._nothing.setVisible(not backups)
        self.all_button.setVisible(len(shown) < len(backups))
        self._look_into(0, self._round)

    def differences_of(self, backup: Backup) -> Differences | None:
        """What is known of a copy by now."""
        return self._found.get(backup.path)

    def _show_all(self) -> None:
        self._is_whole = True
        self.show_backups(self._backups)

    def _look_into(self, at: int, this_round: int) -> None:
        if this_round != self._round or at >= len(self.rows):
            return
        library, row = self._library, self.rows[at]

        def look() -> Differences | str:
            try:
                return differences(row.backup.path, library)
            except CaseDeskError as error:
                return str(error)

        def show(found: Differences | str) -> None:
            if this_round != self._round:
                return
            if isinstance(found, Differences):
                self._found[row.backup.path] = found
            row.show_differences(found)
            self._look_into(at + 1, this_round)

        self._jobs.draw(look, show)


class BackupRow(QWidget):
    """One copy in two lines."""

    def __init__(self, appearance: Appearance, backup: Backup, parent: QWidget) -> None:
        super().__init__(parent)
        self.backup = backup
        when = when_made(backup.made)
        facts = tr("{reason} · {size}").format(reason=reason_words(backup.reason), size=size_words(backup.size))
        self.contents = Words(appearance, " ", kind="meta", tone="ink2", wraps=True)
        self.compare = LinkButton(tr("Compare…"), self)
        self.compare.setAccessibleName(tr("Compare with the copy of {when}").format(when=when))
        self.restore = LinkButton(tr("Restore…"), self)
        self.restore.setAccessibleName(tr("Restore the copy of {when}").format(when=when))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Words(appearance, when))
        head.addWidget(Words(appearance, facts, kind="meta", tone="ink2", wraps=True), 1)
        head.addWidget(self.compare)
        head.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.contents)

    def show_differences(self, found: Differences | str) -> None:
        """Say what is in it and what differs, or why it cannot be read."""
        if isinstance(found, str):
            self.contents.setText(found)
            self.contents.set_tone("bad")
            return
        words = tr("{contents}; {since}").format(contents=contents_words(found), since=since_words(found))
        self.contents.setText(words)
        self.compare.setEnabled(bool(found.changed or found.gone or found.plans_changed or found.plans_gone))
