"""What a page of settings is made of: rows with a name, a muted sentence and a control at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule

_WORDS_WIDTH = 160


class SettingRow(QWidget):
    """One setting. A wide control goes below the words."""

    def __init__(
        self, appearance: Appearance, name: str, sentence: str, control: QWidget, *, is_wide: bool = False
    ) -> None:
        super().__init__()
        self.words = f"{name} {sentence}".casefold()
        self._name = Words(appearance, name, wraps=True, parent=self)
        self._name.setBuddy(control)
        self._about = Words(appearance, sentence, kind="meta", tone="ink2", wraps=True, parent=self)
        if not control.accessibleName():
            control.setAccessibleName(name)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self._about)
        self._about.setVisible(bool(sentence))
        self._control = control
        self._is_wide = is_wide
        self._appearance = appearance
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 12, 0, 12)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(column, 0, 0)
        self._place()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addLayout(self._grid)
        self._outer.addWidget(Rule(self))

    def say(self, sentence: str) -> None:
        """Change the muted sentence."""
        self._about.setText(sentence)
        self._about.setVisible(bool(sentence))
        self.words = f"{self._name.text()} {sentence}".casefold()

    def add_below(self, widget: QWidget) -> None:
        """Put something under the row that belongs to it."""
        self._outer.insertWidget(1, widget)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The control at the right where the words keep room enough, below them where not."""
        room = self.width() - self._control.sizeHint().width() - 24
        if self._is_wide or room < self._appearance.px(_WORDS_WIDTH):
            at_left = Qt.AlignmentFlag(0) if self._is_wide else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(self._control, 1, 0, 1, 2, at_left)
        else:
            self._grid.addWidget(self._control, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Section(QWidget):
    """A page of settings. `properties` are those that "back to the defaults" resets; the link is left out without."""

    def __init__(
        self,
        appearance: Appearance,
        settings: Settings,
        title: str,
        *,
        properties: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.title = title
        self.appearance = appearance
        self.settings = settings
        self._rows: list[SettingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 24)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 10, 0, 10)
        head.addWidget(Words(appearance, title, kind="title", wraps=True), 1)
        if properties:
            reset = LinkButton(tr("Back to the defaults"))
            reset.clicked.connect(lambda: settings.reset(*properties))
            head.addWidget(reset, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(head)
        self._column.addWidget(Rule(self))

    def add_row(self, name: str, sentence: str, control: QWidget, *, is_wide: bool = False) -> SettingRow:
        """Add a setting."""
        row = SettingRow(self.appearance, name, sentence, control, is_wide=is_wide)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def keep(self, name: str) -> Callable[[object], None]:
        """A slot that remembers what it is given as the property `name`."""

        def take(value: object) -> None:
            setattr(self.settings, name, value)

        return take

    def add(self, widget: QWidget) -> None:
        """Add something that is no row."""
        self._column.addSpacing(16)
        self._column.addWidget(widget)

    def show_matching(self, typed: str) -> bool:
        """Show the rows that have these words, all for no words; whether there are some."""
        wanted = typed.casefold().split()
        is_title_hit = all(word in self.title.casefold() for word in wanted)
        shown = [row for row in self._rows if is_title_hit or all(word in row.words for word in wanted)]
        for row in self._rows:
            row.setVisible(row in shown)
        return bool(shown) or is_title_hit


class StepSlider(QWidget):
    """A slider over a few steps, small to large, with the value in words at its right."""

    chosen = Signal(int)
    """The step that the user chose."""

    def __init__(self, appearance: Appearance, steps: tuple[int, ...], name: str) -> None:
        super().__init__()
        self._steps = steps
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, len(steps) - 1)
        self.slider.setPageStep(1)
        self.slider.setFixedWidth(160)
        self.slider.setAccessibleName(name)
        self._value = QLabel(self)
        self._value.setMinimumWidth(appearance.px(64))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Words(appearance, tr("Small"), kind="meta", tone="ink2", parent=self))
        row.addWidget(self.slider)
        row.addWidget(Words(appearance, tr("Large"), tone="ink2", parent=self))
        row.addWidget(self._value)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._tell)

    def _tell(self, at: int) -> None:
        self.chosen.emit(self._steps[at])

    def show_step(self, value: int, words: str) -> None:
        """Show a value, and say it in words."""
        nearest = min(range(len(self._steps)), key=lambda at: abs(self._steps[at] - value))
        if self.slider.value() != nearest:
            self.slider.blockSignals(True)
            self.slider.setValue(nearest)
            self.slider.blockSignals(False)
        self._value.setText(words)
