"""White space composed instead of left over: where the questions of a case stand, and how far the last lines reach."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from casedesk.domain.handout import AnswerSpace, HandoutOptions
from casedesk.domain.handout_blocks import AnswerLines, HandoutBlock, Kind, Para
from casedesk.handout.measure import Measure, is_question

_STARTS = (Kind.CASE_TITLE, Kind.ATTACHMENT, Kind.SHEET)
_CARE = 1.02
"""What was measured may be a little more."""
_CARE_OF_COVER = 1.05
"""A page that holds a few lines of the first alone is worse than a first page without them."""


def composed(blocks: Sequence[HandoutBlock], options: HandoutOptions) -> Iterator[HandoutBlock]:
    """The blocks composed on pages of our own: the first page, and the questions as far as each case begins a page."""
    measure = Measure(options)
    cover, *cases = _cases(blocks)
    yield from _cover(cover, measure)
    for case in cases:
        yield from _composed(case, measure, options) if options.new_page or options.is_official else case


def _cases(blocks: Sequence[HandoutBlock]) -> Iterator[Sequence[HandoutBlock]]:
    """What stands before the first case, then each case."""
    edges = [place for place, block in enumerate(blocks) if _starts_case(block)]
    edges = [place for place in edges if not (place and _starts_case(blocks[place - 1]))]
    for start, stop in zip((0, *edges), (*edges, len(blocks)), strict=True):
        yield blocks[start:stop]


def _cover(cover: Sequence[HandoutBlock], measure: Measure) -> Iterator[HandoutBlock]:
    """The first page; house rules that do not find room there are left out, with their heading."""
    rules = [place for place, block in enumerate(cover) if isinstance(block, Para) and block.kind is Kind.HOUSE_RULE]
    if rules and sum(map(measure.height, cover)) * _CARE_OF_COVER > measure.page_height:
        cover = [*cover[: rules[0] - 1], *cover[rules[-1] + 1 :]]
    yield from cover


def _composed(case: Sequence[HandoutBlock], measure: Measure, options: HandoutOptions) -> Iterator[HandoutBlock]:
    story = list(takewhile(lambda block: not is_question(block), case))
    asked = list(takewhile(lambda block: not _is_heading(block), case[len(story) :]))
    tail = case[len(story) + len(asked) :]
    questions = list(_with_answers(asked))
    if not questions:
        yield from case
        return
    # The heading and whatever leads to the first question move with it.
    lead = next((place for place in range(len(story) - 1, -1, -1) if _is_heading(story[place])), None)
    moved = story[lead:] if lead is not None else []
    page = _Page(measure)
    page.place(sum(map(measure.height, story[: len(story) - len(moved)])))
    head = sum(map(measure.height, moved))
    heights = [sum(map(measure.height, unit)) for unit in questions]
    closing = [sum(map(measure.height, tail))] if tail and _is_closing(tail[0]) else []
    if moved and _breaks(page, head, [*heights, *closing]):
        page.turn()
        first = moved[0]
        moved[0] = replace(first, new_page=True) if isinstance(first, Para) else first
    page.place(head)
    for height in heights:
        page.place(height, is_kept=True)
    if options.answer_space is AnswerSpace.FOOT:
        room = page.left - sum(map(measure.height, tail))
        questions[-1] = _to_the_foot(questions[-1], int(room / measure.answer_line) - 1)
    yield from story[: len(story) - len(moved)]
    yield from moved
    for unit in questions:
        yield from unit
    yield from tail


def _breaks(page: "_Page", head: float, heights: Sequence[float]) -> bool:
    """Whether the questions shall begin a page: where the last alone would be left over, or what closes the handout,
    and all fit on the next.
    """
    room = page.left - head
    under_the_story = 0
    for height in heights:
        room -= height
        under_the_story += room >= 0
        if room < 0:
            break
    is_one_left = under_the_story == len(heights) - 1 and under_the_story > 0
    return is_one_left and head + sum(heights) <= page.height


def _with_answers(blocks: Sequence[HandoutBlock]) -> Iterator[list[HandoutBlock]]:
    """Each question with what follows it up to the next."""
    unit: list[HandoutBlock] = []
    for block in blocks:
        if is_question(block) and unit:
            yield unit
            unit = []
        unit.append(block)
    if unit:
        yield unit


def _to_the_foot(unit: Sequence[HandoutBlock], lines: int) -> list[HandoutBlock]:
    """The last question with more lines behind its own."""
    *others, last = unit
    if not isinstance(last, AnswerLines) or lines <= 0:
        return list(unit)
    return [*others, replace(last, to_foot=lines)]


def _is_heading(block: HandoutBlock) -> bool:
    return isinstance(block, Para) and block.kind in (Kind.HEADING, Kind.CLOSING)


def _is_closing(block: HandoutBlock) -> bool:
    return isinstance(block, Para) and block.kind is Kind.CLOSING


def _starts_case(block: HandoutBlock) -> bool:
    return isinstance(block, Para) and block.kind in _STARTS


class _Page:
    """How full a page is while blocks are placed one after the other."""

    def __init__(self, measure: Measure) -> None:
        self.height = measure.page_height
        self.left = self.height

    def place(self, height: float, *, is_kept: bool = False) -> None:
        """Take the room for a block, on this page and those after it; a kept one is not divided."""
        height *= _CARE
        if is_kept and height > self.left and height <= self.height:
            self.turn()
        while height > self.left:
            height -= self.left
            self.turn()
        self.left -= height

    def turn(self) -> None:
        """Begin a new page."""
        self.left = self.height
