"""Carrying out an edit: the rows of every kind and the search index, inside one transaction."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.errors import StaleEditError
from casedesk.storage import case_versions, text_index
from casedesk.storage.record_shapes import SHAPES
from casedesk.storage.shapes import Shape
from casedesk.texts import N_

_CHUNK = 500


def carry_out(connection: sqlite3.Connection, edit: Edit, *, now: datetime) -> Changes:
    """Write an edit, with the history of its cases; the caller's transaction is undone when this raises.

    Raises StaleEditError when a record is no longer what the edit replaces.
    """
    by_kind: Mapping[type, list[Replacement]] = defaultdict(list)
    for item in edit.replacements:
        by_kind[item.kind].append(item)
    for kind, items in by_kind.items():
        _refuse_stale(connection, SHAPES[kind], items)
        _write(connection, SHAPES[kind], items)
    case_versions.record(connection, edit, by_kind.get(Case, ()), now=now)
    return Changes(frozenset((item.kind, item.id) for item in edit.replacements))


def _refuse_stale(connection: sqlite3.Connection, shape: Shape[Any], items: Sequence[Replacement]) -> None:
    if len({item.id for item in items}) != len(items):
        raise ValueError("an edit replaces each record once")
    for start in range(0, len(items), _CHUNK):
        chunk = items[start : start + _CHUNK]
        stored = shape.read(connection, [item.id for item in chunk])
        if any(stored.get(item.id) != item.before for item in chunk):
            raise StaleEditError(N_("This has been changed elsewhere since; the step was left out."))


def _write(connection: sqlite3.Connection, shape: Shape[Any], items: Iterable[Replacement]) -> None:
    gone = [item.before for item in items if item.after is None]
    new = [item.after for item in items if item.before is None]
    changed = [(item.before, item.after) for item in items if item.before is not None and item.after is not None]
    shape.delete(connection, [value.id for value in gone if value is not None])
    shape.insert(connection, [shape.to_rows(value) for value in new])
    for before, after in changed:
        shape.update(connection, shape.to_rows(before), shape.to_rows(after))
    if shape.kind is Case:
        text_index.remove(connection, (value for value in gone if isinstance(value, Case)))
        text_index.add(connection, (value for value in new if isinstance(value, Case)))
        for before, after in changed:
            assert isinstance(before, Case)
            assert isinstance(after, Case)
            text_index.change(connection, before, after)
