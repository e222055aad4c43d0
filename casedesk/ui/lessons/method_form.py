"""The fields of a method of the trainer's own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from casedesk.domain.lesson import BlockKind
from casedesk.domain.methods import Method, MethodUse
from casedesk.tasks.value_names import KIND_NAMES
from casedesk.texts import N_, tr
from casedesk.ui.lessons.block_materials import BlockMaterials
from casedesk.ui.lessons.plan_draft import IDLE_MILLISECONDS
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.growing_text import GrowingText
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.spin_boxes import ChoiceBox, NumberBox

USE_NAMES: Mapping[MethodUse, str] = {
    MethodUse.OPENING: N_("Opening"),
    MethodUse.UNDERSTAND: N_("Understanding"),
    MethodUse.DISCUSS: N_("Discussion"),
    MethodUse.PRACTISE: N_("Practice"),
    MethodUse.CLOSING: N_("Closing"),
}
_MOST_MINUTES, _MOST_PEOPLE, _MOST_IN_GROUP = 600, 9999, 99


class MethodForm(QScrollArea):
    """Shows one method. What is typed is told after a pause, when the field is left, or on `write`."""

    edited = Signal(object, object, str)
    """(Method before, Method after, field)"""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stored: Method | None = None
        self._method: Method | None = None
        self._field = ""
        self.is_held: Callable[[], bool] = lambda: False
        """Asked whether nothing can be written just now; then it is tried again after the next pause."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 4, 8, 8)
        self._column.setSpacing(2)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(IDLE_MILLISECONDS)
        self._later.timeout.connect(self.write)
        self._build()
        self.setWidget(self._body)

    @property
    def method(self) -> Method | None:
        """The method as it is on the screen."""
        return self._method

    def show_method(self, method: Method | None) -> None:
        """Show a method; nothing is said to have been edited. What was typed must have been written."""
        self._stored = self._method = method
        if method is None:
            return
        self.name.set_text(method.name)
        self.purpose.set_text(method.purpose)
        if method.steps != _steps(self.steps.text()):
            self.steps.set_text("\n".join(method.steps))
        self.learners.set_text(method.learners)
        boxes = (self.low, self.high, self.few, self.many, self.group)
        for box, value in zip(boxes, (*method.minutes, *method.people, method.group), strict=True):
            _set(box, value)
        with QSignalBlocker(self.use), QSignalBlocker(self.kind):
            self.use.setCurrentIndex(self.use.findData(method.use))
            self.kind.setCurrentIndex(self.kind.findData(method.kind))
        self.materials.show_materials(method.materials)

    def write(self) -> None:
        """Tell what has been changed."""
        self._later.stop()
        before, after = self._stored, self._method
        if before is None or after is None or before == after:
            return
        if self.is_held():
            self._later.start()
            return
        self._stored = after
        self.edited.emit(before, after, self._field)

    def _build(self) -> None:
        self.name = self._text(tr("Name of the method"), is_line=True)
        self.use, self.kind = ChoiceBox(self._body), ChoiceBox(self._body)
        for use, name in USE_NAMES.items():
            self.use.addItem(tr(name), use)
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(tr(name), kind)
        self._pair((tr("Where in the class"), self.use), (tr("Kind of block"), self.kind))
        self.low, self.high = self._number(_MOST_MINUTES), self._number(_MOST_MINUTES)
        self._pair((tr("Minutes from"), self.low), (tr("Minutes to"), self.high))
        self.few, self.many = self._number(_MOST_PEOPLE), self._number(_MOST_PEOPLE)
        self._pair((tr("People from"), self.few), (tr("People to"), self.many))
        self.group = self._number(_MOST_IN_GROUP, least=0)
        self.group.setSpecialValueText(tr("the whole class"))
        self._labelled(tr("How many work together"), self.group)
        self.purpose = self._text(tr("What it is for"))
        self.steps = self._text(tr("Steps, one a line"))
        self.learners = self._text(tr("What learners do"))
        self.materials = BlockMaterials(self._appearance, self._body)
        self._labelled(tr("Materials"), self.materials)
        self._column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        for field, text in (("name", self.name), ("purpose", self.purpose), ("learners", self.learners)):
            text.edited.connect(partial(self._put, field))
        self.steps.edited.connect(self._put_steps)
        for text in (self.name, self.purpose, self.steps, self.learners):
            text.left.connect(self.write)
        self.use.currentIndexChanged.connect(self._put_use)
        self.kind.currentIndexChanged.connect(self._put_kind)
        self.group.valueChanged.connect(partial(self._put, "group"))
        for field, low, high in (("minutes", self.low, self.high), ("people", self.few, self.many)):
            low.valueChanged.connect(partial(self._put_range, field, low, high, low))
            high.valueChanged.connect(partial(self._put_range, field, low, high, high))
        self.materials.edited.connect(partial(self._put, "materials"))

    def _put(self, field: str, value: object) -> None:
        if self._method is None:
            return
        if field != self._field:
            self.write()
        self._field = field
        self._method = replace(self._method, **{field: value})  # pyright: ignore[reportArgumentType]
        self._later.start()

    def _put_steps(self, text: str) -> None:
        self._put("steps", _steps(text))

    def _put_use(self) -> None:
        self._put("use", MethodUse(self.use.currentData()))

    def _put_kind(self) -> None:
        self._put("kind", BlockKind(self.kind.currentData()))

    def _put_range(self, field: str, low: NumberBox, high: NumberBox, moved: NumberBox, _value: int) -> None:
        """Take both ends; the one that was not moved goes along where it would be on the wrong side."""
        if low.value() > high.value():
            _set(high if moved is low else low, moved.value())
        self._put(field, (low.value(), high.value()))

    def _text(self, label: str, *, is_line: bool = False) -> GrowingText:
        field = GrowingText(name=label, single_line=is_line, parent=self._body)
        field.setProperty("flat", False)
        self._labelled(label, field)
        return field

    def _number(self, most: int, *, least: int = 1) -> NumberBox:
        box = NumberBox(self._body)
        box.setRange(least, most)
        return box

    def _labelled(self, label: str, field: QWidget) -> None:
        field.setAccessibleName(label)
        self._column.addSpacing(6)
        self._column.addWidget(self._label(label, field))
        self._column.addWidget(field)

    def _pair(self, first: tuple[str, QWidget], second: tuple[str, QWidget]) -> None:
        """Two fields beside each other."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column, (label, field) in enumerate((first, second)):
            field.setAccessibleName(label)
            grid.addWidget(self._label(label, field), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        self._column.addSpacing(6)
        self._column.addLayout(grid)

    def _label(self, text: str, buddy: QWidget) -> Words:
        label = Words(self._appearance, text, kind="meta", tone="ink2", parent=self._body)
        label.setBuddy(buddy)
        return label


def _set(box: NumberBox, value: int) -> None:
    with QSignalBlocker(box):
        box.setValue(value)


def _steps(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
