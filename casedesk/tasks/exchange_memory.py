"""What a library remembers of the packs that came through an exchange folder, in its settings."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from casedesk.domain.casepack_sent import Sent
from casedesk.storage.library import Library

_ID, _SENT, _FETCHED, _TOLD = "exchange.library", "exchange.sent", "exchange.fetched.", "exchange.told"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def library_id(library: Library) -> str:
    """What tells this library from others, also when its file is moved or renamed."""
    known = library.settings.get(_ID)
    if not isinstance(known, str) or not known:
        known = uuid4().hex
        library.settings.set(_ID, known)
    return known


def remember_sent(library: Library, at: datetime, cases: int) -> None:
    """Keep in mind when everything was last sent, and how many cases that were."""
    library.settings.set(_SENT, {"at": at.isoformat(), "cases": cases})


def last_sent(library: Library) -> tuple[datetime, int] | None:
    """When everything was last sent and how many cases that were; None where nothing ever was."""
    kept = library.settings.get(_SENT)
    if not isinstance(kept, dict):
        return None
    told = cast("dict[str, Any]", kept)
    return _moment(told.get("at")), int(told.get("cases", 0))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another without opening it."""

    name: str
    size: int
    modified: int


def stamp_of(path: Path) -> Stamp:
    """The state of a file. Raises OSError where there is none."""
    found = path.stat()
    return Stamp(path.name, found.st_size, found.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Fetches:
    """What was fetched last: the moments of the packs by their senders' keys, and the files they were in."""

    moments: Mapping[str, datetime]
    files: frozenset[Stamp]


def fetches(library: Library) -> Fetches:
    """What was fetched last from everybody."""
    moments: dict[str, datetime] = {}
    files: set[Stamp] = set()
    for key, kept in library.settings.below(_FETCHED).items():
        match kept:
            case [str(moment), str(name), int(size), int(modified)]:
                moments[key] = _moment(moment)
                files.add(Stamp(name, size, modified))
            case _:
                pass
    return Fetches(moments, frozenset(files))


def remember_fetched(
    library: Library, sent: Sent, path: Path, *, told: Iterable[str] = (), alive: Iterable[str] = ()
) -> None:
    """Keep in mind that a pack has been looked through.

    `told` are the uids of what was thrown away over there, which is said once only, or once again after it was
    `alive` in between.
    """
    with suppress(OSError):  # a stick that has just been pulled out
        stamp = stamp_of(path)
        kept = [sent.at.isoformat(), stamp.name, stamp.size, stamp.modified]
        library.settings.set(_FETCHED + sent.key, kept)
    before = told_gone(library)
    after = (before | frozenset(told)) - frozenset(alive)
    if after != before:
        library.settings.set(_TOLD, sorted(after))


def told_gone(library: Library) -> frozenset[str]:
    """The uids of what was thrown away elsewhere and is kept here."""
    kept = library.settings.get(_TOLD)
    return frozenset(map(str, cast("list[Any]", kept))) if isinstance(kept, list) else frozenset()


def _moment(text: object) -> datetime:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return _LONG_AGO
    return found if found.tzinfo else _LONG_AGO
