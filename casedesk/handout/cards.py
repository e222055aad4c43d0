"""Cards, four to a page: a table of two columns for each half, cut in the middle both ways.

The heights of the three rows of a card are exact, so that the knife falls where the dashes are. What does not fit is
hidden without a word: whoever makes cards measures first (`card_room`).
"""

from collections.abc import Callable, Sequence

from casedesk.domain.handout_blocks import CARD_FOOT, CARD_HEAD, AnswerLines, Card, Cards, Kind, Para
from casedesk.handout import ooxml
from casedesk.handout.editions.recipe import CardRoom
from casedesk.handout.ooxml import paragraph, run
from casedesk.handout.page_setup import PageSetup
from casedesk.handout.styles import CARD_MARGIN

_HEAD = round(CARD_HEAD * 20)
_FOOT = round(CARD_FOOT * 20)
_SPARE = 170
"""Twips of a page that stay free, so that no rounding makes a blank page."""
_CUT = 40
_END = 20
_ROWS = ("CardRow4", "CardRow3", "CardRow3Last", "CardRow2")
"""The styles of the columns in CARD_ROWS."""
_MARKS = {Kind.BULLET: "–", Kind.CHECK: "□"}
_STYLES = {
    Kind.TEXT: "CardText",
    Kind.CAPTION: "CardCaption",
    Kind.FIGURE_CAPTION: "CardCaption",
    Kind.SITUATION: "CardRole",
    Kind.SOURCE: "SourceNote",
    Kind.QUOTE: "CardText",
}

Inline = Callable[[Para], str]


def card_room(page: PageSetup) -> CardRoom:
    """The room on a card of a page of cards."""
    return CardRoom((page.text_width // 2 - 2 * CARD_MARGIN) / 20, _middle(page) / 20)


def _middle(page: PageSetup) -> int:
    return (page.height - page.top - page.bottom - _CUT - _END - _SPARE) // 2 - _HEAD - _FOOT


def card_pages(cards: Cards, page: PageSetup, inline: Inline, section: str, *, chinese: bool) -> str:
    """The tables of all cards; every page but the last ends with `section`, its w:sectPr."""
    writer = _Cards(page, inline, chinese=chinese)
    pages = [writer.page(cards.cards[place : place + 4]) for place in range(0, len(cards.cards), 4)]
    return paragraph("EndSpace", extra=section).join(pages)


class _Cards:
    def __init__(self, page: PageSetup, inline: Inline, *, chinese: bool) -> None:
        self._width = page.text_width // 2
        self._height = _middle(page)
        self._inline = inline
        self._chinese = chinese

    def page(self, cards: Sequence[Card]) -> str:
        """Up to four cards and the cut between the halves."""
        return paragraph("CutLine").join(self._half(cards[place : place + 2]) for place in range(0, len(cards), 2))

    def _half(self, cards: Sequence[Card]) -> str:
        pair = (*cards, *[None] * (2 - len(cards)))
        rows = (
            self._row([self._head(card) if card else paragraph("CardHead") for card in pair], _HEAD),
            self._row([self._body(card) if card else paragraph("CardText") for card in pair], self._height),
            self._row([self._foot(card) for card in pair], _FOOT),
        )
        return ooxml.table("TblCards", [self._width] * 2, "".join(rows))

    def _row(self, cells: Sequence[str], height: int) -> str:
        return ooxml.row("".join(ooxml.cell(self._width, cell) for cell in cells), height=height, is_exact=True)

    def _head(self, card: Card) -> str:
        return paragraph("CardHead", run(f"{card.left}\t{card.right}", chinese=self._chinese))

    def _body(self, card: Card) -> str:
        title = paragraph("CardTitle", run(card.title, chinese=self._chinese))
        return title + "".join(self._block(block) for block in card.body)

    def _foot(self, card: Card | None) -> str:
        if card is None or not card.foot:
            return paragraph("CardText")
        return paragraph("CardQuestion", run(card.foot, chinese=self._chinese))

    def _block(self, block: Para | AnswerLines) -> str:
        if isinstance(block, AnswerLines):
            return paragraph("AnswerLine") * (block.count - 1) + paragraph("AnswerLineLast")
        if block.kind is Kind.ROW:
            return paragraph(_ROWS[block.level], self._inline(block))
        mark = block.number if block.kind in (Kind.QUESTION, Kind.NUMBER) else _MARKS.get(block.kind, "")
        if mark:
            return paragraph("CardItem", run(f"{mark}\t", chinese=self._chinese) + self._inline(block))
        style = "Picture" if block.is_picture else _STYLES.get(block.kind, "CardText")
        return paragraph(style, self._inline(block))
