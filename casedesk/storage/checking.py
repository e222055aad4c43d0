"""Looking for faults: in the file, in the bytes that are kept, in what refers to what, and in the index.

A plan or a use record of a case that is gone for good is no fault: it still says what was taught.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

from casedesk.domain.errors import DamagedError
from casedesk.domain.library_faults import Fault, Trouble
from casedesk.storage import kept_bytes, mending, text_index
from casedesk.storage.driver import sqlite3
from casedesk.storage.references import NAMELESS, references, tables
from casedesk.storage.writing import Watch

_STEPS = 100_000
"""So many steps of the database lie between two questions whether to go on."""
_NOT_INDEXED = """SELECT count(*) FROM (
    SELECT id FROM cases WHERE id NOT IN (SELECT case_id FROM case_figures)
    UNION SELECT id FROM cases WHERE id NOT IN (SELECT case_id FROM case_snippet)
    UNION SELECT id FROM cases WHERE id NOT IN (SELECT id FROM case_words_docsize)
    UNION SELECT case_id FROM case_figures WHERE case_id NOT IN (SELECT id FROM cases)
    UNION SELECT case_id FROM case_snippet WHERE case_id NOT IN (SELECT id FROM cases)
    UNION SELECT id FROM case_words_docsize WHERE id NOT IN (SELECT id FROM cases))"""


def faults(connection: sqlite3.Connection, watch: Watch | None = None) -> tuple[Fault, ...]:
    """Every kind of fault that there is; none when all is sound.

    `watch` is told how much of how much is done, 0 of 0 where nobody knows, and may raise to give up.
    """
    watch = watch or _unwatched
    with _watched(connection, watch):
        damage = _damage(connection)
    if damage:
        return (Fault(Trouble.FILE, len(damage), reason=damage[0]),)
    try:
        return tuple(fault for fault in _faults(connection, watch) if fault.count)
    except DamagedError as error:
        return (Fault(Trouble.FILE, reason=str(error)),)


def is_spoilt(connection: sqlite3.Connection) -> bool:
    """Whether the file is damaged, or an entry says what cannot be: then what fails to use it is no bug."""
    try:
        return bool(_damage(connection)) or any(True for _ in mending.unreadable(connection, _unwatched))
    except DamagedError:
        return True


def wrong_in_index(connection: sqlite3.Connection) -> int:
    """About how many cases the search index is wrong."""
    return _count(connection, _NOT_INDEXED)


def lagging_counters(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """The tables whose counter would give an id a second time, and the highest id there."""
    known = set(tables(connection))
    found: list[tuple[str, int]] = []
    for table, last in connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
        if table in known and (largest := _count(connection, f"SELECT max(rowid) FROM {table}")) > last:
            found.append((table, largest))
    return tuple(found)


def _damage(connection: sqlite3.Connection) -> tuple[str, ...]:
    try:
        found = connection.execute("PRAGMA integrity_check(20)").fetchall()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        return (str(error),)
    return tuple(words for (words,) in found if words != "ok")


def _faults(connection: sqlite3.Connection, watch: Watch) -> Iterator[Fault]:
    wrong = kept_bytes.altered(connection, watch)
    originals = kept_bytes.originals_without(connection, wrong)
    shown = kept_bytes.pictures_without(connection, wrong)
    pictures = {*shown, *(wrong - originals)}
    yield Fault(Trouble.PICTURE, len(pictures), cases=_titles(connection, shown.values()))
    yield Fault(Trouble.ORIGINAL, len(originals))
    yield Fault(Trouble.NAMELESS, _count(connection, f"SELECT count(DISTINCT case_id) FROM section WHERE {NAMELESS}"))
    yield Fault(Trouble.SPOILT, sum(1 for _ in mending.unreadable(connection, watch)))
    lost = {Trouble.STRAY: 0, Trouble.IMPORT: 0}
    for item in references(connection):
        trouble = Trouble.IMPORT if item.is_optional else Trouble.STRAY
        lost[trouble] += _count(connection, f"SELECT count(*) FROM {item.table} WHERE {item.lost}")
    yield from (Fault(trouble, count) for trouble, count in lost.items())
    yield Fault(Trouble.COUNTER, len(lagging_counters(connection)))
    if not text_index.is_current(connection):
        yield Fault(Trouble.OLD_INDEX)
    else:
        yield Fault(Trouble.INDEX, wrong_in_index(connection))


def _titles(connection: sqlite3.Connection, owners: Iterable[tuple[int, ...]]) -> tuple[str, ...]:
    ids = sorted({case_id for ids in owners for case_id in ids})
    found = (connection.execute("SELECT title FROM cases WHERE id = ?", (case_id,)).fetchone() for case_id in ids)
    return tuple(row[0] for row in found if row)


def _count(connection: sqlite3.Connection, query: str) -> int:
    return connection.execute(query).fetchone()[0] or 0


@contextmanager
def _watched(connection: sqlite3.Connection, watch: Watch) -> Generator[None]:
    """Inside, the watcher can give up in the middle of a long question."""
    given_up: list[BaseException] = []

    def look() -> int:
        try:
            watch(0, 0)
        except BaseException as wish:  # noqa: BLE001 - no exception gets through the database
            given_up.append(wish)
        return len(given_up)

    connection.set_progress_handler(look, _STEPS)
    try:
        yield
    except sqlite3.OperationalError:
        if given_up:
            raise given_up[0] from None
        raise
    finally:
        connection.set_progress_handler(None, _STEPS)


def _unwatched(_done: int, _total: int) -> None:
    return None
