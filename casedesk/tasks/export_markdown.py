"""Cases as Markdown: a file for each, a folder of their pictures beside them, and one of lesson plans."""

import re
from collections.abc import Sequence
from pathlib import Path

from casedesk import asides
from casedesk.domain.case import Case
from casedesk.domain.errors import BadInputError, CaseDeskError, refusal
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.markdown import markdown_of, pictures_of
from casedesk.handout import markdown_writer
from casedesk.handout.case_book import plan_page
from casedesk.handout.labels import labels_for
from casedesk.storage.library import Library
from casedesk.tasks import plan_cases
from casedesk.tasks.export_handout import language_of
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress
from casedesk.texts import N_

_PICTURES = "pictures"
_PLANS = "plans"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#\x00-\x1f\x7f]+')
_LONGEST = 60
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_CHUNK = 200


def export_markdown(
    library: Library,
    ids: Sequence[int],
    folder: Path,
    progress: Progress = SILENCE,
    *,
    plans: Sequence[LessonPlan] = (),
) -> None:
    """Write cases into a folder that is new or empty, and lesson plans into a folder in it.

    The folder is there once it is done. Raises BadInputError where something is in it, so that nothing is replaced,
    and NoLongerWanted when cancelled.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInputError(N_("There is something in “{name}” already; please name a new folder."), name=folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with asides.folder(folder.parent) as made:
            writing = _Writing(library, made)
            writing.write(ids, progress)
            writing.write_plans(plans)
            if folder.exists():
                folder.rmdir()
            made.replace(folder)
    except OSError as error:
        reason = refusal(error)
        raise CaseDeskError(N_("“{name}” could not be written ({reason})."), name=folder, reason=reason) from error


class _Writing:
    def __init__(self, library: Library, folder: Path) -> None:
        self._library = library
        self._folder = folder
        self._pictures: dict[str, str] = {}
        self._names: set[str] = set()

    def write(self, ids: Sequence[int], progress: Progress) -> None:
        done = 0
        for start in range(0, len(ids), _CHUNK):
            for case in self._library.cases.get_many(ids[start : start + _CHUNK]):
                if progress.is_cancelled:
                    raise NoLongerWanted
                progress.report(done, len(ids), case.title)
                self._write(case)
                done += 1

    def write_plans(self, plans: Sequence[LessonPlan]) -> None:
        self._names.clear()
        for plan in plans:
            cases = plan_cases.cases_of(self._library, plan)
            page = plan_page(plan, cases, language=language_of(cases))
            text = markdown_writer.document_of(page, _PICTURES, self._library.attachments.data).text
            (self._folder / _PLANS).mkdir(exist_ok=True)
            (self._folder / _PLANS / self._name(plan.title, plan.id)).write_text(text, "utf-8", newline="\n")

    def _write(self, case: Case) -> None:
        for picture in pictures_of(case):
            self._keep(picture.digest)
        labels = labels_for("en" if case.language.startswith("en") else "zh")
        text = markdown_of(
            case, names=lambda role: labels.sections[role], picture=lambda digest: self._pictures.get(digest, "")
        )
        (self._folder / self._name(case.title, case.id)).write_text(text, "utf-8", newline="\n")

    def _keep(self, digest: str) -> None:
        """A picture that the library has lost stays lost; its words are in the text."""
        if digest in self._pictures or not self._library.attachments.has(digest):
            return
        suffix = _SUFFIXES.get(self._library.attachments.get(digest).media_type, ".bin")
        name = f"{digest[:16]}{suffix}"
        (self._folder / _PICTURES).mkdir(exist_ok=True)
        (self._folder / _PICTURES / name).write_bytes(self._library.attachments.data(digest))
        self._pictures[digest] = f"{_PICTURES}/{name}"

    def _name(self, title: str, id_: int) -> str:
        """The title, with the number where another one has the same, or it is none for a file."""
        clean = " ".join(_FORBIDDEN.sub(" ", title).split())[:_LONGEST].strip(" .")
        name = f"{clean}.md" if clean else f"{id_}.md"
        if name.lower() in self._names:
            name = f"{clean} ({id_}).md"
        self._names.add(name.lower())
        return name
