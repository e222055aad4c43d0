"""The trainer's computers in step: everything goes into the exchange folder as a pack, and what the others have put
there is held against the library.

A library never lies in such a folder itself: only whole, proved files do, each written by one computer alone, so that
no service and no pulled stick can harm it. Taking over goes the way of every pack: a preview, and one step.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from casedesk.domain.casepack import SUFFIX, PackOptions, own_uids
from casedesk.domain.casepack_compare import CaseEntry, ChangedBy, PlanEntry, Standing
from casedesk.domain.casepack_sent import Gone, Sent
from casedesk.domain.casepack_versions import version_of
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.domain.file_names import FORBIDDEN
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import Choices, pack_addition
from casedesk.tasks.compare_pack import ComparedPack, open_pack
from casedesk.tasks.exchange_folder import PREFIX, Incoming, sender_of
from casedesk.tasks.exchange_memory import Fetches, library_id, remember_sent
from casedesk.tasks.exchange_place import ExchangePlace, exchange_place, keep_exchange_place
from casedesk.tasks.pack_history import keep, known_versions, to_remember
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.write_pack import PackWish, WrittenPack, write_pack
from casedesk.texts import N_

_NO_FOLDER = N_("No exchange folder has been chosen yet.")
_AWAY = N_("The exchange folder “{path}” is not there now. Put the stick in, or start the cloud service.")
_USUAL_NAME = "library"
_CHANGED = (Standing.NEW, Standing.NEWER, Standing.APART, Standing.DIFFERS, Standing.GONE)


def present_place() -> ExchangePlace:
    """The exchange folder, which is there now. Raises BadInputError where it is not, or none was chosen."""
    place = exchange_place()
    if not place.folder:
        raise BadInputError(_NO_FOLDER)
    if not place.is_there:
        raise BadInputError(_AWAY, path=place.folder)
    return place


def sender(library: Library) -> Sent:
    """This computer and this library, as a pack names them; for a library that can be written."""
    place = exchange_place()
    if not place.machine:
        place = keep_exchange_place(place)
    return Sent(place.computer, place.machine, library_id(library), datetime.now(UTC))


def send(library: Library, who: Sent, progress: Progress = SILENCE, *, passphrase: str = "") -> WrittenPack:
    """Write all that a library has into the exchange folder, proved before it takes the place of the pack before.

    Any thread with a library of its own may do this. `remember_sending` is for afterwards.
    """
    place = present_place()
    folder = Path(place.folder)
    before = place.files.get(who.library, "")
    target = folder / _free_name(folder, who, _title(library), before)
    wish = PackWish(
        _title(library) or who.computer,
        None,
        options=PackOptions(originals=place.originals, notes=True, uses=True),
        sent=replace(who, gone=tuple(_gone(library))),
    )
    written = write_pack(library, wish, target, progress, passphrase=passphrase)
    if written.is_written and before != target.name:
        keep_exchange_place(replace(place, files={**place.files, who.library: target.name}))
        if before:
            with suppress(OSError):  # under the name that the computer had before; told as an older copy if it stays
                (folder / before).unlink()
    return written


def remember_sending(library: Library, who: Sent, written: WrittenPack) -> None:
    """Keep in mind what went out, so that what comes back finds its common ancestor."""
    end_sending(library, who, written, to_remember(library, written.versions))


def end_sending(library: Library, who: Sent, written: WrittenPack, versions: Mapping[str, Any]) -> None:
    """The same with the `to_remember` of what was written, which another thread has found out."""
    keep(library, versions)
    remember_sent(library, who.at, written.cases)


@dataclass(frozen=True, slots=True)
class News:
    """What another computer has that this library has not. `count` is that of cases and plans; there may be more, such
    as use records, where that is none."""

    incoming: Incoming
    count: int = 0
    is_any: bool = True


def unseen(found: Iterable[Incoming], fetched: Fetches) -> tuple[Incoming, ...]:
    """The packs that were not fetched yet. A clock that was put back makes no pack older: another moment is new."""
    return tuple(
        item
        for item in found
        if (item.stamp not in fetched.files if item.sent is None else fetched.moments.get(item.sent.key) != item.at)
    )


def news(library: Path, incoming: Incoming, progress: Progress = SILENCE) -> News:
    """Glance through a pack; nobody knows how much is in one that is locked. Raises CaseDeskError.

    Pictures and originals are proved only when it is fetched.
    """
    if incoming.sent is None:
        return News(incoming)
    compared = with_news(library, open_pack(library, incoming.path, progress, proves_bytes=False))
    return News(incoming, changes_in(compared), compared.is_news)


def with_news(library: Path, compared: ComparedPack) -> ComparedPack:
    """A pack of an exchange folder, marked where the library has all of it already."""
    if compared.pack.sent is None or changes_in(compared) or not library.exists():
        return compared
    with Library.open(library, create=False, read_only=True) as reading:
        rest = pack_addition(reading, compared, Choices()).edit.replacements
    return replace(compared, is_news=bool(rest))


def changes_in(compared: ComparedPack) -> int:
    """How many cases and plans have changed over there since, or are there alone, or are there no longer."""
    return sum(map(_is_changed, compared.cases)) + sum(map(_is_changed, compared.plans))


def _is_changed(entry: CaseEntry | PlanEntry) -> bool:
    if entry.standing is Standing.TRASHED and isinstance(entry, CaseEntry):
        return any(row.changed_by is ChangedBy.THEM for row in entry.rows)
    return entry.standing in _CHANGED


def _gone(library: Library) -> Iterable[Gone]:
    """What lies in the trash, and what was deleted for good since it went out or came in."""
    known = known_versions(library)
    for case in library.cases.get_many(library.cases.ids(trashed=True)):
        yield Gone(case.uid, version_of(case))
    for plan in library.plans.all(trashed=True):
        yield Gone(plan.uid, next(reversed(known.get(plan.uid, ())), ""))
    there = set(own_uids(library.cases.uids()).values())  # as they went out
    there |= {plan.uid for plan in (*library.plans.all(), *library.plans.all(trashed=True))}
    for uid, versions in known.items():
        if versions and uid not in there:
            yield Gone(uid, versions[-1])


def _title(library: Library) -> str:
    """What a library is called, unless it has the name that all have."""
    return "" if library.path.stem == _USUAL_NAME else library.path.stem


def _free_name(folder: Path, who: Sent, title: str, before: str) -> str:
    """The name of this computer's pack: never that of another one that has the same name."""
    base = PREFIX + "-".join(filter(None, (_on_disk(who.computer) or "1", _on_disk(title))))
    names = chain((base + SUFFIX,), (f"{base}-{n}{SUFFIX}" for n in count(2)))
    return next(name for name in names if name == before or _is_free(folder / name, who))


def _is_free(path: Path, who: Sent) -> bool:
    if not path.exists():
        return True
    try:
        found = sender_of(path)
    except CaseDeskError:
        return False
    return found is not None and found.key == who.key


def _on_disk(name: str) -> str:
    return FORBIDDEN.sub("_", name).strip(" .")[:60]
