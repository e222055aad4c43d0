"""Which lines of a stretch of a source are cases: by labels, by numbers, by heading styles, or by how they sound."""

import re
from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.importing import nesting, rows
from casedesk.importing.endings import Endings
from casedesk.importing.leads import Leads, leads_of
from casedesk.importing.lines import Line
from casedesk.importing.loose import segments_of
from casedesk.importing.markers import Marker
from casedesk.importing.marks import CLOSING_LAST, COUNTED_ALOUD, FIELD_TITLE, Family, Mark
from casedesk.importing.numbering import longest_row
from casedesk.importing.outlines import outline_of
from casedesk.importing.regions import Region, Zone
from casedesk.importing.slides import without_slides
from casedesk.importing.story_signs import is_foreign_title
from casedesk.importing.stretches import Segment
from casedesk.importing.tails import Tail
from casedesk.importing.wholes import joined, whole_of

_WEAK_WORDS = re.compile(r"^(?:例|情景|情境|事件|示例|故事|事例|案件)#|^#")
_OUTLINE_DOUBT = 0.1
_LOST_DOUBT = 0.3
_FOREIGN_DOUBT = 0.3
_TITLE_LINES = 2
_SHORTEST = 20
_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NEAR = 100
"""How many headings before and behind a zone are asked whether a row goes on from there."""
_UNNUMBERED = ("labelled", "bracketed_word", "english_titled", FIELD_TITLE)


@dataclass(frozen=True, slots=True)
class _Ending:
    """What the cases of a row say about where the last of them ends."""

    is_apart_alone: bool = False
    are_all_ended: bool = False
    row_start: int = 0
    before: Sequence[Sequence[Line]] = ()
    """The lines of the cases in front of the last."""


