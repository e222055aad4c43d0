"""One line under the source: what the text at the cursor is, why, and what can be done with all of its kind."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from casedesk.domain import cleaning
from casedesk.domain.alike import AlikeParts, alike_parts
from casedesk.domain.draft import Proposal, SpanKind
from casedesk.domain.source_parts import Piece
from casedesk.texts import tr, tr_n
from casedesk.ui.review.review_words import kind_name, reason_of
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import ElidedLabel

_LABEL_LENGTH = 12


class PlaceStrip(QWidget):
    """Says it and offers it; whoever holds the strip does it."""

    one_switched = Signal()
    """The furniture at the cursor shall be text, or be furniture again."""
    kind_switched = Signal(str, bool)
    """All furniture of this kind shall be text, or be furniture again."""
    parts_made_alike = Signal()
    place_requested = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._piece: Piece | None = None
        self._proposal: Proposal | None = None
        self._alike: AlikeParts | None = None
        self._asked: tuple[Proposal, Piece] | None = None
        """For which piece of which proposal the alike ones were looked for; they need a look at every line."""
        self.words = ElidedLabel(parent=self)
        self.words.setProperty("tone", "ink2")
        self._one = LinkButton("", self)
        self._all = LinkButton("", self)
        self.cleaned = LinkButton("", self, is_quiet=True)
        self.cleaned.setProperty("menu", True)
        self.cleaned.setToolTip(tr("What was cleaned away, and putting it back"))
        self._menu = QMenu(self.cleaned)
        self._menu.setToolTipsVisible(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 24, 4)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        for button in (self._one, self._all, self.cleaned):
            row.addWidget(button)
        self._one.clicked.connect(self.one_switched)
        self._all.clicked.connect(self._do_all)
        self.cleaned.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._switch)
        appearance.changed.connect(self._take_looks)
        self._take_looks()

    def show_place(self, proposal: Proposal, piece: Piece | None, offset: int) -> None:
        """Tell of a place of the source."""
        self._piece = piece
        is_inside = piece is not None and piece.span.start <= offset <= piece.span.end
        self.words.setText(reason_of(proposal, piece) if piece and is_inside else "")
        is_cleaned = bool(piece and is_inside and cleaning.is_cleaned(piece.span))
        self._one.setVisible(is_cleaned)
        if piece is None or not is_inside:
            self._forget_alike()
            self._all.hide()
        elif is_cleaned:
            self._forget_alike()
            self._offer_switch(proposal, piece)
        else:
            self._find_alike(proposal, piece, offset)
            self._offer_alike()
        self._count(proposal)

    def _find_alike(self, proposal: Proposal, piece: Piece, offset: int) -> None:
        if self._asked is None or self._asked[0] is not proposal or self._asked[1] != piece:
            self._asked = (proposal, piece)
            self._alike = alike_parts(proposal, min(offset, piece.span.end - 1))

    def _forget_alike(self) -> None:
        self._asked = self._alike = None

    def switch_kind(self) -> None:
        """All of the kind at the cursor: put back, or left out again."""
        if self._piece is not None and cleaning.is_cleaned(self._piece.span):
            kind, is_out = cleaning.kind_of(self._piece.span), self._piece.span.kind is SpanKind.FURNITURE
            self.kind_switched.emit(kind, is_out)

    def _do_all(self) -> None:
        if self._alike is not None:
            self.parts_made_alike.emit()
        else:
            self.switch_kind()

    def _offer_switch(self, proposal: Proposal, piece: Piece) -> None:
        is_out = piece.span.kind is SpanKind.FURNITURE
        self._one.setText(tr("Put it back") if is_out else tr("Leave it out again"))
        self._one.setToolTip(f"{self._one.text()} (B)")
        kind = cleaning.kind_of(piece.span)
        found = next((item for item in self._cleaned(proposal) if item.kind == kind), None)
        count = 0 if found is None else found.left_out if is_out else found.put_back
        self._all.setVisible(count > 1)
        self._all.setText(tr_n("All {n} of this kind", "All {n} of this kind", count).format(n=f"{count:,}"))
        self._all.setToolTip(f"{self._all.text()} (Shift+B)")

    def _offer_alike(self) -> None:
        alike = self._alike
        self._all.setVisible(alike is not None)
        if alike is None:
            return
        label = alike.label if len(alike.label) <= _LABEL_LENGTH else alike.label[: _LABEL_LENGTH - 1] + "…"
        words = tr_n("“{label}”: make {n} more {kind}", "“{label}”: make {n} more {kind}", alike.places)
        self._all.setText(words.format(label=label, n=f"{alike.places:,}", kind=kind_name(alike.kind)))
        self._all.setToolTip(f"{self._all.text()} (L)")

    def _count(self, proposal: Proposal) -> None:
        count = sum(item.left_out for item in self._cleaned(proposal))
        is_any = bool(self._cleaned(proposal))
        self.cleaned.setVisible(is_any)
        self.cleaned.setText(tr_n("Cleaned {n}", "Cleaned {n}", count).format(n=f"{count:,}"))

    def _cleaned(self, proposal: Proposal) -> tuple[cleaning.Cleaned, ...]:
        if self._proposal is not proposal:
            self._proposal = proposal
            self._found = cleaning.cleaned(proposal)
        return self._found

    def _fill_menu(self) -> None:
        self._menu.clear()
        for item in self._cleaned(self._proposal) if self._proposal else ():
            words = f"{item.reason}\t{item.left_out + item.put_back:,}".replace("&", "&&")
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(item.left_out > 0)
            action.setData((item.kind, item.left_out > 0))
            action.setToolTip(tr("Ticked: left out. Without the tick it is text again."))

    def _switch(self, action: QAction) -> None:
        kind, is_out = action.data()
        self.kind_switched.emit(str(kind), bool(is_out))

    def _take_looks(self) -> None:
        self.words.setFont(self._appearance.font("meta"))
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(self._appearance.px(36))
