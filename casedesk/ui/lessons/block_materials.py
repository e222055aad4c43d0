"""The materials of a block: name, how many, for whom."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casedesk.domain.lesson import Material, Per
from casedesk.texts import tr
from casedesk.ui.lessons.block_words import PER_NAMES
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.spin_boxes import ChoiceBox, NumberBox


class _MaterialRow(QWidget):
    """One material."""

    edited = Signal()
    removed = Signal()

    def __init__(self, appearance: Appearance, material: Material, parent: QWidget) -> None:
        super().__init__(parent)
        self.material = material
        self.name = QLineEdit(material.name, self)
        self.name.setAccessibleName(tr("Material"))
        self.name.setPlaceholderText(tr("Material"))
        self.amount = NumberBox(self)
        self.amount.setRange(1, 999)
        self.amount.setAccessibleName(tr("How many"))
        self.per = ChoiceBox(self)
        self.per.setAccessibleName(tr("For whom"))
        for per in Per:
            self.per.addItem(tr(PER_NAMES[per]), per)
        remove = IconButton(appearance, "ph.x", tr("Remove the material"), self, size=14)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name, 1)
        for widget in (self.amount, self.per, remove):
            layout.addWidget(widget)
        self.show_material(material)
        self.name.textEdited.connect(partial(self._put, "name"))
        self.amount.valueChanged.connect(partial(self._put, "amount"))
        self.per.currentIndexChanged.connect(self._on_per)
        remove.clicked.connect(self.removed)

    def show_material(self, material: Material) -> None:
        self.material = material
        with QSignalBlocker(self.amount), QSignalBlocker(self.per):
            self.amount.setValue(material.amount)
            self.per.setCurrentIndex(self.per.findData(material.per))
        if self.name.text() != material.name:
            self.name.setText(material.name)

    def _put(self, name: str, value: object) -> None:
        self.material = replace(self.material, **{name: value})  # pyright: ignore[reportArgumentType]
        self.edited.emit()

    def _on_per(self) -> None:
        self._put("per", Per(self.per.currentData()))


class BlockMaterials(QWidget):
    """One row for every material, and a button to add one."""

    edited = Signal(object)
    """tuple[Material, ...]; rows without a name are left out."""
    height_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: list[_MaterialRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._add = LinkButton(tr("Add a material"), self)
        self._add.setIcon(appearance.icon("ph.plus", "accent"))
        self._add.clicked.connect(self._add_row)
        self._layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_materials(self, materials: tuple[Material, ...]) -> None:
        """Show these materials."""
        if materials == self._named():
            return
        for row in self._rows:
            self._drop(row)
        self._rows.clear()
        for material in materials:
            self._append(material)
        self.height_changed.emit()

    def _named(self) -> tuple[Material, ...]:
        return tuple(row.material for row in self._rows if row.material.name.strip())

    def _append(self, material: Material) -> _MaterialRow:
        row = _MaterialRow(self._appearance, material, self)
        row.edited.connect(lambda: self.edited.emit(self._named()))
        row.removed.connect(lambda: self._remove(row))
        self._layout.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _add_row(self) -> None:
        row = self._append(Material(""))
        row.show()
        self.height_changed.emit()
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: _MaterialRow) -> None:
        self._rows.remove(row)
        self._drop(row)
        self.edited.emit(self._named())
        self.height_changed.emit()

    def _drop(self, row: _MaterialRow) -> None:
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
