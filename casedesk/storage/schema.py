"""The tables of a library, version by version. What has shipped never changes; a new version appends a migration.

Times are microseconds since 1970 UTC, days are ISO dates, closed sets are stored by the words of their StrEnum.
Records refer hard (foreign keys) to what they are part of or came from. A plan, a collection and a use record refer
to cases softly: a case may be gone for good and the plan still says what was taught.
"""

from sqlite_utils import Database, Migrations

from casedesk.storage.first_tables import FIRST_TABLES
from casedesk.storage.moved_methods import move_methods

APPLICATION_ID = 0x43445348
"""`CDSH` in the file's header tells a library from any other SQLite file."""

SCHEMA = Migrations("casedesk")


@SCHEMA()
def v1(db: Database) -> None:
    """Everything that the first release keeps."""
    for statement in FIRST_TABLES:
        db.conn.execute(statement)


_FAMILIES = (
    "CREATE TABLE family (id INTEGER PRIMARY KEY AUTOINCREMENT, best_id INTEGER NOT NULL) STRICT",
    """CREATE TABLE family_case (
        family_id INTEGER NOT NULL REFERENCES family DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        PRIMARY KEY (family_id, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX family_case_by_case ON family_case (case_id)",
    """CREATE TABLE apart (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        first_id INTEGER NOT NULL,
        second_id INTEGER NOT NULL,
        CHECK (first_id < second_id)
    ) STRICT""",
    "CREATE INDEX apart_by_pair ON apart (first_id, second_id)",
    "INSERT INTO apart (first_id, second_id) SELECT first_id, second_id FROM distinct_pair",
    "DROP TABLE distinct_pair",
    """CREATE TABLE merge (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kept_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        merged INTEGER,
        kept TEXT NOT NULL,
        other TEXT NOT NULL,
        result TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX merge_by_kept ON merge (kept_id)",
    """CREATE TABLE merge_moved (
        merge_id INTEGER NOT NULL REFERENCES merge DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL,
        position INTEGER NOT NULL,
        record_id INTEGER NOT NULL,
        PRIMARY KEY (merge_id, kind, position)
    ) STRICT, WITHOUT ROWID""",
)


@SCHEMA()
def v2(db: Database) -> None:
    """Families of tellings, pairs that are no duplicates as records of their own, and merges to be taken apart."""
    for statement in _FAMILIES:
        db.conn.execute(statement)


@SCHEMA()
def v3(db: Database) -> None:
    """Collections and saved filters in the order that the trainer gives them."""
    for table in ("collection", "saved_filter"):
        db.conn.execute(f"ALTER TABLE {table} ADD COLUMN position INTEGER NOT NULL DEFAULT 0")


_VERSIONS = (
    """CREATE TABLE case_version (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL,
        began INTEGER NOT NULL,
        ended INTEGER NOT NULL,
        why TEXT NOT NULL,
        back BLOB NOT NULL,
        pictures TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX case_version_by_case ON case_version (case_id)",
)


@SCHEMA()
def v4(db: Database) -> None:
    """The history of a case: what each sitting changed, read from the present state back."""
    for statement in _VERSIONS:
        db.conn.execute(statement)


@SCHEMA()
def v5(db: Database) -> None:
    """Whom a question is for, empty for everyone, and what its answer counts."""
    db.conn.execute("ALTER TABLE question ADD COLUMN depth TEXT NOT NULL DEFAULT ''")
    db.conn.execute("ALTER TABLE question ADD COLUMN points INTEGER NOT NULL DEFAULT 0")


_COURSES = (
    *(
        f"ALTER TABLE plan ADD COLUMN {column} TEXT NOT NULL DEFAULT ''"
        for column in ("periods", "prior", "assessment", "prework", "preparation", "board_plan", "homework")
    ),
    "ALTER TABLE plan ADD COLUMN state TEXT NOT NULL DEFAULT 'draft'",
    "ALTER TABLE plan ADD COLUMN archived INTEGER",
    *(
        f"ALTER TABLE block ADD COLUMN {column} TEXT NOT NULL DEFAULT ''"
        for column in ("transition", "changes", "goals")
    ),
    "ALTER TABLE block ADD COLUMN real INTEGER",
    "ALTER TABLE block_case ADD COLUMN omitted TEXT NOT NULL DEFAULT '[]'",
    *(f"ALTER TABLE block_case ADD COLUMN {column} TEXT NOT NULL DEFAULT ''" for column in ("seen", "kept")),
    """CREATE TABLE plan_session (
        plan_id INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        first_block INTEGER NOT NULL,
        day INTEGER NOT NULL,
        start TEXT NOT NULL,
        target INTEGER NOT NULL,
        PRIMARY KEY (plan_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE block_track (
        plan_id INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
        block INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        task TEXT NOT NULL,
        place TEXT NOT NULL,
        PRIMARY KEY (plan_id, block, position)
    ) STRICT, WITHOUT ROWID""",
)


@SCHEMA()
def v6(db: Database) -> None:
    """Plans of several sessions, their state and further fields; parallel tracks, and what is used of a case."""
    for statement in _COURSES:
        db.conn.execute(statement)


_METHODS = (
    """CREATE TABLE method (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL,
        name TEXT NOT NULL,
        use TEXT NOT NULL,
        kind TEXT NOT NULL,
        purpose TEXT NOT NULL,
        steps TEXT NOT NULL,
        learners TEXT NOT NULL,
        shortest INTEGER NOT NULL,
        longest INTEGER NOT NULL,
        fewest INTEGER NOT NULL,
        most INTEGER NOT NULL,
        team INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE method_material (
        method_id INTEGER NOT NULL REFERENCES method DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        amount INTEGER NOT NULL,
        per TEXT NOT NULL,
        spare INTEGER NOT NULL,
        PRIMARY KEY (method_id, position)
    ) STRICT, WITHOUT ROWID""",
)


@SCHEMA()
def v7(db: Database) -> None:
    """Methods of the trainer's own as records, which the settings of the library held before."""
    for statement in _METHODS:
        db.conn.execute(statement)
    move_methods(db.conn)
