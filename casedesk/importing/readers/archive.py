"""Zip files and the XML in them, read with limits: nothing is fetched, expanded without end or nested without end."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from casedesk.domain.errors import UnreadableFileError
from casedesk.texts import N_

MAX_PART = 200_000_000
MAX_TOTAL = 500_000_000
_MAX_PARTS = 20_000
_MAX_RATIO = 250
_RATIO_FROM = 20_000_000

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] - lxml has no other name for it

DAMAGED = N_("The file is damaged. Open it in the program it was made with, save it again, and import the new file.")
_BOMB = N_(
    "The file unpacks to far more than its size, so it was not opened. Save it again in the program it was made with."
)
_PROTECTED = N_(
    "The file is protected by a password. Open it in the program it was made with and save it without a password."
)

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/presentationml/main": b"http://schemas.openxmlformats.org/presentationml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class Archive:
    """The parts of a zip file. Raises UnreadableFileError for damaged and protected files and for zip bombs."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise UnreadableFileError(DAMAGED) from error
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableFileError(_PROTECTED)
        unpacked = sum(info.file_size for info in infos)
        if len(infos) > _MAX_PARTS or unpacked > MAX_TOTAL:
            raise UnreadableFileError(_BOMB)
        if unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * max(1, len(data)):
            raise UnreadableFileError(_BOMB)
        self._names = {info.filename.lstrip("/").replace("\\", "/").lower(): info for info in infos}

    def names(self) -> Iterator[str]:
        """The names of all parts, lower case."""
        return iter(self._names)

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.lstrip("/").lower() in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none."""
        info = self._names.get(name.lstrip("/").lower())
        if info is None:
            return b""
        if info.file_size > MAX_PART:
            raise UnreadableFileError(_BOMB)
        try:
            with self._zip.open(info) as part:
                data = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            zlib.error,
        ) as error:
            raise UnreadableFileError(DAMAGED) from error
        if len(data) > MAX_PART:
            raise UnreadableFileError(_BOMB)
        return data

    def xml(self, name: str) -> Element | None:
        """The root of an XML part in the usual (transitional) namespaces; None where there is no such part."""
        data = self.read(name)
        if not data:
            return None
        if b"purl.oclc.org/ooxml" in data[:4000]:
            for strict, usual in _STRICT.items():
                data = data.replace(strict, usual)
        return parse_xml(data)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part by id: the last word of the type, and the target part ("" for outside targets)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                target = ""
            elif target.startswith("/"):
                target = target.lstrip("/")
            else:
                target = posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target)
        return found


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def parse_xml(data: bytes) -> Element:
    """The root of an XML document; entities stay unresolved.

    Raises UnreadableFileError for damaged XML, and MemoryError, which libxml2 calls an error of the syntax.
    """
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise UnreadableFileError(DAMAGED) from error
