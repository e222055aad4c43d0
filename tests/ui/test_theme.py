"""The theme: every colour from the tokens, readable, and switched while the program runs."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from casedesk import paths
from casedesk.ui import theme
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance, palette_of, theme_of, tokens

UI = Path(theme.__file__).parent


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = colour.getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *((ink, paper) for ink in ("ink", "ink2", "accent") for paper in ("paper", "side", "wash", "raised", "hover")),
        ("on_accent", "accent"), ("on_accent", "accent_hover"), ("ok", "paper"), ("ok", "ok_wash"), ("warn", "paper"),
        ("warn", "warn_wash"), ("bad", "paper"), ("bad", "bad_wash"), ("tip_ink", "tip"), ("tip_link", "tip"),
        ("mark_ink", "mark"), ("ink2", "desk"),
    ],
)  # fmt: skip
def test_every_text_can_be_read(ink: str, paper: str, *, is_dark: bool) -> None:
    chosen = theme_of(is_dark=is_dark)
    assert contrast(chosen.colour(ink), chosen.colour(paper)) >= 4.5


def test_no_colour_stands_anywhere_but_in_the_tokens() -> None:
    paper = UI / "handouts" / "typesetting.py"  # draws the printed page, whose greys are those of the Word styles
    files = [*(file for file in UI.rglob("*.py") if file != paper), paths.resource("styles", "app.qss")]
    found = [file.name for file in files if re.search(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b", file.read_text("utf-8"))]
    assert found == []


def test_the_palette_follows_the_map() -> None:
    light = palette_of(theme_of(is_dark=False))
    assert light.color(QPalette.ColorRole.Window) == theme_of(is_dark=False).side
    assert light.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == theme_of(is_dark=False).ink3


def colour_of(icon: QIcon, *, state: QIcon.State = QIcon.State.Off) -> QColor:
    """The strongest colour of an icon."""
    image = icon.pixmap(QSize(64, 64), QIcon.Mode.Normal, state).toImage()
    points = (image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return max(points, key=lambda colour: colour.alpha())


def test_icons_take_the_colour_of_the_theme_by_themselves(appearance: Appearance, settings: Settings) -> None:
    settings.scheme = "light"
    appearance.install()
    icon = appearance.icon("ph.square", "accent")
    assert colour_of(icon) == theme_of(is_dark=False).accent
    settings.scheme = "dark"
    assert appearance.theme.is_dark
    assert colour_of(icon) == theme_of(is_dark=True).accent


def test_every_icon_of_the_tokens_exists(appearance: Appearance) -> None:
    for name in (*tokens()["icon"]["used_in_mockups"], *tokens()["icon"]["names"]):
        assert not appearance.icon(name).isNull()


def test_a_name_that_phosphor_does_not_have_is_an_error(appearance: Appearance) -> None:
    with pytest.raises(KeyError):
        appearance.icon("ph.no-such-thing")


def test_text_grows_with_the_settings_and_case_text_by_its_own(appearance: Appearance, settings: Settings) -> None:
    assert [appearance.font(kind).pixelSize() for kind in ("meta", "ui", "reading", "title")] == [12, 14, 16, 20]
    settings.scale = 150
    assert appearance.font("ui").pixelSize() == 21
    assert appearance.font("reading").pixelSize() == 16
    assert appearance.px(32) == 48
    settings.reading_scale = 125
    assert appearance.font("reading").pixelSize() == 20


def test_the_switch_is_told_when_all_is_in_place(appearance: Appearance, settings: Settings, app: QApplication) -> None:
    appearance.install()
    seen: list[QColor] = []
    appearance.changed.connect(lambda: seen.append(app.palette().color(QPalette.ColorRole.Base)))
    settings.scheme = "dark"
    assert seen == [theme_of(is_dark=True).paper]
    settings.scheme = "light"
    assert seen[-1] == theme_of(is_dark=False).paper
