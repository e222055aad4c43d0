"""Cases that are kept whole inside other records: what was merged, and what a plan keeps of a case that is gone."""

import json
from collections.abc import Mapping
from typing import Any

from casedesk.domain.case import Case
from casedesk.storage.rows import CASE
from casedesk.storage.shapes import Row, Scalar, Table

_GROWN: Mapping[str, Scalar] = {"depth": "", "points": 0}
"""What stands in columns that are younger than the first cases kept so."""


def case_json(case: Case) -> str:
    """A case as JSON, column by column by name."""
    tables = zip(CASE.tables, CASE.to_rows(case), strict=True)
    named = {table.name: [dict(zip(table.columns, row, strict=True)) for row in rows] for table, rows in tables}
    return json.dumps(named, ensure_ascii=False)


def case_of(text: str) -> Case:
    """The case, exactly as it was."""
    named = json.loads(text)
    return CASE.from_rows(tuple(tuple(_row(table, row) for row in named[table.name]) for table in CASE.tables))


def _row(table: Table, named: Mapping[str, Any]) -> Row:
    return tuple(named[column] if column in named else _GROWN[column] for column in table.columns)
