"""What stands beside a case in focus: how complete it is, where it is filed, its minutes, source and use."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case, Facet
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.editor.case_facts import CaseFacts
from casedesk.ui.editor.case_family import FamilyBox
from casedesk.ui.editor.chosen_parts import ChosenParts
from casedesk.ui.editor.completeness_box import CompletenessBox
from casedesk.ui.editor.facet_line import LINE, FacetLine, Known
from casedesk.ui.editor.history_box import HistoryBox
from casedesk.ui.editor.minutes_box import MinutesBox
from casedesk.ui.editor.side_place import Side, fit_beside
from casedesk.ui.editor.uses_box import UsesBox
from casedesk.ui.models.value_names import facet_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.figure_rows import FigureRows
from casedesk.ui.widgets.labels import ElidedLabel, SectionHeading, Words
from casedesk.ui.widgets.surfaces import set_surface

WIDTH = 336


class Inspector(QScrollArea):
    """The panel at the right."""

    gap_requested = Signal()
    closed = Signal()
    """Esc, where the panel has come over the text and can be sent away."""
    source_requested = Signal()
    case_requested = Signal(int)
    compare_requested = Signal(int)
    """The case and this one, which is like it, shall be laid side by side."""
    minutes_changed = Signal(object)
    """The trainer's own minutes, None for the estimate."""
    values_changed = Signal(object, object)

    def __init__(self, appearance: Appearance, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._side: Side = "right"
        self._room = 0
        self.is_passing = False
        """Whether the panel was called for, as there is no room for it otherwise."""
        self._alike: list[QWidget] = []
        self.family = FamilyBox(appearance, self)
        set_surface(self, "side", edge="left")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget(self)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(20, 16, 16, 24)
        self._column.setSpacing(8)
        self.setWidget(self._page)
        self.completeness = CompletenessBox(appearance, self._page)
        self.completeness.gap_requested.connect(self.gap_requested)
        self._column.addWidget(self.completeness)
        self._build_facets(known)
        self.time = MinutesBox(appearance, self._page)
        self.time.minutes_changed.connect(self.minutes_changed)
        self._column.addSpacing(8)
        self._column.addWidget(self.time)
        self._build_rest()
        self._column.addStretch(1)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_case(self, case: Case, facts: CaseFacts, parts: ChosenParts, *, characters_a_minute: int) -> None:
        """Show what is known about a case."""
        self.completeness.show_case(case, parts)
        for line in self._facets.values():
            line.show_case(case)
        self.time.show_case(case, facts, characters_a_minute=characters_a_minute)
        self._show_facts(case, facts)

    @property
    def facet_lines(self) -> tuple[FacetLine, ...]:
        """The lines in which the case is filed."""
        return tuple(self._facets.values())

    @property
    def focus_target(self) -> QWidget:
        """What has the focus when the panel is called for."""
        return self.completeness.custom

    def place(self, side: Side, room: int) -> None:
        """Stand at the right of the text, or below it with so much room where the view is narrow."""
        self._side, self._room = side, room
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_passing:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def show_alike(self, alike: Sequence[tuple[int, str, float]]) -> None:
        """Show the cases that tell a similar story: id, title, share."""
        for row in self._alike:
            self._similar.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._alike = []
        for case_id, title, share in alike:
            row = self._alike_row(case_id, title, share)
            self._similar.addWidget(row)
            row.show()
            self._alike.append(row)
        self._similar_head.setVisible(bool(alike))

    def _alike_row(self, case_id: int, title: str, share: float) -> QWidget:
        row = QWidget(self._page)
        name = ElidedLabel(title, row)
        name.setFont(self._appearance.font("ui"))
        opens = LinkButton(tr("Open"), row)
        opens.setAccessibleName(tr("Open “{title}”").format(title=title))
        opens.clicked.connect(self._asker(case_id))
        compare = LinkButton(tr("Compare"), row)
        compare.setAccessibleName(tr("Compare with “{title}”").format(title=title))
        compare.clicked.connect(lambda: self.compare_requested.emit(case_id))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(name, 1)
        line.addWidget(Words(self._appearance, f"{share:.0%}", kind="meta", tone="ink2", parent=row))
        for link in (opens, compare):
            link.setFont(self._appearance.font("meta"))
            line.addWidget(link)
        return row

    def _build_facets(self, known: Known) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(SectionHeading(self._appearance, tr("Classification"), self._page))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._facets: dict[Facet, FacetLine] = {}
        for at, facet in enumerate((*LINE, Facet.STATE)):
            is_state = facet is Facet.STATE
            name = Words(self._appearance, facet_name(facet), kind="meta", tone="ink2", parent=self._page)
            name.setContentsMargins(0, 4, 0, 0)
            name.setMinimumWidth(64)
            facets = () if is_state else (facet,)
            line = FacetLine(self._appearance, known, facets, has_state=is_state, parent=self._page)
            line.values_changed.connect(self.values_changed)
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, at, 1)
            self._facets[facet] = line
        self._column.addLayout(grid)

    def _build_rest(self) -> None:
        self._column.addSpacing(8)
        source = SectionHeading(self._appearance, tr("Source"), self._page)
        self.source = LinkButton(tr("Show the original"), self._page)
        self.source.clicked.connect(self.source_requested)
        source.add(self.source)
        self._source = FigureRows(self._appearance, self._page)
        self._batch = Words(self._appearance, kind="meta", tone="ink2", wraps=True, parent=self._page)
        self.uses = UsesBox(self._appearance, self._page)
        self.history = HistoryBox(self._appearance, self._page)
        self._similar_head = SectionHeading(self._appearance, tr("Similar cases"), self._page)
        self._similar = QVBoxLayout()
        self._similar.setSpacing(0)
        for part in (source, self._source, self._batch):
            self._column.addWidget(part)
        for part in (self.uses, self.history):
            self._column.addSpacing(8)
            self._column.addWidget(part)
        self._column.addWidget(self.family)
        self._column.addSpacing(8)
        self._column.addWidget(self._similar_head)
        self._column.addLayout(self._similar)

    def _show_facts(self, case: Case, facts: CaseFacts) -> None:
        name = facts.document.name if facts.document else case.source
        self._source.show_rows([(name, facts.place)] if name else [(tr("Written here"), "")])
        self.source.setVisible(facts.document is not None)
        words: list[str] = []
        if facts.imported:
            words.append(tr("Imported {day}").format(day=dates.moment_of(facts.imported)))
        if facts.batch_size:
            n = facts.batch_size
            words.append(tr_n("{n} case in the batch", "{n} cases in the batch", n).format(n=n))
        self._batch.setText(" · ".join(words))
        self._batch.setVisible(bool(words))
        self.uses.show_facts(case, facts)
        self.history.show_versions(case, facts.versions)
        self.family.show_facts(case, facts)

    def _asker(self, case_id: int):
        return lambda: self.case_requested.emit(case_id)

    def _fit(self) -> None:
        fit_beside(self, self._side, width=self._appearance.px(WIDTH), height=self._room)

    def _dress(self) -> None:
        self._fit()
        for part in (self.source,):
            part.setFont(self._appearance.font("meta"))

    def sizeHint(self) -> QSize:
        """The width of the design."""
        return QSize(self._appearance.px(WIDTH), 400)
