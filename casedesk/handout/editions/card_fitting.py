"""What fits on a card. A card's height is exact and hides what is too much, so every line is counted beforehand."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from casedesk.domain import richtext
from casedesk.domain.handout_blocks import CARD_PICTURE, CARD_ROWS, AnswerLines, Exhibit, HandoutBlock, Kind, Para
from casedesk.handout.editions.recipe import CardRoom
from casedesk.handout.letter_widths import width_at_worst
from casedesk.handout.tables import texts_of

Item = Para | AnswerLines

TITLE = 32.0
"""A title of one line with its rule, in points."""
TITLE_SIZE = 14.0
TITLE_LINE = 20.0
ANSWER_LINE = 27.0
FOOT_LINES = 2
_FOOT_SIZE = 9.0
_SAFETY = 0.95
"""Lines are hardly ever full: signs that may not begin a line drag a letter with them."""
_SENTENCE = re.compile(r"(?<=[。！？!?；])(?![”’」』])|(?<=[。！？!?][”’」』])|(?<=[.!?]) ")
_SHAPES = {
    Kind.TEXT: (10.5, 16.0, 4.0),
    Kind.QUOTE: (10.5, 16.0, 4.0),
    Kind.DIALOGUE: (10.5, 16.0, 4.0),
    Kind.CAPTION: (9.0, 15.0, 8.0),
    Kind.FIGURE_CAPTION: (9.0, 15.0, 8.0),
    Kind.SITUATION: (10.5, 18.0, 7.0),
    Kind.SOURCE: (9.0, 14.0, 12.0),
    Kind.ROW: (9.0, 16.0, 1.0),
}
"""Size, line and space around a paragraph on a card, in points; items have _ITEM."""
_ITEM = (10.5, 18.0, 0.0)
_PICTURE_SPACE = 12.0
_INDENTS = {Kind.TEXT: 2.0, Kind.QUOTE: 2.0, Kind.DIALOGUE: 2.0}


def height_of(item: Item, room: CardRoom) -> float:
    """How high a paragraph or the lines to write on stand on a card, in points."""
    if isinstance(item, AnswerLines):
        return item.count * ANSWER_LINE + 8
    if item.is_picture:
        return CARD_PICTURE + _PICTURE_SPACE
    size, line, space = _SHAPES.get(item.kind, _ITEM)
    width = room.width / size * _SAFETY - (0 if item.kind in _SHAPES else 1.4)
    lines = (ceil((width_at_worst(text) + _INDENTS.get(item.kind, 0)) / width) for text in item.text.split("\n"))
    return sum(max(1, count) for count in lines) * line + space


def space_under(title: str, room: CardRoom) -> float:
    """The height that is left under a title."""
    lines = ceil(width_at_worst(title) * TITLE_SIZE / (room.width * _SAFETY))
    return room.height - TITLE - (max(1, lines) - 1) * TITLE_LINE


def fits_foot(text: str, room: CardRoom) -> bool:
    """Whether a question goes to the foot of a card."""
    return width_at_worst(text) * _FOOT_SIZE <= FOOT_LINES * room.width * _SAFETY


def fitted(blocks: Iterable[HandoutBlock], title: str, room: CardRoom) -> list[tuple[Item, ...]]:
    """The blocks on as many cards as they need, about equally full."""
    space = space_under(title, room)
    items = [item for block in blocks for piece in _as_items(block, room) for item in _parted(piece, space, room)]
    heights = [height_of(item, room) for item in items]
    if not items:
        return []
    wanted = sum(heights) / ceil(sum(heights) / space)
    return _dealt(items, heights, wanted, space)


def _dealt(items: Sequence[Item], heights: Sequence[float], wanted: float, space: float) -> list[tuple[Item, ...]]:
    cards: list[list[Item]] = [[]]
    used = 0.0
    for item, height in zip(items, heights, strict=True):
        is_over = used + height > space
        if cards[-1] and (is_over or (used + height / 2 > wanted and not _leads(cards[-1][-1]))):
            # A caption goes over to the next card with what it leads to.
            led = [cards[-1].pop()] if is_over and len(cards[-1]) > 1 and _leads(cards[-1][-1]) else []
            cards.append(led)
            used = 0.0
        cards[-1].append(item)
        used += height
    return [tuple(card) for card in cards]


def _leads(item: Item) -> bool:
    return isinstance(item, Para) and (item.kind in (Kind.CAPTION, Kind.ROW) or item.is_picture)


def _as_items(block: HandoutBlock, room: CardRoom) -> Iterator[Item]:
    """A block as a card can hold it: headings as captions, tables as rows of tabs, pictures by their words."""
    match block:
        case AnswerLines():
            yield block
        case Exhibit():
            yield from _rows(block.table, room)
        case Para(kind=Kind.HEADING | Kind.SUB_HEADING):
            yield replace(block, kind=Kind.CAPTION)
        case Para():
            yield from _words_and_pictures(block)
        case _:
            return


def _words_and_pictures(para: Para) -> Iterator[Item]:
    """The words of a paragraph, and each of its pictures in a line of its own."""
    if para.text.strip():
        yield replace(para, inlines=tuple(item for item in para.inlines if isinstance(item, richtext.Run)))
    for item in para.inlines:
        if isinstance(item, richtext.Picture):
            yield Para(Kind.TEXT, (item,))


def _rows(table: richtext.Table, room: CardRoom) -> Iterator[Item]:
    """A small table in tabs; one whose cells a card has no room for becomes lines of words."""
    rows = texts_of(table)
    shapes = (place for place, shares in enumerate(CARD_ROWS) if all(_goes(cells, shares, room) for cells in rows))
    shape = next(shapes, None)
    for cells in rows:
        if shape is None:
            yield Para(Kind.BULLET, (richtext.Run(" · ".join(filter(None, cells))),))
        else:
            yield Para(Kind.ROW, (richtext.Run("\t".join(cells)),), level=shape)


def _goes(cells: Sequence[str], shares: Sequence[float], room: CardRoom) -> bool:
    size = _SHAPES[Kind.ROW][0]
    return len(cells) == len(shares) and all(
        width_at_worst(text) + 1 <= room.width * share / size for text, share in zip(cells, shares, strict=True)
    )


def _parted(item: Item, space: float, room: CardRoom) -> Iterator[Item]:
    """A paragraph too long for a card in pieces: at the ends of sentences, and in one that is too long anywhere."""
    if isinstance(item, AnswerLines) or height_of(item, room) <= space:
        yield item
        return
    part: Callable[[str], Item] = lambda text: replace(item, inlines=(richtext.Run(text),))  # noqa: E731
    kept = ""
    for sentence in _pieces(item.text):
        if kept and height_of(part(kept + sentence), room) > space / 2:
            yield part(kept)
            kept = ""
        kept += sentence
    if kept:
        yield part(kept)


def _pieces(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        yield from (sentence[place : place + 60] for place in range(0, len(sentence), 60))
