"""How much of a source goes into the library: counted, drawn to scale, and a way to walk through the places."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.draft import SpanKind
from casedesk.domain.source_parts import Coverage, SourceParts
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.review.review_words import characters
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.fit_bar import FitBar, Part
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words

KEPT, DROPPED, FURNITURE, LEFT_OVER = range(4)
_NAMES = (N_("In cases"), N_("Dropped"), N_("Headers, contents, adverts"), N_("Left over"))
_BAR_ROLES = ("accent", "bad", "control", "warn")
_TONES = ("accent", "bad", "ink2", "warn")


class CoverageBar(QWidget):
    """Four parts: added, dropped, furniture, left over. A click on one goes to its next place."""

    place_requested = Signal(int)
    """An offset of the source to show."""
    height_changed = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: SourceParts | None = None
        self._is_brief = False
        self._walked = 0
        self.bar = FitBar(appearance, self)
        self.bar.set_interactive(tr("What of the text is added"))
        self.bar.part_clicked.connect(self.walk)
        self._names = [self._name(appearance, at) for at in range(4)]
        self._amounts = [Words(appearance, kind="meta", tone="ink2", parent=self) for _ in range(4)]
        self._shares: list[QWidget] = []
        self._link = LinkButton("", self)
        self._link.clicked.connect(self._walk_left_over)
        self._build()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.height_changed.emit(self.height())

    def show_parts(self, parts: SourceParts) -> None:
        """Count and draw."""
        self._parts = parts
        coverage = parts.coverage()
        counts = (coverage.kept, coverage.dropped, coverage.furniture, coverage.left_over)
        self.bar.set_parts(
            [
                Part(count, role, _sentence(at, count, coverage))
                for at, (count, role) in enumerate(zip(counts, _BAR_ROLES, strict=True))
            ]
        )
        for at, count in enumerate(counts):
            is_shown = at == LEFT_OVER or (not self._is_brief and (bool(count) or at != DROPPED))
            self._shares[at].setVisible(is_shown)
            self._amounts[at].setText(_amount(count, coverage))
        places = len(parts.part_starts(SpanKind.LEFT_OVER))
        self._link.setVisible(places > 0)
        words = tr_n("Show the {n} place left over", "Show the {n} places left over", places).format(n=places)
        self._link.setText(tr("Show") if self._is_brief else words)
        self._link.setAccessibleName(words)

    def set_brief(self, *, is_brief: bool) -> None:
        """Say only what is left over, where there is little height; the bar still tells the rest when asked."""
        if is_brief != self._is_brief:
            self._is_brief = is_brief
            if self._parts is not None:
                self.show_parts(self._parts)

    def walk(self, part: int) -> None:
        """Ask for the next place of a part, from the top again after the last."""
        if self._parts is None:
            return
        starts = self._starts(part)
        if starts:
            following = [start for start in starts if start > self._walked]
            self._walked = following[0] if following else starts[0]
            self.place_requested.emit(self._walked)

    def set_place(self, offset: int) -> None:
        """Walk on from here."""
        self._walked = offset

    def _walk_left_over(self) -> None:
        self.walk(LEFT_OVER)

    def _starts(self, part: int) -> tuple[int, ...]:
        if self._parts is None:
            return ()
        if part == FURNITURE:
            return self._parts.part_starts(SpanKind.FURNITURE)
        if part == LEFT_OVER:
            return self._parts.part_starts(SpanKind.LEFT_OVER)
        return self._parts.draft_starts(is_dropped=part == DROPPED)

    def _name(self, appearance: Appearance, at: int) -> Words:
        name = Words(appearance, tr(_NAMES[at]), kind="meta", tone=_TONES[at], parent=self)
        if at == FURNITURE:
            _strike(name)
            appearance.changed.connect(self._strike_again)
        return name

    def _strike_again(self) -> None:
        _strike(self._names[FURNITURE])

    def _build(self) -> None:
        counts = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        counts.setSizePolicy(policy)
        flow = FlowLayout(counts, spacing=8, line_spacing=4)
        for name, amount in zip(self._names, self._amounts, strict=True):
            share = QWidget(counts)  # the two never part: what is counted, and its count
            row = QHBoxLayout(share)
            row.setContentsMargins(0, 0, 8, 0)
            row.setSpacing(8)
            for label in (name, amount):
                label.setMinimumHeight(self._link.sizeHint().height())
                row.addWidget(label)
            flow.addWidget(share)
            self._shares.append(share)
        flow.addWidget(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(counts)


def _amount(count: int, coverage: Coverage) -> str:
    share = count / coverage.total if coverage.total else 0.0
    return tr(", ").join((characters(count), f"{share * 100:.1f}%"))


def _sentence(at: int, count: int, coverage: Coverage) -> str:
    return f"{tr(_NAMES[at])}: {_amount(count, coverage)}"


def _strike(label: Words) -> None:
    font = QFont(label.font())
    font.setStrikeOut(True)
    label.setFont(font)
