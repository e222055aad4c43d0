"""A case pack under a passphrase: the same pack inside an age file, which any program for age opens as well.

age (age-encryption.org/v1) is the field's plain format for one file and one passphrase; pyrage wraps its Rust library,
has wheels for every system and is kept. The encryption of zip files leaves names and sizes readable, and a format of
our own over `cryptography` would be one nobody else has looked at. What was opened stays in memory, never on the disk;
the work is done in a process of its own (see `sealing_process`). pyrage takes a passphrase for whole data only, not for
a stream, so that process holds a pack twice or three times; this one never more than once.
"""

import io
from collections.abc import Callable
from pathlib import Path

from casedesk.domain.errors import PassphraseError, UnreadableFileError
from casedesk.tasks import sealing_process
from casedesk.tasks.sealing_process import Work
from casedesk.texts import N_

_HEAD = b"age-encryption.org/v1\n"
_MOST = 1_000_000_000
"""Bytes; a larger one does not go through memory."""
_KEPT = 2
"""So many opened packs are remembered: the one that is looked at, and the one before."""
_TOO_LARGE = N_("The case pack “{name}” is too large for a passphrase. Make several of it, or one without originals.")

_Stamp = tuple[str, int, int]
_OPENED: dict[_Stamp, bytes] = {}


def is_sealed(path: Path) -> bool:
    """Whether a file is under a passphrase."""
    try:
        with path.open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


def seal(
    plain: io.BytesIO, target: Path, passphrase: str, *, name: str, is_cancelled: Callable[[], bool] = bool
) -> None:
    """Write a pack under a passphrase; `name` is told where it is too large. It takes about a second.

    Raises NoLongerWanted soon after `is_cancelled` says so, OSError where it cannot be written.
    """
    if plain.getbuffer().nbytes > _MOST:
        raise UnreadableFileError(_TOO_LARGE, name=name)
    with target.open("wb") as file:
        sealing_process.carry_out(Work.SEAL, plain, file, passphrase, name=name, is_cancelled=is_cancelled)


def unseal(path: Path, passphrase: str, *, is_cancelled: Callable[[], bool] = bool) -> None:
    """Let a pack be read until the program ends or others have been opened. Raises what `unsealed` raises."""
    data = unsealed(path, passphrase, is_cancelled=is_cancelled).getvalue()
    while len(_OPENED) >= _KEPT:
        _OPENED.pop(next(iter(_OPENED)), None)
    _OPENED[_stamp(path)] = data


def unsealed(path: Path, passphrase: str, *, is_cancelled: Callable[[], bool] = bool) -> io.BytesIO:
    """The pack inside a sealed file.

    Raises PassphraseError, UnreadableFileError for one that is too large, CaseDeskError where the passphrase could not
    be tried, and NoLongerWanted soon after `is_cancelled` says so.
    """
    if path.stat().st_size > _MOST + len(_HEAD) * 100:
        raise UnreadableFileError(_TOO_LARGE, name=path.name)
    plain = io.BytesIO()
    with path.open("rb") as file:
        sealing_process.carry_out(Work.OPEN, file, plain, passphrase, name=path.name, is_cancelled=is_cancelled)
    return plain


def opened(path: Path) -> io.BytesIO | None:
    """The pack inside an unsealed file; None for one without a passphrase. Raises PassphraseError for a sealed one."""
    if not is_sealed(path):
        return None
    data = _OPENED.get(_stamp(path))
    if data is None:
        raise PassphraseError(N_("“{name}” is protected; its passphrase is needed to open it."), name=path.name)
    return io.BytesIO(data)


def _stamp(path: Path) -> _Stamp:
    found = path.stat()
    return (str(path.absolute()), found.st_mtime_ns, found.st_size)
