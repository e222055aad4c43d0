"""The history of cases in its table: written within the transaction of the edit, read from the present state back.

A row says what its sitting changed, as the way back to the state before (see `domain.case_versions`). So a case that
nobody has changed has no rows, and typing on in one field rewrites nothing but the time. The rows of a case that is
deleted stay until the library is closed, since an undo may bring the case back.
"""

import json
import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from casedesk.domain.case import Case
from casedesk.domain.case_versions import (
    CaseVersion,
    Difference,
    Span,
    changed_parts,
    continues,
    difference,
    stepped_back,
    superfluous,
)
from casedesk.domain.changes import Edit, Replacement, Why
from casedesk.domain.errors import BadInputError
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import STRANGE
from casedesk.storage.rows import CASE
from casedesk.storage.shapes import microseconds, moment
from casedesk.texts import N_

_PICTURE = re.compile("attachment:([0-9a-f]{64})")
_CHUNK = 500
_WORTH_LOOKING = 8
"""So many versions of a case may pile up before it is asked which of them are needed."""
_FAST = 1
_INSERT = "INSERT INTO case_version (case_id, began, ended, why, back, pictures) VALUES (?, ?, ?, ?, ?, ?)"
_NEWEST = (
    "SELECT case_id, count(*), max(id), began, ended, why, back FROM case_version"
    " WHERE case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id"
)
log = logging.getLogger(__name__)


class _Newest(NamedTuple):
    """The newest version of a case, and how many there are."""

    how_many: int
    span: Span
    back: bytes


def record(connection: sqlite3.Connection, edit: Edit, items: Sequence[Replacement], *, now: datetime) -> None:
    """Add what an edit changes in cases to their histories; it has been written already."""
    changed = [
        (item.before, item.after) for item in items if isinstance(item.before, Case) and isinstance(item.after, Case)
    ]
    why = Why.BULK if edit.why is Why.EDITED and len(changed) > 1 else edit.why
    for start in range(0, len(changed), _CHUNK):
        chunk = changed[start : start + _CHUNK]
        newest = _newest(connection, [after.id for _, after in chunk])
        for before, after in chunk:
            last = newest.get(after.id)
            if last is not None and continues(last.span, why, now, is_undo=edit.is_undo):
                _go_on(connection, last, before, after, now)
            else:
                _begin(connection, last, before, after, Why.UNDONE if edit.is_undo else why, now)


def set_aside(connection: sqlite3.Connection, other: Case, *, now: datetime) -> None:
    """Put a state into the history of a case that the case has never been in; the case stays as it is."""
    present = CASE.read(connection, [other.id]).get(other.id)
    if present is None:
        return
    last = _newest(connection, [other.id]).get(other.id)
    _begin(connection, last, present, other, Why.SET_ASIDE, now)
    _begin(connection, None, other, present, Why.RESTORED, now)


def forget_gone(connection: sqlite3.Connection) -> None:
    """Delete the histories of cases that are gone. Mostly there is none, and then nobody is waited for."""
    gone = connection.execute(
        "SELECT DISTINCT case_id FROM case_version WHERE case_id NOT IN (SELECT id FROM cases)"
    ).fetchall()
    if gone:
        with connection:
            connection.executemany("DELETE FROM case_version WHERE case_id = ?", gone)


