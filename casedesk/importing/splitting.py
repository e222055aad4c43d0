"""Where the cases of a source begin and end."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.importing import contents, timetables, topics
from casedesk.importing.copied_tables import CopiedTable, copied_table
from casedesk.importing.finding import Finder
from casedesk.importing.headings import reader_of
from casedesk.importing.instructions import only_instructs
from casedesk.importing.judging import Judge, Reading, chosen
from casedesk.importing.learned_labels import learned_markers
from casedesk.importing.lines import Line, cut
from casedesk.importing.looks import look_rows
from casedesk.importing.markers import Marker, markers_of, with_true_roles
from casedesk.importing.marks import WORDED, Family, Mark
from casedesk.importing.promoting import promoted
from casedesk.importing.regions import Region, Split, Zone
from casedesk.importing.repeats import repeats
from casedesk.importing.story_signs import speaks_of_story, story_share

_DIVIDING = (Family.CONTAINER, Family.COLLECTION, Family.ANNOUNCEMENT)
_FIRST_LINES = 4
_FEWEST_COUNTED = 3
_SURE_SHARE = 0.6
_SHORTEST = 40
_FEW = 4
_WEAK = 0.5


def split(text: str, canon: str, lines: Sequence[Line], table: CopiedTable | None = None) -> Split:
    """The cases among `lines`; `canon` is the text in plain form, `table` one that has been read already."""
    reader = reader_of(canon)
    table = table or copied_table(canon, lines)
    columns = [line for line in lines if table and line.start in table.heads]
    kept = [line for line in lines if not table or line.start not in table.heads]
    timed = frozenset(timetables.entries(canon, kept))
    marks = [mark for mark in _with_rows(reader.marks_of(kept), table) if mark.start not in timed]
    listed = contents.find(canon, kept, marks)
    if listed.spans:
        kept = list(contents.without(text, kept, listed.spans))
        marks = [mark for mark in _with_rows(reader.marks_of(kept), table) if mark.start not in timed | listed.starts]
        marks = list(contents.with_listed(canon, kept, marks, listed.entries))
    again = {line.start: line for line in repeats(canon, kept, marks)}
    kept = [line for line in kept if line.start not in again]
    marks = [mark for mark in marks if mark.start not in again]
    heads = {mark.start for mark in marks if mark.family is Family.CASE}
    labels = frozenset(mark.end for mark in marks if mark.family is Family.CASE)
    found_markers = [marker for marker in markers_of(canon, kept, labels) if marker.start not in heads]
    found_markers.extend(learned_markers(canon, kept, found_markers, sorted(heads)))
    if table:
        cells = {marker.start for marker in table.markers}
        found_markers = [*table.markers, *(marker for marker in found_markers if marker.start not in cells)]
    found_markers.sort(key=lambda marker: marker.start)
    markers = list(with_true_roles(canon, found_markers, len(canon)))
    named = {marker.start for marker in markers}
    marks = [mark for mark in marks if mark.family is not Family.COLLECTION or mark.start not in named]
    marks = sorted([*marks, *topics.breaks(canon, kept, marks, markers)], key=lambda mark: mark.start)
    markers = list(_without_counted(markers, marks))
    marks = promoted(canon, kept, marks, markers)
    sheet = _Sheet(text, canon, kept, marks)
    regions, markers = sheet.read(markers)
    if taught := list(learned_markers(canon, kept, markers, [_beginning(region) for region in regions])):
        regions, markers = sheet.read(sorted([*markers, *taught], key=lambda marker: marker.start))
    if _are_weak(canon, regions) and only_instructs(canon):
        regions = []
    headers = tuple((line.start, line.end) for line in (*again.values(), *columns))
    return Split(_counted(regions), tuple(markers), listed.spans, listed.titles, headers)


def _are_weak(canon: str, regions: Sequence[Region]) -> bool:
    """Whether what seemed to be the few cases of a source hardly tells anything, and asks nothing."""
    stories = [(region.lines[0].start, region.lines[-1].end) for region in regions]
    if len(stories) > _FEW or any("?" in canon[start:end] for start, end in stories):
        return False
    return all(story_share(canon, start, end) < _WEAK for start, end in stories)


def _with_rows(marks: Sequence[Mark], table: CopiedTable | None) -> list[Mark]:
    """The marks, with those of the rows of a table and of what stands behind it; in its cells nothing else begins."""
    if table is None:
        return list(marks)
    counted = {mark.start for mark in table.rows} | table.cells
    others = [mark for mark in marks if mark.start not in counted]
    ends = [Mark(start, start, Family.CLOSING, "closing") for start in table.behind - {mark.start for mark in others}]
    return sorted([*table.rows, *others, *ends], key=lambda mark: mark.start)


def _without_counted(markers: Sequence[Marker], marks: Sequence[Mark]) -> Iterator[Marker]:
    """The markers, without those that count ("Problem 1", "Problem 2") where each has sections of its own: then they
    are headings of cases."""
    counted = {mark.start: mark for mark in marks if mark.rule.startswith(WORDED)}
    rows: dict[str, list[int]] = {}
    for index, marker in enumerate(markers):
        if marker.start in counted:
            rows.setdefault(counted[marker.start].rule, []).append(index)
    headings: set[int] = set()
    for row in rows.values():
        held = sum(index + 1 < len(markers) and markers[index + 1].start not in counted for index in row)
        if len(row) >= _FEWEST_COUNTED and held == len(row):
            headings.update(markers[index].start for index in row)
    return (marker for marker in markers if marker.start not in headings)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A source with its headings: what is read again when the cases that were found teach the labels of their parts."""

    text: str
    canon: str
    lines: Sequence[Line]
    marks: Sequence[Mark]

    def read(self, markers: Sequence[Marker]) -> tuple[list[Region], Sequence[Marker]]:
        """The cases, when `markers` begin sections; and the markers, with those understood by the outline of a case."""
        pieces = _pieces(self.text, self.lines, self.marks, markers)
        finder = Finder(self.canon, self.marks, markers, self.lines[:_FIRST_LINES])
        regions = [region for zone in _zones(self.canon, pieces, self.marks) for region in finder.regions(zone)]
        if one := finder.joined(self.lines, regions):
            return [one], finder.markers
        return self._judged(regions, finder.markers)

    def _judged(self, regions: list[Region], markers: Sequence[Marker]) -> tuple[list[Region], Sequence[Marker]]:
        """The cases that rules found, or those under a row of lines that look alike when that is the better reading."""
        if _are_sure(regions, self.lines):
            return regions, markers
        judge = Judge(self.canon, self.lines)
        readings = [
            Reading(tuple(found), judge.figure(found), row)
            for row in judge.promising(look_rows(self.canon, self.lines))
            if (found := self._under(row.heads, markers))
        ]
        best = chosen(Reading(tuple(regions), judge.figure(regions)), readings)
        if best.row is None:
            return regions, markers
        heads = {mark.start for mark in best.row.heads}
        return list(best.regions), [marker for marker in markers if marker.start not in heads]

    def _under(self, heads: Sequence[Mark], markers: Sequence[Marker]) -> list[Region]:
        """The cases when they begin at `heads`, without those that hold no text; none where that is no row of cases."""
        starts = {head.start for head in heads}
        others = [marker for marker in markers if marker.start not in starts]
        marks = sorted(
            [*heads, *(mark for mark in self.marks if mark.start not in starts)], key=lambda mark: mark.start
        )
        finder = Finder(self.canon, marks, others, self.lines[:_FIRST_LINES])
        pieces = _pieces(self.text, self.lines, marks, others)
        found = [region for zone in _zones(self.canon, pieces, marks) for region in finder.under(zone, heads)]
        found = [region for region in found if region.length >= _SHORTEST]
        return found if len(found) >= _FEWEST_COUNTED else []


