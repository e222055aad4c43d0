"""Says over the list that only a part of the library is looked at, and leads out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casedesk.domain.filters import CaseFilter
from casedesk.texts import tr
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Glyph
from casedesk.ui.widgets.surfaces import set_surface


class PartBar(QWidget):
    """Hidden while the whole library is looked at."""

    left = Signal()
    """The whole library shall be looked at again."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "wash", edge="bottom")
        self._appearance = appearance
        self._words = ElidedLabel(parent=self)
        self._words.setProperty("tone", "accent")
        self.leave_button = IconButton(appearance, "ph.x", tr("Show the whole library"), self, size=14)
        self.leave_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.leave_button.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(Glyph(appearance, "ph.eye", role="accent", parent=self))
        layout.addWidget(self._words, 1)
        layout.addWidget(self.leave_button)
        self._take_font()
        appearance.changed.connect(self._take_font)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_part(self, wanted: CaseFilter) -> None:
        """Name the part that a filter looks at."""
        if wanted.within is not None:
            text = tr("Only {part}").format(part=part_name(wanted.within))
            self._words.setText(text)
        self.setVisible(wanted.within is not None)

    def _take_font(self) -> None:
        self._words.setFont(self._appearance.font("ui_medium"))


def part_name(part: CaseFilter) -> str:
    """A part of the library in the words of its chips, the outermost part first."""
    words = [part_name(part.within)] if part.within is not None else []
    words += [chip.text for chip in filter_chips(part)]
    words += [tr("“{words}”").format(words=part.text)] if part.text else []
    return " · ".join(words)
