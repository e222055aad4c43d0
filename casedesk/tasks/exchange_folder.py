"""What lies in an exchange folder: the newest pack of every other computer, and files that are none, with the reason.

Cloud services leave copies beside a file that two computers have written ("name (1)", "conflicted copy", 冲突副本), and
files that have not arrived whole. Both are found out by what is in the files, whatever they are called: a pack says who
has sent it and when, and one that is not whole cannot be opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from casedesk.domain.casepack import SUFFIX
from casedesk.domain.casepack_sent import Sent
from casedesk.domain.errors import PassphraseError, UnreadableFileError
from casedesk.tasks.exchange_memory import Stamp, stamp_of
from casedesk.tasks.exchange_place import ExchangePlace
from casedesk.tasks.pack_file import TOO_NEW, PackArchive
from casedesk.texts import N_, tr

PREFIX = "casedesk-"
"""What the name of every pack in an exchange folder begins with."""
_ARRIVING = re.compile(rf"\.?{PREFIX}.*{re.escape(SUFFIX)}\..+", re.IGNORECASE)
"""A pack under a further ending: what is only in the cloud yet, or is just being fetched from there."""

_NOT_WHOLE = N_("“{name}” has not arrived whole yet, or is damaged. It is left alone until it can be read.")
_ON_ITS_WAY = N_("“{name}” is still in the cloud or on its way. It is looked at once it is here.")
_OLDER_COPY = N_("“{name}” is an older copy that was left behind, by a cloud service perhaps. It is left alone.")
_OWN_COPY = N_("“{name}” is a second copy of what this computer has sent. It is left alone.")


@dataclass(frozen=True, slots=True)
class Incoming:
    """The pack of another computer. `sent` is None for one under a passphrase that has not been given yet."""

    path: Path
    stamp: Stamp
    computer: str
    at: datetime
    sent: Sent | None


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What was found, by the names of the computers, and a sentence for each file that is left alone."""

    incoming: tuple[Incoming, ...] = ()
    remarks: tuple[str, ...] = ()


def packs_of_others(place: ExchangePlace) -> FolderContents:
    """Look into the exchange folder; every pack is opened, none is read through. Raises OSError where it is away."""
    incoming: list[Incoming] = []
    remarks: list[str] = []
    for path in sorted(Path(place.folder).iterdir()):
        if _ARRIVING.fullmatch(path.name) and not path.name.endswith(".part"):
            remarks.append(tr(_ON_ITS_WAY).format(name=path.name.removeprefix(".").removesuffix(".icloud")))
        elif is_exchanged(path) and path.name not in place.files.values():
            found = _looked_at(path, place)
            if isinstance(found, Incoming):
                incoming.append(found)
            else:
                remarks.append(found)
    newest = list(_newest(incoming))
    older = [tr(_OLDER_COPY).format(name=item.path.name) for item in incoming if item not in newest]
    return FolderContents(tuple(newest), (*remarks, *older))


def is_exchanged(path: Path) -> bool:
    """Whether a file is called as packs in an exchange folder are."""
    name = path.name.lower()
    return name.startswith(PREFIX) and name.endswith(SUFFIX)


def sender_of(path: Path) -> Sent | None:
    """Who has sent a pack; None where it does not say. Raises UnreadableFileError and PassphraseError."""
    with PackArchive(path) as archive:
        return archive.sent


def _looked_at(path: Path, place: ExchangePlace) -> Incoming | str:
    """A pack of somebody else, or the sentence about a file that is none."""
    try:
        stamp = stamp_of(path)
        sent = sender_of(path)
    except PassphraseError:
        return _locked(path)
    except UnreadableFileError as error:
        return str(error) if error.template == TOO_NEW else tr(_NOT_WHOLE).format(name=path.name)
    except OSError:
        return tr(_NOT_WHOLE).format(name=path.name)
    if sent is None:
        return tr(_NOT_WHOLE).format(name=path.name)
    if sent.machine == place.machine:
        return tr(_OWN_COPY).format(name=path.name)
    return Incoming(path, stamp, sent.computer or _computer_of(path), sent.at, sent)


def _locked(path: Path) -> Incoming:
    stamp = stamp_of(path)
    return Incoming(path, stamp, _computer_of(path), datetime.fromtimestamp(stamp.modified / 1e9, UTC), None)


def _computer_of(path: Path) -> str:
    return path.name[len(PREFIX) : -len(SUFFIX)]


def _newest(incoming: list[Incoming]) -> Iterator[Incoming]:
    """One pack for each sender; of those that say nothing yet every one, for they may be of different senders."""

    def sender(item: Incoming) -> str:
        return item.sent.key if item.sent else f"/{item.path.name}"

    for _, packs in groupby(sorted(incoming, key=sender), key=sender):
        yield max(packs, key=lambda item: (item.at, -len(item.path.name)))
