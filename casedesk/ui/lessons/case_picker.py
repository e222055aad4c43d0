"""Choosing a case for a block: type a few characters, take a row."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, CaseSummary, Hits, Order
from casedesk.domain.query import parse_query
from casedesk.texts import tr, tr_n
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.lessons.block_words import parted
from casedesk.ui.lessons.plan_delegate import PlanDelegate
from casedesk.ui.lessons.use_words import UseHint
from casedesk.ui.models.value_names import value_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.surfaces import set_surface

ROWS = 30


class CasePicker(QFrame):
    """A small surface over the page; Enter takes the marked row, Esc goes back.

    It asks with a filter of its own, so that answers to other questions are told apart.
    """

    case_chosen = Signal(int)
    closed = Signal()

    def __init__(self, search: CaseSearch, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._search = search
        self._owner = parent
        self._asked: CaseFilter | None = None
        self._ids: tuple[int, ...] = ()
        self._appearance = appearance
        self.hint_of: Callable[[int], UseHint | None] = _no_hint
        """Asked what there is to say about the use of a case."""
        set_surface(self, "popup")
        self._box = QLineEdit(self)
        self._box.setPlaceholderText(tr("Which case?"))
        self._box.setAccessibleName(tr("Search cases"))
        self._box.addAction(appearance.icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self._rows = QListWidget(self)
        self._rows.setAccessibleName(tr("Cases found"))
        self._rows.setItemDelegate(PlanDelegate(appearance, self._rows))
        self._rows.setMouseTracking(True)
        self._rows.setFrameShape(QListWidget.Shape.NoFrame)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._box)
        layout.addWidget(self._rows, 1)
        self._box.textChanged.connect(self._ask)
        self._rows.itemActivated.connect(self._take)
        self._rows.itemClicked.connect(self._take)
        search.found.connect(self._on_found)
        search.summarised.connect(self._on_summarised)
        self.hide()

    def open(self) -> None:
        """Show the picker in the middle of its parent, with nothing typed."""
        area = self._owner.rect()
        width, height = min(560, area.width() - 32), min(440, area.height() - 64)
        self.setGeometry(area.center().x() - width // 2, area.top() + 48, width, height)
        self._box.clear()
        self.show()
        self.raise_()
        self._box.setFocus(Qt.FocusReason.PopupFocusReason)
        self._ask()

    def _ask(self) -> None:
        wanted = parse_query(self._box.text())
        self._asked = wanted
        self._search.find(wanted, Order.RELEVANCE if wanted.text else Order.MODIFIED)

    def _on_found(self, wanted: CaseFilter, hits: Hits) -> None:
        if self.isVisible() and wanted is self._asked:
            self._ids = hits.ids[:ROWS]
            self._search.summarise(self._ids, wanted)

    def _on_summarised(self, rows: Sequence[CaseSummary]) -> None:
        if not self.isVisible() or tuple(row.id for row in rows) != self._ids:
            return
        self._rows.clear()
        for row in rows:
            item = QListWidgetItem(row.title or tr("Untitled case"), self._rows)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(row.snippet)
            hint = self.hint_of(row.id)
            item.setStatusTip(parted([*_facts(row), hint.words if hint else ""]))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, parted([item.text(), item.statusTip()]))
            if hint is not None and hint.is_warning:
                item.setForeground(self._appearance.theme.warn)
        self._rows.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        case_id = int(item.data(Qt.ItemDataRole.UserRole))
        self._close()
        self.case_chosen.emit(case_id)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self._close()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._rows.count():
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._rows.setCurrentRow((self._rows.currentRow() + step) % self._rows.count())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self._rows.currentItem())
            case _:
                super().keyPressEvent(event)


def _facts(row: CaseSummary) -> list[str]:
    minutes = tr_n("{n} min", "{n} min", row.minutes).format(n=row.minutes)
    return [
        minutes,
        *row.industries[:1],
        *row.themes[:1],
        value_name(Facet.OUTCOME, row.outcome) if row.outcome else "",
    ]


def _no_hint(_case_id: int) -> UseHint | None:
    return None
