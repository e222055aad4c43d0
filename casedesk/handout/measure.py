"""About how high the blocks of a handout stand on its page, in points, without a program that sets pages.

Chinese is set on a grid of equal letters, so that lines can be counted; English comes out a few percent off. Good
enough to choose between two ways of breaking a page, and not to number pages by.
"""

from collections.abc import Sequence
from math import ceil

from casedesk.domain import richtext
from casedesk.domain.handout import HandoutOptions
from casedesk.domain.handout_blocks import (
    AnswerLines,
    Contents,
    Exhibit,
    Facts,
    Grid,
    HandoutBlock,
    Kind,
    Para,
    PlanRow,
    PlanTable,
)
from casedesk.domain.handout_look import HandoutLook, ParagraphLook
from casedesk.handout.letter_widths import lines_of, width_of
from casedesk.handout.look import look_for

_PLAN_COLUMN = 0.21
"""The share of the page that the wider columns of a plan have."""
_CELL_PADDING = 5.0
_PICTURE_SHAPE = 0.6
"""Height by width of a picture that has not been opened."""
_PIXEL = 0.75
_FIGURE_GAP = 8.0
_LARGE = 14
"""Beyond this size two blanks to fill in share a line, and three otherwise."""


class Measure:
    """Heights on the pages of one set of options."""

    def __init__(self, options: HandoutOptions) -> None:
        self._look: HandoutLook = look_for(options)
        page = next(iter(self._look.pages.values()))
        self.width = page.width - page.left - page.right
        self.page_height = page.height - page.top - page.bottom

    @property
    def answer_line(self) -> float:
        """The distance of two ruled lines."""
        return self._look.parts["answer_line"].line

    def height(self, block: HandoutBlock) -> float:
        """The height of a block with the white before and after it."""
        match block:
            case Para():
                return self._paragraph(block)
            case AnswerLines():
                return self.answer_line * block.count + 8
            case Exhibit():
                return self._table(block.table)
            case Facts():
                return len(block.rows) / block.columns * (self._look.parts["table_text"].line + 2 * _CELL_PADDING)
            case Grid():
                row = self._look.parts["table_text"].line + 2 * _CELL_PADDING
                return sum(block.heights or (row,) * len(block.rows)) + row * bool(block.header)
            case PlanTable():
                return sum(self._plan_row(row) for row in block.rows)
            case Contents():
                return len(block.entries) * self._look.parts["contents"].line
            case _:
                return self.page_height

    def begins_page(self, block: HandoutBlock) -> bool:
        """Whether a block says, or its style, that it stands at the head of a page."""
        look = self._look.styles.get(block.kind) if isinstance(block, Para) else None
        return look is not None and isinstance(block, Para) and (block.new_page or look.breaks_page)

    def _plan_row(self, row: PlanRow) -> float:
        look = self._look.parts["table_text"]
        texts = ("\n".join((row.title, *row.cases, row.remark)), row.trainer, row.learners)
        room = self.width * _PLAN_COLUMN - 2 * _CELL_PADDING
        lines = (lines_of(text, room / look.size) for text in texts)
        return max(lines) * _line(look) + 2 * _CELL_PADDING

    def _paragraph(self, para: Para) -> float:
        look = self._look.styles.get(para.kind)
        if look is None:
            return 0.0
        pictures = sum(self._picture(item) for item in para.inlines if isinstance(item, richtext.Picture))
        if para.kind is Kind.NAME_LINE:
            return look.before + ceil(len(para.inlines) / (2 if look.size > _LARGE else 3)) * look.line + look.after
        lead = f"{para.number}{para.label}{para.aside}"
        text = self._lines(f"{lead}{para.text}", look) if lead or para.text.strip() else 0
        return look.before + text * _line(look) + pictures + look.after

    def _lines(self, text: str, look: ParagraphLook) -> int:
        room = self.width - look.left - look.right - (2 * look.size if look.first < 0 else 0)
        first = max(0.0, look.first)
        if (
            richtext.LINE_BREAK not in text and len(text) * look.size + first <= room
        ):  # no letter is wider than its size
            return 1
        return sum(
            max(1, ceil((width_of(line) * look.size + first) / room)) for line in text.split(richtext.LINE_BREAK)
        )

    def _picture(self, picture: richtext.Picture) -> float:
        return min(picture.width * _PIXEL or self.width, self.width) * _PICTURE_SHAPE + _FIGURE_GAP

    def _table(self, table: richtext.Table) -> float:
        look = self._look.parts["table_text"]
        return sum(self._row(row, look) for row in table.rows) + _FIGURE_GAP

    def _row(self, row: Sequence[richtext.Cell], look: ParagraphLook) -> float:
        room = self.width / max(1, sum(cell.colspan for cell in row)) - 2 * _CELL_PADDING
        texts = ("\n".join(richtext.plain_lines(cell.blocks)) for cell in row)
        lines = (lines_of(text, room / look.size) for text in texts)
        return max(lines, default=1) * _line(look) + _CELL_PADDING


def is_question(block: HandoutBlock) -> bool:
    """Whether a block is what learners are asked."""
    return isinstance(block, Para) and block.kind is Kind.QUESTION


def _line(look: ParagraphLook) -> float:
    return max(look.line, 0.0 if look.is_exact else look.size * 1.2)
