"""Whole copies of a library, proved before they get their name."""

import os
import shutil
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casedesk import asides
from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.storage import connecting, job_notes
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import UnreadableError, name_of, reason_of
from casedesk.storage.left_out import bring_in, left_out
from casedesk.storage.schema import APPLICATION_ID
from casedesk.texts import N_

JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite may leave beside a library: part of it while it is there, and the ruin of any other."""

_SET_ASIDE = " (set aside "
_PAGES_A_STEP = 1024
_COUNTED = ("cases", "section", "plan", "document", "blob", "case_version")


def copy(source: sqlite3.Connection, target: Path, watch: Callable[[int, int], object] | None = None) -> None:
    """Write a verified copy of the library behind `source`, replacing `target` only when the copy is sound.

    It is the library of one moment, whatever is written to it meanwhile. `watch` is told how much of how much is
    written, and may raise to give up.
    """
    with _sentences(target.name):
        _write_copy(source, target, watch)


def _write_copy(source: sqlite3.Connection, target: Path, watch: Callable[[int, int], object] | None = None) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        if watch is not None:
            watch(total - remaining, total)

    try:
        with asides.beside(target) as aside:
            with _moment(source):
                with closing(connecting.connect_new(aside, connecting.key_behind(source))) as made:
                    source.backup(made, pages=_PAGES_A_STEP, progress=tell)
                    made.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
                    with made:
                        job_notes.forget(made)
                expected = counts(source)
            verify(aside, expected)
            to_disk(aside)
            aside.replace(target)
    except DamagedError as error:
        raise DamagedError(
            N_("“{name}” is damaged, so it was not copied. What is left of it can be rescued."), name=name_of(source)
        ) from error


@contextmanager
def _sentences(name: str) -> Generator[None]:
    """Why a file could not be written, with the name that the user knows it by."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=name, reason=reason_of(error)
        ) from error


@contextmanager
def _moment(source: sqlite3.Connection) -> Generator[None]:
    """Let a connection see one moment only: a write beside would make the copying begin anew, for ever if need be."""
    if source.in_transaction:
        yield
        return
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield
    finally:
        source.rollback()


def copy_file(backup: Path, target: Path) -> Path:
    """Write a verified copy of a copy, in a folder that is made where there is none; its path."""
    with _sentences(target.name):
        target.parent.mkdir(parents=True, exist_ok=True)
        with asides.beside(target) as aside:
            shutil.copyfile(backup, aside)
            verify(aside, verify(backup))
            shutil.copystat(backup, aside)
            to_disk(aside)
            return aside.replace(target)


def put_in_place(
    backup: Path, library: Path, *, blobs_from: Sequence[Path] = (), job: Mapping[str, Any] | None = None
) -> Path | None:
    """Make `library` what `backup` is; the present file is set aside, and its new path returned.

    What a thin copy leaves out is brought in from `blobs_from` and the present file, as far as it is there. `job` is
    noted in a present library that is sound for as long as it is there: it tells of a crash that came before the end.

    A journal left beside a restored file would be played into it and destroy it, so what is in it is brought into the
    present file first. A journal beside the backup, which is there where a library was set aside after a crash, is part
    of it and comes along. The library has its name at every moment: a crash leaves it as it was or as the backup is.
    The caller holds the library's lock.
    """
    verify(backup)
    kept = None
    with _sentences(library.name), asides.beside(library) as aside:
        is_sound = _is_sound(library)
        noted = _note(library, job) if is_sound and job else ""
        try:
            with closing(_reading(backup)) as source:
                _write_copy(source, aside)
            if left_out(aside):
                if bring_in(aside, blobs_from) and library.exists():
                    bring_in(aside, (library,))
                verify(aside)
                to_disk(aside)
            if is_sound:
                _take_in_journal(library)
            kept = _set_aside(library)
            aside.replace(library)
        finally:
            if noted:
                _forget(kept or library, noted)
    return kept


def _is_sound(library: Path) -> bool:
    """Whether a library may be written: of a damaged one SQLite would throw away a journal that it cannot read."""
    try:
        verify(library)
    except (OSError, sqlite3.DatabaseError, LibraryError):
        return False
    return True


