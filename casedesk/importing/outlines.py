"""A single case told under numbered headings ("一、案主资料 … 五、服务过程 … 七、反思") and its sections."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casedesk.domain.case import Role
from casedesk.importing import rules
from casedesk.importing.headings import LONGEST_TITLE
from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Family, Mark
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import foreign_kind, speaks_of_story, story_share
from casedesk.importing.titles import field_label, is_title_like

_NUMBERED = re.compile(rf"[(（]?(?:{rules.NUMBER})[)）、.．]|[①-⑳]")
_FRONT = re.compile(
    r"[【\[(]?(?:内容|论文)?(?:摘 ?要|提要|关键词|(?i:abstract|key ?words|summary))[】\])]?[: ]?|\([^()]*\)$"
)
"""What may stand between the title of a printed report and its first heading: an abstract, a remark in brackets."""
_DASHED = re.compile("[-—–]{1,3}")
_NAMES_REPORT = re.compile(
    r"(?:报告|案例|个案|材料|总结|征文|作品|文集)书?(?: ?\([^()]*\))?$|(?i:\b(?:report|case study)$)"
)
_FEWEST = 3
_LONGEST_HEADING = 24
_ENOUGH_STORY = 0.35
_MUCH_STORY = 0.5
_MOST_TITLE_LINES = 3
_COMMENTING = frozenset({Role.ANALYSIS, Role.LESSON, Role.THEORY, Role.OBJECTIVES, Role.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class Outline:
    """The case of a zone: where its title stands, its lines, and the labels of its sections. Numbered labels between
    them belong to their text."""

    title: tuple[int, int] | None
    lines: tuple[Line, ...]
    markers: tuple[Marker, ...]

    def among(self, markers: Mapping[int, Marker]) -> dict[int, Marker]:
        """All markers of a source, those of the outline in place of the numbered ones inside of it."""
        first, last = self.lines[0].start, self.lines[-1].end
        kept = {s: m for s, m in markers.items() if not (first <= s < last and _NUMBERED.match(m.word))}
        return kept | {marker.start: marker for marker in self.markers}


def outline_of(canon: str, zone: Zone, inside: Sequence[Mark], markers: Mapping[int, Marker]) -> Outline | None:
    """The zone as one case under headings that name its parts: the outermost numbered row, which begins with one and
    counts on, or headings by style, of one level. None where it is anything else."""
    lines = {line.start: line for line in zone.lines if line.starts_line}
    numbered = [mark for mark in inside if mark.family is Family.NUMBERED and mark.start in lines]
    return _outline(canon, zone, inside, list(_counted(canon, lines, numbered)), markers) or _outline(
        canon, zone, inside, list(_styled(canon, lines, inside)), markers
    )


def _outline(
    canon: str,
    zone: Zone,
    inside: Sequence[Mark],
    headings: Sequence[tuple[Mark, Line]],
    markers: Mapping[int, Marker],
) -> Outline | None:
    if len(headings) < _FEWEST:
        return None
    found = [_marker(canon, mark, line, markers) for mark, line in headings]
    sections = [marker for marker in found if marker]
    if len(sections) * 5 < len(headings) * 3:
        return None
    if not (_is_case(canon, zone, sections) or (len(sections) == len(headings) and _is_report(zone, sections))):
        return None
    first = headings[0][1].start
    above = [line for line in zone.lines if line.start < first and not _FRONT.match(canon, line.start, line.end)]
    before = [line for line in above if not field_label(canon, line.start, line.end)]
    if len(before) > _MOST_TITLE_LINES or any(len(line) > _LONGEST_HEADING * 3 for line in before):
        return None
    title = _title(canon, before) or zone.title_span
    last = headings[-1][1].start
    until = min((m.start for m in inside if m.family is Family.CLOSING and m.start > last), default=zone.lines[-1].end)
    lines = tuple(line for line in zone.lines if first <= line.start < until)
    return Outline(title, lines, tuple(sections))


def _counted(canon: str, lines: Mapping[int, Line], numbered: Sequence[Mark]) -> Iterator[tuple[Mark, Line]]:
    expected = 1
    for mark in numbered:
        line = lines[mark.start]
        if mark.rule == numbered[0].rule and mark.number == expected:
            if not _is_heading(canon, mark, line):
                return
            yield mark, line
            expected += 1


def _styled(canon: str, lines: Mapping[int, Line], inside: Sequence[Mark]) -> Iterator[tuple[Mark, Line]]:
    styled = [mark for mark in inside if mark.family is Family.STYLED and mark.start in lines]
    levels = Counter(mark.level for mark in styled)
    level = max(levels, key=lambda each: (levels[each], -each), default=0)
    found = [(mark, lines[mark.start]) for mark in styled if mark.level == level]
    words = {canon[mark.end : line.end].strip() for mark, line in found}
    if len(words) == len(found) and all(_is_heading(canon, mark, line) for mark, line in found):
        yield from found


def _is_heading(canon: str, mark: Mark, line: Line) -> bool:
    words = canon[mark.end : line.end].strip().rstrip(":")
    longest = _LONGEST_HEADING * (2 if words.isascii() else 1)
    return is_title_like(words) and len(line) <= longest


def names_part(canon: str, mark: Mark, line: Line) -> bool:
    """Whether a heading names a part of a case ("Part 1: Background")."""
    words = canon[mark.end : line.end].strip(" :")
    return any(rules.pattern(rule["pattern"]).search(words) for rule in rules.table("sections")["numbered"])


def _marker(canon: str, mark: Mark, line: Line, markers: Mapping[int, Marker]) -> Marker | None:
    words = canon[mark.end : line.end].strip(" :")
    for rule in rules.table("sections")["numbered"]:
        if rules.pattern(rule["pattern"]).search(words):
            return Marker(mark.start, line.end, Role(rule["role"]), canon[mark.start : line.end])
    return markers.get(mark.start)


def _is_case(canon: str, zone: Zone, sections: Sequence[Marker]) -> bool:
    roles = {marker.role for marker in sections}
    if Role.BODY not in roles or not roles & _COMMENTING or len(roles) < _FEWEST:
        return False
    ends = [*(marker.start for marker in sections[1:]), zone.lines[-1].end]
    story = max(story_share(canon, marker.end, end) for marker, end in zip(sections, ends, strict=True))
    if story >= _MUCH_STORY:
        return True
    text = canon[zone.lines[0].start : zone.lines[-1].end]
    return story >= _ENOUGH_STORY and not foreign_kind(zone.title, text)


def _is_report(zone: Zone, sections: Sequence[Marker]) -> bool:
    """Whether a zone that is called a case tells in order how things stood, what was done, and what came of it."""
    roles = {marker.role for marker in sections}
    return speaks_of_story(zone.title) and sections[0].role is Role.BODY and bool(roles - {Role.BODY})


def _title(canon: str, lines: Sequence[Line]) -> tuple[int, int] | None:
    """The title among the first lines, with the subtitle right below it; a subtitle is better than the name of the
    report above it."""
    titles = [line for line in lines if is_title_like(canon[line.start : line.end])]
    for above, line in pairwise(lines):
        words = canon[above.start : above.end]
        is_below = line in titles and (_DASHED.match(canon, line.start) or words.endswith(":"))
        if is_below and not line.after_gap and len(words) <= LONGEST_TITLE * (2 if words.isascii() else 1):
            return (line.start if _NAMES_REPORT.search(words) else above.start), line.end
    named = next((line for line in titles if _DASHED.match(canon, line.start)), None)
    chosen = named or next(iter(titles), None)
    return (chosen.start, chosen.end) if chosen else None
