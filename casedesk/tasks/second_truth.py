"""A second, independent copy of the truth: once a day all cases and plans as a case pack beside the backups.

Its text can be read without SQLite, by any program for zip files and JSON, so no fault of a database can take both.
Pictures and originals are not in it: they lie beside the backups. That of a protected library is sealed with its key;
the name of the file tells the salt, which is no secret, so that the passphrase alone opens it (`unseal_truth`).
"""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casedesk import asides
from casedesk.domain.casepack import PackOptions
from casedesk.domain.errors import BadInputError, LibraryError, refusal
from casedesk.storage import keyring
from casedesk.storage.keyring import Key
from casedesk.storage.library import Library
from casedesk.tasks import sealed_pack
from casedesk.tasks.backup_places import folder_of, folders_of, second_folder_of
from casedesk.tasks.backups import Backup, Reason, changed_at, dispensable
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress
from casedesk.tasks.write_pack import PackWish, write_pack
from casedesk.texts import N_

EVERY = timedelta(days=1)
_NAME = "cases and plans"
_ENDING = ".casepack"
_STAMP = "%Y-%m-%d %H.%M.%S"
_LENGTH = len("2026-01-01 00.00.00")


def truths_of(library: Path) -> tuple[Path, ...]:
    """The packs of this kind within reach, newest first."""
    found = (file for folder in folders_of(library) for file in _truths_in(folder))
    return tuple(sorted(found, key=lambda file: file.name, reverse=True))


def is_truth_due(library: Path, *, now: datetime | None = None) -> bool:
    """Whether the library has changed since its last pack, which is at least a day old."""
    newest = max((_made(file) for file in _truths_in(folder_of(library))), default=None)
    now = now or datetime.now(UTC)
    return newest is None or (abs(now - newest) >= EVERY and changed_at(library) > newest)


def write_truth(library: Path, progress: Progress = SILENCE, *, now: datetime | None = None) -> Path | None:
    """Write today's pack, also into the second folder where that is there; None where there is nothing to write.

    Any thread may do this. Raises CaseDeskError where it cannot be written, NoLongerWanted when cancelled.
    """
    now, key = now or datetime.now(UTC), keyring.key_of(library)
    folder = folder_of(library)
    target = folder / f"{now.astimezone(UTC).strftime(_STAMP)} {_NAME}{f' {key.salt.hex()}' if key else ''}{_ENDING}"
    wish = PackWish(library.stem, None, options=PackOptions(notes=True, uses=True), pictures=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with Library.open(library, create=False, read_only=True) as opened:
            written = write_pack(opened, wish, target, progress, passphrase=_words(key) if key else "")
        if not written.is_written:
            raise NoLongerWanted
        second = second_folder_of(library)
        if second is not None:
            _copy(target, second)
    except BadInputError:  # an empty library
        return None
    except OSError as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=target.name, reason=refusal(error)
        ) from error
    for place in filter(None, (folder, second)):
        _thin(place, now)
    return target


def is_under(truth: Path, key: Key | None) -> bool:
    """Whether a pack is sealed with a key, or open where there is none."""
    return _salt_of(truth) == (key.salt if key else b"")


def unseal_truth(path: Path, passphrase: str, progress: Progress = SILENCE) -> None:
    """Let a sealed pack of any kind be read: by its own passphrase, or by that of the library it is of.

    Raises what `sealed_pack.unseal` raises.
    """
    salt = _salt_of(path)
    words = _words(keyring.derived(passphrase, salt)) if salt else passphrase
    sealed_pack.unseal(path, words, is_cancelled=lambda: progress.is_cancelled)


def _words(key: Key) -> str:
    """What a pack is sealed with: age asks for words."""
    return key.secret.hex()


def _salt_of(path: Path) -> bytes:
    """The salt in the name of a pack; empty where there is none."""
    last = path.stem.rpartition(" ")[2]
    try:
        salt = bytes.fromhex(last) if path.stem.endswith(f"{_NAME} {last}") else b""
    except ValueError:
        return b""
    return salt if len(salt) == keyring.SALT_BYTES else b""


def _truths_in(folder: Path) -> Iterable[Path]:
    return folder.glob(f"* {_NAME}*{_ENDING}") if folder.is_dir() else ()


def _made(file: Path) -> datetime:
    try:
        return datetime.strptime(file.name[:_LENGTH], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _copy(truth: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with asides.beside(folder / truth.name) as aside:
        shutil.copyfile(truth, aside)
        aside.replace(folder / truth.name)


def _thin(folder: Path, now: datetime) -> None:
    """By age, as the backups are."""
    kept = [Backup(file, _made(file), Reason.AUTOMATIC, 0) for file in _truths_in(folder)]
    for old in dispensable(kept, now):
        old.path.unlink(missing_ok=True)
