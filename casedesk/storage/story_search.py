"""The cases of a library that tell a given story, found by its rarer words in the search index."""

import json
from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest
from pathlib import Path

from casedesk.domain.case import Role
from casedesk.domain.draft import Likeness
from casedesk.domain.fold import fold
from casedesk.domain.plain_text import plain
from casedesk.domain.search_text import search_text, word_runs
from casedesk.domain.stems import stem
from casedesk.domain.story_words import WordWeights, story_words
from casedesk.domain.tellings import Telling, closest
from casedesk.storage import opening
from casedesk.storage.driver import sqlite3
from casedesk.storage.rows import CASE

_SAMPLE = 800
"""Cases from which the weights of words are learned."""
_OWNERS = 250
"""A word in more cases says nothing."""
_POSTINGS = 5_000
"""So many (word, case) pairs are looked at for one story."""
_CANDIDATES = 5


class StorySearch:
    """Compares stories with the cases outside the trash. Create and use it on one thread; it only reads."""

    def __init__(self, path: Path) -> None:
        self._connection = opening.open_for_reading(path)
        self._trashed = {row[0] for row in self._connection.execute("SELECT id FROM cases WHERE trashed IS NOT NULL")}
        self.weights = sampled_weights(self._connection)
        self._tellings: dict[int, tuple[str, Telling]] = {}

    def close(self) -> None:
        """Let go of the library."""
        self._connection.close()

    def alike(self, text: str, *, limit: int = 3, skips: Callable[[int], bool] | None = None) -> tuple[Likeness, ...]:
        """The cases that tell this story, the closest first; `skips` leaves out ids."""
        mine = Telling(text, self.weights)
        ids = [id_ for id_ in self._candidates(text, mine) if not (skips and skips(id_))]
        titles = self._read(ids)
        judged = (
            (*judgement, id_) for id_ in ids if id_ in titles and (judgement := mine.judged(self._tellings[id_][1]))
        )
        return tuple(
            Likeness(id_, self._tellings[id_][0], share, None, kind) for kind, share, id_ in closest(judged)[:limit]
        )

    def _read(self, ids: Sequence[int]) -> set[int]:
        """Make the tellings of cases ready; the ids of those that there are."""
        missing = [id_ for id_ in ids if id_ not in self._tellings]
        for id_, title, text in stories(self._connection, missing):
            self._tellings[id_] = (title, Telling(text, self.weights))
        return {id_ for id_ in ids if id_ in self._tellings}

    def _candidates(self, text: str, telling: Telling) -> list[int]:
        votes: dict[int, float] = {}
        looked_at = 0
        for word, weight in self._promising(text, telling):
            owners = self._owners(word)
            looked_at += len(owners)
            if len(owners) < _OWNERS:
                for owner in owners:
                    votes[owner] = votes.get(owner, 0.0) + weight * weight
            if looked_at > _POSTINGS:
                break
        for owner in self._trashed.intersection(votes):
            del votes[owner]
        return nlargest(_CANDIDATES, votes, key=votes.__getitem__)

    def _promising(self, text: str, telling: Telling) -> Iterator[tuple[str, float]]:
        """The words of a story as the index has them, with their weights, the rarest first."""
        weights = telling.story.weights
        pairs = {word: weight for word, weight in weights.items() if len(word) == 2 and not word.isascii()}
        written = {run.text for run in word_runs(fold(text)) if not run.is_ideographic}
        others = {word: weights[stem(word)] for word in written if stem(word) in weights}
        yield from sorted((pairs | others).items(), key=lambda item: (-item[1], item[0]))

    def _owners(self, word: str) -> list[int]:
        query = "SELECT json_group_array(rowid) FROM (SELECT rowid FROM case_words WHERE case_words MATCH ? LIMIT ?)"
        (listed,) = self._connection.execute(query, (f'"{word}"', _OWNERS)).fetchone()
        return json.loads(listed)


def stories(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Id, title and story of these cases; all of its words for a case without a story of its own."""
    listed = "[" + ",".join(map(str, ids)) + "]"
    query = (
        "SELECT cases.id, title, (SELECT group_concat(html, ' ') FROM section WHERE case_id = cases.id AND role = ?)"
        " FROM cases WHERE id IN (SELECT value FROM json_each(?))"
    )
    without: list[int] = []
    for id_, title, html in connection.execute(query, (Role.BODY, listed)):
        text = plain(html or "").strip()
        if text:
            yield id_, title, text
        else:
            without.append(id_)
    for case in CASE.read(connection, without).values() if without else ():
        yield case.id, case.title, search_text(case).body


def sampled_weights(connection: sqlite3.Connection) -> WordWeights:
    """What words weigh in a library, learned from cases all over it, the same ones every time."""
    ids = [row[0] for row in connection.execute("SELECT id FROM cases WHERE trashed IS NULL ORDER BY id")]
    chosen = ids[:: max(1, len(ids) // _SAMPLE)]
    return WordWeights(story_words(text) for _, _, text in stories(connection, chosen))
