"""The pictures that stand in the lines of an old Word file: [MS-DOC] PICFAndOfficeArtData, in the stream Data."""

import struct
from dataclasses import dataclass

_NAMED = 0x66
_BLIPS = {0xF01D: (b"\xff\xd8\xff", "jpg"), 0xF01E: (b"\x89PNG", "png"), 0xF02A: (b"\xff\xd8\xff", "jpg")}
_ENTRY = 0xF007
_ENTRY_HEAD = 36
_MARKS = (17, 33)
"""Before the picture itself stand one or two hashes of 16 bytes, and a byte."""
_TWIPS_A_PIXEL = 15


@dataclass(frozen=True, slots=True)
class InlinePicture:
    """A picture as it lies in the file; `width` in pixels, 0 where nobody knows."""

    data: bytes
    ending: str
    width: int


def picture_at(stream: bytes, at: int) -> InlinePicture | None:
    """The picture whose description begins at an offset; None where there is none of a kind that is shown."""
    try:
        length, header, kind = struct.unpack_from("<iHh", stream, at)
        goal, _, scale = struct.unpack_from("<HHH", stream, at + 28)
        position, end = at + header, min(at + length, len(stream))
        if at < 0 or header < 34:
            return None
        if kind == _NAMED:
            position += 1 + stream[position]
        width = goal * scale // 1000 // _TWIPS_A_PIXEL
        return _first_blip(stream, position, end, width)
    except (struct.error, IndexError):
        return None


def _first_blip(stream: bytes, position: int, end: int, width: int) -> InlinePicture | None:
    while position + 8 <= end:
        _, kind, length = struct.unpack_from("<HHI", stream, position)
        if kind == _ENTRY:  # the picture lies inside it, behind its name
            position += 8 + _ENTRY_HEAD + stream[position + 8 + _ENTRY_HEAD - 3]
            continue
        if kind in _BLIPS:
            magic, ending = _BLIPS[kind]
            body = stream[position + 8 : min(position + 8 + length, end)]
            start = next((mark for mark in _MARKS if body.startswith(magic, mark)), None)
            return InlinePicture(body[start:], ending, width) if start is not None else None
        position += 8 + length
    return None
