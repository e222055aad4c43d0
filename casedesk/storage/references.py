"""What refers to what by the schema, and the condition under which a row has lost what it refers to."""

from dataclasses import dataclass

from casedesk.storage.driver import sqlite3

_INDEX = ("case_words", "case_figures", "case_snippet")
"""The search index is made anew, not mended."""
NAMELESS = "case_id NOT IN (SELECT id FROM cases)"
"""For sections: the texts of a case that is not there. They become a case again, so what hangs on it is not lost."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a row of another table. `lost` is true of rows whose other row is not there."""

    table: str
    column: str
    lost: str
    is_optional: bool
    """Whether the row can do without."""


def references(connection: sqlite3.Connection) -> tuple[Reference, ...]:
    """All that can be lost."""
    return tuple(item for table in tables(connection) for item in _references_of(connection, table))


def tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables that hold what the user has made."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    return tuple(name for (name,) in connection.execute(query) if not name.startswith(("sqlite_", *_INDEX)))


def _references_of(connection: sqlite3.Connection, table: str) -> tuple[Reference, ...]:
    columns = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
    optional = {row[1] for row in columns if not row[3] and not row[5]}
    found: list[Reference] = []
    for row in connection.execute(f"PRAGMA main.foreign_key_list({table})").fetchall():
        parent, column = row[2], row[3]
        if (table, parent) == ("section", "cases"):
            continue
        key = row[4] or _key_of(connection, parent)
        there = f"SELECT {key} FROM {parent}"
        if parent == "cases":
            there += " UNION SELECT case_id FROM section"
        lost = f"{column} IS NOT NULL AND {column} NOT IN ({there})"
        found.append(Reference(table, column, lost, column in optional))
    return tuple(found)


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    return next(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})") if row[5] == 1)
