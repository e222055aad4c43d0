"""Two cases side by side, field by field."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.merging import Side
from casedesk.ui.merge.merge_row import MergeRow
from casedesk.ui.merge.merge_words import result_sentence
from casedesk.ui.merge.pair_head import PairFooter, PairHead
from casedesk.ui.merge.pair_rows import pair_rows
from casedesk.ui.merge.pair_state import PairState
from casedesk.ui.theme import Appearance

_FIRST = "section:body"
"""The row that one begins with: the story decides whether it is the same one."""


class PairView(QWidget):
    """Follows the state. N, F, S, X and Ctrl+Enter decide; ↑ ↓ walk through the rows."""

    distinct_requested = Signal()
    family_requested = Signal()
    skip_requested = Signal()
    merge_requested = Signal()
    open_requested = Signal(int)

    def __init__(self, state: PairState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self.head = PairHead(state, appearance, self)
        self.footer = PairFooter(appearance, self)
        self.rows: tuple[MergeRow, ...] = ()
        self._current = _FIRST
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.verticalScrollBar().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.footer)
        self._connect()

    def row(self, name: str) -> MergeRow:
        """The row of a field; KeyError where the pair has none."""
        found = next((row for row in self.rows if row.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def focus_row(self) -> None:
        """Put the focus on the row that was current."""
        if self.rows:
            wanted = next((row for row in self.rows if row.name == self._current), self.rows[0])
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Begin with the story."""
        self._current = _FIRST
        self._scroll.verticalScrollBar().setValue(0)
        self.focus_row()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_row()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_N: self.distinct_requested,
            Qt.Key.Key_F: self.family_requested,
            Qt.Key.Key_S: self.skip_requested,
            Qt.Key.Key_X: self.head.swap_requested,
        }
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and key in keys:
            keys[key].emit()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            bar = self._scroll.verticalScrollBar()
            self.head.set_scroll_bar(bar.sizeHint().width() if event.type() is QEvent.Type.Show else 0)
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._state.shown.connect(self._show)
        self._state.changed.connect(self._follow)
        self.head.swap_requested.connect(self._state.swap)
        self.head.open_requested.connect(self.open_requested)
        self.footer.distinct.clicked.connect(self.distinct_requested)
        self.footer.family.clicked.connect(self.family_requested)
        self.footer.skip.clicked.connect(self.skip_requested)
        self.footer.merge.clicked.connect(self.merge_requested)

    def _show(self) -> None:
        had_focus = any(row.hasFocus() for row in self.rows)
        self.rows = ()
        if not self._state.is_open:
            self._scroll.setWidget(QWidget(self._scroll))
            return
        page = QWidget(self._scroll)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        choices = self._state.choices
        rows: list[MergeRow] = []
        for spec in pair_rows(self._state.pair):
            row = MergeRow(self._appearance, spec, page)
            row.show_side(choices.get(spec.name, Side.BOTH))
            row.side_chosen.connect(self._state.choose)
            row.side_toggled.connect(self._state.toggle)
            row.both_toggled.connect(self._state.toggle_both)
            row.step_requested.connect(self._step)
            row.focused.connect(self._mark)
            column.addWidget(row)
            rows.append(row)
        column.addStretch(1)
        self.rows = tuple(rows)
        self._scroll.setWidget(page)  # the one before goes with its rows
        self.footer.show_family(is_one=self._state.pair.in_one_family)
        self._tell_result()
        for row in self.rows:
            row.set_current(on=row.name == self._current)
        if had_focus:
            self.focus_row()

    def _follow(self, name: str) -> None:
        self.row(name).show_side(self._state.choices[name])
        self._tell_result()

    def _tell_result(self) -> None:
        sentence = result_sentence(self._state.pair, self._state.result(), self._state.choices)
        self.footer.result.setText(sentence)

    def _step(self, by: int) -> None:
        names = [row.name for row in self.rows]
        at = names.index(self._current) if self._current in names else 0
        self.rows[min(max(at + by, 0), len(self.rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _mark(self, current: MergeRow) -> None:
        self._current = current.name
        for row in self.rows:
            row.set_current(on=row is current)
        if current.height() > self._scroll.viewport().height():
            self._scroll.verticalScrollBar().setValue(current.y())
        else:
            self._scroll.ensureWidgetVisible(current, 0, 8)
