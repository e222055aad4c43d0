"""A row of the comparison: the name of a field, and what each of the two cases has there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.merging import Side
from casedesk.texts import tr
from casedesk.ui.merge.merge_cell import MergeCell
from casedesk.ui.merge.pair_rows import Cell, PairRow
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words

_LABEL_WIDTH = 104
_LABEL_ROOM = 28
_SIDES = {
    Qt.Key.Key_1: Side.KEPT,
    Qt.Key.Key_Left: Side.KEPT,
    Qt.Key.Key_2: Side.OTHER,
    Qt.Key.Key_Right: Side.OTHER,
}


class MergeRow(QWidget):
    """Takes the focus; ← → or 1 2 choose the side, Space takes both, Enter unfolds."""

    side_chosen = Signal(str, object)
    side_toggled = Signal(str, object)
    both_toggled = Signal(str)
    step_requested = Signal(int)
    focused = Signal(object)

    def __init__(self, appearance: Appearance, row: PairRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._appearance = appearance
        self._is_current = False
        self._is_unfolded = False
        self._side = Side.KEPT
        self._label = Words(appearance, row.label, kind="meta", tone="ink2", wraps=True, parent=self)
        self.both = LinkButton(tr("Keep both"), self)
        self._not_both = LinkButton(tr("Keep both"), self, is_quiet=True)
        self._always = Words(appearance, tr("Both are kept"), kind="meta", tone="ink2", wraps=True, parent=self)
        self.kept = MergeCell(appearance, row, row.kept, self)
        self.other = MergeCell(appearance, row, row.other, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._connect()
        appearance.changed.connect(self._dress)
        self._dress()

    @property
    def name(self) -> str:
        """The name of its field."""
        return self.row.name

    def show_side(self, side: Side) -> None:
        """Show what has been chosen."""
        self._side = side
        is_both = side is Side.BOTH and self.row.can_be_both
        self.kept.show_choice(is_taken=side is not Side.OTHER, is_both=is_both)
        self.other.show_choice(is_taken=side is not Side.KEPT, is_both=is_both)
        self.both.setVisible(is_both)
        self._not_both.setVisible(self.row.can_be_both and not is_both)
        self.setAccessibleName(self._spoken())

    def set_current(self, *, on: bool) -> None:
        """Show that it is the row that the keys mean."""
        if on != self._is_current:
            self._is_current = on
            self.update()

    def toggle_folds(self) -> None:
        """Show what is folded in both cells, or fold it again."""
        self._is_unfolded = not self._is_unfolded
        for cell in (self.kept, self.other):
            cell.set_unfolded(on=self._is_unfolded)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_requested.emit(-1 if key is Qt.Key.Key_Up else 1)
        elif key in _SIDES and not self.row.is_fixed:
            self.side_chosen.emit(self.name, _SIDES[key])
        elif key is Qt.Key.Key_Space and self.row.can_be_both:
            self.both_toggled.emit(self.name)
        elif key is Qt.Key.Key_Space and not self.row.is_fixed:
            self.side_chosen.emit(self.name, Side.OTHER if self._side is Side.KEPT else Side.KEPT)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle_folds()
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        with QPainter(self) as painter:
            if self._is_current:
                painter.fillRect(self.rect(), theme.wash if self.hasFocus() else theme.hover)
                painter.fillRect(0, 0, 3, self.height(), theme.accent if self.hasFocus() else theme.control)
            line = QColor(theme.line)
            painter.fillRect(0, self.height() - 1, self.width(), 1, line)
            painter.fillRect(self.other.x(), 0, 1, self.height(), line)

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setContentsMargins(24, 11, 4, 9)
        names.setSpacing(0)
        names.addWidget(self._label)
        link = QHBoxLayout()
        link.setContentsMargins(-2, 0, 0, 0)  # a link has a little room around its words
        for each in (self.both, self._not_both):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.setToolTip(tr("Keep both (Space)"))
            link.addWidget(each)
        link.addStretch(1)
        names.addLayout(link)
        names.addWidget(self._always)
        names.addStretch(1)
        self._always.setVisible(self.row.is_fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addLayout(names, 0, 0)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._always.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        grid.addWidget(self.kept, 0, 1)
        grid.addWidget(self.other, 0, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._grid = grid
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _connect(self) -> None:
        for side, cell in ((Side.KEPT, self.kept), (Side.OTHER, self.other)):
            cell.clicked.connect(self._taker(side))
            cell.pressed.connect(self._presser(side))
            cell.unfold_requested.connect(self.toggle_folds)
        for each in (self.both, self._not_both):
            each.clicked.connect(self._toggle_both)

    def _taker(self, side: Side):
        return lambda: self._take(side)

    def _presser(self, side: Side):
        return lambda: self._press(side)

    def _press(self, side: Side) -> None:
        """Words that are read must not take a tick away."""
        if self._side is not Side.BOTH:
            self._take(side)

    def _take(self, side: Side) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.row.is_fixed:
            return
        if self._side is Side.BOTH:
            self.side_toggled.emit(self.name, side)
        else:
            self.side_chosen.emit(self.name, side)
        self.show_side(self._side)  # a button that was clicked has switched itself, whatever was decided

    def _toggle_both(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.both_toggled.emit(self.name)

    def _spoken(self) -> str:
        words = {
            Side.KEPT: tr("{field}: the left one, {value}"),
            Side.OTHER: tr("{field}: the right one, {value}"),
            Side.BOTH: tr("{field}: both"),
        }
        cell = self.row.other if self._side is Side.OTHER else self.row.kept
        return words[self._side].format(field=self.row.label, value=_spoken_cell(cell))

    def _dress(self) -> None:
        self._grid.setColumnMinimumWidth(0, label_width(self._appearance))
        for each in (self.both, self._not_both):
            each.setFont(self._appearance.font("meta"))


def label_width(appearance: Appearance) -> int:
    """How wide the column of names is: it grows with the letters, its margins do not."""
    return appearance.px(_LABEL_WIDTH - _LABEL_ROOM) + _LABEL_ROOM


def _spoken_cell(cell: Cell) -> str:
    return cell.words or tr(", ").join(cell.values) or cell.text[:80] or tr("(empty)")
