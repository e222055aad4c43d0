"""What is worked out from a case when it is written, so that lists and searches never read its text.

Chinese is indexed as overlapping pairs: 客户投诉 becomes `客户 户投 投诉 诉`. A token begins at every ideograph, so a
phrase of pairs finds exactly the texts that hold the word, and a run's last character alone marks where the run ends.
`letters` holds each ideograph of a case once, for words of one character, and behind a `Sign` what else is asked of a
case as a whole. All tokens are made here; FTS5's `ascii` tokenizer only parts them at spaces, so its idea of a letter
never matters.

The tables can be made anew from the cases at any time. When INDEX_VERSION has changed that takes a while in a large
library, so it is done in steps (`renew_some`), each its own transaction; the cases that have no words yet are those
after `indexed_to`.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from operator import add as add_up
from typing import NamedTuple

from casedesk.domain import estimates
from casedesk.domain.case import Case, Role
from casedesk.domain.fold import fold
from casedesk.domain.health import health
from casedesk.domain.plain_text import plain
from casedesk.domain.private_data import PrivateKind
from casedesk.domain.search_text import filled_roles, index_words, search_text
from casedesk.storage.driver import sqlite3
from casedesk.storage.private_words import harmless_forms, private_words
from casedesk.storage.rows import CASE
from casedesk.storage.shapes import Row, Table, differing

INDEX_VERSION = 4
"""Goes up whenever `fold`, the tokens or the figures of a case change."""
VERSION_KEY = "index_version"
_RENEWED_KEY = "index_renewed_to"
SNIPPET_LENGTH = 120
MOST_QUESTIONS = 50
"""More questions than this count as so many."""
_CHUNK = 500
_MANY = 200
_GATHERED, _USUALLY_GATHERED = 1 << 25, 1 << 20
"""Bytes of words that FTS5 keeps in memory before it puts them away."""
_EVERYTHING = 2**63 - 1
_OFTEN, _USUAL_LENGTH = 2.4, 600
"""A word stands out where it weighs two thirds of what it could by bm25: 2.4 times in a text of the usual length."""


class Sign(StrEnum):
    """What a token of `letters` says, when it is more than an ideograph. No text has words with these characters."""

    IN_TITLE = "\ue000"
    """The ideograph stands in a title."""
    ONLY_IN_NOTES = "\ue001"
    """The ideograph stands neither in a title nor in a section."""
    STANDS_OUT = "\ue002"
    """The pair or word occurs so often that the case is about it."""
    SECTION = "\ue003"
    """There is something in a section of this role."""
    QUESTIONS = "\ue004"
    """There are so many questions, or more."""


_IN_TITLE, _ONLY_IN_NOTES, _STANDS_OUT = Sign.IN_TITLE.value, Sign.ONLY_IN_NOTES.value, Sign.STANDS_OUT.value
_WORDED = ("title", "learner_title", "sections", "note", "source")
"""The fields whose words are indexed."""
_FIGURED = ("sections", "title", "learner_title", "industries", "minutes")
"""The fields that the figures of a case are worked out from."""
_INSERT_WORDS = "INSERT INTO case_words (rowid, title, body, notes, letters) VALUES (?, ?, ?, ?, ?)"
_DELETE_WORDS = (
    "INSERT INTO case_words (case_words, rowid, title, body, notes, letters) VALUES ('delete', ?, ?, ?, ?, ?)"
)
_FIGURES = Table("case_figures", ("case_id", "length", "discussion", "wrap_up", "own_minutes", "health", "title_key"))
_SNIPPET = Table("case_snippet", ("case_id", "snippet"))


def write(connection: sqlite3.Connection, replaced: Iterable[tuple[Case | None, Case | None]]) -> None:
    """Index cases anew: before, which must be what was indexed, and after; None where a case is new or gone."""
    last, harmless = indexed_to(connection), harmless_forms(connection)
    for before, after in replaced:
        _write_words(connection, before, after, last)
        if after is None:
            assert before is not None
            connection.execute(_FIGURES.delete, (before.id,))
            connection.execute(_SNIPPET.delete, (before.id,))
        elif before is None or _differ(before, after, _FIGURED):
            _write_figures(connection, after, harmless)


def _write_words(connection: sqlite3.Connection, before: Case | None, after: Case | None, last: int) -> None:
    """`last` is the id up to which words are indexed."""
    if before is not None and after is not None and not _differ(before, after, _WORDED):
        return
    old = tokens(before) if before is not None and before.id <= last else None
    new = tokens(after) if after is not None and after.id <= last else None
    if old == new:
        return
    if before is not None and old is not None:
        connection.execute(_DELETE_WORDS, (before.id, *old))
    if after is not None and new is not None:
        connection.execute(_INSERT_WORDS, (after.id, *new))


@contextmanager
def many_writes(connection: sqlite3.Connection, count: int) -> Generator[None]:
    """Inside, FTS5 gathers the words of many cases before it puts them away, so that it has little to merge."""
    if count < _MANY:
        yield
        return
    _configure(connection, "hashsize", _GATHERED)
    yield
    _configure(connection, "hashsize", _USUALLY_GATHERED)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index anew, inside the caller's transaction."""
    forget(connection)
    while renew_some(connection, _CHUNK):
        pass


def forget(connection: sqlite3.Connection) -> None:
    """Empty the index, to be renewed. Figures and snippets stay until their turn comes, so that lists can be shown."""
    connection.execute("INSERT INTO case_words (case_words) VALUES ('delete-all')")
    connection.execute("DELETE FROM setting WHERE key = ?", (VERSION_KEY,))
    _note(connection, _RENEWED_KEY, f"{INDEX_VERSION} 0")


