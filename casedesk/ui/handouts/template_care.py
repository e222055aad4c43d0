"""What happens when a template is chosen, kept or taken away: it is read and drawn beside the window."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from casedesk.domain.errors import CaseDeskError
from casedesk.domain.handout_template import TemplateFacts
from casedesk.tasks import templates
from casedesk.tasks.templates import DrawnPage, Template
from casedesk.texts import tr
from casedesk.ui.handouts.template_choice import TemplateChoice
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.session import LibrarySession


class TemplateCare(QObject):
    """Answers the wishes of a TemplateChoice."""

    chosen = Signal(str)
    """The key of the template that is to be used from now on."""
    organisation_changed = Signal()
    """What stands for the organisation is another, and kept."""

    def __init__(self, choice: TemplateChoice, *, session: LibrarySession, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._choice = choice
        self._session = session
        self._jobs = jobs
        self._shown: tuple[Template, ...] = ()
        self._key = ""
        self._language = ""
        self._drawn: dict[tuple[str, int], QPixmap] = {}
        choice.chosen.connect(self.chosen)
        choice.keep_wish.connect(self._keep)
        choice.drop_wish.connect(self._drop)
        choice.organisation_changed.connect(self._keep_organisation)

    def follow(self, key: str, language: str) -> None:
        """Show another template as chosen, or the pages in another language, where they are not shown so already."""
        if (key, language) != (self._key, self._language):
            self.show(key, language)

    def show(self, key: str, language: str) -> None:
        """Show the templates, one of them chosen, with pages in the language of the handout."""
        self._key, self._language = key, language
        self._shown = templates.offered(key)
        self._choice.show_templates(self._shown, key)
        self._choice.show_organisation(templates.organisation(self._session.library))
        self._show_pictures()
        self._read_chosen()

    def _show_pictures(self) -> None:
        by_key = {template.key: template for template in self._shown}
        for page in self._choice.pages.pages:
            template = by_key.get(page.key)
            if template is None or template.is_shipped:
                path = templates.picture_of(template, self._language)
                page.show_picture(QPixmap(str(path)) if path else QPixmap())
            elif not page.is_drawn:
                self._draw(template)

    def _draw(self, template: Template) -> None:
        if not templates.can_draw() or not template.path.is_file():
            return
        path, version = template.path, (template.key, template.path.stat().st_mtime_ns)
        if version in self._drawn:
            self._put_picture(template.key, self._drawn[version])
            return
        self._drawn[version] = QPixmap()  # asked for, and not asked for twice

        def work(progress: Progress) -> DrawnPage:
            return templates.drawn(path, is_cancelled=lambda: progress.is_cancelled)

        def show(drawn: DrawnPage) -> None:
            image = QImage(drawn.pixels, drawn.width, drawn.height, QImage.Format.Format_RGB32)
            self._drawn[version] = QPixmap.fromImage(image.copy())
            self._put_picture(template.key, self._drawn[version])

        # A template that cannot be drawn stays a page with lines; why it cannot be used is told when it is chosen.
        self._jobs.start(tr("Drawing a template"), work, done=show, failed=_without_picture)

    def _put_picture(self, key: str, picture: QPixmap) -> None:
        for page in self._choice.pages.pages:
            if page.key == key:
                page.show_picture(picture)

    def _read_chosen(self) -> None:
        key = self._key
        template = next((item for item in self._shown if item.key == key), None)
        if template is None or template.is_shipped:
            return

        def work() -> TemplateFacts | CaseDeskError:
            try:
                return templates.facts(template.path)
            except CaseDeskError as error:
                return error

        def show(found: TemplateFacts | CaseDeskError) -> None:
            if key != self._key:
                return
            if isinstance(found, CaseDeskError):
                self._choice.show_problem(str(found))
            else:
                self._choice.show_facts(found)

        self._jobs.draw(work, show)

    def _keep(self) -> None:
        try:
            kept = templates.keep(Path(self._key))
        except CaseDeskError as error:
            self._choice.show_problem(str(error))
            return
        self.chosen.emit(kept.key)

    def _drop(self) -> None:
        template = next((item for item in self._shown if item.key == self._key), None)
        if template is not None:
            templates.drop(template)
            self.chosen.emit("")

    def _keep_organisation(self, name: str) -> None:
        if not self._session.library.is_read_only:
            templates.keep_organisation(self._session.library, name)
            self.organisation_changed.emit()


def _without_picture(error: Exception) -> None:
    if not isinstance(error, CaseDeskError):
        raise error
