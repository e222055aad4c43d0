"""The rows of two cases side by side, each cell a field that is written in place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.editor.fields import CaseField
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.models.value_names import role_name
from casedesk.ui.theme import Appearance
from casedesk.ui.two_languages.face_plan import Cell, FaceRow, RowKind
from casedesk.ui.two_languages.face_side import FaceSide
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words

Field = CaseField | RichTextEdit
_GAP = 32
_INSET = 4
"""How far the words of a plain field stand in from its border; all others stand below them."""
_BLANK = "<p></p>"


class FaceGrid(QWidget):
    """Two columns. Fields stay, with the caret in them, as long as the same things stand beside each other."""

    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(
        self, appearance: Appearance, pictures: Pictures, left: FaceSide, right: FaceSide, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._pictures = pictures
        self._sides = (left, right)
        self._names = ("", "")
        self._rows: tuple[FaceRow, ...] = ()
        self._parts: list[QWidget] = []
        self._fields: dict[tuple[int, int], Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 12, 24, 48)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 120)

    def field(self, row: int, side: int) -> Field | None:
        """The field in a row, on the left (0) or the right (1)."""
        return self._fields.get((row, side))

    @property
    def rows(self) -> tuple[FaceRow, ...]:
        """What stands beside what."""
        return self._rows

    def show_rows(self, rows: tuple[FaceRow, ...], names: tuple[str, str]) -> None:
        """Show rows; `names` are those of the two languages, for whoever hears what a field is."""
        is_same = [row.shape for row in rows] == [row.shape for row in self._rows] and names == self._names
        place = None if is_same else self._place_of_focus()
        self._rows, self._names = rows, names
        if not is_same:
            self._build()
        for at, row in enumerate(rows):
            for side, cell in enumerate((row.left, row.right)):
                field = self._fields.get((at, side))
                if field is not None and cell is not None:
                    _show_words(field, cell.words)
        if place is not None:
            self._restore_focus(*place)

    def _build(self) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._fields = [], {}
        before: QWidget | None = None
        for at, row in enumerate(self._rows):
            for side, cell in enumerate((row.left, row.right)):
                part = self._part(at, row, side, cell)
                if part is None:
                    continue
                self._grid.addWidget(part, at, side, Qt.AlignmentFlag.AlignTop)
                self._parts.append(part)
                part.show()
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        self._grid.setRowStretch(len(self._rows), 1)

    def _part(self, at: int, row: FaceRow, side: int, cell: Cell | None) -> QWidget | None:
        if row.kind is RowKind.SECTION:
            return self._heading(row, side, cell)
        if cell is None:
            return None
        field = self._made(row, side)
        self._fields[at, side] = field
        field.edited.connect(partial(self._tell, at, side))
        field.left.connect(self._sides[side].editing.flush)
        field.undo_requested.connect(self.undo_requested)
        field.redo_requested.connect(self.redo_requested)
        return _inset(field) if isinstance(field, RichTextEdit) else field

    def _heading(self, row: FaceRow, side: int, cell: Cell | None) -> QWidget:
        if cell is not None:
            label = Words(self._appearance, cell.words or role_name(row.role), kind="meta", tone="ink2", parent=self)
            label.setContentsMargins(_INSET, 16, 0, 0)
            return label
        link = LinkButton(tr("Add “{section}” here").format(section=role_name(row.role)), self)
        link.setFont(self._appearance.font("meta"))
        link.clicked.connect(lambda: self._sides[side].add_section(row.role))
        return link

    def _made(self, row: FaceRow, side: int) -> Field:
        language = self._names[side]
        match row.kind:
            case RowKind.TITLE:
                return CaseField(
                    self._appearance, name=_spoken(tr("Library title"), language), kind="title",
                    placeholder=tr("Library title"), single_line=True, parent=self,
                )  # fmt: skip
            case RowKind.LEARNER_TITLE:
                return CaseField(
                    self._appearance, name=_spoken(tr("Learner title"), language), kind="reading",
                    placeholder=tr("Learner title"), single_line=True, parent=self,
                )  # fmt: skip
            case RowKind.QUESTION:
                name = tr("Question")
                return CaseField(
                    self._appearance, name=_spoken(name, language), kind="reading", placeholder=name, parent=self
                )
            case RowKind.ANSWER:
                name = tr("Expected answer")
                return CaseField(self._appearance, name=_spoken(name, language), placeholder=name, parent=self)
            case RowKind.WORDS | RowKind.SECTION:
                return RichTextEdit(
                    self._appearance, self._pictures, name=_spoken(role_name(row.role), language), placeholder="…",
                    parent=self,
                )  # fmt: skip

    def _tell(self, at: int, side: int, *_: object) -> None:
        row, field, to = self._rows[at], self._fields[at, side], self._sides[side]
        cell = self._cell(at, side)
        if cell is None:
            return
        if isinstance(field, RichTextEdit):
            to.type_section(cell.section, partial(self._section_words, cell.section, side))
            return
        match row.kind:
            case RowKind.TITLE:
                to.type_title(field.text())
            case RowKind.LEARNER_TITLE:
                to.type_learner_title(field.text())
            case RowKind.ANSWER:
                to.type_question(cell.section, cell.question, answer=field.text())
            case _:
                to.type_question(cell.section, cell.question, text=field.text())

    def _section_words(self, section: int, side: int) -> Sequence[str]:
        """What stands in the cells of a section, in order; one made to write in counts once it has words."""
        words: list[str] = []
        for (at, column), field in self._fields.items():
            cell = self._cell(at, column)
            if column == side and cell is not None and cell.section == section and isinstance(field, RichTextEdit):
                html = field.html()
                if html != _BLANK or cell.words:
                    words.append(html)
        return words

    def _cell(self, at: int, side: int) -> Cell | None:
        row = self._rows[at]
        return row.right if side else row.left

    def _place_of_focus(self) -> tuple[tuple[object, ...], int, int, int] | None:
        """What the field with the focus is, the how manieth of its kind, on which side, and where its caret stands."""
        now = QApplication.focusWidget()
        for (at, side), field in self._fields.items():
            if field is now:
                shape = self._rows[at].shape
                number = sum(row.shape == shape for row in self._rows[:at])
                return shape, number, side, field.textCursor().position()
        return None

    def _restore_focus(self, shape: tuple[object, ...], number: int, side: int, place: int) -> None:
        alike = [at for at, row in enumerate(self._rows) if row.shape == shape and (at, side) in self._fields]
        if alike:
            field = self._fields[alike[min(number, len(alike) - 1)], side]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            cursor = field.textCursor()
            cursor.setPosition(min(place, max(0, field.document().characterCount() - 1)))
            field.setTextCursor(cursor)


def _inset(field: RichTextEdit) -> QWidget:
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(_INSET, 0, _INSET, _INSET)
    row.addWidget(field)
    frame.setFocusProxy(field)
    return frame


def _show_words(field: Field, words: str) -> None:
    if isinstance(field, CaseField):
        field.set_text(words)
    elif not field.is_composing:
        field.set_html(words)


def _spoken(name: str, language: str) -> str:
    return tr("{name}, {language}").format(name=name, language=language)
