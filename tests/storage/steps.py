"""Short words for what the storage tests do over and over."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from casedesk.domain.changes import Changes, Edit, Record, Replacement
from casedesk.storage.connecting import connect
from casedesk.storage.library import Library

INTERNAL = ("sqlite_sequence", "_sqlite_migrations", "case_words_data", "case_words_idx")
"""Tables whose bytes may differ between equal libraries: ids once given, merges inside the full-text index."""


def added(*records: Record) -> Edit:
    """The edit that adds records."""
    return Edit("add", tuple(Replacement(None, record) for record in records))


def changed(before: Record, **fields: Any) -> Edit:
    """The edit that changes fields of a record."""
    return Edit("change", (Replacement(before, replace(before, **fields)),))


def removed(*records: Record) -> Edit:
    """The edit that removes records for good."""
    return Edit("remove", tuple(Replacement(record, None) for record in records))


def add(library: Library, *records: Record) -> Changes:
    """Add records to a library."""
    return library.apply(added(*records))


def numbered(library: Library, records: Iterable[Any]) -> list[Any]:
    """The records with new ids."""
    return [replace(record, id=library.new_id(type(record))) for record in records]


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and every word of the full-text index with its places."""
    with closing(connect(path, mode="rw")) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        kept = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in tables
            if name not in INTERNAL
        }
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, case_words, instance)")
        return kept | {"words": connection.execute("SELECT * FROM words ORDER BY doc, col, offset, term").fetchall()}
