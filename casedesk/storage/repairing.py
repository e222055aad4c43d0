"""Mending what does not belong together any more, inside one transaction; what was mended is told with counts.

What cannot be brought back is left as it is: a case keeps the place of a picture that no backup has.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

from casedesk.domain.case import State
from casedesk.domain.library_faults import Fault, Trouble
from casedesk.storage import blobs, kept_bytes, mending, text_index
from casedesk.storage.checking import lagging_counters, wrong_in_index
from casedesk.storage.driver import sqlite3
from casedesk.storage.references import NAMELESS, references
from casedesk.texts import tr

_LOST_FILE = "digest <> '' AND digest NOT IN (SELECT digest FROM blob)"


def repair(connection: sqlite3.Connection, backups: Sequence[Path] = ()) -> tuple[Fault, ...]:
    """Mend every fault but damage of the file itself, inside the caller's transaction; what was mended.

    Pictures and originals that are lost are looked for in the `backups`, in their order.
    """
    return tuple(fault for fault in _repairs(connection, backups) if fault.count)


def _repairs(connection: sqlite3.Connection, backups: Sequence[Path]) -> Iterator[Fault]:
    pictures, originals = _bring_back(connection, backups)
    yield Fault(Trouble.PICTURE, pictures)
    forgotten = connection.execute(f"UPDATE document SET digest = '' WHERE {_LOST_FILE}").rowcount
    yield Fault(Trouble.ORIGINAL, originals + forgotten)
    yield Fault(Trouble.NAMELESS, _name_nameless(connection))
    spoilt = mending.mend(connection)
    yield Fault(Trouble.SPOILT, spoilt)
    removed, emptied = _mend_references(connection)
    yield Fault(Trouble.STRAY, removed)
    yield Fault(Trouble.IMPORT, emptied)
    yield Fault(Trouble.COUNTER, _raise_counters(connection))
    yield Fault(Trouble.UNUSED, blobs.sweep(connection))
    yield from _mend_index(connection, is_spoilt=spoilt > 0)


def _bring_back(connection: sqlite3.Connection, backups: Sequence[Path]) -> tuple[int, int]:
    """How many pictures and how many originals a backup had."""
    if not backups:
        return 0, 0
    wrong = kept_bytes.altered(connection)
    originals = kept_bytes.originals_without(connection, wrong)
    pictures = {*kept_bytes.pictures_without(connection, wrong), *wrong} - originals
    found = kept_bytes.bring_back(connection, originals | pictures, backups)
    return len(found & pictures), len(found & originals)


def _name_nameless(connection: sqlite3.Connection) -> int:
    """Make cases again of texts whose case is not there, rather than to lose them."""
    lost = connection.execute(f"SELECT DISTINCT case_id FROM section WHERE {NAMELESS}").fetchall()
    connection.executemany(
        "INSERT INTO cases (id, uid, title, learner_title, state, language, source, licence, note)"
        " VALUES (?, ?, ?, '', ?, '', '', '', '')",
        [(case_id, uuid4().hex, tr("Rescued case {id}").format(id=case_id), State.PENDING) for (case_id,) in lost],
    )
    return len(lost)


def _mend_references(connection: sqlite3.Connection) -> tuple[int, int]:
    """Take away what refers to rows that are gone; how many rows were removed, and how many fields emptied."""
    removed = emptied = 0
    is_changed = True
    while is_changed:  # what refers to a row that is removed goes as well
        is_changed = False
        for item in references(connection):
            if item.is_optional:
                query = f"UPDATE {item.table} SET {item.column} = NULL WHERE {item.lost}"
                emptied += connection.execute(query).rowcount
            elif count := connection.execute(f"DELETE FROM {item.table} WHERE {item.lost}").rowcount:
                removed += count
                is_changed = True
    return removed, emptied


def _raise_counters(connection: sqlite3.Connection) -> int:
    """No id may be given a second time."""
    lagging = lagging_counters(connection)
    connection.executemany(
        "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [(largest, table) for table, largest in lagging]
    )
    return len(lagging)


def _mend_index(connection: sqlite3.Connection, *, is_spoilt: bool) -> Iterator[Fault]:
    is_current = text_index.is_current(connection)
    wrong = wrong_in_index(connection)
    if is_current and not wrong and not is_spoilt:
        return
    for table in ("case_figures", "case_snippet"):
        connection.execute(f"DELETE FROM {table} WHERE {NAMELESS}")
    text_index.rebuild(connection)
    yield Fault(Trouble.INDEX, wrong) if is_current else Fault(Trouble.OLD_INDEX)
