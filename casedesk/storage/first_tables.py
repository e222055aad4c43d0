"""The tables that version 1 of a library has; what came later stands with its migration in `schema`.

What has shipped never changes.
"""

_CASES = (
    """CREATE TABLE cases (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL,
        title TEXT NOT NULL,
        learner_title TEXT NOT NULL,
        outcome TEXT,
        difficulty TEXT,
        state TEXT NOT NULL,
        language TEXT NOT NULL,
        source TEXT NOT NULL,
        licence TEXT NOT NULL,
        minutes INTEGER,
        document_id INTEGER REFERENCES document DEFERRABLE INITIALLY DEFERRED,
        origin_start INTEGER,
        origin_end INTEGER,
        origin_place TEXT,
        batch_id INTEGER REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
        created INTEGER,
        modified INTEGER,
        trashed INTEGER,
        note TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX cases_by_batch ON cases (batch_id)",
    "CREATE INDEX cases_by_document ON cases (document_id)",
    "CREATE INDEX cases_by_uid ON cases (uid)",
    *(
        f"CREATE INDEX cases_by_{column} ON cases ({column})"
        for column in ("outcome", "difficulty", "state", "source", "language", "created", "modified")
    ),
    "CREATE INDEX cases_in_trash ON cases (trashed) WHERE trashed IS NOT NULL",
    """CREATE TABLE section (
        case_id INTEGER NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        role TEXT NOT NULL,
        title TEXT NOT NULL,
        html TEXT NOT NULL,
        PRIMARY KEY (case_id, position)
    ) STRICT""",
    """CREATE TABLE question (
        case_id INTEGER NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
        section INTEGER NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        answer TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (case_id, section, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE case_facet (
        case_id INTEGER NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
        facet TEXT NOT NULL,
        position INTEGER NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (case_id, facet, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX case_facet_by_value ON case_facet (facet, value, case_id)",
)

_PLANS = (
    """CREATE TABLE plan (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL,
        title TEXT NOT NULL,
        course TEXT NOT NULL,
        audience TEXT NOT NULL,
        head_count INTEGER NOT NULL,
        place TEXT NOT NULL,
        trainer TEXT NOT NULL,
        day TEXT,
        start TEXT NOT NULL,
        target INTEGER NOT NULL,
        knowledge TEXT NOT NULL,
        skill TEXT NOT NULL,
        attitude TEXT NOT NULL,
        key_points TEXT NOT NULL,
        difficult_points TEXT NOT NULL,
        methods TEXT NOT NULL,
        reflection TEXT NOT NULL,
        is_template INTEGER NOT NULL,
        created INTEGER,
        modified INTEGER,
        trashed INTEGER
    ) STRICT""",
    """CREATE TABLE block (
        plan_id INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        kind TEXT NOT NULL,
        need TEXT NOT NULL,
        intent TEXT NOT NULL,
        trainer TEXT NOT NULL,
        learners TEXT NOT NULL,
        notes TEXT NOT NULL,
        groups INTEGER NOT NULL,
        group_size INTEGER NOT NULL,
        pinned TEXT,
        PRIMARY KEY (plan_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE block_case (
        plan_id INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
        block INTEGER NOT NULL,
        position INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        roles TEXT NOT NULL,
        PRIMARY KEY (plan_id, block, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX block_case_by_case ON block_case (case_id)",
    """CREATE TABLE block_material (
        plan_id INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
        block INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        amount INTEGER NOT NULL,
        per TEXT NOT NULL,
        spare INTEGER NOT NULL,
        PRIMARY KEY (plan_id, block, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE use_record (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        plan_id INTEGER,
        group_name TEXT NOT NULL,
        day TEXT,
        planned INTEGER NOT NULL,
        real INTEGER,
        note TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX use_record_by_case ON use_record (case_id)",
    "CREATE INDEX use_record_by_group ON use_record (group_name, case_id)",
)

_SHELVES = (
    "CREATE TABLE collection (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL) STRICT",
    """CREATE TABLE collection_case (
        collection_id INTEGER NOT NULL REFERENCES collection DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        PRIMARY KEY (collection_id, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX collection_case_by_case ON collection_case (case_id)",
    """CREATE TABLE saved_filter (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        query TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE pseudonym (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        real TEXT NOT NULL,
        stand_in TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE distinct_pair (
        first_id INTEGER NOT NULL,
        second_id INTEGER NOT NULL,
        PRIMARY KEY (first_id, second_id),
        CHECK (first_id < second_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

_IMPORTS = (
    """CREATE TABLE document (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        digest TEXT NOT NULL,
        media_type TEXT NOT NULL,
        imported INTEGER,
        text TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX document_by_digest ON document (digest)",
    """CREATE TABLE batch (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        created INTEGER,
        review TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE batch_document (
        batch_id INTEGER NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        document_id INTEGER NOT NULL REFERENCES document DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (batch_id, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX batch_document_by_document ON batch_document (document_id)",
    "CREATE TABLE blob (digest TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT",
    """CREATE TABLE attachment (
        digest TEXT PRIMARY KEY REFERENCES blob,
        media_type TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_INDEX = (
    """CREATE TABLE case_figures (
        case_id INTEGER PRIMARY KEY REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
        length INTEGER NOT NULL,
        discussion INTEGER NOT NULL,
        wrap_up INTEGER NOT NULL,
        own_minutes INTEGER,
        health TEXT NOT NULL,
        title_key BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX case_figures_by_title ON case_figures (title_key)",
    "CREATE INDEX case_figures_by_health ON case_figures (health)",
    "CREATE INDEX case_figures_by_length ON case_figures (length, discussion, wrap_up, own_minutes)",
    """CREATE TABLE case_snippet (
        case_id INTEGER PRIMARY KEY REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
        snippet TEXT NOT NULL
    ) STRICT""",
    "CREATE VIRTUAL TABLE case_words USING fts5(title, body, notes, letters, content='', tokenize='ascii')",
)

FIRST_TABLES = (*_CASES, *_PLANS, *_SHELVES, *_IMPORTS, *_INDEX)
"""The statements that make them, in order."""
