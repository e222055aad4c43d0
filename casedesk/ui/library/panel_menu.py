"""The context menu of a row or a heading in the filter panel."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from casedesk.domain.case import Facet
from casedesk.domain.filters import EMPTY
from casedesk.texts import tr
from casedesk.ui.models.facet_groups import SAVED, has_own_name, is_own_word
from casedesk.ui.models.facet_row import FacetGroup, FacetRow, Mark, RowKind
from casedesk.ui.models.panel_state import GroupView
from casedesk.ui.page_action import writing

_MOST_TARGETS = 24


class PanelMenu(QMenu):
    """Says by a signal what was chosen. It is gone once it is closed."""

    mark_chosen = Signal(object)
    only_chosen = Signal()
    rename_chosen = Signal()
    merge_chosen = Signal(str)
    delete_chosen = Signal()
    update_chosen = Signal()
    add_selection_chosen = Signal()
    add_chosen = Signal()
    all_chosen = Signal(bool)
    view_chosen = Signal(object)
    fold_chosen = Signal(bool)
    """Whether all groups shall be folded, or all unfolded."""

    def __init__(
        self, group: FacetGroup, row: FacetRow | None, view: GroupView, others: Sequence[str], parent: QWidget
    ) -> None:
        """`others` are the values that this one can be merged into."""
        super().__init__(parent)
        self._group = group
        self._view = view
        if row is not None and row.kind is RowKind.VALUE:
            self._fill_marks(row)
        if row is not None and has_own_name(group, row):
            self._fill_entry(row)
        elif row is not None and row.kind is RowKind.VALUE and is_own_word(group.facet, row.value):
            self._fill_value(others)
        self._fill_group()

    def _fill_marks(self, row: FacetRow) -> None:
        for mark, text, key in (
            (Mark.INCLUDED, tr("Include"), "+"),
            (Mark.EXCLUDED, tr("Exclude"), "−"),
            (Mark.CLEAR, tr("Clear"), "⌫"),
        ):
            action = self.addAction(f"{text}\t{key}")
            action.setEnabled(row.mark is not mark)
            action.triggered.connect(lambda _=False, mark=mark: self.mark_chosen.emit(mark))
        self.addAction(tr("Show only this")).triggered.connect(self.only_chosen)
        self.addSeparator()

    def _fill_entry(self, row: FacetRow) -> None:
        if row.kind is RowKind.SAVED:
            self.addAction(tr("Show only this")).triggered.connect(self.only_chosen)
            self._add_writing(tr("Update with what is shown")).triggered.connect(self.update_chosen)
        elif self._group.facet is Facet.COLLECTION:
            self._add_writing(tr("Add the selected cases")).triggered.connect(self.add_selection_chosen)
        self._add_writing(tr("Rename") + "\tF2").triggered.connect(self.rename_chosen)
        self._add_writing(tr("Delete")).triggered.connect(self.delete_chosen)
        self.addSeparator()

    def _fill_value(self, others: Sequence[str]) -> None:
        self._add_writing(tr("Rename in all cases") + "\tF2").triggered.connect(self.rename_chosen)
        targets = [value for value in others if value != EMPTY][:_MOST_TARGETS]
        merge = self.addMenu(tr("Merge into"))
        merge.setEnabled(bool(targets))
        writing(merge.menuAction())
        for value in targets:
            action = merge.addAction(value.replace("&", "&&"))
            action.triggered.connect(lambda _=False, value=value: self.merge_chosen.emit(value))
        self._add_writing(tr("Take from all cases")).triggered.connect(self.delete_chosen)
        self.addSeparator()

    def _fill_group(self) -> None:
        group, view = self._group, self._view
        if group.can_add:
            text = tr("Save what is shown") if group.key == SAVED else tr("New collection")
            self._add_writing(text).triggered.connect(self.add_chosen)
        if group.needs_all is not None:
            self._add_choice(tr("Cases with any of these values"), is_on=not group.needs_all).triggered.connect(
                lambda: self.all_chosen.emit(False)
            )
            self._add_choice(tr("Cases with all of these values"), is_on=group.needs_all).triggered.connect(
                lambda: self.all_chosen.emit(True)
            )
            self.addSeparator()
        usual = tr("In my order") if group.key in {SAVED, Facet.COLLECTION} else tr("Sort by count")
        for by_name, text in ((False, usual), (True, tr("Sort by name"))):
            sorted_so = replace(view, by_name=by_name)
            choice = self._add_choice(text, is_on=view.by_name is by_name)
            choice.triggered.connect(lambda _=False, chosen=sorted_so: self.view_chosen.emit(chosen))
        if group.key != SAVED:
            hide = self._add_choice(tr("Hide values without cases"), is_on=view.hides_empty)
            hide.triggered.connect(lambda: self.view_chosen.emit(replace(view, hides_empty=not view.hides_empty)))
        self.addSeparator()
        self.addAction(tr("Fold all groups")).triggered.connect(lambda: self.fold_chosen.emit(True))
        self.addAction(tr("Unfold all groups")).triggered.connect(lambda: self.fold_chosen.emit(False))

    def _add_writing(self, text: str) -> QAction:
        return writing(self.addAction(text))

    def _add_choice(self, text: str, *, is_on: bool) -> QAction:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_on)
        return action
