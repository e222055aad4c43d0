"""The rail at the left: one button for every page, with a count where something waits."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.actions import Actions, plain_text
from casedesk.ui.models import case_drag
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.surfaces import set_surface

PAGES: Final = ("library", "import", "lessons", "trash", "settings")
_ACTIONS: Final = {name: f"view.{name}" for name in PAGES} | {"settings": "file.settings"}
_ICONS: Final = {
    "library": "ph.books",
    "import": "ph.archive-tray",
    "lessons": "ph.notebook",
    "trash": "ph.trash",
    "settings": "ph.gear-six",
}
_TAKING_CASES: Final = ("library", "lessons")
_LINGER: Final = 600
"""Milliseconds that cases are held over a button before its page opens."""
_WIDTH, _ITEM_WIDTH, _ITEM_HEIGHT = 72, 64, 56


class Rail(QWidget):
    """Library, import, lesson plans, trash, and the settings at the bottom."""

    page_requested = Signal(str)

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "desk")
        self._appearance = appearance
        self._group = QButtonGroup(self)
        self._buttons = {name: self._make(name, actions.action(_ACTIONS[name])) for name in PAGES}
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 8)
        column.setSpacing(4)
        for name, button in self._buttons.items():
            if name == PAGES[-1]:
                column.addStretch(1)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        appearance.changed.connect(self._fit)

    def show_page(self, name: str) -> None:
        """Mark the button of a page; a page without one leaves the mark where it was."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    @property
    def marked(self) -> str:
        """The page whose button is marked; empty where none is."""
        return next((name for name, button in self._buttons.items() if button.isChecked()), "")

    def set_badge(self, name: str, count: int) -> None:
        """Say how many things wait on a page; 0 says nothing."""
        self._buttons[name].set_badge(count)

    def lock(self, name: str, reason: str) -> None:
        """Let nobody go to a page, and say why."""
        self._buttons[name].setEnabled(False)
        self._buttons[name].setToolTip(reason)

    def _make(self, name: str, action: QAction) -> "_RailButton":
        button = _RailButton(self._appearance, plain_text(action), self)
        button.setIcon(self._appearance.icon(_ICONS[name], "ink2", checked_role="accent"))
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        button.setToolTip(f"{button.text()} ({keys})" if keys else button.text())
        button.clicked.connect(lambda: self.page_requested.emit(name))
        button.lingered.connect(lambda: self.page_requested.emit(name))
        button.setAcceptDrops(name in _TAKING_CASES)
        self._group.addButton(button)
        return button

    def _fit(self) -> None:
        px = self._appearance.px
        words = max(button.fontMetrics().horizontalAdvance(button.text()) for button in self._buttons.values())
        width = max(px(_ITEM_WIDTH), words + 8)
        self.setFixedWidth(width + _WIDTH - _ITEM_WIDTH)
        for button in self._buttons.values():
            button.setFixedSize(width, px(_ITEM_HEIGHT))


class _RailButton(QToolButton):
    lingered = Signal()
    """Cases were held over the button for a moment: they shall go somewhere on its page."""

    def __init__(self, appearance: Appearance, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._badge = 0
        self.setText(text)
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(_LINGER)
        self._linger.timeout.connect(self.lingered)
        self._take_font()
        appearance.changed.connect(self._take_font)

    def set_badge(self, count: int) -> None:
        self._badge = count
        waiting = tr("{name}, {n} waiting").format(name=self.text(), n=count)
        self.setAccessibleName(waiting if count else self.text())
        self.update()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if case_drag.unpack(event.mimeData()):
            self._linger.start()
            event.accept()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.ignore()  # the button itself takes nothing

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._linger.stop()

    def _take_font(self) -> None:
        self.setFont(self._appearance.font("meta"))
        side = self._appearance.px(22)
        self.setIconSize(QSize(side, side))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._badge:
            return
        theme = self._appearance.theme
        text = str(self._badge) if self._badge < 100 else "99+"
        font = self._appearance.font("meta")
        font.setPixelSize(self._appearance.px(10))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            height = self._appearance.px(14)
            width = max(height, painter.fontMetrics().horizontalAdvance(text) + 8)
            box = QRect(self.width() // 2 + self._appearance.px(10), 5, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.warn)
            painter.drawRoundedRect(box, height / 2, height / 2)
            painter.setPen(theme.paper)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
