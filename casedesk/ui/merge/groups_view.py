"""The list of groups with its filter, and what stands in its place while there is none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from casedesk.domain.draft import LikenessKind
from casedesk.tasks.duplicate_groups import Group
from casedesk.tasks.told_apart import ToldApart
from casedesk.texts import tr, tr_n
from casedesk.ui.merge.apart_list import ApartList
from casedesk.ui.merge.group_book import GroupBook
from casedesk.ui.merge.group_list import GroupList
from casedesk.ui.merge.merge_words import kind_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.empty_state import EmptyState
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule
from casedesk.ui.widgets.two_sides import TwoSides

_ALL, _FAMILIES, _APART = "all", "families", "apart"
_KINDS = (_ALL, *LikenessKind, _FAMILIES, _APART)


class GroupsView(QWidget):
    """Shows a book of groups. Looking for them and what is done with them is the page's."""

    group_opened = Signal(object)
    whole_requested = Signal()
    """All groups of the same text shall be merged at once."""
    look_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._book = GroupBook()
        self._wanted: str = _ALL
        self.list = GroupList(appearance, self)
        self.apart = ApartList(appearance, self)
        self.buttons = {kind: self._filter_button(kind) for kind in _KINDS}
        self.whole = LinkButton(tr("Merge all with the same text…"), self)
        self.take_back = LinkButton(tr("May be duplicates after all"), self)
        self._again = LinkButton(tr("Look again"), self)
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._progress = QProgressBar(self)
        self._doing = Words(appearance, tr("Comparing stories"), tone="ink2", wraps=True, parent=self)
        self.cancel = Button(tr("Cancel"), parent=self)
        self.empty = EmptyState(
            appearance, tr("No two cases tell the same story"), tr("Every case in the library is told once."), self,
            icon="ph.copy",
        )  # fmt: skip
        self.retry = self.empty.add_button(tr("Look again"))
        self.apart_door = self.empty.add_button("")
        self._lists = QStackedWidget(self)
        self._stack = QStackedWidget(self)
        self._listed = self._list_page()
        self._busy = self._busy_page()
        for page in (self._listed, self._busy, self.empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.opened.connect(self.group_opened)
        self._again.clicked.connect(self.look_requested)
        self.retry.clicked.connect(self.look_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.whole.clicked.connect(self.whole_requested)
        self.take_back.clicked.connect(self.apart.take_back)
        self.apart.chosen.connect(self._follow_chosen)
        self.apart_door.clicked.connect(self._show_apart_alone)
        self.setFocusProxy(self.list)

    @property
    def listed(self) -> tuple[Group, ...]:
        """The groups that the filter lets through."""
        if self._wanted == _FAMILIES:
            return self._book.families
        if self._wanted == _APART:
            return ()
        return self._book.of_kind(None if self._wanted == _ALL else LikenessKind(self._wanted))

    def show_book(self, book: GroupBook) -> None:
        """List what is open in a book."""
        self._book = book
        if not self.listed and not self._shows_apart:
            self._wanted = _FAMILIES if book.families and not book.open_groups else _ALL
        self._fill()
        has_any = bool(book.open_groups or book.families)
        if has_any or self._shows_apart:
            self._show_part(self._listed)
        elif self._stack.currentWidget() is not self._busy or book.groups:
            self._say_empty()

    def show_apart(self, pairs: Sequence[ToldApart]) -> None:
        """List the pairs that are no duplicates, behind a filter of their own."""
        self.apart.show_pairs(pairs)
        n = len(pairs)
        self.apart_door.setText(tr_n("Told apart: {n} pair", "Told apart: {n} pairs", n).format(n=f"{n:,}"))
        self.apart_door.setVisible(n > 0)

    @property
    def _shows_apart(self) -> bool:
        return self._wanted == _APART and bool(self.apart.pairs)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Say how far the comparing is; a list that is there stays."""
        if text:
            self._doing.setText(text)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        if not self._book.groups:
            self._show_part(self._busy)

    def show_none(self, book: GroupBook) -> None:
        """Say that nothing was found; `book` is the empty one."""
        self._book = book
        self._say_empty()

    def show_cancelled(self) -> None:
        """Say that nobody knows, because the comparing was stopped."""
        if not self._book.groups:
            self.empty.set_words(
                tr("The comparing was stopped"), tr("Nothing has been changed. It can be begun again at any time.")
            )
            self._show_part(self.empty)

    def show_failed(self, sentence: str) -> None:
        """Say why nothing can be shown."""
        self.empty.set_words(tr("The cases could not be compared"), sentence)
        self._show_part(self.empty)

    def _show_part(self, part: QWidget) -> None:
        """Show the lists, how far the comparing is, or words; the focus goes to what can be done there."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        doors = {self._busy: self.cancel, self.empty: self.retry}
        self._stack.setCurrentWidget(part)
        self.setFocusProxy(doors.get(part, self.apart if self._shows_apart else self.list))
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_empty(self) -> None:
        self.empty.set_words(tr("No two cases tell the same story"), tr("Every case in the library is told once."))
        self._show_part(self.empty)

    def _fill(self) -> None:
        counts = {kind: len(self._book.of_kind(LikenessKind(kind))) for kind in LikenessKind}
        numbers = {_ALL: len(self._book.open_groups), **counts, _FAMILIES: len(self._book.families)}
        numbers[_APART] = len(self.apart.pairs)
        for kind, button in self.buttons.items():
            n = numbers[kind]
            button.setText(f"{_filter_name(kind)}  {n:,}")
            button.setVisible(n > 0 or kind == _ALL)
            button.setChecked(kind == self._wanted)
        self.list.show_groups(self.listed)
        n = len(self.apart.pairs if self._shows_apart else self.listed)
        words = tr_n("{n} pair", "{n} pairs", n) if self._shows_apart else tr_n("{n} group", "{n} groups", n)
        self._count.setText(words.format(n=f"{n:,}"))
        listed = self.apart if self._shows_apart else self.list
        self._lists.setCurrentWidget(listed)
        if self._stack.currentWidget() is self._listed:
            self.setFocusProxy(listed)
        self.whole.setVisible(self._wanted in (_ALL, LikenessKind.EXACT) and counts[LikenessKind.EXACT] > 0)
        self.take_back.setVisible(self._shows_apart)

    def _choose(self, kind: str) -> None:
        self._wanted = kind
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter_button(self, kind: str) -> Button:
        button = Button(_filter_name(kind), parent=self)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._choose(kind))
        return button

    def _follow_chosen(self) -> None:
        self.take_back.setEnabled(bool(self.apart.selected))

    def _show_apart_alone(self) -> None:
        """From the words that there is nothing to merge to the pairs about which that was said."""
        self._wanted = _APART
        self.show_book(self._book)
        self.apart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_page(self) -> QWidget:
        page = QWidget(self)
        links = (self._count, self.whole, self.take_back, self._again)
        head = QHBoxLayout()
        head.setContentsMargins(24, 4, 24, 12)
        head.addWidget(TwoSides(tuple(self.buttons.values()), links, page))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule(page))
        column.addWidget(self._lists, 1)
        for each in (self.list, self.apart):
            self._lists.addWidget(each)
        return page

    def _busy_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Words(self._appearance, tr("Looking for similar cases"), kind="title", parent=page))
        column.addWidget(self._doing)
        self._progress.setMaximumWidth(420)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Looking for similar cases"))
        column.addWidget(self._progress)
        column.addWidget(self.cancel)
        column.addStretch(3)
        return page


def _filter_name(kind: str) -> str:
    if kind == _ALL:
        return tr("All")
    if kind == _APART:
        return tr("Told apart")
    return tr("Families") if kind == _FAMILIES else kind_name(LikenessKind(kind))
