"""Posts of a thread: the lines that say who wrote and when, and the text under each."""

import itertools
import re
from collections.abc import Mapping, Sequence

from casedesk.importing.lines import Line

_STAMP = re.compile(
    r"(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?,? ?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$"
)
_COUNTED = re.compile(r"[\d\W_]+")
_FLOOR = re.compile(r"^#?[0-9]+(?:楼|#|F)?|[(（]?楼主[)）]?")
_LONGEST = 60
_FEWEST = 4
_FEWEST_LONG = 3
_LONG = 80


def authors(canon: str, lines: Sequence[Line]) -> Mapping[int, str]:
    """Who wrote each post, by where the line stands that says so; nothing where the text is no thread: four and more
    lines that end with a day, three and more of them with a longer text below."""
    found = {
        index: _author(canon[line.start : line.end])
        for index, line in enumerate(lines)
        if line.starts_line and len(line) <= _LONGEST and _STAMP.search(canon, line.start, line.end)
    }
    places = [*found, len(lines)]
    long = sum(lines[until - 1].end - lines[place].end >= _LONG for place, until in itertools.pairwise(places))
    if len(found) < _FEWEST or long < _FEWEST_LONG or len(set(found.values())) < 2:
        return {}
    return {lines[index].start: author for index, author in found.items()}


def _author(words: str) -> str:
    return _COUNTED.sub("", _FLOOR.sub("", _STAMP.sub("", words)))
