"""What a library remembers of packs: the versions of its cases that went out or came in with them.

They are kept in the library's settings, by uid. A version that came in counts as long as its import has not been
undone, so each is kept with the number of its batch, 0 where there is none.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from casedesk.domain.case import Case
from casedesk.domain.casepack_versions import is_version, remembered, version_of
from casedesk.storage.library import Library

_KEY = "pack.versions."


def known_versions(library: Library) -> dict[str, tuple[str, ...]]:
    """By uid the versions that the library remembers, the newest last."""
    batches = {0, *(batch.id for batch in library.batches.all())}
    stored = library.settings.below(_KEY)
    return {
        uid: tuple(version for version, batch_id in rows if batch_id in batches)
        for uid, value in stored.items()
        if (rows := _rows(value))
    }


def remember(library: Library, versions: Mapping[str, Iterable[str]], *, batch_id: int = 0) -> None:
    """Keep versions in mind, by uid; those of a batch until its import is undone. Any thread may do this."""
    if not versions:
        return
    with Library.open(library.path, create=False, read_only=True) as reading:
        values = to_remember(reading, versions, batch_id=batch_id)
    if values:
        library.set_beside(_KEY, values)


def keep(library: Library, values: Mapping[str, Any]) -> None:
    """Keep what `to_remember` has found, on the library's own thread."""
    if values:
        library.settings.set_below(_KEY, values)


def to_remember(library: Library, versions: Mapping[str, Iterable[str]], *, batch_id: int = 0) -> dict[str, Any]:
    """What is to be kept, by uid, where it is not known already; nothing is written."""
    stored = library.settings.below(_KEY)
    values: dict[str, Any] = {}
    for uid, fresh in versions.items():
        known = dict(_rows(stored.get(uid)))
        for version in fresh:
            known[version] = min(known.pop(version, batch_id), batch_id)
        rows = [[version, known[version]] for version in remembered(known)]
        if rows != stored.get(uid):
            values[uid] = rows
    return values


def is_as_it_came(library: Library, case: Case) -> bool:
    """Whether a case that came with a pack is still what it was then."""
    rows = _rows(library.settings.get(_KEY + case.uid))
    return case.batch_id is not None and (version_of(case), case.batch_id) in rows


def _rows(value: Any) -> list[tuple[str, int]]:
    """Versions with their batches, as they are stored; anything else in their place counts for nothing."""
    if not isinstance(value, list):
        return []
    pairs = [cast("list[Any]", row) for row in cast("list[Any]", value) if isinstance(row, list)]
    return [(str(row[0]), int(row[1])) for row in pairs if len(row) == 2 and is_version(str(row[0]))]
