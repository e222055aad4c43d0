"""Places where one article ends and another begins with nothing between: the words change all at once."""

import itertools
import re
from collections.abc import Iterator, Sequence

from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Family, Mark
from casedesk.importing.titles import glued_title_end

_WINDOW = 700
_ENOUGH = 1.6
_FEWEST_PAIRS = 4
_GOES_ON = re.compile("[他她它这那但而然于后因所如可并同]|第[一二三四五六七八九十]|[^,。]{0,12}[说问答道][:,]")
_HELD = "【《〖"
"""What begins with these is the title of one text among others rather than a new subject."""
_STOP = "的了是在有和也就都而及与或这那一不我你他她它们个上下中为以于对从到将被把让使能会可要着过等其之所"
_CONTENT = f"(?![{_STOP}])[一-鿿]"
_PAIR = re.compile(f"(?=({_CONTENT}{_CONTENT}))")


def breaks(canon: str, lines: Sequence[Line], marks: Sequence[Mark], markers: Sequence[Marker]) -> Iterator[Mark]:
    """Where a line begins with a glued title whose words stood nowhere before it and recur behind it."""
    taken = {mark.start for mark in marks} | {marker.start for marker in markers}
    for before, line in itertools.pairwise(lines):
        if (
            line.start in taken
            or before.start in taken
            or len(line) < 24
            or not line.starts_line
            or canon[before.end - 1] not in '。!?.”"'
        ):
            continue
        if canon[line.start] in _HELD or _GOES_ON.match(canon, line.start) or _is_known(canon, line.start):
            continue
        title_end = glued_title_end(canon, line.start, line.end, least=_ENOUGH)
        if title_end and title_end - line.start >= 5 and _is_break(canon, line.start, title_end):
            yield Mark(line.start, title_end, Family.COLLECTION, "topic")


def _is_known(canon: str, start: int) -> bool:
    """Whether the first words of a line stood before it, so that no new subject begins."""
    pairs = _pairs(canon[start : start + 10])
    before = canon[max(0, start - _WINDOW) : start]
    return sum(pair in before for pair in pairs) * 3 > len(pairs)


def _is_break(canon: str, start: int, title_end: int) -> bool:
    title = _pairs(canon[start:title_end])
    if len(title) < _FEWEST_PAIRS:
        return False
    before = canon[max(0, start - _WINDOW) : start]
    behind = canon[title_end : title_end + _WINDOW]
    shared_before = sum(pair in before for pair in title) / len(title)
    shared_behind = sum(pair in behind for pair in title) / len(title)
    return shared_before <= 0.12 and shared_behind >= 0.4


def _pairs(words: str) -> set[str]:
    return set(_PAIR.findall(words))
