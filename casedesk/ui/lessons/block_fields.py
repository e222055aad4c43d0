"""The fields of the open block, edited in place under its row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.lesson import Block, BlockKind, Need
from casedesk.tasks.value_names import KIND_NAMES, NEED_NAMES
from casedesk.texts import N_, tr
from casedesk.ui.dates import to_qtime
from casedesk.ui.lessons.block_cases import BlockCases
from casedesk.ui.lessons.block_goals import BlockGoals
from casedesk.ui.lessons.block_materials import BlockMaterials
from casedesk.ui.lessons.block_tracks import BlockTracks
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.growing_text import GrowingText
from casedesk.ui.widgets.muted_label import MutedLabel
from casedesk.ui.widgets.spin_boxes import ChoiceBox, NumberBox, TimeBox

MAX_MINUTES = 600
_TEXTS = (
    ("title", N_("Title"), N_("What the block is called")),
    ("intent", N_("Intent"), N_("What it is for")),
    ("trainer", N_("Trainer"), N_("What the trainer does")),
    ("learners", N_("Learners"), N_("What the learners do")),
    ("notes", N_("Notes"), N_("Only for the trainer")),
    ("transition", N_("Transition"), N_("What leads over to the next block")),
    ("changes", N_("Changes"), N_("What to do otherwise next time")),
)
_FURTHER = frozenset({"transition", "changes"})
"""Texts that are shown on demand, or where something stands in them."""
_MORE = "block_more"


class BlockFields(QWidget):
    """Shows one block. `edited` carries the new block, the name of the step, and the field that was typed in."""

    edited = Signal(object, str, str)
    """(Block, text of the undo step, field; the field is empty for a step of its own)"""
    case_open_requested = Signal(object)
    """The CaseUse."""
    case_pick_requested = Signal()
    closed = Signal()
    height_changed = Signal()

    def __init__(self, appearance: Appearance, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settings = settings
        self._further: list[tuple[str, tuple[QWidget, QWidget]]] = []
        self._block = Block("", 1)
        self._texts: dict[str, GrowingText] = {}
        self._cases = BlockCases(appearance, self)
        self._materials = BlockMaterials(appearance, self)
        self._goals = BlockGoals(self)
        self._tracks = BlockTracks(appearance, self)
        self._build()
        self._connect()
        self._dress()
        appearance.changed.connect(self._dress)

    def show_block(self, block: Block, cases: Mapping[int, Case], *, start: time) -> None:
        """Show a block that begins at `start`; nothing is said to have been edited. `cases` are its own, by id."""
        self._block = block
        with QSignalBlocker(self._kind), QSignalBlocker(self._need), QSignalBlocker(self._minutes):
            self._kind.setCurrentIndex(self._kind.findData(block.kind))
            self._need.setCurrentIndex(self._need.findData(block.need))
            self._minutes.setValue(block.minutes)
        with QSignalBlocker(self._groups), QSignalBlocker(self._size):
            self._groups.setValue(block.groups)
            self._size.setValue(block.group_size)
        with QSignalBlocker(self._pinned), QSignalBlocker(self._pin_time):
            self._pinned.setChecked(block.pinned is not None)
            self._pin_time.setEnabled(block.pinned is not None)
            self._pin_time.setTime(to_qtime(block.pinned or start))
        for name, field in self._texts.items():
            field.set_text(getattr(block, name))
        self._cases.show_uses(block.cases, cases)
        self._materials.show_materials(block.materials)
        self._goals.show_goals(block.goals)
        self._tracks.show_tracks(block.tracks)
        self._show_further()
        self.height_changed.emit()

    def height_at(self, width: int) -> int:
        """The height that the fields need at a width."""
        self._layout.activate()
        needs_width = self._layout.hasHeightForWidth()
        return self._layout.heightForWidth(width) if needs_width else self._layout.sizeHint().height()

    def focus_title(self) -> None:
        """Put the caret into the title."""
        self._texts["title"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._texts["title"].selectAll()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._kind = self._choice(tr("Kind"), [(tr(KIND_NAMES[kind]), kind) for kind in BlockKind])
        self._need = self._choice(tr("May it be dropped"), [(tr(NEED_NAMES[need]), need) for need in Need])
        self._minutes = self._number(tr("Minutes"), 1, MAX_MINUTES, suffix=tr(" min"))
        self._groups = self._number(tr("Number of groups"), 0, 99)
        self._size = self._number(tr("People in a group"), 0, 99)
        for box in (self._groups, self._size):
            box.setSpecialValueText("–")
        self._pinned = QCheckBox(tr("Starts at"), self)
        self._pin_time = TimeBox(self)
        self._pin_time.setAccessibleName(tr("Fixed start"))
        for row, (name, label, hint) in enumerate(_TEXTS):
            field = GrowingText(name=tr(label), placeholder=tr(hint), single_line=name == "title", parent=self)
            self._texts[name] = field
            self._add_line(grid, row, name, tr(label), field)
            if name == "title":
                field.setObjectName("blockTitle")
        parts = (
            ("cases", tr("Cases"), self._cases),
            ("materials", tr("Materials"), self._materials),
            ("goals", tr("Serves"), self._goals),
            ("tracks", tr("In parallel"), self._tracks),
        )
        for row, (name, label, part) in enumerate(parts, len(_TEXTS)):
            self._add_line(grid, row, name, label, part)
        self._more = LinkButton(tr("More fields"), self)
        self._more.clicked.connect(self._toggle_further)
        grid.addWidget(self._more, grid.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addLayout(self._choices_line())
        self._layout.addLayout(grid)

    def _add_line(self, grid: QGridLayout, row: int, name: str, text: str, field: QWidget) -> None:
        label = self._label(text, field)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, row, 1)
        if name in _FURTHER or name in {"goals", "tracks"}:
            self._further.append((name, (label, field)))

    def _show_further(self) -> None:
        is_open = self._settings.flag(_MORE, default=False)
        self._more.setText(tr("Fewer fields") if is_open else tr("More fields"))
        for name, widgets in self._further:
            for widget in widgets:
                widget.setVisible(is_open or bool(getattr(self._block, name)))

    def _toggle_further(self) -> None:
        self._settings.set_flag(_MORE, value=not self._settings.flag(_MORE, default=False))
        self._show_further()
        self.height_changed.emit()

    def _choices_line(self) -> QVBoxLayout:
        groups = (self._label(tr("Groups"), self._groups), self._groups, self._label("×", self._size), self._size)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 12, 0)
        lines.setSpacing(8)
        for widgets in ((self._kind, self._need, self._minutes), (self._pinned, self._pin_time, *groups)):
            flow = FlowLayout(spacing=8)
            for widget in widgets:
                flow.addWidget(widget)
            lines.addLayout(flow)
        return lines

    def _choice(self, name: str, items: list[tuple[str, object]]) -> QComboBox:
        combo = ChoiceBox(self)
        combo.setAccessibleName(name)
        for text, data in items:
            combo.addItem(text, data)
        return combo

    def _number(self, name: str, low: int, high: int, *, suffix: str = "") -> NumberBox:
        spin = NumberBox(self)
        spin.setAccessibleName(name)
        spin.setRange(low, high)
        spin.setSuffix(suffix)
        return spin

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = MutedLabel(self._appearance, text, self)
        label.setBuddy(buddy)
        label.setContentsMargins(0, 4, 0, 0)
        return label

    def _connect(self) -> None:
        for name, field in self._texts.items():
            field.edited.connect(partial(self._put, name))
            field.height_changed.connect(self.height_changed)
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._need.currentIndexChanged.connect(self._on_need)
        self._minutes.valueChanged.connect(partial(self._put, "minutes"))
        self._groups.valueChanged.connect(partial(self._put, "groups"))
        self._size.valueChanged.connect(partial(self._put, "group_size"))
        self._pinned.toggled.connect(self._pin)
        self._pin_time.timeChanged.connect(self._on_pin_time)
        self._cases.edited.connect(partial(self._step, "cases"))
        self._cases.case_open_requested.connect(self.case_open_requested)
        self._cases.case_pick_requested.connect(self.case_pick_requested)
        self._materials.edited.connect(partial(self._put, "materials"))
        self._materials.height_changed.connect(self.height_changed)
        self._goals.edited.connect(partial(self._step, "goals"))
        self._tracks.edited.connect(partial(self._put, "tracks"))
        self._tracks.height_changed.connect(self.height_changed)
        self._cases.height_changed.connect(self.height_changed)

    def _put(self, name: str, value: object) -> None:
        """Typing: the field is written after a pause, and merges with what is typed into it next."""
        self._block = replace(self._block, **{name: value})  # pyright: ignore[reportArgumentType]
        self.edited.emit(self._block, tr("Edit block"), name)

    def _step(self, name: str, value: object) -> None:
        """A step of its own: written at once."""
        self._block = replace(self._block, **{name: value})  # pyright: ignore[reportArgumentType]
        self.edited.emit(self._block, tr("Edit block"), "")

    def _on_kind(self) -> None:
        self._step("kind", BlockKind(self._kind.currentData()))

    def _on_need(self) -> None:
        self._step("need", Need(self._need.currentData()))

    def _on_pin_time(self) -> None:
        self._pin(self._pinned.isChecked())

    def _pin(self, is_pinned: bool) -> None:
        self._pin_time.setEnabled(is_pinned)
        self._put("pinned", self._pin_time.time().toPython() if is_pinned else None)

    def _dress(self) -> None:
        for field in self._texts.values():
            field.setFont(self._appearance.font("ui"))
        self.height_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
