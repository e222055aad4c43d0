"""A case pack under a passphrase: the same pack inside an age file, which any program for age opens as well.

age (age-encryption.org/v1) is the field's plain format for one file and one passphrase; pyrage wraps its Rust library,
has wheels for every system and is kept. The encryption of zip files leaves names and sizes readable, and a format of
our own over `cryptography` would be one nobody else has looked at. What was opened stays in memory, never on the disk.
"""

import io
from pathlib import Path

import pyrage

from casedesk.domain.errors import PassphraseError, UnreadableFileError
from casedesk.texts import N_

_HEAD = b"age-encryption.org/v1\n"
_MOST = 1_000_000_000
"""Bytes; a larger one does not go through memory."""
_TRIES = 5
_TOO_SLOW = "Excessive work"
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


def seal(data: bytes, passphrase: str, *, name: str) -> bytes:
    """A pack under a passphrase; `name` is told where it is too large. It takes about a second."""
    if len(data) > _MOST:
        raise UnreadableFileError(_TOO_LARGE, name=name)
    return pyrage.passphrase.encrypt(data, passphrase)


def unseal(path: Path, passphrase: str) -> None:
    """Let a pack be read until the program ends or others have been opened.

    Raises PassphraseError, and UnreadableFileError for one that is too large.
    """
    if path.stat().st_size > _MOST + len(_HEAD) * 100:
        raise UnreadableFileError(_TOO_LARGE, name=path.name)
    try:
        data = _decrypted(path.read_bytes(), passphrase)
    except pyrage.DecryptError as error:
        raise PassphraseError(
            N_("This is not the passphrase of “{name}”, or the file is damaged."), name=path.name
        ) from error
    while len(_OPENED) >= _KEPT:
        _OPENED.pop(next(iter(_OPENED)))
    _OPENED[_stamp(path)] = data


def _decrypted(data: bytes, passphrase: str) -> bytes:
    """What is inside. age measures how fast the computer is and refuses what would take it far longer than a second;
    on one that is busy with other things it may find another time that it does not.
    """
    for _ in range(_TRIES - 1):
        try:
            return pyrage.passphrase.decrypt(data, passphrase)
        except pyrage.DecryptError as error:
            if not str(error).startswith(_TOO_SLOW):
                raise
    return pyrage.passphrase.decrypt(data, passphrase)


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
