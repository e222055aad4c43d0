"""Values that bits have made unreadable, put right where it can be guessed what they were, and entries put in order.

A word of a closed set becomes the one most like it: of “lerson” it is known that it was “lesson”. A day, a time or a
list that is none any more is emptied. What cannot be read even then goes.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeAlias

from casedesk.domain.case import FREE_FACETS, Depth, Difficulty, Facet, Outcome, QuestionKind, Role, State
from casedesk.domain.errors import DamagedError
from casedesk.domain.lesson import BlockKind, Goal, Need, Per, PlanState
from casedesk.domain.methods import MethodUse
from casedesk.storage.case_json import case_of
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import STRANGE
from casedesk.storage.record_shapes import SHAPES
from casedesk.storage.shapes import Rows, Shape, moment
from casedesk.storage.writing import Watch

_Value: TypeAlias = Any
_Mend: TypeAlias = Callable[[_Value], _Value]
_CHUNK = 500


def _word(kind: type[StrEnum], instead: str | None) -> _Mend:
    words = [str(word) for word in kind]

    def mended(stored: _Value) -> _Value:
        if stored in words or (stored is None and instead is None):
            return stored
        return next(iter(get_close_matches(str(stored), words, 1)), instead)

    return mended


def _words(kind: type[StrEnum]) -> _Mend:
    one = _word(kind, None)
    return lambda stored: " ".join(word for word in map(one, str(stored).split()) if word)


def _if_read(read: Callable[[Any], object], instead: str | None) -> _Mend:
    """What `read` can read stays; all else becomes something that it can."""

    def mended(stored: _Value) -> _Value:
        try:
            if stored:
                read(stored)
        except STRANGE:
            return instead
        return stored

    return mended


def _listed(stored: str) -> None:
    if not all(isinstance(item, str) for item in json.loads(stored)):
        raise ValueError("no list of words")


_DAY, _CLOCK, _MOMENT = (
    _if_read(date.fromisoformat, None), _if_read(time.fromisoformat, "09:00:00"), _if_read(moment, None)
)  # fmt: skip
_LIST = _if_read(_listed, "[]")
_MENDED: tuple[tuple[str, str, _Mend], ...] = (
    ("cases", "outcome", _word(Outcome, None)),
    ("cases", "difficulty", _word(Difficulty, None)),
    ("cases", "state", _word(State, State.PENDING)),
    ("section", "role", _word(Role, Role.BODY)),
    ("question", "kind", _word(QuestionKind, QuestionKind.DISCUSSION)),
    ("question", "depth", _word(Depth, Depth.BOTH)),
    ("plan", "state", _word(PlanState, PlanState.DRAFT)),
    ("plan", "day", _DAY),
    ("plan", "start", _CLOCK),
    ("plan_session", "day", _DAY),
    ("plan_session", "start", _CLOCK),
    ("block", "kind", _word(BlockKind, BlockKind.OPENING)),
    ("block", "need", _word(Need, Need.MUST)),
    ("block", "pinned", _if_read(time.fromisoformat, None)),
    ("block", "goals", _words(Goal)),
    ("block_case", "roles", _words(Role)),
    ("block_case", "omitted", _LIST),
    ("block_case", "kept", _if_read(case_of, "")),
    ("block_material", "per", _word(Per, next(iter(Per)))),
    ("method", "use", _word(MethodUse, next(iter(MethodUse)))),
    ("method", "kind", _word(BlockKind, BlockKind.OPENING)),
    ("method", "steps", _LIST),
    ("method_material", "per", _word(Per, next(iter(Per)))),
    ("use_record", "day", _DAY),
    *(("cases", column, _MOMENT) for column in ("created", "modified", "trashed")),
    *(("plan", column, _MOMENT) for column in ("archived", "created", "modified", "trashed")),
    ("document", "imported", _MOMENT),
    ("batch", "created", _MOMENT),
    ("merge", "merged", _MOMENT),
)
_LAST = 10_000
"""A value of a facet that nobody knows becomes a tag, behind those that were tags before."""


def mend(connection: sqlite3.Connection) -> int:
    """Mend all entries inside the caller's transaction, so that each can be read and written; how many it were."""
    count = sum(_mend_column(connection, *column) for column in _MENDED)
    count += _keep_lost_parts(connection)
    return count + sum(_put_in_order(connection, shape) for shape in SHAPES.values())


def unreadable(connection: sqlite3.Connection, watch: Watch) -> Iterator[DamagedError]:
    """What is wrong with each entry that cannot be read. `watch` is told that it goes on, and may raise to give up."""
    for shape in SHAPES.values():
        for ids in _ids(connection, shape):
            watch(0, 0)
            yield from _unreadable_of(connection, shape, ids)


def _unreadable_of(connection: sqlite3.Connection, shape: Shape[Any], ids: list[int]) -> Iterator[DamagedError]:
    try:
        shape.read(connection, ids)
    except DamagedError as error:
        if len(ids) == 1:
            yield error
            return
        for one in ids:
            yield from _unreadable_of(connection, shape, [one])


def _ids(connection: sqlite3.Connection, shape: Shape[Any]) -> Iterator[list[int]]:
    table = shape.tables[0]
    found = [row[0] for row in connection.execute(f"SELECT {table.key} FROM {table.name} ORDER BY {table.key}")]
    yield from (found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK))


def _mend_column(connection: sqlite3.Connection, table: str, column: str, mended: _Mend) -> int:
    connection.create_function("mended", 1, mended, deterministic=True)
    query = f"UPDATE {table} SET {column} = mended({column}) WHERE {column} IS NOT mended({column})"
    return connection.execute(query).rowcount


def _keep_lost_parts(connection: sqlite3.Connection) -> int:
    """Questions of a section that is lost get an empty one, and values of a facet that is none become tags."""
    marks = ", ".join(f"'{facet}'" for facet in FREE_FACETS)
    tags = connection.execute(
        f"UPDATE OR IGNORE case_facet SET facet = ?, position = position + {_LAST} WHERE facet NOT IN ({marks})",
        (Facet.TAG,),
    )
    sections = connection.execute(
        "INSERT INTO section (case_id, position, role, title, html) SELECT DISTINCT case_id, section, ?, '', ''"
        " FROM question q WHERE case_id IN (SELECT id FROM cases) AND NOT EXISTS"
        " (SELECT 1 FROM section s WHERE s.case_id = q.case_id AND s.position = q.section)",
        (Role.BODY,),
    )
    return tags.rowcount + sections.rowcount


def _put_in_order(connection: sqlite3.Connection, shape: Shape[Any]) -> int:
    """Write entries as they are read: a lost row leaves a gap in the numbers of its kind, and none must be there."""
    count = 0
    for ids in _ids(connection, shape):
        for id_, stored in shape.read_rows(connection, ids).items():
            try:
                (value,) = shape.read(connection, [id_]).values()
            except DamagedError:
                shape.delete(connection, [id_])
                count += 1
                continue
            rows: Rows = shape.to_rows(value)
            if not _are_alike(stored, rows):
                shape.update(connection, [(stored, rows)])
                count += 1
    return count


def _are_alike(stored: Rows, rows: Rows) -> bool:
    return all(one == other or set(one) == set(other) for one, other in zip(stored, rows, strict=True))
