"""What the program and the process that reads files say to each other, through two pipes.

A message is a head, its JSON and its bytes, each with its length before it. Nothing in it is ever executed.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, TypeAlias, get_args

from casedesk.domain.draft import Proposal
from casedesk.domain.wire import packed, unpacked

WORKER_OPTION = "--reading-worker"
"""With this, and the memory it may use, a frozen program becomes the reading process; see `app`."""

_HEAD = struct.Struct(">IQ")
_LENGTH = struct.Struct(">Q")
_MOST = 2_000_000_000
"""Bytes of one message. Whoever sends more has gone mad."""


class Wanted(StrEnum):
    """What is asked of the reading process."""

    FILE = "file"
    """Read the file at `path`."""
    DATA = "data"
    """Read the file whose bytes are `data`."""
    TEXT = "text"
    """Read the pasted text whose UTF-8 is `data`."""
    HTML = "html"
    """Read the pasted page whose UTF-8 is `data`."""
    BUNDLE = "bundle"
    """Unpack the files that lie in the bundle at `path`."""


@dataclass(frozen=True, slots=True)
class Request:
    """One piece of work. `seconds` is after how long the process ends itself, should nobody else do it."""

    wanted: Wanted
    name: str
    path: str = ""
    data: bytes = b""
    encoding: str = ""
    language: str = "en"
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has started."""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """It is at this page of so many."""

    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReadOut:
    """The file was read: its bytes, where only its path was known, and what is proposed."""

    data: bytes
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file out of a bundle; further ones follow, and `Unbundled` or `Refused` at the end."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Unbundled:
    """These were all the files of the bundle."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The file cannot be read, for a reason that the user is told.

    Where an office program may still open it, `old_suffix` is what such a file is called.
    """

    sentence: str
    old_suffix: str = ""


@dataclass(frozen=True, slots=True)
class TooMuch:
    """The file wants more memory than one file gets."""


@dataclass(frozen=True, slots=True)
class Stumbled:
    """A bug: which exception and where, without its words, which could be a client's."""

    kind: str
    frames: str


Part: TypeAlias = Ready | PageSeen | Unpacked
"""What comes on the way."""
Answer: TypeAlias = ReadOut | Unbundled | Refused | TooMuch | Stumbled
"""What a request ends with."""
Message: TypeAlias = Request | Part | Answer
_KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in (Request, *get_args(Part), *get_args(Answer))}


def encoded(message: Message) -> tuple[bytes, ...]:
    """The message in pieces, to be written one after the other."""
    blobs: list[bytes] = []
    words = json.dumps([type(message).__name__, packed(message, blobs)], ensure_ascii=False)
    told = words.encode("utf-8", "surrogatepass")
    pieces = [_HEAD.pack(len(blobs), len(told)), told]
    for blob in blobs:
        pieces += (_LENGTH.pack(len(blob)), blob)
    return tuple(pieces)


def send(pipe: BinaryIO, message: Message) -> None:
    """Write a message. Raises OSError when nobody listens any more."""
    pipe.writelines(encoded(message))
    pipe.flush()


def receive(pipe: BinaryIO) -> Message | None:
    """The next message; None at the end of the pipe, also in the middle of a message.

    Raises ValueError where it is no message.
    """
    try:
        count, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
        if length > _MOST:
            raise ValueError("no message")
        told = _exactly(pipe, length)
        blobs = list(_blobs(pipe, count, _MOST - length))
    except EOFError:
        return None
    try:
        name, value = json.loads(told.decode("utf-8", "surrogatepass"))
        kind = _KINDS[name]
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("no message") from error
    return unpacked(kind, value, blobs)


def _blobs(pipe: BinaryIO, count: int, most: int) -> Iterator[bytes]:
    for _ in range(count):
        (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
        most -= length
        if most < 0:
            raise ValueError("no message")
        yield _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data
