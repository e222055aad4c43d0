"""The three columns of the library page, and how they fold when the window is narrow or the trainer wants room."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.surfaces import set_surface

RAIL = 72
_PANEL_BELOW = 1200 - RAIL
_LIST_BELOW = 900 - RAIL
_PANEL, _PANEL_OVER = 224, 272
_LIST, _LIST_NARROW, _LIST_MIN = 424, 352, 320
_CASE_MIN = 320
_TABLE_CASE = 400
_STATE, _TABLE_STATE, _OPEN = "library.columns", "library.columns.table", "library.panel"


class LibraryColumns(QWidget):
    """Filter panel, list and case side by side. Below 1200 the panel lies over the list while it is wanted."""

    panel_docked = Signal(bool)
    """Whether the panel stands beside the list, now."""
    panel_shown = Signal(bool)
    """Whether the panel can be seen, beside the list or over it."""
    narrow_changed = Signal(bool)

    def __init__(
        self,
        panel: FilterPanel,
        list_column: QWidget,
        case_column: QWidget,
        *,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._list = panel, list_column
        self._case = _CaseColumn(case_column, self)
        self._case.back.clicked.connect(self.show_list)
        self._appearance = appearance
        self._settings = settings
        self.is_narrow = True
        """Until there is a width: the first layout must not make the window wider than it is wanted."""
        self.is_writing = False
        self._is_table = False
        self._is_over = False
        self._is_case_in_front = False
        self._focus_before: QWidget | None = None
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for column in (panel, list_column, self._case):
            self.splitter.addWidget(column)
        self._set_up_splitter()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        panel.fold_requested.connect(self.fold_panel)
        panel.installEventFilter(self)
        panel.tree.installEventFilter(self)

    @property
    def is_panel_shown(self) -> bool:
        """Whether the panel can be seen, beside the list or over it."""
        return self._panel.isVisibleTo(self)

    def toggle_panel(self) -> None:
        """Show the panel, or fold it."""
        if self.is_panel_shown:
            self.fold_panel()
        elif self.is_narrow or self.is_writing:
            self._open_over()
        else:
            self._settings.set_flag(_OPEN, value=True)
            self._arrange()
            self._panel.tree.setFocus()

    def fold_panel(self) -> None:
        """Fold the panel away; the focus goes back to where it came from."""
        if not self._is_over:
            self._settings.set_flag(_OPEN, value=False)
        self._is_over = False
        self._arrange()
        before = self._focus_before
        if before is not None and before.isVisible():
            before.setFocus()
        self._focus_before = None

    def set_writing(self, is_writing: bool) -> None:
        """Fold everything but the case."""
        self.is_writing = is_writing
        self._is_over = False
        self._arrange()

    def show_list(self) -> None:
        """Bring the list to the front where only one of list and case fits."""
        self._is_case_in_front = False
        self._arrange()

    def show_case(self) -> None:
        """Bring the case to the front where only one of list and case fits."""
        self._is_case_in_front = True
        self._arrange()

    def set_table(self, *, is_table: bool) -> None:
        """Give the list the room that a table needs, or a row of cards; each keeps the widths it was left with."""
        if is_table == self._is_table:
            return
        self.save_layout()
        self._is_table = is_table
        for place, takes_the_rest in ((1, is_table), (2, not is_table)):
            self.splitter.setStretchFactor(place, int(takes_the_rest))
        self._size_columns()

    def save_layout(self) -> None:
        """Remember the widths of the columns."""
        if not self.is_narrow and not self.is_writing:
            self._settings.set_state(self._state_name, self.splitter.saveState())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._appearance.px(_PANEL_BELOW)
        if is_narrow != self.is_narrow:
            self.save_layout()
            self.is_narrow = is_narrow
            self._is_over = False
            self._arrange()
            self._size_columns()
            self.narrow_changed.emit(is_narrow)
        elif self.is_single != self._was_single:
            self._arrange()
        if self._is_over:
            self._place_over()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if self._is_over and is_escape and event.type() is QEvent.Type.KeyPress:
            self.fold_panel()
            return True
        return super().eventFilter(watched, event)

    def _set_up_splitter(self) -> None:
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for place, stretch in enumerate((0, 0, 1)):
            self.splitter.setStretchFactor(place, stretch)
        self._panel.setMinimumWidth(self._appearance.px(180))
        self._panel.setMaximumWidth(self._appearance.px(400))
        self._list.setMinimumWidth(self._appearance.px(_LIST_MIN))
        self._case.setMinimumWidth(_CASE_MIN)
        self.splitter.splitterMoved.connect(self.save_layout)
        if not self.splitter.restoreState(self._settings.state(self._state_name)):
            self._size_columns()
        self._was_single = False
        self._arrange()

    @property
    def is_single(self) -> bool:
        """Whether there is room for one of list and case only."""
        return self.width() < self._appearance.px(_LIST_BELOW)

    @property
    def _state_name(self) -> str:
        return _TABLE_STATE if self._is_table else _STATE

    def _size_columns(self) -> None:
        px = self._appearance.px
        if not self.is_narrow and self.splitter.restoreState(self._settings.state(self._state_name)):
            self._arrange()
            return
        panel = px(_PANEL)
        listed = px(_LIST_NARROW if self.is_narrow else _LIST)
        if self._is_table:
            is_docked = not self.is_narrow and self._settings.flag(_OPEN, default=True)
            docked = panel if is_docked else 0
            listed = max(listed, self.width() - docked - px(_TABLE_CASE))
        self.splitter.setSizes([panel, listed, max(self.width() - listed - panel, _CASE_MIN)])

    def _arrange(self) -> None:
        """Put every column where it belongs at this width."""
        is_docked = not self.is_narrow and not self.is_writing and self._settings.flag(_OPEN, default=True)
        if self._is_over:
            return
        if self._panel.parentWidget() is not self.splitter:
            self._panel.setProperty("edge", "")
            self.splitter.insertWidget(0, self._panel)
        self._panel.set_fold_icon("ph.caret-left", tr("Fold the filter panel"))
        self._panel.setVisible(is_docked)
        self._was_single = self.is_single
        is_case_alone = self.is_writing or (self.is_single and self._is_case_in_front)
        self._list.setVisible(not is_case_alone)
        self._case.setVisible(not self.is_single or is_case_alone)
        self._case.back.setVisible(is_case_alone and not self.is_writing)
        self.panel_docked.emit(is_docked)
        self.panel_shown.emit(is_docked)

    def _open_over(self) -> None:
        self._focus_before = self.window().focusWidget()
        self._is_over = True
        self._panel.setParent(self)
        self._panel.setProperty("edge", "right")
        self._panel.style().polish(self._panel)
        self._panel.set_fold_icon("ph.x", tr("Close the filter panel"))
        self._place_over()
        self._panel.show()
        self._panel.raise_()
        self._panel.tree.setFocus()
        self.panel_shown.emit(True)

    def _place_over(self) -> None:
        width = min(self._appearance.px(_PANEL_OVER), self.width())
        self._panel.setGeometry(QRect(0, 0, width, self.height()))


class _CaseColumn(QWidget):
    """The case, with a way back to the list over it while only one of the two fits."""

    def __init__(self, case_column: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.back = LinkButton(tr("‹ Back to the list"), self)
        band = QHBoxLayout()
        band.setContentsMargins(24, 0, 24, 0)
        band.addWidget(self.back)
        band.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(band)
        layout.addWidget(case_column, 1)
        self.back.hide()
