"""Tables of contents: lists of titles with page numbers behind them, or of titles that recur later in the source."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casedesk.importing import rules
from casedesk.importing.lines import Line, cut
from casedesk.importing.marks import Family, Mark

_FEWEST = 3
_LONGEST_ENTRY = 70
_LONGEST_HEADING = 20
_SHORTEST_TITLE = 2
_ENTRY_ENDS = "0123456789)"
"""What the page number behind an entry ends with."""
_NO_WORD = re.compile(r"[\W_]+")
_INNER_NUMBER = re.compile(r" ?\(? ?[0-9]{1,4} ?\)? *$")
_PAGE_NUMBER = re.compile(r"(?:[.…⋯·\-—_ \t]{2,}|[ \t]|\() ?[0-9]{1,4} ?\)?$")


@dataclass(frozen=True, slots=True)
class Contents:
    """The stretches of tables of contents, where their labels start, and the titles they list."""

    spans: tuple[tuple[int, int], ...]
    starts: frozenset[int]
    titles: frozenset[str]
    entries: Mapping[str, Mark | None] = field(default_factory=dict[str, Mark | None])
    """The titles without their punctuation, each with the label of a case that stands before it, if one does."""


def find(canon: str, lines: Sequence[Line], marks: Sequence[Mark]) -> Contents:
    """The tables of contents among the lines."""
    spans: list[tuple[int, int]] = []
    titles: set[str] = set()
    spans.extend(_by_page_numbers(canon, lines, titles))
    spans.extend(_by_labels(canon, lines, marks, titles))
    spans.extend(_in_one_line(canon, lines, titles))
    spans.extend(_by_recurrence(canon, lines, spans))
    merged = _merged(spans)
    inside = [mark for mark in marks if any(_overlapping(merged, mark.start, mark.start + 1))]
    entries = dict(_entries(canon, lines, inside, merged))
    return Contents(merged, frozenset(mark.start for mark in inside), frozenset(titles), entries)


def bare(words: str) -> str:
    """A title without white space and punctuation, to compare it with."""
    return _NO_WORD.sub("", words).lower()


def _entries(
    canon: str, lines: Sequence[Line], marks: Sequence[Mark], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, Mark | None]]:
    """The entries of the tables: what stands between one label or line and the next."""
    labels = {mark.start: mark for mark in marks if mark.family in (Family.CASE, Family.NUMBERED)}
    starts = [line.start for line in lines]
    for first, last in spans:
        inside = starts[bisect_right(starts, first - 1) : bisect_right(starts, last - 1)]
        edges = sorted({*inside, *(start for start in labels if first <= start < last), last})
        for start, end in itertools.pairwise(edges):
            label = labels.get(start)
            words = bare(_PAGE_NUMBER.sub("", canon[label.end if label else start : end].strip()))
            if len(words) >= _SHORTEST_TITLE:
                yield words, label if label and label.family is Family.CASE else None


def _by_recurrence(canon: str, lines: Sequence[Line], known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines that stand again later, in the same order, behind the line "contents" or four and more in a row."""
    heading = re.compile(rules.table("furniture")["contents"]["heading"], re.IGNORECASE)
    keys = [bare(canon[line.start : line.end]) if len(line) <= _LONGEST_ENTRY else "" for line in lines]
    last = {key: index for index, key in enumerate(keys) if len(key) >= _SHORTEST_TITLE}
    index = 0
    while index < len(lines):
        words = canon[lines[index].start : lines[index].end]
        is_heading = len(words) <= _LONGEST_HEADING and bool(heading.fullmatch(words))
        first = index + is_heading
        count = _recurring(keys, last, first, least_gap=1 if is_heading else 2)
        if count >= (2 if is_heading else _FEWEST + 1) and not _overlapping(
            known, lines[first].start, lines[first].end
        ):
            yield lines[index].start, lines[first + count - 1].end
            index = first + count
        else:
            index += 1


def _recurring(keys: Sequence[str], last: Mapping[str, int], first: int, *, least_gap: int) -> int:
    """How many lines from `first` on stand again behind all of them, each `least_gap` lines or more behind the one
    before it: what recurs line by line is no list of titles but text that is said twice."""
    count = 0
    before = first
    while first + count < len(keys) and last.get(keys[first + count], 0) >= max(before + least_gap, first + count + 1):
        before = last[keys[first + count]]
        count += 1
    while count and last[keys[first]] < first + count:
        count -= 1
    return count


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


