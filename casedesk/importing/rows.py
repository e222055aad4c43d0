"""Rows of numbered or styled headings: which of them begin cases, and which are advice, chapters or parts of a case."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.case import Role
from casedesk.importing import posts, recurring, rules
from casedesk.importing.alike import rows_alike
from casedesk.importing.labels import share_labels
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Family, Mark
from casedesk.importing.names import shared_names
from casedesk.importing.numbering import FEWEST_SIBLINGS, Form, Row, form_of, rows_of
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import advice_share, foreign_kind, is_advice_title, is_quiz, story_share
from casedesk.importing.titles import glued_title_end, is_title_like

HEADED = "headed"
"""The rule of lone lines above the label with which all cases of a document begin."""
_LEADING_NUMBER = re.compile(rf"(?:{rules.NUMBER}[、.)](?![0-9])|\({rules.NUMBER}\)|[①-⑳]) ?")
_LEADING_LABEL = re.compile(r"[A-Z][A-Za-z]+ (?:[A-Z]|[0-9]{1,3})(?: ?[:.—–|-] ?| {2,})(?=\S)")
_NUMBERED_LABEL = re.compile(r"(?:[A-Z][a-z]+|[一-鿿]{1,6}) ?(?:[Nn]o\.? ?|#)?[0-9]{1,3}[a-z]?(?: ?\([^)]*\))?$")
_FIRST = frozenset({Role.BODY, Role.BACKGROUND, Role.OBJECTIVES, Role.KEY_POINTS})
"""What the first section of a case may be."""
_FEWEST_HEADED = 3
_ENOUGH = 0.45
_ENOUGH_ALIKE = 0.38
_ENOUGH_ALONE = 0.85
_ANNOUNCED_BONUS = 0.35
_SHORTEST_STORY = 40
_LONGEST_LEAD = 60
_FEWEST_CHAPTERS = 3


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
    marked = sorted(markers)
    asked = _asked(canon, zone, markers)
    rows = rows_of(canon, zone, [mark for mark in inside if mark.start not in markers and mark.start not in asked])
    chosen: list[Mark] = []
    taken_until = -1
    for row in _with_sequels(canon, zone, [_ended(row, stops) for row in rows], marked):
        if row.start < taken_until:
            continue
        items = list(_items(canon, zone, row, marked))
        enough = _ENOUGH if len(items) > 1 else _ENOUGH_ALONE
        if not items or _is_list(row, items) or _row_score(canon, zone, items) < enough:
            continue
        inner = _inner_rows(canon, zone, items, rows, marked)
        if not inner and _is_one_story(canon, items):
            continue
        for part in inner or [row]:
            chosen.extend(part.marks)
        taken_until = row.end
    return chosen


def _asked(canon: str, zone: Zone, markers: Mapping[int, Marker]) -> set[int]:
    """Where the questions stand right below a label for questions: their numbers count no cases."""
    found: set[int] = set()
    is_asking = False
    for line in zone.lines:
        marker = markers.get(line.start)
        if marker:
            is_asking = marker.role is Role.QUESTION
        elif is_asking and canon[line.end - 1] == "?":
            found.add(line.start)
        else:
            is_asking = False
    return found


def enclosing(canon: str, zone: Zone, inside: Sequence[Mark], heads: Sequence[Mark]) -> set[int]:
    """Where the numbered headings stand between which the cases are told: they begin before the first case."""
    starts = {head.start for head in heads}
    rules = {head.rule for head in heads}
    found: set[int] = set()
    for row in rows_of(canon, zone, [mark for mark in inside if mark.start not in starts and mark.rule not in rules]):
        forms = {form_of(canon, mark) for mark in row.marks}
        if row.start < heads[0].start and Form.TITLE in forms <= {Form.TITLE, Form.QUESTION}:
            found.update(mark.start for mark in row.marks)
    return found


def _ended(row: Row, stops: Sequence[int]) -> Row:
    """The row up to the closing words behind its last heading."""
    return replace(row, end=min([row.end, *(stop for stop in stops if stop > row.marks[-1].start)]))


def _with_sequels(canon: str, zone: Zone, rows: Sequence[Row], marked: Sequence[int]) -> Iterator[Row]:
    """The rows, each ended where another of its kind begins that counts anew and reads like cases of its own."""
    for row in rows:
        behind = _rows_between(rows, row.marks[-1].start, row.end)
        sequel = next((o for o in behind if o.rule == row.rule and _is_sequel(canon, zone, row, o, marked)), None)
        yield replace(row, end=sequel.start) if sequel else row


def _rows_between(rows: Sequence[Row], start: int, end: int) -> Sequence[Row]:
    """Those of some rows, in order, that begin behind `start` and before `end`."""
    return rows[bisect_right(rows, start, key=_row_start) : bisect_left(rows, end, key=_row_start)]


def _row_start(row: Row) -> int:
    return row.start


def _is_sequel(canon: str, zone: Zone, row: Row, other: Row, marked: Sequence[int]) -> bool:
    if len(other.marks) < FEWEST_SIBLINGS or form_of(canon, other.marks[0]) is not form_of(canon, row.marks[0]):
        return False
    items = list(_items(canon, zone, other, marked))
    usual = (row.marks[-1].start - row.start) / max(1, len(row.marks) - 1)
    length = (other.end - other.start) / len(other.marks)
    return length * 3 > usual and _row_score(canon, zone, items) >= _ENOUGH


def _inner_rows(
    canon: str, zone: Zone, items: Sequence[_Item], rows: Sequence[Row], marked: Sequence[int]
) -> list[Row]:
    """The rows of cases inside the items of a row that have no text of their own: those are parts of a collection."""
    found: list[Row] = []
    for item in items:
        inner = _rows_between(rows, item.head.start, item.end)
        row = next((r for r in inner if r.rule != item.head.rule), None)
        if row is None or row.start - item.body_start > _LONGEST_LEAD:
            continue
        row = replace(row, end=min(row.end, item.end))
        if _row_score(canon, zone, list(_items(canon, zone, row, marked))) >= _ENOUGH:
            found.append(row)
    return found if len(found) * 5 >= len(items) * 3 else []


def _is_list(row: Row, items: Sequence[_Item]) -> bool:
    """Whether a row counts what lists count (questions, tasks), and its items have no sections as cases have."""
    doubtful = rules.pattern(rules.table("headings")["worded"]["doubtful"])
    return bool(doubtful.search(row.marks[0].word)) and sum(item.has_markers for item in items) * 4 < len(items) * 3


def _is_one_story(canon: str, items: Sequence[_Item]) -> bool:
    """Whether the same people go through all items: then they are the chapters of one case."""
    if len(items) < _FEWEST_CHAPTERS or share_labels(canon, [(item.body_start, item.end) for item in items]):
        return False
    return bool(shared_names(canon, [(item.body_start, item.end) for item in items]))


def _items(canon: str, zone: Zone, row: Row, marked: Sequence[int]) -> Iterator[_Item]:
    ends = [mark.start for mark in row.marks[1:]] + [row.end]
    for mark, until in zip(row.marks, ends, strict=True):
        line, under = _line_at(zone.lines, mark.start)
        line_end = line.end if line else until
        title_end = _title_end(canon, mark, min(line_end, until), until)
        if line and title_end == line.end == mark.end and under and _is_title_below(canon, under, until):
            title_end = under.end
        has_markers = _any_between(marked, mark.end, until)
        yield _Item(mark, canon[mark.end : title_end].strip(), title_end, until, has_markers)


def _line_at(lines: Sequence[Line], start: int) -> tuple[Line | None, Line | None]:
    """The line that starts there, and the one below it."""
    at = bisect_left(lines, start, key=_start)
    if at == len(lines) or lines[at].start != start:
        return None, None
    return lines[at], lines[at + 1] if at + 1 < len(lines) else None


def _start(line: Line) -> int:
    return line.start


def _any_between(starts: Sequence[int], first: int, end: int) -> bool:
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] < end


def _is_title_below(canon: str, line: Line, until: int) -> bool:
    """Whether the line below a label that stands alone is a title with a text under it."""
    return line.starts_line and line.ends_line and line.end < until and is_title_like(canon[line.start : line.end])


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
    if is_quiz(canon, item.head.end, item.end):
        score -= 0.7
    if foreign_kind(item.title, canon[item.body_start : item.end]):
        score -= 0.4
    score -= min(0.3, 0.15 * advice_share(canon, item.body_start, item.end))
    return score + (0.15 if item.title else 0.0)


def headed_cases(canon: str, zone: Zone, markers: Mapping[int, Marker]) -> list[Mark]:
    """The lone lines above the label with which the cases of a document begin: where one section comes again and again,
    a case begins above each of them."""
    groups: dict[str, list[Mark]] = {}
    counts = Counter(markers[line.start].word for line in zone.lines if line.start in markers)
    for index, line in enumerate(zone.lines):
        marker = markers.get(line.start)
        if index and marker and marker.role in _FIRST and (head := _head_above(canon, zone.lines, index, markers)):
            groups.setdefault(marker.word, []).append(head)
    rows = [heads for word, heads in groups.items() if len(heads) * 4 >= counts[word] * 3]
    rows.extend(_above_alike(canon, zone, markers))
    heads = max(rows, key=len, default=list[Mark]())
    if len(heads) < _FEWEST_HEADED:
        return []
    items = list(_items(canon, zone, Row(tuple(heads), zone.lines[-1].end), sorted(markers)))
    return heads if _row_score(canon, zone, items) >= _ENOUGH else []


def alike_cases(canon: str, zone: Zone, markers: Mapping[int, Marker]) -> list[Mark]:
    """The longest row of headings that look alike and have stories under them, each of people of its own."""
    found: list[Mark] = []
    if posts.authors(canon, zone.lines):
        return found
    for heads in rows_alike(canon, zone.lines, markers):
        items = list(_items(canon, zone, Row(tuple(heads), zone.lines[-1].end), sorted(markers)))
        if (
            len(heads) > len(found)
            and _row_score(canon, zone, items) >= _ENOUGH_ALIKE
            and not _is_one_story(canon, items)
        ):
            found = heads
    return found


def are_cases(canon: str, zone: Zone, heads: Sequence[Mark], markers: Mapping[int, Marker]) -> bool:
    """Whether what stands under these headings reads like cases, and not like advice or the chapters of one story."""
    items = list(_items(canon, zone, Row(tuple(heads), zone.lines[-1].end), sorted(markers)))
    return _row_score(canon, zone, items) >= _ENOUGH_ALIKE and not _is_one_story(canon, items)


def _above_alike(canon: str, zone: Zone, markers: Mapping[int, Marker]) -> Iterator[list[Mark]]:
    """The lone lines above lines that look the same ("Second prize, Hill School, A. Moor"), each with words of its
    own."""
    for indexes in recurring.rows_below_titles(canon, zone.lines):
        found = [_head_above(canon, zone.lines, index, markers) for index in indexes]
        heads = [head for head in found if head]
        titles = {canon[head.start : canon.find("\n", head.start)] for head in heads}
        if len(heads) * 4 >= len(indexes) * 3 and len(titles) == len(heads):
            yield heads


def _head_above(canon: str, lines: Sequence[Line], index: int, markers: Mapping[int, Marker]) -> Mark | None:
    """The heading right above a label: a lone line, with the line above it where that is a label with a number."""
    line = lines[index - 1]
    if line.start in markers or not (line.starts_line and line.ends_line):
        return None
    if not is_title_like(canon[line.start : line.end]):
        return None
    number = _LEADING_NUMBER.match(canon, line.start, line.end) or _LEADING_LABEL.match(canon, line.start, line.end)
    if index > 1 and _NUMBERED_LABEL.match(canon, lines[index - 2].start, lines[index - 2].end):
        above = lines[index - 2]
        return Mark(above.start, above.end, Family.STYLED, HEADED)
    return Mark(line.start, number.end() if number else line.start, Family.STYLED, HEADED)


def styled_cases(canon: str, zone: Zone, inside: Sequence[Mark], markers: Mapping[int, Marker]) -> list[Mark]:
    """The headings by style that begin cases: of the deepest level whose items read like cases of their own."""
    styled = [m for m in inside if m.family is Family.STYLED and m.start not in markers]
    marked = sorted(markers)
    best: list[Mark] = []
    for level in sorted({mark.level for mark in styled}):
        items = list(_styled_items(canon, zone, styled, level, marked))
        good = [item for item in items if _score(canon, item, zone.is_announced) >= _ENOUGH]
        if not good or len(good) * 5 < len(items) * 3 or len(good) < len(best):
            continue
        if best and len(good) < 2:
            continue
        best = [item.head for item in good]
    return best


def _styled_items(canon: str, zone: Zone, styled: Sequence[Mark], level: int, marked: Sequence[int]) -> Iterator[_Item]:
    lines = {line.start: line for line in zone.lines}
    bounds = [mark for mark in styled if mark.level <= level]
    for index, mark in enumerate(bounds):
        line: Line | None = lines.get(mark.start)
        if mark.level != level or line is None:
            continue
        until = bounds[index + 1].start if index + 1 < len(bounds) else zone.lines[-1].end
        if until - line.end >= _SHORTEST_STORY:
            has_markers = _any_between(marked, mark.end + 1, until)
            yield _Item(mark, canon[mark.end : line.end].strip(), line.end, until, has_markers)
