"""Rows of what is known about tellings of one story. Merged cases are kept as JSON, column by column by name."""

import json
from collections.abc import Mapping
from typing import Any

from casedesk.domain.case import Case
from casedesk.domain.families import DistinctPair, Family, MergeRecord
from casedesk.storage.rows import CASE
from casedesk.storage.shapes import Row, Rows, Scalar, Shape, Table, microseconds, moment

_COLLECTION, _USE, _PLAN, _SHARED = "collection", "use", "plan", "shared plan"
_GROWN: Mapping[str, Scalar] = {"depth": "", "points": 0}
"""What stands in columns that are younger than the first merges."""


def _family_rows(value: Family) -> Rows:
    members = tuple((value.id, position, case_id) for position, case_id in enumerate(value.case_ids))
    return (((value.id, value.best_id),), members)


def _family(rows: Rows) -> Family:
    mains, members = rows
    main: Any = mains[0]
    return Family(main[0], main[1], tuple(_number(row[2]) for row in members))


def _pair_rows(value: DistinctPair) -> Rows:
    return (((value.id, value.first_id, value.second_id),),)


def _pair(rows: Rows) -> DistinctPair:
    main: Any = rows[0][0]
    return DistinctPair(*main)


def _merge_rows(value: MergeRecord) -> Rows:
    main = (
        value.id, value.kept.id, value.other.id, microseconds(value.merged),
        _case_json(value.kept), _case_json(value.other), _case_json(value.result),
    )  # fmt: skip
    lists = (
        (_COLLECTION, value.collection_ids), (_PLAN, value.plan_ids), (_SHARED, value.shared_plan_ids),
        (_USE, value.use_ids),
    )  # fmt: skip
    moved = tuple(
        (value.id, kind, position, record_id) for kind, ids in lists for position, record_id in enumerate(ids)
    )
    return ((main,), moved)


def _merge(rows: Rows) -> MergeRecord:
    mains, moved = rows
    id_, _, _, merged, *cases = _any(mains[0])
    kept, other, result = map(_case_of, cases)
    lists = (_moved(moved, kind) for kind in (_COLLECTION, _USE, _PLAN, _SHARED))
    return MergeRecord(id_, kept, other, result, moment(merged), *lists)


def _any(row: Any) -> Any:
    return row


def _moved(rows: Any, kind: str) -> tuple[int, ...]:
    return tuple(row[3] for row in rows if row[1] == kind)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _case_json(case: Case) -> str:
    tables = zip(CASE.tables, CASE.to_rows(case), strict=True)
    named = {table.name: [dict(zip(table.columns, row, strict=True)) for row in rows] for table, rows in tables}
    return json.dumps(named, ensure_ascii=False)


def _case_of(text: str) -> Case:
    named = json.loads(text)
    return CASE.from_rows(tuple(tuple(_row(table, row) for row in named[table.name]) for table in CASE.tables))


def _row(table: Table, named: Mapping[str, Any]) -> Row:
    return tuple(named[column] if column in named else _GROWN[column] for column in table.columns)


FAMILY = Shape(
    Family,
    (
        Table("family", ("id", "best_id")),
        Table("family_case", ("family_id", "position", "case_id"), "position"),
    ),
    _family_rows,
    _family,
)
DISTINCT_PAIR = Shape(DistinctPair, (Table("apart", ("id", "first_id", "second_id")),), _pair_rows, _pair)
MERGE = Shape(
    MergeRecord,
    (
        Table("merge", ("id", "kept_id", "other_id", "merged", "kept", "other", "result")),
        Table("merge_moved", ("merge_id", "kind", "position", "record_id"), "kind, position"),
    ),
    _merge_rows,
    _merge,
)
