"""How many pages a handout will have, by the heights of its blocks: for when no program is there that counts them."""

from math import ceil

from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import Cards, LayoutStart
from casedesk.handout.measure import Measure

_CARDS_A_PAGE = 4


def estimated_pages(handout: Handout) -> int:
    """The number of pages, never 0. In a long handout Word may make a few more or less; of cards it is exact."""
    measure = Measure(handout.options)
    pages, left = 1, measure.page_height
    for block in handout.blocks:
        if isinstance(block, Cards):
            return ceil(len(block.cards) / _CARDS_A_PAGE)
        is_new = isinstance(block, LayoutStart) or measure.begins_page(block)
        if is_new and left < measure.page_height:
            pages, left = pages + 1, measure.page_height
        height = 0.0 if isinstance(block, LayoutStart) else measure.height(block)
        while height > left:
            height -= left
            pages, left = pages + 1, measure.page_height
        left -= height
    return pages
