"""Where pages stand on the desk, in pixels from its upper left corner: rows of one, two or more."""

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSizeF

GAP = 16
SPINE = 2
"""Between two pages that face each other."""
PAIR_FROM = 0.8
"""Pages may be smaller than whole-page size by so much for two of them to stand beside each other."""
LEAST = 0.1
"""The smallest scale, in pixels per point, however little room there is."""


class Fit(StrEnum):
    """How the scale is found."""

    PAGE = "page"
    WIDTH = "width"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Rows:
    """Pages in rows. `tops` are those of the rows; `first` is the number of the first page in each."""

    rects: tuple[QRectF, ...]
    tops: tuple[float, ...]
    first: tuple[int, ...]
    size: QSizeF

    def row_at(self, y: float) -> int:
        """The row that stands at a height, or the last one above it."""
        return max(0, bisect.bisect_right(self.tops, y) - 1)

    def row_of(self, number: int) -> int:
        """The row of a page."""
        return max(0, bisect.bisect_right(self.first, number) - 1)

    def pitch(self, row: int) -> float:
        """How far the next row is below this one."""
        end = self.tops[row + 1] if row + 1 < len(self.tops) else self.size.height()
        return max(1.0, end - self.tops[row])

    def pages_of(self, row: int) -> range:
        """The pages of a row."""
        return range(self.first[row], self.first[row + 1] if row + 1 < len(self.first) else len(self.rects))

    def seen(self, top: float, bottom: float) -> range:
        """The pages that stand, at least in part, between two heights."""
        if not self.rects:
            return range(0)
        return range(self.first[self.row_at(top)], self.pages_of(self.row_at(bottom)).stop)


def scale_for(fit: Fit, fixed: float, sizes: Sequence[QSizeF], room: QSizeF, *, is_facing: bool) -> float:
    """Pixels per point, so that the largest page fits as it should."""
    if fit is Fit.FIXED:
        return fixed
    width, height = _largest(sizes)
    beside = (room.width() - 2 * GAP - SPINE) / (2 * width) if is_facing else (room.width() - 2 * GAP) / width
    if fit is Fit.WIDTH:
        return max(LEAST, beside)
    one = min((room.height() - 2 * GAP) / height, beside)
    two = (room.width() - 3 * GAP) / (2 * width)
    takes_two = not is_facing and len(sizes) > 1 and PAIR_FROM * one <= two < one
    return max(LEAST, two if takes_two else one)


def rows_of(sizes: Sequence[QSizeF], scale: float, room: QSizeF, *, is_facing: bool) -> Rows:
    """As many pages beside each other as there is room for; or, facing, two as in an open book, the first alone."""
    width, _ = _largest(sizes)
    cell = width * scale
    columns = 2 if is_facing else max(1, min(len(sizes), int((room.width() - GAP) // (cell + GAP))))
    gap = SPINE if is_facing else GAP
    empty = 1 if is_facing else 0
    rects: list[QRectF] = []
    tops: list[float] = []
    first: list[int] = []
    y = float(GAP)
    for row in range(math.ceil((len(sizes) + empty) / columns)):
        numbers = range(max(0, row * columns - empty), min(len(sizes), (row + 1) * columns - empty))
        tops.append(y - GAP)
        first.append(numbers.start)
        high = 0.0
        for number in numbers:
            column = (number + empty) % columns
            wide, tall = sizes[number].width() * scale, sizes[number].height() * scale
            slack = (cell - wide) * ((1 - column) if is_facing else 0.5)
            rects.append(QRectF(GAP + column * (cell + gap) + slack, y, wide, tall))
            high = max(high, tall)
        y += high + GAP
    return Rows(tuple(rects), tuple(tops), tuple(first), QSizeF(columns * (cell + gap) - gap + 2 * GAP, y))


def _largest(sizes: Sequence[QSizeF]) -> tuple[float, float]:
    return max((size.width() for size in sizes), default=1.0), max((size.height() for size in sizes), default=1.0)
