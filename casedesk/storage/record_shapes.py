"""How each kind of record is stored."""

from casedesk.storage.family_rows import DISTINCT_PAIR, FAMILY, MERGE
from casedesk.storage.method_rows import METHOD
from casedesk.storage.plan_rows import PLAN
from casedesk.storage.rows import BATCH, CASE, COLLECTION, DOCUMENT, PSEUDONYM, SAVED_FILTER, USE

SHAPES = {
    shape.kind: shape
    for shape in (
        CASE, PLAN, COLLECTION, BATCH, DOCUMENT, USE, SAVED_FILTER, PSEUDONYM, FAMILY, DISTINCT_PAIR, MERGE,
        METHOD,
    )
}  # fmt: skip
