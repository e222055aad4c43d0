"""Timetables: lines that begin with the hour at which something is held, a case among the rest."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from casedesk.importing.lines import Line

_FEWEST = 3
_LONGEST = 90
_HOUR = re.compile(r"(?:[^\d\n]{0,12}[0-9]{0,2}[日号]?[ ,:]{1,6})?(?:[01]?[0-9]|2[0-4])[:.][0-5][05](?![0-9])")


def entries(canon: str, lines: Sequence[Line]) -> Iterator[int]:
    """Where the entries of timetables start: three and more lines that begin with an hour, with nothing between them
    but the name of a day."""
    short = [line for line in lines if _is_short(canon, line)]
    run: list[Line] = []
    before: Line | None = None
    for line in short:
        if before and canon[before.end : line.start].strip():
            yield from _timetable(canon, run)
            run = []
        run.append(line)
        before = line
    yield from _timetable(canon, run)


def _is_short(canon: str, line: Line) -> bool:
    return line.starts_line and len(line) <= _LONGEST and canon[line.end - 1] not in "。.!?"


def _timetable(canon: str, run: Sequence[Line]) -> Iterator[int]:
    timed = [index for index, line in enumerate(run) if _HOUR.match(canon, line.start, line.end)]
    near = [index for index, following in pairwise(timed) if following - index <= 2]
    if len(near) + 1 >= _FEWEST:
        yield from (run[index].start for index in timed)
