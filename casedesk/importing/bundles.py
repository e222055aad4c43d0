"""Zip files of documents: what is in them, by name, read with limits and never written to disk."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casedesk.domain.errors import UnreadableFileError
from casedesk.importing import BUNDLES, SUFFIXES
from casedesk.importing.readers.plain import decode
from casedesk.texts import N_

MAX_MEMBER = 300_000_000
MAX_TOTAL = 2_000_000_000
MAX_MEMBERS = 20_000
MAX_DEPTH = 3
"""How many zip files may lie in one another."""
_MAX_RATIO = 250
_RATIO_FROM = 50_000_000
_CHUNK = 1_000_000

_DAMAGED = N_("The zip file is damaged. Unpack it with another program and import the folder.")
_PROTECTED = N_("The zip file is protected by a password. Unpack it and import the folder.")
_BOMB = N_("The zip file unpacks to far more than its size, so it was not opened. Unpack it and import what you need.")
_NOTHING = N_("The zip file holds no document that can be read.")
_SOME_LOST = N_(
    "Some files in the zip file are damaged or protected by a password and were left out: {names}. "
    "Unpack them with another program."
)
_PARTS_OF_OFFICE = ("[content_types].xml", "mimetype", "content.xml", "word/document.xml")
_FAULTS = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_UNICODE_PATH = 0x7075


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a zip file. `name` is its path there with forward slashes; it never leads out of a folder."""

    name: str
    data: bytes


def members(path: Path) -> Iterator[Member]:
    """The documents in a zip file, also in zip files inside it, in their order; other files are passed over.

    An Office file that is merely called .zip comes as itself. Raises UnreadableFileError for a file that is damaged,
    protected, a bomb or without documents; after the last document also when some could not be unpacked.
    """
    unpacking = _Unpacking()
    try:
        with path.open("rb") as file:
            yield from unpacking.members(file, path.name, "", 1)
    except OSError as error:
        raise UnreadableFileError(N_("The file is no longer there, or it may not be read.")) from error
    if unpacking.lost:
        shown = "; ".join(unpacking.lost[:5]) + (" …" if len(unpacking.lost) > 5 else "")
        raise UnreadableFileError(_SOME_LOST, names=shown)
    if not unpacking.found:
        raise UnreadableFileError(_NOTHING)


class _Unpacking:
    """What has been unpacked of one file so far, with everything inside it."""

    def __init__(self) -> None:
        self.found = 0
        self.lost: list[str] = []
        self._total = 0
        self._seen = 0

    def members(self, file: BinaryIO, name: str, prefix: str, depth: int) -> Iterator[Member]:
        size = file.seek(0, io.SEEK_END)
        try:
            archive = zipfile.ZipFile(file)
        except _FAULTS as error:
            raise UnreadableFileError(_DAMAGED) from error
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if any(info.filename.lower() in _PARTS_OF_OFFICE for info in infos):
            file.seek(0)
            yield self._counted(Member(prefix.removesuffix("/") or name, file.read()))
            return
        self._weigh(infos, size)
        if infos and all(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
            raise UnreadableFileError(_PROTECTED)
        for info, inner in zip(infos, _names(infos), strict=True):
            if _is_wanted(inner):
                yield from self._member(archive, info, prefix + inner, depth)

    def _member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, depth: int) -> Iterator[Member]:
        try:
            data = self._data(archive, info)
        except _FAULTS:
            self.lost.append(name)
            return
        if not name.lower().endswith(tuple(BUNDLES)):
            yield self._counted(Member(name, data))
        elif depth < MAX_DEPTH:
            try:
                yield from self.members(io.BytesIO(data), name, name + "/", depth + 1)
            except UnreadableFileError as error:
                if error.template == _BOMB:
                    raise
                self.lost.append(name)
        else:
            self.lost.append(name)

    def _data(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise ValueError("encrypted")
        parts: list[bytes] = []
        size = 0
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                self._total += len(chunk)
                if size > MAX_MEMBER or self._total > MAX_TOTAL:
                    raise UnreadableFileError(_BOMB)
                parts.append(chunk)
        return b"".join(parts)

    def _weigh(self, infos: list[zipfile.ZipInfo], size: int) -> None:
        self._seen += len(infos)
        unpacked = sum(info.file_size for info in infos)
        if self._seen > MAX_MEMBERS or (unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * max(size, 1)):
            raise UnreadableFileError(_BOMB)

    def _counted(self, member: Member) -> Member:
        self.found += 1
        return member


def _is_wanted(name: str) -> bool:
    """A document or a zip file; not what systems hide beside it, nor the lock files of Word."""
    is_hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in name.split("/"))
    return not is_hidden and name.lower().endswith(tuple(SUFFIXES))


def _names(infos: list[zipfile.ZipInfo]) -> list[str]:
    """The names of the files; those of old packers, who tell no encoding, are looked at together."""
    told = [_told_name(info) for info in infos]
    raw = [
        info.orig_filename.encode("cp437", "replace") for info, name in zip(infos, told, strict=True) if name is None
    ]
    guessed = iter(_decoded(raw))
    return [_safe(next(guessed) if name is None else name) for name in told]


def _told_name(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _UTF8_FLAG or info.orig_filename.isascii():
        return info.orig_filename
    position = 0
    while position + 4 <= len(info.extra):
        kind, length = struct.unpack_from("<HH", info.extra, position)
        if kind == _UNICODE_PATH and length > 5:
            return info.extra[position + 9 : position + 4 + length].decode("utf-8", "replace")
        position += 4 + length
    return None


def _decoded(raw: list[bytes]) -> list[str]:
    if not raw:
        return []
    try:
        encoding = decode(b"\n".join(raw))[1]
    except UnreadableFileError:
        encoding = "cp437"
    if encoding.startswith("utf-16"):
        encoding = "gb18030"
    return [name.decode(encoding, "replace") for name in raw]


def _safe(name: str) -> str:
    """The path without what could lead out of a folder or what a file name may not hold."""
    parts = re.sub(r'[\x00-\x1f<>:"|?*]', "_", name.partition("\x00")[0].replace("\\", "/")).split("/")
    return "/".join(part.strip() for part in parts if part.strip(" ."))
