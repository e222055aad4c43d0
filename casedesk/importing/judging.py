"""Which of several readings of a source is right: what each says its cases are, measured by one figure.

Rules find cases by what they know of headings. Rows of lines that merely look alike (`looks`) offer other readings of
the same text. A careful reader prefers the reading in which every part tells a story, no story is left outside, the
parts are about as long as each other, each ends as texts end, and the label that closes a case ("Trainer notes:")
comes once in each. That is what the figure says, so that readings of any kind can be compared. The reading by rules
stands unless another one is clearly better.
"""

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from operator import itemgetter

from casedesk.importing.lines import Line, is_ended
from casedesk.importing.looks import LABEL, LookRow
from casedesk.importing.regions import Region
from casedesk.importing.story_signs import story_share
from casedesk.importing.titles import is_title_like

_STORY = 0.4
"""A share of story from which a part surely tells one."""
_SHORTEST_LINE = 20
_ANY_TEXT = 0.15
_FEWEST = 3
_APART = 150
_SHORTEST = 40
_LEAD = 0.1
"""How much better another reading must be than that by rules; half of that where their cases are of most unlike
length."""
_BEHIND = 0.04
_MOST_PROMISING = 6
_SWALLOWED = 0.3
_GOOD = 0.65
_ALL_TOLD = 0.8


@dataclass(frozen=True, slots=True)
class Figure:
    """How good a reading is; each part 0…1."""

    told: float
    covered: float
    even: float
    closed: float
    ended: float
    parted: float
    titled: float
    counted: float
    doubled: float
    empty: float

    @property
    def whole(self) -> float:
        """All parts in one figure, around 0…1."""
        for_it = 0.3 * self.told + 0.3 * self.covered + 0.1 * self.even + 0.2 * self.closed + 0.1 * self.ended
        for_it += 0.08 * self.parted + 0.05 * self.titled + 0.05 * self.counted
        return for_it - 0.3 * self.doubled - 0.4 * self.empty


