"""Files and folders in, proposals out; a file that cannot be read becomes a problem and the rest goes on.

The readers bring libraries for a dozen formats, so they are loaded with the first file and not with the window.
"""

import logging
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casedesk.domain.draft import Problem, Proposal
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing import SUFFIXES
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.texts import tr

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: its bytes, to be kept with the cases, and what the importer proposes."""

    name: str
    data: bytes
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a batch of files, in their order."""

    files: tuple[ReadFile, ...]
    problems: tuple[Problem, ...]


def documents_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to read, each once: those named, and those of a known format in the folders named, at any depth.

    Hidden files and the lock files that Word leaves beside an open document ("~$…") are passed over in folders.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_below(path) if path.is_dir() else (path,)))
    return tuple(found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not is_hidden:
            yield path


def import_documents(paths: Sequence[Path], progress: Progress = SILENCE) -> Imported:
    """The proposals for files and folders. Nothing is stored; when cancelled, what has been read so far."""
    outcomes = [outcome for _, outcome in reading(documents_in(paths), progress)]
    return Imported(
        tuple(outcome for outcome in outcomes if isinstance(outcome, ReadFile)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Problem)),
    )


def reading(documents: Sequence[Path], progress: Progress = SILENCE) -> Iterator[tuple[Path, ReadFile | Problem]]:
    """File by file what came of it, as soon as it is known; it ends early when cancelled."""
    for done, path in enumerate(documents):
        if progress.is_cancelled:
            return
        progress.report(done, len(documents), path.name)
        yield path, _outcome(path)
    progress.report(len(documents), len(documents))


def _outcome(path: Path) -> ReadFile | Problem:
    try:
        return read_file(path)
    except UnreadableFileError as error:
        return Problem(path.name, str(error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Problem(path.name, tr("The file cannot be read: {reason}.").format(reason=reason))
    except Exception as bug:  # noqa: BLE001 - ours, but the other five hundred files must not suffer for it
        frames = "".join(traceback.format_tb(bug.__traceback__))
        log.error("%s while reading a file\n%s", type(bug).__name__, frames)
        return Problem(path.name, tr("CaseDesk could not cope with this file; the details are in the log."))


def read_file(path: Path) -> ReadFile:
    """One file and its proposal. Raises UnreadableFileError and OSError."""
    from casedesk.importing.proposing import propose
    from casedesk.importing.reading import read

    return ReadFile(path.name, path.read_bytes(), propose(read(path)))


def read_pasted(text: str, name: str) -> ReadFile:
    """Pasted text and its proposal; `name` is what the origin of its cases will be called."""
    from casedesk.importing.proposing import propose
    from casedesk.importing.reading import read_text

    return ReadFile(name, text.encode(), propose(read_text(text, name)))


def read_bytes(data: bytes, name: str, *, encoding: str = "") -> ReadFile:
    """A file whose bytes are at hand, read again, in `encoding` where one is given. Raises UnreadableFileError."""
    from casedesk.importing.proposing import propose
    from casedesk.importing.reading import read

    with tempfile.TemporaryDirectory(prefix="casedesk-") as folder:
        path = Path(folder) / f"original{Path(name).suffix}"
        path.write_bytes(data)
        return ReadFile(name, data, propose(replace(read(path, encoding=encoding), name=name)))
