"""A handout cut into pieces of a few pages, each of which is set in one go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from casedesk.domain.handout_blocks import (
    AnswerLines,
    Cards,
    Contents,
    Exhibit,
    Facts,
    Grid,
    HandoutBlock,
    Kind,
    LayoutStart,
    Para,
    PlanTable,
)
from casedesk.domain.handout_look import HandoutLook
from casedesk.ui.handouts.keeping import KEPT

_ENOUGH = 120
"""Lines and cells after which a piece ends before the next title."""
_TOO_MUCH = 400
"""Lines and cells after which it ends wherever a page may end."""
_ROWS = 40
"""A longer table is cut."""
_CARD = 10
_COLUMNS = 6
"""Of a plan."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that are set together, on a new page or going on where the last piece ends."""

    blocks: tuple[HandoutBlock, ...]
    begins_page: bool
    is_last: bool = False


def pieces_of(blocks: Iterable[HandoutBlock], look: HandoutLook) -> Iterator[Piece]:
    """The pieces of a handout, one at least."""
    gathered: list[HandoutBlock] = []
    weight, begins_page = 0, True
    for block in _small(blocks):
        breaks = _breaks_page(block, look) or (
            isinstance(block, Cards) and bool(gathered) and isinstance(gathered[-1], Cards)
        )
        may_end = breaks or _is_title(block) if weight < _TOO_MUCH else not _is_kept(gathered[-1])
        if weight >= _ENOUGH and may_end:
            yield Piece(tuple(gathered), begins_page)
            gathered, weight, begins_page = [], 0, breaks
        gathered.append(block)
        weight += _weight(block)
    yield Piece(tuple(gathered), begins_page, is_last=True)


def _small(blocks: Iterable[HandoutBlock]) -> Iterator[HandoutBlock]:
    """The blocks, with those cut that would take too long by themselves."""
    for block in blocks:
        match block:
            case Contents():
                yield from (Contents(entries) for entries in _cut(block.entries))
            case Cards():
                yield from (Cards(cards) for cards in _cut(block.cards))
            case PlanTable() | Grid() if len(block.rows) > _ROWS:
                yield from _rows(block)
            case _:
                yield block


def _rows(table: PlanTable | Grid) -> Iterator[HandoutBlock]:
    for start in range(0, len(table.rows), _ROWS):
        part = slice(start, start + _ROWS)
        header = () if start else table.header
        if isinstance(table, Grid):
            yield replace(table, header=header, rows=table.rows[part], heights=table.heights[part])
        else:
            yield PlanTable(header, table.rows[part])


def _cut(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    return (tuple(items[start : start + _ROWS]) for start in range(0, len(items), _ROWS))


def _breaks_page(block: HandoutBlock, look: HandoutLook) -> bool:
    if not isinstance(block, Para):
        return isinstance(block, LayoutStart)
    style = look.styles.get(block.kind)
    return block.new_page or (style is not None and style.breaks_page)


def _is_title(block: HandoutBlock) -> bool:
    return isinstance(block, Para) and block.kind in (Kind.CASE_TITLE, Kind.PLAIN_HEADING)


def _is_kept(block: HandoutBlock) -> bool:
    return isinstance(block, LayoutStart) or (isinstance(block, Para) and block.kind in KEPT)


def _weight(block: HandoutBlock) -> int:
    match block:
        case AnswerLines():
            return block.count
        case Exhibit():
            return sum(len(row) for row in block.table.rows)
        case Facts():
            return 2 * len(block.rows)
        case Contents():
            return len(block.entries)
        case Grid():
            return len(block.rows) * len(block.widths)
        case PlanTable():
            return len(block.rows) * _COLUMNS
        case Cards():
            return _CARD * len(block.cards)
        case Para() | LayoutStart():
            return 1
