"""A plan on one page: its rows with times, what kinds of work it holds, and what stands on the board."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from casedesk.domain.lesson import Block, BlockKind, LessonPlan, Need, schedule

_COLUMNS = re.compile(r"\s*[|｜\t]\s*")


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A block with its times, in minutes after the start of the plan; `session` is its place in the plan's."""

    block: Block
    start: int
    end: int
    session: int = 0


@dataclass(frozen=True, slots=True)
class KindTotal:
    """The minutes of one kind of work, and its share of all that is planned, in hundredths."""

    kind: BlockKind
    minutes: int
    percent: int


def overview_rows(plan: LessonPlan) -> tuple[OverviewRow, ...]:
    """What is meant to be taught, in order; spare blocks stand behind everything else, without a time of their own."""
    rows = [
        OverviewRow(block, slot.start, slot.end, slot.session)
        for block, slot in zip(plan.blocks, schedule(plan), strict=True)
    ]
    return (*(row for row in rows if _is_taught(row.block)), *(row for row in rows if not _is_taught(row.block)))


def kind_totals(plan: LessonPlan) -> tuple[KindTotal, ...]:
    """The minutes by kind, the most first; the shares make a hundred together."""
    minutes: dict[BlockKind, int] = {}
    for block in plan.blocks:
        if _is_taught(block) and block.minutes:
            minutes[block.kind] = minutes.get(block.kind, 0) + block.minutes
    kinds = sorted(minutes, key=lambda kind: (-minutes[kind], list(BlockKind).index(kind)))
    shares = _hundredths([minutes[kind] for kind in kinds])
    return tuple(KindTotal(kind, minutes[kind], share) for kind, share in zip(kinds, shares, strict=True))


def _hundredths(parts: Sequence[int]) -> list[int]:
    """Whole hundredths that add up to a hundred: what rounding down leaves goes to the largest remainders."""
    whole = sum(parts)
    shares = [part * 100 // whole for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda at: -(parts[at] * 100 % whole))
    for at in by_rest[: 100 - sum(shares) if parts else 0]:
        shares[at] += 1
    return shares


def board_grid(text: str) -> tuple[tuple[str, ...], ...]:
    """What is to stand on the board, as rows of equal length: a line is a row, | or a tab parts its columns."""
    rows = [_COLUMNS.split(line.strip().strip("|｜").strip()) for line in text.splitlines() if line.strip()]
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def board_proposal(plan: LessonPlan, *, headings: tuple[str, str, str]) -> str:
    """A board for a plan: its cases at the left, room for what the class says, the main points at the right."""
    cases = [
        f"{number}. {use.title}"
        for number, use in enumerate((use for block in plan.blocks if _is_taught(block) for use in block.cases), 1)
    ]
    points = [line.strip() for line in plan.key_points.splitlines() if line.strip()]
    rows = [headings, *((case, "", point) for case, point in zip_longest(cases, points, fillvalue=""))]
    return "\n".join((plan.title, *(" | ".join(_in_cell(cell) for cell in row) for row in rows)))


def _in_cell(text: str) -> str:
    """Text that stays in its column."""
    return _COLUMNS.sub(" ", text).strip()


def _is_taught(block: Block) -> bool:
    return block.need is not Need.SPARE
