"""What stands in the list's place when nothing fits: what may have been meant, and which condition to drop."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casedesk.domain.filters import CaseFilter
from casedesk.domain.words import parse_words, wanted_terms
from casedesk.texts import tr, tr_n
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.library.list_states import FROM_TOP
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words

_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way to find cases after all: what a link says, the filter it leads to, and how many cases that finds.

    `count` is None until it is known.
    """

    text: str
    rest: CaseFilter
    count: int | None = None

    @property
    def label(self) -> str:
        """The link: what to do, and what comes of it."""
        if self.count is None:
            return self.text
        cases = tr_n("{n} case", "{n} cases", self.count).format(n=f"{self.count:,}")
        return tr("{way}: {cases}").format(way=self.text, cases=cases)


def ways_out(wanted: CaseFilter) -> tuple[WayOut, ...]:
    """A way for every condition and every word that can be dropped."""
    ways = [WayOut(tr("Remove “{condition}”").format(condition=chip.text), chip.rest) for chip in filter_chips(wanted)]
    words = wanted.text.split()
    if wanted.text:
        text = tr("Remove the words “{words}”").format(words=wanted.text)
        ways.append(WayOut(text, replace(wanted, text="")))
    if 1 < len(words) <= _MOST_WORDS and _are_plain(words):
        for at, word in enumerate(words):
            rest = replace(wanted, text=" ".join((*words[:at], *words[at + 1 :])))
            ways.append(WayOut(tr("Search without “{word}”").format(word=word), rest))
    if wanted.within is not None:
        ways.append(WayOut(tr("Look in the whole library"), replace(wanted, within=None)))
    return tuple(ways)


def counted(ways: Sequence[WayOut], counts: Sequence[int]) -> tuple[WayOut, ...]:
    """The ways that lead to cases, the one to the fewest first: it is nearest to what was asked for."""
    known = (replace(way, count=count) for way, count in zip(ways, counts, strict=True) if count)
    return tuple(sorted(known, key=lambda way: way.count or 0))


def _are_plain(words: Sequence[str]) -> bool:
    """Whether each word stands for itself, without operators, quotation marks and brackets."""
    return all(len(wanted_terms(parse_words(word))) == 1 and not set(word) & set('"“”()（）|') for word in words) and (
        not {"OR", "AND"} & set(words)
    )


class NoHits(QWidget):
    """Says that nothing fits, and offers ways out as links. Counts and what may have been meant follow."""

    filter_chosen = Signal(object)
    """The CaseFilter to show instead."""

    def __init__(self, search: CaseSearch, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._wanted = CaseFilter()
        self._ways: tuple[WayOut, ...] = ()
        self._meant: tuple[str, ...] = ()
        self._title = Words(appearance, tr("No case fits"), kind="title", parent=self)
        self._text = Words(appearance, "", tone="ink2", wraps=True, parent=self)
        self._links = QVBoxLayout()
        self._links.setSpacing(4)
        self._shown: list[LinkButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, FROM_TOP, 28, 24)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(self._links)
        layout.addStretch()
        search.counted.connect(self._take_counts)
        search.meant.connect(self._take_meaning)

    def show_for(self, wanted: CaseFilter) -> None:
        """Offer the ways out of a filter that finds nothing."""
        if wanted == self._wanted and self._ways:
            return
        self._wanted, self._ways, self._meant = wanted, ways_out(wanted), ()
        self._show(self._ways)
        self._search.count(("no hits", wanted), [way.rest for way in self._ways])
        if wanted.text:
            self._search.look_for_meaning(wanted)

    @property
    def links(self) -> tuple[LinkButton, ...]:
        """The links that are offered."""
        return tuple(self._shown)

    def _take_counts(self, key: object, counts: tuple[int, ...]) -> None:
        if key == ("no hits", self._wanted) and len(counts) == len(self._ways):
            self._show(counted(self._ways, counts))

    def _take_meaning(self, wanted: CaseFilter, words: tuple[str, ...]) -> None:
        if wanted == self._wanted and words:
            self._meant = words
            self._show(self._offered)

    def _show(self, ways: Sequence[WayOut]) -> None:
        self._offered = tuple(ways)
        had_focus = any(link.hasFocus() for link in self._shown)
        for link in self._shown:
            self._links.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._shown.clear()
        for word in self._meant:
            self._add(tr("Did you mean “{word}”?").format(word=word), replace(self._wanted, text=word))
        for way in ways:
            self._add(way.label, way.rest)
        if len(self._ways) > 1 or not ways:
            self._add(tr("Show all cases"), CaseFilter(within=self._wanted.within))
        self._text.setText(tr("Nothing is lost. Drop a condition:") if ways else tr("Nothing is lost."))
        if had_focus and self._shown:
            self._shown[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str, wanted: CaseFilter) -> None:
        link = LinkButton(text.replace("&", "&&"), self)
        link.clicked.connect(lambda: self.filter_chosen.emit(wanted))
        self._links.addWidget(link)
        self._shown.append(link)
