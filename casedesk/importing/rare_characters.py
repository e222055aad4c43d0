"""Characters that hardly anybody writes, and runs of them: what copy protection strews into a text."""

import re
from collections.abc import Iterator
from functools import lru_cache

_FEWEST = 4
_BROKEN = "\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\x7f"
_EXTENSIONS = "\u3400-\u4dbf\U00020000-\U000323af"
"""Ideographs that came late to Unicode: for names and old books."""


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of four and more characters that nobody writes beside each other, and of two that are broken."""
    uncommon, rare = _patterns()
    for match in uncommon.finditer(text):
        start, end = match.span()
        if len(rare.findall(text, start, end)) * 2 >= end - start:
            yield start, end


def is_strange(words: str) -> bool:
    """Whether most of the words are broken characters, or such as hardly anybody writes."""
    uncommon, rare = _patterns()
    if not rare.search(words):
        return False
    taken = sum(match.end() - match.start() for match in uncommon.finditer(words))
    return taken * 10 >= len(words) * 7 and len(rare.findall(words)) * 2 >= taken > 0


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a run, and what finds the rare characters in it."""
    everyday, known = _everyday(), _known()
    ideographs = [chr(code) for code in range(0x4E00, 0xA000)]
    uncommon = "".join(char for char in ideographs if char not in everyday)
    rare = "".join(char for char in ideographs if char not in known)
    return (
        re.compile(f"[{uncommon}{_EXTENSIONS}]{{{_FEWEST},}}|[{_BROKEN}]{{2,}}"),
        re.compile(f"[{rare}{_EXTENSIONS}{_BROKEN}]"),
    )


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """The first planes of the mainland's and of Taiwan's old standards: what pupils learn."""
    return frozenset(_decoded("gb2312", range(0xB0, 0xD8)) + _decoded("big5", range(0xA4, 0xC7)))


def _known() -> frozenset[str]:
    return _everyday() | frozenset(_decoded("gb2312", range(0xD8, 0xF8)))


def _decoded(encoding: str, first_bytes: range) -> str:
    pairs = (bytes((first, second)) for first in first_bytes for second in range(0x40, 0xFF))
    return "".join(pair.decode(encoding, "ignore")[:1] for pair in pairs)
