"""The place where somebody reads, told by headings, so that it is found again in other pages of the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the letters of its words after those of the headings over it, and how many pages are before it."""

    path: tuple[str, ...]
    at: float


@dataclass(frozen=True, slots=True)
class Place:
    """So far from a heading to the next one; without a heading, from the first page to the first heading."""

    path: tuple[str, ...] = ()
    share: float = 0.0


def headings_of(found: Iterable[tuple[str, int, float]]) -> tuple[Heading, ...]:
    """Headings from words, depth, and pages before them, in the order in which they stand."""
    over: list[str] = []
    headings: list[Heading] = []
    for words, level, at in found:
        over = [*over[:level], "".join(filter(str.isalnum, words)).casefold()]
        headings.append(Heading(tuple(over), at))
    return tuple(headings)


def place_at(at: float, headings: Sequence[Heading], count: int) -> Place:
    """The place so many pages from the start."""
    bounds = [0.0, *(heading.at for heading in headings), float(count)]
    before = max((number for number, heading in enumerate(headings, start=1) if heading.at <= at), default=0)
    begin, end = bounds[before], bounds[before + 1]
    share = (at - begin) / (end - begin) if end > begin else 0.0
    return Place(headings[before - 1].path if before else (), min(max(share, 0.0), 1.0))


def position_of(place: Place, headings: Sequence[Heading], count: int) -> float | None:
    """How many pages are before a place; where its heading is missing, those before the one over it, or None."""
    bounds = [*(heading.at for heading in headings), float(count)]
    if not place.path:
        return place.share * bounds[0]
    for depth in range(len(place.path), 0, -1):
        for number, heading in enumerate(headings):
            if heading.path == place.path[:depth]:
                share = place.share if depth == len(place.path) else 0.0
                return heading.at + share * max(0.0, bounds[number + 1] - heading.at)
    return None
