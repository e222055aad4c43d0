"""The command palette: everything by name, from the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Signal
from PySide6.QtGui import QAction, QColor, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.lesson import LessonPlan
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.palette.case_titles import CaseTitles
from casedesk.ui.palette.entries import Entry, EntryModel, Kind, case_entries, command_entries, plan_entries
from casedesk.ui.palette.entries import with_headings as under_headings
from casedesk.ui.palette.entry_delegate import HEADING_HEIGHT, ROW_HEIGHT, EntryDelegate
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Glyph, Words
from casedesk.ui.widgets.surfaces import Rule, set_surface

_WIDTH, _FROM_TOP, _MARGIN, _DIM = 640, 96, 32, 0.24
_BORDER, _RULE, _AROUND_LIST = 1, 1, 12
_COMMANDS, _CASES, _PLANS = 8, 6, 4


class CommandPalette(QWidget):
    """A dim layer over the whole window with the palette on it. Esc or a click beside it gives the focus back."""

    case_chosen = Signal(int)
    plan_chosen = Signal(int)
    basket_requested = Signal(int)
    """Put the case with this id into the basket."""

    def __init__(
        self,
        appearance: Appearance,
        actions: Actions,
        session: LibrarySession,
        parent: QWidget,
        *,
        immediate: bool = False,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._actions = actions
        self._session = session
        self._window = parent
        self._plans: tuple[LessonPlan, ...] = ()
        self._came_from: QWidget | None = None
        self._titles = CaseTitles(session, self, immediate=immediate)
        self._titles.grown.connect(self._refresh)
        self._model = EntryModel(self)
        self._box = QFrame(self)
        self.line = _Line(appearance, self._box)
        self.list = QListView(self._box)
        self._nothing = Words(appearance, tr("Nothing of that name"), tone="ink2", parent=self._box)
        self._build()
        self.line.textChanged.connect(self._search)
        self.line.moved.connect(self._move)
        self.line.taken.connect(self._take_by_key)
        self.line.dropped.connect(self.dismiss)
        self.list.clicked.connect(lambda: self._take(for_basket=False))
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the palette and take the focus."""
        if not self.isVisible():
            self._came_from = self._window.focusWidget()
        self._plans = self._session.library.plans.all()
        self._titles.load()
        self.line.clear()
        self._refresh()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Hide, and give the focus back to where it was."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None

    def close_search(self) -> None:
        """End the search thread."""
        self._titles.close()

    def titles_shown(self) -> tuple[str, ...]:
        """The titles in the list, headings left out."""
        rows = (self._model.entry(self._model.index(at)) for at in range(self._model.rowCount()))
        return tuple(row.title for row in rows if row.kind is not Kind.HEADING)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            dim = QColor(Qt.GlobalColor.black)
            dim.setAlphaF(_DIM)
            painter.fillRect(self.rect(), dim)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.dismiss()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _build(self) -> None:
        set_surface(self._box, "popup")
        self.list.setModel(self._model)
        self.list.setItemDelegate(EntryDelegate(self._appearance, self._model, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Results"))
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(_BORDER, _BORDER, _BORDER, _BORDER)
        column.setSpacing(0)
        head, foot = self._bands = (self._head(), self._foot())
        column.addLayout(head)
        column.addWidget(Rule(self._box))
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        self._nothing.setContentsMargins(24, 12, 24, 12)
        column.addWidget(Rule(self._box))
        column.addLayout(foot)
        self.list.setContentsMargins(8, 0, 8, 8)
        self.list.setViewportMargins(8, _AROUND_LIST - 8, 8, 8)

    def _head(self) -> QHBoxLayout:
        glass = Glyph(self._appearance, "ph.magnifying-glass", size=18, parent=self._box)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        row.addWidget(glass)
        row.addWidget(self.line, 1)
        row.addWidget(
            Words(self._appearance, tr("Pinyin initials work too"), kind="meta", tone="ink2", parent=self._box)
        )
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(16)
        hints = (tr("↑↓ choose"), tr("Enter run"), tr("Ctrl+Enter into the basket"), tr("Esc close"))
        for at, hint in enumerate(hints):
            if at == len(hints) - 1:
                row.addStretch(1)
            row.addWidget(Words(self._appearance, hint, kind="meta", tone="ink2", parent=self._box))
        return row

    def _search(self, typed: str) -> None:
        self._titles.look_for(typed)
        self._refresh()

    def _refresh(self) -> None:
        typed = self.line.text()
        chosen = self._entry()
        hits = self._titles.find(typed, _CASES)
        details = {hit.id: self._titles.detail(hit.id) for hit in hits}
        rows = under_headings(
            command_entries(self._actions.all(), typed, _COMMANDS),
            case_entries(hits, details),
            plan_entries(self._plans, typed, _PLANS),
        )
        if rows == self._rows():
            return
        self._model.set_rows(rows)
        self._choose(self._row_of(chosen, rows) if self.line.has_moved else self._model.first())
        self._place()

    def _rows(self) -> list[Entry]:
        return [self._model.entry(self._model.index(at)) for at in range(self._model.rowCount())]

    def _row_of(self, entry: Entry | None, rows: Sequence[Entry]) -> int:
        same = (at for at, row in enumerate(rows) if entry and (row.kind, row.target) == (entry.kind, entry.target))
        return next(same, self._model.first())

    def _entry(self) -> Entry | None:
        index = self.list.currentIndex()
        return self._model.entry(index) if index.isValid() else None

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def _move(self, step: int) -> None:
        if self._model.rowCount():
            self._choose(self._model.after(self.list.currentIndex().row(), step))

    def _take_by_key(self, with_ctrl: bool) -> None:
        self._take(for_basket=with_ctrl)

    def _take(self, *, for_basket: bool) -> None:
        entry = self._entry()
        if entry is None:
            return
        if for_basket and entry.kind is not Kind.CASE:
            return
        self.dismiss()
        if isinstance(entry.target, QAction):
            entry.target.trigger()
        elif entry.kind is Kind.PLAN:
            self.plan_chosen.emit(entry.target)
        elif for_basket:
            self.basket_requested.emit(entry.target)
        else:
            self.case_chosen.emit(entry.target)

    def _place(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        px = self._appearance.px
        rows = self._rows()
        wanted = sum(px(HEADING_HEIGHT if row.kind is Kind.HEADING else ROW_HEIGHT) for row in rows)
        width = min(px(_WIDTH), room.width() - _MARGIN)
        top = min(px(_FROM_TOP), max(room.height() // 8, _MARGIN // 2))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        frame = sum(row.sizeHint().height() for row in self._bands) + 2 * _RULE + 2 * _BORDER
        wanted = wanted + _AROUND_LIST if rows else self._nothing.sizeHint().height()
        height = min(wanted + frame, room.height() - top - _MARGIN)
        self._box.setGeometry((room.width() - width) // 2, top, width, height)


class _Line(QLineEdit):
    """The line of the palette: arrows move in the list, Enter takes, and nothing acts while a method composes."""

    moved = Signal(int)
    taken = Signal(bool)
    dropped = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_composing = False
        self.has_moved = False
        """Whether the user has chosen a row since the last key that was typed."""
        self.setProperty("kind", "plain")
        self.setPlaceholderText(tr("Command, case or lesson plan"))
        self.setAccessibleName(self.placeholderText())
        self._appearance = appearance
        self._take_font()
        appearance.changed.connect(self._take_font)
        self.textChanged.connect(self._begin_again)

    def _take_font(self) -> None:
        self.setFont(self._appearance.font("ui"))

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        if self._is_composing:
            super().keyPressEvent(event)
        elif step := steps.get(Qt.Key(event.key()), 0):
            self.has_moved = True
            self.moved.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab chooses the next row; the focus stays inside

    def _begin_again(self) -> None:
        self.has_moved = False
