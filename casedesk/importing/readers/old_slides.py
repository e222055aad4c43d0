"""Old slides (.ppt): titles as headings, the words of the shapes and the notes, in the order of the show.

The layout is that of [MS-PPT]: records in one stream; the last edit tells where the present version of each slide is.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import olefile

from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import OldFormatError, UnreadableFileError
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED
from casedesk.texts import N_, tr

MEDIA_TYPE = "application/vnd.ms-powerpoint"
_EMPTY = N_("The slides hold no text. If they hold pictures of text, run text recognition on them first.")
_PROTECTED = N_(
    "The file is protected by a password. Open it in the program it was made with and save it without a password."
)
_STREAM = "PowerPoint Document"
_Ole: TypeAlias = "olefile.OleFileIO[str]"
_ENCRYPTED = 0xF3D1C4DF
_LIST, _PERSIST, _HEADER, _CHARS, _BYTES, _REFERENCE = 0x0FF0, 0x03F3, 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
_SLIDE_FACTS, _DIRECTORY = 0x03EF, 0x1772
_TITLES, _NOTES = (0, 6), 2
_MAX_EDITS = 1000
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    start: int
    end: int
    is_container: bool


@dataclass(frozen=True, slots=True)
class _Slide:
    """Where a slide is, its own number, and the texts that its outline holds for it."""

    place: int
    number: int
    texts: list[tuple[int, str]]


def read(path: Path, data: bytes) -> SourceText:
    """The slides as text."""
    try:
        ole: _Ole = olefile.OleFileIO(io.BytesIO(data))
        with ole:
            return read_streams(ole.openstream("Current User").read(), ole.openstream(_STREAM).read(), path.name)
    except (OSError, struct.error, LookupError, ValueError, RecursionError) as error:
        raise OldFormatError(DAMAGED, suffix=".ppt") from error


def read_streams(user: bytes, stream: bytes, name: str) -> SourceText:
    """The slides of the two streams that matter. Raises struct.error, LookupError and ValueError for nonsense."""
    token, edit = struct.unpack_from("<II", user, 12)
    if token == _ENCRYPTED:
        raise UnreadableFileError(_PROTECTED)
    builder = SourceBuilder(name, MEDIA_TYPE)
    _Show(stream, edit).build(builder)
    if builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return builder.result()


class _Show:
    def __init__(self, stream: bytes, edit: int) -> None:
        self._stream = stream
        self._places: dict[int, int] = {}
        self._document = self._follow(edit)

    def build(self, builder: SourceBuilder) -> None:
        """Put the slides into a builder."""
        document = self._record(self._places[self._document])
        lists = {record.instance: record for record in self._children(document) if record.kind == _LIST}
        notes = {slide.number: slide for slide in self._slides(lists.get(2))}
        previous = ""
        for number, slide in enumerate(self._slides(lists.get(0)), 1):
            place = tr("Slide {number}").format(number=number)
            record = self._record(slide.place)
            texts = list(self._texts(record, slide.texts, 0)) or slide.texts
            previous = _put(builder, texts, place, previous)
            note = notes.get(self._note_number(record))
            if note is not None:
                spoken = self._texts(self._record(note.place), note.texts, 0)
                _put(builder, [(kind, text) for kind, text in spoken if kind == _NOTES], place, "")

    def _follow(self, edit: int) -> int:
        """Fill in where everything is, the newest edit first; the number of the document."""
        document = 0
        for _ in range(_MAX_EDITS):
            before, directory, number = struct.unpack_from("<III", self._stream, edit + 16)
            document = document or number
            record = self._record(directory)
            if record.kind != _DIRECTORY:
                raise ValueError("no directory")
            self._note_places(record)
            if not before:
                return document
            edit = before
        raise ValueError("edits without end")

    def _note_places(self, directory: _Record) -> None:
        position = directory.start
        while position + 4 <= directory.end:
            head = struct.unpack_from("<I", self._stream, position)[0]
            first, count = head & 0xFFFFF, head >> 20
            places = struct.unpack_from(f"<{count}I", self._stream, position + 4)
            for index, place in enumerate(places):
                self._places.setdefault(first + index, place)
            position += 4 + 4 * count

    def _slides(self, found: _Record | None) -> Iterator[_Slide]:
        slide: _Slide | None = None
        kind = 4
        for record in self._children(found) if found is not None else ():
            if record.kind == _PERSIST:
                if slide is not None:
                    yield slide
                reference, number = struct.unpack_from("<I8xI", self._stream, record.start)
                place = self._places.get(reference)
                slide = _Slide(place, number, []) if place is not None else None
            elif record.kind == _HEADER:
                kind = struct.unpack_from("<I", self._stream, record.start)[0]
            elif record.kind in (_CHARS, _BYTES) and slide is not None:
                slide.texts.append((kind, self._words(record)))
        if slide is not None:
            yield slide

    def _texts(self, container: _Record, outline: list[tuple[int, str]], depth: int) -> Iterator[tuple[int, str]]:
        """The texts of a slide's shapes in their order, each with its kind."""
        kind = 4
        for record in self._children(container):
            if record.kind == _HEADER:
                kind = struct.unpack_from("<I", self._stream, record.start)[0]
            elif record.kind in (_CHARS, _BYTES):
                yield kind, self._words(record)
            elif record.kind == _REFERENCE:
                index = struct.unpack_from("<I", self._stream, record.start)[0]
                if index < len(outline):
                    yield outline[index]
            elif (record.is_container or record.kind == 0xF00D) and depth < _DEEPEST:
                yield from self._texts(record, outline, depth + 1)

    def _note_number(self, slide: _Record) -> int:
        for record in self._children(slide):
            if record.kind == _SLIDE_FACTS:
                return struct.unpack_from("<I", self._stream, record.start + 16)[0]
        return 0

    def _words(self, record: _Record) -> str:
        data = self._stream[record.start : record.end]
        return data.decode("utf-16-le" if record.kind == _CHARS else "latin-1", "replace")

    def _children(self, container: _Record) -> Iterator[_Record]:
        position = container.start
        while position + 8 <= container.end:
            record = self._record(position)
            yield record
            position = record.end

    def _record(self, at: int) -> _Record:
        head, kind, length = struct.unpack_from("<HHI", self._stream, at)
        end = min(at + 8 + length, len(self._stream))
        return _Record(kind, head >> 4, at + 8, end, head & 0xF == 0xF)


def _put(builder: SourceBuilder, texts: list[tuple[int, str]], place: str, previous: str) -> str:
    """Add the texts of a slide; its title, so that the next one can tell a title that merely goes on."""
    title = " ".join(next((text for kind, text in texts if kind in _TITLES), "").split())
    if title and title != previous:
        builder.text("", place=place)
        builder.text(title, style=Style.HEADING, level=1, place=place)
    is_open = bool(title)
    for kind, text in texts:
        if kind in _TITLES and is_open:
            is_open = False
            continue
        for line in text.replace("\x0b", "\n").split("\r"):
            if line.strip() != "*":  # where the number of the slide or the date is filled in
                builder.text(line, place=place)
    return title or previous
