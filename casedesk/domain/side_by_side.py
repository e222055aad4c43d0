"""Two tellings laid side by side: what differs is marked, long stretches in which they agree are folded away."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casedesk.domain.passages import Run, RunKind, aligned
from casedesk.domain.story_words import telling_places

_FOLD_FROM = 60
"""A stretch in which both agree is folded from this length on; lengths are those of Chinese text."""
_WORTH_FOLDING = 24
_CONTEXT = 40
"""So far from what differs a sentence may begin or end to be shown with it."""
_LETTERS = 3
"""Letters that say as much as an ideograph."""
_END = re.compile(r"[。！？!?；;…][”’\"'」』）)]*|[.](?=\s)|\n")


class Look(StrEnum):
    """How a stretch of text is shown."""

    PLAIN = "plain"
    MARKED = "marked"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters [start, end) of a text, all shown alike."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The stretches of both texts; those of a text tile it."""

    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]


def side_by_side(left: str, right: str, *, is_retold: bool = False) -> SideBySide:
    """How two texts are shown beside each other.

    Of a story told in other words nearly everything differs, so the words are marked that both have, and nothing is
    folded.
    """
    if is_retold:
        mine, theirs = telling_places(left, right)
        return SideBySide(tuple(_marked(mine, len(left))), tuple(_marked(theirs, len(right))))
    mine_all: list[Stretch] = []
    theirs_all: list[Stretch] = []
    runs = aligned(left, right)
    for at, run in enumerate(runs):
        if run.kind is RunKind.COMMON:
            cuts = _cuts(left, run, is_first=at == 0, is_last=at == len(runs) - 1)
            mine_all += _pieces(run.left_start, run.left_end, cuts)
            theirs_all += _pieces(run.right_start, run.right_end, cuts)
        else:
            mine_all += _pieces(run.left_start, run.left_end, (), Look.MARKED)
            theirs_all += _pieces(run.right_start, run.right_end, (), Look.MARKED)
    return SideBySide(tuple(mine_all), tuple(theirs_all))


def folded_length(stretches: Iterable[Stretch]) -> int:
    """How many characters are folded away."""
    return sum(stretch.end - stretch.start for stretch in stretches if stretch.look is Look.FOLDED)


def _cuts(text: str, run: Run, *, is_first: bool, is_last: bool) -> tuple[int, ...]:
    """Where a run is folded, counted from its start: (from, to), or nothing. Sentences beside a change stay whole."""
    said = text[run.left_start : run.left_end]
    unit = _LETTERS if sum(map(str.isascii, said)) * 2 > len(said) else 1
    if len(said) < _FOLD_FROM * unit or len(said) != run.right_end - run.right_start:
        return ()
    context = _CONTEXT * unit
    begin = 0 if is_first else _first_end(said, context)
    finish = len(said) if is_last else _last_begin(said, context)
    if is_first and is_last:  # the same text: its first sentence says which one it is
        begin = _first_end(said, _FOLD_FROM * unit)
    return (begin, finish) if finish - begin >= _WORTH_FOLDING * unit else ()


def _first_end(said: str, within: int) -> int:
    """Where the first sentence ends, or a word where that is too far."""
    end = next((match.end() for match in _END.finditer(said[:within])), 0)
    return end or said.rfind(" ", 0, within // 2) + 1 or within // 2


def _last_begin(said: str, within: int) -> int:
    """Where the last sentences begin that are near enough, or a word."""
    far = len(said) - within
    near = [match.end() for match in _END.finditer(said) if far <= match.end() < len(said)]
    if near:
        return near[0]
    space = said.find(" ", len(said) - within // 2)
    return space if space > 0 else len(said) - within // 2


def _pieces(start: int, end: int, cuts: tuple[int, ...], look: Look = Look.PLAIN) -> Iterator[Stretch]:
    if cuts:
        looks = (look, Look.FOLDED, look)
        borders = (start, start + cuts[0], start + cuts[1], end)
    else:
        looks, borders = (look,), (start, end)
    for each, first, last in zip(looks, borders, borders[1:], strict=False):
        if last > first:
            yield Stretch(first, last, each)


def _marked(places: Iterable[tuple[int, int]], length: int) -> Iterator[Stretch]:
    at = 0
    for start, end in places:
        yield from _pieces(at, start, ())
        yield Stretch(start, end, Look.MARKED)
        at = end
    yield from _pieces(at, length, ())
