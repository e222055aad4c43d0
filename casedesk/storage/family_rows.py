"""Rows of what is known about tellings of one story. Merged cases are kept as JSON, column by column by name."""

from typing import Any

from casedesk.domain.families import DistinctPair, Family, MergeRecord
from casedesk.storage.case_json import case_json, case_of
from casedesk.storage.shapes import Rows, Shape, Table, microseconds, moment

_COLLECTION, _USE, _PLAN, _SHARED = "collection", "use", "plan", "shared plan"


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
        case_json(value.kept), case_json(value.other), case_json(value.result),
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
    kept, other, result = map(case_of, cases)
    lists = (_moved(moved, kind) for kind in (_COLLECTION, _USE, _PLAN, _SHARED))
    return MergeRecord(id_, kept, other, result, moment(merged), *lists)


def _any(row: Any) -> Any:
    return row


def _moved(rows: Any, kind: str) -> tuple[int, ...]:
    return tuple(row[3] for row in rows if row[1] == kind)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


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
