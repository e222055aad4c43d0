"""Mending what does not belong together any more, inside one transaction; a sentence for everything that was done."""

from collections.abc import Iterator

from casedesk.storage import blobs, text_index
from casedesk.storage.driver import sqlite3
from casedesk.texts import tr, tr_n


def repair(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Mend every fault but damage of the file itself, inside the caller's transaction; what was done."""
    return tuple(_repairs(connection))


def _repairs(connection: sqlite3.Connection) -> Iterator[str]:
    if count := _forget_lost_originals(connection):
        words = tr_n(
            "{n} document is known to have lost its file.", "{n} documents are known to have lost their file.", count
        )
        yield words.format(n=count)
    removed, emptied = _mend_references(connection)
    if removed:
        words = tr_n("Removed {n} row that belonged to nothing.", "Removed {n} rows that belonged to nothing.", removed)
        yield words.format(n=removed)
    if emptied:
        words = tr_n(
            "{n} case no longer names an import that is gone.",
            "{n} cases no longer name an import that is gone.",
            emptied,
        )
        yield words.format(n=emptied)
    if count := _raise_counters(connection):
        words = tr_n("Corrected {n} counter.", "Corrected {n} counters.", count)
        yield words.format(n=count)
    if count := blobs.sweep(connection):
        words = tr_n(
            "Removed {n} picture or file that nothing uses.", "Removed {n} pictures and files that nothing uses.", count
        )
        yield words.format(n=count)
    if not _is_index_whole(connection):
        text_index.rebuild(connection)
        yield tr("Made the search index anew.")


def _mend_references(connection: sqlite3.Connection) -> tuple[int, int]:
    """Take away what refers to rows that are gone; how many rows were removed, and how many fields emptied."""
    removed = emptied = 0
    is_changed = True
    while is_changed:  # what refers to a row that is removed goes as well
        is_changed = False
        for table in _tables(connection):
            optional = {
                row[1] for row in connection.execute(f"PRAGMA table_info({table})") if not row[3] and not row[5]
            }
            for row in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                parent, column = row[2], row[3]
                key = row[4] or _key_of(connection, parent)
                lost = f"{column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {parent})"
                if column in optional:
                    emptied += connection.execute(f"UPDATE {table} SET {column} = NULL WHERE {lost}").rowcount
                elif count := connection.execute(f"DELETE FROM {table} WHERE {lost}").rowcount:
                    removed += count
                    is_changed = True
    return removed, emptied


def _forget_lost_originals(connection: sqlite3.Connection) -> int:
    lost = "digest <> '' AND digest NOT IN (SELECT digest FROM blob)"
    return connection.execute(f"UPDATE document SET digest = '' WHERE {lost}").rowcount


def _raise_counters(connection: sqlite3.Connection) -> int:
    """No id may be given a second time."""
    count = 0
    for table, last in connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
        if table not in _tables(connection):
            continue
        largest = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
        if largest > last:
            connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (largest, table))
            count += 1
    return count


def _is_index_whole(connection: sqlite3.Connection) -> bool:
    if not text_index.is_current(connection):
        return False
    query = """SELECT (SELECT count(*) FROM cases WHERE id NOT IN (SELECT case_id FROM case_figures))
        + (SELECT count(*) FROM case_figures WHERE case_id NOT IN (SELECT id FROM cases))"""
    return connection.execute(query).fetchone()[0] == 0


def _tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    return tuple(name for (name,) in connection.execute(query) if not name.startswith(("sqlite_", "case_words")))


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    return next(row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5] == 1)
