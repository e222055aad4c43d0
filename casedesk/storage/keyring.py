"""The keys of the libraries that have been unlocked: in memory only, until the program ends.

An encrypted file begins with its salt, and all copies of a library share it, so a key fits every copy that was made
since the passphrase was set: backups, libraries set aside, the old version that an upgrade leaves.
"""

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

SALT_BYTES = 16
ROUNDS = 256_000
"""Of PBKDF2 with SHA-512: SQLCipher's own, so that its other programs open the file by the passphrase alone."""
_KEY_BYTES = 32
_PLAIN = b"SQLite format 3\x00"
_PAGE = 4096
_FEWEST_VALUES = 240
"""So many different values stand in a page of random bytes: nearly always all 256; text and office files have fewer."""


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the files that begin with `salt`."""

    salt: bytes
    secret: bytes = field(repr=False)

    @property
    def raw(self) -> str:
        """In SQLCipher's words: the key itself and its salt, so that nothing is derived at every connection."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


_KNOWN: dict[bytes, Key] = {}


def new_key(passphrase: str) -> Key:
    """A key for a file that is to be written; it takes about a quarter of a second."""
    return derived(passphrase, os.urandom(SALT_BYTES))


def derived(passphrase: str, salt: bytes) -> Key:
    """The key that a passphrase makes for files with this salt; however a keyboard has put its letters together."""
    typed = unicodedata.normalize("NFC", passphrase)
    secret = hashlib.pbkdf2_hmac("sha512", typed.encode(), salt, ROUNDS, _KEY_BYTES)
    return Key(salt, secret)


def remember(key: Key) -> None:
    """Let files with its salt be opened from now on."""
    _KNOWN[key.salt] = key


def known() -> tuple[Key, ...]:
    """The keys of all that has been unlocked."""
    return tuple(_KNOWN.values())


def forget_all() -> None:
    """Lock every library again, as a new start of the program does."""
    _KNOWN.clear()


def key_of(path: Path) -> Key | None:
    """The key of an encrypted file that has been unlocked; None for a plain one, and where there is none yet."""
    return _KNOWN.get(_head(path))


def is_locked(path: Path) -> bool:
    """Whether a file seems to be encrypted and its key is not known."""
    head = _head(path)
    if len(head) < SALT_BYTES or head == _PLAIN or head in _KNOWN:
        return False
    return is_noise(path, first=0)


def salt_of(path: Path) -> bytes:
    """What an encrypted file begins with."""
    return _head(path)


def is_noise(path: Path, *, first: int) -> bool:
    """Whether a file seems to be encrypted from a page on: nothing but random bytes, in whole pages."""
    size = path.stat().st_size
    if size <= first * _PAGE or size % _PAGE:
        return False
    with path.open("rb") as file:
        for page in (first, (first + size // _PAGE) // 2, size // _PAGE - 1):
            file.seek(page * _PAGE)
            if len(set(file.read(_PAGE))) < _FEWEST_VALUES:
                return False
    return True


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""
