"""The files that were read, and those that could not be: a list that stays quick with thousands of them."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDesktopServices, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.domain.draft import Problem
from casedesk.tasks.import_documents import ReadFile
from casedesk.texts import tr, tr_n
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.review.encoding_strip import plain_name
from casedesk.ui.review.review_state import is_waiting
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
_ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_PAD, _GAP, _SIGN, _TEXT = 12, 4, 20, 36


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is shown of one file. `took` is empty for a file that could not be read, which has links instead."""

    path: Path
    name: str
    line: str
    took: str

    @property
    def is_read(self) -> bool:
        """Whether it could be read."""
        return bool(self.took)


def file_row(path: Path, outcome: ReadFile | Problem) -> FileRow:
    """The row for what came of a file."""
    match outcome:
        case ReadFile():
            took = tr("{n} s").format(n=max(1, round(outcome.seconds)))
            return FileRow(path, outcome.name, _found(outcome), took)
        case Problem():
            return FileRow(path, outcome.name, outcome.sentence, "")


def _found(file: ReadFile) -> str:
    drafts = file.proposal.drafts
    parts = [tr_n("{n} draft", "{n} drafts", len(drafts)).format(n=f"{len(drafts):,}")]
    if waiting := sum(map(is_waiting, drafts)):
        parts.append(tr_n("{n} to look at", "{n} to look at", waiting).format(n=f"{waiting:,}"))
    if file.proposal.source.encoding:
        parts.append(tr("read as {encoding}").format(encoding=plain_name(file.proposal.source.encoding)))
    return tr(", ").join(parts)


class FileRows(QListView):
    """As high as all its rows: the page scrolls, not the list."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Files of this batch"))
        self._rows = _FileModel(self)
        self._looks = _FileDelegate(appearance, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._looks)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        appearance.changed.connect(self._measure)

    @property
    def shown(self) -> tuple[FileRow, ...]:
        """The rows."""
        return tuple(self._rows.rows)

    def clear(self) -> None:
        """Begin a new batch."""
        self._rows.clear()
        self._measure()

    def add(self, rows: list[FileRow]) -> None:
        """Show further files below the others."""
        if rows:
            self._rows.add(rows)
            self._measure()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_link = self._link_at(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._link_at(event) if event.button() == Qt.MouseButton.LeftButton else None
        if link is None:
            super().mouseReleaseEvent(event)
        else:
            _open(link)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(_ROW_ROLE)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(row, FileRow) or row.is_read:
            super().keyPressEvent(event)
        else:
            is_folder = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            _open(row.path.parent if is_folder else row.path)

    def _link_at(self, event: QMouseEvent) -> Path | None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = index.data(_ROW_ROLE)
        if not isinstance(row, FileRow) or row.is_read:
            return None
        targets = (row.path, row.path.parent)
        places = self._looks.links(self.visualRect(index))
        return next((path for path, (place, _) in zip(targets, places, strict=True) if place.contains(at)), None)

    def _measure(self) -> None:
        self._looks.measure(self._rows.rows, self.viewport().width())
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(self._looks.height)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class _FileModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[FileRow] = []

    def clear(self) -> None:
        self.beginResetModel()
        self.rows.clear()
        self.endResetModel()

    def add(self, rows: list[FileRow]) -> None:
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows.extend(rows)
        self.endInsertRows()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == _ROW_ROLE:
            return self.rows[index.row()] if index.isValid() else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.rows[index.row()]
            return tr("{file}: {sentence}").format(file=row.name, sentence=row.line)
        return None


class _FileDelegate(QStyledItemDelegate):
    """Rows of a name and a sentence, which takes as many lines as it needs; below it the links of a bad file."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._heights: list[int] = []
        self._measured_for: tuple[int, int] = (0, 0)
        self._take_fonts()
        appearance.changed.connect(self._take_fonts)

    @property
    def height(self) -> int:
        """How high all rows are that have been measured."""
        return sum(self._heights)

    def measure(self, rows: list[FileRow], width: int) -> None:
        """Know how high the rows are at this width; those that are known already are not looked at again."""
        looks = (width, self._appearance.px(100))
        if looks != self._measured_for or len(rows) < len(self._heights):
            self._measured_for = looks
            self._heights.clear()
        self._heights.extend(self._height_of(row, width) for row in rows[len(self._heights) :])

    def links(self, rect: QRect) -> tuple[tuple[QRect, str], tuple[QRect, str]]:
        """Where the two links of a bad file stand in its row, and their words."""
        px = self._appearance.px
        line = self._ui_metrics.height()
        top = rect.bottom() + 1 - px(_PAD) - line
        first, second = tr("Open the file"), tr("Show in its folder")
        left = rect.left() + px(_TEXT)
        first_rect = QRect(left, top, self._ui_metrics.horizontalAdvance(first), line)
        second_left = first_rect.right() + px(16)
        return (first_rect, first), (
            QRect(second_left, top, self._ui_metrics.horizontalAdvance(second), line),
            second,
        )

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        at = index.row()
        return QSize(0, self._heights[at] if at < len(self._heights) else 0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        theme, px = self._appearance.theme, self._appearance.px
        painter.save()
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), theme.line)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        sign = QRect(rect.left(), rect.top() + px(_PAD), px(_SIGN), px(_SIGN))
        role = "ok" if row.is_read else "bad"
        paint_glyph(painter, sign, "check-circle" if row.is_read else "warning-circle", theme.colour(role))
        words = rect.adjusted(px(_TEXT), px(_PAD), 0, -px(_PAD))
        top = QRect(words.left(), words.top(), words.width(), self._name_metrics.height())
        painter.setFont(self._meta)
        painter.setPen(theme.ink2)
        painter.drawText(top, _RIGHT, row.took)
        took = self._meta_metrics.horizontalAdvance(row.took)
        painter.drawText(words.adjusted(0, top.height() + px(_GAP), 0, 0), _WRAPPED, row.line)
        painter.setFont(self._name)
        painter.setPen(theme.ink)
        width = words.width() - took - px(16)
        painter.drawText(top, _LEFT, self._name_metrics.elidedText(row.name, Qt.TextElideMode.ElideMiddle, width))
        if not row.is_read:
            painter.setFont(self._ui)
            painter.setPen(theme.accent)
            for place, link in self.links(rect):
                painter.drawText(place, _LEFT, link)
        painter.restore()

    def _height_of(self, row: FileRow, width: int) -> int:
        px = self._appearance.px
        inner = QRect(0, 0, max(1, width - px(_TEXT)), 10_000)
        line = self._meta_metrics.boundingRect(inner, _WRAPPED, row.line).height()
        links = 0 if row.is_read else px(_GAP) + self._ui_metrics.height()
        return 2 * px(_PAD) + self._name_metrics.height() + px(_GAP) + line + links

    def _take_fonts(self) -> None:
        self._name = self._appearance.font("ui_medium")
        self._ui = self._appearance.font("ui")
        self._meta = self._appearance.font("meta")
        self._name_metrics = QFontMetrics(self._name)
        self._ui_metrics = QFontMetrics(self._ui)
        self._meta_metrics = QFontMetrics(self._meta)
