"""Language, time and handouts: settings of the daily work."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from casedesk import texts
from casedesk.tasks import templates
from casedesk.texts import tr
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton, Segments
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.spin_boxes import ChoiceBox, NumberBox

LANGUAGE_NAMES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}


class LanguageSection(Section):
    """The language of the interface, and that of new handouts."""

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, settings, tr("Language"))
        self.language = ChoiceBox()
        system = LANGUAGE_NAMES[texts.system_language()]
        self.language.addItem(tr("As the system ({language})").format(language=system), "")
        for code, name in LANGUAGE_NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.language.activated.connect(lambda: setattr(settings, "language", self.language.currentData()))
        self.add_row(
            tr("Language of the interface"), tr("Changes at once; nothing has to be started again"), self.language
        )
        self.handouts = Segments({"zh": "中文", "en": "English"}, name=tr("Language of handouts"))
        self.handouts.choose(settings.handout_language)
        self.handouts.group.idClicked.connect(lambda: setattr(settings, "handout_language", self.handouts.key()))
        self.add_row(
            tr("Language of handouts"),
            tr("Headings such as “Questions” on new handouts; cases stay as written"),
            self.handouts,
        )


class TimeSection(Section):
    """What estimates are made from."""

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, settings, tr("Time estimates"), properties=("characters_a_minute",))
        self.speed = NumberBox()
        self.speed.setRange(50, 2000)
        self.speed.setSingleStep(10)
        self.speed.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.speed.setAccessibleName(tr("Reading speed"))
        self.speed.valueChanged.connect(self.keep("characters_a_minute"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.speed)
        row.addWidget(Words(appearance, tr("characters a minute"), kind="meta", tone="ink2"))
        self.add_row(
            tr("Reading speed"),
            tr("Chinese characters that a class reads silently; an English word counts as two"),
            holder,
        )
        settings.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.speed.setValue(self.settings.characters_a_minute)


class HandoutSection(Section):
    """The trainer's name, and where handouts come from and go to."""

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, settings, tr("Handouts and template"))
        self.trainer = QLineEdit(settings.trainer)
        self.trainer.setMinimumWidth(240)
        self.trainer.textEdited.connect(self.keep("trainer"))
        self.add_row(tr("Trainer"), tr("Stands on new lesson plans and sign-in sheets"), self.trainer)
        self.folder = PathField(tr("A folder beside your documents"))
        self.folder.chosen_wish.connect(self._choose_folder)
        self.folder.cleared.connect(lambda: setattr(settings, "handout_folder", ""))
        self.add_row(tr("Folder for handouts"), tr("Where handouts are saved first"), self.folder)
        self.template = PathField(tr("The template of CaseDesk"))
        self.template.chosen_wish.connect(self._choose_template)
        self.template.cleared.connect(lambda: setattr(settings, "handout_template", ""))
        self.add_row(
            tr("Template"),
            tr("Your own .docx: its styles, margins, header, footer and logo are taken over"),
            self.template,
        )
        settings.changed.connect(self._show)
        self._show()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder for handouts"), self.settings.handout_folder)
        if chosen:
            self.settings.handout_folder = chosen

    def _choose_template(self) -> None:
        words = tr("Word documents") + " (*.docx)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Template"), self.settings.handout_template, words)
        if chosen:
            self.settings.handout_template = chosen

    def _show(self) -> None:
        self.folder.show_path(self.settings.handout_folder)
        key = self.settings.handout_template
        self.template.show_path(next((item.name for item in templates.offered(key) if item.key == key), ""))


class PathField(QWidget):
    """A file or folder, cut in the middle, with "choose" and "clear"."""

    chosen_wish = Signal()
    """The user wants to choose; the owner opens the dialog."""
    cleared = Signal()

    def __init__(self, default: str) -> None:
        super().__init__()
        self._default = default
        self._words = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideMiddle)
        self._words.setMinimumWidth(160)
        self._words.setMaximumWidth(260)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._choose = Button(tr("Choose…"), parent=self)
        self._clear = LinkButton(tr("Clear"), self, is_quiet=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._clear)
        row.addWidget(self._choose)
        self._choose.clicked.connect(self.chosen_wish.emit)
        self._clear.clicked.connect(self.cleared.emit)

    def show_path(self, path: str) -> None:
        """Show a path, or what holds without one."""
        self._words.setText(Path(path).name if path else self._default)
        self._words.setToolTip(path)
        self._clear.setVisible(bool(path))
