"""Where the cases are, when they are copied and how to get them back: the help page, with what it speaks of at hand."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from casedesk.log import log_file
from casedesk.tasks.backup_drill import last_drill
from casedesk.tasks.backup_places import folder_of, places
from casedesk.tasks.backups import backups_of
from casedesk.tasks.exchange_place import exchange_place
from casedesk.texts import tr
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.backup_words import drill_words, when_made
from casedesk.ui.settings_page.rows import Section, SettingRow
from casedesk.ui.settings_page.safety_section import show_folder
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words


class DataSection(Section):
    """Paths are those of this computer; whatever can be done about a sentence stands beside it."""

    backup_requested = Signal()
    safety_requested = Signal()
    """Show the backups."""
    trash_requested = Signal()
    check_requested = Signal()
    exchange_requested = Signal()
    """Show the exchange folder."""

    def __init__(self, appearance: Appearance, settings: Settings, library: Path) -> None:
        super().__init__(appearance, settings, tr("Where your cases are"))
        self._library = library
        self._add_places()
        self._add_times()
        self._add_ways_back()
        self.refresh()

    def refresh(self) -> None:
        """Say what is true now."""
        folder, second = folder_of(self._library), places().second
        self._backups.say(str(folder))
        self._exchange.say(_exchange_words())
        self._second.say(second or tr("None yet. A stick or another disk outlasts this computer"))
        newest = next(iter(backups_of(self._library)), None)
        none = tr("There is none yet")
        self._newest.say(tr("The last one is of {when}").format(when=when_made(newest.made)) if newest else none)
        self._drill.say(drill_words(last_drill(self._library)))

    def _add_places(self) -> None:
        self._add_heading(
            tr("Where they are"),
            tr(
                "All your cases and plans are in one file on this computer, with their pictures and the originals "
                "they came from. There is no account and no network: nothing leaves this computer unless you send it."
            ),
        )
        library, log = self._library, log_file().parent
        self._add_place(tr("Library"), str(library), lambda: library.parent)
        self._backups = self._add_place(tr("Backups"), "", lambda: folder_of(library))
        self._second = self._add_act(tr("Second folder"), tr("Choose…"), self.safety_requested.emit)
        self._exchange = self._add_act(tr("Your other computers"), tr("Exchange folder…"), self.exchange_requested.emit)
        self._add_place(tr("Log"), tr("{path}; no text of your cases is in it").format(path=log), lambda: log)

    def _add_times(self) -> None:
        self._add_heading(
            tr("When they are copied"),
            tr(
                "What is shown as saved is on the disk. A backup is made by itself after every half hour of work, "
                "when you close the window, and before imports, merges, large changes, upgrades and deleting for "
                "good; never when nothing has changed. Pictures and originals lie once beside all backups. Each one "
                "is opened and proved before an older one may go. All of the last two days stay, then one a day, "
                "one a week, one a month. Those that you make yourself always stay. Once a day all cases and plans "
                "are written beside them as a case pack too, which can be read without CaseDesk."
            ),
        )
        self._newest = self._add_act(tr("Backup"), tr("Back up now"), self.backup_requested.emit)
        self._drill = self._add_act(tr("Drill"), tr("Show the backups"), self.safety_requested.emit)

    def _add_ways_back(self) -> None:
        self._add_heading(tr("How to get them back"), "")
        self._add_act(
            tr("Something was thrown away"),
            tr("Open the trash"),
            self.trash_requested.emit,
            tr("It lies in the trash until you empty it. The last steps can be undone with Ctrl+Z"),
        )
        show = tr("Show the backups")
        self._add_act(
            tr("A case or a plan was spoilt"),
            show,
            self.safety_requested.emit,
            tr(
                "Every case has its history, in its menu. “Compare…” beside a backup shows what differs, side by side, "
                "and brings back what you choose"
            ),
        )
        self._add_act(
            tr("Something looks wrong"),
            tr("Check the library"),
            self.check_requested.emit,
            tr("The check reads all of the file, tells what is wrong in plain words and mends it, after a copy"),
        )
        self._add_act(
            tr("The library is damaged or gone"),
            show,
            self.safety_requested.emit,
            tr("“Restore…” beside a backup. The library as it is now is set aside first, and offered back"),
        )
        self._add_act(
            tr("The computer is gone"),
            show,
            self.safety_requested.emit,
            tr(
                "Install CaseDesk on the new one and choose “Restore from another file…”: the newest backup on your "
                "stick, with its pictures and originals beside it. To move, take “Save a copy as one file…” in the "
                "File menu"
            ),
        )

    def _add_heading(self, words: str, sentence: str) -> None:
        self.add(Words(self.appearance, words, kind="ui_medium", wraps=True))
        if sentence:
            text = Words(self.appearance, sentence, wraps=True)
            text.setContentsMargins(0, 4, 0, 4)
            self.add(text)

    def _add_place(self, name: str, path: str, folder: Callable[[], Path]) -> SettingRow:
        link = LinkButton(tr("Show in the folder"))
        link.setAccessibleName(tr("Show “{name}” in the folder").format(name=name))
        link.clicked.connect(lambda: show_folder(_nearest(folder())))
        return self.add_row(name, path, link)

    def _add_act(self, name: str, words: str, act: Callable[[], object], sentence: str = "") -> SettingRow:
        button = Button(words)
        button.setAccessibleName(tr("{name}: {act}").format(name=name, act=words))
        button.clicked.connect(act)
        return self.add_row(name, sentence, button)


def _exchange_words() -> str:
    about = tr(
        "Office and notebook stay in step through a folder of your cloud service, or a stick: one sends, the other "
        "fetches and sees side by side what is newer"
    )
    folder = exchange_place().folder
    return tr("{about}. It is {folder}").format(about=about, folder=folder) if folder else about


def _nearest(folder: Path) -> Path:
    """The folder, or the one that it will be made in."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), folder)
