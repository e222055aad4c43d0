"""What the classes with a case really took, on average."""

import json
from collections.abc import Iterable

from casedesk.storage.driver import sqlite3

MEAN = (
    "SELECT (2 * sum(real) + count(real)) / (2 * count(real)) FROM use_record"
    " WHERE real > 0 AND use_record.case_id = {case_id}"
)
"""`estimates.mean_minutes` in SQL; NULL for a case without a class that was timed."""
_MEANS = f"SELECT value, ({MEAN.format(case_id='value')}) FROM json_each(?)"


def mean_minutes(connection: sqlite3.Connection, case_ids: Iterable[int]) -> dict[int, int]:
    """The mean of the real minutes of these cases; those without a class that was timed are left out."""
    rows = connection.execute(_MEANS, (json.dumps(list(case_ids)),))
    return {case_id: mean for case_id, mean in rows if mean is not None}
