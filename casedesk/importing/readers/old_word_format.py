"""How old Word files (.doc) look: styles, headings, bold, hidden and deleted words, by position in the file.

The layout is that of [MS-DOC]: formatted pages of 512 bytes in the main stream, the style sheet in the table stream.
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

_PAGE = 512
_STYLES_AT, _CHARACTERS_AT, _PARAGRAPHS_AT = 162, 250, 258
_MAX_STYLES = 4000
_DEEPEST = 20
_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
"""How many bytes the operand of a change has, by the highest three bits of its code; -1: it tells itself."""
_Changes: TypeAlias = Callable[[bytes, int, int], bytes]
_DEFINES_TABLE, _CHANGES_TABS = 0xD608, 0xC615


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph or a run looks. `level` is the heading level from 1, 0 for none; `size` in points.

    `picture` is where in the stream Data the picture of the run is described.
    """

    style: int = 0
    level: int = 0
    is_contents: bool = False
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    centred: bool = False
    size: float = 0.0
    symbol: str = ""
    picture: int | None = None
    list_number: int = 0
    list_level: int = 0
    in_table: bool = False
    ends_row: bool = False


class Looks:
    """The looks of a file by byte position in its main stream. Raises struct.error for what makes no sense."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._styles = list(_styles(main, table))
        self._resolved: dict[int, Look] = {}
        self._paragraphs = _Runs(main, table, _PARAGRAPHS_AT, _paragraph_changes)
        self._characters = _Runs(main, table, _CHARACTERS_AT, _character_changes)

    def paragraph(self, position: int) -> Look:
        """The look of the paragraph whose mark is at a position."""
        changes = self._paragraphs.at(position)
        if len(changes) < 2:
            return self.style(0)
        return _changed(self.style(struct.unpack_from("<H", changes)[0]), changes[2:])

    def characters(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The stretches of [start, end) that look alike, with what is changed in them."""
        yield from self._characters.between(start, end)

    def style(self, index: int, depth: int = 0) -> Look:
        """The look of a style with all it inherits."""
        if index in self._resolved:
            return self._resolved[index]
        if not 0 <= index < len(self._styles) or depth > _DEEPEST:
            return Look()
        style = self._styles[index]
        look = Look() if style.base == 0xFFF else self.style(style.base, depth + 1)
        look = replace(look, style=index, is_contents=19 <= style.kind <= 27)
        if 1 <= style.kind <= 9:
            look = replace(look, level=style.kind)
        elif style.kind == 62:
            look = replace(look, level=1)
        for changes in style.changes:
            look = _changed(look, changes)
        self._resolved[index] = look
        return look


def run_look(paragraph: Look, changes: bytes) -> Look:
    """The look of a run in a paragraph."""
    return _changed(paragraph, changes) if changes else paragraph


@dataclass(frozen=True, slots=True)
class _Style:
    kind: int
    base: int
    changes: tuple[bytes, ...]


class _Runs:
    """Stretches of the main stream and the changes in them, from the pages that hold them."""

    def __init__(self, main: bytes, table: bytes, at: int, changes_of: _Changes) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._changes: list[bytes] = []
        offset, length = struct.unpack_from("<Ii", main, at)
        count = (length - 4) // 8
        for index in range(max(count, 0)):
            page = struct.unpack_from("<I", table, offset + 4 * (count + 1) + 4 * index)[0] & 0x3FFFFF
            self._read(main[page * _PAGE : (page + 1) * _PAGE], changes_of)

    def _read(self, page: bytes, changes_of: _Changes) -> None:
        if len(page) < _PAGE:
            return
        count = page[_PAGE - 1]
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for index in range(count):
            if self._starts and bounds[index] < self._starts[-1]:
                continue
            self._starts.append(bounds[index])
            self._ends.append(bounds[index + 1])
            self._changes.append(changes_of(page, count, index))

    def at(self, position: int) -> bytes:
        index = bisect_right(self._starts, position) - 1
        return self._changes[index] if index >= 0 and position < self._ends[index] else b""

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end:
            if index >= len(self._starts) or self._starts[index] >= end:
                yield start, end, b""
                return
            if self._starts[index] > start:
                yield start, self._starts[index], b""
                start = self._starts[index]
            stop = min(self._ends[index], end)
            if stop > start:
                yield start, stop, self._changes[index]
                start = stop
            index += 1