class Judge:
    """Measures readings of one source."""

    def __init__(self, canon: str, lines: Sequence[Line]) -> None:
        self._canon = canon
        self._lines = lines
        self._starts = [line.start for line in lines]
        self._weights = {line.start: self._weight(line) for line in lines}
        self._total = sum(self._weights.values()) or 1.0
        self._label_at = {line.start: label for line in lines if (label := self._label(line))}
        self._labels = self._periodic()

    def figure(self, regions: Sequence[Region]) -> Figure:
        """How good the reading is in which these are the cases."""
        if not regions:
            return Figure(*[0.0] * 10)
        count = len(regions)
        lengths = [max(1, region.length) for region in regions]
        spread = statistics.pstdev(map(log, lengths)) if count > 1 else 0.0
        inside = sum(self._weights.get(line.start, 0.0) for region in regions for line in region.lines)
        closings = [self._closings(region) for region in regions]
        return Figure(
            told=sum(self._told(region) for region in regions) / count,
            covered=min(1.0, inside / self._total),
            even=max(0.0, 1.0 - spread) if count > 1 else 0.5,
            closed=self._closed(closings),
            ended=sum(self._is_ended(region) for region in regions) / count,
            parted=self._parted(regions),
            titled=sum(self._is_titled(region) for region in regions) / count,
            counted=self._counted(regions),
            doubled=sum(len(labels) > len(set(labels)) for labels in closings) / count,
            empty=sum(length < _SHORTEST for length in lengths) / count,
        )

    def promising(self, rows: Sequence[LookRow]) -> list[LookRow]:
        """The rows that divide the text best, roughly: as if each case went on to the next heading."""
        rough = [(self.figure(self._between(row)).whole, -index) for index, row in enumerate(rows)]
        return [rows[-index] for _, index in sorted(rough, reverse=True)[:_MOST_PROMISING]]

    def _between(self, row: LookRow) -> list[Region]:
        edges = [*(bisect_left(self._starts, head.start) for head in row.heads), len(self._lines)]
        return [
            Region(tuple(self._lines[first:until]), head)
            for head, (first, until) in zip(row.heads, pairwise(edges), strict=True)
        ]

    def _weight(self, line: Line) -> float:
        """How much of a story a line holds, in characters."""
        if len(line) < _SHORTEST_LINE:
            return _ANY_TEXT * len(line)
        share = story_share(self._canon, line.start, line.end)
        return len(line) * (_ANY_TEXT + (1 - _ANY_TEXT) * min(1.0, share / _STORY))

    def _told(self, region: Region) -> float:
        end = region.lines[-1].end
        return min(1.0, max(story_share(self._canon, line.start, end) for line in region.lines[:2]) / _STORY)

    def _is_ended(self, region: Region) -> bool:
        last = region.lines[-1]
        return is_ended(self._canon[max(last.start, last.end - 2) : last.end]) or len(last) >= 2 * _SHORTEST

    @staticmethod
    def _parted(regions: Sequence[Region]) -> float:
        """How much blank lines stand before the cases and nowhere else."""
        inner = [line.after_gap for region in regions for line in region.lines[1:]]
        heads = sum(region.lines[0].after_gap for region in regions) / len(regions)
        return max(0.0, heads - (sum(inner) / len(inner) if inner else 0.0))

    def _is_titled(self, region: Region) -> bool:
        if region.title:
            return True
        first = region.lines[0]
        start = region.mark.end if region.mark and region.mark.end < first.end else first.start
        return is_title_like(self._canon[start : first.end])

    @staticmethod
    def _counted(regions: Sequence[Region]) -> float:
        """How many of the cases count on from the one before, or begin to count."""
        numbers = [region.mark.number if region.mark else None for region in regions]
        steps = zip([0, *(number or 0 for number in numbers)], numbers, strict=False)
        return sum(number is not None and number in (1, before + 1) for before, number in steps) / len(regions)

    def _label(self, line: Line) -> str:
        match = LABEL.match(self._canon, line.start, line.end) if line.starts_line else None
        if match:
            return match["label"].strip()
        return self._canon[line.start : line.end] if len(line) <= _SHORTEST_LINE and line.ends_line else ""

    def _periodic(self) -> dict[str, int]:
        """The labels that come again and again, with a story's length between them, and how often."""
        places: dict[str, list[int]] = {}
        for start, label in self._label_at.items():
            places.setdefault(label, []).append(start)
        return {
            label: len(starts)
            for label, starts in places.items()
            if len(starts) >= _FEWEST and statistics.median(b - a for a, b in pairwise(starts)) >= _APART
        }

    def _closings(self, region: Region) -> list[str]:
        head = region.title[0] if region.title else region.lines[0].start
        labels = (self._label_at.get(line.start, "") for line in region.lines if line.start != head)
        return [label for label in labels if label in self._labels]

    def _closed(self, closings: Sequence[Sequence[str]]) -> float:
        """How regularly the best of the recurring labels comes once in a case. Not every case need have it."""
        return max(
            (sum(labels.count(label) == 1 for labels in closings) / often for label, often in self._labels.items()),
            default=0.0,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be the cases of a source; `row` are the lines they were found by, None where rules found them."""

    regions: tuple[Region, ...]
    figure: Figure
    row: LookRow | None = None


def chosen(by_rules: Reading, by_looks: Sequence[Reading]) -> Reading:
    """The reading by rules, or the one by looks that is clearly better."""
    rows = [reading for reading in by_looks if reading.row and not reading.row.is_behind]
    best, best_figure = by_rules, _without_swallowed(by_rules, rows) + _LEAD * min(1.0, 0.5 + by_rules.figure.even)
    for reading in by_looks:
        figure = _without_swallowed(reading, rows) - (_BEHIND if reading.row and reading.row.is_behind else 0.0)
        if figure > best_figure and _is_credible(reading, by_rules):
            best, best_figure = reading, figure
    return best


def _is_credible(reading: Reading, by_rules: Reading) -> bool:
    """Whether a reading may stand against the rules; where these find nothing to be a case it needs more."""
    figure, rules = reading.figure, by_rules.figure
    if len(by_rules.regions) == 1 and rules.covered >= _ALL_TOLD and not rules.doubled:
        return False  # one case told in parts, none of which comes twice
    if by_rules.regions:
        return figure.whole >= _GOOD
    return figure.whole >= _GOOD and figure.told >= _ALL_TOLD


def _without_swallowed(reading: Reading, rows: Sequence[Reading]) -> float:
    """The figure of a reading, less for headings of a row inside of its cases when others of that row begin cases."""
    whole = reading.figure.whole
    stretches = [
        (region.title[0] if region.title else region.lines[0].start, region.lines[-1].end) for region in reading.regions
    ]
    starts = {start for start, _ in stretches}
    worst = 0.0
    for other in rows:
        heads = other.row.heads if other.row else ()
        if other is reading or other.figure.whole < whole - _LEAD:
            continue
        inside = [head.start for head in heads if _holds(stretches, head.start)]
        begun = sum(start in starts for start in inside)
        if begun * _FEWEST >= len(heads):
            worst = max(worst, (len(inside) - begun) / len(heads))
    return whole - _SWALLOWED * worst


def _holds(stretches: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether one of the stretches, in order, holds the place."""
    index = bisect_right(stretches, start, key=itemgetter(0)) - 1
    return index >= 0 and start < stretches[index][1]
