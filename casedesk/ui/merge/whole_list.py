"""The list of cases that would each become one with those of the same text, to be ticked off."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView
from typing_extensions import override

from casedesk.tasks.field_words import field_name
from casedesk.tasks.merging_all import WholeMerge
from casedesk.texts import tr, tr_n
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.tick_list import TickDelegate, TickModel

Index = QModelIndex | QPersistentModelIndex


class WholeModel(TickModel):
    """The merges. Those that would leave something out are not ticked at first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.merges: tuple[WholeMerge, ...] = ()

    def set_merges(self, merges: tuple[WholeMerge, ...]) -> None:
        """List these merges."""
        self.beginResetModel()
        self.merges = merges
        self.off = {row for row, merge in enumerate(merges) if merge.left_out}
        self.endResetModel()
        self.ticked.emit()

    @property
    def chosen(self) -> tuple[WholeMerge, ...]:
        """The merges that are ticked."""
        return tuple(self.merges[row] for row in self.chosen_rows)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.merges)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        merge = self.merges[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return merge.title
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((merge.title, *merge.other_titles, *filter(None, (left_out_words(merge),))))
            case Qt.ItemDataRole.AccessibleTextRole:
                state = tr("is merged") if self.is_on(index.row()) else tr("stays as it is")
                return tr(", ").join((merge.title, goes_in_words(merge), left_out_words(merge) or state, state))
            case Qt.ItemDataRole.CheckStateRole:
                return self.check_state(index.row())
            case _:
                return None


class WholeDelegate(TickDelegate):
    """The case that stays; below it those that go in, and in amber what of theirs would be left out."""

    pad = 24

    def __init__(self, appearance: Appearance, model: WholeModel, parent: QListView) -> None:
        super().__init__(appearance, parent)
        self._model = model

    @override
    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        merge, is_on, theme = self._model.merges[row], self._model.is_on(row), self._appearance.theme
        meta = self._appearance.font("meta")
        room = self.paint_box(painter, rect, is_on=is_on)
        title = theme.ink if is_on else theme.ink2
        self.paint_line(painter, room, merge.title, self._appearance.font("ui_medium"), title)
        below = self.lower_line(room)
        if merge.left_out:
            self.paint_line(painter, below, left_out_words(merge), meta, theme.warn)
        else:
            self.paint_line(painter, below, goes_in_words(merge), meta, theme.ink2)


def goes_in_words(merge: WholeMerge) -> str:
    """Which cases go into one; those that are called the same as it are counted."""
    others = dict.fromkeys(title for title in merge.other_titles if title != merge.title)
    n = len(merge.other_ids)
    count = tr_n("{n} case goes in", "{n} cases go in", n).format(n=n)
    return tr("{count}: {text}").format(count=count, text=tr(", ").join(others)) if others else count


def left_out_words(merge: WholeMerge) -> str:
    """What of the cases that go in would be left out; empty for nothing."""
    if not merge.left_out:
        return ""
    names = tr(", ").join(field_name(field.name) for field in merge.left_out)
    return tr("Differs and would be left out: {fields}. Better compare these.").format(fields=names)
