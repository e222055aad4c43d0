"""A library that is only read, and cannot be read where it is: of an older version, or being written elsewhere.

SQLite's journal works among the programs of one computer only, so what another computer writes is read from a copy
that is proved first. The original is never touched. Copies are on this computer; one that a crash has left behind
goes when the next is made.
"""

import shutil
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

from casedesk import paths
from casedesk.domain.errors import LibraryError
from casedesk.storage import connecting, copying, holding, opening
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import reason_of
from casedesk.texts import N_

_TRIES = 3
"""So often a file is copied that somebody is writing to meanwhile."""


@contextmanager
def readable(path: Path) -> Generator[Path]:
    """Where a library can be read by the present program: at its own path, or at that of a copy until this ends.

    Raises LibraryError where there is none, PassphraseError where its passphrase has not been given.
    """
    connecting.refuse_locked(path)
    is_elsewhere = holding.is_elsewhere(holding.holder_of(path))
    if not is_elsewhere and not opening.is_older(path):
        yield path
        return
    with _own_folder() as folder:
        copy = folder / path.name
        if is_elsewhere:
            _copy_moving(path, copy)
        else:
            with closing(opening.connect_as_is(path)) as connection:
                copying.copy(connection, copy)
        opening.open_for_writing(copy, keeps_older=False).close()
        yield copy


@contextmanager
def _own_folder() -> Generator[Path]:
    home = paths.data_dir() / "reading"
    try:
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home)
        folder = Path(mkdtemp(dir=home))
    except OSError as error:
        raise LibraryError(N_("A copy to read from could not be made: {reason}."), reason=reason_of(error)) from error
    try:
        with FileLock(folder / "in use", thread_local=False):  # another thread may let go of it
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(home: Path) -> None:
    """Remove what crashes have left: the folders that no program holds."""
    for folder in home.iterdir():
        with suppress(Timeout, OSError):
            with FileLock(folder / "in use", timeout=0):
                pass
            shutil.rmtree(folder, ignore_errors=True)


def _copy_moving(path: Path, copy: Path) -> None:
    """Copy a library and its journal while another computer may be writing to them."""
    for _ in range(_TRIES):
        try:
            for ending in ("", "-wal"):
                source = path.with_name(path.name + ending)
                target = copy.with_name(copy.name + ending)
                target.unlink(missing_ok=True)
                if source.exists():
                    shutil.copyfile(source, target)
            with closing(connecting.connect(copy, mode="rw")) as connection:
                if connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                    return
        except OSError as error:
            raise LibraryError(
                N_("A copy to read from could not be made: {reason}."), reason=reason_of(error)
            ) from error
        except sqlite3.DatabaseError:
            continue
    raise opening.damaged(path)
