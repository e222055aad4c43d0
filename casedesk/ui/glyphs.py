"""Icons out of the Phosphor font, in the colour that the theme has at the moment of painting."""

import importlib.util
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap
from typing_extensions import override

Colours = Callable[[str], QColor]
_EM = 256


class GlyphIcons:
    """Icons by name and colour role, each made once."""

    def __init__(self, colours: Colours) -> None:
        self._colours = colours
        self._made: dict[tuple[str, str, str], QIcon] = {}

    def icon(self, name: str, role: str, checked_role: str) -> QIcon:
        """The icon; KeyError for a name that Phosphor does not have."""
        key = (name, role, checked_role)
        if key not in self._made:
            self._made[key] = QIcon(_GlyphEngine(name, role, checked_role, self._colours))
        return self._made[key]

    def save(self, name: str, role: str, file: str, *, size: int) -> None:
        """Write a glyph as PNG in one and two pixels a point, for stylesheets, which know files only."""
        for ratio, mark in ((1, ""), (2, "@2x")):
            pixmap = QPixmap(size * ratio, size * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                paint_glyph(painter, pixmap.rect(), name, self._colours(role))
            pixmap.save(file.replace(".png", f"{mark}.png"))


def paint_glyph(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Fill a Phosphor glyph into a rectangle, as large as it goes."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(rect.center()) + QPointF(0.5, 0.5) - QPointF(side / 2, side / 2))
    painter.scale(side / _EM, side / _EM)
    painter.fillPath(_outline(name), colour)
    painter.restore()


class _GlyphEngine(QIconEngine):
    def __init__(self, name: str, role: str, checked_role: str, colours: Colours) -> None:
        super().__init__()
        self._name = name
        self._roles = (role, checked_role)
        self._colours = colours
        _outline(name)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = self._roles[state is QIcon.State.On]
        paint_glyph(painter, rect, self._name, self._colours("ink3" if mode is QIcon.Mode.Disabled else role))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a button that has no room yet asks all the same
            return QPixmap()
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, *self._roles, self._colours)


@cache
def _outline(name: str) -> QPainterPath:
    font = QFont(_family())
    font.setPixelSize(_EM)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(QPointF(0, 0), font, _characters()[f"ph.{name}"])
    path.translate(0, _EM)  # the font draws every glyph inside a square of one em that stands on the line
    return path


@cache
def _family() -> str:
    font_id = QFontDatabase.addApplicationFontFromData(_folder().joinpath("phosphor-1.3.0.ttf").read_bytes())
    return QFontDatabase.applicationFontFamilies(font_id)[0]


@cache
def _characters() -> Mapping[str, str]:
    codes: dict[str, str] = json.loads(_folder().joinpath("phosphor-charmap-1.3.0.json").read_text("utf-8"))
    return {f"ph.{name}": chr(int(code, 16)) for name, code in codes.items()}


def _folder() -> Path:
    """Where qtawesome keeps its fonts. Looked up, not imported: the package would load all of them, in 150 ms."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("qtawesome is not installed")
    return Path(spec.origin).parent / "fonts"
