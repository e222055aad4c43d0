"""Finding in the case that is on the screen, from place to place, and replacing: one place or all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication

from casedesk.domain.case import Case
from casedesk.domain.case_texts import SECTION_FIELDS, Field, Slot, pieces, rewritten
from casedesk.domain.replace_pattern import Pattern, finder, in_quotes_of
from casedesk.texts import tr, tr_n
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_hits import CaseHits, HitField, fields_of
from casedesk.ui.editor.case_scroll import CaseScroll
from casedesk.ui.editor.find_bar import FindBar
from casedesk.ui.editor.hit_marks import hit_count, hit_cursor
from casedesk.ui.editor.question_rows import QuestionRow
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.section_view import SectionView

_FIELDS = frozenset({Field.TITLE, Field.LEARNER_TITLE, Field.QUESTION, Field.ANSWER, *SECTION_FIELDS})
_LONGEST_SELECTION = 60
_FIND, _REPLACE = "Ctrl+F", "Ctrl+H"


class CaseFinding(QObject):
    """Serves the line for finding. While it is open its places are marked, instead of the hits of the library."""

    def __init__(
        self, bar: FindBar, editing: CaseEditing, column: CaseColumn, page: CaseScroll, hits: CaseHits
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._editing = editing
        self._column = column
        self._page = page
        self._hits = hits
        self._at = -1
        self._origin: tuple[int, int] = (0, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._mark)
        bar.changed.connect(self._look)
        bar.step_requested.connect(self.step)
        bar.replace_requested.connect(self._replace)
        bar.replace_all_requested.connect(self._replace_all)
        bar.closed.connect(self.close)
        column.typed.connect(self._mark_later)
        editing.reloaded.connect(self._mark_later)

    @property
    def is_open(self) -> bool:
        """Whether the line is shown."""
        return self._bar.isVisible()

    def take_keys(self, event: QKeyEvent) -> bool:
        """Open the line where the keys wish it; False where they mean something else."""
        is_wish = self._editing.is_open and finds(event)
        if is_wish:
            self.open(replacing=_named(event) == _REPLACE)
        return is_wish

    def open(self, *, replacing: bool = False) -> None:
        """Look for what is selected, or for what was looked for last."""
        fields = fields_of(self._column)
        now = QApplication.focusWidget()
        at = next((number for number, field in enumerate(fields) if field is now), -1)
        words = ""
        if at >= 0:
            cursor = fields[at].textCursor()
            self._origin = (at, cursor.selectionStart())
            selected = cursor.selectedText()
            words = selected if len(selected) <= _LONGEST_SELECTION and selected.isprintable() else ""
        self._hits.pause(on=True)
        self._bar.open(words, replacing=replacing)

    def close(self) -> None:
        """Hide the line; the focus goes to the place that was found last."""
        if not self.is_open:
            return
        fields = fields_of(self._column)
        at = min(self._origin[0], len(fields) - 1)
        self._bar.hide()
        for field in fields:
            field.set_hits(())
        self._hits.pause(on=False)
        if fields:
            fields[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Select the next place (1) or the one before (-1), going round; of the library's search while closed."""
        if not self.is_open:
            self._hits.step(by)
            return
        places = self._places()
        if not places:
            return
        if self._at < 0:
            self._at = self._first_from_origin(places) if by > 0 else self._first_from_origin(places) - 1
        else:
            self._at += by
        self._show(places)

    def _look(self) -> None:
        if not self.is_open:
            return
        self._at = -1
        self._mark()
        if places := self._places():
            self._at = self._first_from_origin(places)
            self._show(places, keeps_origin=True)

    def _mark_later(self, *_: object) -> None:
        if self.is_open:
            self._later.start()

    def _mark(self) -> None:
        find = finder(self._pattern())
        for field in fields_of(self._column):
            field.set_hits([(hit.start, hit.end) for hit in find(field.plain())])
        total = len(self._places())
        self._at = min(self._at, total - 1)
        self._bar.show_count(self._at + 1, total)

    def _pattern(self, replacement: str = "") -> Pattern:
        wanted = self._bar.wanted.text()
        return Pattern(wanted, replacement, is_case_sensitive=self._bar.letters.isChecked())

    def _places(self) -> list[tuple[int, HitField, int]]:
        """(number of the field, field, number of the mark in it) for every place."""
        fields = enumerate(fields_of(self._column))
        return [(number, field, at) for number, field in fields for at in range(hit_count(field))]

    def _first_from_origin(self, places: Sequence[tuple[int, HitField, int]]) -> int:
        for at, (number, field, mark) in enumerate(places):
            if (number, hit_cursor(field, mark).selectionStart()) >= self._origin:
                return at
        return 0

    def _show(self, places: Sequence[tuple[int, HitField, int]], *, keeps_origin: bool = False) -> None:
        self._at %= len(places)
        number, field, mark = places[self._at]
        reveal(field)
        field.setTextCursor(hit_cursor(field, mark))
        self._page.show_caret(field)
        if not keeps_origin:
            self._origin = (number, field.textCursor().selectionStart())
        self._bar.show_count(self._at + 1, len(places))

    def _replace(self) -> None:
        """Replace the place that is selected, and go on to the next one."""
        places = self._places()
        if not places:
            return
        if self._at < 0:
            self.step(1)
            return
        number, field, mark = places[self._at]
        cursor = hit_cursor(field, mark)
        new = in_quotes_of(cursor.selectedText(), self._bar.replacement.text())
        _write_over(cursor, new, field)
        self._editing.flush()
        self._origin = (number, cursor.position())
        self._at = -1
        self._mark()
        if self._places():
            self.step(1)

    def _replace_all(self) -> None:
        """Replace all places in one step, also those in sections that are folded."""
        find = finder(self._pattern(self._bar.replacement.text()))
        n = 0

        def change(case: Case) -> Case:
            nonlocal n
            found = {slot: hits for slot, words in pieces(case, _FIELDS) if _is_shown(slot) and (hits := find(words))}
            n = sum(map(len, found.values()))
            return rewritten(case, found)

        name = tr("Replace “{old}” by “{new}”")
        step = name.format(old=self._bar.wanted.text(), new=self._bar.replacement.text())
        if self._editing.do(step, change) and n:
            self._column.show_case(self._editing.case)
            self._mark()
            self._bar.say(tr_n("{n} place replaced", "{n} places replaced", n).format(n=f"{n:,}"))


def _is_shown(slot: Slot) -> bool:
    """Whether the text stands in a field of the page; the heading of a section does not."""
    return slot.section < 0 or slot.question >= 0 or slot.paragraph >= 0


def _write_over(cursor: QTextCursor, new: str, field: HitField) -> None:
    """Write over what is selected, with the marks of its first character."""
    if not isinstance(field, RichTextEdit):
        cursor.insertText(new)
        return
    first = QTextCursor(cursor)
    first.setPosition(cursor.selectionStart() + 1)
    cursor.insertText(new, first.charFormat())


def reveal(field: HitField) -> None:
    """Unfold what the field lies in."""
    parent = field.parentWidget()
    while parent is not None and not field.isVisible():  # pyright: ignore[reportUnnecessaryComparison]
        if isinstance(parent, QuestionRow):
            parent.set_active(on=True)
        elif isinstance(parent, SectionView):
            parent.reveal()
        parent = parent.parentWidget()


def finds(event: QKeyEvent) -> bool:
    """Whether the keys mean finding in the case or replacing; elsewhere they mean the whole library."""
    return _named(event) in (_FIND, _REPLACE)


def _named(event: QKeyEvent) -> str:
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
