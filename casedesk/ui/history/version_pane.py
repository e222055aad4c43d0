"""What differs between two states of a case, field by field, the older at the left."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.history.version_rows import Side, VersionRow
from casedesk.ui.merge.merge_row import label_width
from casedesk.ui.merge.passage_text import PassageText
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words


class _SideView(QWidget):
    """One side of a row."""

    def __init__(self, appearance: Appearance, side: Side, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = side
        self._passage: PassageText | None = None
        self.unfold: LinkButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 24, 10)
        column.setSpacing(4)
        if side.is_empty:
            column.addWidget(Words(appearance, tr("(empty)"), tone="ink2", parent=self))
        if side.values:
            column.addWidget(self._values(appearance))
        if side.text:
            self._passage = PassageText(appearance, self)
            self._passage.setAccessibleName(side.text)
            self._passage.show_text(side.text, side.stretches)
            column.addWidget(self._passage)
        if side.hidden:
            self.unfold = LinkButton(side.hidden, self)
            self.unfold.setFont(appearance.font("meta"))
            self.unfold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row = QHBoxLayout()
            row.setContentsMargins(-2, 0, 0, 0)
            row.addWidget(self.unfold)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_unfolded(self, *, on: bool) -> None:
        if self._passage is not None:
            self._passage.set_unfolded(on=on)
        if self.unfold is not None:
            self.unfold.setText(tr("Fold") if on else self._side.hidden)

    def _values(self, appearance: Appearance) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder, spacing=4)
        for value in self._side.values:
            label = QLabel(value, holder)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("chip", "quiet")
            label.setFont(appearance.font("meta"))
            flow.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder


class VersionRowView(QWidget):
    """A field: its name with the way to bring it back, and what it holds in both states."""

    restore_requested = Signal(str)

    def __init__(self, appearance: Appearance, row: VersionRow, parent: QWidget, *, can_restore: bool) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.row = row
        self._is_unfolded = False
        self._older = _SideView(appearance, row.older, self)
        self.newer = _SideView(appearance, row.newer, self)
        self.restore = LinkButton(tr("Restore"), self)
        self.restore.setAccessibleName(tr("Restore: {field}").format(field=row.label))
        self.restore.setFont(appearance.font("meta"))
        self.restore.setVisible(can_restore)
        self.restore.clicked.connect(lambda: self.restore_requested.emit(row.name))
        for side in (self._older, self.newer):
            if side.unfold is not None:
                side.unfold.clicked.connect(self.toggle_folds)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnMinimumWidth(0, label_width(appearance))
        self._grid.addLayout(self._names(), 0, 0)
        self._grid.addWidget(self._older, 0, 1)
        self._grid.addWidget(self.newer, 0, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.setAccessibleName(row.label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def toggle_folds(self) -> None:
        """Show what is folded on both sides, or fold it again."""
        self._is_unfolded = not self._is_unfolded
        for side in (self._older, self.newer):
            side.set_unfolded(on=self._is_unfolded)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Low: how high it is follows from its width, and not from how narrow it could be."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            line = self._appearance.theme.line
            painter.fillRect(0, self.height() - 1, self.width(), 1, line)
            painter.fillRect(self.newer.x(), 0, 1, self.height(), line)

    def _names(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setContentsMargins(24, 11, 4, 10)
        names.setSpacing(4)
        for words in (self.row.label, self.row.remark):
            label = Words(self._appearance, words, kind="meta", tone="ink2", wraps=True, parent=self)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            label.setVisible(bool(words))
            names.addWidget(label)
        link = QHBoxLayout()
        link.setContentsMargins(-2, 0, 0, 0)  # a link has a little room around its words
        link.addWidget(self.restore)
        link.addStretch(1)
        names.addLayout(link)
        names.addStretch(1)
        return names


class VersionPane(QScrollArea):
    """The rows, one below the other."""

    restore_requested = Signal(str)
    bar_changed = Signal(int)
    """How much of the width the scroll bar takes, so that what stands above can leave the same."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.verticalScrollBar().rangeChanged.connect(self._tell_bar)
        self.rows: tuple[VersionRowView, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[VersionRow], *, can_restore: bool) -> None:
        """Show these rows; `can_restore` lets each of them be brought back alone."""
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        views: list[VersionRowView] = []
        for row in rows:
            view = VersionRowView(self._appearance, row, page, can_restore=can_restore)
            view.restore_requested.connect(self.restore_requested)
            column.addWidget(view)
            views.append(view)
        if not rows:
            column.addLayout(self._no_difference())
        column.addStretch(1)
        self.rows = tuple(views)
        self.setWidget(page)
        self.verticalScrollBar().setValue(0)

    def _tell_bar(self, _low: int, high: int) -> None:
        self.bar_changed.emit(self.verticalScrollBar().sizeHint().width() if high else 0)

    def _no_difference(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 16, 24, 16)
        row.addWidget(Words(self._appearance, tr("Nothing differs."), tone="ink2"))
        return row
