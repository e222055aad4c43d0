"""What stands in the list's place when there is nothing to list, and beside it when nothing is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, Hits
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words

_FROM_TOP = 88


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way to find cases after all: what a link says, and the filter it leads to."""

    text: str
    rest: CaseFilter


def ways_out(wanted: CaseFilter, hits: Hits) -> tuple[WayOut, ...]:
    """The conditions to drop after a search without hits; those that do not help by themselves come last."""
    chips = filter_chips(wanted)
    ways = [WayOut(tr("Remove “{condition}”").format(condition=chip.text), chip.rest) for chip in chips]
    if wanted.text:
        words = tr("Remove the words “{words}”").format(words=wanted.text)
        ways.append(WayOut(words, replace(wanted, text="")))
    return tuple(sorted(ways, key=lambda way: _is_in_vain(wanted, way.rest, hits)))


def _is_in_vain(wanted: CaseFilter, rest: CaseFilter, hits: Hits) -> bool:
    """Whether a facet's condition is not to blame: the counts of a facet leave its own condition out."""
    changed = [facet for facet in Facet if wanted.condition(facet) != rest.condition(facet)]
    return len(changed) == 1 and not any(hits.counts.get(changed[0], {}).values())


class NoHits(QWidget):
    """Says that nothing fits, and which condition to drop, as links."""

    filter_chosen = Signal(object)
    """The CaseFilter to show instead."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._title = Words(appearance, tr("No case fits"), kind="title", parent=self)
        self._text = Words(appearance, tr("Nothing is lost. Drop a condition:"), tone="ink2", wraps=True, parent=self)
        self._links = QVBoxLayout()
        self._links.setSpacing(4)
        self._shown: list[LinkButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, _FROM_TOP, 28, 24)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(self._links)
        layout.addStretch()

    def show_ways(self, ways: Sequence[WayOut]) -> None:
        """Offer these ways out."""
        for link in self._shown:
            self._links.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._shown.clear()
        for way in ways:
            self._add(way.text, way.rest)
        if len(ways) > 1:
            self._add(tr("Show all cases"), CaseFilter())

    @property
    def links(self) -> tuple[LinkButton, ...]:
        """The links that are offered."""
        return tuple(self._shown)

    def _add(self, text: str, wanted: CaseFilter) -> None:
        link = LinkButton(text.replace("&", "&&"), self)
        link.clicked.connect(lambda: self.filter_chosen.emit(wanted))
        self._links.addWidget(link)
        self._shown.append(link)


class EmptyLibrary(QWidget):
    """The first thing a trainer sees without cases: what to do, and the two ways to begin."""

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Words(appearance, tr("No cases yet"), kind="title", parent=self)
        words = tr("Drag Word files here, or begin below. The sample cases can be put in again from the Help menu.")
        text = Words(appearance, words, tone="ink2", wraps=True, parent=self)
        self.import_button = Button(
            tr("Import files"), "primary", appearance=appearance, icon="ph.archive-tray", parent=self
        )
        self.import_button.clicked.connect(actions.action("file.import").trigger)
        new = actions.action("case.new")
        self.new_button = Button(tr("Write a case"), "link", appearance=appearance, icon="ph.pencil-line", parent=self)
        self.new_button.clicked.connect(new.trigger)
        keys = Words(appearance, _keys(new), kind="meta", tone="ink2", parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_button)
        row.addWidget(keys)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, _FROM_TOP, 28, 24)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(16)
        layout.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(4)
        layout.addLayout(row)
        layout.addStretch()


class NothingOpen(QWidget):
    """Where a case will be shown, and the four keys worth knowing."""

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        lines = (
            ("view.palette", tr("find any command")),
            ("edit.find", tr("search")),
            ("case.basket", tr("put a case into the basket")),
            ("edit.undo", tr("undo; imports and merges too")),
        )
        for row, (action_id, words) in enumerate(lines):
            keys = _keys(actions.action(action_id))
            self._grid.addWidget(Words(appearance, keys, kind="meta", tone="ink2", parent=self), row, 0)
            self._grid.addWidget(Words(appearance, words, parent=self), row, 1)
        hint = tr("The selected case is shown here and can be changed in place.")
        column = QVBoxLayout()
        column.addSpacing(_FROM_TOP + 56)
        column.addWidget(Words(appearance, hint, tone="ink2", wraps=True, parent=self))
        column.addSpacing(24)
        column.addLayout(self._grid)
        column.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.addStretch(1)
        layout.addLayout(column, 2)
        layout.addStretch(1)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
