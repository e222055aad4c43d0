"""Carrying out an edit: the rows of every kind and the search index, inside one transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.errors import StaleEditError
from casedesk.storage import case_versions, text_index
from casedesk.storage.driver import sqlite3
from casedesk.storage.record_shapes import SHAPES
from casedesk.storage.shapes import Rows, Shape
from casedesk.texts import N_

_CHUNK = 200

Watch = Callable[[int, int], object]
"""Told after every few records how many of how many are written. What it raises undoes the transaction."""


def _unwatched(_done: int, _total: int) -> None:
    return None


def carry_out(connection: sqlite3.Connection, edit: Edit, *, now: datetime, watch: Watch = _unwatched) -> Changes:
    """Write an edit, with the history of its cases; the caller's transaction is undone when this raises.

    Raises StaleEditError when a record is no longer what the edit replaces.
    """
    by_kind: Mapping[type, list[Replacement]] = defaultdict(list)
    for item in edit.replacements:
        by_kind[item.kind].append(item)
    done, total = 0, len(edit.replacements)
    with text_index.many_writes(connection, len(by_kind.get(Case, ()))):
        for kind, items in by_kind.items():
            for chunk in _in_order(items):
                _write(connection, SHAPES[kind], chunk)
                done += len(chunk)
                watch(done, total)
    case_versions.record(connection, edit, by_kind.get(Case, ()), now=now)
    return Changes(frozenset((item.kind, item.id) for item in edit.replacements))


def _in_order(items: Sequence[Replacement]) -> Iterable[Sequence[Replacement]]:
    """A few records at a time, in the order of their ids: FTS5 puts away what it has gathered at every step back."""
    if len({item.id for item in items}) != len(items):
        raise ValueError("an edit replaces each record once")
    ordered = sorted(items, key=attrgetter("id"))
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _write(connection: sqlite3.Connection, shape: Shape[Any], items: Sequence[Replacement]) -> None:
    rows = [
        (
            None if item.before is None else shape.to_rows(item.before),
            None if item.after is None else shape.to_rows(item.after),
        )
        for item in items
    ]
    stored = shape.read_rows(connection, [item.id for item in items])
    for item, (before, _) in zip(items, rows, strict=True):
        if not _are_same(stored.get(item.id), before):
            raise StaleEditError(N_("This has been changed elsewhere since; the step was left out."))
    shape.delete(connection, [item.id for item in items if item.after is None])
    shape.insert(connection, [after for before, after in rows if before is None and after is not None])
    shape.update(connection, [(before, after) for before, after in rows if before is not None and after is not None])
    if shape.kind is Case:
        text_index.write(connection, [(_case(item.before), _case(item.after)) for item in items])


def _are_same(stored: Rows | None, rows: Rows | None) -> bool:
    """Whether two records are the same; the rows of a table may come in another order."""
    if stored is None or rows is None:
        return stored is rows
    return all(one == other or set(one) == set(other) for one, other in zip(stored, rows, strict=True))


def _case(value: object) -> Case | None:
    assert value is None or isinstance(value, Case)
    return value
