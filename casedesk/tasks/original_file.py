"""An original as a file of its own, for the program that it was made with. Only a person's wish opens it."""

import re
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

from casedesk import asides, paths
from casedesk.domain.errors import BadInputError, CaseDeskError, refusal
from casedesk.domain.file_names import FORBIDDEN
from casedesk.domain.library import Document
from casedesk.importing import SUFFIXES
from casedesk.storage.library import Library
from casedesk.tasks.sources import INSIDE
from casedesk.texts import N_

_KEPT_SECONDS = 24 * 3600
_LONGEST_NAME = 120
_FROM_ELSEWHERE = "[ZoneTransfer]\nZoneId=3\n"
"""Lets Windows open it like a file from the network: to be read, with its macros asleep."""


def has_file(library: Library, document: Document) -> bool:
    """Whether the bytes of an original are kept."""
    return bool(document.digest) and library.documents.has(document.digest)


def written_out(library: Library, document: Document) -> Path:
    """A copy of an original that cannot be written to, so that nobody works on it by mistake.

    Raises BadInputError where its bytes are not kept or its name is not that of a document, CaseDeskError where it
    cannot be written.
    """
    name = _file_name(document.name)
    if Path(name).suffix.lower() not in SUFFIXES:
        raise BadInputError(N_("“{name}” is not a document that can be opened."), name=name)
    data = library.documents.original(document.digest)
    folder = paths.data_dir() / "cache" / "originals"
    _forget_old(folder)
    target = folder / document.digest[:16] / name
    try:
        if not target.exists() or target.stat().st_size != len(data):
            _write(target, data)
    except OSError as error:
        reason = refusal(error)
        raise CaseDeskError(N_("The original could not be written: {reason}."), reason=reason) from error
    return target


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with asides.beside(target) as aside:
        aside.write_bytes(data)
        aside.chmod(0o444)
        aside.replace(target)
    if sys.platform == "win32":
        with suppress(OSError):
            Path(f"{target}:Zone.Identifier").write_text(_FROM_ELSEWHERE, encoding="ascii")


def _file_name(name: str) -> str:
    """The name of the file itself, without the bundle and the folders that it lay in."""
    last = re.split(r"[/\\]", name.rsplit(INSIDE, maxsplit=1)[-1])[-1]
    path = Path(FORBIDDEN.sub("_", last).strip(" ."))
    return f"{path.stem[:_LONGEST_NAME]}{path.suffix}"


def _forget_old(folder: Path) -> None:
    """Copies are for a day; one that is still open elsewhere goes another time."""
    if not folder.is_dir():
        return
    for each in folder.iterdir():
        with suppress(OSError):
            if time.time() - each.stat().st_mtime > _KEPT_SECONDS:
                shutil.rmtree(each, ignore_errors=True)
