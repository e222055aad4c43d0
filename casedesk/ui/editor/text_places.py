"""Places in text: Python counts characters, Qt counts UTF-16 units, and both must mean the same place."""

from collections.abc import Iterable

_AS_SPACES = {ord(char): "\n" for char in "\u2028\u2029\ufdd0\ufdd1"} | {0xFFFC: " "}


def words_of(raw: str) -> str:
    """A document's raw text with line ends and pictures as white space; every character keeps its place."""
    return raw.translate(_AS_SPACES)


def python_to_qt(text: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of characters as ranges of UTF-16 units; those outside of the text are left out."""
    size = len(text)
    inside = [(start, end) for start, end in ranges if 0 <= start < end <= size]
    if text.isascii() or max(text, default="") <= "\uffff":
        return inside
    return [(qt_place(text, start), qt_place(text, end)) for start, end in inside]


def qt_place(text: str, place: int) -> int:
    """The place of a character in UTF-16 units."""
    return place + sum(char > "\uffff" for char in text[:place])


def python_place(text: str, place: int) -> int:
    """The character at a place in UTF-16 units."""
    units = 0
    for at, char in enumerate(text):
        if units >= place:
            return at
        units += 2 if char > "\uffff" else 1
    return len(text)


def kept_place(before: str, after: str, place: int) -> int:
    """Where a caret at `place` of the text before belongs in the text after: with the words that stayed."""
    head = 0
    limit = min(len(before), len(after))
    while head < limit and before[head] == after[head]:
        head += 1
    if place <= head:
        return place
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    if place >= len(before) - tail:
        return len(after) - (len(before) - place)
    return min(place, len(after) - tail)
