"""A case and its counterpart in another language: which one that is, and which paragraph says the same as which."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from casedesk.domain import richtext
from casedesk.domain.case import Case, Role
from casedesk.domain.plain_text import plain
from casedesk.domain.richtext import Block, Paragraph

_FIRST_WIDE = "\u2e80"
_ENOUGH = 20
"""Letters from which on the words tell their language better than what is filed."""
_LETTERS = 3.2
"""Letters that say as much as an ideograph."""
_SKIP, _JOIN, _OTHER_KIND, _FAR = 1.6, 0.5, 1.0, 4.0
_MOST = 80
"""Paragraphs of a section from which on they are paired by their number alone."""


class Pair(NamedTuple):
    """Blocks of one text, and those of the other that say the same; one of them may be empty."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


class SectionPair(NamedTuple):
    """Positions of two sections that belong together; -1 where one of the cases has none."""

    left: int
    right: int


def language_of(case: Case) -> str:
    """The language of a case, "zh" or "en" by its words; of a case without words the one that is filed."""
    words = "".join((case.title, *(plain(section.html) for section in case.sections)))
    letters = [char for char in words if char.isalpha()]
    if len(letters) < _ENOUGH and case.language:
        return "zh" if case.language.startswith("zh") else case.language
    wide = sum(char >= _FIRST_WIDE for char in letters)
    if wide * 4 > len(letters):
        return "zh"
    return case.language if case.language and not case.language.startswith("zh") else "en"


def counterpart(case: Case, others: Iterable[Case], *, best_id: int = 0) -> Case | None:
    """Of other tellings the one in another language, the best of them first; None where all are in the same."""
    mine = language_of(case)
    known = [other for other in others if other.id != case.id and other.trashed is None and language_of(other) != mine]
    return min(known, key=lambda other: (other.id != best_id, other.id), default=None)


def paired_sections(left: Case, right: Case) -> tuple[SectionPair, ...]:
    """The sections of two cases side by side, those of a role in their order; in the order of the left case."""
    waiting: dict[Role, list[int]] = {}
    for at, section in enumerate(right.sections):
        waiting.setdefault(section.role, []).append(at)
    pairs: list[SectionPair] = []
    for at, section in enumerate(left.sections):
        mine = waiting.get(section.role, [])
        pairs.append(SectionPair(at, mine.pop(0) if mine else -1))
    rest = sorted(at for places in waiting.values() for at in places)
    return (*pairs, *(SectionPair(-1, at) for at in rest))


def paired_blocks(left: Sequence[Block], right: Sequence[Block]) -> tuple[Pair, ...]:
    """The blocks of two texts side by side, by their lengths and kinds: one to one mostly, two to one where one text
    parts what the other says in one breath, one to none where the other has nothing.
    """
    if max(len(left), len(right)) > _MOST:
        return _by_number(left, right)
    steps = _aligner(tuple(map(_measure, left)), tuple(map(_measure, right)))
    return tuple(
        Pair(tuple(left[at : at + here]), tuple(right[other : other + there])) for at, other, here, there in steps
    )


class _Measure(NamedTuple):
    length: float
    is_words: bool


def _measure(block: Block) -> _Measure:
    words = "".join(richtext.plain_lines((block,)))
    length = sum(_LETTERS if char >= _FIRST_WIDE else 1 for char in words)
    return _Measure(length, isinstance(block, Paragraph) and not block.is_heading)


def _aligner(left: tuple[_Measure, ...], right: tuple[_Measure, ...]) -> Iterator[tuple[int, int, int, int]]:
    """The cheapest way through both texts; of several as cheap the one that pairs early."""
    steps = ((1, 1), (2, 1), (1, 2), (1, 0), (0, 1))
    rows, columns = len(left), len(right)
    costs = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    chosen: dict[tuple[int, int], tuple[int, int]] = {}
    for at in range(rows, -1, -1):
        for other in range(columns, -1, -1):
            if (at, other) == (rows, columns):
                continue
            found = (
                (_cost(left[at : at + here], right[other : other + there]) + costs[at + here][other + there], place)
                for place, (here, there) in enumerate(steps)
                if at + here <= rows and other + there <= columns
            )
            costs[at][other], place = min(found)
            chosen[at, other] = steps[place]
    at = other = 0
    while (at, other) != (rows, columns):
        here, there = chosen[at, other]
        yield at, other, here, there
        at, other = at + here, other + there


@lru_cache(maxsize=4096)
def _cost(left: tuple[_Measure, ...], right: tuple[_Measure, ...]) -> float:
    if not left or not right:
        return _SKIP
    mine, theirs = sum(item.length for item in left), sum(item.length for item in right)
    apart = abs(mine - theirs) / (mine + theirs + 8)
    is_other = any(item.is_words != right[0].is_words for item in left)
    return apart * _FAR + (_JOIN if len(left) + len(right) > 2 else 0) + (_OTHER_KIND if is_other else 0)


def _by_number(left: Sequence[Block], right: Sequence[Block]) -> tuple[Pair, ...]:
    return tuple(Pair(tuple(left[at : at + 1]), tuple(right[at : at + 1])) for at in range(max(len(left), len(right))))