def _note(library: Path, job: Mapping[str, Any]) -> str:
    with suppress(sqlite3.Error), closing(_writing(library)) as connection, connection:
        return job_notes.begin_with(connection, **job)
    return ""  # a full disk: what needs room there says so itself


def _forget(library: Path, noted: str) -> None:
    with suppress(sqlite3.Error), closing(_writing(library)) as connection, connection:
        job_notes.end_with(connection, noted)


def _writing(library: Path) -> sqlite3.Connection:
    return connecting.connect(library, mode="rw")


def _set_aside(library: Path) -> Path | None:
    """Keep the present file and its journals under another name, and take the journals from beside it.

    Only a file that is damaged has journals left by then. Where a crash comes before another file has taken
    its place, `sweep` gives them back.
    """
    if not library.exists():
        set_journals_aside(library)
        return None
    kept = beside(library)
    for ending in ("", *JOURNALS):
        present = library.with_name(library.name + ending)
        if present.exists() and present.stat().st_size and ending != "-shm":  # which SQLite makes again
            _keep(present, kept.with_name(kept.name + ending))
    for ending in JOURNALS:
        library.with_name(library.name + ending).unlink(missing_ok=True)
    return kept


def _take_in_journal(library: Path) -> None:
    """Make a sound library one file."""
    with suppress(sqlite3.Error), closing(_writing(library)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _keep(file: Path, kept: Path) -> None:
    """Give a file a second name, or a copy where the disk knows only one name for each."""
    try:
        os.link(file, kept)
    except OSError:
        with asides.beside(kept) as aside:
            shutil.copyfile(file, aside)
            shutil.copystat(file, aside)
            to_disk(aside)
            aside.replace(kept)


def sweep(library: Path) -> None:
    """Clear away what a crash amid copying or restoring has left beside a library. The caller holds its lock."""
    asides.sweep(library.parent)
    for file in tuple(library.parent.iterdir()):
        with suppress(OSError):  # it is in nobody's way
            if file.name.startswith(library.stem + _SET_ASIDE) and file.samefile(library):
                _take_back(file, library)


def _take_back(kept: Path, library: Path) -> None:
    """Undo the setting aside of a library that nothing has replaced: a file of two names would have two writers."""
    for ending in JOURNALS:
        journal = kept.with_name(kept.name + ending)
        if journal.exists():
            journal.replace(library.with_name(library.name + ending))
            journal.unlink(missing_ok=True)  # renaming a file to its own other name does nothing
    kept.unlink()


def set_journals_aside(library: Path) -> None:
    """Take journals that some other library has left behind out of the way of one that is to be made."""
    kept = beside(library)
    for ending in JOURNALS:
        journal = library.with_name(library.name + ending)
        if journal.exists():
            journal.replace(kept.with_name(kept.name + ending))


def beside(library: Path) -> Path:
    """A new name beside a library for what is set aside now."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S.%f")
    return library.with_name(f"{library.stem}{_SET_ASIDE}{stamp}){library.suffix}")


def verify(path: Path, expected: dict[str, int] | None = None, *, kind: int = APPLICATION_ID) -> dict[str, int]:
    """The row counts of a copy that is sound; raises DamagedError where it is not, or differs from `expected`.

    `kind` is that of a library, unless the file is a part of copies: see `blob_files`.
    """
    try:
        with closing(_reading(path)) as connection:
            is_one = connection.execute("PRAGMA application_id").fetchone()[0] == kind
            is_sound = is_one and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            found = counts(connection) if is_sound else {}
    except UnreadableError as error:
        raise DamagedError(N_("The copy “{name}” is damaged."), name=path.name) from error
    if not is_sound or (expected is not None and found != expected):
        raise DamagedError(N_("The copy “{name}” is damaged."), name=path.name)
    return found


def _reading(path: Path) -> sqlite3.Connection:
    """A connection to a copy, which leaves nothing beside it where there is no journal to be read too."""
    journals = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    is_alone = not any(journal.exists() and journal.stat().st_size for journal in journals)
    return connecting.connect(path, mode="ro", is_fixed=is_alone)


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows the tables that matter have."""
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED if name in present
    }


def to_disk(path: Path) -> None:
    """See to it that the file outlasts a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
