"""The editions with a box to tick each: ticked ones are made, the chosen one is shown."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.domain.handout import Edition
from casedesk.tasks.editions import about, title_of
from casedesk.texts import tr_n
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.tick_list import TickDelegate, TickList, TickModel

Index = QModelIndex | QPersistentModelIndex
_ROW = 32
_GAP = 8
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _Model(TickModel):
    """Rows in the order of the editions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.editions: tuple[Edition, ...] = tuple(Edition)
        self.copies: Mapping[Edition, int] = {}

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.editions)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        edition = self.editions[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(edition)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return about(edition)
            case Qt.ItemDataRole.CheckStateRole:
                return self.check_state(index.row())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{title_of(edition)} {self.copies_words(edition)}".strip()
            case _:
                return None

    def copies_words(self, edition: Edition) -> str:
        """How many copies, in words."""
        count = self.copies.get(edition, 0)
        return tr_n("{n} copy", "{n} copies", count).format(n=count) if count else ""


class _Delegate(TickDelegate):
    """One line: box, name, and at the right the number of copies."""

    pad = 8

    def __init__(self, appearance: Appearance, parent: QListView, model: _Model) -> None:
        super().__init__(appearance, parent)
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._appearance.px(_ROW))

    @override
    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        theme, px = self._appearance.theme, self._appearance.px
        edition, is_on = self._model.editions[row], self._model.is_on(row)
        self.paint_tick(painter, rect, is_on=is_on)
        room = rect.adjusted(self.box(rect).right() - rect.left() + px(_GAP), 0, -px(_GAP), 0)
        font = self._appearance.font("ui")
        count = str(self._model.copies.get(edition, "")) if is_on else ""
        painter.setFont(font)
        painter.setPen(theme.ink2)
        painter.drawText(room, _RIGHT, count)
        room.setRight(room.right() - QFontMetrics(font).horizontalAdvance(count) - px(_GAP))
        self.paint_line(painter, room, title_of(edition), font, theme.ink)


class EditionList(TickList):
    """As high as all its rows. ↑ and ↓ show another edition, Space ticks it."""

    ticked = Signal(object)
    """The frozenset of the editions that are ticked."""
    shown = Signal(object)
    """The Edition that is chosen."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        model = _Model(parent) if parent is not None else _Model(QWidget())
        super().__init__(appearance, model, parent)
        self._rows = model
        self.setItemDelegate(_Delegate(appearance, self, model))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.ticked.connect(self._tell_ticks)
        self.selectionModel().currentChanged.connect(self._tell_shown)
        appearance.changed.connect(self._fit)
        self._fit()

    def show_ticks(self, editions: frozenset[Edition], copies: Mapping[Edition, int]) -> None:
        """Show which editions are made, and how many copies of each."""
        model = self._rows
        model.copies = copies
        with QSignalBlocker(model):
            model.off = {row for row, edition in enumerate(model.editions) if edition not in editions}
        self.viewport().update()

    def mark_shown(self, edition: Edition) -> None:
        """Choose an edition without telling anybody."""
        row = self._rows.editions.index(edition)
        with QSignalBlocker(self.selectionModel()):
            self.selectionModel().setCurrentIndex(
                self._rows.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self.viewport().update()

    def tick(self, editions: Sequence[Edition], *, is_on: bool) -> None:
        """Tick editions, as the trainer does."""
        self._rows.tick([self._rows.editions.index(edition) for edition in editions], is_on=is_on)

    def _tell_ticks(self) -> None:
        self.ticked.emit(frozenset(self._rows.editions[row] for row in self._rows.chosen_rows))

    def _tell_shown(self, current: QModelIndex) -> None:
        if current.isValid():
            self.shown.emit(self._rows.editions[current.row()])

    def _fit(self) -> None:
        self.setFixedHeight(self._appearance.px(_ROW) * self._rows.rowCount())
