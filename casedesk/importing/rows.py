"""Rows of numbered or styled headings: which of them begin cases, and which are advice, chapters or parts of a case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from casedesk.importing.headings import Family, Mark
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import advice_share, foreign_kind, is_advice_title, story_share
from casedesk.importing.titles import glued_title_end, is_title_like

_WIDEST_GAP = 3
_DEEPEST = 5
_ENOUGH = 0.45
_ENOUGH_ALONE = 0.85
_ANNOUNCED_BONUS = 0.35
_SHORTEST_STORY = 40


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
    chosen: list[Mark] = []
    taken_until = -1
    stops = [mark.start for mark in inside if mark.family is Family.CLOSING]
    for row, row_end in _rows(canon, zone, [mark for mark in inside if mark.start not in markers]):
        if row[0].start < taken_until:
            continue
        end = min([row_end, *(stop for stop in stops if stop > row[-1].start)])
        items = list(_items(canon, zone, row, end, markers))
        if items and _row_score(canon, zone, items) >= (_ENOUGH if len(items) > 1 else _ENOUGH_ALONE):
            chosen.extend(item.head for item in items)
            taken_until = end
    return chosen


def _rows(canon: str, zone: Zone, inside: Sequence[Mark]) -> list[tuple[list[Mark], int]]:
    """Rows 1, 2, 3 … of one kind of number, with where each ends, in the order of their first heading."""
    starts = {line.start for line in zone.lines if line.starts_line}
    numbered = [m for m in inside if m.family is Family.NUMBERED and m.number is not None]
    zone_end = zone.lines[-1].end
    found: list[tuple[list[Mark], int]] = []
    for rule in dict.fromkeys(mark.rule for mark in numbered):
        marks = [m for m in numbered if m.rule == rule and (m.start in starts or m.start == zone.lines[0].start)]
        found.extend(_counted(canon, marks, zone_end))
    least = 1 if zone.is_announced else 2
    rows = [(row, end) for row, end in found if (row[0].number or 0) <= 2 and len(row) >= least]
    return sorted(rows, key=lambda item: item[0][0].start)


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
        if 0 < (mark.number or 0) - (open_rows[index][-1].number or 0) <= (_WIDEST_GAP if len(open_rows) == 1 else 1)
    ]
    alike = [index for index in fitting if _is_question(canon, open_rows[index][-1]) == _is_question(canon, mark)]
    return next(iter(alike), next(iter(fitting), None))


def _is_question(canon: str, mark: Mark) -> bool:
    line_end = canon.find("\n", mark.end)
    return canon[mark.end : line_end if line_end >= 0 else len(canon)].rstrip().endswith("?")


def longest_row(marks: Sequence[Mark]) -> list[Mark]:
    """The marks of the kind that occurs most often."""
    by_kind = sorted(marks, key=lambda mark: mark.kind)
    groups = [list(group) for _, group in groupby(by_kind, key=lambda mark: mark.kind)]
    best = max(groups, key=lambda group: (len(group), -group[0].start), default=list[Mark]())
    return sorted(best, key=lambda mark: mark.start)


def _items(canon: str, zone: Zone, row: Sequence[Mark], end: int, markers: Mapping[int, Marker]) -> Iterator[_Item]:
    ends = [mark.start for mark in row[1:]] + [end]
    lines = {line.start: line for line in zone.lines}
    for mark, until in zip(row, ends, strict=True):
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