def with_listed(
    canon: str, lines: Sequence[Line], marks: Sequence[Mark], entries: Mapping[str, Mark | None]
) -> Iterator[Mark]:
    """The marks, with the lines whose whole text is the title of a case in the table of contents."""
    if not any(entries.values()):
        yield from marks
        return
    by_start: dict[int, list[Mark]] = {}
    for mark in marks:
        by_start.setdefault(mark.start, []).append(mark)
    for line in lines:
        own = by_start.pop(line.start, [])
        listed = _listed(canon, line, own, entries) if line.starts_line and line.ends_line else None
        yield from [listed] if listed else own
    for left in by_start.values():
        yield from left


def _listed(canon: str, line: Line, own: Sequence[Mark], entries: Mapping[str, Mark | None]) -> Mark | None:
    if len(line) > _LONGEST_ENTRY or any(mark.family is Family.CASE for mark in own):
        return None
    number_end = max((mark.end for mark in own if mark.family is Family.NUMBERED), default=line.start)
    for start in (line.start, number_end):
        if label := entries.get(bare(canon[start : line.end])):
            return replace(label, start=line.start, end=number_end, rule="listed", level=_level(own))
    return None


def _level(marks: Sequence[Mark]) -> int:
    return max((mark.level for mark in marks), default=0)


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
        if line and words[-1] in _ENTRY_ENDS and _is_entry(words, entry):
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


def _is_entry(words: str, entry: re.Pattern[str]) -> bool:
    return len(words) <= _LONGEST_ENTRY + 40 and bool(entry.search(words)) and not words.isdigit()


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
                titles.add(_title(canon[mark.end : following], _INNER_NUMBER))
            yield run[0].start, last_end
        index += len(run)


def _in_one_line(canon: str, lines: Sequence[Line], titles: set[str]) -> Iterator[tuple[int, int]]:
    """Lines that begin with the word "contents" and go on with labels and titles."""
    table = rules.table("furniture")["contents"]
    heading, entry = re.compile(table["heading"], re.IGNORECASE), rules.pattern(table["inner_entry"])
    for line in lines:
        word = heading.match(canon, line.start, line.end)
        if not word or word.end() == line.end or canon[word.end() - 1 : word.end() + 1].isalpha():
            continue
        labels = list(entry.finditer(canon, word.end(), line.end))
        run = [canon[label.end() : after.start()] for label, after in itertools.pairwise(labels)]
        run = list(itertools.takewhile(lambda words: len(words) <= _LONGEST_ENTRY and "。" not in words, run))
        if len(run) + 1 < _FEWEST:
            continue
        titles.update(_title(words.strip(" :.、"), _INNER_NUMBER) for words in run)
        yield line.start, _last_end(canon, labels[len(run)].end(), line.end)


def _is_next_entry(canon: str, mark: Mark, following: Mark) -> bool:
    between = canon[mark.end : following.start].strip()
    return 0 < len(between) <= _LONGEST_ENTRY and "。" not in between and (following.number or 0) > (mark.number or 0)


def _has_page_number(canon: str, run: Sequence[Mark]) -> bool:
    betweens = [canon[mark.end : following.start].strip() for mark, following in itertools.pairwise(run)]
    return sum(bool(re.search(r"[0-9]\)?$", words)) for words in betweens) * 2 > len(betweens)


def _entry_end(canon: str, mark: Mark, line_ends: Sequence[int]) -> int:
    """The end of the last entry: its page number, or its line."""
    return _last_end(canon, mark.end, _line_end(mark, line_ends))


def _last_end(canon: str, start: int, line_end: int) -> int:
    number = re.compile(r"[^。\n]{1,70}?\( ?[0-9]{1,4} ?\)|[^。\n]{1,70}?[.…·]{2,} ?[0-9]{1,4}").match(
        canon, start, line_end
    )
    if number:
        return number.end()
    return line_end if line_end - start <= _LONGEST_ENTRY else start


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
