"""A source that is one case told in chapters: the same people go through all of them, and its questions come once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casedesk.domain.case import Role
from casedesk.importing import rules
from casedesk.importing.labels import share_labels
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.names import shared_names
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import foreign_kind, story_share
from casedesk.importing.stretches import Segment, parts_of
from casedesk.importing.titles import is_title_like

_FEWEST_CHAPTERS = 3
_MOST_CHAPTERS = 16
_SHORTEST_CHAPTER = 50
_ENOUGH_STORY = 0.3
_SHARED = 0.6
_SHARED_IN_SCENES = 0.45
_CLOSING = frozenset({Role.QUESTION, Role.ANALYSIS, Role.LESSON, Role.RESOLUTION})


@dataclass(frozen=True, slots=True)
class Whole:
    """The case that a zone is: its lines, and where its title stands."""

    lines: tuple[Line, ...]
    title: tuple[int, int] | None


def whole_of(canon: str, zone: Zone, first_lines: Sequence[Line], markers: Mapping[int, Marker]) -> Whole | None:
    """The zone as one case in chapters; None where it is anything else. `first_lines` begin the source."""
    parts = [part for part in parts_of(canon, zone, markers) if _length(part) >= _SHORTEST_CHAPTER]
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
    if not shared_names(canon, told, least=_SHARED_IN_SCENES if told is scenes else _SHARED):
        return None
    if foreign_kind(zone.title, canon[zone.lines[0].start : zone.lines[-1].end]):
        return None
    title = next((line for line in first_lines if is_title_like(canon[line.start : line.end])), None)
    if title is None:
        return Whole(zone.lines, zone.title_span)
    lines = tuple(line for line in zone.lines if line.start > title.start)
    return Whole(lines, (title.start, title.end))


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
