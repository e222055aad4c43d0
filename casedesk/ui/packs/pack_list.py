"""The cases and plans of a pack in groups, with what will come of each."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.domain.casepack_compare import Entry, PlanEntry, Take
from casedesk.texts import tr
from casedesk.ui.packs.pack_state import PackState
from casedesk.ui.packs.pack_words import group_name, outcome_word
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PackRole(IntEnum):
    """What a row can be asked for."""

    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PackRow:
    """A heading, or an entry under one."""

    text: str
    entry: Entry | None = None
    count: int = 0


class PackListModel(QAbstractListModel):
    """The rows of a preview."""

    def __init__(self, state: PackState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._groups: tuple[tuple[str, Sequence[Entry]], ...] = ()
        """Headings with what stands under them: a row is made when it is asked for."""
        self._starts: list[int] = []
        self._length = 0
        state.opened.connect(self._fill)
        state.chosen.connect(self._refresh)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._length

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._row(index.row())
        match role:
            case PackRole.ROW:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.text}, {self._word(row.entry) if row.entry else row.count}"
            case _:
                return None

    def _word(self, entry: Entry) -> str:
        is_open = self._state.is_open(entry)
        return outcome_word(entry, self._state.choice(entry).take, self._state.wording, is_open=is_open)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        is_entry = index.isValid() and index.row() not in self._starts
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_entry else Qt.ItemFlag.NoItemFlags

    def first_entry(self) -> QModelIndex:
        """The first row that is no heading."""
        return self.index(1, 0) if self._length else QModelIndex()

    def _fill(self) -> None:
        wording = self._state.wording
        groups: list[tuple[str, Sequence[Entry]]] = [
            (group_name(standing, wording), entries) for standing, entries in self._state.groups()
        ]
        plans = self._state.compared.plans if self._state.compared else ()
        if plans:
            groups.append((tr("Lesson plans"), plans))
        self.beginResetModel()
        self._groups = tuple(groups)
        *self._starts, self._length = accumulate((len(entries) + 1 for _, entries in groups), initial=0)
        self.endResetModel()

    def _row(self, at: int) -> PackRow:
        place = bisect_right(self._starts, at) - 1
        name, entries = self._groups[place]
        if at == self._starts[place]:
            return PackRow(name, count=len(entries))
        entry = entries[at - self._starts[place] - 1]
        untitled = tr("Untitled plan") if isinstance(entry, PlanEntry) else tr("Untitled case")
        return PackRow(entry.theirs.title or untitled, entry)

    def _refresh(self) -> None:
        if self._length:
            self.dataChanged.emit(self.index(0, 0), self.index(self._length - 1, 0))


class PackDelegate(QStyledItemDelegate):
    """Paints headings with their count, and entries with what will come of them."""

    def __init__(self, state: PackState, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, QFontMetrics(self._appearance.font("ui")).height() + 16)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PackRow = index.data(PackRole.ROW)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.entry is None:
            self._paint_heading(painter, rect, row)
        else:
            is_selected = bool(state & QStyle.StateFlag.State_Selected)
            if is_selected or state & QStyle.StateFlag.State_MouseOver:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._appearance.theme.wash if is_selected else self._appearance.theme.hover)
                painter.drawRoundedRect(rect.adjusted(0, 0, 0, -1), 6, 6)
            self._paint_entry(painter, rect, row.text, row.entry, is_selected=is_selected)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, row: PackRow) -> None:
        font = self._appearance.font("meta")
        metrics = QFontMetrics(font)
        base = rect.bottom() - 6 - metrics.descent()
        painter.setFont(font)
        painter.setPen(self._appearance.theme.ink2)
        painter.drawText(QPoint(rect.left() + 12, base), row.text)
        count = f"{row.count:,}"
        painter.drawText(QPoint(rect.right() - 12 - metrics.horizontalAdvance(count), base), count)

    def _paint_entry(self, painter: QPainter, rect: QRect, text: str, entry: Entry, *, is_selected: bool) -> None:
        theme = self._appearance.theme
        take = self._state.choice(entry).take
        is_open = self._state.is_open(entry)
        word = outcome_word(entry, take, self._state.wording, is_open=is_open)
        meta = self._appearance.font("meta")
        width = QFontMetrics(meta).horizontalAdvance(word)
        font = self._appearance.font("ui_medium" if is_selected else "ui")
        metrics = QFontMetrics(font)
        base = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2
        painter.setFont(font)
        painter.setPen(theme.ink)
        room = rect.width() - 24 - width - 12
        painter.drawText(QPoint(rect.left() + 12, base), metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        painter.setFont(meta)
        painter.setPen(theme.warn if is_open else theme.ink2 if take is Take.MINE else theme.accent)
        painter.drawText(QPoint(rect.right() - 12 - width, base), word)


class PackList(QListView):
    """The list of a preview; the current row is the entry that is looked at."""

    def __init__(self, state: PackState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._rows = PackListModel(state, self)
        self.setModel(self._rows)
        self.setItemDelegate(PackDelegate(state, appearance, self))
        self.setUniformItemSizes(True)  # ten thousand rows are not measured one by one
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr(state.wording.list_name))
        self.selectionModel().currentChanged.connect(self._select)
        state.opened.connect(self._select_first)
        appearance.changed.connect(self.scheduleDelayedItemsLayout)

    def _select_first(self) -> None:
        self.setCurrentIndex(self._rows.first_entry())
        self.scrollToTop()

    def _select(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(PackRole.ROW) if now.isValid() else None
        self._state.select(row.entry if isinstance(row, PackRow) else None)
