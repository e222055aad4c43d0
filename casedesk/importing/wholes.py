"""A source that is one case told in chapters: the same people go through all of them, and its questions come once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casedesk.domain.case import Role
from casedesk.importing.lines import Line
from casedesk.importing.loose import Segment, parts_of
from casedesk.importing.markers import Marker
from casedesk.importing.names import shared_names
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import foreign_kind, story_share
from casedesk.importing.titles import is_title_like

_FEWEST_CHAPTERS = 3
_MOST_CHAPTERS = 16
_SHORTEST_CHAPTER = 50
_ENOUGH_STORY = 0.3
_SHARED = 0.6
_CLOSING = frozenset({Role.QUESTION, Role.ANALYSIS, Role.LESSON, Role.RESOLUTION})


@dataclass(frozen=True, slots=True)
class Whole:
    """The case that a zone is: its lines, and where its title stands."""

    lines: tuple[Line, ...]
    title: tuple[int, int] | None


def whole_of(canon: str, zone: Zone, first_lines: Sequence[Line], markers: Mapping[int, Marker]) -> Whole | None:
    """The zone as one case in chapters; None where it is anything else. `first_lines` begin the source."""
    chapters = [part for part in parts_of(canon, zone, markers) if _length(part) >= _SHORTEST_CHAPTER]
    if not _FEWEST_CHAPTERS <= len(chapters) <= _MOST_CHAPTERS or _comes_again(zone, markers):
        return None
    stretches = [(part.lines[0].start, part.lines[-1].end) for part in chapters]
    if not shared_names(canon, stretches, least=_SHARED):
        return None
    shares = sorted(story_share(canon, start, end) for start, end in stretches)
    text = canon[zone.lines[0].start : zone.lines[-1].end]
    if shares[len(shares) // 2] < _ENOUGH_STORY or foreign_kind(zone.title, text):
        return None
    title = next((line for line in first_lines if is_title_like(canon[line.start : line.end])), None)
    if title is None:
        return Whole(zone.lines, zone.title_span)
    lines = tuple(line for line in zone.lines if line.start > title.start)
    return Whole(lines, (title.start, title.end))


def _length(part: Segment) -> int:
    return sum(len(line) for line in part.lines)


def _comes_again(zone: Zone, markers: Mapping[int, Marker]) -> bool:
    """Whether a commentary or questions come more than once with a story between, as in a row of cases."""
    roles = [markers[line.start].role for line in zone.lines if line.start in markers]
    closings = [index for index, role in enumerate(roles) if role in _CLOSING]
    kinds = [roles[index] for index in closings]
    return any(kinds.count(role) > 2 for role in set(kinds))