class Finder:
    """Finds the cases of a zone: by labels, by numbers, by heading styles, or by how the text sounds."""

    def __init__(
        self, canon: str, marks: Sequence[Mark], markers: Sequence[Marker], first_lines: Sequence[Line]
    ) -> None:
        self._canon = canon
        self._first_lines = first_lines
        self._marks = marks
        self._starts = [mark.start for mark in marks]
        self._markers = {marker.start: marker for marker in markers}
        self._endings = Endings(canon, self._markers)

    @property
    def markers(self) -> tuple[Marker, ...]:
        """All section markers, those among them that were understood only by the outline of a case."""
        return tuple(self._markers[start] for start in sorted(self._markers))

    def regions(self, zone: Zone) -> Iterator[Region]:
        """The cases of the zone."""
        inside = self._within(zone.lines)
        zone = replace(zone, elsewhere=self._around(zone.lines))
        labelled = _strongest([mark for mark in inside if mark.family is Family.CASE])
        if labelled and not nesting.is_example_in_advice(self._canon, zone, labelled, inside, self._markers):
            yield from self._labelled(zone, labelled, inside)
            return
        if whole := whole_of(self._canon, zone, self._first_lines, self._markers):
            yield Region(self._until_aftermath(whole.lines), None, whole.title, doubt=_OUTLINE_DOUBT)
            return
        if outline := outline_of(self._canon, zone, inside, self._markers):
            self._markers = outline.among(self._markers)
            yield Region(self._until_aftermath(outline.lines), None, outline.title, doubt=_OUTLINE_DOUBT)
            return
        if heads := self._unlabelled(zone, inside):
            yield from self._cut(zone, heads, inside)
            return
        segments = list(segments_of(self._canon, zone, self._markers, doubt=self._doubt()))
        for segment in segments[:-1]:
            yield from self._loose(segment)
        for segment in segments[-1:]:
            own = self._until_aftermath(segment.lines, [before.lines for before in segments[:-1]])
            yield from self._loose(replace(segment, lines=own))

    def under(self, zone: Zone, heads: Sequence[Mark]) -> Iterator[Region]:
        """The cases of the zone when they begin at those of `heads` that stand in it; none where they are no cases."""
        starts = {line.start for line in zone.lines}
        own = [head for head in heads if head.start in starts]
        if own and rows.are_cases(self._canon, zone, own, self._markers):
            yield from self._cut(zone, own, self._within(zone.lines))

    def joined(self, lines: Sequence[Line], regions: Sequence[Region]) -> Region | None:
        """The one case that `regions` are chapters of; None where each is a case. `lines` are all of the source."""
        if whole := joined(self._canon, lines, regions, self._first_lines):
            return Region(self._until_aftermath(whole.lines), None, whole.title, doubt=_OUTLINE_DOUBT)
        return None

    def _doubt(self) -> float:
        """How much the title of the source speaks against stories in it, 0…1."""
        titles = (self._canon[line.start : line.end] for line in self._first_lines[:_TITLE_LINES])
        return _FOREIGN_DOUBT if any(is_foreign_title(title) for title in titles) else 0.0

    def _until_aftermath(self, lines: Sequence[Line], before: Sequence[Sequence[Line]] = ()) -> tuple[Line, ...]:
        """The lines of the last case up to where all cases are spoken of, or something else stands."""
        kept = self._endings.without_apart(list(lines), before)
        kept = self._endings.without_aftermath(kept, row_start=lines[0].start)
        return tuple(Tail(self._canon, self._markers, before).without(kept))

    def _unlabelled(self, zone: Zone, inside: Sequence[Mark]) -> list[Mark]:
        """Headings that begin cases by their numbers, or by their style."""
        numbered = rows.cases(self._canon, zone, inside, self._markers)
        styled = rows.styled_cases(self._canon, zone, inside, self._markers)
        chosen = styled if len(styled) > len(numbered) else numbered
        chosen = _together(chosen, rows.headed_cases(self._canon, zone, self._markers))
        alike = rows.alike_cases(self._canon, zone, self._markers)
        return alike if len(alike) > len(chosen) else chosen

    def _within(self, lines: Sequence[Line]) -> list[Mark]:
        starts = {line.start for line in lines}
        first, last = lines[0].start, lines[-1].end
        inside = self._marks[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return [mark for mark in inside if mark.start in starts or mark.family is Family.NUMBERED]

    def _around(self, lines: Sequence[Line]) -> tuple[Mark, ...]:
        """The numbered headings not far before and behind the lines."""
        first, last = bisect_left(self._starts, lines[0].start), bisect_left(self._starts, lines[-1].end)
        near = [*self._marks[max(0, first - _NEAR) : first], *self._marks[last : last + _NEAR]]
        return tuple(mark for mark in near if mark.family is Family.NUMBERED)

    def _labelled(self, zone: Zone, heads: Sequence[Mark], inside: Sequence[Mark]) -> Iterator[Region]:
        before = tuple(line for line in zone.lines if line.end <= heads[0].start)
        if before:
            yield from self._before_labels(replace(zone, lines=before), heads[0], inside)
        yield from self._cut(zone, heads, inside)

    def _before_labels(self, zone: Zone, first: Mark, inside: Sequence[Mark]) -> Iterator[Region]:
        """Cases that stand before the first label: a row of their own, or stories when the labels begin late."""
        earlier = [mark for mark in inside if mark.start < first.start]
        if heads := self._unlabelled(zone, earlier):
            yield from self._cut(zone, heads, earlier)
        elif (first.number or 0) > 1 and (_has_label(earlier) or not self._has_earlier(first)):
            for segment in segments_of(self._canon, zone, self._markers):
                yield from self._loose(segment)

    def _has_earlier(self, label: Mark) -> bool:
        """Whether a label with the number before stands before it, in another part of the source."""
        before = self._marks[: bisect_left(self._starts, label.start)]
        return any(mark.family is Family.CASE and mark.number == (label.number or 0) - 1 for mark in before)

    def _cut(self, zone: Zone, heads: Sequence[Mark], inside: Sequence[Mark]) -> Iterator[Region]:
        """The regions from each head to the next, each ended where something else begins."""
        by_start = {head.start: head for head in heads}
        leads = leads_of(self._canon, zone, by_start)
        stops = self._stops(heads, inside) | rows.enclosing(self._canon, zone, inside, heads)
        ending = _Ending(
            self._endings.is_apart_alone(zone, heads), self._endings.all_ended(zone, heads), heads[0].start
        )
        held: list[Line] = []
        before: list[list[Line]] = []
        head: Mark | None = None
        for line in zone.lines:
            if line.start in by_start:
                if held:
                    before.append(held)
                yield from self._region(held, head, leads)
                held, head = [line], by_start[line.start]
            elif line.start in stops:
                is_last = head == heads[-1]
                yield from self._region(held, head, leads, replace(ending, before=before) if is_last else None)
                held, head = [], None
            elif head is not None and line.start not in leads.starts:
                held.append(line)
        kept = yield from self._region(held, head, leads, replace(ending, before=before))
        if rest := held[kept:]:
            yield from self._behind(Zone(tuple(rest)))

    def _behind(self, zone: Zone) -> Iterator[Region]:
        """The cases behind a row: another row that looks otherwise, or stories."""
        if heads := rows.alike_cases(self._canon, zone, self._markers):
            yield from self._cut(zone, heads, self._within(zone.lines))
            return
        for segment in segments_of(self._canon, zone, self._markers):
            yield from self._loose(segment)

    @staticmethod
    def _stops(heads: Sequence[Mark], inside: Sequence[Mark]) -> set[int]:
        """Where a case ends although no other begins: closing words, and headings above the level of the cases."""
        closings = [mark for mark in inside if mark.family is Family.CLOSING]
        is_common = any(m.rule == CLOSING_LAST and heads[0].start < m.start < heads[-1].start for m in closings)
        stops = {mark.start for mark in closings if mark.rule != CLOSING_LAST or not is_common}
        starts = {head.start for head in heads}
        levels = {mark.start: mark.level for mark in inside if mark.family is Family.STYLED}
        own = [levels[start] for start in starts if start in levels] or [h.level for h in heads if h.level]
        if own:
            stops |= {start for start, level in levels.items() if level < min(own) and start not in starts}
        return stops

    def _region(
        self, lines: list[Line], head: Mark | None, leads: Leads, ending: "_Ending | None" = None
    ) -> Generator[Region, None, int]:
        """The lines under a head as a case, when they are one; gives how many of them it takes."""
        if head is None or not lines:
            return len(lines)
        lines = self._endings.without_notes(self._endings.without_foreign(lines))
        lines = without_slides(self._canon, lines, self._markers)
        lost = self._endings.next_title(lines)
        if ending and lost is None:
            lines = self._ended(lines, ending)
        if head.rule == COUNTED_ALOUD:
            lines = self._endings.without_aside(lines)
        if nesting.is_form(self._canon, lines):
            return len(lines)
        if inner := nesting.examples(self._canon, head, lines, self._within(lines), _WEAK_WORDS):
            yield from self._cut(Zone(tuple(line for line in lines if line.start >= inner[0].start)), inner, [])
            return len(lines)
        own = lines[:lost]
        if _has_words(self._canon, head.end, own[-1].end) and not self._is_left_blank(own):
            yield Region(tuple(own), head, lead=leads.of(head.start))
        if lost is None:
            return len(lines)
        return lost + (yield from self._lost(lines[lost:], ending))

    def _is_left_blank(self, lines: Sequence[Line]) -> bool:
        """Whether nothing stands under a heading and its title but a remark in brackets: a place left for a case."""
        return (
            len(lines) > 1
            and len(lines) <= _TITLE_LINES + 1
            and bool(_REMARK.fullmatch(self._canon, lines[-1].start, lines[-1].end))
        )

    def _lost(self, lines: list[Line], ending: "_Ending | None") -> Generator[Region, None, int]:
        """The cases under titles that lost their label; the first line is the first of those titles. Gives how many of
        the lines they take."""
        title, rest = lines[0], lines[1:]
        following = self._endings.next_title(rest)
        own = rest[:following] if following or not ending else self._ended(rest, ending)
        yield Region(tuple(own), None, (title.start, title.end), doubt=_LOST_DOUBT)
        if following is None:
            return 1 + len(own)
        return 1 + following + (yield from self._lost(rest[following:], ending))

    def _ended(self, lines: list[Line], ending: "_Ending") -> list[Line]:
        """The lines of the last case of a row, without what stands behind the row."""
        lines = self._endings.without_essay(lines, is_apart_alone=ending.is_apart_alone)
        lines = self._endings.without_aftermath(lines, row_start=ending.row_start)
        lines = self._endings.without_apart(lines, ending.before)
        lines = self._endings.without_signature(lines)
        lines = self._endings.without_surplus(lines, ending.before)
        lines = Tail(self._canon, self._markers, ending.before).without(lines)
        return self._endings.without_imprint(lines) if ending.are_all_ended else lines

    def _loose(self, segment: Segment) -> Iterator[Region]:
        if not nesting.is_form(self._canon, segment.lines):
            yield Region(segment.lines, None, segment.title, doubt=segment.doubt)


def _has_label(marks: Sequence[Mark]) -> bool:
    return any(mark.family is Family.CASE for mark in marks)


def _has_words(canon: str, start: int, end: int) -> bool:
    """Whether a text holds more than a few letters; most do before its first hundred characters are over."""
    near = min(end, start + 5 * _SHORTEST)
    return sum(map(str.isalnum, canon[start:near])) >= _SHORTEST or (
        near < end and sum(map(str.isalnum, canon[start:end])) >= _SHORTEST
    )


def _together(heads: Sequence[Mark], headed: Sequence[Mark]) -> list[Mark]:
    """Headings that were found in two ways: both, where most of the first are among the second; else the longer row."""
    by_start = {mark.start: mark for mark in headed}
    if heads and sum(head.start in by_start for head in heads) * 2 >= len(heads):
        by_start |= {head.start: head for head in heads}
        return [by_start[start] for start in sorted(by_start)]
    return list(headed if len(headed) > len(heads) else heads)


def _strongest(marks: Sequence[Mark]) -> list[Mark]:
    """The labels that name cases; weaker words beside stronger ones are examples inside of cases."""
    numbered = [mark for mark in marks if mark.rule not in _UNNUMBERED and mark.number is not None]
    if numbered:
        strong = {mark.start for mark in numbered if not _WEAK_WORDS.match(mark.word)}
        named = {mark.start for mark in marks if mark.rule == "named"}
        chosen = strong | named
        return [mark for mark in marks if mark.start in chosen] if strong else longest_row(numbered)
    return list(marks)
