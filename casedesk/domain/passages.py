"""What two texts have in common word for word: how much of it, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from casedesk.domain.fold import fold
from casedesk.domain.search_text import IDEOGRAPHS

NEAR = 0.6
"""From this share on two texts are the same but for what somebody changed in them."""

_SHINGLE = 5
_LONGEST = 6000
_LONGEST_ALIGNED = 20_000
_SHORT_RUN = 4
"""Common runs of fewer characters between two changes are chance."""
_BARE = re.compile(r"[^\w]+|_+")
_WORDS = re.compile(f"[{IDEOGRAPHS}]|[^\\W_{IDEOGRAPHS}]+(?:['’][^\\W_{IDEOGRAPHS}]+)*|\\s+|[^\\w\\s]|_")


class RunKind(StrEnum):
    """Whose words a stretch is."""

    COMMON = "common"
    LEFT = "left"
    RIGHT = "right"


_KINDS = {"equal": RunKind.COMMON, "delete": RunKind.LEFT, "insert": RunKind.RIGHT}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of two texts: the characters [start, end) of each; empty in the text that lacks it."""

    kind: RunKind
    left_start: int
    left_end: int
    right_start: int
    right_end: int


def bare_text(text: str) -> str:
    """The letters, digits and ideographs of a text, folded."""
    return _BARE.sub("", fold(text))


def passage_share(one: str, other: str) -> float:
    """How much of two bare texts is the same, 0…1; 1 for the same words only.

    A telling that was cut short, or that carries an analysis, is the same as far as it goes.
    """
    if one == other:
        return 1.0
    shorter, longer = sorted((one[:_LONGEST], other[:_LONGEST]), key=len)
    share = fuzz.ratio(shorter, longer) / 100
    if len(shorter) >= 60 and len(shorter) * 4 >= len(longer):
        share = max(share, 0.95 * _contained(shorter, longer))
    return min(share, 0.99)


def aligned(left: str, right: str) -> tuple[Run, ...]:
    """The runs that tile both texts, in order. 简/繁, width and case make no difference, words are never cut."""
    mine, theirs = _words(left), _words(right)
    at, there = _offsets(mine), _offsets(theirs)
    steps = Indel.opcodes([fold(word) for word in mine], [fold(word) for word in theirs])
    runs = [
        Run(_KINDS[step.tag], at[step.src_start], at[step.src_end], there[step.dest_start], there[step.dest_end])
        for step in steps
    ]
    tail = Run(RunKind.COMMON, at[-1], at[-1], there[-1], there[-1])
    rest = (
        replace(tail, kind=RunKind.LEFT, left_end=len(left)),
        replace(tail, kind=RunKind.RIGHT, left_start=len(left), left_end=len(left), right_end=len(right)),
    )
    runs += [run for run in rest if run.left_end > run.left_start or run.right_end > run.right_start]
    return tuple(_without_chance(runs, left))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text[:_LONGEST_ALIGNED])


def _offsets(words: list[str]) -> list[int]:
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    return ends


def _without_chance(runs: list[Run], left: str) -> Iterator[Run]:
    """The runs with those changed that agree by chance; what changed side by side is one left run, one right run."""
    changed: list[Run] = []
    for at, run in enumerate(runs):
        is_common = run.kind is RunKind.COMMON
        is_edge = at == 0 or at == len(runs) - 1
        said = len(_BARE.sub("", left[run.left_start : run.left_end]))
        if is_common and (is_edge or said >= _SHORT_RUN):
            yield from _gathered(changed)
            changed = []
            yield run
        else:
            changed.append(run)
    yield from _gathered(changed)


def _gathered(runs: list[Run]) -> Iterator[Run]:
    if not runs:
        return
    first, last = runs[0], runs[-1]
    if last.left_end > first.left_start:
        yield Run(RunKind.LEFT, first.left_start, last.left_end, first.right_start, first.right_start)
    if last.right_end > first.right_start:
        yield Run(RunKind.RIGHT, last.left_end, last.left_end, first.right_start, last.right_end)


def _contained(shorter: str, longer: str) -> float:
    """The share of the shorter text's shingles that stand in the longer one."""
    wanted = {shorter[i : i + _SHINGLE] for i in range(len(shorter) - _SHINGLE + 1)}
    have = {longer[i : i + _SHINGLE] for i in range(len(longer) - _SHINGLE + 1)}
    return len(wanted & have) / len(wanted) if wanted else 0.0
