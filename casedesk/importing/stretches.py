"""The stretches of a text between its lone titles, its lines of signs and its posts: what may each be a story."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casedesk.importing import posts, rules
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.numbers import number_of
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import story_share
from casedesk.importing.titles import is_title_like

_COUNTED = re.compile(rf"\(?({rules.NUMBER}|[①-⑳])[、.)]? ?(?=\D)")
DIVIDER = re.compile(r"(?:[*·—=~_#◆★☆●○※-] ?){3,}")
"""A line of signs between two texts."""
_LABELLED_QUESTION = re.compile(r"[^\s:]{2,12}:.*\?")
_SIGNS = "★☆◆◇■□▲△※◎"
_TELLING = 0.25
_FEWEST_PARTED = 4
_FEWEST_SIBLINGS = 3
_SHORTEST = 60
_LONGEST_PLAIN_TITLE = 30


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines that make one story, and where its title stands. `doubt` is 0…1."""

    lines: tuple[Line, ...]
    title: tuple[int, int] | None = None
    doubt: float = 0.0
    is_parted: bool = False
    """Nothing but a line of signs parts it from what stands before it."""


def parts_of(canon: str, zone: Zone, markers: Mapping[int, Marker]) -> Iterator[Segment]:
    """The stretches of a zone between its lone titles, each with its title."""
    held: list[Line] = []
    title: tuple[int, int] | None = None
    is_parted = False
    parted = _parted(canon, zone.lines)
    asked = _asked(canon, zone.lines)
    authors, author = posts.authors(canon, zone.lines), ""
    for index, line in enumerate(zone.lines):
        if line.start in authors:
            if held and (authors[line.start] != author or sum(map(len, held)) < _SHORTEST):
                yield Segment(tuple(held), title, is_parted=is_parted)
                held, title, is_parted = [], None, False
            author = authors[line.start]
        elif line.start not in asked and _is_lone_title(canon, zone.lines, index, markers):
            if held:
                yield Segment(tuple(held), title, is_parted=is_parted)
            held, title, is_parted = [], (line.start, line.end), False
        elif held and line.start in parted:
            yield Segment(tuple(held), title, is_parted=is_parted)
            held, title, is_parted = [line], None, True
        else:
            held.append(line)
    if held:
        yield Segment(tuple(held), title, is_parted=is_parted)


def _parted(canon: str, lines: Sequence[Line]) -> set[int]:
    """Where stories begin that nothing but a line of signs parts ("* * *"); what stands before the first line of signs
    and behind the last may be an introduction and a closing word."""
    found = [
        index
        for index, (before, line) in enumerate(itertools.pairwise(lines), start=1)
        if DIVIDER.search(canon, before.end, line.start)
    ]
    edges = [0, *found, len(lines)]
    told = [
        story_share(canon, lines[first].start, lines[last - 1].end) >= _TELLING
        for first, last in itertools.pairwise(edges)
        if first < last
    ]
    if len(told) > _FEWEST_PARTED and all(told[1:-1]):
        return {lines[index].start for index in found}
    return {lines[index].start for index in found} if len(told) > 1 and sum(told) * 4 >= len(told) * 3 else set()


def _asked(canon: str, lines: Sequence[Line]) -> set[int]:
    """Where labels stand that come again and again, and the questions right below them: neither is a title."""
    words = [canon[line.start : line.end] for line in lines]
    often = {label for label, count in Counter(words).items() if count >= _FEWEST_SIBLINGS and is_title_like(label)}
    found: set[int] = set()
    for before, (line, own) in zip(["", *words], zip(lines, words, strict=True), strict=False):
        is_below = own.endswith("?") and (before in often or before.endswith("?"))
        if own in often or (is_below and (before in often or found)):
            found.add(line.start)
    return found


def _is_lone_title(canon: str, lines: Sequence[Line], index: int, markers: Mapping[int, Marker]) -> bool:
    line = lines[index]
    words = canon[line.start : line.end]
    if line.start in markers or not (line.starts_line and line.ends_line) or index + 1 == len(lines):
        return False
    if not is_title_like(words) or line.block.style.value in ("list_item", "table", "caption"):
        return False
    if index and _counts_on(canon, lines[index - 1], line):
        return False
    if _LABELLED_QUESTION.fullmatch(words) or rules.pattern(rules.table("headings")["byline"]).fullmatch(words):
        return False
    following = lines[index + 1]
    is_named = words[0] in _SIGNS or (words[0] in "《【" and words[-1] in "》】" and words.count(words[0]) == 1)
    between = index == 0 or is_named or line.after_gap or canon[lines[index - 1].end - 1] in '。!?.”"…)】』」~'
    longest = _LONGEST_PLAIN_TITLE * (2 if words.isascii() else 1)
    is_alone = following.after_gap or len(words) <= longest or line.block.bold
    return (
        between and is_alone and (len(following) > len(line) or is_title_like(canon[following.start : following.end]))
    )


def _counts_on(canon: str, before: Line, line: Line) -> bool:
    """Whether a question counts on from the line right above it, as the questions below a story do."""
    first, second = (_COUNTED.match(canon, item.start, item.end) for item in (before, line))
    if first is None or second is None or canon[line.end - 1] != "?":
        return False
    return number_of(second.group(1)) == (number_of(first.group(1)) or 0) + 1