def _are_sure(regions: Sequence[Region], lines: Sequence[Line]) -> bool:
    """Whether the cases of a source begin with the label of a case and take up most of it: then nobody asks further."""
    labelled = [region for region in regions if region.mark and region.mark.family is Family.CASE]
    total = sum(map(len, lines))
    return len(labelled) >= _FEWEST_COUNTED and sum(r.length for r in labelled) >= _SURE_SHARE * total


def _beginning(region: Region) -> int:
    if region.mark:
        return region.mark.start
    return region.title[0] if region.title else region.lines[0].start


def _pieces(text: str, lines: Sequence[Line], marks: Sequence[Mark], markers: Sequence[Marker]) -> list[Line]:
    edges = {mark.start for mark in marks} | {marker.start for marker in markers}
    edges |= {mark.end for mark in marks if mark.family is Family.COLLECTION}
    ordered = sorted(edges)
    pieces: list[Line] = []
    for line in lines:
        inside = ordered[bisect_left(ordered, line.start + 1) : bisect_left(ordered, line.end)]
        pieces.extend(cut(line, text, inside) if inside else [line])
    return pieces


def _zones(canon: str, pieces: Sequence[Line], marks: Sequence[Mark]) -> Iterator[Zone]:
    dividing = {mark.start: mark for mark in marks if mark.family in _DIVIDING}
    zone = Zone(())
    held: list[Line] = []
    for piece in pieces:
        mark = dividing.get(piece.start)
        if mark is None:
            held.append(piece)
            continue
        if held:
            yield replace(zone, lines=tuple(held))
        title, span = _zone_title(canon, piece, mark)
        announced = mark.family is Family.ANNOUNCEMENT or (zone.is_announced and not held) or speaks_of_story(title)
        zone = Zone((), title, span, announced or mark.family is Family.COLLECTION)
        held = []
    if held:
        yield replace(zone, lines=tuple(held))


def _zone_title(canon: str, piece: Line, mark: Mark) -> tuple[str, tuple[int, int] | None]:
    end = min(mark.end, piece.end) if mark.family is Family.COLLECTION else piece.end
    return canon[mark.start : end].strip(), (mark.start, end) if mark.family is Family.COLLECTION else None


def _counted(regions: Sequence[Region]) -> tuple[Region, ...]:
    """The regions with how many begin like each, and how long those are."""
    lengths: dict[str, list[int]] = {}
    for region in regions:
        lengths.setdefault(region.kind, []).append(region.length)
    usual = {kind: sorted(alike)[len(alike) // 2] for kind, alike in lengths.items()}
    return tuple(
        replace(region, alike=len(lengths[region.kind]), usual_length=usual[region.kind]) for region in regions
    )
