"""Slides that were copied as text: where each begins, and which of them behind a story speak of something else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from casedesk.importing.asides import kinship
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.titles import is_title_like

_SLIDE = re.compile(r"(?:(?i:slide)|幻灯片|投影片|简报|[Pp]) ?[0-9]{1,3}|第 ?[0-9]{1,3} ?[页张]")
_GOES_ON = re.compile(r"[•·*▪○●–—-] ?|\([^()]*\)$|[①-⑳]")
_KIN = 0.18


def without_slides(canon: str, lines: list[Line], markers: Mapping[int, Marker]) -> list[Line]:
    """The lines of a case up to the first slide behind which no slide comments or speaks of what the case tells."""
    edges = [index for index in _titled(canon, lines) if index > 1]
    if not edges:
        return lines
    story = lines[0].start, lines[edges[0] - 1].end
    kept = len(lines)
    for index, until in reversed(list(pairwise([*edges, len(lines)]))):
        slide = lines[index].start, lines[until - 1].end
        if slide[0] in markers or kinship(canon, slide, story) >= _KIN:
            break
        kept = index
    return lines[:kept]


def _titled(canon: str, lines: Sequence[Line]) -> Iterator[int]:
    """The lines that head a slide, but for those that go on with the one before."""
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        if not _SLIDE.search(canon, before.end, line.start) or _GOES_ON.match(canon, line.start, line.end):
            continue
        if is_title_like(canon[line.start : line.end]):
            yield index
