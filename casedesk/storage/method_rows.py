"""Rows of methods of the trainer's own."""

import json
from typing import Any

from casedesk.domain.lesson import BlockKind, Material, Per
from casedesk.domain.methods import Method, MethodUse
from casedesk.storage.shapes import Row, Rows, Shape, any_row, table

_COLUMNS = "id uid name use kind purpose steps learners shortest longest fewest most team"
_MATERIAL_COLUMNS = "method_id position name amount per spare"


def _method_rows(method: Method) -> Rows:
    main: Row = (
        method.id, method.uid, method.name, str(method.use), str(method.kind), method.purpose,
        json.dumps(method.steps, ensure_ascii=False), method.learners, *method.minutes, *method.people, method.group,
    )  # fmt: skip
    materials = tuple(
        (method.id, position, item.name, item.amount, str(item.per), item.spare)
        for position, item in enumerate(method.materials)
    )
    return ((main,), materials)


def _method(rows: Rows) -> Method:
    mains, materials = rows
    (id_, uid, name, use, kind, purpose, steps, learners, shortest, longest, fewest, most, group) = any_row(mains[0])
    return Method(
        id=id_, uid=uid, name=name, use=MethodUse(use), kind=BlockKind(kind), purpose=purpose,
        steps=tuple(json.loads(steps)), learners=learners, minutes=(shortest, longest), people=(fewest, most),
        group=group, materials=tuple(map(_material, materials)),
    )  # fmt: skip


def _material(row: Row) -> Material:
    values: Any = row
    _, _, name, amount, per, spare = values
    return Material(name, amount, Per(per), spare)


METHOD = Shape(
    Method,
    (table("method", _COLUMNS), table("method_material", _MATERIAL_COLUMNS, "position")),
    _method_rows,
    _method,
)
