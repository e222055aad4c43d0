"""Nested blocks as a flat sequence and back: a text document knows paragraphs in a row, not items inside lists.

Every paragraph and table (a *leaf*) carries the path of lists and quotations around it. A step of the path says what
is around and how the leaf joins what stands before it, never by number, so that paragraphs can be typed, deleted and
pasted in any order and always make a tree again: what has nothing to join begins something new.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from casedesk.domain.richtext import Block, ListBlock, Paragraph, ParagraphKind, Quote, Table


class Kind(StrEnum):
    """What can be around a leaf."""

    QUOTE = "q"
    BULLETS = "u"
    NUMBERS = "o"


class Join(StrEnum):
    """How a leaf joins what stands before it."""

    NEW = "!"
    """It begins a new list or quotation."""
    ITEM = "+"
    """It begins a new item of the same list."""
    SAME = "="
    """It goes on in the same item or quotation."""


@dataclass(frozen=True, slots=True)
class Step:
    """One list or quotation around a leaf."""

    kind: Kind
    join: Join


Path = tuple[Step, ...]
Leaf = tuple[Path, Paragraph | Table]


def encoded(path: Path) -> str:
    """The path as text, for a property of a text format."""
    return "".join(step.kind + step.join for step in path)


def decoded(text: str) -> Path:
    """The path of encoded text."""
    return tuple(Step(Kind(text[at]), Join(text[at + 1])) for at in range(0, len(text), 2))


def flattened(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """The leaves of blocks in order."""
    for block in blocks:
        match block:
            case Paragraph() | Table():
                yield (), block
            case Quote():
                yield from _inside(Kind.QUOTE, flattened(block.blocks), Join.NEW)
            case ListBlock():
                kind = Kind.NUMBERS if block.ordered else Kind.BULLETS
                for at, item in enumerate(block.items):
                    yield from _inside(kind, flattened(item), Join.ITEM if at else Join.NEW)
            case _:
                assert_never(block)


def nested(leaves: Sequence[Leaf]) -> tuple[Block, ...]:
    """The blocks that leaves in a row make."""
    return _nested(leaves, 0)


def continued(path: Path) -> Path:
    """The path of a second leaf in the same item or quotation."""
    return tuple(Step(step.kind, Join.SAME) for step in path)


def next_item(path: Path) -> Path:
    """The path of the paragraph that Enter makes: a new item of the innermost list, when that is innermost of all."""
    on = continued(path)
    return (*on[:-1], Step(on[-1].kind, Join.ITEM)) if on and on[-1].kind is not Kind.QUOTE else on


def is_item(path: Path) -> bool:
    """Whether a leaf begins an item, and so has a bullet or number."""
    return bool(path) and path[-1].kind is not Kind.QUOTE and path[-1].join is not Join.SAME


def goes_on(path: Path, following: Path) -> bool:
    """Whether a list that a leaf stands in goes on with the leaf behind it."""
    both = zip(path, following, strict=False)
    return any(ours.kind is theirs.kind is not Kind.QUOTE and theirs.join is not Join.NEW for ours, theirs in both)


def is_close(before: tuple[Path, ParagraphKind], after: tuple[Path, ParagraphKind]) -> bool:
    """Whether little room is between two paragraphs, as a list or a dialogue goes on from the one to the other."""
    (path, kind), (following, next_kind) = before, after
    is_dialogue = kind is next_kind is ParagraphKind.DIALOGUE and len(path) == len(following)
    return is_dialogue or goes_on(path, following)


def _inside(kind: Kind, leaves: Iterator[Leaf], first: Join) -> Iterator[Leaf]:
    for at, (path, leaf) in enumerate(leaves):
        yield (Step(kind, Join.SAME if at else first), *path), leaf


def _nested(leaves: Sequence[Leaf], level: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    while at < len(leaves):
        path, leaf = leaves[at]
        if len(path) <= level:
            blocks.append(leaf)
            at += 1
            continue
        end = _end_of_container(leaves, at, level)
        blocks.append(_container(path[level].kind, leaves[at:end], level))
        at = end
    return tuple(blocks)


def _end_of_container(leaves: Sequence[Leaf], start: int, level: int) -> int:
    kind = leaves[start][0][level].kind
    end = start + 1
    while end < len(leaves):
        path = leaves[end][0]
        if len(path) <= level or path[level].kind is not kind or path[level].join is Join.NEW:
            break
        end += 1
    return end


def _container(kind: Kind, leaves: Sequence[Leaf], level: int) -> Block:
    if kind is Kind.QUOTE:
        return Quote(_nested(leaves, level + 1))
    starts = [at for at, (path, _) in enumerate(leaves) if at == 0 or path[level].join is Join.ITEM]
    ends = [*starts[1:], len(leaves)]
    items = tuple(_nested(leaves[start:end], level + 1) for start, end in zip(starts, ends, strict=True))
    return ListBlock(items, kind is Kind.NUMBERS)
