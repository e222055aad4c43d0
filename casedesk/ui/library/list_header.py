"""What stands over the case list: search box, chips, totals, sort order and density. It heads the list, so it stays."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QActionGroup, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.query import parse_query
from casedesk.domain.query_vocabulary import known_keys
from casedesk.texts import tr, tr_n
from casedesk.ui.library.case_delegate import Density
from casedesk.ui.library.clause_completion import ClausePopup
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.models.value_names import order_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.chips import ChipRow, ChipSpec
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.search_box import SearchBox

_OPEN_CLAUSE = re.compile(r'(?<!\S)-?(?P<key>[^\s:："]+)[:：](?:"(?:[^"]|"")*(?:"|$)|[^\s"])*$')
_CHIP = 26
_MARGIN, _MARGIN_BESIDE_BUTTON = 12, 8


@dataclass(frozen=True, slots=True)
class TypedText:
    """What stands in the search box. `open_clause` is one that is still being typed and has no effect yet."""

    finished: str
    open_clause: str = ""


def typed_text(text: str) -> TypedText:
    """The text parted before a clause at its end that has no space behind it yet; not one in an open quotation."""
    clause = _OPEN_CLAUSE.search(text)
    if clause is None or clause["key"].casefold() not in known_keys() or text[: clause.start()].count('"') % 2:
        return TypedText(text)
    return TypedText(text[: clause.start()], clause.group())


class ListHeader(QWidget):
    """Search box, chips and totals over a LibraryQuery."""

    fold_toggled = Signal()
    """The filter button was pressed."""
    save_requested = Signal()
    density_chosen = Signal(object)
    columns_requested = Signal()
    """The trainer wants to choose the columns of the table."""
    left_downwards = Signal()
    """The focus shall go to the list."""

    def __init__(self, query: LibraryQuery, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = query
        self._appearance = appearance
        self._density = Density.CARD
        self.box = SearchBox(appearance, tr("Search cases"), self)
        self.completion = ClausePopup(self.box, query.known_values, appearance)
        self.filter_button = FilterButton(appearance, self)
        self.chips = ChipRow(appearance, self, is_removable=True, spacing=8)
        self.save_link = LinkButton(tr("Save as smart collection"), self)
        self._found = Words(appearance, kind="meta", parent=self)
        self._total = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.fix_link = LinkButton("", self, is_quiet=True)
        self.order_button = QToolButton(self)
        self.density_button = IconButton(appearance, "ph.rows", tr("Cards or table"), self)
        self._build()
        self._connect()
        self._take_fonts()
        self.show_filter(query.wanted)

    def show_filter(self, wanted: CaseFilter) -> None:
        """Show the words and chips of a filter."""
        if typed_text(self.box.text()).finished.strip() != wanted.text:
            self.box.show_text(wanted.text)
        chips = filter_chips(wanted)
        self.chips.set_chips(
            [
                ChipSpec(str(at), chip.text, "exclude" if chip.is_exclusion else "include")
                for at, chip in enumerate(chips)
            ]
        )
        self.filter_button.set_count(len(chips))
        self._chip_row.setVisible(bool(chips) or bool(wanted.text))
        self._show_order()

    def show_totals(self, found: int, total: int) -> None:
        """Show how many cases there are."""
        self._totals_row.setVisible(total > 0)
        self._found.setText(f"{found:,}")
        if self._query.wanted == CaseFilter():
            self._total.setText(tr_n("case", "cases", found))
        else:
            self._total.setText(f"/ {total:,}")

    def show_faults(self, count: int, keys: str) -> None:
        """Show in how many of the cases something is missing; none takes the words away."""
        self.fix_link.setVisible(count > 0)
        self.fix_link.setText(tr_n("{n} to fix", "{n} to fix", count).format(n=f"{count:,}"))
        words = tr_n(
            "Something is missing in {n} of these cases. Go to the next one.",
            "Something is missing in {n} of these cases. Go to the next one.",
            count,
        ).format(n=f"{count:,}")
        self.fix_link.setAccessibleName(words)
        self.fix_link.setToolTip(f"{words} ({keys})" if keys else words)

    def set_panel_docked(self, is_docked: bool) -> None:
        """Show the filter button only while the panel does not stand beside the list."""
        self.filter_button.setHidden(is_docked)
        self._box_band.setContentsMargins(_MARGIN if is_docked else _MARGIN_BESIDE_BUTTON, 8, _MARGIN, 8)

    def show_order(self) -> None:
        """Show how the list is sorted now."""
        self._show_order()

    def show_density(self, density: Density) -> None:
        """Show which density is chosen."""
        self._density = density

    def _build(self) -> None:
        band = QHBoxLayout()
        band.setContentsMargins(12, 8, 12, 8)
        band.setSpacing(8)
        self._box_band = band
        band.addWidget(self.filter_button)
        band.addWidget(self.box)
        self._chip_row = QWidget(self)
        chips = QHBoxLayout(self._chip_row)
        chips.setContentsMargins(_MARGIN, 2, _MARGIN, 4)
        chips.setSpacing(8)
        chips.addWidget(self.chips, 1)
        chips.addStretch()
        chips.addWidget(self.save_link, 0, Qt.AlignmentFlag.AlignTop)
        self._totals_row = QWidget(self)
        totals = QHBoxLayout(self._totals_row)
        totals.setContentsMargins(28, 1, 8, 3)
        totals.setSpacing(4)
        totals.addWidget(self._found)
        totals.addWidget(self._total)
        totals.addSpacing(8)
        totals.addWidget(self.fix_link)
        totals.addStretch()
        totals.addWidget(self.order_button)
        totals.addWidget(self.density_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(band)
        layout.addWidget(self._chip_row)
        layout.addWidget(self._totals_row)
        self._totals_row.hide()
        self.fix_link.hide()
        self.order_button.setProperty("kind", "text")
        self.order_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.order_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.order_button.setIcon(self._appearance.icon("ph.caret-down"))
        self.order_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self.box.text_committed.connect(self._commit)
        self.box.left_downwards.connect(self._leave_box)
        self.chips.clicked.connect(self._remove_chip)
        self.filter_button.clicked.connect(self.fold_toggled)
        self.save_link.clicked.connect(self.save_requested)
        self.order_button.clicked.connect(self._show_order_menu)
        self.density_button.clicked.connect(self._show_density_menu)
        self._query.filter_changed.connect(self.show_filter)
        self._appearance.changed.connect(self._take_fonts)

    def _commit(self, text: str) -> None:
        self._take(typed_text(text))

    def _leave_box(self) -> None:
        """Enter or Down in the box: a clause that is being typed counts now; without one the list gets the focus."""
        typed = typed_text(self.box.text())
        if typed.open_clause:
            self._take(TypedText(self.box.text()))
        else:
            self.left_downwards.emit()

    def _take(self, typed: TypedText) -> None:
        parsed = parse_query(typed.finished)
        if parsed == CaseFilter(text=parsed.text):
            self._query.set_text(parsed.text)
            return
        self._query.take_clauses(typed.finished)
        self.box.show_text(" ".join(filter(None, (self._query.wanted.text, typed.open_clause))))

    def _remove_chip(self, key: str) -> None:
        chips = filter_chips(self._query.wanted)
        self._query.set_filter(chips[int(key)].rest)

    def _show_order(self) -> None:
        name = order_name(self._query.order)
        self.order_button.setText(f"{name} ↑" if self._query.is_reversed else name)
        self.order_button.setAccessibleName(tr("Sorted by: {order}").format(order=name))
        self.order_button.setToolTip(self.order_button.accessibleName())

    def _show_order_menu(self) -> None:
        menu, group = self._menu()
        for order in Order:
            if order is Order.RELEVANCE and not self._query.wanted.text:
                continue
            choice = menu.addAction(order_name(order))
            choice.setCheckable(True)
            choice.setChecked(order is self._query.order)
            choice.setActionGroup(group)
            choice.triggered.connect(lambda _=False, order=order: self._choose_order(order))
        menu.addSeparator()
        turned = menu.addAction(tr("Turned round"))
        turned.setCheckable(True)
        turned.setChecked(self._query.is_reversed)
        turned.toggled.connect(self._turn_round)
        menu.popup(self.order_button.mapToGlobal(QPoint(0, self.order_button.height())))

    def _show_density_menu(self) -> None:
        menu, group = self._menu()
        names = {
            Density.CARD: tr("Cards"),
            Density.COMPACT: tr("Compact"),
            Density.TITLES: tr("Titles only"),
            Density.TABLE: tr("Table"),
            Density.DENSE_TABLE: tr("Dense table"),
        }
        for density, name in names.items():
            choice = menu.addAction(name)
            choice.setCheckable(True)
            choice.setChecked(density is self._density)
            choice.setActionGroup(group)
            choice.triggered.connect(lambda _=False, density=density: self.density_chosen.emit(density))
        if self._density.is_table:
            menu.addSeparator()
            menu.addAction(tr("Choose columns…")).triggered.connect(self.columns_requested)
        menu.popup(self.density_button.mapToGlobal(QPoint(0, self.density_button.height())))

    def _menu(self) -> tuple[QMenu, QActionGroup]:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu, QActionGroup(menu)

    def _choose_order(self, order: Order) -> None:
        self._query.set_order(order)
        self._show_order()

    def _turn_round(self, is_reversed: bool) -> None:  # a slot
        self._query.set_order(self._query.order, is_reversed=is_reversed)
        self._show_order()

    def _take_fonts(self) -> None:
        meta = self._appearance.font("meta")
        bold = QFont(meta)
        bold.setWeight(QFont.Weight.DemiBold)
        self._found.setFont(bold)
        self.order_button.setFont(meta)
        self.save_link.setFont(meta)
        self.fix_link.setFont(meta)
        self.save_link.setFixedHeight(self._appearance.px(_CHIP))
        caret = self._appearance.px(12)
        self.order_button.setIconSize(
            self.order_button.iconSize().scaled(caret, caret, Qt.AspectRatioMode.KeepAspectRatio)
        )
        self.box.setFont(self._appearance.font("ui"))


class FilterButton(IconButton):
    """Opens the filter panel where it is folded; carries the number of conditions."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "ph.funnel-simple", tr("Filter"), parent, is_checkable=True)
        self._appearance = appearance
        self._count = 0
        appearance.changed.connect(self._fit)
        self._fit()
        self.hide()

    def set_count(self, count: int) -> None:
        """Show how many conditions there are; none hides the number."""
        self._count = count
        n = tr_n("Filter: {n} condition", "Filter: {n} conditions", count).format(n=count)
        self.set_name(n if count else tr("Filter"))
        self.setChecked(count > 0)
        self.update()

    def _fit(self) -> None:
        self.setFixedSize(self._appearance.px(36), self._appearance.px(32))

    @override
    def nextCheckState(self) -> None:
        """A click opens the panel; the look of "checked" means that there are conditions."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        theme, font = self._appearance.theme, self._appearance.font("meta")
        font.setPixelSize(max(9, font.pixelSize() - 2))
        text = str(self._count)
        metrics = QFontMetrics(font)
        height = max(15, metrics.height())
        side = max(height, metrics.horizontalAdvance(text) + 8)
        box = QRect(self.width() - side, 0, side, height)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(box, height / 2, height / 2)
            painter.setPen(theme.on_accent)
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
