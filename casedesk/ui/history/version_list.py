"""The versions of a case, newest first: when, why, and what they changed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.domain.case_versions import CaseVersion
from casedesk.texts import tr
from casedesk.ui.history.version_words import changed_words, when_words, why_words
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_ground import paint_row_ground
from casedesk.ui.widgets.surfaces import set_surface

Index = QModelIndex | QPersistentModelIndex
WIDTH = 264
_LARGEST_SHARE = 0.34
_ROW_HEIGHT, _PAD = 56, 24
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class VersionModel(QAbstractListModel):
    """The versions of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.versions: tuple[CaseVersion, ...] = ()

    def set_versions(self, versions: Sequence[CaseVersion]) -> None:
        """Show these versions."""
        self.beginResetModel()
        self.versions = tuple(versions)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.versions)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        version = self.versions[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return when_words(version.at)
            case Qt.ItemDataRole.ToolTipRole:
                return changed_words(version)
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (self.name(index.row()), when_words(version.at), self.what(index.row()))
                return tr(", ").join(filter(None, parts))
            case _:
                return None

    def name(self, row: int) -> str:
        """What stands in the first line of a row, before the time."""
        return tr("Now") if row == 0 else why_words(self.versions[row])

    def what(self, row: int) -> str:
        """What stands in the second line of a row."""
        version = self.versions[row]
        if row == 0 and version.id:
            return tr("{why}: {fields}").format(why=why_words(version), fields=changed_words(version))
        return changed_words(version) if version.id else why_words(version) if row == 0 else ""


class _Delegate(QStyledItemDelegate):
    def __init__(self, appearance: Appearance, model: VersionModel, parent: QListView) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._appearance.px(_ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        state = option.state  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        assert isinstance(rect, QRect)
        theme, px, row = self._appearance.theme, self._appearance.px, index.row()
        painter.save()
        paint_row_ground(painter, rect, state, theme, has_focus=self._list.hasFocus())
        medium, meta = self._appearance.font("ui_medium"), self._appearance.font("meta")
        when = when_words(self._model.versions[row].at)
        room = QRect(rect.left() + _PAD, rect.top() + px(8), rect.width() - _PAD - 16, px(20))
        painter.setPen(theme.ink2)
        painter.setFont(meta)
        painter.drawText(room, _RIGHT, when)
        wide = QFontMetrics(meta).horizontalAdvance(when) + 12
        painter.setPen(theme.ink)
        self._line(painter, room.adjusted(0, 0, -wide, 0), self._model.name(row), medium)
        painter.setPen(theme.ink2)
        self._line(painter, room.translated(0, px(20)), self._model.what(row), meta)
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, font: QFont) -> None:
        painter.setFont(font)
        painter.drawText(room, _LEFT, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


class VersionList(QListView):
    """One version is current; the arrow keys go from one to the next."""

    chosen = Signal(int)
    """The row that has become current."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = VersionModel(self)
        self.setModel(self._model)
        set_surface(self, "side", edge="right")
        self.setItemDelegate(_Delegate(appearance, self._model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Versions of the case"))
        self.selectionModel().currentRowChanged.connect(self._tell)
        appearance.changed.connect(self.doItemsLayout)

    @property
    def versions(self) -> tuple[CaseVersion, ...]:
        """What is listed, newest first."""
        return self._model.versions

    @property
    def row(self) -> int:
        """The current row; -1 for none."""
        return self.currentIndex().row()

    def show_versions(self, versions: Sequence[CaseVersion], *, row: int) -> None:
        """List these versions and make one of them current."""
        self.selectionModel().blockSignals(True)
        self._model.set_versions(versions)
        self.selectionModel().blockSignals(False)
        self.setCurrentIndex(self._model.index(min(row, len(versions) - 1), 0))

    def choose(self, row: int) -> None:
        """Make a version current."""
        self.setCurrentIndex(self._model.index(row, 0))

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row())

    def fit(self, room: int) -> None:
        """Take the width of the design, or less where that would leave too little of `room` for the words."""
        self.setFixedWidth(min(self._appearance.px(WIDTH), round(room * _LARGEST_SHARE)))
