"""Chips: short words on their own little paper, some of which can be taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import grow_icon
from casedesk.ui.widgets.flow_layout import FlowLayout

Look = Literal["quiet", "include", "exclude"]
_ROLES = {"quiet": "ink2", "include": "accent", "exclude": "bad"}


class Chip(QToolButton):
    """A chip. With `is_removable` it carries a cross, and a click means "take it away"."""

    edit_requested = Signal()
    """F2 or the right mouse button: its words shall be edited."""

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        *,
        look: Look = "quiet",
        is_removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setText(text.replace("&", "&&"))
        self.setProperty("chip", look)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Remove “{name}”").format(name=text) if is_removable else text)
        if is_removable:
            self.setIcon(appearance.icon("ph.x", _ROLES[look]))
            grow_icon(self, appearance, QSize(12, 12))
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self.setToolTip(self.accessibleName())
        self._take_font()
        appearance.changed.connect(self._take_font)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.edit_requested.emit()

    def _take_font(self) -> None:
        self.setFont(self._appearance.font("meta"))


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """What a chip says, how it looks, and the key by which its row tells of it."""

    key: str
    text: str
    look: Look = "quiet"


class ChipRow(QWidget):
    """Chips that wrap. Chips that stay keep their widget and so the focus; removing one moves it to the next."""

    clicked = Signal(str)
    """The key of the chip that was clicked."""
    edit_requested = Signal(str)
    """The key of the chip whose words shall be edited."""

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, *, is_removable: bool = False, spacing: int = 4
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_removable = is_removable
        self._shown: tuple[ChipSpec, ...] = ()
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, spacing=spacing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chips(self, chips: Sequence[ChipSpec]) -> None:
        """Show these chips, in this order."""
        if tuple(chips) == self._shown:
            return
        focused = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        old = dict(zip(self._shown, self._chips, strict=True))
        while self._flow.takeAt(0) is not None:
            pass
        self._shown = tuple(chips)
        self._chips = [old.pop(spec, None) or self._made(spec) for spec in chips]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        for gone in old.values():
            gone.hide()
            gone.deleteLater()
        if focused >= 0 and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()
        self.setVisible(bool(self._chips))
        self.updateGeometry()

    def _made(self, spec: ChipSpec) -> Chip:
        chip = Chip(self._appearance, spec.text, look=spec.look, is_removable=self._is_removable, parent=self)
        chip.clicked.connect(lambda: self.clicked.emit(spec.key))
        chip.edit_requested.connect(lambda: self.edit_requested.emit(spec.key))
        return chip
