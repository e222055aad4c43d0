"""Every command of the program in one table; menus, shortcuts and the command palette are drawn from it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from casedesk.texts import N_
from casedesk.ui.page_action import ActionSpec, PageAction
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance

MENUS: Final[Mapping[str, str]] = {
    "file": N_("File"),
    "edit": N_("Edit"),
    "case": N_("Case"),
    "plan": N_("Lesson plan"),
    "view": N_("View"),
    "help": N_("Help"),
}
"""The menus from left to right: id to title."""


_shows = partial(ActionSpec, writes=False)
LIBRARY = frozenset({"library"})
READABLE = frozenset({"library", "reading"})
LESSONS = frozenset({"lessons"})
IMPORT = frozenset({"import"})
HANDOUTS = frozenset({"handouts"})
_JOINING, _GOING, _NAMES = N_("Split and merge"), N_("Go to"), N_("Names and private data")
_PAPER = N_("Handout on the screen")

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("file.import", N_("Import files…"), "Ctrl+I", "ph.archive-tray", "file"),
    ActionSpec("file.import_folder", N_("Import a folder…"), "Ctrl+Shift+I", "ph.folder", "file"),
    ActionSpec("file.paste", N_("Paste text as cases"), "Ctrl+Shift+V", "ph.clipboard-text", "file"),
    _shows("file.export", N_("Export as Word, Excel or Markdown…"), "", "ph.export", "file", 1),
    _shows("file.pack", N_("Export as case pack…"), "", "ph.package", "file", 1),
    ActionSpec("file.handout_back", N_("Read an edited handout back…"), "", "ph.file-arrow-up", "file", 1),
    ActionSpec("file.send", N_("Send to the exchange folder"), "", "ph.upload-simple", "file", 2),
    ActionSpec("file.fetch", N_("Fetch newer from the exchange folder"), "", "ph.download-simple", "file", 2),
    _shows("file.exchange", N_("Exchange folder…"), "", "ph.arrows-left-right", "file", 2),
    ActionSpec("file.backup", N_("Back up now"), "Ctrl+Shift+B", "ph.hard-drives", "file", 3),
    _shows("file.save_copy", N_("Save a copy as one file…"), "", "ph.floppy-disk", "file", 3),
    ActionSpec("file.restore", N_("Backups and restore…"), "", "ph.clock-counter-clockwise", "file", 3),
    _shows("file.check", N_("Check the library…"), "", "ph.shield-check", "file", 3),
    _shows("file.settings", N_("Settings"), "Ctrl+,", "ph.gear-six", "file", 4),
    _shows("file.quit", N_("Quit"), "Ctrl+Q", "ph.sign-out", "file", 5),
    ActionSpec("edit.undo", N_("Undo"), "Ctrl+Z", "ph.arrow-counter-clockwise", "edit", is_repeating=True),
    ActionSpec("edit.redo", N_("Redo"), "Ctrl+Shift+Z; Ctrl+Y", "ph.arrow-clockwise", "edit", is_repeating=True),
    _shows("edit.find", N_("Find"), "Ctrl+F", "ph.magnifying-glass", "edit", 1),
    _shows("edit.find_next", N_("Next hit"), "F3", "ph.caret-down", "edit", 1, LIBRARY, is_repeating=True),
    _shows("edit.find_previous", N_("Previous hit"), "Shift+F3", "ph.caret-up", "edit", 1, LIBRARY, is_repeating=True),
    ActionSpec("edit.replace", N_("Find and replace…"), "Ctrl+H", "ph.swap", "edit", 2),
    ActionSpec("edit.change_values", N_("Change values in many cases…"), "Ctrl+Shift+E", "ph.pencil-line", "edit", 2),
    ActionSpec("case.new", N_("New case"), "Ctrl+N", "ph.plus", "case"),
    ActionSpec("case.new_from_clipboard", N_("New case from the clipboard"), "Ctrl+Alt+N", "ph.clipboard-text", "case"),
    ActionSpec("case.duplicate", N_("Duplicate case"), "Ctrl+D", "ph.copy", "case", 0, LIBRARY),
    ActionSpec("case.rename", N_("Rename case"), "F2", "ph.pencil-line", "case", 0, LIBRARY),
    _shows("case.basket", N_("Put into the basket"), "B", "ph.shopping-bag-open", "case", 1, LIBRARY),
    ActionSpec("case.reviewed", N_("Mark as reviewed"), "Ctrl+R", "ph.check-circle", "case", 1, LIBRARY),
    ActionSpec("case.bulk_edit", N_("Change several cases…"), "Ctrl+E", "ph.pencil-line", "case", 2, LIBRARY),
    _shows("case.handouts", N_("Handouts of these cases…"), "Ctrl+P", "ph.printer", "case", 2, LIBRARY),
    _shows("case.export", N_("Export these cases as files…"), "", "ph.export", "case", 2, LIBRARY),
    _shows("case.pack", N_("Export these cases as a pack…"), "", "ph.package", "case", 2, LIBRARY),
    ActionSpec("case.merge", N_("Compare and merge…"), "Ctrl+M", "ph.git-merge", "case", 3, LIBRARY, under=_JOINING),
    ActionSpec(
        "case.split", N_("Split case at the cursor"), "Ctrl+Alt+S", "ph.scissors", "case", 3, LIBRARY, under=_JOINING
    ),
    ActionSpec(
        "case.join",
        N_("Join with the next case"),
        "Ctrl+Alt+J",
        "ph.arrows-in-line-vertical",
        "case",
        3,
        LIBRARY,
        under=_JOINING,
    ),
    ActionSpec(
        "case.take_apart", N_("Take the last merge apart"), "", "ph.git-fork", "case", 3, LIBRARY, under=_JOINING
    ),
    ActionSpec(
        "case.next_gap",
        N_("Next thing missing"),
        "F8",
        "ph.warning",
        "case",
        3,
        LIBRARY,
        is_repeating=True,
        under=_GOING,
    ),
    ActionSpec(
        "case.fix_next", N_("Fix the next case"), "Shift+F8", "ph.first-aid-kit", "case", 3, LIBRARY, under=_GOING
    ),
    _shows(
        "case.next",
        N_("Next case"),
        "Ctrl+PgDown",
        "ph.caret-down",
        "case",
        3,
        LIBRARY,
        is_repeating=True,
        under=_GOING,
    ),
    _shows(
        "case.previous",
        N_("Previous case"),
        "Ctrl+PgUp",
        "ph.caret-up",
        "case",
        3,
        LIBRARY,
        is_repeating=True,
        under=_GOING,
    ),
    ActionSpec(
        "case.stand_in", N_("Stand-in for this name…"), "Ctrl+Alt+D", "ph.face-mask", "case", 3, LIBRARY, under=_NAMES
    ),
    ActionSpec(
        "case.find_names", N_("Find names in this case…"), "Ctrl+Alt+G", "ph.users", "case", 3, LIBRARY, under=_NAMES
    ),
    _shows(
        "case.stand_ins_shown",
        N_("Read with stand-ins"),
        "Ctrl+Alt+M",
        "ph.face-mask",
        "case",
        3,
        LIBRARY,
        is_checkable=True,
        under=_NAMES,
    ),
    _shows(
        "case.private",
        N_("Next thing that tells who somebody is"),
        "Ctrl+Alt+I",
        "ph.shield-warning",
        "case",
        3,
        LIBRARY,
        under=_NAMES,
    ),
    ActionSpec("case.names", N_("All stand-ins…"), "", "ph.identification-badge", "case", 3, under=_NAMES),
    _shows("case.focus", N_("Write in focus"), "Ctrl+Shift+F", "ph.corners-out", "case", 4, LIBRARY, is_checkable=True),
    _shows("case.similar", N_("Similar cases…"), "Ctrl+Shift+M", "ph.copy", "case", 4),
    _shows("case.history", N_("History of the case…"), "Ctrl+Alt+H", "ph.clock-counter-clockwise", "case", 4, LIBRARY),
    _shows("case.read", N_("Reading view"), "Ctrl+Alt+R", "ph.book-open", "case", 4, LIBRARY),
    _shows("case.project", N_("Show to the class"), "F5", "ph.projector-screen", "case", 4, READABLE),
    ActionSpec("case.two_languages", N_("Beside its translation…"), "Ctrl+Alt+L", "ph.translate", "case", 4, LIBRARY),
    ActionSpec("case.delete", N_("Move to the trash"), "Del", "ph.trash", "case", 5, LIBRARY),
    ActionSpec("plan.new", N_("New lesson plan"), "Ctrl+Shift+N", "ph.notebook", "plan"),
    ActionSpec("plan.from_basket", N_("Lesson plan from the basket"), "Ctrl+Shift+L", "ph.shopping-bag-open", "plan"),
    ActionSpec("plan.quick", N_("Class in ten minutes…"), "Ctrl+Alt+P", "ph.lightning", "plan"),
    _shows("plan.teach", N_("Teach"), "F5", "ph.play", "plan", 1, LESSONS),
    ActionSpec("plan.after_class", N_("After class…"), "", "ph.note-pencil", "plan", 1, LESSONS),
    ActionSpec(
        "plan.again", N_("Plan again with the real minutes"), "", "ph.clock-counter-clockwise", "plan", 1, LESSONS
    ),
    ActionSpec("plan.duplicate", N_("Duplicate lesson plan"), "", "ph.copy", "plan", 1, LESSONS),
    ActionSpec("plan.keep_as_template", N_("Keep as my template"), "", "ph.notebook", "plan", 1, LESSONS),
    ActionSpec("plan.ready", N_("Ready to teach"), "", "ph.check-circle", "plan", 1, LESSONS, is_checkable=True),
    ActionSpec("plan.archive", N_("Archive lesson plan"), "", "ph.archive", "plan", 1, LESSONS, is_checkable=True),
    _shows("plan.handouts", N_("Handouts…"), "Ctrl+P", "ph.printer", "plan", 2, LESSONS),
    _shows("plan.overview", N_("One-page overview…"), "Ctrl+Alt+O", "ph.file-text", "plan", 2, LESSONS),
    _shows("plan.copy", N_("Copy the plan as a table"), "Ctrl+Alt+C", "ph.copy", "plan", 2, LESSONS),
    _shows("plan.calendar", N_("Into the calendar…"), "", "ph.calendar-plus", "plan", 2, LESSONS),
    _shows("plan.pack", N_("Export plan and cases as a pack…"), "", "ph.package", "plan", 2, LESSONS),
    _shows("plan.handout_print", N_("Print the handout…"), "Ctrl+P", "ph.printer", "plan", 2, HANDOUTS, under=_PAPER),
    _shows(
        "plan.handout_open",
        N_("Open the handout in Word"),
        "Ctrl+Alt+W",
        "ph.file-text",
        "plan",
        2,
        HANDOUTS,
        under=_PAPER,
    ),
    _shows(
        "plan.handout_save_as",
        N_("Save the handout as…"),
        "Ctrl+Alt+F",
        "ph.floppy-disk",
        "plan",
        2,
        HANDOUTS,
        under=_PAPER,
    ),
    _shows(
        "plan.handout_folder",
        N_("Show the handout in its folder"),
        "",
        "ph.folder-open",
        "plan",
        2,
        HANDOUTS,
        under=_PAPER,
    ),
    _shows("plan.handout_path", N_("Copy the path of the handout"), "", "ph.copy", "plan", 2, HANDOUTS, under=_PAPER),
    _shows("plan.handout_whole_page", N_("Whole page"), "Ctrl+Alt+0", "ph.file", "plan", 2, HANDOUTS, under=_PAPER),
    _shows(
        "plan.handout_page_width",
        N_("Page width"),
        "Ctrl+Alt+1",
        "ph.arrows-out-line-horizontal",
        "plan",
        2,
        HANDOUTS,
        under=_PAPER,
    ),
    _shows(
        "plan.handout_facing",
        N_("Facing pages"),
        "Ctrl+Alt+2",
        "ph.book-open",
        "plan",
        2,
        HANDOUTS,
        is_checkable=True,
        under=_PAPER,
    ),
    ActionSpec("plan.methods", N_("Methods…"), "Ctrl+Alt+T", "ph.puzzle-piece", "plan", 3, LESSONS),
    ActionSpec("plan.keep_method", N_("Keep the block as my method"), "", "ph.bookmark-simple", "plan", 3, LESSONS),
    ActionSpec("plan.add_case", N_("Add a case to the plan…"), "Ctrl+Shift+A", "ph.chats", "plan", 3, LESSONS),
    ActionSpec("plan.add_session", N_("Add a session"), "", "ph.rows", "plan", 3, LESSONS),
    ActionSpec("plan.add_day", N_("Add a day"), "", "ph.calendar-plus", "plan", 3, LESSONS),
    ActionSpec("plan.squeeze", N_("I have only…"), "Ctrl+Alt+M", "ph.hourglass-medium", "plan", 3, LESSONS),
    ActionSpec("plan.block_up", N_("Move block up"), "Alt+Up", "ph.arrow-up", "plan", 3, LESSONS, is_repeating=True),
    ActionSpec(
        "plan.block_down", N_("Move block down"), "Alt+Down", "ph.arrow-down", "plan", 3, LESSONS, is_repeating=True
    ),
    ActionSpec("plan.block_split", N_("Split block"), "Ctrl+Alt+B", "ph.scissors", "plan", 4, LESSONS),
    ActionSpec("plan.block_duplicate", N_("Duplicate block"), "Ctrl+D", "ph.copy", "plan", 4, LESSONS),
    ActionSpec("plan.block_cut", N_("Cut blocks"), "Ctrl+X", "ph.scissors", "plan", 5, LESSONS),
    _shows("plan.block_copy", N_("Copy blocks"), "Ctrl+C", "ph.copy", "plan", 5, LESSONS),
    ActionSpec("plan.block_paste", N_("Paste blocks"), "Ctrl+V", "ph.clipboard-text", "plan", 5, LESSONS),
    ActionSpec("plan.block_remove", N_("Remove blocks"), "Del", "ph.x", "plan", 5, LESSONS),
    _shows("plan.figures", N_("What was taught over the year"), "Ctrl+Shift+Y", "ph.chart-bar", "plan", 6),
    ActionSpec("plan.delete", N_("Move lesson plan to the trash"), "", "ph.trash", "plan", 7, LESSONS),
    _shows("view.library", N_("Library"), "Ctrl+1", "ph.books", "view", choice="page"),
    ActionSpec("view.import", N_("Import"), "Ctrl+2", "ph.archive-tray", "view", choice="page"),
    _shows("view.lessons", N_("Lesson plans"), "Ctrl+3", "ph.notebook", "view", choice="page"),
    _shows("view.trash", N_("Trash"), "Ctrl+4", "ph.trash", "view", choice="page"),
    _shows("view.blocks_to_scale", N_("Blocks to scale"), "", "ph.rows", "view", 1, LESSONS, is_checkable=True),
    _shows("view.filter_panel", N_("Filter panel"), "F9", "ph.funnel-simple", "view", 1, LIBRARY, is_checkable=True),
    _shows("view.only_shown", N_("Only what is shown"), "Ctrl+Shift+O", "ph.eye", "view", 1, LIBRARY),
    _shows("view.whole_library", N_("Show the whole library"), "Ctrl+Shift+W", "ph.books", "view", 1, LIBRARY),
    _shows("view.next_panel", N_("Go to the next panel"), "F6", "ph.arrow-right", "view", 1),
    _shows("view.palette", N_("Commands"), "Ctrl+K", "ph.command", "view", 1),
    _shows("view.jobs", N_("Background jobs"), "Ctrl+J", "ph.list-bullets", "view", 1),
    _shows(
        "view.larger", N_("Larger text"), "Ctrl++; Ctrl+=", "ph.magnifying-glass-plus", "view", 2, is_repeating=True
    ),
    _shows("view.smaller", N_("Smaller text"), "Ctrl+-", "ph.magnifying-glass-minus", "view", 2, is_repeating=True),
    _shows("view.normal", N_("Normal text size"), "Ctrl+0", "ph.text-aa", "view", 2),
    _shows("view.scheme_system", N_("Light or dark as the system"), "", "ph.circle-half", "view", 3, choice="scheme"),
    _shows("view.scheme_light", N_("Light"), "", "ph.sun", "view", 3, choice="scheme"),
    _shows("view.scheme_dark", N_("Dark"), "", "ph.moon", "view", 3, choice="scheme"),
    _shows("view.language_en", "English", "", "ph.translate", "view", 3, choice="language"),
    _shows("view.language_zh_CN", "简体中文", "", "ph.translate", "view", 3, choice="language"),
    _shows("view.language_zh_TW", "繁體中文", "", "ph.translate", "view", 3, choice="language"),
    _shows("view.full_screen", N_("Full screen"), "F11", "ph.arrows-out", "view", 4, is_checkable=True),
    _shows("help.shortcuts", N_("Keyboard shortcuts"), "F1", "ph.keyboard", "help"),
    _shows("help.data", N_("Where your cases are"), "", "ph.hard-drives", "help"),
    ActionSpec("help.sample_add", N_("Put the sample cases in"), "", "ph.books", "help", 1),
    ActionSpec("help.sample_remove", N_("Remove the sample cases"), "", "ph.x", "help", 1),
    _shows("help.about", N_("About CaseDesk"), "", "ph.info", "help", 2),
)


class Actions(QObject):
    """The actions of the table, ready for menus and buttons. Pages connect `triggered` and set them enabled."""

    def __init__(self, appearance: Appearance, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._make(spec, appearance) for spec in ACTIONS}
        self._apply_shortcuts()
        settings.changed.connect(self._follow_settings)

    def action(self, action_id: str) -> QAction:
        """The action of a row; KeyError for an id that is not in the table."""
        return self._actions[action_id]

    def all(self) -> tuple[PageAction, ...]:
        """All actions in the order of the table."""
        return tuple(self._actions.values())

    def of_menu(self, menu: str) -> tuple[PageAction, ...]:
        """The actions of a menu, in order."""
        return tuple(action for action in self._actions.values() if action.spec.menu == menu)

    def show_page(self, page: str) -> None:
        """Enable what means something on this page, and nothing that belongs to others."""
        for action in self._actions.values():
            action.show_page(page)

    def conflict(self, action_id: str, keys: QKeySequence) -> PageAction | None:
        """The action that has these keys already and would be there at the same time."""
        pages = self._actions[action_id].spec.pages
        for action in self._actions.values():
            meet = not pages or not action.spec.pages or pages & action.spec.pages
            if action.spec.id != action_id and meet and keys in action.shortcuts():
                return action
        return None

    def _make(self, spec: ActionSpec, appearance: Appearance) -> PageAction:
        action = PageAction(spec, self)
        action.setObjectName(spec.id)
        action.setAutoRepeat(spec.is_repeating)
        if spec.icon:
            action.setIcon(appearance.icon(spec.icon))
            action.setIconVisibleInMenu(False)
        action.setCheckable(spec.is_checkable or bool(spec.choice))
        if spec.choice:
            self._groups.setdefault(spec.choice, QActionGroup(self)).addAction(action)
        return action

    def _follow_settings(self, name: str) -> None:
        if name == "shortcuts":
            self._apply_shortcuts()

    def _apply_shortcuts(self) -> None:
        changed = self._settings.shortcuts()
        for action in self._actions.values():
            action.setShortcuts(key_sequences(changed.get(action.spec.id, action.spec.shortcut)))


def key_sequences(text: str) -> list[QKeySequence]:
    """The key sequences of a row's portable text."""
    return [QKeySequence(part, QKeySequence.SequenceFormat.PortableText) for part in text.split("; ") if part]


def plain_text(action: QAction) -> str:
    """An action's words without the mark of its access key."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
