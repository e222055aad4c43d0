"""Sets of cases as one Python int each: bit `p` stands for the case at position `p`.

100,000 cases are 12.5 KB; and, or and counting take microseconds, so all counts of the filter panel fit into a
keystroke.
"""

from collections.abc import Iterable, Sequence
from itertools import compress

_DIGITS = bytes.maketrans(b"01", b"\x00\x01")
_FEW = 64


def bitmap(positions: Sequence[int], size: int) -> int:
    """The set of these positions; all are below `size`."""
    if len(positions) < _FEW:
        found = 0
        for position in positions:
            found |= 1 << position
        return found
    digits = bytearray(b"0") * size
    for position in positions:
        digits[~position] = 49  # the last digit is position 0
    return int(digits, 2)


def flags(found: int, size: int) -> bytes:
    """One byte for every position, 1 for those in the set."""
    return f"{found:0{size}b}".encode().translate(_DIGITS)[::-1] if size else b""


def positions(found: int) -> list[int]:
    """The positions in a set, in order."""
    count = found.bit_count()
    if count < _FEW:
        return list(_few(found))
    size = found.bit_length()
    digits = flags(found, size)
    return list(_each(digits)) if count * 16 < size else list(compress(range(size), digits))


def union(bitmaps: Iterable[int]) -> int:
    """All positions that are in any of the sets."""
    found = 0
    for item in bitmaps:
        found |= item
    return found


def intersection(bitmaps: Iterable[int]) -> int:
    """The positions that are in all of the sets; every position where there are no sets."""
    found = -1
    for item in bitmaps:
        found &= item
    return found


def _each(digits: bytes) -> Iterable[int]:
    """Where the ones are; fast when they are far between."""
    place = digits.find(1)
    while place >= 0:
        yield place
        place = digits.find(1, place + 1)


def _few(found: int) -> Iterable[int]:
    while found:
        lowest = found & -found
        yield lowest.bit_length() - 1
        found ^= lowest
