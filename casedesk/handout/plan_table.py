"""The lesson plan as a Word table: time, block, trainer, learners, materials, and room for second thoughts."""

from collections.abc import Callable
from enum import StrEnum

from casedesk.domain.handout_blocks import PlanRow, PlanTable
from casedesk.handout import ooxml
from casedesk.handout.ooxml import paragraph

_SHARES = (0.09, 0.2, 0.25, 0.2, 0.14, 0.12)
_SHARES_WITH_PAGES = (0.09, 0.19, 0.225, 0.175, 0.14, 0.08, 0.1)
_LARGE_SHARES = (0.13, 0.27, 0.3, 0.3)
"""Large print has no room for materials and second thoughts; materials stand with the trainer's part."""


class Line(StrEnum):
    """The style of a line in a cell."""

    TIME = "TableTime"
    HEAD = "TableHeadText"
    TEXT = "TableText"
    SMALL = "TableSmall"
    VOICE = "TableKai"
    NUMBER = "TableNum"


def plan_table(plan: PlanTable, width: int, plain: Callable[[str], str], *, is_large: bool, caption: str) -> str:
    """The w:tbl of the plan; `plain` writes the run of a text."""
    has_pages = tells_pages(plan)
    widths = ooxml.column_widths(width, _LARGE_SHARES if is_large else plan_shares(plan))
    head = "".join(
        ooxml.cell(column, paragraph("TableHead", plain(text)))
        for column, text in zip(widths, plan.header, strict=False)
    )
    rows = [ooxml.row(head, is_header=True)]
    for row in plan.rows:
        cells = _cells(row, plain, is_large=is_large, has_pages=has_pages)
        line = (ooxml.cell(column, content) for column, content in zip(widths, cells, strict=True))
        rows.append(ooxml.row("".join(line)))
    return ooxml.table("TblPlan", widths, "".join(rows), caption=caption, has_header=True)


def tells_pages(plan: PlanTable) -> bool:
    """Whether the table has a column for the pages of the learner handout."""
    return len(plan.header) == len(_SHARES_WITH_PAGES)


def plan_shares(plan: PlanTable) -> tuple[float, ...]:
    """How wide the columns are beside each other."""
    return _SHARES_WITH_PAGES if tells_pages(plan) else _SHARES


def plan_lines(row: PlanRow, *, has_pages: bool) -> tuple[tuple[tuple[Line, str], ...], ...]:
    """What stands in the columns of a row, line by line."""
    block = [(Line.HEAD, row.title)] if row.title else []
    block += [(Line.TEXT if row.title else Line.HEAD, name) for name in row.cases]
    block += [(Line.SMALL, row.remark)] if row.remark else []
    time = ((Line.TIME, row.time), *(((Line.SMALL, row.minutes),) if row.minutes else ()))
    told = (((Line.VOICE, text),) for text in (row.trainer, row.learners, row.materials))
    pages = (((Line.NUMBER, row.pages),),) if has_pages else ()
    return (time, tuple(block), *told, *pages, ((Line.TEXT, row.changes),))


def _cells(row: PlanRow, plain: Callable[[str], str], *, is_large: bool, has_pages: bool) -> list[str]:
    columns = plan_lines(row, has_pages=has_pages)
    if is_large:
        trainer = "\n".join(filter(None, (row.trainer, row.materials, row.changes)))
        columns = (*columns[:2], ((Line.VOICE, trainer),), columns[3])
    return ["".join(paragraph(line, plain(text)) for line, text in column) for column in columns]
