"""Lines in front of the headings of cases that belong to them: a number, a date, a file mark."""

from collections.abc import Mapping
from dataclasses import dataclass

from casedesk.importing.lines import Line
from casedesk.importing.marks import Mark
from casedesk.importing.regions import Zone
from casedesk.importing.titles import field_label

_MOST = 4
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Leads:
    """The lines in front of each heading, by where the heading starts."""

    by_head: Mapping[int, tuple[Line, ...]]
    starts: frozenset[int]

    def of(self, head: int) -> tuple[Line, ...]:
        """The lines in front of the heading that starts at `head`."""
        return self.by_head.get(head, ())


def leads_of(canon: str, zone: Zone, heads: Mapping[int, Mark]) -> Leads:
    """The fields in front of the headings: lines with the same labels in front of each of them, the first included."""
    indexes = [index for index, line in enumerate(zone.lines) if line.start in heads]
    depth = 0
    while depth < _MOST and _is_shared(canon, zone, indexes, depth + 1):
        depth += 1
    found = {zone.lines[i].start: zone.lines[i - depth : i] for i in indexes} if depth else {}
    return Leads(found, frozenset(line.start for lines in found.values() for line in lines))


def _is_shared(canon: str, zone: Zone, indexes: list[int], depth: int) -> bool:
    labels = {_label(canon, zone.lines[index - depth]) if index >= depth else "" for index in indexes}
    return len(indexes) >= _FEWEST and len(labels) == 1 and "" not in labels


def _label(canon: str, line: Line) -> str:
    """What a line of the form "label: value" begins with; empty for any other."""
    if not (line.starts_line and line.ends_line):
        return ""
    match = field_label(canon, line.start, line.end)
    return match.group(1).lower() if match else ""
