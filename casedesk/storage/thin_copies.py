"""Thin copies: a library of one moment without the bytes of its pictures and originals, which are kept once beside it.

They are written row by row, as SQLite's VACUUM does it, so unused pages and the large bytes are never even read; the
time is that of copying the rest of the file. The bytes that the folder lacks are written first: a copy that has its
name lacks nothing.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing, contextmanager
from pathlib import Path

from casedesk import asides
from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.storage import blob_files, connecting, copying, keyring, opening
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import reason_of
from casedesk.storage.left_out import IS_THERE, Elsewhere, is_sound, left_out
from casedesk.texts import N_

_STEPS = 200_000
"""Steps of SQLite's machine between two looks at how far it is."""
_CACHE = 65_536
"""KB."""

Watch = Callable[[int, int], object]


def write(library: Path, target: Path, watch: Watch | None = None) -> None:
    """Write a verified thin copy, which may be open, and what it leaves out into the folder of the copy.

    `watch` is told how many of how many bytes are written, and may raise to give up. Raises LibraryError where it
    cannot be written, or cannot be read back.
    """
    try:
        with asides.beside(target) as aside:
            with closing(opening.connect_as_is(library)) as source:
                connecting.attach_new(source, aside, "thin")
                expected = _Copying(source, aside, watch).run(target.parent)
            copying.verify(aside, expected)
            copying.to_disk(aside)
            aside.replace(target)
    except DamagedError as error:
        raise DamagedError(
            N_("“{name}” is damaged, so it was not copied. What is left of it can be rescued."), name=library.name
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=target.name, reason=reason_of(error)
        ) from error


def copy_to(copy: Path, target: Path, *, blobs_from: Iterable[Path]) -> Path:
    """Write a verified copy of a copy into another folder, with what it leaves out; its path.

    Raises LibraryError where it cannot be written or read.
    """
    folder, key = target.parent, keyring.key_of(copy)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(Elsewhere(blobs_from)) as elsewhere:
            blob_files.add(folder, left_out(copy) - blob_files.kept_in(folder, key), elsewhere.data, key=key)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=target.name, reason=reason_of(error)
        ) from error
    return copying.copy_file(copy, target)


def keep_again(library: Path, folder: Path, digests: frozenset[str]) -> frozenset[str]:
    """Put bytes that have been spoilt in a folder there again, as far as the library has them; those it has not.

    Raises LibraryError where they cannot be written.
    """
    try:
        with closing(Elsewhere((library,))) as elsewhere:
            lost = frozenset(digest for digest in digests if not _has_sound(elsewhere, digest))
            blob_files.add(folder, digests - lost, elsewhere.data, key=keyring.key_of(library))
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=library.name, reason=reason_of(error)
        ) from error
    return lost


def spoilt(copy: Path, watch: Watch | None = None) -> frozenset[str]:
    """The digests that a copy leaves out and whose bytes are not, or not as they were, beside it.

    All are read. `watch` is told how many of how many, and may raise to give up.
    """
    wanted = sorted(left_out(copy))
    found: set[str] = set()
    with closing(Elsewhere(blob_files.files_in(copy.parent))) as elsewhere:
        for at, digest in enumerate(wanted):
            if watch is not None:
                watch(at, len(wanted))
            if not _has_sound(elsewhere, digest):
                found.add(digest)
    return frozenset(found)


def _has_sound(elsewhere: Elsewhere, digest: str) -> bool:
    data = elsewhere.data(digest)
    return data is not None and is_sound(digest, data)


class _Copying:
    """One copy on its way into the database `thin` of a connection."""

    def __init__(self, source: sqlite3.Connection, aside: Path, watch: Watch | None) -> None:
        self._source = source
        self._aside = aside
        self._watch = watch
        self._done = 0
        self._total = 1

    def run(self, folder: Path) -> dict[str, int]:
        """Write it, and what it leaves out into a folder; the row counts that it must have."""
        execute = self._source.execute
        self._count(0)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}"):
            execute(f"PRAGMA thin.{pragma}")
        execute("BEGIN")  # one moment, whatever is written meanwhile
        sizes = dict(execute(f"SELECT digest, length(data) FROM blob WHERE {IS_THERE}").fetchall())
        key = connecting.key_behind(self._source)
        missing = sizes.keys() - blob_files.kept_in(folder, key)
        bare = self._size_of_main() - sum(sizes.values())
        self._total = max(1, bare + sum(sizes[digest] for digest in missing))
        with self._watched(bare):
            self._copy_rows()
        self._count(bare)
        blob_files.add(folder, missing, self._read, key=key, watch=self._count)
        expected = copying.counts(self._source)
        self._source.commit()
        return expected

    def _copy_rows(self) -> None:
        execute = self._source.execute
        execute("PRAGMA writable_schema = ON")  # for the tables behind the search index, as VACUUM copies them
        objects = execute("SELECT type, name, sql, rootpage FROM main.sqlite_schema ORDER BY rootpage").fetchall()
        tables = [name for type_, name, sql, root in objects if type_ == "table" and root and sql]
        own = [name for name in tables if not name.startswith("sqlite_")]
        for type_, name, sql, root in objects:
            if name in own or (type_ == "index" and root and sql):
                kind = sql[: sql.index(type_.upper())] + type_.upper() + " "
                execute(kind + "thin." + sql.removeprefix(kind))
        for name in own:
            columns = "digest, x''" if name == "blob" else "*"
            execute(f'INSERT INTO thin."{name}" SELECT {columns} FROM main."{name}"')
        execute("DELETE FROM thin.sqlite_sequence")
        execute("INSERT INTO thin.sqlite_sequence SELECT * FROM main.sqlite_sequence")
        execute("INSERT INTO thin.sqlite_schema SELECT * FROM main.sqlite_schema WHERE rootpage = 0")
        for number in ("application_id", "user_version"):
            execute(f"PRAGMA thin.{number} = {execute(f'PRAGMA main.{number}').fetchone()[0]}")

    def _read(self, digest: str) -> bytes:
        return self._source.execute("SELECT data FROM main.blob WHERE digest = ?", (digest,)).fetchone()[0]

    def _size_of_main(self) -> int:
        ask = self._source.execute  # with a key, SQLCipher answers in text
        pages, size = (int(ask(f"PRAGMA main.{name}").fetchone()[0]) for name in ("page_count", "page_size"))
        return pages * size

    def _count(self, written: int) -> None:
        self._done += written
        self._tell(self._done)

    def _tell(self, done: int) -> None:
        if self._watch is not None:
            self._watch(min(done, self._total), self._total)

    @contextmanager
    def _watched(self, most: int) -> Generator[None]:
        """Tell how far the rows are, and stop where `watch` raises: SQLite drops what is raised inside of it."""
        raised: list[BaseException] = []

        def look() -> int:
            try:
                self._tell(min(self._aside.stat().st_size, most))
            except BaseException as error:  # noqa: BLE001 - raised again below
                raised.append(error)
            return len(raised)

        self._source.set_progress_handler(look, _STEPS)
        try:
            yield
        except sqlite3.OperationalError:
            if raised:
                raise raised[0] from None
            raise
        finally:
            self._source.set_progress_handler(None, 0)
