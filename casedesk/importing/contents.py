"""Tables of contents: labels that follow each other with nothing but titles and page numbers between."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.importing import rules
from casedesk.importing.headings import Family, Mark
from casedesk.importing.lines import Line, cut

_FEWEST = 3
_LONGEST_ENTRY = 70


@dataclass(frozen=True, slots=True)
class Contents:
    """The stretches of tables of contents, where their labels start, and the titles they list."""

    spans: tuple[tuple[int, int], ...]
    starts: frozenset[int]
    titles: frozenset[str]


def find(canon: str, lines: Sequence[Line], marks: Sequence[Mark]) -> Contents:
    """The tables of contents among the lines."""
    spans: list[tuple[int, int]] = []
    titles: set[str] = set()
    spans.extend(_by_page_numbers(canon, lines, titles))
    spans.extend(_by_labels(canon, lines, marks, titles))
    merged = _merged(spans)
    starts = frozenset(mark.start for mark in marks if any(_overlapping(merged, mark.start, mark.start + 1)))
    return Contents(merged, starts, frozenset(titles))


def without(text: str, lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """The lines without those stretches."""
    for line in lines:
        hits = _overlapping(spans, line.start, line.end)
        if not hits:
            yield line
            continue
        for piece in cut(line, text, [edge for hit in hits for edge in hit]):
            if not any(start <= piece.start < end for start, end in hits):
                yield piece


def _overlapping(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The spans, of some in order, that share characters with [start, end)."""
    index = max(0, bisect_right(spans, (start, end)) - 1)
    found: list[tuple[int, int]] = []
    while index < len(spans) and spans[index][0] < end:
        if spans[index][1] > start:
            found.append(spans[index])
        index += 1
    return found


def _by_page_numbers(canon: str, lines: Sequence[Line], titles: set[str]) -> Iterator[tuple[int, int]]:
    """Lines that end in a page number, three or more in a row, with the line "contents" before them."""
    table = rules.table("furniture")["contents"]
    entry, heading = rules.pattern(table["entry_end"]), re.compile(table["heading"], re.IGNORECASE)
    run: list[Line] = []
    announced: Line | None = None
    for line in [*lines, None]:
        words = canon[line.start : line.end] if line else ""
        if line and len(words) <= 12 and heading.fullmatch(words):
            announced, run = line, []
            continue
        if line and len(words) <= _LONGEST_ENTRY + 40 and entry.search(words) and not words.isdigit():
            run.append(line)
            continue
        if len(run) >= _FEWEST or (run and announced):
            first = announced or run[0]
            titles.update(_title(canon[item.start : item.end], entry) for item in run)
            yield first.start, run[-1].end
            announced = None
        elif line and announced and not run and len(words) > _LONGEST_ENTRY:
            announced = None
        run = []


def _title(words: str, entry: re.Pattern[str]) -> str:
    return entry.sub("", words).strip(" .…⋯·-—_(")


def _by_labels(canon: str, lines: Sequence[Line], marks: Sequence[Mark], titles: set[str]) -> Iterator[tuple[int, int]]:
    """Labels of cases that follow each other at once, three or more, and recur later in the source."""
    labels = [mark for mark in marks if mark.family is Family.CASE and mark.number is not None]
    again = {(mark.word.removeprefix("目录"), mark.number): mark.start for mark in labels}
    line_ends = [line.end for line in lines]
    index = 0
    while index < len(labels):
        run = [labels[index]]
        while index + len(run) < len(labels) and _is_next_entry(canon, run[-1], labels[index + len(run)]):
            run.append(labels[index + len(run)])
        if len(run) < _FEWEST:
            index += len(run)
            continue
        last_end = _entry_end(canon, run[-1], line_ends)
        recurs = again[run[0].word.removeprefix("目录"), run[0].number] > run[-1].start
        if recurs or _has_page_number(canon, run):
            for mark, following in zip(run, [m.start for m in run[1:]] + [last_end], strict=True):
                titles.add(_title(canon[mark.end : following], rules.pattern(r" ?\(? ?[0-9]{1,4} ?\)? *$")))
            yield run[0].start, last_end
        index += len(run)


def _is_next_entry(canon: str, mark: Mark, following: Mark) -> bool:
    between = canon[mark.end : following.start].strip()
    return 0 < len(between) <= _LONGEST_ENTRY and "。" not in between and (following.number or 0) > (mark.number or 0)


def _has_page_number(canon: str, run: Sequence[Mark]) -> bool:
    betweens = [canon[mark.end : following.start].strip() for mark, following in itertools.pairwise(run)]
    return sum(bool(re.search(r"[0-9]\)?$", words)) for words in betweens) * 2 > len(betweens)


def _entry_end(canon: str, mark: Mark, line_ends: Sequence[int]) -> int:
    """The end of the last entry: its page number, or its line."""
    line_end = _line_end(mark, line_ends)
    number = re.compile(r"[^。\n]{1,70}?\( ?[0-9]{1,4} ?\)|[^。\n]{1,70}?[.…·]{2,} ?[0-9]{1,4}").match(
        canon, mark.end, line_end
    )
    if number:
        return number.end()
    return line_end if line_end - mark.end <= _LONGEST_ENTRY else mark.end


def _line_end(mark: Mark, line_ends: Sequence[int]) -> int:
    index = bisect_right(line_ends, mark.start)
    return line_ends[index] if index < len(line_ends) else mark.end


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
