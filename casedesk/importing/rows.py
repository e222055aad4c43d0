"""Rows of numbered or styled headings: which of them begin cases, and which are advice, chapters or parts of a case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.marks import WORDED, Family, Mark
from casedesk.importing.names import shared_names
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import advice_share, foreign_kind, is_advice_title, story_share
from casedesk.importing.titles import glued_title_end, is_title_like

_WIDEST_GAP = 3
_WIDEST_WORDED = 40
_DEEPEST = 5
_ENOUGH = 0.45
_ENOUGH_ALONE = 0.85
_ANNOUNCED_BONUS = 0.35
_SHORTEST_STORY = 40
_LONGEST_LEAD = 60
_LONGEST_POINT = 60
_FEWEST_SIBLINGS = 2
_FEWEST_CHAPTERS = 3


class _Form(Enum):
    """How the line of a numbered heading goes on: headings of one row go on alike."""

    TITLE = auto()
    QUESTION = auto()
    POINT = auto()
    STORY = auto()


@dataclass(frozen=True, slots=True)
class _Row:
    """Headings that count on, and where the text under the last of them ends."""

    marks: tuple[Mark, ...]
    end: int

    @property
    def start(self) -> int:
        return self.marks[0].start

    @property
    def rule(self) -> str:
        return self.marks[0].rule


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading of a row with the text under it."""

    head: Mark
    title: str
    body_start: int
    end: int
    has_markers: bool


def cases(canon: str, zone: Zone, inside: Sequence[Mark], markers: Mapping[int, Marker]) -> list[Mark]:
    """The numbered headings of the zone that begin cases: the outermost rows whose items read like cases."""
    stops = [mark.start for mark in inside if mark.family is Family.CLOSING]
    rows = _rows(canon, zone, [mark for mark in inside if mark.start not in markers])
    chosen: list[Mark] = []
    taken_until = -1
    for row in _with_sequels(canon, zone, [_ended(row, stops) for row in rows], markers):
        if row.start < taken_until:
            continue
        items = list(_items(canon, zone, row, markers))
        if not items or _row_score(canon, zone, items) < (_ENOUGH if len(items) > 1 else _ENOUGH_ALONE):
            continue
        inner = _inner_rows(canon, zone, items, rows, markers)
        if not inner and _is_one_story(canon, items):
            continue
        for part in inner or [row]:
            chosen.extend(part.marks)
        taken_until = row.end
    return chosen


def enclosing(canon: str, zone: Zone, inside: Sequence[Mark], heads: Sequence[Mark]) -> set[int]:
    """Where the numbered headings stand between which the cases are told: they begin before the first case."""
    starts = {head.start for head in heads}
    rules = {head.rule for head in heads}
    found: set[int] = set()
    for row in _rows(canon, zone, [mark for mark in inside if mark.start not in starts and mark.rule not in rules]):
        if row.start < heads[0].start and all(_form(canon, mark) is _Form.TITLE for mark in row.marks):
            found.update(mark.start for mark in row.marks)
    return found


def _ended(row: _Row, stops: Sequence[int]) -> _Row:
    """The row up to the closing words behind its last heading."""
    return replace(row, end=min([row.end, *(stop for stop in stops if stop > row.marks[-1].start)]))


def _with_sequels(canon: str, zone: Zone, rows: Sequence[_Row], markers: Mapping[int, Marker]) -> Iterator[_Row]:
    """The rows, each ended where another of its kind begins that counts anew and reads like cases of its own."""
    for row in rows:
        behind = (other for other in rows if row.marks[-1].start < other.start < row.end)
        sequel = next((o for o in behind if o.rule == row.rule and _is_sequel(canon, zone, row, o, markers)), None)
        yield replace(row, end=sequel.start) if sequel else row


def _is_sequel(canon: str, zone: Zone, row: _Row, other: _Row, markers: Mapping[int, Marker]) -> bool:
    if len(other.marks) < _FEWEST_SIBLINGS or _form(canon, other.marks[0]) is not _form(canon, row.marks[0]):
        return False
    items = list(_items(canon, zone, other, markers))
    usual = (row.marks[-1].start - row.start) / max(1, len(row.marks) - 1)
    length = (other.end - other.start) / len(other.marks)
    return length * 3 > usual and _row_score(canon, zone, items) >= _ENOUGH


def _inner_rows(
    canon: str, zone: Zone, items: Sequence[_Item], rows: Sequence[_Row], markers: Mapping[int, Marker]
) -> list[_Row]:
    """The rows of cases inside the items of a row that have no text of their own: those are parts of a collection."""
    found: list[_Row] = []
    for item in items:
        row = next((r for r in rows if item.head.start < r.start < item.end and r.rule != item.head.rule), None)
        if row is None or row.start - item.body_start > _LONGEST_LEAD:
            continue
        row = replace(row, end=min(row.end, item.end))
        if _row_score(canon, zone, list(_items(canon, zone, row, markers))) >= _ENOUGH:
            found.append(row)
    return found if len(found) * 5 >= len(items) * 3 else []


def _is_one_story(canon: str, items: Sequence[_Item]) -> bool:
    """Whether the same people go through all items: then they are the chapters of one case."""
    if len(items) < _FEWEST_CHAPTERS:
        return False
    return bool(shared_names(canon, [(item.body_start, item.end) for item in items]))


