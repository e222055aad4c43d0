"""The words that a picture file carries along: captions, authors, places, drawn text. Its pixels are not read.

Only where words are kept by their format: among random bytes any two letters are found sooner or later.
"""

import re
import zlib
from collections.abc import Iterator

_PNG, _JPEG, _EXIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"Exif\x00\x00"
_EMF, _EMF_AT = b" EMF", 40
_PNG_WORDS = (b"tEXt", b"iTXt", b"zTXt", b"eXIf")
_JPEG_WORDS = (0xE1, 0xED, 0xFE)
"""Exif and XMP, Photoshop's captions, comments."""
_START_OF_SCAN = 0xDA
_CAPTIONS = 4096
"""Windows keeps title, author and comment near the beginning of Exif, before the small picture that follows."""
_DRAWN_WORDS = 84
"""The record of an EMF that draws words: so many letters, 44 bytes from its beginning, from the place given there."""
_OTHER = 16_384
_WORDS = re.compile(r"[^\W_](?:[^\W_]|[ \t.,:;!?'\"()，。；：！？、“”‘’（）…—-])+")


def words_in_picture(data: bytes) -> Iterator[str]:
    """Everything that reads like words in a picture."""
    for text in _texts(data):
        yield from (match.group() for match in _WORDS.finditer(text))


def _texts(data: bytes) -> Iterator[str]:
    if data.startswith(_PNG):
        yield from _of_png(data)
    elif data.startswith(_JPEG):
        for kind, segment in _jpeg_segments(data):
            if kind in _JPEG_WORDS:
                yield from _of_segment(segment)
    elif data[_EMF_AT : _EMF_AT + len(_EMF)] == _EMF:
        yield "".join(_drawn_words(data))
    else:
        yield data[:_OTHER].decode(errors="ignore")


def _of_png(data: bytes) -> Iterator[str]:
    place = len(_PNG)
    while place + 8 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        chunk = data[place + 8 : place + 8 + length]
        if kind == b"eXIf":
            yield from _of_segment(_EXIF + chunk)
        elif kind in _PNG_WORDS:
            yield chunk.decode(errors="ignore")
            yield _inflated(chunk).decode(errors="ignore")
        place += length + 12


def _inflated(chunk: bytes) -> bytes:
    """What is packed in a chunk, behind its keyword; nothing where nothing is."""
    for start in (place for place in range(min(len(chunk), 200)) if chunk[place] == 0x78):
        try:
            return zlib.decompressobj().decompress(chunk[start:], 1_000_000)
        except zlib.error:
            continue
    return b""


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = len(_JPEG)
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != _START_OF_SCAN:
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        yield data[place + 1], data[place + 4 : place + 2 + length]
        place += 2 + max(length, 2)


def _of_segment(segment: bytes) -> Iterator[str]:
    yield segment.decode(errors="ignore")
    if segment.startswith(_EXIF):
        for shift in (0, 1):
            yield segment[shift : shift + _CAPTIONS].decode("utf-16-le", errors="ignore")


def _drawn_words(data: bytes) -> Iterator[str]:
    place = 0
    while place + 8 <= len(data):
        kind, size = (int.from_bytes(data[at : at + 4], "little") for at in (place, place + 4))
        if kind == _DRAWN_WORDS:
            letters, start = (int.from_bytes(data[at : at + 4], "little") for at in (place + 44, place + 48))
            yield data[place + start : place + start + 2 * letters].decode("utf-16-le", errors="ignore")
        place += max(size, 8)
