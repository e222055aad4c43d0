"""The other tellings of a case and what was merged into it: shown beside it, and what can be done about them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from casedesk.domain.case import Case
from casedesk.domain.families import MergeRecord
from casedesk.tasks import families
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_facts import CaseFacts, Telling
from casedesk.ui.page_action import writing
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import SectionHeading, Words


class FamilyCommands(QObject):
    """Carries out what is wished about the family of the case that is shown, and takes its merges apart."""

    def __init__(self, session: LibrarySession, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._action = actions.action("case.take_apart")
        self._action.setEnabled(False)
        self._action.triggered.connect(self._take_last_apart)
        self._merges: tuple[MergeRecord, ...] = ()

    def follow(self, facts: CaseFacts) -> None:
        """Mean the case with these facts."""
        self._merges = facts.merges
        self._action.setEnabled(bool(facts.merges))

    def make_best(self, case_id: int) -> None:
        """Show this telling first."""
        edit = families.choosing_best(self._session.library, case_id)
        self._session.apply(edit, announce=edit.text)

    def leave(self, case_id: int) -> None:
        """Take a case out of its family."""
        edit = families.leaving(self._session.library, case_id)
        self._session.apply(edit, announce=edit.text)

    def take_apart(self, merge_id: int) -> None:
        """Make two cases of a merged one again."""
        apart = families.taking_apart(self._session.library, merge_id)
        words = apart.edit.text
        if not apart.is_whole:
            words = tr("{done}. What was written since into the same words stays in the case that was kept.").format(
                done=words
            )
        self._session.apply(apart.edit, announce=words)

    def _take_last_apart(self) -> None:
        if self._merges:
            self.take_apart(self._merges[-1].id)


class FamilyBox(QWidget):
    """The part of the inspector about tellings, the translation and merges; gone where there are none."""

    case_requested = Signal(int)
    best_requested = Signal(int)
    leave_requested = Signal(int)
    apart_requested = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(4)
        self._parts: list[QWidget] = []
        self._shown: object = None

    def show_facts(self, case: Case, facts: CaseFacts) -> None:
        """Show the family and the merges of a case."""
        shown = (case.id, facts.family, facts.best_id, facts.translation, tuple(merge.id for merge in facts.merges))
        if shown == self._shown:
            return
        self._shown = shown
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if facts.family:
            self._show_family(case, facts)
        if facts.translation:
            self._add(SectionHeading(self._appearance, tr("In another language"), self))
            self._add_link(facts.translation.title.replace("&", "&&"), facts.translation.case_id)
        if facts.merges:
            self._add(SectionHeading(self._appearance, tr("Merged into this case"), self))
            for merge in facts.merges:
                self._add_row(merge_words(merge), tr("Take apart again"), self.apart_requested, merge.id)
        self.setVisible(bool(self._parts))

    def _show_family(self, case: Case, facts: CaseFacts) -> None:
        self._add(SectionHeading(self._appearance, family_words(facts), self))
        for telling in facts.family:
            self._add_link(telling_words(telling, facts), telling.case_id)
        best = tr("The best telling") if facts.best_id == case.id else ""
        if best:
            self._add_row(best, tr("Take out of the family"), self.leave_requested, case.id)
        else:
            self._add_row("", tr("Make this the best telling"), self.best_requested, case.id)
            self._add_row("", tr("Take out of the family"), self.leave_requested, case.id)

    def _add_link(self, words: str, case_id: int) -> None:
        link = LinkButton(words, self)
        link.clicked.connect(_emitter(self.case_requested, case_id))
        self._add(link, at_left=True)

    def _add_row(self, words: str, link_words: str, signal: SignalInstance, id_: int) -> None:
        row = QWidget(self)
        link = LinkButton(link_words, row)
        link.setFont(self._appearance.font("meta"))
        link.clicked.connect(_emitter(signal, id_))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if words:
            line.addWidget(Words(self._appearance, words, kind="meta", tone="ink2", wraps=True, parent=row), 1)
        line.addWidget(link)
        if not words:
            line.addStretch(1)
        self._add(row)

    def _add(self, part: QWidget, *, at_left: bool = False) -> None:
        if at_left:
            self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._column.addWidget(part)
        part.show()
        self._parts.append(part)


def family_menu(case_id: int, facts: CaseFacts, box: FamilyBox, parent: QWidget) -> QMenu:
    """The same as a menu: the other tellings to open, and what can be done."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for telling in facts.family:
        menu.addAction(telling_words(telling, facts)).triggered.connect(_emitter(box.case_requested, telling.case_id))
    menu.addSeparator()
    if facts.best_id != case_id:
        writing(menu.addAction(tr("Make this the best telling"))).triggered.connect(
            _emitter(box.best_requested, case_id)
        )
    writing(menu.addAction(tr("Take out of the family"))).triggered.connect(_emitter(box.leave_requested, case_id))
    return menu


def family_words(facts: CaseFacts) -> str:
    """How many tellings there are of a story, this one among them."""
    n = len(facts.family) + 1
    return tr_n("{n} telling of one story", "{n} tellings of one story", n).format(n=n)


def telling_words(telling: Telling, facts: CaseFacts) -> str:
    """The title of another telling, and whether it is the best."""
    title = telling.title.replace("&", "&&")
    return tr("{title} (best telling)").format(title=title) if telling.case_id == facts.best_id else title


def merge_words(merge: MergeRecord) -> str:
    """What was merged, and when."""
    day = dates.moment_of(merge.merged) if merge.merged else ""
    return tr("“{title}”, {day}").format(title=merge.other.title, day=day)


def _emitter(signal: SignalInstance, value: int) -> Callable[[], None]:
    return lambda: signal.emit(value)
