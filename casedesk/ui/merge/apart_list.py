"""The list of pairs that were said to be no duplicates."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casedesk.tasks.told_apart import ToldApart
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_delegate import RowDelegate

Index = QModelIndex | QPersistentModelIndex
_PAD = 24


class ApartModel(QAbstractListModel):
    """The pairs of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: tuple[ToldApart, ...] = ()

    def set_pairs(self, pairs: Sequence[ToldApart]) -> None:
        """Show these pairs."""
        self.beginResetModel()
        self.pairs = tuple(pairs)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.pairs)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pair = self.pairs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return pair.first
            case Qt.ItemDataRole.ToolTipRole:
                return f"{pair.first}\n{pair.second}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return tr("“{first}” and “{second}” are no duplicates").format(first=pair.first, second=pair.second)
            case _:
                return None


class _ApartDelegate(RowDelegate):
    """One title above the other."""

    def __init__(self, appearance: Appearance, model: ApartModel, parent: QListView) -> None:
        super().__init__(appearance, parent)
        self._model = model

    @override
    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        pair, theme = self._model.pairs[row], self._appearance.theme
        room = self.upper_line(rect, _PAD, _PAD)
        self.paint_line(painter, room, pair.first, self._appearance.font("ui"), theme.ink)
        self.paint_line(painter, self.lower_line(room), pair.second, self._appearance.font("ui"), theme.ink)
        painter.fillRect(QRect(room.left(), rect.bottom(), room.width(), 1), theme.line)


class ApartList(QListView):
    """Enter or a double click lays a pair side by side, Delete takes back what was said of it."""

    opened = Signal(object)
    back_requested = Signal(object)
    """The pairs that may be duplicates again."""
    chosen = Signal()
    """Other rows are selected."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ApartModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_ApartDelegate(appearance, self._model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Pairs that are no duplicates"))
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self.chosen)
        appearance.changed.connect(self.doItemsLayout)

    @property
    def pairs(self) -> tuple[ToldApart, ...]:
        """What is listed."""
        return self._model.pairs

    @property
    def selected(self) -> tuple[ToldApart, ...]:
        """The pairs that are selected."""
        return tuple(self._model.pairs[row] for row in sorted(index.row() for index in self.selectedIndexes()))

    def show_pairs(self, pairs: Sequence[ToldApart]) -> None:
        """List these pairs; the row that was current stays so as far as it can."""
        at = max(self.currentIndex().row(), 0)
        self._model.set_pairs(pairs)
        if pairs:
            self.setCurrentIndex(self._model.index(min(at, len(pairs) - 1), 0))
        self.chosen.emit()

    def take_back(self) -> None:
        """Ask for the selected pairs to be duplicates again."""
        if self.selected:
            self.back_requested.emit(self.selected)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                self._open(self.currentIndex())
            case Qt.Key.Key_Delete:
                self.take_back()
            case _:
                super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.pairs[index.row()])
