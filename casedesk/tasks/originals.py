"""The bytes of files under review, which are needed again only when they are kept: meanwhile they lie on the disk.

A hundred files of twenty megabytes must not fill the memory of whoever looks through their drafts.
"""

import hashlib
import tempfile
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casedesk.storage.library import Library

HEAD = 600
"""So many bytes of the beginning are at hand, to look at."""
_SMALL = 65_536
"""Less than that stays in memory."""


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes known by their hash and their beginning; `read` brings all of them."""

    digest: str
    head: bytes
    size: int
    read: Callable[[], bytes] = field(compare=False, repr=False)


def at_hand(data: bytes) -> Original:
    """Bytes that stay in memory."""
    return _original(data, lambda: data)


def in_library(library: Library, digest: str) -> Original:
    """Bytes that a library keeps, read out of it again when they are asked for, on any thread.

    Raises BadInputError where it does not keep them.
    """
    return _original(library.documents.original(digest), partial(_read_from, library.path, digest))


class Shelf:
    """A file without a name for bytes of many files. It is gone when the last `Original` that lies in it is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._end = 0

    def put(self, original: Original) -> Original:
        """The same bytes, out of memory where they are many and the disk takes them."""
        if original.size < _SMALL:
            return original
        data = original.read()
        with suppress(OSError), self._lock:
            start = self._written(data)
            return Original(original.digest, original.head, original.size, partial(self._read, start, len(data)))
        return original

    def _written(self, data: bytes) -> int:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="casedesk-")  # noqa: SIM115 - closed with the shelf
            weakref.finalize(self, self._file.close)
        start = self._end
        self._file.seek(start)
        self._file.write(data)
        self._file.flush()
        self._end = start + len(data)
        return start

    def _read(self, start: int, size: int) -> bytes:
        with self._lock:
            assert self._file is not None
            self._file.seek(start)
            return self._file.read(size)


def _original(data: bytes, read: Callable[[], bytes]) -> Original:
    return Original(hashlib.sha256(data).hexdigest(), data[:HEAD], len(data), read)


def _read_from(path: Path, digest: str) -> bytes:
    with Library.open(path, create=False, read_only=True) as library:
        return library.documents.original(digest)
