"""Labels of cases that stand inside of something else: examples in advice, cases in an article, fields of a form."""

import itertools
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from casedesk.importing import rows
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Family, Mark
from casedesk.importing.numbering import Form, form_of, rows_of
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import story_share

_MANY_POINTS = 5
_LITTLE_STORY = 0.35
_ENOUGH_STORY = 0.25
_SHORTEST = 60
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BLANK = re.compile(r"_{3,}|□")


def is_example_in_advice(
    canon: str, zone: Zone, labelled: Sequence[Mark], inside: Sequence[Mark], markers: Mapping[int, Marker]
) -> bool:
    """Whether the only label of a zone stands in one point of a long list that tells no stories."""
    label = labelled[0]
    if len(labelled) > 1 or label.number is not None:
        return False
    points = [mark for mark in inside if mark.family is Family.NUMBERED]
    around = [row for row in rows_of(canon, zone, points) if row.start < label.start < row.marks[-1].start]
    if not any(len(row.marks) >= _MANY_POINTS and form_of(canon, row.marks[0]) is Form.TITLE for row in around):
        return False
    return not rows.cases(canon, zone, points, markers)


def examples(
    canon: str, head: Mark, lines: Sequence[Line], inside: Sequence[Mark], weak: re.Pattern[str]
) -> list[Mark]:
    """The cases in an article that tells none itself: a row of labels with a weaker word, a story under each."""
    starts = {line.start for line in lines[1:]}
    row = [m for m in inside if m.family is Family.CASE and m.start in starts and m.number and weak.match(m.word)]
    if len(row) < 2 or [mark.number for mark in row] != list(range(1, len(row) + 1)):
        return []
    edges = [*(mark.start for mark in row), lines[-1].end]
    shortest = min(end - start for start, end in itertools.pairwise(edges))
    is_lead = (row[0].start - head.end) * 2 < shortest
    if not is_lead and story_share(canon, head.end, row[0].start) >= _LITTLE_STORY:
        return []
    told = sum(story_share(canon, start, end) for start, end in itertools.pairwise(edges))
    return row if shortest >= _SHORTEST and told >= _ENOUGH_STORY * len(row) else []


def is_form(canon: str, lines: Sequence[Line]) -> bool:
    """Whether the lines are a form to be filled in: most of them say in brackets, or by a blank, what is wanted, or are
    labels with nothing under them."""
    asked = [line for line in lines if _asks(canon[line.start : line.end])]
    if not asked or _tells(canon, lines, asked):
        return False
    empty = _empty_labels(canon, lines, {line.start for line in asked})
    if len(asked) > 1 and len(asked) * 5 >= len(lines) * 2:
        return True
    return empty > 1 and (empty + len(asked)) * 5 >= len(lines) * 4


def _empty_labels(canon: str, lines: Sequence[Line], asked: AbstractSet[int]) -> int:
    """How many of the lines are labels behind which the next label, a blank, or nothing follows."""
    labels = [canon[line.end - 1] == ":" for line in lines]
    behind = [line.start in asked or is_label for line, is_label in zip(lines[1:], labels[1:], strict=True)]
    return sum(is_label and is_empty for is_label, is_empty in zip(labels, [*behind, True], strict=True))


def _asks(words: str) -> bool:
    held = sum(len(part) for part in _IN_BRACKETS.findall(words))
    return bool(_BLANK.search(words)) or held * 2 > len(words)


def _tells(canon: str, lines: Sequence[Line], asked: Sequence[Line]) -> bool:
    among = {line.start for line in asked}
    longest = max((line for line in lines if line.start not in among), key=len, default=None)
    return longest is not None and story_share(canon, longest.start, longest.end) >= _ENOUGH_STORY
