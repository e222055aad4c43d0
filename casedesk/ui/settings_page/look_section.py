"""Appearance and text: light or dark, sizes, the face of case text, and a live sample of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.settings import SCALES, Settings
from casedesk.ui.settings_page.rows import Section, StepSlider
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Segments
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.spin_boxes import ChoiceBox, NumberBox
from casedesk.ui.widgets.surfaces import set_surface

_PROPERTIES = ("scheme", "scale", "reading_scale", "reading_font", "measure", "compact_list")


class LookSection(Section):
    """Everything takes effect at once."""

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, settings, tr("Appearance and text"), properties=_PROPERTIES)
        self._add_scheme()
        self._add_sizes()
        self._add_face()
        self._add_list()
        self.add(_Sample(appearance))
        settings.changed.connect(self._show)
        self._show()

    def _add_scheme(self) -> None:
        choices = {"system": tr("As the system"), "light": tr("Light"), "dark": tr("Dark")}
        self.scheme = Segments(choices, name=tr("Light and dark"))
        self.scheme.group.idClicked.connect(lambda: setattr(self.settings, "scheme", self.scheme.key()))
        self.add_row(tr("Light and dark"), tr("Follow the system, or stay with one"), self.scheme)

    def _add_sizes(self) -> None:
        self.scale = StepSlider(self.appearance, SCALES, tr("Size of the interface"))
        self.scale.chosen.connect(self.keep("scale"))
        self.add_row(tr("Size of the interface"), tr("Menus, lists and buttons together"), self.scale)
        self.reading = StepSlider(self.appearance, SCALES, tr("Size of case text"))
        self.reading.chosen.connect(self.keep("reading_scale"))
        self.add_row(
            tr("Size of case text"), tr("Stories, questions and everything else that learners read"), self.reading
        )

    def _add_face(self) -> None:
        self.face = ChoiceBox()
        self.face.addItem(tr("Best there is"), "")
        for family in self.appearance.song_families():
            self.face.addItem(family, family)
        self.face.addItem(tr("As the interface"), self.appearance.font("ui").families()[0])
        self.face.activated.connect(lambda: setattr(self.settings, "reading_font", self.face.currentData()))
        self.add_row(tr("Typeface of case text"), tr("Without a Song typeface the one of the interface"), self.face)
        self.measure = NumberBox()
        self.measure.setRange(24, 72)
        self.measure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.measure.valueChanged.connect(self.keep("measure"))
        with_unit = QWidget()
        row = QHBoxLayout(with_unit)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.measure)
        row.addWidget(Words(self.appearance, tr("characters"), kind="meta", tone="ink2"))
        self.measure.setAccessibleName(tr("Width of case text"))
        self.add_row(tr("Width of case text"), tr("About how many Chinese characters in a line"), with_unit)

    def _add_list(self) -> None:
        self.density = Segments({"roomy": tr("Roomy"), "compact": tr("Compact")}, name=tr("Case list"))
        self.density.group.idClicked.connect(
            lambda: setattr(self.settings, "compact_list", self.density.key() == "compact")
        )
        self.add_row(tr("Case list"), tr("Three lines for a case, or two"), self.density)

    def _show(self) -> None:
        settings = self.settings
        self.scheme.choose(settings.scheme)
        self.scale.show_step(settings.scale, tr("{n} pt").format(n=_points(10.5, settings.scale)))
        self.reading.show_step(settings.reading_scale, tr("{n} pt").format(n=_points(12, settings.reading_scale)))
        self.face.setCurrentIndex(max(0, self.face.findData(settings.reading_font)))
        self.measure.setValue(settings.measure)
        self.density.choose("compact" if settings.compact_list else "roomy")


class _Sample(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        set_surface(self, "card")
        self._appearance = appearance
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(Words(appearance, tr("Sample"), kind="meta", tone="ink2"))
        column.addWidget(Words(appearance, tr("The fortieth minute at the counter"), kind="title", wraps=True))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(self._text)
        appearance.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        story = tr(
            "The slip from the machine says that eleven people are waiting. The old man lays his passbook on his knee, "
            "looks up at the screen from time to time, and draws the passbook a little closer."
        )
        font = self._appearance.font("reading")
        self._text.setFont(font)
        self._text.setText(f'<p style="line-height: {round(font.pixelSize() * 1.75)}px; margin: 0">{story}</p>')


def _points(base: float, percent: int) -> str:
    return f"{base * percent / 100:.1f}".removesuffix(".0")