class VersionStore:
    """Reading histories. They are written with every edit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_case(self, case_id: int, *, most: int | None = None) -> tuple[CaseVersion, ...]:
        """The states that a case has been in, newest first: the first is the present one, the last how it came in.

        `most` reads no more than so many of the newest.
        """
        present = CASE.read(self._connection, [case_id]).get(case_id)
        if present is None:
            return ()
        return tuple(islice(_walked_back(present, _rows(self._connection, case_id)), most))

    def get(self, case_id: int, version_id: int) -> CaseVersion:
        """One version. Raises BadInputError where there is none any more."""
        found = next((version for version in self.of_case(case_id) if version.id == version_id), None)
        if found is None:
            raise BadInputError(N_("This version is not kept any more."))
        return found

    def count(self, case_id: int) -> int:
        """How many versions there are beside how the case came in."""
        query = "SELECT count(*) FROM case_version WHERE case_id = ?"
        return self._connection.execute(query, (case_id,)).fetchone()[0]


def _newest(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, _Newest]:
    listed = "[" + ",".join(map(str, ids)) + "]"
    found: dict[int, _Newest] = {}
    for row in connection.execute(_NEWEST, (listed,)):
        with suppress(*STRANGE):  # one that cannot be read is left behind, and another begun
            found[row[0]] = _Newest(row[1], _span(*row[2:6]), row[6])
    return found


def _go_on(connection: sqlite3.Connection, last: _Newest, before: Case, after: Case, now: datetime) -> None:
    """Write to the newest version; where everything is as it was before it, there is no such version any more."""
    try:
        earlier = stepped_back(before, _unpacked(last.back))
    except ValueError:
        log.warning("the history of case %s does not fit and goes on from here", after.id)
        earlier = before
    found = difference(after, earlier)
    if not found:
        connection.execute("DELETE FROM case_version WHERE id = ?", (last.span.id,))
        return
    back = _packed(found)
    if back == last.back:
        connection.execute("UPDATE case_version SET ended = ? WHERE id = ?", (microseconds(now), last.span.id))
    else:
        connection.execute(
            "UPDATE case_version SET ended = ?, back = ?, pictures = ? WHERE id = ?",
            (microseconds(now), back, _pictures(after, earlier), last.span.id),
        )


def _begin(
    connection: sqlite3.Connection, last: _Newest | None, before: Case, after: Case, why: Why, now: datetime
) -> None:
    found = difference(after, before)
    if not found:
        return
    at = microseconds(now)
    connection.execute(_INSERT, (after.id, at, at, why.value, _packed(found), _pictures(after, before)))
    if last is not None and last.how_many >= _WORTH_LOOKING:
        _thin(connection, after, now)


def _thin(connection: sqlite3.Connection, present: Case, now: datetime) -> None:
    """Let versions go; those that stay lead back over them."""
    rows = _rows(connection, present.id)
    gone = superfluous([span for span, _ in reversed(rows)], now)
    if not gone:
        return
    try:
        states = [present]
        for _, back in rows:
            states.append(stepped_back(states[-1], _unpacked(back)))
    except ValueError:
        return
    newer = present
    for at, (span, _) in enumerate(rows):
        if span.id in gone:
            continue
        newer = states[at]
        before = next((n for n in range(at + 1, len(rows)) if rows[n][0].id not in gone), len(rows))
        older = states[before]
        connection.execute(
            "UPDATE case_version SET back = ?, pictures = ? WHERE id = ?",
            (_packed(difference(newer, older)), _pictures(newer, older), span.id),
        )
    connection.executemany("DELETE FROM case_version WHERE id = ?", [(id_,) for id_ in gone])


def _walked_back(present: Case, rows: Sequence[tuple[Span, bytes]]) -> Iterator[CaseVersion]:
    state = present
    for span, back in rows:
        try:
            found = _unpacked(back)
            older = stepped_back(state, found)
        except ValueError:
            log.warning("the history of case %s cannot be read beyond %s", present.id, span.ended)
            yield CaseVersion(span.id, state, span.ended, span.why)
            return
        yield CaseVersion(span.id, state, span.ended, span.why, changed_parts(state, older, found))
        state = older
    yield CaseVersion(0, state, present.created, Why.IMPORTED if present.batch_id else Why.EDITED)


def _rows(connection: sqlite3.Connection, case_id: int) -> list[tuple[Span, bytes]]:
    """The versions of a case, newest first."""
    query = "SELECT id, began, ended, why, back FROM case_version WHERE case_id = ? ORDER BY id DESC"
    found: list[tuple[Span, bytes]] = []
    for row in connection.execute(query, (case_id,)):
        try:
            found.append((_span(*row[:4]), row[4]))
        except STRANGE:
            log.warning("the history of case %s cannot be read beyond its version %s", case_id, row[0])
            break
    return found


def _span(id_: int, began: int, ended: int, why: str) -> Span:
    first, last = moment(began), moment(ended)
    if first is None or last is None:
        raise ValueError("no time")
    return Span(id_, first, last, Why(why))


def _packed(found: Difference) -> bytes:
    return zlib.compress(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), _FAST)


def _unpacked(back: bytes) -> Difference:
    """Raises ValueError for what is no difference."""
    try:
        found: Any = json.loads(zlib.decompress(back))
    except (zlib.error, TypeError) as error:
        raise ValueError("no packed difference") from error
    if not isinstance(found, dict):
        raise ValueError("no difference")
    return found  # pyright: ignore[reportUnknownVariableType]


def _pictures(newer: Case, older: Case) -> str:
    """The pictures that only the older state has, so that they are not swept away."""
    return " ".join(sorted(set(_named(older)) - set(_named(newer))))


def _named(case: Case) -> Iterator[str]:
    for section in case.sections:
        if "attachment:" in section.html:
            yield from _PICTURE.findall(section.html)
