"""The reading view: a case as paper without controls, one case after the other by key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Pseudonym
from casedesk.texts import tr
from casedesk.ui.editor.case_paper import whole_paper
from casedesk.ui.editor.paper_view import PaperView
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.parts import Parts
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

SIZES = (80, 90, 100, 115, 130, 150, 175, 200, 240)
"""The steps of the size of the words, in percent of case text."""
_SIZE = "reading.size"
_STAND_INS = "reading.stand_ins"
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_N)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_P)


class ReadingPage(QWidget):
    """One case of a row. The arrows to the sides go to its neighbours, + and − change the size, Esc goes back."""

    back_requested = Signal(int)
    """The id of the case that was read last."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, appearance, settings = parts.session, parts.appearance, parts.settings
        set_surface(self, "paper")
        self.setAccessibleName(tr("Reading view"))
        self._session = session
        self._settings = settings
        self._ids: tuple[int, ...] = ()
        self._case_id = 0
        self._copy: Case | None = None
        self.paper = PaperView(appearance, LibraryPictures(session.library), self)
        self.paper.setAccessibleName(tr("Case"))
        self.paper.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._foot.setContentsMargins(24, 4, 24, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.paper, 1)
        column.addWidget(self._foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paper.set_size(self._size, measure=settings.measure)
        session.changed.connect(self._follow)

    @property
    def case_id(self) -> int:
        """The id of the case that is read; 0 for none, and for one that is not in the library."""
        return self._case_id

    @property
    def copy(self) -> Case | None:
        """The case that is read where it is not in the library."""
        return self._copy

    def show_case(self, case_id: int, row: Sequence[int]) -> None:
        """Show a case; `row` are the ids of those to go on to, in order."""
        self._ids = tuple(row) if case_id in row else (case_id,)
        self._show(case_id)

    def show_copy(self, case: Case) -> None:
        """Show a case that is in the trash, or nowhere but in a plan, which keeps a copy of it."""
        self._ids, self._case_id, self._copy = (), 0, case
        self._put(case)

    def step(self, by: int) -> bool:
        """Show the next case (1) or the one before (-1); False at the ends."""
        if self._case_id not in self._ids:
            return False
        at = self._ids.index(self._case_id) + by
        return 0 <= at < len(self._ids) and self._show(self._ids[at])

    def resize_words(self, by: int) -> None:
        """Make the words one step larger (1) or smaller (-1); 0 gives them the size of case text."""
        at = SIZES.index(100) if by == 0 else min(max(SIZES.index(self._size) + by, 0), len(SIZES) - 1)
        self._settings.set_text(_SIZE, str(SIZES[at]))
        self.paper.set_size(self._size, measure=self._settings.measure)

    def toggle_stand_ins(self) -> None:
        """Read stand-ins in the place of names, or the names again."""
        self._settings.set_flag(_STAND_INS, value=not self._settings.flag(_STAND_INS, default=False))
        self._show_again()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.paper.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Escape:
                self.back_requested.emit(self._case_id)
            case key if key in _NEXT:
                self.step(1)
            case key if key in _BEFORE:
                self.step(-1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.resize_words(1)
            case Qt.Key.Key_Minus:
                self.resize_words(-1)
            case Qt.Key.Key_0:
                self.resize_words(0)
            case Qt.Key.Key_S:
                self.toggle_stand_ins()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                bar.setValue(bar.value() + bar.singleStep() * (3 if event.key() == Qt.Key.Key_Down else -3))
            case Qt.Key.Key_Space | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                self._turn(forwards=_goes_forwards(event))
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    @property
    def _size(self) -> int:
        stored = self._settings.text(_SIZE, "100")
        return int(stored) if stored.isdecimal() and int(stored) in SIZES else 100

    @property
    def _stand_ins(self) -> tuple[Pseudonym, ...]:
        shows = self._settings.flag(_STAND_INS, default=False)
        return self._session.library.pseudonyms.all() if shows else ()

    def _turn(self, *, forwards: bool) -> None:
        """A screen on, with a line in common; behind the last one the next case."""
        bar = self.paper.verticalScrollBar()
        if forwards and bar.value() == bar.maximum():
            self.step(1)
        else:
            by = max(bar.singleStep(), bar.pageStep() - 2 * bar.singleStep())
            bar.setValue(bar.value() + (by if forwards else -by))

    def _show(self, case_id: int, *, from_top: bool = True) -> bool:
        try:
            case = self._session.library.cases.get(case_id)
        except BadInputError:
            return False
        self._case_id, self._copy = case_id, None
        self._put(case, from_top=from_top)
        return True

    def _show_again(self) -> bool:
        """Show what is read as it is now; False where it is no longer there."""
        if self._copy is None:
            return self._show(self._case_id, from_top=False)
        self._put(self._copy, from_top=False)
        return True

    def _put(self, case: Case, *, from_top: bool = True) -> None:
        self.paper.show_paper(whole_paper(case), stand_ins=self._stand_ins, from_top=from_top)
        self._foot.setText(self._foot_words())
        self.setAccessibleDescription(case.printed_title)

    def _foot_words(self) -> str:
        keys = tr("← → other cases   + − size   S stand-ins   Esc back")
        if len(self._ids) < 2:
            keys = tr("+ − size   S stand-ins   Esc back")
            return "   ".join(filter(None, (self._whence(), keys)))
        at = self._ids.index(self._case_id) + 1
        return f"{at:,} / {len(self._ids):,}   {keys}"

    def _whence(self) -> str:
        """Where a case is that is not in the library."""
        if self._copy is None:
            return ""
        if self._copy.trashed is not None:
            return tr("This case lies in the trash.")
        return tr("The copy that the plan keeps; the case is no longer in the library.")

    def _follow(self, changes: Changes, _initiator: object) -> None:
        is_concerned = self._case_id in changes.ids(Case) or bool(changes.ids(Pseudonym))
        if self.isVisible() and is_concerned and not self._show_again():
            self.back_requested.emit(0)


def _goes_forwards(event: QKeyEvent) -> bool:
    is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return event.key() == Qt.Key.Key_PageDown or (event.key() == Qt.Key.Key_Space and not is_shift)
