"""The column of a case: titles, facets and sections, one under the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casedesk.domain import case_steps
from casedesk.domain.case import Case, Facet, Question, Role, Section
from casedesk.domain.completeness import WantedPart
from casedesk.texts import tr
from casedesk.ui.editor.case_editing import Change
from casedesk.ui.editor.case_titles import CaseTitles
from casedesk.ui.editor.case_words import section_name
from casedesk.ui.editor.facet_line import FacetLine, Known
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.row_drag import RowDrag
from casedesk.ui.editor.section_head import BLEED
from casedesk.ui.editor.section_view import SectionView
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance

_BUTTON_PADDING = 8
_FOLD = "case.fold.{role}"


class CaseColumn(QWidget):
    """A case, edited in place. What the user does is told as changes (functions from case to case)."""

    typed = Signal(str, str, object)
    """(key of the field, name of the step, Change): a field is being typed in."""
    done = Signal(str, object)
    """(name of the step, Change): something to be written at once."""
    left = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    caret_moved = Signal(object)
    """The RichTextEdit whose caret moved."""
    text_made = Signal(object)
    """A RichTextEdit that is new."""

    def __init__(
        self,
        appearance: Appearance,
        settings: Settings,
        pictures: Pictures,
        known: Known,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settings = settings
        self._pictures = pictures
        self.known = known
        self._case = Case()
        self._limits = no_limits
        self._step = 0
        self._views: list[SectionView] = []
        self._drag = RowDrag(appearance, self, lambda: self._views)
        self._drag.moved.connect(self._move)
        self.titles = CaseTitles(appearance, self)
        self.title, self.learner_title = self.titles.title, self.titles.learner_title
        self.title_hint = self.titles.hint
        self.facets = FacetLine(appearance, known, parent=self)
        self._lay_out()
        self._connect()

    @property
    def sections(self) -> Sequence[SectionView]:
        """The views of the sections, in order."""
        return self._views

    @property
    def case(self) -> Case:
        """The case as it was shown last."""
        return self._case

    def show_case(self, case: Case) -> None:
        """Show a case without saying that it was edited. Views are kept where they can be, and so the caret."""
        is_other = case.id != self._case.id
        self._case = case
        self.titles.show_case(case)
        self.facets.show_case(case)
        focused = self.focused_section()
        if focused >= len(case.sections) and case.sections:
            self._views[len(case.sections) - 1].focus_words()
        while len(self._views) > len(case.sections):
            view = self._views.pop()
            self._sections.removeWidget(view)
            view.hide()
            view.deleteLater()
        while len(self._views) < len(case.sections):
            self._append_view()
        for at, view in enumerate(self._views):
            self._show_section(at)
            if is_other:
                view.offer.hide()
                view.text.moveCursor(QTextCursor.MoveOperation.Start)

    def show_counts(self, case: Case) -> None:
        """Take over what was written from here: counts and facets, but no words."""
        self._case = case
        self.title_hint.show_case(case)
        self.facets.show_case(case)
        for view, section in zip(self._views, case.sections, strict=False):
            view.show_count(section)

    def set_limits(self, limits: Callable[[Section], int]) -> None:
        """Show how sections do against their limits, 0 for none."""
        self._limits = limits
        for at in range(len(self._views)):
            self._show_section(at)

    def focused_section(self) -> int:
        """The position of the section with the focus; -1 for none."""
        now = QApplication.focusWidget()
        return next((at for at, view in enumerate(self._views) if now is not None and view.isAncestorOf(now)), -1)

    def show_facets(self, *, on: bool) -> None:
        """Show the line of facets, or leave it to the inspector."""
        self._facet_frame.setVisible(on)

    def edit_facet(self, facet: Facet) -> None:
        """Let the values of a facet be changed, where the line of facets is shown or not."""
        self.show_facets(on=True)
        self.facets.edit(facet)

    def focus_part(self, wanted: WantedPart) -> bool:
        """Put the caret into the section that is a part of a custom; False where there is none."""
        view = next((view for view in self._views if wanted.is_section(view.section)), None)
        if view is not None:
            view.focus_text()
        return view is not None

    def focus_role(self, role: Role) -> None:
        """Put the caret into the first section of a role."""
        view = next((view for view in self._views if view.section.role is role), None)
        if view is not None:
            view.focus_text()

    def add_section(self, role: Role, title: str = "") -> None:
        """Add a section, with a heading of its own where it has one, and put the caret into it."""
        _, at = case_steps.add_section(self._case, role)
        self._do(tr("Add a section"), lambda case: case_steps.add_section(case, role, title)[0])
        if at < len(self._views):
            self._views[at].focus_text()

    def fold_all(self, *, on: bool) -> None:
        """Fold every section, or unfold them."""
        self.left.emit()
        for at, view in enumerate(self._views):
            self._settings.set_flag(_FOLD.format(role=view.section.role), value=on)
            self._show_section(at)

    def _rename(self, view: SectionView, title: str) -> None:
        at = self._views.index(view)
        self._do(
            tr("Rename section"),
            lambda case: case_steps.with_section(case, at, replace(case.sections[at], title=title)),
        )

    def _lay_out(self) -> None:
        self._sections = QVBoxLayout()
        self._sections.setSpacing(20)
        self._sections.setContentsMargins(0, 12, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 48)
        column.setSpacing(0)
        column.addWidget(self.titles)
        column.addSpacing(8)
        self._facet_frame = _inset(self.facets, BLEED, BLEED - _BUTTON_PADDING)
        column.addWidget(self._facet_frame)
        column.addLayout(self._sections)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _connect(self) -> None:
        titles = self.titles
        titles.typed.connect(self.typed)
        titles.done.connect(self.done)
        titles.left.connect(self.left)
        titles.entered.connect(self._begin_words)
        titles.undo_requested.connect(self.undo_requested)
        titles.redo_requested.connect(self.redo_requested)
        self.facets.values_changed.connect(self._set_values)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def _append_view(self) -> None:
        view = SectionView(self._appearance, self._pictures, self)
        view.edited.connect(self._teller(view))
        view.questions_arranged.connect(self._arranger(view))
        view.fold_toggled.connect(self._folder(view))
        view.wish.connect(self._wisher(view))
        view.renamed.connect(lambda title: self._rename(view, str(title)))  # pyright: ignore
        view.left.connect(self._end_step)
        view.undo_requested.connect(self.undo_requested)
        view.redo_requested.connect(self.redo_requested)
        self._drag.serve(view.head.grip, view)
        view.text.step_ended.connect(self._end_step)
        view.text.cursorPositionChanged.connect(lambda: self.caret_moved.emit(view.text))
        self._views.append(view)
        self._sections.addWidget(view)
        view.show()
        self.text_made.emit(view.text)

    def _show_section(self, at: int) -> None:
        section = self._case.sections[at]
        self._views[at].show_section(
            section,
            is_folded=self._settings.flag(_FOLD.format(role=section.role), default=False),
            characters_a_minute=self._settings.characters_a_minute,
            limit=self._limits(section),
        )

    def _end_step(self) -> None:
        """Write what was typed, and let what comes be a step of its own for the undo."""
        self.left.emit()
        self._step += 1

    def _do(self, text: str, change: Change) -> None:
        self.done.emit(text, change)

    def _begin_words(self) -> None:
        """Go on behind the titles, as in any word processor; what the case is filed under is a Tab away."""
        if self._views:
            self._views[0].focus_text()

    def _set_values(self, facet: Facet, values: tuple[str, ...]) -> None:
        self._do(tr("Change classification"), lambda case: case.with_values(facet, values))

    def _teller(self, view: SectionView) -> Callable[[], None]:
        def tell() -> None:
            at = self._views.index(view)
            name = tr("Change {section}").format(section=section_name(view.section))
            self.typed.emit(f"section {at} {self._step}", name, _taker(at, view))

        return tell

    def _arranger(self, view: SectionView) -> Callable[[str, tuple[Question, ...]], None]:
        def arrange(text: str, questions: tuple[Question, ...]) -> None:
            at = self._views.index(view)
            self._do(text, lambda case: case_steps.with_questions(case, at, questions))

        return arrange

    def _folder(self, view: SectionView) -> Callable[[], None]:
        def fold() -> None:
            name = _FOLD.format(role=view.section.role)
            self._settings.set_flag(name, value=not self._settings.flag(name, default=False))
            for at, other in enumerate(self._views):
                if other.section.role is view.section.role:
                    self.left.emit()
                    self._show_section(at)

        return fold

    def _wisher(self, view: SectionView) -> Callable[[str], None]:
        def carry_out(wish: str) -> None:
            at = self._views.index(view)
            match wish:
                case "remove":
                    self._do(tr("Remove section"), lambda case: case_steps.remove_section(case, at))
                case "fold_all" | "unfold_all":
                    self.fold_all(on=wish == "fold_all")
                case _:
                    self._move(at, at - 1 if wish == "up" else at + 1)

        return carry_out

    def _move(self, at: int, to: int) -> None:
        if 0 <= to < len(self._views):
            had_focus = self.focused_section() == at
            self._do(tr("Move section"), lambda case: case_steps.move_section(case, at, to))
            if had_focus:
                self._views[to].head.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        for view in self._views:
            view.head.set_active(on=now is not None and (view is now or view.isAncestorOf(now)))

    def rich_text_with_focus(self) -> RichTextEdit | None:
        """The rich text that has the focus."""
        now = QApplication.focusWidget()
        return now if isinstance(now, RichTextEdit) and self.isAncestorOf(now) else None


def no_limits(_section: Section) -> int:
    """No section has a limit."""
    return 0


def _taker(at: int, view: SectionView) -> Change:
    return lambda case: case_steps.with_section(case, at, view.current(case.sections[at]))


def _inset(widget: QWidget, left: int, right: int) -> QWidget:
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(left, 0, right, 0)
    row.addWidget(widget)
    return frame