def _rows(canon: str, zone: Zone, inside: Sequence[Mark]) -> list[_Row]:
    """Rows 1, 2, 3 … of one kind of number, with where each ends, in the order of their first heading."""
    starts = {line.start for line in zone.lines if line.starts_line}
    numbered = [m for m in inside if m.family is Family.NUMBERED and m.number is not None]
    zone_end = zone.lines[-1].end
    found: list[_Row] = []
    for rule in dict.fromkeys(mark.rule for mark in numbered):
        marks = [m for m in numbered if m.rule == rule and (m.start in starts or m.start == zone.lines[0].start)]
        found.extend(_Row(tuple(row), end) for row, end in _counted(canon, marks, zone_end))
    least = 1 if zone.is_announced else 2
    rows = [row for row in found if _begins(row) and len(row.marks) >= least]
    return sorted(rows, key=lambda row: row.start)


def _begins(row: _Row) -> bool:
    """Whether a row begins with its first number; labels with a word may be taken from a longer row."""
    return (row.marks[0].number or 0) <= 2 or (row.rule.startswith(WORDED) and len(row.marks) > _FEWEST_SIBLINGS)


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
    form = _form(canon, mark)
    alike = [index for index in fitting if _form(canon, open_rows[index][-1]) is form]
    return next(iter(alike), next(iter(fitting), None))


def _widest_gap(open_rows: Sequence[Sequence[Mark]], mark: Mark) -> int:
    if mark.rule.startswith(WORDED):
        return _WIDEST_WORDED
    return _WIDEST_GAP if len(open_rows) == 1 else 1


def _form(canon: str, mark: Mark) -> _Form:
    """How the line of a heading goes on."""
    line_end = canon.find("\n", mark.end)
    rest = canon[mark.end : line_end if line_end >= 0 else len(canon)].strip()
    if rest.endswith("?"):
        return _Form.QUESTION
    if not rest or is_title_like(rest):
        return _Form.TITLE
    return _Form.POINT if len(rest) <= _LONGEST_POINT else _Form.STORY


def longest_row(marks: Sequence[Mark]) -> list[Mark]:
    """The marks of the kind that occurs most often."""
    by_kind = sorted(marks, key=lambda mark: mark.kind)
    groups = [list(group) for _, group in groupby(by_kind, key=lambda mark: mark.kind)]
    best = max(groups, key=lambda group: (len(group), -group[0].start), default=list[Mark]())
    return sorted(best, key=lambda mark: mark.start)


def _items(canon: str, zone: Zone, row: _Row, markers: Mapping[int, Marker]) -> Iterator[_Item]:
    ends = [mark.start for mark in row.marks[1:]] + [row.end]
    lines = {line.start: line for line in zone.lines}
    for mark, until in zip(row.marks, ends, strict=True):
        line = lines.get(mark.start)
        line_end = line.end if line else until
        title_end = _title_end(canon, mark, min(line_end, until), until)
        has_markers = any(mark.end <= start < until for start in markers)
        yield _Item(mark, canon[mark.end : title_end].strip(), title_end, until, has_markers)


def _title_end(canon: str, mark: Mark, line_end: int, until: int) -> int:
    rest = canon[mark.end : line_end]
    if line_end < until and (is_title_like(rest) or not rest.strip()):
        return line_end
    return glued_title_end(canon, mark.end, line_end) or mark.end


def _row_score(canon: str, zone: Zone, items: Sequence[_Item]) -> float:
    return sum(_score(canon, item, zone.is_announced) for item in items) / len(items)


def _score(canon: str, item: _Item, is_announced: bool) -> float:
    length = item.end - item.body_start
    if length < _SHORTEST_STORY:
        return -0.4
    share = story_share(canon, item.body_start, item.end)
    score = share + (0.3 if item.has_markers else 0.0) + (_ANNOUNCED_BONUS if is_announced else 0.0)
    if is_advice_title(item.title or canon[item.head.end : item.head.end + 12]):
        score -= 0.7
    if foreign_kind(item.title, canon[item.body_start : item.end]):
        score -= 0.4
    score -= min(0.3, 0.15 * advice_share(canon, item.body_start, item.end))
    return score + (0.15 if item.title else 0.0)


def styled_cases(canon: str, zone: Zone, inside: Sequence[Mark], markers: Mapping[int, Marker]) -> list[Mark]:
    """The headings by style that begin cases: of the deepest level whose items read like cases of their own."""
    styled = [m for m in inside if m.family is Family.STYLED and m.start not in markers]
    best: list[Mark] = []
    for level in sorted({mark.level for mark in styled}):
        items = list(_styled_items(canon, zone, styled, level, markers))
        good = [item for item in items if _score(canon, item, zone.is_announced) >= _ENOUGH]
        if not good or len(good) * 5 < len(items) * 3 or len(good) < len(best):
            continue
        if best and len(good) < 2:
            continue
        best = [item.head for item in good]
    return best


def _styled_items(
    canon: str, zone: Zone, styled: Sequence[Mark], level: int, markers: Mapping[int, Marker]
) -> Iterator[_Item]:
    lines = {line.start: line for line in zone.lines}
    bounds = [mark for mark in styled if mark.level <= level]
    for index, mark in enumerate(bounds):
        line: Line | None = lines.get(mark.start)
        if mark.level != level or line is None:
            continue
        until = bounds[index + 1].start if index + 1 < len(bounds) else zone.lines[-1].end
        if until - line.end >= _SHORTEST_STORY:
            has_markers = any(mark.end < start < until for start in markers)
            yield _Item(mark, canon[mark.end : line.end].strip(), line.end, until, has_markers)
