"""How many pages a handout will have, by the sizes of its styles: for when no program is there that counts them."""

from collections.abc import Iterator
from math import ceil

from casedesk.domain import richtext
from casedesk.domain.handout import (
    AnswerLines,
    Cards,
    Contents,
    Exhibit,
    Facts,
    Grid,
    Handout,
    HandoutBlock,
    Kind,
    Layout,
    LayoutStart,
    Para,
    PlanTable,
)
from casedesk.domain.handout_look import HandoutLook, ParagraphLook
from casedesk.handout.letter_widths import width_of
from casedesk.handout.look import look_of

_PICTURE = 160.0
"""How high a picture is taken to be, in points."""
_CELL = 8.0
"""The white above and below the words of a cell."""
_FORM_ROW = 31.0
_OWN_PAGE = (Kind.SHEET,)
_CARDS_A_PAGE = 4


def estimated_pages(handout: Handout) -> int:
    """The number of pages, never 0; a page more or less than Word makes is possible in long handouts."""
    look = look_of(handout)
    room = _room(look, Layout.FULL)
    if sheets := [block for block in handout.blocks if isinstance(block, Cards)]:
        return sum(ceil(len(block.cards) / _CARDS_A_PAGE) for block in sheets)
    pages, used, width = 1, 0.0, room[0]
    for block in handout.blocks:
        if isinstance(block, LayoutStart):
            pages, used, width = pages + bool(used), 0.0, _room(look, block.layout)[0]
            continue
        if used and _begins_page(block, look):
            pages, used = pages + 1, 0.0
        for height in _heights(block, look, width):
            if used and used + height > room[1]:
                pages, used = pages + 1, 0.0
            used += height
    return pages


def _room(look: HandoutLook, layout: Layout) -> tuple[float, float]:
    page = look.pages[layout]
    return page.width - page.left - page.right, page.height - page.top - page.bottom


def _begins_page(block: HandoutBlock, look: HandoutLook) -> bool:
    if not isinstance(block, Para):
        return False
    style = look.styles.get(block.kind, ParagraphLook())
    return block.new_page or style.breaks_page or block.kind in _OWN_PAGE


def _heights(block: HandoutBlock, look: HandoutLook, width: float) -> Iterator[float]:
    """The heights of the pieces that a page break may stand between."""
    match block:
        case Para():
            yield _para(block, look, width)
        case AnswerLines():
            yield block.count * look.parts["answer_line"].line + 8
        case Facts():
            for place in range(0, len(block.rows), block.columns):
                texts = [text for _, text in block.rows[place : place + block.columns]]
                yield max(_cell(text, look.parts["info_text"], width / block.columns - 60) for text in texts)
        case Contents():
            yield from (look.parts["contents"].line for _ in block.entries)
        case Grid():
            yield from _grid(block, look, width)
        case PlanTable():
            for row in block.rows:
                texts = ("\n".join((row.title, *row.cases, row.remark)), row.trainer, row.learners)
                yield max(_cell(text, look.parts["table_text"], width * 0.21) for text in texts)
        case Exhibit():
            for cells in block.table.rows:
                texts = ["\n".join(richtext.plain_lines(cell.blocks)) for cell in cells]
                each = width / max(1, len(texts))
                yield max((_cell(text, look.parts["table_text"], each) for text in texts), default=0)
        case Cards() | LayoutStart():
            return


def _grid(grid: Grid, look: HandoutLook, width: float) -> Iterator[float]:
    text = look.parts["table_text"]
    if grid.header:
        yield look.parts["table_head"].line + _CELL
    heights = grid.heights or (_FORM_ROW,) * len(grid.rows)
    for cells, least in zip(grid.rows, heights, strict=True):
        shares = (width * share / sum(grid.widths) for share in grid.widths)
        yield max(least, *(_cell(words, text, share) for words, share in zip(cells, shares, strict=True)))


def _para(para: Para, look: HandoutLook, width: float) -> float:
    style = look.styles.get(para.kind, ParagraphLook())
    pictures = sum(isinstance(item, richtext.Picture) for item in para.inlines)
    words = f"{para.label}{para.aside}{para.number}{para.text}"
    room = width - style.left - style.right - style.first / 2
    return style.before + style.after + pictures * _PICTURE + _lines(words, style, room) * _line(style)


def _cell(text: str, style: ParagraphLook, width: float) -> float:
    return _lines(text, style, width - 12) * _line(style) + _CELL


def _lines(text: str, style: ParagraphLook, width: float) -> int:
    letters = max(4.0, width / style.size)
    return sum(max(1, ceil(width_of(line) / letters)) for line in text.replace("\u2028", "\n").split("\n"))


def _line(style: ParagraphLook) -> float:
    return style.line or style.size * 1.4
