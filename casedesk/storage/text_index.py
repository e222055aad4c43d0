"""What is worked out from a case when it is written, so that lists and searches never read its text.

Chinese is indexed as overlapping pairs: 客户投诉 becomes `客户 户投 投诉 诉`. A token begins at every ideograph, so a
phrase of pairs finds exactly the texts that hold the word, and a run's last character alone marks where the run ends.
`letters` holds each ideograph of a case once, for words of one character. All tokens are made here; FTS5's `ascii`
tokenizer only parts them at spaces, so its idea of a letter never matters.

The tables can be made anew from the cases at any time, and are when INDEX_VERSION has changed.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import add as add_up

from casedesk.domain import estimates
from casedesk.domain.case import Case, Role
from casedesk.domain.fold import fold
from casedesk.domain.health import health
from casedesk.domain.plain_text import plain
from casedesk.domain.search_text import SearchText, index_words, search_text
from casedesk.storage.rows import CASE

INDEX_VERSION = 1
"""Goes up whenever `fold`, the tokens or the figures of a case change."""
VERSION_KEY = "index_version"
SNIPPET_LENGTH = 120
_CHUNK = 500

_FIGURED = ("sections", "title", "industries", "minutes")
"""The fields that the figures of a case are worked out from."""
_INSERT_WORDS = "INSERT INTO case_words (rowid, title, body, notes, letters) VALUES (?, ?, ?, ?, ?)"
_DELETE_WORDS = (
    "INSERT INTO case_words (case_words, rowid, title, body, notes, letters) VALUES ('delete', ?, ?, ?, ?, ?)"
)
_INSERT_FIGURES = (
    "INSERT OR REPLACE INTO case_figures (case_id, length, discussion, wrap_up, own_minutes, health, title_key)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def add(connection: sqlite3.Connection, cases: Iterable[Case]) -> None:
    """Index new cases."""
    for case in cases:
        connection.execute(_INSERT_WORDS, (case.id, *tokens(search_text(case))))
        _write_figures(connection, case)


def remove(connection: sqlite3.Connection, cases: Iterable[Case]) -> None:
    """Forget cases; they must be as they were when they were indexed."""
    for case in cases:
        connection.execute(_DELETE_WORDS, (case.id, *tokens(search_text(case))))
        connection.execute("DELETE FROM case_figures WHERE case_id = ?", (case.id,))
        connection.execute("DELETE FROM case_snippet WHERE case_id = ?", (case.id,))


def change(connection: sqlite3.Connection, before: Case, after: Case) -> None:
    """Index a changed case; `before` must be what was indexed."""
    old, new = search_text(before), search_text(after)
    if old != new:
        connection.execute(_DELETE_WORDS, (before.id, *tokens(old)))
        connection.execute(_INSERT_WORDS, (after.id, *tokens(new)))
    if any(getattr(before, name) != getattr(after, name) for name in _FIGURED):
        _write_figures(connection, after)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index anew, inside the caller's transaction."""
    connection.execute("INSERT INTO case_words (case_words) VALUES ('delete-all')")
    connection.execute("DELETE FROM case_figures")
    connection.execute("DELETE FROM case_snippet")
    ids = (row[0] for row in connection.execute("SELECT id FROM cases ORDER BY id").fetchall())
    while chunk := list(islice(ids, _CHUNK)):
        add(connection, CASE.read(connection, chunk).values())
    connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (VERSION_KEY, str(INDEX_VERSION)))


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index was made by these rules."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (VERSION_KEY,)).fetchone()
    return row is not None and row[0] == str(INDEX_VERSION)


def tokens(text: SearchText) -> tuple[str, str, str, str]:
    """The tokens of the four columns, parted by spaces."""
    letters: set[str] = set()
    title, body, notes = (" ".join(_tokens(part, letters)) for part in (text.title, text.body, text.notes))
    return title, body, notes, " ".join(sorted(letters))


def pairs(run: str) -> Sequence[str]:
    """The overlapping pairs of a run of ideographs."""
    return list(map(add_up, run, run[1:]))


def title_key(title: str) -> bytes:
    """A key that sorts titles: GB 18030 has the common ideographs in the order of their pinyin."""
    return fold(title).encode("gb18030", "replace")[:200]


def snippet_start(case: Case) -> str:
    """The first words of the story, in one line."""
    section = case.section(Role.BODY) or next((item for item in case.sections if item.html), None)
    return " ".join(plain(section.html).split())[:SNIPPET_LENGTH] if section else ""


def _tokens(text: str, letters: set[str]) -> list[str]:
    found: list[str] = []
    for ideographs, word in index_words(fold(text)):
        if word:
            found.append(word)
        else:
            letters.update(ideographs)
            found += map(add_up, ideographs, ideographs[1:])
            found.append(ideographs[-1])
    return found


def _write_figures(connection: sqlite3.Connection, case: Case) -> None:
    words = " ".join(health(case))
    figures = (case.id, *estimates.figures(case), case.minutes, words, title_key(case.title))
    connection.execute(_INSERT_FIGURES, figures)
    connection.execute("INSERT OR REPLACE INTO case_snippet VALUES (?, ?)", (case.id, snippet_start(case)))
