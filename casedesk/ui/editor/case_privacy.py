"""Looks in the case that is open for what could tell who somebody is, and carries out what is wished about it."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QTextCursor

from casedesk.domain.case import Case
from casedesk.domain.case_texts import Field, pieces, rewritten
from casedesk.domain.private_data import PrivatePlace, bare
from casedesk.domain.replace_pattern import Hit
from casedesk.tasks import privacy
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_finding import reveal
from casedesk.ui.editor.case_hits import HitField, fields_of
from casedesk.ui.editor.case_names import CaseNames
from casedesk.ui.editor.case_scroll import CaseScroll
from casedesk.ui.editor.privacy_line import PrivacyLine
from casedesk.ui.editor.text_places import python_to_qt
from casedesk.ui.session import LibrarySession

_ALL_FIELDS = tuple(Field)


class CasePrivacy(QObject):
    """Serves the line. Names have stand-ins of their own; this is for numbers, addresses and accounts."""

    def __init__(
        self,
        line: PrivacyLine,
        session: LibrarySession,
        editing: CaseEditing,
        column: CaseColumn,
        page: CaseScroll,
        names: CaseNames,
        actions: Actions,
    ) -> None:
        super().__init__(line)
        self._line = line
        self._session = session
        self._editing = editing
        self._column = column
        self._page = page
        self._names = names
        self._at = 0
        self._harmless = privacy.harmless_forms(session.library)
        line.step_requested.connect(self.step)
        line.mask_requested.connect(self._mask)
        line.stand_in_requested.connect(self._give_stand_in)
        line.harmless_requested.connect(self._call_harmless)
        actions.action("case.private").triggered.connect(self._go_on)
        names.shown.connect(self._follow_names)

    def follow(self) -> None:
        """Mean the case that is open now."""
        self._at = 0
        self._line.close_places()
        self._harmless = privacy.harmless_forms(self._session.library)
        self.look()

    def look(self) -> None:
        """Look anew at the words that are on the screen, and tell."""
        is_written = self._names.isHidden()
        places = [place for _, place in self._places()] if is_written else []
        self._at = min(self._at, max(0, len(places) - 1))
        self._line.show_places(places, self._at)

    def step(self, by: int) -> None:
        """Select the next place (1), the one before (-1), or the one that is named (0)."""
        places = self._places()
        if not places:
            self.look()
            return
        self._at = (min(self._at, len(places) - 1) + by) % len(places)
        field, place = places[self._at]
        reveal(field)
        field.setTextCursor(_selecting(field, place))
        self._page.show_caret(field)
        self._line.show_places([found for _, found in places], self._at)

    def _follow_names(self, _on: bool) -> None:
        self.look()

    def _go_on(self) -> None:
        if not self._places():
            self._session.refused.emit(tr("Nothing in this case tells who somebody is."))
        elif self._line.is_unfolded:
            self.step(1)
        else:
            self._line.unfold()

    def _places(self) -> list[tuple[HitField, PrivatePlace]]:
        if not self._editing.is_open:
            return []
        return [
            (field, place)
            for field in fields_of(self._column)
            for place in privacy.places_in(field.plain(), self._harmless)
        ]

    def _named(self) -> PrivatePlace | None:
        places = self._places()
        return places[min(self._at, len(places) - 1)][1] if places else None

    def _mask(self) -> None:
        """Put stars into the number wherever it stands in the case, in one step."""
        place = self._named()
        if place is None:
            return

        def change(case: Case) -> Case:
            hits = {
                slot: [
                    Hit(found.start, found.end, place.mask)
                    for found in privacy.places_in(words, frozenset[str]())
                    if bare(found.text) == bare(place.text)
                ]
                for slot, words in pieces(case, _ALL_FIELDS)
            }
            return rewritten(case, {slot: found for slot, found in hits.items() if found})

        name = tr("Make “{text}” unreadable").format(text=place.text)
        if self._editing.do(name, change, announce=name):
            self._column.show_case(self._editing.case)
            self._show_next()

    def _give_stand_in(self) -> None:
        place = self._named()
        if place is not None:
            below = self._line.mapToGlobal(QPoint(24, self._line.height() + 4))
            self._names.open_panel(place.text, self._line.stand_in, below, offered=(place.mask,))

    def _call_harmless(self) -> None:
        place = self._named()
        if place is not None:
            judged = privacy.call_harmless(self._session.library, place.text, (place.kind,))
            self._harmless = privacy.harmless_forms(self._session.library)
            self._session.changed.emit(judged, self._editing)
            self._show_next()

    def _show_next(self) -> None:
        self.look()
        if self._places():
            self.step(0)
        else:
            self._column.setFocus()


def _selecting(field: HitField, place: PrivatePlace) -> QTextCursor:
    cursor = field.textCursor()
    ((start, end),) = python_to_qt(field.plain(), [(place.start, place.end)])
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
