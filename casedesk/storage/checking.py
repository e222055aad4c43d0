"""Looking for faults: in the file, in what refers to what, and in the index.

A plan or a use record of a case that is gone for good is no fault: it still says what was taught.
"""

from collections.abc import Iterator

from casedesk.storage import text_index
from casedesk.storage.driver import sqlite3
from casedesk.texts import N_, tr

_COUNTS = (
    (N_("{n} cases are missing from the search index."),
     "SELECT count(*) FROM cases WHERE id NOT IN (SELECT case_id FROM case_figures)"),
    (N_("{n} entries of the search index belong to no case."),
     "SELECT count(*) FROM case_figures WHERE case_id NOT IN (SELECT id FROM cases)"),
    (N_("{n} imported documents have lost the file they were read from."),
     "SELECT count(*) FROM document WHERE digest <> '' AND digest NOT IN (SELECT digest FROM blob)"),
)  # fmt: skip


def faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """A sentence for every fault; empty when all is sound."""
    return tuple(_faults(connection))


def _faults(connection: sqlite3.Connection) -> Iterator[str]:
    for (found,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if found != "ok":
            yield tr("The file is damaged: {reason}.").format(reason=found)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield tr("{n} rows have lost what they belong to.").format(n=len(broken))
    if not text_index.is_current(connection):
        yield tr("The search index is of another version and will be made anew.")
    for sentence, query in _COUNTS:
        (count,) = connection.execute(query).fetchone()
        if count:
            yield tr(sentence).format(n=count)
