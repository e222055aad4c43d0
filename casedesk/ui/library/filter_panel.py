"""The filter panel: facets with counts under the current filter, collections and saved filters."""

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QCollator, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Facet
from casedesk.texts import tr
from casedesk.ui.dates import locale
from casedesk.ui.library.facet_delegate import HeadingButton
from casedesk.ui.library.facet_tree import FacetTree
from casedesk.ui.models.facet_groups import (
    COLLAPSED_AT_FIRST,
    GROUP_ORDER,
    SAVED,
    FacetGroup,
    FacetRow,
    GroupView,
    PanelState,
    RowKind,
    groups,
    has_own_name,
)
from casedesk.ui.models.facets import FacetModel, FacetRole
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance

BAND = 48
_BY_NAME, _HIDES_EMPTY = "by_name", "hides_empty"


class FilterPanel(QWidget):
    """Shows a PanelState. Remembers which groups are folded and how each is sorted."""

    value_pressed = Signal(object, str)
    """(Facet, value): include, then exclude, then clear it."""
    saved_pressed = Signal(int)
    clear_requested = Signal()
    fold_requested = Signal()
    add_requested = Signal(str)
    """The key of the group that shall get a new entry."""
    add_selection_requested = Signal(str)
    """The name of the collection that shall get the selected cases."""
    renamed = Signal(str, str, str)
    """(key of the group, value of the row, new name)"""
    delete_requested = Signal(str, str)
    """(key of the group, value of the row)"""
    update_requested = Signal(int)
    """The saved filter that shall stand for what is shown now."""
    cases_dropped = Signal(object, str, object)
    """(Facet, value, tuple of case ids)"""

    def __init__(self, appearance: Appearance, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._settings = settings
        self._state: PanelState | None = None
        self._views: dict[str, GroupView] = {}
        self._is_unfolding = False
        self._model = FacetModel(self)
        self.tree = FacetTree(self._model, appearance, self)
        self._build()
        self._connect()

    def show_state(self, state: PanelState) -> None:
        """Show values, counts and marks; rows that stay are not moved."""
        collator = QCollator(locale())
        collator.setNumericMode(True)
        self._state = replace(state, name_key=partial(_Collated, collator))
        self.clear_button.setVisible(bool(state.wanted.conditions) or _has_ranges(state))
        self._update()

    def begin_rename(self, key: str, kind: RowKind, value: str) -> None:
        """Let the user type a name for an entry that has just been made."""
        self.tree.setExpanded(self._model.group_index(key), True)
        index = self._model.row_index(key, kind, value)
        if index.isValid():
            self.tree.edit_name(index)

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
        shown = groups(replace(self._state, views={key: self._view(key) for key in GROUP_ORDER}))
        self._model.update(shown)
        for group in shown:
            if group.rows and group.rows[0].kind is RowKind.FIND:
                self._open_find_row(group)

    def _view(self, key: str) -> GroupView:
        if key not in self._views:
            kept = self._settings.text(f"library.facet.{key}").split(",")
            self._views[key] = GroupView(by_name=_BY_NAME in kept, hides_empty=_HIDES_EMPTY in kept)
        return self._views[key]

    def _set_view(self, key: str, view: GroupView) -> None:
        self._views[key] = view
        kept = [name for name in (_BY_NAME, _HIDES_EMPTY) if getattr(view, name)]
        self._settings.set_text(f"library.facet.{key}", ",".join(kept))
        self._update()

    def _press(self, group: FacetGroup, row: FacetRow) -> None:
        match row.kind:
            case RowKind.VALUE if group.facet is not None:
                self.value_pressed.emit(group.facet, row.value)
            case RowKind.SAVED:
                self.saved_pressed.emit(int(row.value))
            case RowKind.MORE:
                self._set_view(group.key, replace(self._view(group.key), shows_all=True))
            case RowKind.FEWER:
                self._set_view(group.key, replace(self._view(group.key), shows_all=False))
            case _:
                pass

    def _press_button(self, group: FacetGroup, button: HeadingButton) -> None:
        match button:
            case HeadingButton.FIND:
                is_open = self._view(group.key).needle is not None
                self._set_view(group.key, replace(self._view(group.key), needle=None if is_open else ""))
            case HeadingButton.ADD:
                self.add_requested.emit(group.key)

    def _open_find_row(self, group: FacetGroup) -> None:
        index = self._model.row_index(group.key, RowKind.FIND)
        self.tree.setExpanded(index.parent(), True)
        if cast(QWidget | None, self.tree.indexWidget(index)) is not None:
            return
        box = _FindRow(self)
        box.setPlaceholderText(tr("Find in {group}").format(group=group.title))
        box.setAccessibleName(box.placeholderText())
        box.textChanged.connect(partial(self._narrow, group.key))
        box.closed.connect(lambda: self._close_find_row(group.key))
        self.tree.setIndexWidget(index, _padded(box, self._appearance.px(8)))
        box.setFocus()

    def _narrow(self, key: str, text: str) -> None:
        self._set_view(key, replace(self._view(key), needle=text))

    def _close_find_row(self, key: str) -> None:
        self.tree.setFocus()
        self._set_view(key, replace(self._view(key), needle=None))

    def _rename(self, group: FacetGroup, row: FacetRow, name: str) -> None:
        self.renamed.emit(group.key, row.value, name)

    def _delete(self, group: FacetGroup, row: FacetRow) -> None:
        if has_own_name(group, row):
            self.delete_requested.emit(group.key, row.value)

    def _drop(self, index: QModelIndex, case_ids: tuple[int, ...]) -> None:
        group, row = index.data(FacetRole.GROUP), index.data(FacetRole.ROW)
        if isinstance(group, FacetGroup) and isinstance(row, FacetRow) and group.facet is not None:
            self.cases_dropped.emit(group.facet, row.value, case_ids)

    def _show_menu(self, group: FacetGroup, row: FacetRow | None, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row is not None and has_own_name(group, row):
            self._fill_entry_menu(menu, group, row)
            menu.addSeparator()
        self._fill_group_menu(menu, group)
        menu.popup(where)

    def _fill_entry_menu(self, menu: QMenu, group: FacetGroup, row: FacetRow) -> None:
        if row.kind is RowKind.SAVED:
            update = menu.addAction(tr("Update with what is shown"))
            update.triggered.connect(lambda: self.update_requested.emit(int(row.value)))
        elif group.facet is Facet.COLLECTION:
            add = menu.addAction(tr("Add the selected cases"))
            add.triggered.connect(lambda: self.add_selection_requested.emit(row.value))
        rename = menu.addAction(tr("Rename"))
        rename.triggered.connect(lambda: self.begin_rename(group.key, row.kind, row.value))
        delete = menu.addAction(tr("Delete"))
        delete.triggered.connect(lambda: self.delete_requested.emit(group.key, row.value))

    def _fill_group_menu(self, menu: QMenu, group: FacetGroup) -> None:
        view = self._view(group.key)
        if group.can_add:
            text = tr("Save what is shown") if group.key == SAVED else tr("New collection")
            menu.addAction(text).triggered.connect(lambda: self.add_requested.emit(group.key))
        if group.key != SAVED:
            by_name = menu.addAction(tr("Sort by name"))
            by_name.setCheckable(True)
            by_name.setChecked(view.by_name)
            by_name.triggered.connect(lambda: self._set_view(group.key, replace(view, by_name=not view.by_name)))
            hide = menu.addAction(tr("Hide values without cases"))
            hide.setCheckable(True)
            hide.setChecked(view.hides_empty)
            hide.triggered.connect(lambda: self._set_view(group.key, replace(view, hides_empty=not view.hides_empty)))
        fold_all = menu.addAction(tr("Fold all groups"))
        fold_all.triggered.connect(self.tree.collapseAll)
        menu.addAction(tr("Unfold all groups")).triggered.connect(self.tree.expandAll)

    def _unfold_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Groups come and go with their values; each opens as it was left."""
        rows = [parent.row()] if parent.isValid() else range(first, last + 1)
        self._is_unfolding = True
        for row in rows:
            index = self._model.index(row, 0)
            group = index.data(FacetRole.GROUP)
            if isinstance(group, FacetGroup):
                self.tree.setExpanded(
                    index, self._settings.flag(_fold_flag(group.key), default=_is_open_at_first(group))
                )
        self._is_unfolding = False

    def _remember_fold(self, index: QModelIndex) -> None:
        group = index.data(FacetRole.GROUP)
        if not self._is_unfolding and isinstance(group, FacetGroup):
            self._settings.set_flag(_fold_flag(group.key), value=self.tree.isExpanded(index))


class _FindRow(QLineEdit):
    """A line in which part of a value's name is typed; Escape closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _Collated:
    """A name that compares as the language of the interface sorts: Chinese by its sound."""

    def __init__(self, collator: QCollator, text: str) -> None:
        self._collator = collator
        self._text = text

    def __lt__(self, other: "_Collated") -> bool:
        return self._collator.compare(self._text, other._text) < 0


def _padded(widget: QWidget, margin: int) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(margin, 2, margin, 2)
    layout.addWidget(widget)
    holder.setFocusProxy(widget)
    return holder


def _fold_flag(key: str) -> str:
    return f"library.open.{key}"


def _is_open_at_first(group: FacetGroup) -> bool:
    return group.facet not in COLLAPSED_AT_FIRST


def _has_ranges(state: PanelState) -> bool:
    wanted = state.wanted
    return any(bound is not None for bound in (wanted.minutes, wanted.length, wanted.imported, wanted.modified))
