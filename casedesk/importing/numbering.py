"""Rows of numbered headings: which labels count on from which, and where each row ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from casedesk.importing.marks import DECIMAL, PART, WORDED, Family, Mark
from casedesk.importing.regions import Zone
from casedesk.importing.titles import is_title_like

_WIDEST_GAP = 3
_WIDEST_WORDED = 40
_DEEPEST = 5
_LONGEST_POINT = 60
FEWEST_SIBLINGS = 2
"""Fewer headings than these and one more are no row that may begin with any number."""


class Form(Enum):
    """How the line of a numbered heading goes on: headings of one row go on alike."""

    TITLE = auto()
    QUESTION = auto()
    POINT = auto()
    STORY = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """Headings that count on, and where the text under the last of them ends."""

    marks: tuple[Mark, ...]
    end: int

    @property
    def start(self) -> int:
        """Where its first heading starts."""
        return self.marks[0].start

    @property
    def rule(self) -> str:
        """The rule that found its headings."""
        return self.marks[0].rule


def rows_of(canon: str, zone: Zone, inside: Sequence[Mark]) -> list[Row]:
    """Rows 1, 2, 3 … of one kind of number, with where each ends, in the order of their first heading. A row may go on
    with one of another zone."""
    starts = {line.start for line in zone.lines if line.starts_line}
    numbered = [m for m in inside if m.family is Family.NUMBERED and m.number is not None]
    zone_end = zone.lines[-1].end
    found: list[Row] = []
    for rule in dict.fromkeys(mark.rule for mark in numbered):
        marks = [m for m in numbered if m.rule == rule and (m.start in starts or m.start == zone.lines[0].start)]
        marks = list(_within_parts(marks)) if rule == DECIMAL else marks
        found.extend(Row(tuple(row), end) for row, end in _counted(canon, marks, zone_end))
    least = 1 if zone.is_announced else 2
    rows = [row for row in found if _goes_on(canon, row, zone.elsewhere) or (_begins(row) and len(row.marks) >= least)]
    return sorted((_filled(canon, row, numbered, starts) for row in rows), key=lambda row: row.start)


def _goes_on(canon: str, row: Row, elsewhere: Sequence[Mark]) -> bool:
    """Whether a row counts on from headings of other zones that are titles like its own."""
    first = row.marks[0]
    if form_of(canon, first) is not Form.TITLE:
        return False
    wanted = None if row.rule == DECIMAL else (first.number or 0) - 1
    return any(
        mark.rule == row.rule
        and (wanted is None or (mark.number == wanted > 0 and mark.start < first.start))
        and form_of(canon, mark) is Form.TITLE
        for mark in elsewhere
    )


def _within_parts(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Labels that count within parts (1.1, 1.2, 2.1) with numbers that count through."""
    count, last = 0, 0
    for mark in marks:
        number = mark.number or 0
        is_next = number == last + 1 or (number % PART == 1 and number // PART == last // PART + 1)
        if is_next or not last:
            count, last = count + 1, number
            yield replace(mark, number=count)


def _filled(canon: str, row: Row, numbered: Sequence[Mark], starts: AbstractSet[int]) -> Row:
    """The row with the headings that fill its gaps, or go on with it, although their number is written otherwise."""
    if len(row.marks) < FEWEST_SIBLINGS or form_of(canon, row.marks[0]) is not Form.TITLE:
        return row
    marks = list(row.marks)
    latest: dict[str, int] = {}
    within = numbered[bisect_right(numbered, row.start, key=_start) : bisect_left(numbered, row.end, key=_start)]
    for other in (m for m in within if m.rule != row.rule and m.start in starts):
        at = bisect_left(marks, other.start, key=_start)
        before, before_other = marks[at - 1], latest.get(other.rule, -1)
        latest[other.rule] = other.start
        behind = bisect_right(marks, other.start, key=_start)
        after = (marks[behind].number or 0) if behind < len(marks) else _WIDEST_WORDED
        if other.number != (before.number or 0) + 1 or (other.number or 0) >= after:
            continue
        counts_within = before_other > before.start
        if not counts_within and form_of(canon, other) is Form.TITLE:
            marks.insert(at, replace(other, rule=row.rule))
    return replace(row, marks=tuple(marks))


def _start(mark: Mark) -> int:
    return mark.start


def _begins(row: Row) -> bool:
    """Whether a row begins with its first number; labels with a word may be taken from a longer row."""
    return (row.marks[0].number or 0) <= 2 or (row.rule.startswith(WORDED) and len(row.marks) > FEWEST_SIBLINGS)


def _counted(canon: str, marks: Sequence[Mark], zone_end: int) -> list[tuple[list[Mark], int]]:
    """Marks of one kind as rows that count on; a row may stand between two items of another one, as the numbered
    questions of a case do, and ends where the outer row goes on."""
    done: list[tuple[list[Mark], int]] = []
    open_rows: list[list[Mark]] = []
    for mark in marks:
        chosen = _row_for(canon, open_rows, mark)
        if chosen is None and mark.number != 1:
            done.extend((row, mark.start) for row in open_rows)
            open_rows = []
        elif chosen is not None:
            inner = open_rows[chosen + 1 :]
            done.extend((row, mark.start) for row in inner)
            del open_rows[chosen + 1 :]
            open_rows[chosen].append(mark)
            continue
        open_rows.append([mark])
        if len(open_rows) > _DEEPEST:
            done.append((open_rows.pop(0), mark.start))
    done.extend((row, zone_end) for row in open_rows)
    return done


def _row_for(canon: str, open_rows: Sequence[Sequence[Mark]], mark: Mark) -> int | None:
    """The open row that a mark continues: an inner row before an outer one, unless it reads otherwise."""
    fitting = [
        index
        for index in reversed(range(len(open_rows)))
        if 0 < (mark.number or 0) - (open_rows[index][-1].number or 0) <= _widest_gap(open_rows, mark)
    ]
    form = form_of(canon, mark)
    alike = [index for index in fitting if form_of(canon, open_rows[index][-1]) is form]
    return next(iter(alike), next(iter(fitting), None))


def _widest_gap(open_rows: Sequence[Sequence[Mark]], mark: Mark) -> int:
    if mark.rule.startswith(WORDED):
        return _WIDEST_WORDED
    return _WIDEST_GAP if len(open_rows) == 1 else 1


def form_of(canon: str, mark: Mark) -> Form:
    """How the line of a heading goes on."""
    line_end = canon.find("\n", mark.end)
    rest = canon[mark.end : line_end if line_end >= 0 else len(canon)].strip()
    if rest.endswith("?"):
        return Form.QUESTION
    if not rest or is_title_like(rest):
        return Form.TITLE
    return Form.POINT if len(rest) <= _LONGEST_POINT else Form.STORY


def _counted_kind(mark: Mark) -> str:
    """What marks of one row share: the word that counts, whatever signs part the number from the words behind it."""
    return mark.word if mark.rule in ("numbered", "numbered_bare") else mark.kind


def longest_row(marks: Sequence[Mark]) -> list[Mark]:
    """The marks of the kind that occurs most often."""
    by_kind = sorted(marks, key=_counted_kind)
    groups = [list(group) for _, group in groupby(by_kind, key=_counted_kind)]
    best = max(groups, key=lambda group: (len(group), -group[0].start), default=list[Mark]())
    return sorted(best, key=lambda mark: mark.start)
