"""Where copies are kept: on this computer, or where the user wishes, and once more on a stick that may be absent."""

import hashlib
import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from casedesk import asides, paths
from casedesk.domain.errors import BadInputError, CaseDeskError, LibraryError
from casedesk.storage.blob_files import files_in
from casedesk.texts import N_


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that were chosen; an empty `folder` is that of the program, an empty `second` is none."""

    folder: str = ""
    second: str = ""


def places() -> Places:
    """What was chosen on this computer."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return Places(str(kept["folder"]), str(kept["second"]))
    except (OSError, ValueError, KeyError, TypeError):  # anyone may edit the file
        return Places()


def set_places(wanted: Places) -> None:
    """Remember what was chosen; copies made before stay where they are, and stay in the list while it is there.

    Raises BadInputError for a folder that cannot be written to, CaseDeskError where it cannot be remembered.
    """
    for name in filter(None, (wanted.folder, wanted.second)):
        if not os.access(name, os.W_OK | os.X_OK):
            raise BadInputError(N_("The folder “{path}” cannot be written to."), path=name)
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with asides.beside(file) as aside:
            aside.write_text(json.dumps(asdict(wanted), ensure_ascii=False), encoding="utf-8")
            aside.replace(file)
    except OSError as error:
        raise CaseDeskError(N_("The folder of “{name}” cannot be written to."), name=file.name) from error


def folder_of(library: Path) -> Path:
    """Where new copies of a library go: on this computer, also when the library lies in a shared folder."""
    chosen = places().folder
    return (Path(chosen) if chosen else _own()) / _name(library)


def second_folder_of(library: Path) -> Path | None:
    """Where every copy goes once more; None where none was chosen, and while the stick is not there."""
    chosen = places().second
    return Path(chosen) / _name(library) if chosen and Path(chosen).is_dir() else None


def folders_of(library: Path) -> tuple[Path, ...]:
    """All folders that may have copies of a library now, that for new ones first."""
    found = (folder_of(library), notes_of(library), second_folder_of(library))
    return tuple(dict.fromkeys(folder for folder in found if folder is not None))


def notes_of(library: Path) -> Path:
    """The folder on this computer for what is noted about the copies of a library, wherever they are."""
    return _own() / _name(library)


def blob_files_for(backup: Path) -> tuple[Path, ...]:
    """Where what a thin copy leaves out may be: beside it first, then in all folders of copies on this computer, for
    a copy that somebody has moved away."""
    chosen = places()
    roots = (_own(), *(Path(name) for name in (chosen.folder, chosen.second) if name))
    folders = (folder for root in roots if root.is_dir() for folder in root.iterdir() if folder.is_dir())
    return tuple(file for folder in dict.fromkeys((backup.parent, *folders)) for file in files_in(folder))


@contextmanager
def one_at_a_time(library: Path) -> Generator[None]:
    """Wait until nobody on this computer writes or thins copies of a library: what one is about to name, another must
    not throw away. Raises LibraryError where nothing can be written there."""
    own = _own()
    lock = FileLock(own / f".{_name(library)}.lock")
    try:
        own.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise LibraryError(N_("The folder of “{name}” cannot be written to."), name=library.name) from error
    try:
        yield
    finally:
        lock.release()


def _name(library: Path) -> str:
    """By its place too, so that two libraries of the same name have folders of their own."""
    place = hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:8]
    return f"{library.stem} {place}"


def _own() -> Path:
    return paths.data_dir() / "backups"


def _file() -> Path:
    return _own() / "places.json"
