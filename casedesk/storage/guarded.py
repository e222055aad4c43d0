"""A connection that says in a sentence why a library cannot be read.

A library lies on sticks and shares for years: a page of it rots, a stick is pulled out in the middle of a query. The
driver's errors for that become the program's own here, once, wherever a query fails; they stay errors of the driver
as well, so that storage can ask for SQLite's name of them. What is wrong with a statement stays the driver's alone.

A text with a spoilt byte is read with a mark in its place: one flipped bit must not hide a whole case.
"""

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn, Self, TypeVar
from weakref import WeakKeyDictionary

from typing_extensions import override

from casedesk.domain.errors import CaseDeskError, DamagedError, LibraryError, refusal
from casedesk.storage.driver import sqlite3
from casedesk.texts import N_, tr

_TYPES = {"TEXT": str, "INTEGER": int, "INT": int, "REAL": float, "BLOB": bytes}
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")
_OUT_OF_REACH = {
    "SQLITE_FULL": N_("the disk is full"),
    "SQLITE_READONLY": N_("it may only be read"),
    "SQLITE_PERM": N_("it may only be read"),
    "SQLITE_CANTOPEN": N_("its file or folder is not there, or may not be opened"),
    "SQLITE_IOERR_SHMSIZE": N_("the disk is full"),
    "SQLITE_IOERR": N_("the disk or stick does not answer"),
    "SQLITE_PROTOCOL": N_("the disk or stick does not answer"),
}
_GONE = "SQLITE_IOERR"
_KIND_OF_WORDS = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "access permission denied": "SQLITE_PERM",
    "unable to open database file": "SQLITE_CANTOPEN",
    "disk I/O error": "SQLITE_IOERR",
}
"""What is wrong, where an error has words alone, as those of copying and of encrypting a whole file have."""
_NOT_AS_MADE = (
    "no such table",
    "no such column",
    "no such index",
    "malformed",
    "vtable",
    "invalid fts5",
    "fts5",
    "user-defined function",
)
"""How SQLite begins to say that a library's own tables are not as they were made: statements name no others."""
STRANGE = (ValueError, TypeError, LookupError, ArithmeticError, AssertionError, AttributeError, RecursionError)
"""What code raises that is handed a value which it cannot have been written for."""
SPOILT = N_("A part of “{name}” cannot be read any more. What is left can be rescued.")
_END = object()
_Told = TypeVar("_Told", bound=sqlite3.DatabaseError)
_KNOWN_TYPES: "WeakKeyDictionary[sqlite3.Connection, dict[str, set[tuple[type, ...]]]]" = WeakKeyDictionary()


class UnreadableError(DamagedError, sqlite3.DatabaseError):
    """A part of the file cannot be read any more."""


class OutOfReachError(LibraryError, sqlite3.OperationalError):
    """The file is there and the system does not let anybody at it: pulled out, full, locked."""


class Cursor(sqlite3.Cursor):
    """A cursor whose errors are sentences, whenever they come."""

    @override
    def execute(self, *arguments: Any) -> Self:
        try:
            super().execute(*arguments)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            tell(error, _path_of(self.connection))
        return self

    @override
    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        try:
            super().executemany(sql, parameters)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            tell(error, _path_of(self.connection))
        return self

    @override
    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            tell(error, _path_of(self.connection))

    @override
    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            tell(error, _path_of(self.connection))

    @override
    def __iter__(self) -> Generator[Any]:  # pyright: ignore[reportIncompatibleMethodOverride] - a cursor for `for`
        try:
            yield from iter(super().__next__, _END)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            tell(error, _path_of(self.connection))


class Connection(sqlite3.Connection):
    """A connection whose cursors tell what is wrong; texts are read whatever bytes they have."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.text_factory = _text

        self.path = Path()
        """The file; none for what is kept in memory."""

    @override
    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)


def tell(error: sqlite3.DatabaseError | UnicodeDecodeError, path: Path) -> NoReturn:
    """Raise what an error of the driver means for a library; the error itself where it means nothing for one."""
    if isinstance(error, CaseDeskError):
        raise error
    kind = _kind_of(error)
    if kind.startswith(_DAMAGE) or (kind == "SQLITE_ERROR" and str(error).startswith(_NOT_AS_MADE)):
        if _is_there(path):
            raise _of_kind(UnreadableError(SPOILT, name=path.name), kind) from error
        kind = _GONE
    if kind.startswith(tuple(_OUT_OF_REACH)):
        told = OutOfReachError(N_("“{name}” cannot be reached: {reason}."), name=path.name, reason=_reason(kind))
        raise _of_kind(told, kind) from error
    raise error


def name_of(connection: sqlite3.Connection) -> str:
    """The name of the file that a connection is open on."""
    return _path_of(connection).name


def _path_of(connection: sqlite3.Connection) -> Path:
    return connection.path if isinstance(connection, Connection) else Path()


def _is_there(path: Path) -> bool:
    """Whether the file can be read at all: of one on a stick that was pulled out SQLite says that it is damaged."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        return path == Path()
    return True


def reason_of(error: BaseException) -> str:
    """Why the system or SQLite refuses, in a few words that fit behind a colon."""
    if isinstance(error, CaseDeskError):
        return str(error.values.get("reason", error)).rstrip(".。")
    kind = _kind_of(error)
    known = next((words for start, words in _OUT_OF_REACH.items() if kind.startswith(start)), None)
    if known is None:
        return refusal(error) if isinstance(error, OSError) else str(error)
    return tr(known)


def _reason(kind: str) -> str:
    return next((tr(words) for start, words in _OUT_OF_REACH.items() if kind.startswith(start)), "")


def has_types(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> bool:
    """Whether each value is what its column holds: SQLite proves that when it writes, never when it reads."""
    known = _KNOWN_TYPES.setdefault(connection, {}).setdefault(table, set())
    found = {tuple(map(type, row)) for row in rows}
    if found <= known:
        return True
    wanted = _types_of(connection, table)
    if all(type_ in wanted.get(column, ()) for types in found for column, type_ in zip(columns, types, strict=True)):
        known.update(found)
        return True
    return False


def _types_of(connection: sqlite3.Connection, table: str) -> dict[str, tuple[type, ...]]:
    return {
        row[1]: (_TYPES[row[2]],) if row[3] or row[5] else (_TYPES[row[2]], type(None))
        for row in connection.execute(f"PRAGMA table_info({table})").fetchall()
        if row[2] in _TYPES
    }


def _kind_of(error: BaseException) -> str:
    """SQLite's word for an error; it has none for a text that is none."""
    if isinstance(error, UnicodeDecodeError):
        return "SQLITE_CORRUPT"
    name = getattr(error, "sqlite_errorname", "")
    return _KIND_OF_WORDS.get(str(error), name) if name in ("", "SQLITE_ERROR") else name


def _of_kind(told: _Told, kind: str) -> _Told:
    told.sqlite_errorname = kind
    return told


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")
