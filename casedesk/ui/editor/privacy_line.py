"""A quiet line over a case: what in it could tell who somebody is, place by place, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Facet
from casedesk.domain.private_data import PrivatePlace
from casedesk.texts import tr, tr_n
from casedesk.ui.models.value_names import value_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import ElidedLabel, Glyph, Words
from casedesk.ui.widgets.surfaces import set_surface


class PrivacyLine(QWidget):
    """Hidden while there is nothing to tell; unfolded it goes from place to place."""

    step_requested = Signal(int)
    """1 for the next place, -1 for the one before, 0 for the one that is named."""
    mask_requested = Signal()
    stand_in_requested = Signal()
    harmless_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        set_surface(self, "side", edge="bottom")
        self.setAccessibleName(tr("What could tell who somebody is"))
        self.words = ElidedLabel("", self)
        self.words.setProperty("tone", "ink2")
        self.look = LinkButton(tr("Look"), self)
        self.look.clicked.connect(self._unfold)
        self._place = QWidget(self)
        self.place = LinkButton("", self._place)
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self._place)
        self.previous = IconButton(appearance, "caret-up", tr("Place before"), self._place, size=16)
        self.next = IconButton(appearance, "caret-down", tr("Next place"), self._place, size=16)
        self.hide_it = LinkButton("", self._place)
        self.stand_in = LinkButton(tr("Give it a stand-in…"), self._place)
        self.harmless = LinkButton(tr("Not private"), self._place, is_quiet=True)
        self.fold = IconButton(appearance, "x", tr("Close (Esc)"), self._place, size=16)
        self._lay_out()
        self.place.clicked.connect(lambda: self.step_requested.emit(0))
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.hide_it.clicked.connect(self.mask_requested)
        self.stand_in.clicked.connect(self.stand_in_requested)
        self.harmless.clicked.connect(self.harmless_requested)
        self.fold.clicked.connect(self.close_places)
        appearance.changed.connect(self._dress)
        self._dress()
        self._place.hide()
        self.hide()

    @property
    def is_unfolded(self) -> bool:
        """Whether places are gone through."""
        return not self._place.isHidden()

    def show_places(self, places: Sequence[PrivatePlace], at: int) -> None:
        """Tell of places, of which one is named; hidden for none."""
        if not places:
            self.close_places()
            self.hide()
            return
        n = len(places)
        kinds = tr(", ").join(dict.fromkeys(value_name(Facet.PRIVATE, place.kind) for place in places))
        words = tr_n(
            "{n} place could tell who somebody is: {kinds}", "{n} places could tell who somebody is: {kinds}", n
        )
        self.words.setText(words.format(n=n, kinds=kinds))
        named = places[at]
        words = tr("{kind} {text}").format(kind=value_name(Facet.PRIVATE, named.kind), text=_short(named.text))
        self.place.setText(words.replace("&", "&&"))
        self.place.setAccessibleName(tr("Go to {place}").format(place=words))
        self._count.setText(f"{at + 1:,} / {n:,}")
        self.hide_it.setText(tr("Make it {mask}").format(mask=_short(named.mask)))
        for button in (self.previous, self.next):
            button.setEnabled(n > 1)
        self.show()

    def close_places(self) -> None:
        """Leave the line as the one sentence that it was."""
        self._place.hide()
        self.look.show()

    def unfold(self) -> None:
        """Go through the places."""
        self._unfold()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_unfolded:
            self.close_places()
            self.look.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _unfold(self) -> None:
        self._place.show()
        self.look.hide()
        self.step_requested.emit(0)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(Glyph(self._appearance, "shield-warning", role="warn", parent=self))
        first.addWidget(self.words, 1)
        first.addWidget(self.look)
        flow = FlowLayout(self._place, spacing=12, line_spacing=4)
        steps = QWidget(self._place)
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.previous, self._count, self.next):
            row.addWidget(part)
        for part in (steps, self.place, self.hide_it, self.stand_in, self.harmless, self.fold):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 12, 4)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self._place)

    def _dress(self) -> None:
        font = self._appearance.font("meta")
        for part in (self.words, self.look, self.place, self.hide_it, self.stand_in, self.harmless):
            part.setFont(font)


def _short(words: str) -> str:
    return words if len(words) <= 24 else words[:23] + "…"
