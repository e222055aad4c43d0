"""Over the list of drafts: how many there are and stand how, which are shown in which order, and what to do with
several chosen together."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.draft import Decision
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.review.draft_list import DraftList
from casedesk.ui.review.draft_rows import DraftFilter, DraftOrder
from casedesk.ui.review.keys_panel import keys_sheet
from casedesk.ui.review.popup_panel import PopupPanel
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.review_words import decision_name
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words

_FILTERS = {
    DraftFilter.ALL: N_("All drafts"),
    DraftFilter.WAITING: N_("Undecided"),
    DraftFilter.LIKE_OTHERS: N_("Like another case"),
    DraftFilter.INCOMPLETE: N_("Broken off or garbled"),
    DraftFilter.KEPT: N_("Kept"),
    DraftFilter.DROPPED: N_("Dropped"),
    DraftFilter.ADDED: N_("Already added"),
}
_ORDERS = {DraftOrder.DOUBTFUL_FIRST: N_("Doubtful first"), DraftOrder.SOURCE: N_("In the order of the file")}

_SPACING = 8


class DraftHead(QWidget):
    """Counts at the left; filter and order at the right; below, while several drafts are chosen, what can be done."""

    decided = Signal(Decision)
    """All chosen drafts shall be so decided."""

    def __init__(
        self,
        state: ReviewState,
        drafts: DraftList,
        *,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._drafts = drafts
        self._settings = settings
        self._total = Words(appearance, kind="ui_medium", parent=self)
        self._counts = {
            decision: Words(appearance, kind="meta", tone=tone, parent=self)
            for decision, tone in (
                (Decision.KEEP, "ink2"),
                (Decision.DROP, "ink2"),
                (Decision.UNDECIDED, "warn"),
                (Decision.ADDED, "ink2"),
            )
        }
        self.filter = self._menu_link(tr("Which drafts are shown"))
        self.order = self._menu_link(tr("Order of the drafts"))
        self._order_menu = QMenu(self.order)
        self._filter_menu = QMenu(self.filter)
        self._keys = IconButton(appearance, "ph.keyboard", tr("Keys of the review") + " (?)", self)
        self._appearance = appearance
        self._keys_panel = PopupPanel(appearance, tr("Keys of the review"), width=360, parent=self)
        self._keys.clicked.connect(self.show_keys)
        self.chosen = self._build_chosen(appearance)
        self.setMinimumHeight(appearance.px(44))
        self._build()
        self._fill_orders()
        self.filter.setMenu(self._filter_menu)
        self._filter_menu.aboutToShow.connect(self._fill_filters)
        self._filter_menu.triggered.connect(self._take_filter)
        self._order_menu.triggered.connect(self._take_order)
        drafts.chosen_changed.connect(self._show_chosen)

    def refresh(self) -> None:
        """Show the counts as they are now."""
        count = len(self._state.proposal.drafts)
        self._total.setText(tr_n("{n} draft", "{n} drafts", count).format(n=f"{count:,}"))
        for decision, label in self._counts.items():
            number = self._state.count_here(decision)
            label.setText(f"{decision_name(decision)} {number:,}")
            label.setVisible(bool(number) or decision is Decision.KEEP)
        self.filter.setText(tr(_FILTERS[self._drafts.rows.only]))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_keys(self) -> None:
        """Show what can be done by keyboard."""
        self._keys_panel.open_under(self._keys, keys_sheet(self._appearance))

    def show_filter(self, only: DraftFilter) -> None:
        """Show only some of the drafts."""
        self._drafts.rows.set_filter(only)
        self.refresh()

    def _menu_link(self, name: str) -> LinkButton:
        link = LinkButton("", self, is_quiet=True)
        link.setProperty("menu", True)
        link.setToolTip(name)
        link.setAccessibleName(name)
        return link

    def _build(self) -> None:
        counts = QWidget(self)
        flow = FlowLayout(counts, spacing=16, line_spacing=0)
        for label in (self._total, *self._counts.values()):
            label.setMinimumHeight(self.order.sizeHint().height())
            flow.addWidget(label)
        _let_wrap(counts)
        self._links = QWidget(self)
        _let_wrap(self._links)
        at_right = FlowLayout(self._links, spacing=_SPACING, line_spacing=0)
        for link in (self.filter, self.order, self._keys):
            at_right.addWidget(link)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(counts, 1)
        row.addWidget(self._links, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.chosen)

    def _fit(self) -> None:
        """The links stand beside the counts where there is room for both, else under them."""
        links = (self.filter, self.order, self._keys)
        wanted = sum(link.sizeHint().width() for link in links) + _SPACING * len(links)
        is_narrow = self.width() - wanted < 2 * self._total.sizeHint().width() + 80
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self._row.setAlignment(self._links, Qt.AlignmentFlag(0) if is_narrow else Qt.AlignmentFlag.AlignTop)
        self._links.setMinimumWidth(0 if is_narrow else wanted)

    def _build_chosen(self, appearance: Appearance) -> QWidget:
        strip = QWidget(self)
        _let_wrap(strip)
        flow = FlowLayout(strip, spacing=16, line_spacing=0)
        flow.setContentsMargins(20, 0, 20, 8)
        self._chosen_count = Words(appearance, kind="meta", tone="ink2", parent=strip)
        flow.addWidget(self._chosen_count)
        for words, keys, decision in (
            (tr("Keep"), "Enter", Decision.KEEP),
            (tr("Drop"), "Del", Decision.DROP),
            (tr("Leave open"), "U", Decision.UNDECIDED),
        ):
            link = _DecisionLink(f"{words}  {keys}", decision, strip)
            link.chosen.connect(self.decided)
            self._chosen_count.setMinimumHeight(link.sizeHint().height())
            flow.addWidget(link)
        strip.hide()
        return strip

    def _show_chosen(self, count: int) -> None:
        self.chosen.setVisible(count > 0)
        self._chosen_count.setText(tr_n("{n} draft chosen", "{n} drafts chosen", count).format(n=f"{count:,}"))

    def _fill_filters(self) -> None:
        self._filter_menu.clear()
        for only, words in _FILTERS.items():
            count = len(self._drafts.rows.matching(only))
            action = self._filter_menu.addAction(f"{tr(words)}\t{count:,}")
            action.setData(only.value)
            action.setCheckable(True)
            action.setChecked(only is self._drafts.rows.only)
            action.setEnabled(bool(count) or only is DraftFilter.ALL)

    def _take_filter(self, action: QAction) -> None:
        self.show_filter(DraftFilter(str(action.data())))
        self._drafts.setFocus()

    def _fill_orders(self) -> None:
        group = QActionGroup(self._order_menu)
        chosen = self._settings.text("draft_order", DraftOrder.DOUBTFUL_FIRST)
        for order, words in _ORDERS.items():
            action = self._order_menu.addAction(tr(words))
            action.setData(order.value)
            action.setCheckable(True)
            group.addAction(action)
            if order == chosen:
                action.setChecked(True)
                self._take_order(action)
        self.order.setMenu(self._order_menu)

    def _take_order(self, action: QAction) -> None:
        order = DraftOrder(str(action.data()))
        self._settings.set_text("draft_order", order)
        self.order.setText(action.text())
        self._drafts.rows.set_order(order)


class _DecisionLink(LinkButton):
    """Stands for one decision."""

    chosen = Signal(Decision)

    def __init__(self, words: str, decision: Decision, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._decision = decision
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self._decision)


def _let_wrap(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
