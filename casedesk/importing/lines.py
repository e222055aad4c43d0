"""The lines of a source: its smallest pieces that stand by themselves."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.draft import SourceBlock, SourceText, Style

_LINE = re.compile(r"[^\n\u2028]+")
_BREAK = re.compile(r"[\n\u2028]")
_ENDED = re.compile(r"[。.!?！？…;；:：”’\"')）】》」』~～]$")
_LONG = 25
_LONG_ENGLISH = 60
_FIRST_WORD = re.compile(r"[!-~’‘“”]+")
_NEAR = 4
"""How many lines beside a column belong to it, the last lines of paragraphs among them."""
_FULL = 3
_NARROWEST = 18
_WIDEST = 110
_COMMAS = "，、"
_CLOSERS = "，。、；：！？”’）】》」』,;:!?)"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a piece of one: characters [start, end) of the source, without white space at either end."""

    start: int
    end: int
    block: SourceBlock
    after_gap: bool = False
    """A blank line, or the beginning of the text, stands before it."""
    starts_line: bool = True
    """It begins where the source begins a line; False for the rest of a line that was cut."""
    ends_line: bool = True

    def __len__(self) -> int:
        return self.end - self.start


def lines_of(source: SourceText) -> tuple[Line, ...]:
    """All lines that are not blank. A table is one line, however many rows it has."""
    found: list[Line] = []
    previous_end = 0
    for block in source.blocks:
        for start, end in _stretches(source.text, block):
            after_gap = not found or source.text.count("\n", previous_end, start) > 1
            found.append(Line(start, end, block, after_gap))
            previous_end = end
    return tuple(found)


def _stretches(text: str, block: SourceBlock) -> Iterator[tuple[int, int]]:
    if block.style is Style.TABLE or not _BREAK.search(text, block.start, block.end):
        stretches = [(block.start, block.end)]
    else:
        stretches = [match.span() for match in _LINE.finditer(text, block.start, block.end)]
    for start, end in stretches:
        trimmed = trim(text, start, end)
        if trimmed[0] < trimmed[1]:
            yield trimmed


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch [start, end) without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def cut(line: Line, text: str, positions: Sequence[int]) -> list[Line]:
    """The line cut at positions inside it, in order; pieces of nothing but white space are dropped."""
    edges = [line.start, *sorted({p for p in positions if line.start < p < line.end}), line.end]
    pieces: list[Line] = []
    for index, (start, end) in enumerate(itertools.pairwise(edges)):
        start, end = trim(text, start, end)
        if start < end:
            first, last = index == 0, index == len(edges) - 2
            after_gap = line.after_gap and first
            starts, ends = line.starts_line and first, line.ends_line and last
            pieces.append(replace(line, start=start, end=end, after_gap=after_gap, starts_line=starts, ends_line=ends))
    return pieces


def is_ended(text: str) -> bool:
    """Whether a line ends as a sentence, a quotation or an announcement does."""
    return bool(_ENDED.search(text))


class Wrapping:
    """Tells which line breaks of a source are no ends of paragraphs: hard wraps and breaks at the foot of a page."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._width = _wrap_width(sorted(len(line) for line in lines if line.block.style is not Style.TABLE))
        self._columns = _columns(lines)

    def continues(self, before: Line, after: Line) -> bool:
        """Whether `after` goes on with the paragraph of `before`, the line in front of it."""
        if not after.starts_line:
            return True
        if Style.TABLE in (before.block.style, after.block.style) or _is_heading(before) or _is_heading(after):
            return False
        if before.block.style is Style.LIST_ITEM and before.block is not after.block and after.block.html:
            return False
        if self._text[after.start] in _CLOSERS:
            return True
        end = self._text[max(before.start, before.end - 2) : before.end]
        if end[-1] in _COMMAS:
            return True
        if is_ended(end):
            return self._is_full(before, after) and not after.after_gap and not self._is_indented(after)
        return len(before) >= self._long(before) or self._is_full(before, after)

    def _long(self, line: Line) -> int:
        """From how many characters on a line that does not end as a sentence does is no title."""
        return _LONG_ENGLISH if self._text[line.start : line.end].isascii() else _LONG

    def _is_full(self, line: Line, after: Line) -> bool:
        """Whether nothing of the next line would have found room on this one."""
        width = self._columns.get(line.start, self._width)
        if width == 0 or len(line) > width + 14:
            return False
        word = _FIRST_WORD.match(self._text, after.start, after.end)
        return len(line) >= width - 4 or (word is not None and len(line) + 1 + word.end() - word.start() > width)

    def _is_indented(self, line: Line) -> bool:
        before = self._text[max(0, line.start - 4) : line.start].rpartition("\n")[2]
        return before.isspace() and before != " "


def _columns(lines: Sequence[Line]) -> dict[int, int]:
    """The width to which each line is wrapped that stands among lines as long as itself, by the line's start."""
    seeds: dict[int, int] = {}
    for index, three in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        lengths = [len(line) for line in three]
        longest = max(lengths)
        if longest - min(lengths) <= max(3, longest // 10) and _NARROWEST <= longest <= _WIDEST:
            for seed in (index, index + 1, index + 2):
                seeds[seed] = max(longest, seeds.get(seed, 0))
    found: dict[int, int] = {}
    for seed, width in seeds.items():
        for line in lines[max(0, seed - _NEAR) : seed + _NEAR + 1]:
            found[line.start] = max(width, found.get(line.start, 0))
    return found


def _is_heading(line: Line) -> bool:
    return line.block.style is Style.HEADING or line.block.bold


def _wrap_width(lengths: Sequence[int]) -> int:
    """The width of a hard-wrapped text: the one that at least two of five lines have, or that three and more have and
    none goes beyond; 0 where lines are free. `lengths` are in order."""
    if len(lengths) < 6:
        return 0
    counts = Counter(lengths)
    best = max((w for w in counts if w >= 18), key=lambda w: sum(counts[w + d] for d in range(-1, 4)), default=0)
    if sum(counts[best + d] for d in range(-2, 5)) >= 0.4 * len(lengths):
        return best
    longest = lengths[-1]
    full = counts[longest] + counts[longest - 1]
    return longest if _NARROWEST <= longest <= _WIDEST and full >= max(_FULL, 0.2 * len(lengths)) else 0
