"""The look of teach mode: dark, as a projector wants it, unless the user has chosen light."""

import re

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance, palette_of, theme_of
from casedesk.ui.widgets.labels import Words

LARGE = 20
_DESIGNED_FOR = QSize(1024, 700)
"""The smallest window that holds everything at the normal size."""


class StageAppearance(Appearance):
    """Dresses the windows of a class, and no others."""

    def __init__(self, app: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        self._most = 100.0
        super().__init__(app, settings, parent)
        settings.changed.connect(self._follow)

    def dress(self, window: QWidget) -> None:
        """Give a window these colours and fonts."""
        window.setPalette(palette_of(self.theme))
        window.setFont(self.font("ui"))
        window.setStyleSheet(self._own_sheet())

    def _own_sheet(self) -> str:
        """The sheet with its own colours in place of those that it would look up in the palette of the program."""
        palette = palette_of(self.theme)

        def colour(found: re.Match[str]) -> str:
            role = "".join(word.capitalize() for word in found[1].split("-"))
            return palette.color(QPalette.ColorRole[role]).name()

        own = (
            f"QLabel {{ color: {self.theme.ink.name()} }}\n"
            f"QPushButton, QAbstractSpinBox, QLineEdit {{ font-size: {self.font('ui').pixelSize()}px }}\n"
        )
        return own + re.sub(r"palette\(([a-z-]+)\)", colour, self.stylesheet())

    def fit(self, size: QSize) -> None:
        """Go by the size of the user's text only as far as a window has room for it; all of it is large anyway."""
        most = 100 * max(1.0, min(size.width() / _DESIGNED_FOR.width(), size.height() / _DESIGNED_FOR.height()))
        if most != self._most:
            self._most, before = most, self._scale
            if self._scale != before:
                self.changed.emit()

    @property
    @override
    def _scale(self) -> float:
        return min(float(self._settings.scale), self._most)

    @override
    def _wants_dark(self) -> bool:
        return self._settings.scheme != "light"

    def _follow(self, name: str) -> None:
        if name in {"scheme", "scale", "reading_scale", "reading_font"}:
            self._families.clear()
            self.theme = theme_of(is_dark=self._wants_dark())
            self.changed.emit()


class ProjectorAppearance(StageAppearance):
    """For a screen that is looked at from the last row: as large as the screen allows, whatever the user's size is."""

    @property
    @override
    def _scale(self) -> float:
        return self._most


class LargeWords(Words):
    """Words in the voice of the program that can be read from the last row."""

    def __init__(self, appearance: Appearance, parent: QWidget, *, tone: str = "ink2", wraps: bool = False) -> None:
        self._look = appearance
        super().__init__(appearance, tone=tone, wraps=wraps, parent=parent)

    @override
    def _take_font(self) -> None:
        self.setFont(large_font(self._look))


def large_font(appearance: Appearance) -> QFont:
    """The interface font at the size of a title."""
    font = appearance.font("ui")
    font.setPixelSize(appearance.px(LARGE))
    return font
