"""How everything looks: colours, fonts and icons, in one place and from one file of design tokens."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from string import Template
from typing import Any, Literal, cast

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from casedesk import paths, texts
from casedesk.ui.glyphs import GlyphIcons
from casedesk.ui.settings import Settings

FontKind = Literal["meta", "ui", "ui_medium", "reading", "note", "title", "display", "project", "clock"]

_INTERFACE = {
    "zh_TW": ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans CJK TC", "Source Han Sans TC"),
    "": ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
}
_SONG = {
    "zh_TW": ("Source Han Serif TC", "Noto Serif CJK TC", "Songti TC"),
    "": ("Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "STSong"),
}
_SERIF_KINDS = frozenset({"reading", "note", "title", "display", "project"})
_FIRST_IDEOGRAPH = 0x2E80
_READING_KINDS = frozenset({"reading", "note", "project"})
_SIZES_OF = {"ui_medium": "ui", "note": "ui"}
"""Kinds without a size of their own: a note is what the trainer writes beside the text."""
_WEIGHTS = {
    "ui_medium": QFont.Weight.Medium,
    "title": QFont.Weight.DemiBold,
    "display": QFont.Weight.DemiBold,
}


@dataclass(frozen=True)
class Theme:
    """One colour for every role; what each is for stands in tokens.json."""

    desk: QColor
    side: QColor
    paper: QColor
    raised: QColor
    line: QColor
    control: QColor
    hover: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    wash: QColor
    focus: QColor
    mark: QColor
    mark_ink: QColor
    ok: QColor
    ok_wash: QColor
    warn: QColor
    warn_wash: QColor
    bad: QColor
    bad_wash: QColor
    tip: QColor
    tip_ink: QColor
    tip_link: QColor
    is_dark: bool

    def colour(self, role: str) -> QColor:
        """The colour of a role by its name, e.g. "ink2"."""
        found = getattr(self, role)
        if not isinstance(found, QColor):
            raise KeyError(role)
        return found


@cache
def tokens() -> Mapping[str, Any]:
    """The design tokens: colours, sizes, icons."""
    return cast(Mapping[str, Any], json.loads(paths.resource("styles", "tokens.json").read_text("utf-8")))


@cache
def theme_of(*, is_dark: bool) -> Theme:
    """The light or the dark theme."""
    colours: Mapping[str, str] = tokens()["colour"]["dark" if is_dark else "light"]
    values = {_snake(name): QColor(value) for name, value in colours.items()}
    return Theme(**values, is_dark=is_dark)


def writing_of(text: str) -> str:
    """The language whose letters a text is set in, "zh" or "en"; empty for no text."""
    if not text:
        return ""
    return "zh" if any(ord(char) >= _FIRST_IDEOGRAPH for char in text) else "en"


class Appearance(QObject):
    """The theme, fonts and icons of now. `changed` follows every switch, when all of it is in place.

    Palette and stylesheet are set on the application by `install`, which also begins to follow the system and the
    settings. Icons colour themselves anew; who paints with `theme` repaints on `changed`.
    """

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        self._glyph_files = QTemporaryDir()
        self._icons = GlyphIcons(self._colour)
        self._families: dict[str, list[str]] = {}
        self.theme = theme_of(is_dark=self._wants_dark())

    def install(self) -> None:
        """Dress the application, now and whenever the system or the settings change."""
        self._app.setStyle("Fusion")
        self._app.styleHints().setColorScheme(self._scheme())
        self._app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._settings.changed.connect(self._follow_settings)
        self._dress()

    def icon(self, name: str, role: str = "ink2", *, checked_role: str = "") -> QIcon:
        """A Phosphor icon, with or without its prefix ("ph.books", "books"), in the colour of a role.

        `checked_role` colours it while its button is checked. The colour follows the theme by itself.
        """
        return self._icons.icon(name.removeprefix("ph."), role, checked_role or role)

    def font(self, kind: FontKind, *, language: str = "") -> QFont:
        """The font for a kind of text, at the size the user has set, with tabular figures.

        `language` is that of the text, empty for that of the interface: quotation marks of a Chinese font are as wide
        as an ideograph unless it is told that it writes English.
        """
        is_reading = kind in _READING_KINDS
        font = QFont(self._families_of("song" if kind in _SERIF_KINDS else "interface"))
        size = tokens()["type"][_SIZES_OF.get(kind, kind)]["px"]
        scale = self._settings.reading_scale if is_reading else self._scale
        font.setPixelSize(max(9, round(size * scale / 100)))
        font.setWeight(_WEIGHTS.get(kind, QFont.Weight.Normal))
        font.setFeature(QFont.Tag("tnum"), 1)
        if (language or texts.language()).startswith("en"):
            font.setFeature(QFont.Tag("pwid"), 1)
        return font

    def px(self, length: int) -> int:
        """A length of the design at the size the user has set, for what must grow with the interface font."""
        return round(length * self._scale / 100)

    def set_language(self) -> None:
        """Choose fonts for the language of the interface as it is now."""
        self._families.clear()
        self._dress()

    def song_families(self) -> tuple[str, ...]:
        """The Song fonts that this computer has, best first."""
        wanted = dict.fromkeys((*_song(texts.language()), *_SONG[""], *_SONG["zh_TW"]))
        return tuple(family for family in wanted if QFontDatabase.hasFamily(family))

    def _follow_system(self) -> None:
        if theme_of(is_dark=self._wants_dark()) is not self.theme:
            self._dress()

    def _follow_settings(self, name: str) -> None:
        if name == "scheme":
            self._app.styleHints().setColorScheme(self._scheme())
            self._dress()
        elif name in {"scale", "reading_scale", "reading_font"}:
            self._families.clear()
            self._dress()

    def _dress(self) -> None:
        self.theme = theme_of(is_dark=self._wants_dark())
        self._app.setPalette(palette_of(self.theme))
        self._app.setFont(self.font("ui"))
        self._app.setStyleSheet("")  # from sheet to sheet Qt is five times slower than by way of none
        self._app.setStyleSheet(self.stylesheet())
        self.changed.emit()

    @property
    def _scale(self) -> float:
        """The size of the interface in percent."""
        return self._settings.scale

    def _wants_dark(self) -> bool:
        if self._settings.scheme != "system":
            return self._settings.scheme == "dark"
        return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _scheme(self) -> Qt.ColorScheme:
        fixed = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        return fixed.get(self._settings.scheme, Qt.ColorScheme.Unknown)

    def _colour(self, role: str) -> QColor:
        return self.theme.colour(role)

    def _families_of(self, voice: str) -> list[str]:
        if voice not in self._families:
            self._families[voice] = self._interface_families() if voice == "interface" else self._text_families()
        return self._families[voice]

    def _interface_families(self) -> list[str]:
        wanted = _INTERFACE.get(texts.language(), _INTERFACE[""])
        named = [family for family in wanted if QFontDatabase.hasFamily(family)]
        return named or [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]

    def _text_families(self) -> list[str]:
        chosen = self._settings.reading_font
        own = [chosen] if chosen and QFontDatabase.hasFamily(chosen) else []
        return [*own, *self.song_families()[:1], *self._interface_families()]

    def stylesheet(self) -> str:
        """The sheet for widgets in these colours; that of the application, or of a window that wears others."""
        sheet = Template(paths.resource("styles", "app.qss").read_text("utf-8"))
        tones = {item.name: getattr(self.theme, item.name) for item in fields(Theme) if item.name != "is_dark"}
        values: dict[str, str] = {name: tone.name() for name, tone in tones.items()}
        for name in ("check", "minus", "caret-down", "caret-up", "caret-right"):
            for role in ("ink2", "ink3", "on_accent"):
                scheme, size = "dark" if self.theme.is_dark else "light", self.px(12)
                file = f"{self._glyph_files.path()}/{name}-{role}-{scheme}-{size}.png"
                self._icons.save(name, role, file, size=size)
                values[f"glyph_{name.replace('-', '_')}_{role}"] = file
        values |= {f"px{length}": f"{self.px(length)}px" for length in (10, 12, 16, 20, 23, 24, 28, 29, 30, 32)}
        return sheet.substitute(values | self._indicator_lengths())

    def _indicator_lengths(self) -> dict[str, str]:
        """What a style sheet needs for boxes and round buttons that stay round at any size of the text."""
        side = self.px(16)
        lengths = {"box_inner": side - 2, "box_radius": self.px(4), "round": side // 2}
        return {name: f"{length}px" for name, length in lengths.items()}


def palette_of(theme: Theme) -> QPalette:
    """The palette that the tokens prescribe for a theme."""
    palette = QPalette()
    names: Mapping[str, str] = tokens()["qpalette"]
    for name, role in names.items():
        group, _, plain = name.rpartition("/")
        colour = theme.colour(_snake(role))
        if group == "Disabled":
            for text_role in (plain, "WindowText", "ButtonText"):
                palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[text_role], colour)
        else:
            palette.setColor(QPalette.ColorRole[plain], colour)
    return palette


def _song(language: str) -> tuple[str, ...]:
    return _SONG.get(language, _SONG[""])


def _snake(name: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in name)
