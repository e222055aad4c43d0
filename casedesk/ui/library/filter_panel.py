"""The filter panel: facets with counts under the current filter, collections and saved filters."""

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from casedesk.domain.filters import CaseFilter, parents
from casedesk.texts import tr
from casedesk.ui.library.facet_delegate import HeadingButton
from casedesk.ui.library.facet_tree import FacetTree
from casedesk.ui.library.find_row import FindRow, padded
from casedesk.ui.library.panel_menu import PanelMenu
from casedesk.ui.library.panel_views import PanelViews
from casedesk.ui.library.range_row import RangeRow
from casedesk.ui.models.collation import name_key
from casedesk.ui.models.entry_drag import Entry
from casedesk.ui.models.facet_groups import groups, has_own_name, is_own_word
from casedesk.ui.models.facet_row import FacetGroup, FacetRow, Mark, RowKind
from casedesk.ui.models.facets import FacetModel, FacetRole
from casedesk.ui.models.figures import Figure, Spread, bounds_of, presets, this_day
from casedesk.ui.models.panel_state import GroupView, PanelState
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance

BAND = 48


class FilterPanel(QWidget):
    """Shows a PanelState. Remembers which groups are folded and how each is sorted."""

    value_pressed = Signal(object, str)
    """(Facet, value): include, then exclude, then clear it."""
    value_marked = Signal(object, str, object)
    """(Facet, value, Mark)"""
    all_pressed = Signal(object, bool)
    """(Facet, whether a case must have all of its values that are asked for)"""
    only_value_requested = Signal(object, str)
    """(Facet, value): show the part of the library that has it, as if it were the whole."""
    only_saved_requested = Signal(int)
    saved_pressed = Signal(int)
    clear_requested = Signal()
    bounds_chosen = Signal(object, object)
    """(Figure, its bounds or None)"""
    figures_watched = Signal(object)
    """The figures whose groups are unfolded, a frozenset: what they are spread over is to be seen."""
    fold_requested = Signal()
    add_requested = Signal(str)
    """The key of the group that shall get a new entry."""
    add_selection_requested = Signal(str)
    """The name of the collection that shall get the selected cases."""
    renamed = Signal(object, str)
    """(Entry, new name)"""
    delete_requested = Signal(object)
    """An Entry."""
    entry_moved = Signal(object, object, object)
    """(Entry, the Entry it goes to, Where): a collection or saved filter was dropped beside or into another."""
    value_renamed = Signal(object, str, str)
    """(Facet, value, new name): in all cases."""
    value_delete_requested = Signal(object, str)
    """(Facet, value): take it from all cases."""
    update_requested = Signal(int)
    """The saved filter that shall stand for what is shown now."""
    cases_dropped = Signal(object, str, object)
    """(Facet, value, tuple of case ids)"""

    def __init__(self, appearance: Appearance, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._views = PanelViews(settings)
        self._given: PanelState | None = None
        self._state: PanelState | None = None
        self._is_unfolding = False
        self._model = FacetModel(self)
        self.tree = FacetTree(self._model, appearance, self)
        self._build()
        self._connect()

    def show_state(self, state: PanelState) -> None:
        """Show values, counts and marks; rows that stay are not moved."""
        if state == self._given:
            return
        self._given = state
        self._state = replace(state, name_key=name_key())
        wanted = state.wanted
        self.clear_button.setVisible(wanted != CaseFilter(wanted.text, trashed=wanted.trashed, within=wanted.within))
        self._update()

    def begin_rename(self, key: str, kind: RowKind, value: str) -> None:
        """Let the user type a name for an entry that has just been made."""
        self.tree.setExpanded(self._model.group_index(key), True)
        index = self._model.row_index(key, kind, value)
        if index.isValid():
            self.tree.edit_name(index)

    def show_row(self, key: str, kind: RowKind, value: str, name: str) -> None:
        """Bring a row into sight and make it the current one; what stands above its name is unfolded."""
        view = self._views.of(key)
        self._set_view(key, replace(view, opened=view.opened | set(parents(name))))
        index = self._model.row_index(key, kind, value)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def set_fold_icon(self, icon: str, text: str) -> None:
        """Say what the button at the top right does: fold the panel, or close it where it lies over the list."""
        self.fold_button.setIcon(self._appearance.icon(icon))
        self.fold_button.setToolTip(text)
        self.fold_button.setAccessibleName(text)

    def _build(self) -> None:
        self._title = QLabel(tr("Filter"), self)
        self.clear_button = QPushButton(tr("Clear all"), self)
        self.clear_button.setProperty("kind", "link")
        self.clear_button.hide()
        self.fold_button = QToolButton(self)
        self.set_fold_icon("ph.caret-left", tr("Fold the filter panel"))
        band = QHBoxLayout()
        band.setContentsMargins(16, 0, 8, 0)
        band.setSpacing(4)
        band.addWidget(self._title)
        band.addStretch()
        band.addWidget(self.clear_button)
        band.addWidget(self.fold_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._band = QWidget(self)
        self._band.setLayout(band)
        layout.addWidget(self._band)
        layout.addWidget(self.tree)
        self._take_fonts()

    def _connect(self) -> None:
        self.clear_button.clicked.connect(self.clear_requested)
        self.fold_button.clicked.connect(self.fold_requested)
        self.tree.row_pressed.connect(self._press)
        self.tree.mark_pressed.connect(self._mark)
        self.tree.all_pressed.connect(self._need_all)
        self.tree.branch_toggled.connect(self._toggle_branch)
        self.tree.entry_moved.connect(self.entry_moved)
        self.tree.button_pressed.connect(self._press_button)
        self.tree.menu_requested.connect(self._show_menu)
        self.tree.renamed.connect(self._rename)
        self.tree.delete_pressed.connect(self._delete)
        self.tree.expanded.connect(self._remember_fold)
        self.tree.collapsed.connect(self._remember_fold)
        self._model.cases_dropped.connect(self._drop)
        self._model.rowsInserted.connect(self._unfold_new)
        self._appearance.changed.connect(self._take_fonts)

    def _take_fonts(self) -> None:
        self._title.setFont(self._appearance.font("ui_medium"))
        self.clear_button.setFont(self._appearance.font("ui"))
        self._band.setFixedHeight(self._appearance.px(BAND))

    def _update(self) -> None:
        if self._state is None:
            return
        shown = groups(replace(self._state, views=self._views.all()))
        self._model.update(shown)
        for group in shown:
            if group.figure is not None and group.rows:
                self._show_range_row(group.figure)
            if group.rows and group.rows[0].kind is RowKind.FIND:
                self._open_find_row(group)

    def _set_view(self, key: str, view: GroupView) -> None:
        self._views.set(key, view)
        self._update()

    def _press(self, group: FacetGroup, row: FacetRow) -> None:
        match row.kind:
            case RowKind.VALUE if group.facet is not None:
                self.value_pressed.emit(group.facet, row.value)
            case RowKind.SAVED:
                self.saved_pressed.emit(int(row.value))
            case RowKind.PRESET if group.figure is not None:
                self._press_preset(group.figure, row)
            case RowKind.MORE | RowKind.FEWER:
                shows_all = row.kind is RowKind.MORE
                self._set_view(group.key, replace(self._views.of(group.key), shows_all=shows_all))
            case _:
                pass

    def _mark(self, group: FacetGroup, row: FacetRow, mark: Mark) -> None:
        if row.kind is RowKind.VALUE and group.facet is not None:
            self.value_marked.emit(group.facet, row.value, mark)
        elif row.kind is RowKind.PRESET and group.figure is not None:
            if mark is not row.mark and mark is not Mark.EXCLUDED:
                self._press_preset(group.figure, row)
        elif row.kind is RowKind.SAVED and mark is not Mark.EXCLUDED and mark is not row.mark:
            self.saved_pressed.emit(int(row.value))

    def _need_all(self, group: FacetGroup, needs_all: bool) -> None:  # a slot
        if group.needs_all is not None and group.facet is not None:
            self.all_pressed.emit(group.facet, needs_all)

    def _toggle_branch(self, group: FacetGroup, row: FacetRow) -> None:
        self._views.toggle_branch(group.key, row.full_name)
        self._update()

    def _press_button(self, group: FacetGroup, button: HeadingButton) -> None:
        match button:
            case HeadingButton.FIND:
                view = self._views.of(group.key)
                self._set_view(group.key, replace(view, needle="" if view.needle is None else None))
            case HeadingButton.ADD:
                self.add_requested.emit(group.key)
            case HeadingButton.MATCH:
                self._need_all(group, not group.needs_all)

    def _show_range_row(self, figure: Figure) -> None:
        assert self._state is not None
        index = self._model.row_index(figure.key, RowKind.RANGE)
        row = cast(QWidget | None, self.tree.indexWidget(index))
        if not isinstance(row, RangeRow):
            row = RangeRow(figure, self._appearance, self)
            row.bounds_chosen.connect(partial(self.bounds_chosen.emit, figure))
            self.tree.setIndexWidget(index, row)
        spread = self._state.spreads.get(figure, Spread())
        row.show_bounds(bounds_of(self._state.wanted, figure), spread.bars, self._state.today)

    def _press_preset(self, figure: Figure, row: FacetRow) -> None:
        today = self._state.today if self._state is not None else this_day()
        preset = next((item for item in presets(figure, today) if item.key == row.value), None)
        if preset is not None:
            self.bounds_chosen.emit(figure, None if row.mark is Mark.INCLUDED else preset.bounds)

    def _open_find_row(self, group: FacetGroup) -> None:
        index = self._model.row_index(group.key, RowKind.FIND)
        self.tree.setExpanded(index.parent(), True)
        if cast(QWidget | None, self.tree.indexWidget(index)) is not None:
            return
        box = FindRow(self)
        box.setPlaceholderText(tr("Find in {group}").format(group=group.title))
        box.setAccessibleName(box.placeholderText())
        box.textChanged.connect(partial(self._narrow, group.key))
        box.closed.connect(lambda: self._close_find_row(group.key))
        self.tree.setIndexWidget(index, padded(box, self._appearance.px(8)))
        box.setFocus()

    def _narrow(self, key: str, text: str) -> None:
        self._set_view(key, replace(self._views.of(key), needle=text))

    def _close_find_row(self, key: str) -> None:
        self.tree.setFocus()
        self._set_view(key, replace(self._views.of(key), needle=None))

    def _rename(self, group: FacetGroup, row: FacetRow, name: str) -> None:
        if has_own_name(group, row):
            self.renamed.emit(Entry(group.key, row.kind, row.value), name)
        elif is_own_word(group.facet, row.value):
            self.value_renamed.emit(group.facet, row.value, name)

    def _delete(self, group: FacetGroup, row: FacetRow) -> None:
        if has_own_name(group, row):
            self.delete_requested.emit(Entry(group.key, row.kind, row.value))

    def _drop(self, index: QModelIndex, case_ids: tuple[int, ...]) -> None:
        group, row = index.data(FacetRole.GROUP), index.data(FacetRole.ROW)
        if isinstance(group, FacetGroup) and isinstance(row, FacetRow) and group.facet is not None:
            self.cases_dropped.emit(group.facet, row.value, case_ids)

    def _show_menu(self, group: FacetGroup, row: FacetRow | None, where: QPoint) -> None:
        menu = PanelMenu(group, row, self._views.of(group.key), self._others(group, row), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.add_chosen.connect(lambda: self.add_requested.emit(group.key))
        menu.all_chosen.connect(partial(self._need_all, group))
        menu.view_chosen.connect(partial(self._set_view, group.key))
        menu.fold_chosen.connect(self._fold_all)
        if row is not None:
            self._connect_row_menu(menu, group, row)
        menu.popup(where)

    def _connect_row_menu(self, menu: PanelMenu, group: FacetGroup, row: FacetRow) -> None:
        menu.mark_chosen.connect(partial(self._mark, group, row))
        menu.only_chosen.connect(lambda: self._look_only(group, row))
        menu.rename_chosen.connect(lambda: self.begin_rename(group.key, row.kind, row.value))
        menu.merge_chosen.connect(partial(self._rename, group, row))
        menu.update_chosen.connect(lambda: self.update_requested.emit(int(row.value)))
        menu.add_selection_chosen.connect(lambda: self.add_selection_requested.emit(row.value))
        if has_own_name(group, row):
            menu.delete_chosen.connect(lambda: self._delete(group, row))
        else:
            menu.delete_chosen.connect(lambda: self.value_delete_requested.emit(group.facet, row.value))

    def _fold_all(self, is_folded: bool) -> None:  # a slot
        if is_folded:
            self.tree.collapseAll()
        else:
            self.tree.expandAll()

    def _look_only(self, group: FacetGroup, row: FacetRow) -> None:
        if row.kind is RowKind.SAVED:
            self.only_saved_requested.emit(int(row.value))
        elif group.facet is not None:
            self.only_value_requested.emit(group.facet, row.value)

    def _others(self, group: FacetGroup, row: FacetRow | None) -> list[str]:
        """The other values of a facet, most frequent first."""
        if self._state is None or group.facet is None or row is None:
            return []
        return [value for value in self._state.order.values(group.facet) if value != row.value]

    def _unfold_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Groups come and go with their values; each opens as it was left."""
        rows = [parent.row()] if parent.isValid() else range(first, last + 1)
        self._is_unfolding = True
        for row in rows:
            index = self._model.index(row, 0)
            group = index.data(FacetRole.GROUP)
            if isinstance(group, FacetGroup):
                self.tree.setExpanded(index, self._views.is_unfolded(group))
        self._is_unfolding = False
        self._tell_watched()

    def _remember_fold(self, index: QModelIndex) -> None:
        group = index.data(FacetRole.GROUP)
        if not self._is_unfolding and isinstance(group, FacetGroup):
            self._views.set_unfolded(group, is_unfolded=self.tree.isExpanded(index))
            self._tell_watched()

    def _tell_watched(self) -> None:
        unfolded = (figure for figure in Figure if self.tree.isExpanded(self._model.group_index(figure.key)))
        self.figures_watched.emit(frozenset(unfolded))
