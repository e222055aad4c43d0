"""What a pack has of one case beside what the library has, and what to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.casepack_compare import CaseEntry, Choice, Entry, PlanEntry, Standing, Take
from casedesk.tasks.field_words import PLAN, field_name, field_text
from casedesk.texts import tr, tr_n
from casedesk.ui.packs.pack_state import PackState
from casedesk.ui.packs.pack_words import (
    case_line,
    case_text,
    changed_words,
    plan_text,
    standing_sentence,
    take_name,
)
from casedesk.ui.packs.side_paper import FieldPair
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton, Segments
from casedesk.ui.widgets.labels import Words

_COLUMN = 860
_MARGIN = 24
_SHOWN = 6_000
"""Characters of a new case that are shown; the whole is there once it is added."""


class PackComparison(QScrollArea):
    """Follows the entry that is selected."""

    case_requested = Signal(int)
    """Open my case."""

    def __init__(self, state: PackState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self._segments: Segments | None = None
        self._pairs: dict[str, FieldPair] = {}
        self._alike: LinkButton | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        state.opened.connect(self._show)
        state.selected.connect(self._show)
        state.chosen.connect(self._show_choice)
        appearance.changed.connect(self._show)

    @property
    def segments(self) -> Segments | None:
        """The choice on the screen; None where there is nothing to choose."""
        return self._segments

    @property
    def pairs(self) -> dict[str, FieldPair]:
        """The fields on the screen, by name."""
        return self._pairs

    @property
    def alike(self) -> LinkButton | None:
        """The link that does the same to all that stand alike."""
        return self._alike

    def _show(self) -> None:
        self._segments, self._alike, self._pairs = None, None, {}
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(12)
        if self._state.entry is not None:
            self._fill(column, self._state.entry, page)
        column.addStretch(1)
        self.setWidget(page)
        self._show_choice()

    def _fill(self, column: QVBoxLayout, entry: Entry, page: QWidget) -> None:
        column.addWidget(Words(self._appearance, entry.theirs.title, kind="title", wraps=True, parent=page))
        column.addWidget(Words(self._appearance, self._standing(entry), tone="ink2", wraps=True, parent=page))
        if len(self._state.takes(entry)) > 1:
            self._add_choices(column, entry, page)
        if entry.mine is not None and isinstance(entry, CaseEntry) and entry.standing is not Standing.TRASHED:
            link = LinkButton(tr("Open the one of now") if self._state.is_backup else tr("Open mine"), page)
            case_id = entry.mine.id
            link.clicked.connect(lambda: self.case_requested.emit(case_id))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        if isinstance(entry, PlanEntry):
            self._add_plan(column, entry, page)
        elif entry.mine is not None and entry.rows and entry.standing is not Standing.GONE:
            self._add_pairs(column, entry, page)
        else:
            if line := case_line(entry.theirs):
                column.addWidget(Words(self._appearance, line, kind="meta", tone="ink2", wraps=True, parent=page))
            column.addWidget(self._text(case_text(entry.theirs), page))

    def _standing(self, entry: Entry) -> str:
        said = standing_sentence(entry, self._state.wording)
        if entry.standing is not Standing.GONE or isinstance(entry, PlanEntry) or not entry.rows:
            return said
        since = tr("You have changed it here since: {fields}.")
        return " ".join((said, since.format(fields=tr(", ").join(field_name(row.name) for row in entry.rows))))

    def _add_choices(self, column: QVBoxLayout, entry: Entry, page: QWidget) -> None:
        names = {take.value: take_name(entry, take, self._state.wording) for take in self._state.takes(entry)}
        self._segments = Segments(names, name=tr("What to do"), parent=page)
        self._segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._segments.group.idClicked.connect(self._choose)
        column.addWidget(self._segments, 0, Qt.AlignmentFlag.AlignLeft)
        self._fit_choices()
        others = self._state.alike(entry)
        if others:
            words = tr_n("Do the same with {n} other like this", "Do the same with {n} others like this", others)
            self._alike = LinkButton(words.format(n=f"{others:,}"), page)
            self._alike.clicked.connect(lambda: self._state.choose_for_alike(entry))
            column.addWidget(self._alike, 0, Qt.AlignmentFlag.AlignLeft)

    def _fit_choices(self) -> None:
        if self._segments is not None:
            self._segments.fit(self.viewport().width() - 2 * _MARGIN)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_choices()

    def _add_pairs(self, column: QVBoxLayout, entry: CaseEntry, page: QWidget) -> None:
        assert entry.mine is not None
        for row in entry.rows:
            wording = self._state.wording
            changed = changed_words(row.changed_by, wording)
            pair = FieldPair(self._appearance, row.name, changed=changed, wording=wording, parent=page)
            pair.show_texts(field_text(entry.mine, row.name), field_text(entry.theirs, row.name))
            pair.chosen.connect(self._choose_field)
            self._pairs[row.name] = pair
            column.addWidget(pair)
            column.addSpacing(4)

    def _add_plan(self, column: QVBoxLayout, entry: PlanEntry, page: QWidget) -> None:
        """Both forms of a plan beside each other, or the one there is."""
        if entry.mine is None or entry.standing in (Standing.SAME, Standing.GONE):
            column.addWidget(self._text(plan_text(entry.theirs), page))
            return
        pair = FieldPair(self._appearance, PLAN, changed="", wording=self._state.wording, parent=page)
        pair.show_texts(plan_text(entry.mine), plan_text(entry.theirs))
        pair.chosen.connect(self._choose_plan)
        self._pairs[PLAN] = pair
        column.addWidget(pair)

    def _choose_plan(self, _name: str, is_theirs: bool) -> None:  # a slot
        if (entry := self._state.entry) is not None:
            self._state.choose(entry, Choice(Take.THEIRS if is_theirs else Take.MINE))

    def _choose_field(self, name: str, is_theirs: bool) -> None:  # a slot
        if isinstance(entry := self._state.entry, CaseEntry):
            self._state.toggle_field(entry, name, is_theirs=is_theirs)

    def _choose(self, _at: int) -> None:
        entry = self._state.entry
        if self._segments is None or entry is None:
            return
        take = Take(self._segments.key())
        if take is Take.FIELDS and isinstance(entry, CaseEntry):
            fields = frozenset(row.name for row in entry.rows if self._state.takes_field(entry, row.name))
            self._state.choose(entry, Choice(take, fields))
        else:
            self._state.choose(entry, Choice(take))

    def _show_choice(self) -> None:
        entry = self._state.entry
        if entry is None:
            return
        if self._segments is not None:
            self._segments.choose(self._state.choice(entry).take)
        if isinstance(entry, PlanEntry):
            for pair in self._pairs.values():
                pair.show_taken(is_theirs=self._state.choice(entry).take is Take.THEIRS)
        else:
            for name, pair in self._pairs.items():
                pair.show_taken(is_theirs=self._state.takes_field(entry, name))

    def _text(self, text: str, page: QWidget) -> QLabel:
        shown = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
        words = Words(self._appearance, shown, kind="reading", wraps=True, parent=page)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setMaximumWidth(self._appearance.px(_COLUMN))
        return words
