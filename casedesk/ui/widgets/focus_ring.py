"""The ring around what the keyboard is on: two pixels of accent, two pixels outside."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QFocusFrame, QRadioButton, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance


class FocusRing(QFocusFrame):
    """One ring for the whole program. It shows only where the focus came by keyboard, and only around buttons;
    fields and lists show the focus themselves.
    """

    def __init__(self, app: QApplication, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
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
        # Qt's stub says that the widget cannot be None; the documentation says that None hides the frame.
        self.setWidget(now if is_ringed else None)  # pyright: ignore[reportArgumentType]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        widget = self.widget()
        if widget is None:  # pyright: ignore[reportUnnecessaryComparison]
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._appearance.theme.focus, 2))
        radius = 4 if isinstance(widget, QCheckBox | QRadioButton) else 7
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
