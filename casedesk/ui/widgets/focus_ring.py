"""The ring around what the keyboard is on: two pixels of accent, two pixels outside."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFocusFrame,
    QProxyStyle,
    QRadioButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from typing_extensions import override

from casedesk.ui.theme import Appearance

_OUTSIDE = 4
"""How far the ring reaches: two pixels of nothing, so that it is seen around a filled button too, and its own two."""


class FocusRing(QFocusFrame):
    """One ring for the whole program. It shows only where the focus came by keyboard, and only around buttons;
    fields and lists show the focus themselves. Where what scrolls ends at the button, the ring is drawn on the
    button instead of being cut.
    """

    def __init__(self, app: QApplication, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = _AboveAll()
        self.setStyle(self._style)
        self._appearance = appearance
        app.focusChanged.connect(self._follow)
        appearance.changed.connect(self.update)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        is_ringed = (
            isinstance(now, QAbstractButton)
            and now.property("kind") != "door"  # as large as a field, and marked like one
            and now.window() is self.window()
            and now.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        )
        wanted = now if is_ringed else None
        if wanted is not self.widget():  # a window that is taken apart says so too, when the frame is half gone
            # Qt's stub says that the widget cannot be None; the documentation says that None hides the frame.
            self.setWidget(wanted)  # pyright: ignore[reportArgumentType]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        widget = self.widget()
        if widget is None:  # pyright: ignore[reportUnnecessaryComparison]
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._appearance.theme.focus, 2))
            radius = 4 if isinstance(widget, QCheckBox | QRadioButton) else 7
            parent = self.parentWidget()
            room = QRect(-self.pos(), parent.size()) if parent is not None else self.rect()
            painter.drawRoundedRect(QRectF(self.rect() & room).adjusted(1, 1, -1, -1), radius, radius)


class _AboveAll(QProxyStyle):
    """Lets the ring lie over the whole page, and whole: what holds a button often ends where the button does, and
    Qt would cut the corners off."""

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in {QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin}:
            return _OUTSIDE
        return super().pixelMetric(metric, option, widget)
