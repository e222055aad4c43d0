"""The part of the handout options that chooses the template: small pages, a file of one's own, what it will say."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from casedesk.domain.handout_template import TemplateFacts
from casedesk.tasks.templates import Template, is_kept
from casedesk.texts import tr, tr_n
from casedesk.ui.handouts.template_pages import TemplatePages
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words


class TemplateChoice(QWidget):
    """Shows the templates; who owns it answers its wishes."""

    chosen = Signal(str)
    """The key of a template, or the path of a file."""
    keep_wish = Signal()
    """The chosen file is to be copied among the own templates."""
    drop_wish = Signal()
    """The chosen copy is to be taken away."""
    organisation_changed = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = TemplatePages(appearance, self)
        self.pages.setAccessibleName(tr("Template"))
        self.file = LinkButton(tr("Your own Word file…"), self)
        tags = tr("course, group, date, trainer, edition, organisation, title, content")
        words = tr("Its look, header and footer stay. Filled in are, in double braces as {example}: {tags}.")
        example = tr("course")
        self.file.setToolTip(words.format(example=f"{{{{{example}}}}}", tags=tags))
        self.keep = LinkButton(tr("Keep a copy"), self)
        self.keep.setToolTip(tr("The template then stays, wherever the file is moved to."))
        self.drop = LinkButton(tr("Remove"), self)
        self.drop.setAccessibleName(tr("Remove this template"))
        self.note = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.organisation = QLineEdit(self)  # stands among the fields of whoever shows this
        self.organisation.setPlaceholderText(tr("Name of your company or school"))
        self.organisation.setToolTip(tr("What stands where a template says {tag}.").format(tag="{{organisation}}"))
        self._lay_out()
        self.pages.chosen.connect(self.chosen)
        self.file.clicked.connect(self._ask_for_file)
        self.keep.clicked.connect(self.keep_wish)
        self.drop.clicked.connect(self.drop_wish)
        self.organisation.editingFinished.connect(self._tell_organisation)
        self._chosen: Template | None = None
        self._known_organisation = ""

    def show_templates(self, templates: Sequence[Template], chosen: str) -> None:
        """Show all templates that are offered, and which of them is chosen; an empty key is our own pages."""
        self.pages.show_templates([("", tr("Standard")), *((item.key, item.name) for item in templates)], chosen)
        self._chosen = next((item for item in templates if item.key == chosen), None)
        is_own = self._chosen is not None and not self._chosen.is_shipped
        self.keep.setVisible(is_own and self._chosen is not None and not is_kept(self._chosen))
        self.drop.setVisible(is_own and self._chosen is not None and is_kept(self._chosen))
        self.note.setVisible(False)

    def show_facts(self, facts: TemplateFacts) -> None:
        """Tell of tags that nothing fills, or where the handout goes, where that could surprise."""
        if facts.unknown:
            words = tr_n(
                "{n} tag of the template is unknown and stays as it is: {tags}.",
                "{n} tags of the template are unknown and stay as they are: {tags}.",
                len(facts.unknown),
            )
            tags = tr(", ").join(f"{{{{{tag}}}}}" for tag in facts.unknown)
            self._say(words.format(n=len(facts.unknown), tags=tags), "warn")
        elif not facts.has_place:
            words = tr("The handout goes behind its last paragraph, or to where it says {tag}.")
            self._say(words.format(tag="{{content}}"), "ink2")
        else:
            self.note.setVisible(False)

    def show_problem(self, sentence: str) -> None:
        """Tell why the chosen file cannot be a template."""
        self._say(sentence, "bad")

    def show_organisation(self, name: str) -> None:
        """Show what stands for the organisation."""
        self._known_organisation = name
        if not self.organisation.hasFocus():
            self.organisation.setText(name)

    def _say(self, words: str, tone: str) -> None:
        self.note.setText(words)
        self.note.set_tone(tone)
        self.note.setVisible(True)

    def _tell_organisation(self) -> None:
        name = self.organisation.text().strip()
        if name != self._known_organisation:
            self._known_organisation = name
            self.organisation_changed.emit(name)

    def _ask_for_file(self) -> None:
        own = self._chosen is not None and not self._chosen.is_shipped
        start = str(self._chosen.path.parent if self._chosen and own else Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self, tr("A Word file as the template"), start, tr("Word files (*.docx *.dotx)")
        )
        if name:
            self.chosen.emit(name)

    def _lay_out(self) -> None:
        links = FlowLayout(spacing=16, line_spacing=4)
        for link in (self.file, self.keep, self.drop):
            links.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.pages)
        column.addWidget(self.note)
        column.addLayout(links)
