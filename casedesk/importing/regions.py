"""What splitting talks about: regions that are cases, and the zones in which they are looked for."""

from dataclasses import dataclass, field

from casedesk.importing.lines import Line
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Mark


@dataclass(frozen=True, slots=True)
class Region:
    """A case: its lines, from its heading on. `mark` is what it began with, None for a story without a label."""

    lines: tuple[Line, ...]
    mark: Mark | None = None
    title: tuple[int, int] | None = None
    """Where its title stands, if that is known already."""
    alike: int = 1
    """How many cases of the source begin the same way."""
    usual_length: int = 0
    """How long most of those are."""
    doubt: float = 0.0
    """What speaks against it, 0…1."""
    lead: tuple[Line, ...] = ()
    """Lines in front of its heading that belong to it: a number, a date."""

    @property
    def kind(self) -> str:
        """What it began with: regions of one kind begin alike."""
        return self.mark.kind if self.mark else ""

    @property
    def length(self) -> int:
        """How many characters its lines hold."""
        return sum(len(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the source that belongs together: a part, a collection, an article."""

    lines: tuple[Line, ...]
    title: str = ""
    title_span: tuple[int, int] | None = None
    is_announced: bool = False
    elsewhere: tuple[Mark, ...] = ()
    """The numbered headings of the source that stand in other zones."""


@dataclass(frozen=True, slots=True)
class Split:
    """The cases of a source, its section markers, and what was found to be a table of contents."""

    regions: tuple[Region, ...]
    markers: tuple[Marker, ...]
    contents: tuple[tuple[int, int], ...]
    titles: frozenset[str] = field(default=frozenset())
    headers: tuple[tuple[int, int], ...] = ()
    """Headings that stand again at the head of a page."""
