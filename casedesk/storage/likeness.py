"""Cases that tell of the same things: those that share rare pairs of ideographs, or rare words."""

from collections.abc import Callable, Iterator

from casedesk.domain.case import Case
from casedesk.domain.draft import Likeness
from casedesk.domain.fold import fold
from casedesk.domain.search_text import search_text, word_runs
from casedesk.storage.driver import sqlite3
from casedesk.storage.rows import CASE
from casedesk.storage.text_index import pairs

_COMMON = frozenset(
    "的了是在不有我他她它你您们人一二三这那就也都还要会能可以到来去上下中大小多少个和与及对为从把被让给着过得地之其而但因所如"
    "说道问看想知没自己时后前里外出入起开好心很再又只已将向于同样什么怎么吗呢吧啊请先生客服务"
)
_TRIED = 120
"""Words of a case that are weighed."""
_RARE = 24
"""The rarest of them, which are searched."""
_FREQUENT = 250
"""A word in so many cases says nothing."""
_HITS = 3000
"""Cases to be ranked."""
_CANDIDATES = 16
_FEWEST = 12
"""A case of fewer words, such as one that is being begun, tells too little to be like another by one of them."""
_WORTH_TELLING = 0.3
"""Stories of one trade share a good part of their words without telling the same."""


def similar(
    connection: sqlite3.Connection, case_id: int, limit: int, is_wanted: Callable[[int], bool]
) -> tuple[Likeness, ...]:
    """The cases that tell much the same as one, most alike first.

    `share` is the part of the smaller one's words that both have.
    """
    found = CASE.read(connection, [case_id])
    if not found:
        return ()
    words = _words(found[case_id])
    rare = _rarest(connection, words)
    if not rare:
        return ()
    match = " OR ".join(f'"{word}"' for word in rare)
    query = "SELECT rowid FROM case_words WHERE case_words MATCH ? ORDER BY bm25(case_words, 1, 1, 1, 0) LIMIT ?"
    rows = connection.execute(query, (match, _CANDIDATES)).fetchall()
    others = [id_ for (id_,) in rows if id_ != case_id and is_wanted(id_)]
    alike = (_likeness(words, other) for other in CASE.read(connection, others).values())
    told = (item for item in alike if item.share >= _WORTH_TELLING)
    return tuple(sorted(told, key=lambda item: -item.share)[:limit])


def _likeness(words: frozenset[str], other: Case) -> Likeness:
    theirs = _words(other)
    smaller = max(min(len(words), len(theirs)), _FEWEST)
    return Likeness(other.id, other.title, len(words & theirs) / smaller)


def _words(case: Case) -> frozenset[str]:
    """The pairs and Latin words of a case's title and sections."""
    text = search_text(case)
    return frozenset(word for part in (text.title, text.body) for word in _tokens(part))


def _tokens(text: str) -> Iterator[str]:
    for run in word_runs(fold(text)):
        if run.is_ideographic:
            yield from pairs(run.text)
        else:
            yield run.text


def _promising(words: frozenset[str]) -> list[str]:
    """The words to weigh, those without a common character first; the same ones every time."""
    return sorted(words, key=lambda word: (not _COMMON.isdisjoint(word), len(word) < 2, word))[:_TRIED]


def _rarest(connection: sqlite3.Connection, words: frozenset[str]) -> list[str]:
    """The rarest words that some other case has too, no more than can be looked up at once."""
    counted = sorted((_frequency(connection, word), word) for word in _promising(words))
    rare: list[str] = []
    hits = 0
    for count, word in counted:
        if count > 1:
            hits += count
            if count == _FREQUENT or hits > _HITS or len(rare) == _RARE:
                break
            rare.append(word)
    return rare


def _frequency(connection: sqlite3.Connection, word: str) -> int:
    """In how many cases a word stands, counted no further than needed."""
    query = "SELECT count(*) FROM (SELECT 1 FROM case_words WHERE case_words MATCH ? LIMIT ?)"
    return connection.execute(query, (f'"{word}"', _FREQUENT)).fetchone()[0]
