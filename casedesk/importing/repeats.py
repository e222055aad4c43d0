"""Headings that stand again at the head of a page or a slide and begin nothing: the title of the collection, and the
label of a case that goes on."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from casedesk.importing import alike
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.marks import Family, Mark

_GOES_ON = re.compile(r"\(?(?:续|接上[页文]?|(?i:cont(?:inued|'d|\.)?))\)?$")
_PAGE_NUMBER = re.compile(r"^[-—· ]*[0-9]{1,4}[-—·]* +|[ |][-—· |]*[0-9]{1,4}[-—· ]*$")
_BESIDE_TITLE = "0123456789-—· "
"""With one of these a line begins or ends that has a page number."""
_SHORTEST_TITLE = 4
_LONGEST_BELOW = 40
_OFTEN = 3
_FIRST_LINES = 3


def repeats(canon: str, lines: Sequence[Line], marks: Sequence[Mark]) -> Iterator[Line]:
    """The lines that only repeat a heading."""
    by_start = {mark.start: mark for mark in marks}
    yield from _running_titles(canon, lines, by_start)
    yield from _continued(canon, lines, by_start)


def _running_titles(canon: str, lines: Sequence[Line], marks: Mapping[int, Mark]) -> Iterator[Line]:
    """Titles of the collection or of a part that stand again in the midst of a text, or beside a page number."""
    found: dict[str, list[tuple[Line, Line | None]]] = {}
    first = {line.start for line in lines[:_FIRST_LINES]}
    dates = frozenset(alike.dates(canon, lines))
    for before, line in itertools.pairwise([None, *lines]):
        if line and canon[line.start : line.end] in dates:
            continue
        if line and line.starts_line and line.ends_line and (line.start in first or _is_title(canon, line, marks)):
            found.setdefault(_bare(canon, line), []).append((line, before))
    for words, places in found.items():
        if len(words) >= _SHORTEST_TITLE:
            behind = [line for line, before in places[1:] if before and _is_page_break(canon, before, line)]
            yield from [line for line, _ in places[1:]] if len(behind) >= _OFTEN else behind


def _is_title(canon: str, line: Line, marks: Mapping[int, Mark]) -> bool:
    mark = marks.get(line.start)
    if mark is not None:
        return mark.family is Family.CONTAINER or (mark.family is Family.COLLECTION and mark.rule == "collection")
    return _has_page_number(canon, line)


def _has_page_number(canon: str, line: Line) -> bool:
    if canon[line.start] not in _BESIDE_TITLE and canon[line.end - 1] not in _BESIDE_TITLE:
        return False
    return bool(_PAGE_NUMBER.search(canon[line.start : line.end]))


def _bare(canon: str, line: Line) -> str:
    return _PAGE_NUMBER.sub("", canon[line.start : line.end]).strip()


def _is_page_break(canon: str, before: Line, line: Line) -> bool:
    """Whether something was left out between two lines, or the one before breaks off."""
    between = canon[before.end : line.start]
    return (
        _has_page_number(canon, line)
        or bool(between.strip())
        or not is_ended(canon[max(0, before.end - 2) : before.end])
    )


def _continued(canon: str, lines: Sequence[Line], marks: Mapping[int, Mark]) -> Iterator[Line]:
    """Labels of cases with the title of the case before them, which they only go on with."""
    last: tuple[str, int | None, str] | None = None
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        mark = marks.get(line.start)
        if mark is None or mark.family is not Family.CASE or mark.number is None:
            continue
        head = [line]
        words = canon[mark.end : line.end].strip()
        if not words and below and len(below) <= _LONGEST_BELOW:
            head.append(below)
            words = canon[below.start : below.end]
        title = _GOES_ON.sub("", words).strip()
        if last == (mark.kind, mark.number, title) and title:
            yield from head
        last = (mark.kind, mark.number, title)
