"""Names in the case that is open: giving them stand-ins, finding them, and reading the case with stand-ins."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.changes import Changes
from casedesk.domain.library import Pseudonym
from casedesk.domain.pseudonyms import find_names
from casedesk.domain.stand_ins import kind_of, names_in, offers
from casedesk.tasks import pseudonyms
from casedesk.tasks.name_rules import name_rules
from casedesk.texts import tr, tr_n
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_hits import HitField, fields_of
from casedesk.ui.editor.case_paper import whole_paper
from casedesk.ui.editor.found_names import FoundNamesPanel
from casedesk.ui.editor.paper_view import PaperView
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.editor.stand_in_panel import StandInPanel
from casedesk.ui.editor.text_places import python_place
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

_LONGEST_NAME = 40


class CaseNames(QWidget):
    """Shows the case with stand-ins in the place of the page, and serves the commands for names.

    Stand-ins are the library's: they are put in where a case is printed or shown, and never into its text.
    """

    shown = Signal(bool)
    """The case is read with stand-ins now, or is written again."""
    counted = Signal(int)
    """How many stand-ins the library has."""

    def __init__(
        self,
        session: LibrarySession,
        editing: CaseEditing,
        column: CaseColumn,
        *,
        actions: Actions,
        appearance: Appearance,
        settings: Settings,
        pictures: Pictures,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._view = parent
        self._session = session
        self._editing = editing
        self._column = column
        self._appearance = appearance
        self._settings = settings
        self._switch = actions.action("case.stand_ins_shown")
        self.paper = PaperView(appearance, pictures, self)
        self.paper.setAccessibleName(tr("Case with stand-ins"))
        self._band = QWidget(self)
        set_surface(self._band, "side", edge="bottom")
        self._words = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self._band)
        self.back = LinkButton(tr("Write again"), self._band)
        self.back.setFont(appearance.font("meta"))
        self.back.clicked.connect(self.leave)
        self._lay_out()
        self._switch.toggled.connect(self._toggle)
        actions.action("case.stand_in").triggered.connect(self.mark)
        actions.action("case.find_names").triggered.connect(self.find_names)
        session.changed.connect(self._follow)
        self.hide()

    def follow(self) -> None:
        """Mean the case that is open now."""
        if not self.isHidden():
            self._read(from_top=True)

    def leave(self) -> None:
        """Let the case be written again."""
        self._switch.setChecked(False)

    def read_again(self) -> None:
        """Show what has become of the case meanwhile."""
        if not self.isHidden():
            self._read(from_top=False)

    def mark(self) -> None:
        """Let a stand-in be chosen for the name that is selected, or in which the caret stands."""
        field = self._field()
        name = _name_at(field, self._session.library.pseudonyms.all()) if field is not None else ""
        if field is None or not name:
            self._session.refused.emit(tr("Select the name that shall have a stand-in."))
            return
        caret = field.cursorRect().bottomLeft()
        self.open_panel(name, field, field.viewport().mapToGlobal(caret + QPoint(0, 4)))

    def open_panel(self, name: str, owner: QWidget, at: QPoint, *, offered: tuple[str, ...] = ()) -> StandInPanel:
        """Let the stand-in of a name, or of a number, be chosen; `offered` come before those that are made."""
        library = self._session.library
        item = pseudonyms.of_name(library, name) or Pseudonym(real=name)
        rules = name_rules()
        made = offered or offers(name, kind_of(name, rules), pseudonyms.taken_words(library), rules)
        panel = StandInPanel(
            self._appearance,
            item,
            library.pseudonyms.all(),
            made,
            keep=lambda real, stand_in: self._keep({real: stand_in}),
            remove=self._remove,
            owner=owner,
        )
        panel.show_at(at)
        return panel

    def find_names(self) -> FoundNamesPanel | None:
        """Offer what looks like a name in the case and has no stand-in yet."""
        if not self._editing.is_open:
            return None
        self._editing.flush()
        found = pseudonyms.suggested(self._session.library, [field.plain() for field in fields_of(self._column)])
        if not found:
            self._session.refused.emit(tr("Nothing in this case looks like a name without a stand-in."))
            return None
        owner = self._field() or self._column.title
        panel = FoundNamesPanel(self._appearance, found, keep=self._keep, owner=owner)
        panel.adjustSize()
        aside = max(0, (self._view.width() - panel.width()) // 2)
        panel.show_at(self._view.mapToGlobal(QPoint(aside, 56)))
        return panel

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._band)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addWidget(self.paper, 1)
        self.setFocusProxy(self.paper)

    def _field(self) -> HitField | None:
        now = QApplication.focusWidget()
        return next((field for field in fields_of(self._column) if field is now), None)

    def _keep(self, stand_ins: Mapping[str, str]) -> None:
        edit = pseudonyms.keeping(self._session.library, stand_ins)
        self._session.apply(edit, announce=edit.text)

    def _remove(self, item: Pseudonym) -> None:
        edit = pseudonyms.removing(item)
        self._session.apply(edit, announce=edit.text)

    def _toggle(self, on: bool) -> None:
        if on and self._editing.is_open:
            self._editing.flush()
            self._read(from_top=True)
        had_focus = self.paper.hasFocus() or self.back.hasFocus()
        self.setVisible(on)
        self.shown.emit(on)
        if on:
            self.paper.setFocus()
        elif had_focus:
            self._column.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if changes.ids(Pseudonym):
            self.counted.emit(len(self._session.library.pseudonyms.all()))
            self.read_again()

    def _read(self, *, from_top: bool) -> None:
        if not self._editing.is_open:
            return
        names = self._session.library.pseudonyms.all()
        paper = whole_paper(self._editing.case)
        self.paper.set_size(100, measure=self._settings.measure)
        self.paper.show_paper(paper, stand_ins=names, from_top=from_top)
        texts = [field.plain() for field in fields_of(self._column)]
        n = len({hit.pseudonym.id for text in texts for hit in find_names(text, names)})
        words = tr_n(
            "As it is read on paper: {n} name has a stand-in here. The text stays as it is.",
            "As it is read on paper: {n} names have stand-ins here. The text stays as it is.",
            n,
        )
        self._words.setText(words.format(n=n) if n else tr("No name in this case has a stand-in."))


def _name_at(field: HitField, known: tuple[Pseudonym, ...]) -> str:
    """What is selected, as long as it can be a name; else the name around the caret."""
    cursor: QTextCursor = field.textCursor()
    selected = " ".join(cursor.selectedText().split())
    if selected:
        return selected if len(selected) <= _LONGEST_NAME else ""
    text = field.plain()
    place = python_place(text, cursor.position())
    for hit in find_names(text, known):
        if hit.start <= place <= hit.end:
            return hit.pseudonym.real
    found = names_in([text], name_rules())
    return next((item.text for item in found if _touches(text, item.text, place)), "")


def _touches(text: str, name: str, place: int) -> bool:
    return any(start <= place <= start + len(name) for start in _places(text, name))


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)
