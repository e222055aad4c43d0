"""The bytes of pictures and originals beside thin copies: each kept once, however many copies name it.

They lie in blob files: SQLite files with the digests and bytes that one copy had and the others before it had not,
encrypted with the key of the library where that has one. A blob file is written aside, read back, and never written to
again, so nothing that happens to a later copy can harm an earlier one: not a kill, a full disk or a stick that is
pulled out. One growing database would be less to keep in order, but one torn page or a lost first page (its salt) would
take the pictures of all copies; files named by their hash with hard links would need no thinning, but cannot be
encrypted by SQLCipher, and a stick formatted as FAT has no links. No blob file grows beyond what FAT can hold.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from casedesk import asides
from casedesk.domain.errors import LibraryError
from casedesk.storage import connecting, copying, keyring
from casedesk.storage.driver import sqlite3
from casedesk.storage.keyring import Key
from casedesk.storage.left_out import Elsewhere
from casedesk.texts import N_

ENDING = ".blobs"
APPLICATION_ID = 0x43445342
"""`CDSB`: no library, so that nobody opens it as one."""
_LARGEST = 1 << 30
"""Bytes after which the next file is begun."""
_SMALL = 16_000_000
_MANY = 32
"""So many small files are put together into one."""

Read = Callable[[str], bytes | None]
Watch = Callable[[int], object]


def files_in(folder: Path) -> tuple[Path, ...]:
    """The blob files of a folder, oldest first."""
    return tuple(sorted(folder.glob(f"*{ENDING}"))) if folder.is_dir() else ()


def kept_in(folder: Path, key: Key | None) -> frozenset[str]:
    """The digests that a folder keeps under a key. What is under another one, or damaged, does not count."""
    kept: set[str] = set()
    for file in files_in(folder):
        if is_under(file, key):
            with suppress(LibraryError, sqlite3.DatabaseError):
                kept.update(_sizes(file))
    return frozenset(kept)


def is_under(file: Path, key: Key | None) -> bool:
    """Whether a file is encrypted with this key, or plain where there is none."""
    return not keyring.is_locked(file) and keyring.key_of(file) == key


def add(folder: Path, digests: Iterable[str], read: Read, *, key: Key | None, watch: Watch | None = None) -> None:
    """Keep bytes in a folder from now on; what `read` does not find is left out.

    All of them are read back before a file gets its name. `watch` is told the bytes of each, and may raise to give up.
    Raises OSError or sqlite3.Error where they cannot be written, LibraryError where they cannot be read back.
    """
    left = iter(sorted(digests))
    while _add_one(folder, left, read, key, watch):
        pass


def drop(folder: Path, needed: frozenset[str]) -> None:
    """Forget what is not needed: whole files at once, others when most of a file is not, or when many are small.

    What cannot be done now, on a full disk say, is left for another time.
    """
    sizes = {file: found for file in files_in(folder) if (found := _known_sizes(file)) is not None}
    for file in [file for file, found in sizes.items() if not needed & found.keys()]:
        with suppress(OSError):
            file.unlink(missing_ok=True)
        del sizes[file]
    small = [file for file in sizes if file.stat().st_size < _SMALL]
    loose = {file for file, found in sizes.items() if _is_mostly_waste(found, needed)}
    loose.update(small if len(small) > _MANY else ())
    for key in {keyring.key_of(file) for file in loose}:
        _put_together(folder, [file for file in loose if keyring.key_of(file) == key], sizes, needed, key)


def _put_together(
    folder: Path, files: list[Path], sizes: dict[Path, dict[str, int]], needed: frozenset[str], key: Key | None
) -> None:
    wanted = {digest for file in files for digest in sizes[file]} & needed
    with suppress(OSError, sqlite3.Error, LibraryError):
        with closing(Elsewhere(files)) as elsewhere:
            add(folder, wanted, elsewhere.data, key=key)
        others = (_known_sizes(file) for file in files_in(folder) if file not in files and is_under(file, key))
        if wanted <= {digest for found in others for digest in found or ()}:
            for file in files:
                file.unlink(missing_ok=True)


def _is_mostly_waste(sizes: dict[str, int], needed: frozenset[str]) -> bool:
    return sum(size for digest, size in sizes.items() if digest in needed) * 2 < sum(sizes.values())


def _known_sizes(file: Path) -> dict[str, int] | None:
    """None for a file that cannot be read now: nobody can tell what it is good for."""
    with suppress(LibraryError, sqlite3.DatabaseError):
        return _sizes(file)
    return None


def _sizes(file: Path) -> dict[str, int]:
    with closing(connecting.connect(file, mode="ro")) as connection:
        return dict(connection.execute("SELECT digest, length(data) FROM blob").fetchall())


def _add_one(folder: Path, left: Iterator[str], read: Read, key: Key | None, watch: Watch | None) -> bool:
    """Write the next file; whether there may be more to write."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S.%f")
    target = folder / f"{stamp} pictures and originals{ENDING}"
    with asides.beside(target) as aside:
        with closing(connecting.connect_new(aside, key)) as connection:
            written, is_full = _write(connection, left, read, watch)
        if written:
            _read_back(aside, written)
            copying.to_disk(aside)
            aside.replace(target)
    return is_full


def _write(
    connection: sqlite3.Connection, left: Iterator[str], read: Read, watch: Watch | None
) -> tuple[dict[str, str], bool]:
    """What was written, with the digest of the very bytes: a library may itself hold spoilt ones."""
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"application_id = {APPLICATION_ID}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE blob (digest TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT")
    written: dict[str, str] = {}
    size = 0
    for digest in left:
        data = read(digest)
        if data is None:
            continue
        connection.execute("INSERT INTO blob VALUES (?, ?)", (digest, data))
        written[digest] = hashlib.sha256(data).hexdigest()
        size += len(data)
        if watch is not None:
            watch(len(data))
        if size >= _LARGEST:
            connection.commit()
            return written, True
    connection.commit()
    return written, False


def _read_back(path: Path, expected: dict[str, str]) -> None:
    with closing(connecting.connect(path, mode="ro")) as connection:
        for digest, found in expected.items():
            row = connection.execute("SELECT data FROM blob WHERE digest = ?", (digest,)).fetchone()
            if row is None or hashlib.sha256(row[0]).hexdigest() != found:
                raise LibraryError(N_("The copy “{name}” is damaged."), name=path.name)
