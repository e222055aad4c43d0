"""Which cases tell the same story, remembered from one look to the next: only what has changed is compared again.

The memory is a file in the user's data folder. It may be deleted at any time, and is made again.
"""

import hashlib
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from casedesk import asides, paths
from casedesk.domain.draft import LikenessKind
from casedesk.domain.errors import PassphraseError
from casedesk.domain.families import in_order
from casedesk.storage import connecting, keyring, opening
from casedesk.storage.driver import sqlite3
from casedesk.storage.story_pairs import Report, StoryPair, story_pairs
from casedesk.storage.story_search import StorySearch, stories

_VERSION = 1
"""Raised with every change of what counts as the same story."""
_FEW = 400
"""So many changed cases are compared one by one sooner than all of them at once, and a twentieth of the library."""
_MOST_ALIKE = 4


@dataclass(frozen=True, slots=True)
class _Memory:
    """When each case was last changed at the last look, and the pairs that were found then."""

    seen: dict[int, int]
    pairs: tuple[StoryPair, ...]


def remembered_pairs(path: Path, report: Report) -> tuple[StoryPair, ...]:
    """What `story_pairs` finds, after the first look in the time that the changed cases take."""
    with closing(opening.open_for_reading(path)) as connection:
        query = "SELECT id, coalesce(modified, 0) FROM cases WHERE trashed IS NULL"
        present = dict(connection.execute(query))
    memory = _read(path)
    changed = [id_ for id_, modified in present.items() if memory is None or memory.seen.get(id_) != modified]
    if memory is not None and not changed:
        return tuple(pair for pair in memory.pairs if pair.one in present and pair.other in present)
    watch = _Watch(report)
    if memory is None or len(changed) > max(_FEW, len(present) // 20):
        pairs = story_pairs(path, watch)
    else:
        fresh = set(changed)
        kept = (p for p in memory.pairs if p.one in present and p.other in present and not {p.one, p.other} & fresh)
        pairs = tuple(_unique((*kept, *_pairs_of(path, changed, watch))))
    if watch.goes_on:
        _write(path, _Memory(present, pairs))
    return pairs


def memory_file(path: Path) -> Path:
    """Where the pairs of a library are remembered."""
    name = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:24]
    return paths.data_dir() / "cache" / f"{name}.pairs"


class _Watch:
    """Hands a report on and remembers whether it was ever told to stop."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.goes_on = True

    def __call__(self, done: int, total: int) -> bool:
        self.goes_on = self._report(done, total) and self.goes_on
        return self.goes_on


def _pairs_of(path: Path, ids: list[int], watch: _Watch) -> list[StoryPair]:
    """The pairs of some cases with all others."""
    search = StorySearch(path)
    found: list[StoryPair] = []
    try:
        with closing(opening.open_for_reading(path)) as connection:
            for done, (id_, _, text) in enumerate(stories(connection, ids)):
                if not watch(done, len(ids)):
                    break
                alike = search.alike(text, limit=_MOST_ALIKE, skips=id_.__eq__)
                tied = ((item.kind, item.share, item.case_id) for item in alike if item.case_id is not None)
                found += [StoryPair(kind, share, *in_order(id_, other)) for kind, share, other in tied]
    finally:
        search.close()
    return found


def _unique(pairs: Iterable[StoryPair]) -> Iterable[StoryPair]:
    return {(pair.one, pair.other): pair for pair in pairs}.values()


def _read(path: Path) -> _Memory | None:
    file = memory_file(path)
    if not file.exists():
        return None
    try:
        with closing(connecting.connect(file, mode="ro", is_fixed=True)) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                return None
            seen = dict(connection.execute("SELECT id, modified FROM seen"))
            rows = connection.execute("SELECT kind, share, one, other FROM pair")
            return _Memory(seen, tuple(StoryPair(LikenessKind(kind), *rest) for kind, *rest in rows))
    except (sqlite3.DatabaseError, PassphraseError, ValueError):
        return None


def _write(path: Path, memory: _Memory) -> None:
    """Keep a memory; where the folder cannot be written to, the next look takes as long as this one."""
    file = memory_file(path)
    with suppress(OSError, sqlite3.DatabaseError), asides.beside(file) as aside:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(connecting.connect_new(aside, keyring.key_of(path))) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            with connection:
                connection.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, modified INTEGER) STRICT")
                connection.execute("CREATE TABLE pair (kind TEXT, share REAL, one INTEGER, other INTEGER) STRICT")
                connection.executemany("INSERT INTO seen VALUES (?, ?)", memory.seen.items())
                rows = ((pair.kind.value, pair.share, pair.one, pair.other) for pair in memory.pairs)
                connection.executemany("INSERT INTO pair VALUES (?, ?, ?, ?)", rows)
        aside.replace(file)
