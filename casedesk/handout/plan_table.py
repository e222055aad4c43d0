"""The lesson plan as a Word table: time, block, trainer, learners, materials, and room for second thoughts."""

from collections.abc import Callable

from casedesk.domain.handout import PlanRow, PlanTable
from casedesk.handout import ooxml
from casedesk.handout.ooxml import paragraph

_SHARES = (0.09, 0.21, 0.26, 0.2, 0.12, 0.12)
_SHARES_WITH_PAGES = (0.09, 0.2, 0.235, 0.175, 0.11, 0.085, 0.105)
_LARGE_SHARES = (0.13, 0.27, 0.3, 0.3)
"""Large print has no room for materials and second thoughts; materials stand with the trainer's part."""


def plan_table(plan: PlanTable, width: int, plain: Callable[[str], str], *, is_large: bool, caption: str) -> str:
    """The w:tbl of the plan; `plain` writes the run of a text."""
    has_pages = len(plan.header) == len(_SHARES_WITH_PAGES)
    shares = _LARGE_SHARES if is_large else _SHARES_WITH_PAGES if has_pages else _SHARES
    widths = ooxml.column_widths(width, shares)
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


def _cells(row: PlanRow, plain: Callable[[str], str], *, is_large: bool, has_pages: bool) -> list[str]:
    time = paragraph("TableTime", plain(row.time))
    time += paragraph("TableSmall", plain(row.minutes)) if row.minutes else ""
    lines = [("TableHeadText", row.title)] if row.title else []
    lines += [("TableText" if row.title else "TableHeadText", name) for name in row.cases]
    lines += [("TableSmall", row.remark)] if row.remark else []
    block = "".join(paragraph(style, plain(text)) for style, text in lines)
    if is_large:
        trainer = "\n".join(filter(None, (row.trainer, row.materials, row.changes)))
        return [time, block, *(paragraph("TableKai", plain(text)) for text in (trainer, row.learners))]
    told = (row.trainer, row.learners, row.materials)
    thoughts = paragraph("TableText", plain(row.changes)) if row.changes else paragraph("TableText")
    pages = [paragraph("TableNum", plain(row.pages))] if has_pages else []
    return [time, block, *(paragraph("TableKai", plain(text)) for text in told), *pages, thoughts]
