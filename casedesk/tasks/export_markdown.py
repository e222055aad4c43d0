"""Everything out of a library as Markdown: a file for each case, and a folder of their pictures beside them."""

import re
from collections.abc import Sequence
from pathlib import Path

from casedesk import asides
from casedesk.domain.case import Case
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.domain.markdown import markdown_of, pictures_of
from casedesk.handout.labels import labels_for
from casedesk.storage.library import Library
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.texts import N_

_PICTURES = "pictures"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#\x00-\x1f\x7f]+')
_LONGEST = 60
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_CHUNK = 200


def export_markdown(library: Library, ids: Sequence[int], folder: Path, progress: Progress = SILENCE) -> int:
    """Write cases into a folder that is new or empty; how many were written before it was cancelled.

    The folder is there once it is done. Raises BadInputError where something is in it, so that nothing is replaced.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInputError(N_("There is something in “{name}” already; please name a new folder."), name=folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with asides.folder(folder.parent) as made:
            count = _Writing(library, made).write(ids, progress)
            if folder.exists():
                folder.rmdir()
            made.replace(folder)
        return count
    except OSError as error:
        reason = error.strerror or str(error)
        raise CaseDeskError(N_("“{name}” could not be written ({reason})."), name=folder, reason=reason) from error


class _Writing:
    def __init__(self, library: Library, folder: Path) -> None:
        self._library = library
        self._folder = folder
        self._pictures: dict[str, str] = {}
        self._names: set[str] = set()

    def write(self, ids: Sequence[int], progress: Progress) -> int:
        done = 0
        for start in range(0, len(ids), _CHUNK):
            for case in self._library.cases.get_many(ids[start : start + _CHUNK]):
                if progress.is_cancelled:
                    return done
                progress.report(done, len(ids))
                self._write(case)
                done += 1
        return done

    def _write(self, case: Case) -> None:
        for picture in pictures_of(case):
            self._keep(picture.digest)
        labels = labels_for("en" if case.language.startswith("en") else "zh")
        text = markdown_of(
            case, names=lambda role: labels.sections[role], picture=lambda digest: self._pictures.get(digest, "")
        )
        (self._folder / self._name(case)).write_text(text, "utf-8", newline="\n")

    def _keep(self, digest: str) -> None:
        """A picture that the library has lost stays lost; its words are in the text."""
        if digest in self._pictures or not self._library.attachments.has(digest):
            return
        suffix = _SUFFIXES.get(self._library.attachments.get(digest).media_type, ".bin")
        name = f"{digest[:16]}{suffix}"
        (self._folder / _PICTURES).mkdir(exist_ok=True)
        (self._folder / _PICTURES / name).write_bytes(self._library.attachments.data(digest))
        self._pictures[digest] = f"{_PICTURES}/{name}"

    def _name(self, case: Case) -> str:
        """The title, with the case's number where another case has the same, or it is none for a file."""
        title = " ".join(_FORBIDDEN.sub(" ", case.title).split())[:_LONGEST].strip(" .")
        name = f"{title}.md" if title else f"{case.id}.md"
        if name.lower() in self._names:
            name = f"{title} ({case.id}).md"
        self._names.add(name.lower())
        return name
