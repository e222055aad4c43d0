"""Characters that hardly anybody writes, and runs of them: what copy protection strews into a text."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_FEWEST = 4
_BROKEN = "\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\x7f"
_EXTENSIONS = "\u3400-\u4dbf\U00020000-\U000323af"
"""Ideographs that came late to Unicode: for names and old books."""
_IDEOGRAPH = re.compile(f"[\u4e00-\u9fff{_EXTENSIONS}]")
_BROKEN_RUN = f"[{_BROKEN}]{{2,}}"
_MAY_BE_RARE = re.compile(f"[\u4e00-\u9fff{_EXTENSIONS}{_BROKEN}]")


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of four and more characters that nobody writes beside each other, and of two that are broken."""
    rare = _rare(set(text))
    for match in _uncommon(text).finditer(text) if rare else ():
        if sum(char in rare for char in match.group()) * 2 >= match.end() - match.start():
            yield match.span()


def is_strange(words: str) -> bool:
    """Whether most of the words are broken characters, or such as hardly anybody writes."""
    if _is_plain(words):
        return False
    rare = _rare(set(words))
    if not rare:
        return False
    taken = sum(match.end() - match.start() for match in _uncommon(words).finditer(words))
    return taken * 10 >= len(words) * 7 and sum(char in rare for char in words) * 2 >= taken > 0


def _is_plain(words: str) -> bool:
    """Whether the mainland's old standard has all of the words: the fastest way to tell it of most lines."""
    try:
        words.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return words.isprintable()


def _uncommon(text: str) -> re.Pattern[str]:
    """What finds a run in a text: made of the characters that it holds, because there are thousands of others."""
    everyday = _everyday()
    chars = "".join(sorted(char for char in set(text) if char not in everyday and _IDEOGRAPH.match(char)))
    return re.compile(f"[{chars}]{{{_FEWEST},}}|{_BROKEN_RUN}" if chars else _BROKEN_RUN)


def _rare(chars: Iterable[str]) -> set[str]:
    known = _known()
    return {char for char in chars if char not in known and _MAY_BE_RARE.match(char)}


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """The first planes of the mainland's and of Taiwan's old standards: what pupils learn."""
    return frozenset(_decoded("gb2312", range(0xB0, 0xD8)) + _decoded("big5", range(0xA4, 0xC7)))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return _everyday() | frozenset(_decoded("gb2312", range(0xD8, 0xF8)))


def _decoded(encoding: str, first_bytes: range) -> str:
    """The ideographs whose codes begin with these bytes."""
    seconds = [*(range(0x40, 0x7F) if encoding == "big5" else ()), *range(0xA1, 0xFF)]
    codes = b"".join(bytes((first, second)) for first in first_bytes for second in seconds)
    return codes.decode(encoding, "ignore")
