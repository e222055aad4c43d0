"""Cards set by Qt, four to a page: each half of a page is a table whose rows are stretched to the heights of a card."""

from collections.abc import Sequence

from PySide6.QtGui import QTextTable, QTextTableCellFormat

from casedesk.domain import richtext
from casedesk.domain.handout_blocks import CARD_FOOT, CARD_HEAD, AnswerLines, Card, Kind, Para
from casedesk.domain.handout_look import HandoutLook, PageLook, ParagraphLook
from casedesk.ui.handouts.formats import UNIT
from casedesk.ui.handouts.table_setting import TableSetting, cut_edges

_MARGIN = 20.0
"""Within a card, at both sides, in points."""
_SAFETY = 12.0
"""Points of a half page that stay free: what Qt makes higher than it was reckoned must not begin a page."""
_PARTS = {
    Kind.CAPTION: "card_caption",
    Kind.FIGURE_CAPTION: "card_caption",
    Kind.TEXT: "card_text",
    Kind.QUOTE: "card_text",
    Kind.DIALOGUE: "card_text",
}
_MARKS = {Kind.BULLET: "–　", Kind.CHECK: "□　"}
_LINE = "＿"


class CardSetting:
    """Sets pages of cards."""

    def __init__(self, tables: TableSetting, look: HandoutLook, page: PageLook) -> None:
        self._tables = tables
        self._look = look
        self._width = page.width - page.left - page.right
        self._middle = (page.height - page.top - page.bottom) / 2 - CARD_HEAD - CARD_FOOT - _SAFETY

    def pages(self, cards: Sequence[Card]) -> None:
        """All cards."""
        for place in range(0, len(cards), 2):
            self._half(cards[place : place + 2], breaks=place > 0 and place % 4 == 0, is_upper=place % 4 == 0)

    def _half(self, cards: Sequence[Card], *, breaks: bool, is_upper: bool) -> None:
        table = self._tables.table(3, 2, (1, 1), self._width, border=0, margin=0, breaks=breaks)
        for column, card in enumerate(cards):
            self._line(table, 0, column, f"{card.left} · {card.right}", "card_head", CARD_HEAD)
            self._body(table, column, card)
            self._line(table, 2, column, card.foot, "card_question", CARD_FOOT)
        for row in range(3):
            for column in range(2):
                cut_edges(table, row, column, right=column == 0, bottom=is_upper and row == 2)

    def _line(self, table: QTextTable, row: int, column: int, words: str, part: str, height: float) -> None:
        look = self._look.parts[part]
        self._tables.cell(table, row, column, words, look)
        self._pad(table, row, column, height - self._height(words, look))

    def _body(self, table: QTextTable, column: int, card: Card) -> None:
        title = self._look.parts["card_title"]
        self._tables.cell(table, 1, column, card.title, title)
        used = self._height(card.title, title)
        cursor = table.cellAt(1, column).lastCursorPosition()
        for block in card.body:
            words, look = self._words(block)
            self._tables.add(cursor, words, look, is_next=True)
            used += self._height(words, look)
        self._pad(table, 1, column, self._middle - used)

    def _words(self, block: Para | AnswerLines) -> tuple[str, ParagraphLook]:
        if isinstance(block, AnswerLines):
            line = self._look.parts["answer_line"]
            letters = int((self._width / 2 - 2 * _MARGIN) / line.size)
            return "\n".join([_LINE * letters] * block.count), line
        mark = f"{block.number}　" if block.number else _MARKS.get(block.kind, "")
        part = "card_item" if mark else _PARTS.get(block.kind, "card_item")
        pictures = "".join(f"[{item.alt}]" for item in block.inlines if isinstance(item, richtext.Picture))
        return mark + block.text + pictures, self._look.parts[part]

    def _height(self, words: str, look: ParagraphLook) -> float:
        return self._tables.height(words, look, self._width / 2 - 2 * _MARGIN)

    def _pad(self, table: QTextTable, row: int, column: int, below: float) -> None:
        cell = table.cellAt(row, column)
        shape = QTextTableCellFormat(cell.format().toTableCellFormat())
        shape.setLeftPadding(_MARGIN * UNIT)
        shape.setRightPadding(_MARGIN * UNIT)
        shape.setBottomPadding(max(0.0, below) * UNIT)
        cell.setFormat(shape)
