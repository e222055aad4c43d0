"""A source that is one case told in chapters: the same people go through all of them, and its questions come once."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casedesk.domain.case import Role
from casedesk.importing import rules
from casedesk.importing.asides import kinship, words_for_all
from casedesk.importing.labels import share_labels
from casedesk.importing.lines import Line
from casedesk.importing.looks import look_rows
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Family
from casedesk.importing.names import names_in, shared_names
from casedesk.importing.regions import Region, Zone
from casedesk.importing.story_signs import foreign_kind, story_share
from casedesk.importing.stretches import Segment, parts_of
from casedesk.importing.titles import is_title_like

_FEWEST_CHAPTERS = 3
_MOST_CHAPTERS = 16
_SHORTEST_CHAPTER = 50
_ENOUGH_STORY = 0.3
_FEWEST_TOLD = 2
_LONGEST = 30_000
_KIN = 0.09
_SHARED = 0.6
_SHARED_IN_SCENES = 0.45
_NUMBER = re.compile(
    rf"(?:{rules.CHINESE_NUMBER}[、.]|\({rules.NUMBER}\)|[0-9]{{1,2}}[.、)]|第{rules.NUMBER}[部章节]分?|[IVX]+\.)"
)
_SEVERAL = re.compile(
    r"(?:这|以上|上述|几|[两二三四五六七八])(?:些|几)?[个则件篇](?:故事|案例|例子|事例)"
    r"|(?i:these (?:stories|cases)|each (?:story|case))"
)
_CLOSING = frozenset({Role.QUESTION, Role.ANALYSIS, Role.LESSON, Role.RESOLUTION})


@dataclass(frozen=True, slots=True)
class Whole:
    """The case that a zone is: its lines, and where its title stands."""

    lines: tuple[Line, ...]
    title: tuple[int, int] | None


def whole_of(canon: str, zone: Zone, first_lines: Sequence[Line], markers: Mapping[int, Marker]) -> Whole | None:
    """The zone as one case in chapters; None where it is anything else. `first_lines` begin the source."""
    parts = [part for part in parts_of(canon, zone, markers) if _length(part) >= _SHORTEST_CHAPTER]
    if chapters := _closed_once(canon, zone, parts, markers):
        return _whole(canon, zone, first_lines) if _go_on(canon, chapters) else None
    if any(_are_of_one_story(canon, chapters) for chapters in _rows_closed_once(canon, zone)):
        return _whole(canon, zone, first_lines)
    if not _FEWEST_CHAPTERS <= len(parts) <= _MOST_CHAPTERS:
        return None
    stretches = [(part.lines[0].start, part.lines[-1].end) for part in parts]
    told = [(start, end) for start, end in stretches if story_share(canon, start, end) >= _ENOUGH_STORY]
    scenes = [stretch for part, stretch in zip(parts, stretches, strict=True) if _is_scene(canon, part)]
    if len(scenes) >= _FEWEST_CHAPTERS and len(told) * 3 >= len(scenes):
        told = scenes
    elif len(told) < _FEWEST_CHAPTERS or len(told) * 2 <= len(parts):
        return None
    if _comes_again(zone, told, markers) or share_labels(canon, told):
        return None
    names = shared_names(canon, told, least=_SHARED_IN_SCENES if told is scenes else _SHARED)
    if not names or (told is not scenes and _is_only_staff(canon, told, names)):
        return None
    if foreign_kind(zone.title, canon[zone.lines[0].start : zone.lines[-1].end]):
        return None
    return _whole(canon, zone, first_lines)


def joined(canon: str, lines: Sequence[Line], regions: Sequence[Region], first_lines: Sequence[Line]) -> Whole | None:
    """The source as one case, where most of what seemed to be its cases tell of the same person; None where each is a
    case of its own. Cases of their own have sections of their own, and people of their own."""
    if not 1 < len(regions) <= _MOST_CHAPTERS or lines[-1].end - lines[0].start > _LONGEST:
        return None
    stretches = [(region.lines[0].start, region.lines[-1].end) for region in regions]
    is_labelled = any(region.mark and region.mark.family is Family.CASE for region in regions)
    names = shared_names(canon, stretches, least=_SHARED, often=1)
    if is_labelled or share_labels(canon, stretches) or not names or _is_only_staff(canon, stretches, names):
        return None
    return _whole(canon, Zone(tuple(lines)), first_lines)


def _whole(canon: str, zone: Zone, first_lines: Sequence[Line]) -> Whole:
    title = next((line for line in first_lines if is_title_like(canon[line.start : line.end])), None)
    if title is None:
        return Whole(zone.lines, zone.title_span)
    lines = tuple(line for line in zone.lines if line.start > title.start)
    return Whole(lines, (title.start, title.end))


def _closed_once(
    canon: str, zone: Zone, parts: Sequence[Segment], markers: Mapping[int, Marker]
) -> list[tuple[int, int]]:
    """The chapters of a text in numbered chapters that all tell, the last of which draws the lesson; none for any other
    text. A row of cases has a commentary for each, or none."""
    numbers = [_NUMBER.match(canon, *part.title) if part.title else None for part in parts]
    counted = [part for part, number in zip(parts, numbers, strict=True) if number]
    if not _FEWEST_CHAPTERS <= len(counted) <= _MOST_CHAPTERS or counted[-1] is not parts[-1]:
        return []
    is_lesson = [_draws_lesson(canon, part) for part in counted]
    told = [part for part in parts[: parts.index(counted[-1])] if part.title]
    stretches = [(part.lines[0].start, part.lines[-1].end) for part in told]
    marked = any(start <= line.start < end for line in zone.lines if line.start in markers for start, end in stretches)
    if is_lesson != [False] * (len(counted) - 1) + [True] or marked or _speaks_of_several(canon, counted[-1]):
        return []
    shares = [story_share(canon, start, end) for start, end in stretches]
    return stretches if sum(share >= _ENOUGH_STORY for share in shares) * 2 >= len(shares) > 1 else []


def _rows_closed_once(canon: str, zone: Zone) -> Iterator[list[tuple[int, int]]]:
    """The chapters of a text under headings of one look, the last of which, and no others, comment and ask."""
    if zone.lines[-1].end - zone.lines[0].start > _LONGEST:
        return
    ends = {line.start: line.end for line in zone.lines}
    for row in look_rows(canon, zone.lines):
        lead = [line for line in zone.lines if line.start < row.heads[0].start]
        is_told = any(len(line) >= _SHORTEST_CHAPTER and canon[line.end - 1] in "。.!?" for line in lead)
        if row.is_behind or is_told or len(row.heads) > _MOST_CHAPTERS:
            continue
        titles = [(head.end, ends[head.start]) for head in row.heads]
        closes = [_closes(canon, *title) for title in titles]
        told = closes.index(True) if True in closes else 0
        if told < _FEWEST_TOLD or not all(closes[told:]):
            continue
        starts = [head.start for head in row.heads]
        chapters = [(end, until) for (_, end), until in zip(titles[:told], starts[1 : told + 1], strict=True)]
        shares = [story_share(canon, start, end) for start, end in chapters]
        if sum(share >= _ENOUGH_STORY for share in shares) * 2 >= len(shares):
            yield chapters


def _closes(canon: str, start: int, end: int) -> bool:
    """Whether a heading is that of a lesson, a commentary or questions, or asks one."""
    rule = next(
        (r for r in rules.table("sections")["numbered"] if rules.pattern(r["pattern"]).search(canon, start, end)), None
    )
    return canon[end - 1] == "?" or (rule is not None and Role(rule["role"]) in _CLOSING - {Role.RESOLUTION})


def _are_of_one_story(canon: str, chapters: Sequence[tuple[int, int]]) -> bool:
    """Whether people of the first chapter, or as many words as within one story, come in the others."""
    first = names_in(canon, *chapters[0])
    if any(not first.isdisjoint(names_in(canon, *chapter)) for chapter in chapters[1:]):
        return True
    return not first and _kin(canon, chapters) >= _KIN


def _is_only_staff(canon: str, stretches: Sequence[tuple[int, int]], names: Collection[str]) -> bool:
    """Whether what stretches share is no more than one person: who works there meets other people in each story."""
    return len(names) == 1 and _kin(canon, stretches) < _KIN


def _kin(canon: str, stretches: Sequence[tuple[int, int]]) -> float:
    """How many of the words of each stretch stand in those before it, on the whole, 0…1."""
    begin = stretches[0][0]
    shared = [kinship(canon, stretch, (begin, before[1])) for before, stretch in pairwise(stretches)]
    return sum(shared) / len(shared)


def _speaks_of_several(canon: str, part: Segment) -> bool:
    """Whether a closing part speaks of several stories or of the book."""
    first, last = part.lines[0].start, part.lines[0].end
    return bool(words_for_all(canon, first, last) or _SEVERAL.search(canon, first, last))


def _draws_lesson(canon: str, part: Segment) -> bool:
    if part.title is None:
        return False
    for rule in rules.table("sections")["numbered"]:
        if rules.pattern(rule["pattern"]).search(canon, *part.title):
            return Role(rule["role"]) in _CLOSING - {Role.RESOLUTION}
    return False


def _go_on(canon: str, chapters: Sequence[tuple[int, int]]) -> bool:
    """Whether people of the first chapter come in another; nothing speaks against it where nobody is named."""
    first = names_in(canon, *chapters[0])
    others = [names_in(canon, *chapter) for chapter in chapters[1:]]
    return not first or not any(others) or any(not first.isdisjoint(names) for names in others)


def _is_scene(canon: str, part: Segment) -> bool:
    """Whether a part is headed by nothing but when it happens, or by a number."""
    scene = rules.pattern(rules.table("stories")["scene_heading"])
    return part.title is not None and bool(scene.fullmatch(canon, *part.title))


def _length(part: Segment) -> int:
    return sum(len(line) for line in part.lines)


def _comes_again(zone: Zone, told: Sequence[tuple[int, int]], markers: Mapping[int, Marker]) -> bool:
    """Whether a story begins behind a commentary or questions, as in a row of cases."""
    closings = (line.start for line in zone.lines if line.start in markers and markers[line.start].role in _CLOSING)
    first = next(closings, zone.lines[-1].end)
    return any(start > first for start, _ in told)