def renew_some(connection: sqlite3.Connection, count: int) -> int:
    """Index so many of the cases that wait for it; the last one's id, 0 when all are done."""
    last = _renewed_to(connection)
    if last is None:
        forget(connection)
        last = 0
    ids = [
        row[0]
        for row in connection.execute("SELECT id FROM cases WHERE id > ? ORDER BY id LIMIT ?", (last, count)).fetchall()
    ]
    harmless = harmless_forms(connection)
    for case in CASE.read(connection, ids).values() if ids else ():
        connection.execute(_INSERT_WORDS, (case.id, *tokens(case)))
        _write_figures(connection, case, harmless)
    if len(ids) == count:
        _note(connection, _RENEWED_KEY, f"{INDEX_VERSION} {ids[-1]}")
        return ids[-1]
    _note(connection, VERSION_KEY, str(INDEX_VERSION))
    connection.execute("DELETE FROM setting WHERE key = ?", (_RENEWED_KEY,))
    return 0


def judge_private(connection: sqlite3.Connection, kinds: Iterable[PrivateKind]) -> tuple[int, ...]:
    """Judge anew the cases with private data of some kinds, after what is harmless has changed; their ids."""
    query = "SELECT case_id FROM case_figures WHERE health LIKE ?"
    ids = sorted({row[0] for kind in kinds for row in connection.execute(query, (f"%{kind}%",))})
    harmless = harmless_forms(connection)
    for case in CASE.read(connection, ids).values() if ids else ():
        _write_figures(connection, case, harmless)
    return tuple(ids)


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index was made by these rules."""
    return _setting(connection, VERSION_KEY) == str(INDEX_VERSION)


def indexed_to(connection: sqlite3.Connection) -> int:
    """The id up to which the words of cases are in the index; beyond any where it is whole."""
    return _EVERYTHING if is_current(connection) else _renewed_to(connection) or 0


def _renewed_to(connection: sqlite3.Connection) -> int | None:
    """How far a renewal by these rules has come; None where none has begun."""
    version, _, last = _setting(connection, _RENEWED_KEY).partition(" ")
    return int(last) if version == str(INDEX_VERSION) else None


def _setting(connection: sqlite3.Connection, key: str) -> str:
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return row[0] if row else ""


def _note(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))


def _configure(connection: sqlite3.Connection, option: str, value: int) -> None:
    connection.execute("INSERT INTO case_words (case_words, rank) VALUES (?, ?)", (option, value))


def _differ(before: Case, after: Case, fields: Iterable[str]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in fields)


@lru_cache(maxsize=2)  # who goes on writing a case asks for what was indexed last time once more
def tokens(case: Case) -> tuple[str, str, str, str]:
    """The tokens of the four columns, parted by spaces."""
    text = search_text(case)
    title, body, notes = ([_line(line) for line in part.split("\n")] for part in (text.title, text.body, text.notes))
    in_title, in_body, in_notes = (
        set[str]().union(*[line.ideographs for line in column]) for column in (title, body, notes)
    )
    told = in_title | in_body
    letters = {
        *told,
        *in_notes,
        *[_IN_TITLE + letter for letter in in_title],
        *[_ONLY_IN_NOTES + letter for letter in in_notes - told],
        *[_STANDS_OUT + token for token in _standing_out([token for line in body for token in line.tokens])],
        *map(section_token, filled_roles(case)),
        *map(questions_token, range(1, min(len(case.questions), MOST_QUESTIONS) + 1)),
    }
    return _written(title), _written(body), _written(notes), " ".join(sorted(letters))


def section_token(role: Role) -> str:
    """What stands in `letters` where there is something in a section of this role."""
    return Sign.SECTION + role.replace("_", "")


def questions_token(count: int) -> str:
    """What stands in `letters` where there are so many questions, or more."""
    return f"{Sign.QUESTIONS}{count}"


def _standing_out(body: Sequence[str]) -> list[str]:
    """The pairs and words that a text is about; a single ideograph says little."""
    needed = max(2.0, _OFTEN * (0.25 + 0.75 * len(body) / _USUAL_LENGTH))
    return [token for token, count in Counter(body).items() if count >= needed and len(token) > 1]


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


class _Line(NamedTuple):
    """What is indexed of a line of text, in which no word goes on from the line before."""

    words: str
    tokens: tuple[str, ...]
    ideographs: frozenset[str]


@lru_cache(maxsize=4096)  # who goes on writing a case changes one of its lines
def _line(text: str) -> _Line:
    tokens: list[str] = []
    letters: list[str] = []
    for ideographs, word in index_words(fold(text)):
        if word:
            tokens.append(word)
        else:
            letters.append(ideographs)
            tokens += map(add_up, ideographs, ideographs[1:])
            tokens.append(ideographs[-1])
    return _Line(" ".join(tokens), tuple(tokens), frozenset("".join(letters)))


def _written(column: Iterable[_Line]) -> str:
    return " ".join([line.words for line in column if line.words])


def _write_figures(connection: sqlite3.Connection, case: Case, harmless: frozenset[str]) -> None:
    words = " ".join((*health(case), *private_words(case, harmless)))
    _put(connection, _FIGURES, (case.id, *estimates.figures(case), case.minutes, words, title_key(case.title)))
    _put(connection, _SNIPPET, (case.id, snippet_start(case)))


def _put(connection: sqlite3.Connection, table: Table, row: Row) -> None:
    """Write a row, or what differs of it: every index that has to follow costs as much as all the rest."""
    stored = connection.execute(table.select_one, (row[0],)).fetchone()
    if stored is None:
        connection.execute(table.insert, row)
    elif stored != row:
        places = differing(stored, row)
        connection.execute(table.update(places), (*(row[place] for place in places), row[0]))