def _paragraph_changes(page: bytes, count: int, index: int) -> bytes:
    at = 2 * page[4 * (count + 1) + 13 * index]
    if not at:
        return b""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def _character_changes(page: bytes, count: int, index: int) -> bytes:
    at = 2 * page[4 * (count + 1) + index]
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _styles(main: bytes, table: bytes) -> Iterator[_Style]:
    offset, length = struct.unpack_from("<Ii", main, _STYLES_AT)
    sheet = table[offset : offset + max(length, 0)]
    if len(sheet) < 6:
        return
    head, count, base_size = struct.unpack_from("<HHH", sheet)
    position = 2 + head
    for _ in range(min(count, _MAX_STYLES)):
        if position + 2 > len(sheet):
            return
        size = struct.unpack_from("<H", sheet, position)[0]
        yield _style(sheet[position + 2 : position + 2 + size], base_size)
        position += 2 + size


def _style(record: bytes, base_size: int) -> _Style:
    if len(record) < base_size + 2:
        return _Style(0, 0xFFF, ())
    kind, base, parts = struct.unpack_from("<HHH", record)
    name_length = struct.unpack_from("<H", record, base_size)[0]
    position = base_size + 2 + 2 * name_length + 2
    changes: list[bytes] = []
    for index in range(parts & 0xF):
        position += position % 2
        if position + 2 > len(record):
            break
        size = struct.unpack_from("<H", record, position)[0]
        part = record[position + 2 : position + 2 + size]
        is_paragraph = base & 0xF == 1 and index == 0
        changes.append(part[2:] if is_paragraph else part)
        position += 2 + size
    return _Style(kind & 0xFFF, base >> 4, tuple(changes))


def changes_in(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """The codes of a list of changes with their operands."""
    position = 0
    while position + 2 <= len(changes):
        code = changes[position] | changes[position + 1] << 8
        position += 2
        size = _SIZES[code >> 13]
        if size < 0:
            if position >= len(changes) or (code == _CHANGES_TABS and changes[position] == 255):
                return
            size = changes[position] + 1
            if code == _DEFINES_TABLE:
                size = int.from_bytes(changes[position : position + 2], "little") + 1
        yield code, changes[position : position + size]
        position += size


def _changed(look: Look, changes: bytes) -> Look:
    base = look
    for code, operand in changes_in(changes):
        if not operand:
            break
        look = _with(look, base, code, operand)
    return look


def _with(look: Look, base: Look, code: int, operand: bytes) -> Look:  # noqa: C901 - one line for each code
    value = operand[0]
    match code:
        case 0x0835:
            return replace(look, bold=_toggled(value, base.bold))
        case 0x0836:
            return replace(look, italic=_toggled(value, base.italic))
        case 0x083C:
            return replace(look, hidden=_toggled(value, base.hidden))
        case 0x0800:
            return replace(look, deleted=bool(value & 1))
        case 0x4A43:
            return replace(look, size=int.from_bytes(operand, "little") / 2)
        case 0x6A09:
            return replace(look, symbol=f"{int.from_bytes(operand[2:4], 'little'):04X}")
        case 0x6A03:
            return replace(look, picture=int.from_bytes(operand, "little", signed=True))
        case 0x2403 | 0x2461:
            return replace(look, centred=value == 1)
        case 0x2640:
            return replace(look, level=value + 1 if value < 9 else 0)
        case 0x260A:
            return replace(look, list_level=min(value, 8))
        case 0x460B:
            return replace(look, list_number=int.from_bytes(operand, "little", signed=True))
        case 0x2416:
            return replace(look, in_table=bool(value))
        case 0x2417:
            return replace(look, ends_row=bool(value))
        case _:
            return look


def _toggled(value: int, inherited: bool) -> bool:
    return bool(value) if value < 0x80 else inherited if value == 0x80 else not inherited
