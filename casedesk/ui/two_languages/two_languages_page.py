"""A case and its translation side by side; without one, the two ways to get it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Changes, Edit
from casedesk.domain.errors import CaseDeskError
from casedesk.domain.families import Family
from casedesk.domain.two_languages import language_of
from casedesk.tasks import translations
from casedesk.texts import tr
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.lessons.case_picker import CasePicker
from casedesk.ui.models.value_names import value_name
from casedesk.ui.parts import Parts
from casedesk.ui.two_languages.face_grid import FaceGrid
from casedesk.ui.two_languages.face_plan import face_rows
from casedesk.ui.two_languages.face_side import FaceSide
from casedesk.ui.widgets.buttons import Button, IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface


class TwoLanguagesPage(QWidget):
    """Both cases are written here as in the editor: what is typed is saved by itself, and undone by the library."""

    back_requested = Signal()

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, search, appearance = parts.session, parts.search, parts.appearance
        set_surface(self, "paper")
        self.setAccessibleName(tr("Two languages"))
        self._session = session
        self._appearance = appearance
        self._case_id = 0
        self.left, self.right = FaceSide(session, self), FaceSide(session, self)
        self.grid = FaceGrid(appearance, LibraryPictures(session.library), self.left, self.right, self)
        self.back = IconButton(appearance, "ph.arrow-left", tr("Back (Esc)"), self)
        self._title = ElidedLabel("", self)
        self.part = Button(tr("Not its translation"), "quiet", parent=self)
        self._languages = [Words(appearance, kind="meta", tone="ink2", parent=self) for _ in range(2)]
        self._question = Words(appearance, wraps=True, parent=self)
        self.begin = Button("", "primary", parent=self)
        self.choose = Button(tr("Choose a case of the library…"), parent=self)
        self.picker = CasePicker(search, appearance, self)
        self._lay_out()
        self._connect()
        self._dress()

    def show_case(self, case_id: int) -> None:
        """Show a case beside its translation, or ask for one."""
        self._case_id = case_id
        self._read()
        if self._stack.currentIndex() == 0:
            field = self.grid.field(0, 1)
            if field is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def case_id(self) -> int:
        """The id of the case at the left; 0 for none."""
        return self._case_id

    def save_now(self) -> None:
        """Write what is being typed."""
        for side in (self.left, self.right):
            side.editing.save_all()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The titles of the cases that could not be written."""
        return (*self.left.editing.unsaved_titles, *self.right.editing.unsaved_titles)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.save_now()
        super().hideEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._stack.currentIndex() == 1:
            (self.choose if self.choose.hasFocus() else self.begin).click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(Words(self._appearance, tr("Two languages"), kind="ui_medium", parent=self))
        head.addWidget(self._title, 1)
        head.addWidget(self.part)
        self._head = QWidget(self)
        self._head.setLayout(head)
        self._title.setProperty("tone", "ink2")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._both())
        self._stack.addWidget(self._asking())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)

    def _both(self) -> QWidget:
        holder = QWidget(self)
        names = QWidget(holder)
        set_surface(names, "paper", edge="bottom")
        row = QHBoxLayout(names)
        row.setContentsMargins(28, 4, 24, 8)
        row.setSpacing(32)
        for label in self._languages:
            row.addWidget(label, 1)
        area = QScrollArea(holder)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.grid)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(names)
        column.addWidget(area, 1)
        return holder

    def _asking(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.begin)
        row.addWidget(self.choose)
        row.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(32, 56, 32, 24)
        column.setSpacing(16)
        column.addWidget(self._question)
        column.addLayout(row)
        column.addStretch(1)
        return holder

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.part.clicked.connect(self._part)
        self.begin.clicked.connect(self._begin)
        self.choose.clicked.connect(self.picker.open)
        self.picker.case_chosen.connect(self._link)
        self.picker.closed.connect(self.choose.setFocus)
        self.grid.undo_requested.connect(self._undo)
        self.grid.redo_requested.connect(self._redo)
        for side in (self.left, self.right):
            side.editing.reloaded.connect(self._show_both)
            side.rearranged.connect(self._show_both)
            side.editing.overtaken.connect(self._session.refused)
            side.editing.vanished.connect(self._read)
        self._session.changed.connect(self._follow)
        self._appearance.changed.connect(self._dress)

    def _read(self) -> None:
        """Take up the case and its counterpart."""
        found = self._session.library.cases.get_many([self._case_id])
        if not found or found[0].trashed is not None:
            self._leave()
            return
        other = translations.counterpart_of(self._session.library, self._case_id)
        self._title.setText(found[0].title)
        self.part.setVisible(other is not None)
        if other is None:
            self._close()
            self._ask(found[0])
            return
        for side, case_id in ((self.left, self._case_id), (self.right, other.id)):
            side.editing.open(case_id)
        self._stack.setCurrentIndex(0)
        self._show_both()

    def _ask(self, case: Case) -> None:
        mine = language_of(case)
        wanted = _name("en" if mine == "zh" else "zh")
        words = tr("This case has no counterpart in another language yet. It is in {mine}.")
        self._question.setText(words.format(mine=_name(mine)))
        self.begin.setText(tr("Begin the translation: {language}").format(language=wanted))
        self._stack.setCurrentIndex(1)

    def _show_both(self, _case: object = None) -> None:
        if not (self.left.editing.is_open and self.right.editing.is_open):
            return
        left, right = self.left.case, self.right.case
        names = _name(language_of(left)), _name(language_of(right))
        for label, name in zip(self._languages, names, strict=True):
            label.setText(name)
        self.grid.show_rows(face_rows(left, right), names)

    def _begin(self) -> None:
        edit, _ = translations.beginning(self._session.library, self._case_id)
        self._apply(edit)

    def _link(self, other_id: int) -> None:
        try:
            self._apply(translations.linking(self._session.library, self._case_id, other_id))
        except CaseDeskError as error:
            self._session.refused.emit(str(error))

    def _part(self) -> None:
        self.save_now()
        self._apply(translations.parting(self._session.library, self._case_id))

    def _apply(self, edit: Edit) -> None:
        if self._session.apply(edit, announce=edit.text):
            self.show_case(self._case_id)

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if self.isVisible() and changes.ids(Family):
            self._read()

    def _undo(self) -> None:
        self.save_now()
        self._session.undo()

    def _redo(self) -> None:
        self.save_now()
        self._session.redo()

    def _close(self) -> None:
        for side in (self.left, self.right):
            side.editing.close()

    def _leave(self) -> None:
        self._close()
        self._case_id = 0
        if self.isVisible():
            self.back_requested.emit()

    def _dress(self) -> None:
        self._head.setFixedHeight(max(48, self._appearance.px(48)))
        self._title.setFont(self._appearance.font("ui"))


def _name(language: str) -> str:
    return value_name(Facet.LANGUAGE, language)
