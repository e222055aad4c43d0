"""The board plan: what is to stand on the board, large enough to copy from."""

from collections.abc import Iterator
from dataclasses import replace

from casedesk.domain.handout import Edition
from casedesk.domain.handout_blocks import Grid, HandoutBlock, Kind, Para
from casedesk.domain.plan_overview import board_grid, board_proposal
from casedesk.handout.case_blocks import words
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.texts import N_

_HEADINGS = {"zh": ("案例", "大家说的", "要点"), "en": ("Cases", "What you said", "Key points")}
_AROUND = 190.0
_LEAST = 60.0


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """The board of the plan, or a proposal where the plan has none: a row with one text alone is a heading."""
    rows = board_grid(sources.plan.board_plan.strip() or _proposal(sources))
    yield from sheet_head(sources, sources.plan.place)
    heading, rows = _parted(rows)
    if heading and heading != (sources.plan.title or sources.plan.course):
        yield Para(Kind.HEADING, words(heading))
    header, rows = (rows[0], rows[1:]) if len(rows) > 1 and len(rows[0]) > 1 and all(rows[0]) else ((), rows)
    if rows:
        height = max(_LEAST, (sources.height - _AROUND) / max(len(rows), 2))
        yield Grid(header, rows, (1.0,) * len(rows[0]), heights=(height,) * len(rows))


def _proposal(sources: Sources) -> str:
    """A board for a plan that has none. Learners see it: cases go by their learner titles."""
    titles = {case.id: case.printed_title for case in sources.cases}
    shown = tuple(
        replace(block, cases=tuple(replace(use, title=titles.get(use.case_id, "")) for use in block.cases))
        for block in sources.plan.blocks
    )
    plan = replace(sources.plan, blocks=shown)
    return board_proposal(plan, headings=_HEADINGS[sources.labels.language])


def _parted(rows: tuple[tuple[str, ...], ...]) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The title over the board, where its first row is one, and the rows under it."""
    if len(rows) > 1 and len(rows[0]) > 1 and not any(rows[0][1:]):
        return rows[0][0], rows[1:]
    return "", rows


RECIPE = Recipe(
    Edition.BOARD,
    N_("Board plan"),
    N_("What is to stand on the board."),
    Audience.STAFF,
    {
        "zh": Printed("板书设计", "板书设计，讲师用"),
        "en": Printed("Board plan", "For the trainer"),
    },
    blocks,
    area=Area.BOARD,
    sheets=("trainer", "sheet", "staff", "board"),
    is_two_sided=False,
    needs_cases=False,
)
