"""How wide words are before anybody has set them: enough to know what fits on a line."""

from math import ceil

_SQUARE = 1.0
_STAND_IN = 1.17
"""How much wider DejaVu is, the widest face that is put in Cambria's place."""


def width_of(text: str) -> float:
    """The width of a text, in letters of its size, by the usual widths of Cambria and Times."""
    return sum(map(_widths.__getitem__, text))


def lines_of(text: str, room: float) -> int:
    """How many lines a text takes in a room of so many letters."""
    return sum(max(1, ceil(width_of(line) / room)) for line in text.split("\n"))


def width_at_worst(text: str) -> float:
    """The width of a text, in letters of its size, where a computer has neither of these nor a face of their widths."""
    return sum(width if width == _SQUARE else width * _STAND_IN for width in map(_widths.__getitem__, text))


def _letter(char: str) -> float:
    if ord(char) >= 0x2E80 or char in "“”‘’—…":
        return _SQUARE
    if char.isupper():
        return 0.65
    return 0.25 if char in " .,:;·'|" else 0.48


class _Widths(dict[str, float]):
    """The width of each letter that was asked for."""

    def __missing__(self, char: str) -> float:
        width = self[char] = _letter(char)
        return width


_widths = _Widths()
