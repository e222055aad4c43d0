"""One side of a row: what that case has, and the button or tick that takes it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.merge.pair_rows import Cell, PairRow
from casedesk.ui.merge.passage_text import LINE_HEIGHT, PassageText
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Glyph, Words

_LINK_PADDING = 2
_LEFT, _GAP, _RIGHT = 16, 10, 24


class MergeCell(QWidget):
    """Shows a cell; a click anywhere on it takes it. Keys are the row's."""

    clicked = Signal()
    """The button or tick itself."""
    pressed = Signal()
    """Anywhere else."""
    unfold_requested = Signal()

    def __init__(self, appearance: Appearance, row: PairRow, cell: Cell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._cell = cell
        self._texts: list[Words] = []
        self._passage: PassageText | None = None
        self.unfold: LinkButton | None = None
        self._is_unfolded = False
        self.radio = QRadioButton(self)
        self.radio.setAutoExclusive(False)
        self.tick = QCheckBox(self)
        self._kept = Glyph(appearance, "ph.check", role="ok", size=16, parent=self)
        self._indicators = (self.radio, self.tick)
        for each in self._indicators:
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            each.clicked.connect(self.clicked)
        self._kept.setVisible(row.is_fixed)
        self._is_fixed = row.is_fixed
        self._build()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not row.is_fixed:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._align()
        appearance.changed.connect(self._align)

    def show_choice(self, *, is_taken: bool, is_both: bool) -> None:
        """Show whether this side is taken, alone or with the other."""
        self.radio.setVisible(not self._is_fixed and not is_both)
        self.tick.setVisible(not self._is_fixed and is_both)
        self.radio.setChecked(is_taken)
        self.tick.setChecked(is_taken)
        for words in self._texts:
            words.set_tone("ink" if (is_taken or self._is_fixed) and not self._cell.is_empty else "ink2")
        if self._passage is not None:
            self._passage.set_muted(on=not is_taken)

    def set_unfolded(self, *, on: bool) -> None:
        """Show the whole text, or fold it."""
        if self.unfold is None or self._passage is None:
            return
        self._is_unfolded = on
        self._name_unfold()
        self._passage.set_unfolded(on=on)
        self._passage.setVisible(on or not self._cell.words)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()
        event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_unfold()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def _name_unfold(self) -> None:
        """Say how much is folded, or only how to see it where there is no room for more."""
        if self.unfold is None:
            return
        needed = self.unfold.fontMetrics().horizontalAdvance(self._cell.hidden) + 2 * _LINK_PADDING
        folded = self._cell.hidden if needed <= self._room else tr("Show")
        self.unfold.setText(tr("Fold") if self._is_unfolded else folded)
        self.unfold.setToolTip(self._cell.hidden)

    @property
    def _room(self) -> int:
        """The width of the words."""
        margins, sign = self.contentsMargins(), self._appearance.px(16) + 2
        return self.width() - margins.left() - margins.right() - _LEFT - _GAP - sign - _RIGHT

    def _build(self) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        cell = self._cell
        if cell.is_empty:
            content.addWidget(self._words(tr("(empty)")))
        if cell.hidden:
            self.unfold = LinkButton(cell.hidden, self)
            self.unfold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.unfold.clicked.connect(self.unfold_requested)
        if cell.words and self.unfold is not None:
            content.addWidget(self._summary(cell.words, self.unfold))
        elif cell.words:
            content.addWidget(self._words(cell.words))
        if cell.values:
            content.addWidget(self._values())
        if cell.text:
            self._passage = PassageText(self._appearance, self)
            self._passage.setAccessibleName(cell.text)
            self._passage.show_text(cell.text, cell.stretches)
            self._passage.setVisible(not cell.words)
            content.addWidget(self._passage)
        if self.unfold is not None and not cell.words:
            below = QHBoxLayout()
            below.setContentsMargins(-_LINK_PADDING, 0, 0, 0)
            below.addWidget(self.unfold)
            below.addStretch(1)
            content.addLayout(below)
        content.addStretch(1)
        self._signs = QVBoxLayout()
        self._signs.setContentsMargins(0, 0, 0, 0)
        for each in (*self._indicators, self._kept):
            self._signs.addWidget(each)
        self._signs.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 10, _RIGHT, 9)
        row.setSpacing(_GAP)
        row.addLayout(self._signs)
        row.addLayout(content, 1)

    def _summary(self, text: str, unfold: LinkButton) -> QWidget:
        """What is said in place of a text, and the way to the text, in one line where there is room."""
        holder, flow = _flowing(self, spacing=8)
        words = Words(self._appearance, text, parent=holder)
        words.setToolTip(text)
        self._texts.append(words)
        for part in (words, unfold):
            flow.addWidget(part)
        return holder

    def _words(self, text: str) -> Words:
        words = Words(self._appearance, text, wraps=True, parent=self)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._texts.append(words)
        return words

    def _values(self) -> QWidget:
        holder, flow = _flowing(self, spacing=4)
        for value in self._cell.values:
            label = QLabel(value, holder)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("chip", "quiet")
            flow.addWidget(label)
        return holder

    def _align(self) -> None:
        """Set the sign on the first line, whatever its letters are."""
        is_reading = self._passage is not None and not self._cell.words
        font = self._appearance.font("reading" if is_reading else "ui")
        line = round(font.pixelSize() * (LINE_HEIGHT if is_reading else 1.45))
        side = self._appearance.px(16)
        self._signs.setContentsMargins(0, max(0, (line - side) // 2), 0, 0)
        for each in self._indicators:
            each.setFixedSize(side + 2, side)
        self._kept.setFixedWidth(side + 2)
        for label in self.findChildren(QLabel):
            if label.property("chip"):
                label.setFont(self._appearance.font("meta"))
        if self.unfold is not None:
            self.unfold.setFont(self._appearance.font("meta"))


def _flowing(parent: QWidget, *, spacing: int) -> tuple[QWidget, FlowLayout]:
    """A widget whose parts go on in the next line where there is no room."""
    holder = QWidget(parent)
    flow = FlowLayout(holder, spacing=spacing)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder, flow
