"""Offsets of Python text and positions of a Qt document, which counts UTF-16 units."""

from bisect import bisect_left
from itertools import count
from re import finditer

_PICTURE = "\ufffc"
_SHOWN = {"\0": " ", "\x0b": " ", "\x0c": " ", "\r": " ", "\u2028": " ", "\u2029": " ", _PICTURE: "▣"}


def shown(text: str) -> str:
    """The text as a Qt document can show it: character for character, so that offsets stay."""
    for char, instead in _SHOWN.items():
        text = text.replace(char, instead)
    return text


class TextPositions:
    """Goes from offsets to positions and back; both are the same where no character needs two units."""

    def __init__(self, text: str) -> None:
        self._wide = [match.start() for match in finditer("[\U00010000-\U0010ffff]", text)]
        self._wide_positions = [offset + before for offset, before in zip(self._wide, count(), strict=False)]

    def position(self, offset: int) -> int:
        """The position in the document of an offset in the text."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, position: int) -> int:
        """The offset in the text of a position in the document."""
        return position - bisect_left(self._wide_positions, position)
