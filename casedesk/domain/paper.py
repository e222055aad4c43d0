"""What a handout is printed on."""

from dataclasses import dataclass
from enum import StrEnum

PAGES_A_SHEET = 4
"""A folded sheet that is printed on both sides."""


class Paper(StrEnum):
    """A page set-up of the learner handout."""

    A4 = "a4"
    LETTER = "letter"
    A5 = "a5"
    A5_TWO_UP = "a5_two_up"
    """A5 pages, each twice on a sheet of A4: cut once, and there are two copies."""
    A5_BOOKLET = "a5_booklet"
    """A5 pages for sheets of A4 folded in the middle; as many as can be divided by four."""
    OFFICIAL = "gbt9704"
    """The look of official documents in China by GB/T 9704: 22 lines of 28 characters, cases as attachments."""

    @property
    def is_small(self) -> bool:
        """Whether its pages are half a sheet."""
        return self in (Paper.A5, Paper.A5_TWO_UP, Paper.A5_BOOKLET)

    @property
    def sheet(self) -> "Paper":
        """The paper in the trainer's printer: what everything else but the learner handout is set on."""
        return Paper.LETTER if self is Paper.LETTER else Paper.A4


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where everything stands once a program has set the pages, counted from 1."""

    headings: tuple[int, ...]
    """The page of each heading of the first level, in order."""
    count: int
    """How many pages there are, without the blank ones that fill the last sheet of a booklet."""
