"""The values that facets have in a library."""

from collections.abc import Iterable

from casedesk.domain.case import FREE_FACETS, Facet
from casedesk.domain.estimates import Length
from casedesk.domain.filters import LEVEL
from casedesk.domain.health import Health
from casedesk.domain.private_data import PrivateKind
from casedesk.storage.driver import sqlite3


def known_values(connection: sqlite3.Connection, facet: Facet) -> tuple[str, ...]:
    """The values a facet has anywhere in the library, most used first; the empty one is left out."""
    query, values = _query(facet)
    return tuple(row[0] for row in connection.execute(query, values))


def cases_with(connection: sqlite3.Connection, facet: Facet, value: str) -> tuple[int, ...]:
    """The ids of the cases with a value of the trainer's own, or with one below it, also of those in the trash."""
    below = value + LEVEL
    values = (value, below, below[:-1] + chr(ord(below[-1]) + 1))
    if facet in FREE_FACETS:
        query = "SELECT DISTINCT case_id FROM case_facet WHERE facet = ? AND (value = ? OR value >= ? AND value < ?)"
        values = (facet.value, *values)
    else:
        query = f"SELECT id FROM cases WHERE {facet.value} = ? OR {facet.value} >= ? AND {facet.value} < ?"
    return tuple(sorted(row[0] for row in connection.execute(query, values)))


def _query(facet: Facet) -> tuple[str, tuple[str, ...]]:
    match facet:
        case Facet.INDUSTRY | Facet.THEME | Facet.AUDIENCE | Facet.TAG:
            tail = "FROM case_facet WHERE facet = ? GROUP BY value ORDER BY count(*) DESC, value"
            return f"SELECT value {tail}", (facet.value,)
        case Facet.OUTCOME | Facet.DIFFICULTY | Facet.STATE | Facet.SOURCE | Facet.LANGUAGE:
            column = facet.value
            tail = f"FROM cases WHERE {column} <> '' GROUP BY {column} ORDER BY count(*) DESC, {column}"
            return f"SELECT {column} {tail}", ()
        case Facet.COLLECTION:
            return (
                "SELECT name FROM collection LEFT JOIN collection_case ON collection_id = id WHERE name <> ''"
                " GROUP BY name ORDER BY count(case_id) DESC, name"
            ), ()
        case Facet.BATCH:
            return "SELECT name FROM batch WHERE name <> '' GROUP BY name ORDER BY max(id) DESC", ()
        case Facet.USED:
            tail = "FROM use_record WHERE group_name <> '' GROUP BY group_name ORDER BY count(*) DESC, group_name"
            return f"SELECT group_name {tail}", ()
        case Facet.LENGTH:
            return _words(Length), ()
        case Facet.HEALTH:
            return _words(Health), ()
        case Facet.PRIVATE:
            return _words(PrivateKind), ()


def _words(words: Iterable[str]) -> str:
    """Closed sets have their values whether a case has them or not."""
    return "SELECT * FROM (VALUES " + ", ".join(f"('{word}')" for word in words) + ")"
