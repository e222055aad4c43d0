"""Lines that come again and again: what tells the labels of the parts of cases, and the lines below titles, from
running headers."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from casedesk.importing.lines import Line
from casedesk.importing.titles import is_title_like

_FEWEST = 3
_FEWEST_LABELS = 3
_LONGEST = 40
_LONGEST_CELL = 12
_LAST_NUMBER = re.compile(r" ?[0-9]{1,3}$")
_CELL = re.compile(r" +")
_FIRST_WORDS = re.compile(r"[A-Z][a-z]+ [a-z]{2,8}(?= )")
_MOST_CELLS = 4


def labels(canon: str, lines: Sequence[Line], heads: AbstractSet[int] = frozenset()) -> frozenset[str]:
    """The words of recurring lines that are labels: a question below each, a title of its own above each, or three and
    more that follow each other in one order with text between them. Running headers do none of that; a line that stands
    right above the label of a case, at one of the places `heads`, has no text of its own and heads nothing."""
    words = [canon[line.start : line.end] for line in lines]
    places: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(words):
        if len(own) <= _LONGEST and is_title_like(own):
            places[own].append(index)
    often = {own: found for own, found in places.items() if len(found) >= _FEWEST}
    above = [line.start in heads for line in lines[1:]] + [False]
    often = {own: found for own, found in often.items() if sum(above[place] for place in found) * 2 <= len(found)}
    told = {
        own for own, found in often.items() if _asks_below(words, found) or _stands_below_titles(words, found, often)
    }
    return frozenset(told | _in_order(often))


def _asks_below(words: Sequence[str], places: Sequence[int]) -> bool:
    asked = sum(place + 1 < len(words) and words[place + 1].endswith("?") for place in places)
    return asked * 4 >= len(places) * 3


def _stands_below_titles(words: Sequence[str], places: Sequence[int], often: Mapping[str, Sequence[int]]) -> bool:
    above = [words[place - 1] for place in places if place and is_title_like(words[place - 1])]
    own = {title for title in above if title not in often}
    return len(own) * 4 >= len(places) * 3


def _in_order(often: Mapping[str, Sequence[int]]) -> set[str]:
    """The lines that follow each other in one order, three and more of them, none right below another."""
    placed = sorted((place, words) for words, places in often.items() for place in places)
    following: dict[str, Counter[str]] = defaultdict(Counter)
    for (first, own), (second, other) in itertools.pairwise(placed):
        following[own][other if second > first + 1 else ""] += 1
    usual = {
        own: counts.most_common(1)[0][0]
        for own, counts in following.items()
        if counts.most_common(1)[0][1] * 4 >= counts.total() * 3
    }
    for first in usual:
        ring = [first]
        while (after := usual.get(ring[-1])) and after not in ring:
            ring.append(after)
        if len(ring) >= _FEWEST_LABELS and usual.get(ring[-1]) == first:
            return set(ring)
    return set()


def rows_below_titles(canon: str, lines: Sequence[Line]) -> Iterator[list[int]]:
    """The indexes of lines that look the same and may each stand below the title of a case: the same words, the same
    first words, or as many short words with some that come again (a prize, a school, a name)."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index and line.starts_line and (key := _look(canon, line)):
            groups[key].append(index)
    for key, indexes in groups.items():
        if len(indexes) >= _FEWEST and (not key.isdigit() or _share_cells(canon, [lines[i] for i in indexes])):
            yield indexes


def _look(canon: str, line: Line) -> str:
    words = canon[line.start : line.end]
    if first := _FIRST_WORDS.match(words):
        return first.group()
    if not line.ends_line or len(words) > _LONGEST or not is_title_like(words):
        return ""
    cells = _CELL.split(words)
    if 1 < len(cells) <= _MOST_CELLS and not words.isascii() and all(len(cell) <= _LONGEST_CELL for cell in cells):
        return str(len(cells))
    return _LAST_NUMBER.sub("", words)


def _share_cells(canon: str, lines: Sequence[Line]) -> bool:
    """Whether in one column of the lines most words come again."""
    columns = zip(*(_CELL.split(canon[line.start : line.end]) for line in lines), strict=True)
    return any(
        sum(count for count in Counter(column).values() if count > 1) * 2 > len(lines) > len(set(column)) > 1
        for column in columns
    )
