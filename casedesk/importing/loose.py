"""Stories without any label or number: found by their titles and by how they sound."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casedesk.domain.case import Role
from casedesk.importing.accepting import accepted, score_of
from casedesk.importing.asides import introduces
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.markers import Marker
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import (
    advice_share,
    foreign_kind,
    has_concluded,
    is_advice_title,
    speaks_of_story,
    story_share,
)
from casedesk.importing.stretches import Segment, parts_of
from casedesk.importing.titles import is_opening, is_title_like

_ENOUGH = 0.5
_TELLING = 0.25
_SHORTEST = 60
_FEWEST_TITLED = 3
_FEWEST_LINES = 2


def segments_of(canon: str, zone: Zone, markers: Mapping[int, Marker], *, doubt: float = 0.0) -> Iterator[Segment]:
    """The stories of a zone that has no labelled or numbered cases. `doubt` is what else speaks against them, 0…1."""
    parts = _under_own_title(canon, list(parts_of(canon, zone, markers)))
    parts = _joined(canon, _without_introduction(canon, parts), markers)
    found = accepted(canon, [(part, score_of(canon, part, zone, markers) - doubt) for part in parts], zone, markers)
    for part, score in found:
        stories = list(_stories(canon, part, markers))
        if part.title is None and len(found) == 1 and len(stories) == 1 and zone.title_span:
            stories = [replace(stories[0], title=zone.title_span)]
        for story in stories:
            yield replace(story, doubt=max(0.0, min(1.0, 1.0 - score)))


def _under_own_title(canon: str, parts: list[Segment]) -> list[Segment]:
    """The parts, the first under the title right below that of all: no other part has two titles."""
    doubled = [_has_second_title(canon, part) for part in parts]
    if len(parts) < _FEWEST_TITLED or not doubled[0] or any(doubled[1:]) or not all(part.title for part in parts):
        return parts
    first = parts[0]
    title = first.lines[0].start, first.lines[0].end
    return [replace(first, lines=first.lines[1:], title=title), *parts[1:]]


def _has_second_title(canon: str, part: Segment) -> bool:
    """Whether a line of its own like a title stands between the title of a part and its text."""
    if part.title is None or len(part.lines) < _FEWEST_LINES:
        return False
    line, text = part.lines[:2]
    is_alone = line.starts_line and line.ends_line and len(text) > 2 * len(line)
    return is_alone and is_title_like(canon[line.start : line.end])


def _without_introduction(canon: str, parts: list[Segment]) -> list[Segment]:
    """The parts without what is said of all of them before the first; a title above that is the title of all."""
    if not parts or len(parts[0].lines) < 2:
        return parts
    first = parts[0]
    rest = tuple(itertools.dropwhile(lambda line: introduces(canon, line.start, line.end), first.lines))
    if not rest or len(rest) == len(first.lines):
        return parts
    title = first.title if len(parts) == 1 or parts[1].title else None
    return [replace(first, lines=rest, title=title), *parts[1:]]


def _joined(canon: str, parts: list[Segment], markers: Mapping[int, Marker]) -> list[Segment]:
    """Parts whose title is a heading inside the story before it are joined to it."""
    result: list[Segment] = []
    for part in parts:
        title = canon[part.title[0] : part.title[1]] if part.title else ""
        if result and part.title and _goes_on(canon, title, part, result[-1], markers):
            whole = (*result[-1].lines, *_title_line(part), *part.lines)
            result[-1] = replace(result[-1], lines=whole)
        else:
            result.append(part)
    return result


def _title_line(part: Segment) -> tuple[Line, ...]:
    if part.title is None:
        return ()
    first = part.lines[0]
    return (replace(first, start=part.title[0], end=part.title[1], after_gap=True, starts_line=True, ends_line=True),)


def _goes_on(canon: str, title: str, part: Segment, before: Segment, markers: Mapping[int, Marker]) -> bool:
    """Whether a lone line is a heading inside a story: what stands under it is no story of its own."""
    if before.title is None:
        return is_advice_title(title) and any(line.start in markers for line in before.lines)
    if speaks_of_story(title):
        return False
    if foreign_kind(canon[before.title[0] : before.title[1]], canon[before.lines[0].start : before.lines[-1].end]):
        return False
    is_first_marked = part.lines[0].start in markers
    if is_first_marked:
        return False
    if _is_unfinished(before, markers):
        return True
    if _stands_apart(canon, part) and _stands_apart(canon, before) and advice_share(canon, *_ends(part)) > 0:
        return False
    inner = is_advice_title(title) and story_share(canon, before.lines[0].start, before.lines[-1].end) >= _ENOUGH
    return inner and not is_opening(canon, part.lines[0].start, part.lines[0].end)


def _stands_apart(canon: str, part: Segment) -> bool:
    """Whether a blank line stands before the title."""
    return part.title is not None and "\n\n" in canon[max(0, part.title[0] - 4) : part.title[0]].replace(" ", "")


def _ends(part: Segment) -> tuple[int, int]:
    return part.lines[0].start, part.lines[-1].end


def _is_unfinished(part: Segment, markers: Mapping[int, Marker]) -> bool:
    """Whether a story began under the label of a section and has not come to its commentary yet."""
    if part.lines[0].start not in markers:
        return False
    roles = {markers[line.start].role for line in part.lines if line.start in markers}
    return not roles & {Role.ANALYSIS, Role.LESSON, Role.QUESTION}


def _stories(canon: str, part: Segment, markers: Mapping[int, Marker]) -> Iterator[Segment]:
    """The part as one story, or as several: a new scene after a conclusion or after the analysis begins another."""
    held: list[Line] = []
    title = part.title
    in_analysis = False
    again = _told_again(canon, part, markers)
    for line in part.lines:
        is_next = line.start in again or _begins_story(canon, held, line, in_analysis=in_analysis)
        if held and is_next and line.start not in markers:
            yield Segment(tuple(held), title)
            held, title, in_analysis = [], None, False
        in_analysis = in_analysis or (
            line.start in markers and markers[line.start].role.value in ("analysis", "lesson")
        )
        held.append(line)
    if held:
        yield Segment(tuple(held), title)


def _told_again(canon: str, part: Segment, markers: Mapping[int, Marker]) -> set[int]:
    """Where stories begin between two commentaries of one kind, behind a blank line and the end of the first."""
    labels = [index for index, line in enumerate(part.lines) if line.start in markers]
    found: set[int] = set()
    for first, second in itertools.pairwise(labels):
        if markers[part.lines[first].start].role is not markers[part.lines[second].start].role:
            continue
        behind = [part.lines[i] for i in range(first + 1, second) if part.lines[i].after_gap]
        if behind and story_share(canon, behind[0].start, part.lines[second].start) >= _TELLING:
            found.add(behind[0].start)
    return found


def _begins_story(canon: str, held: Sequence[Line], line: Line, *, in_analysis: bool) -> bool:
    """Whether a line sets a new scene after the story in front of it has come to its end."""
    if (
        not held
        or not line.starts_line
        or held[-1].end - held[0].start < _SHORTEST
        or not is_ended(canon[held[-1].end - 1 : held[-1].end])
    ):
        return False
    if not is_opening(canon, line.start, line.end, scene_only=True):
        return False
    return in_analysis or has_concluded(canon, held[-1].start, held[-1].end)
