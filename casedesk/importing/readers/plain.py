"""Plain text: every line is a block."""

import codecs
import re
from pathlib import Path

from casedesk.domain.draft import SourceBlock, SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.readers.common_characters import share_of_common
from casedesk.texts import N_

ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""The encodings the user may choose from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


def read(path: Path, data: bytes, *, encoding: str = "") -> SourceText:
    """The text of a file; `encoding` overrides the detection."""
    text, found = decode(data, encoding=encoding)
    return from_text(text, path.name, encoding=found)


def decode(data: bytes, *, encoding: str = "") -> tuple[str, str]:
    """Text and the encoding it was in: a byte order mark, else strict UTF-8, else whatever gives most common
    characters. Raises UnreadableFileError for data that is no text."""
    if encoding:
        return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name.removesuffix("-sig")
    candidates = _candidates(data)
    if not candidates and (western := _western(data)):
        return western
    if not candidates:
        raise UnreadableFileError(
            N_(
                "This is no text, or its encoding is unknown. Open it in the program it was made with and save it "
                "as UTF-8 text."
            )
        )
    if candidates[0][1] == "utf-8":
        return candidates[0]
    best = max(candidates, key=lambda candidate: share_of_common(candidate[0]))
    western = _western(data)
    return western if western and share_of_common(western[0]) > share_of_common(best[0]) else best


def _candidates(data: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in ENCODINGS:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            text = _all_but_the_end(data, name)
        if text is not None and "\x00" not in text and not _is_binary(text):
            found.append((text, name))
    return found


def _western(data: bytes) -> tuple[str, str] | None:
    """The text as Windows writes English, where nearly all of it is plain letters; None where it is not."""
    text = data.decode("cp1252", "replace")
    letters = sum(char.isascii() for char in text)
    return (text, "cp1252") if letters * 10 >= len(text) * 8 and "\x00" not in text and not _is_binary(text) else None


def _all_but_the_end(data: bytes, name: str) -> str | None:
    """The text of data that was cut off inside its last character, or holds a few damaged ones."""
    text = data.decode(name, "replace")
    return text if 0 < text.count("\ufffd") <= 1 + len(text) // 2000 and len(text) > 40 else None


def _is_binary(text: str) -> bool:
    sample = text[:20_000]
    return sum(char < " " and char not in "\t\n\r\f\x0b" for char in sample) * 50 > len(sample)


def from_text(text: str, name: str, *, encoding: str = "", media_type: str = "text/plain") -> SourceText:
    """A source of plain text; every line that is not blank is a block."""
    text = re.sub(r"\r\n?|\f|\x0b|\u2029|\x85", "\n", text)
    blocks = tuple(SourceBlock(match.start(), match.end()) for match in _LINE.finditer(text))
    return SourceText(name, text, blocks, media_type, encoding)
