"""The Word files that handouts are set in: five that are shipped, and the trainer's own.

A template is named by a key: one of the shipped ones by its name, any other by its path; an empty key is none.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from casedesk import asides, paths
from casedesk.domain.errors import BadInputError, CaseDeskError, refusal
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_template import Shipped, TemplateFacts
from casedesk.domain.paper import Paper
from casedesk.handout import template_facts
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.pdf_pages import PdfPages
from casedesk.storage.library import Library
from casedesk.tasks.pdf import can_make_pdf, pdf_of
from casedesk.texts import N_, tr

_NAMES = {
    Shipped.PLAIN: N_("Plain"),
    Shipped.FORMAL: N_("Formal"),
    Shipped.FRIENDLY: N_("Friendly"),
    Shipped.OFFICIAL: N_("Official"),
    Shipped.LARGE: N_("Large print"),
}
_ENDINGS = (".docx", ".dotx")
_ORGANISATION = "handout.organisation"
_DRAWN_WIDTH = 260
"""Pixels: enough for a small page on a screen of any density."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template that is offered. `name` is what the user calls it."""

    key: str
    name: str
    path: Path
    is_shipped: bool


def offered(chosen: str = "") -> tuple[Template, ...]:
    """The shipped templates, those that were kept, and the chosen one where it is neither."""
    shipped = (Template(key, tr(name), _shipped_path(key), is_shipped=True) for key, name in _NAMES.items())
    own = (_own(path) for path in sorted(_folder().glob("*")) if path.suffix.lower() in _ENDINGS)
    known = (*shipped, *own)
    if not chosen or any(template.key == chosen for template in known):
        return known
    return (*known, _own(Path(chosen)))


def path_of(key: str) -> Path | None:
    """The file of a template. Raises BadInputError where there is none."""
    if not key:
        return None
    path = _shipped_path(key) if key in tuple(Shipped) and not Path(key).is_file() else Path(key)
    if not path.is_file():
        raise BadInputError(N_("There is no template “{name}”."), name=Path(key).name)
    return path


def suited(options: HandoutOptions, template: Path | None) -> HandoutOptions:
    """The options as a shipped template wants them: its own size of letters, its own kind of document."""
    if template is None or template.parent != _shipped_path(Shipped.LARGE).parent:
        return options
    return suited_to(options, template.stem)


def suited_to(options: HandoutOptions, key: str) -> HandoutOptions:
    """The same, for a template by its key."""
    match key:
        case Shipped.LARGE:
            return replace(options, large_print=recipe_of(options.edition).can_be_large, paper=options.paper.sheet)
        case Shipped.OFFICIAL:
            is_learner = options.edition is Edition.LEARNER
            return replace(options, paper=Paper.OFFICIAL, large_print=options.large_print and not is_learner)
        case Shipped.PLAIN | Shipped.FORMAL | Shipped.FRIENDLY:
            return replace(options, paper=options.paper.sheet)
        case _:
            return options


def facts(path: Path) -> TemplateFacts:
    """What a template will have filled in and what not. Raises BadInputError where it cannot be used."""
    return template_facts.read_template(path)


def picture_of(template: Template | None, language: str) -> Path | None:
    """A picture of a page in a shipped template, or in none, with words in "zh" or "en"."""
    key = "ours" if template is None else template.key
    path = paths.resource("templates", f"{key}.{'en' if language == 'en' else 'zh'}.png")
    return path if (template is None or template.is_shipped) and path.is_file() else None


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """The first page of a template: rows of pixels, each blue, green, red and a byte without meaning."""

    width: int
    height: int
    pixels: bytes


def can_draw() -> bool:
    """Whether there is a program that can draw templates."""
    return can_make_pdf()


def drawn(path: Path, *, is_cancelled: Callable[[], bool] = bool) -> DrawnPage:
    """The first page of a template. For a worker; raises CaseDeskError where nobody can draw it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInputError(N_("There is no template “{name}”."), name=path.name) from error
    pages = PdfPages(pdf_of(data, is_cancelled=is_cancelled))
    width, height = pages.sizes[0]
    size = (_DRAWN_WIDTH, round(_DRAWN_WIDTH * height / width))
    pixels = pages.pixels(0, size=size, top=0, height=size[1])
    pages.close()
    return DrawnPage(*size, pixels)


def keep(path: Path) -> Template:
    """A copy of a Word file among the own templates, so that it stays when the file is moved.

    Raises BadInputError for a file that cannot be a template.
    """
    facts(path)
    folder = _folder()
    target, number = folder / path.name, 2
    while target.is_file() and target.read_bytes() != path.read_bytes():
        target, number = folder / f"{path.stem} ({number}){path.suffix}", number + 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with asides.beside(target) as aside:
            shutil.copyfile(path, aside)
            aside.replace(target)
    except OSError as error:
        raise CaseDeskError(N_("The template could not be kept ({reason})."), reason=refusal(error)) from error
    return _own(target)


def is_kept(template: Template) -> bool:
    """Whether a template is a copy that `keep` has made."""
    return template.path.parent == _folder()


def drop(template: Template) -> None:
    """Take a kept copy away."""
    if is_kept(template):
        template.path.unlink(missing_ok=True)


def organisation(library: Library) -> str:
    """What stands for {{organisation}} in the templates of a library."""
    stored = library.settings.get(_ORGANISATION, "")
    return stored if isinstance(stored, str) else ""


def keep_organisation(library: Library, name: str) -> None:
    """Remember what stands for {{organisation}}."""
    library.settings.set(_ORGANISATION, name.strip())


def _folder() -> Path:
    return paths.data_dir() / "templates"


def _shipped_path(key: str) -> Path:
    return paths.resource("templates", f"{key}.docx")


def _own(path: Path) -> Template:
    return Template(str(path), path.stem, path, is_shipped=False)
