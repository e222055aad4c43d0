"""Labels of chapters that are those of cases: where nothing but one story stands in each chapter."""

from collections.abc import Sequence
from dataclasses import replace

from casedesk.importing import rows
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Family, Mark
from casedesk.importing.numbering import Form, form_of
from casedesk.importing.outlines import names_part
from casedesk.importing.regions import Zone

_FEWEST = 3
_LONGEST_LEAD = 150


def promoted(canon: str, lines: Sequence[Line], marks: list[Mark], markers: Sequence[Marker]) -> list[Mark]:
    """The marks, with the labels of chapters as numbered headings where they head a row of cases ("Lesson 1")."""
    chapters = [mark for mark in marks if mark.family is Family.CONTAINER and mark.number is not None]
    if len(chapters) < _FEWEST or any(mark.family is Family.CASE for mark in marks):
        return marks
    if parts := _of_one_case(canon, lines, chapters):
        return [replace(mark, family=Family.NUMBERED) if mark in parts else mark for mark in marks]
    sections = {marker.start: marker for marker in markers}
    inner = [mark for mark in marks if mark.family is not Family.CONTAINER and mark.start > chapters[0].start]
    for rule in dict.fromkeys(mark.rule for mark in chapters):
        if _are_divided(canon, [mark for mark in chapters if mark.rule == rule], inner):
            continue
        row = {mark.start: replace(mark, family=Family.NUMBERED) for mark in chapters if mark.rule == rule}
        zone = Zone(tuple(lines))
        heads = rows.cases(canon, zone, sorted([*inner, *row.values()], key=lambda mark: mark.start), sections)
        if len(heads) >= _FEWEST and all(head.start in row for head in heads):
            return [row.get(mark.start, mark) for mark in marks]
    return marks


def _of_one_case(canon: str, lines: Sequence[Line], chapters: Sequence[Mark]) -> list[Mark]:
    """The labels of chapters that count the parts of one case ("Part 1: Background … Part 4: Lessons")."""
    by_start = {line.start: line for line in lines}
    for rule in dict.fromkeys(mark.rule for mark in chapters):
        row = [mark for mark in chapters if mark.rule == rule and mark.start in by_start]
        named = sum(names_part(canon, mark, by_start[mark.start]) for mark in row)
        counted = [mark.number for mark in row] == list(range(1, len(row) + 1))
        if len(row) >= _FEWEST and counted and named * 4 >= len(row) * 3:
            return row
    return []


def _are_divided(canon: str, chapters: Sequence[Mark], inner: Sequence[Mark]) -> bool:
    """Whether most of the chapters begin with a numbered title of their own."""
    titles = [mark.start for mark in inner if mark.family is Family.NUMBERED and form_of(canon, mark) is Form.TITLE]
    divided = sum(any(mark.end <= start <= mark.end + _LONGEST_LEAD for start in titles) for mark in chapters)
    return divided * 2 >= len(chapters)
