"""Tables of label and value, and forms to be filled in by hand."""

from collections.abc import Callable

from casedesk.domain.handout import Facts, Grid
from casedesk.handout import ooxml
from casedesk.handout.ooxml import paragraph

_HEAD_HEIGHT = 454
_ROW_HEIGHTS = {False: 624, True: 850}
"""Room to write in a row: 11 mm, or 15 mm in large print."""


def facts_table(facts: Facts, width: int, plain: Callable[[str], str], *, label: int) -> str:
    """The w:tbl of labels and values; a label is `label` twips wide, `plain` writes the run of a text."""
    value = width // facts.columns - label
    widths = [label, value] * facts.columns
    widths[-1] += width - sum(widths)
    style = "TableKai" if facts.in_trainer_voice else "InfoText"
    rows: list[str] = []
    for start in range(0, len(facts.rows), facts.columns):
        pairs = [*facts.rows[start : start + facts.columns]]
        pairs += [("", "")] * (facts.columns - len(pairs))
        texts = [(name, text) for pair in pairs for name, text in zip(("InfoLabel", style), pair, strict=True)]
        cells = (
            ooxml.cell(column, paragraph(name, plain(text))) for column, (name, text) in zip(widths, texts, strict=True)
        )
        rows.append(ooxml.row("".join(cells)))
    return ooxml.table("TblInfo", widths, "".join(rows))


def form_table(grid: Grid, width: int, plain: Callable[[str], str], *, is_large: bool) -> str:
    """The w:tbl of a form: a head that repeats, and rows high enough to write in."""
    widths = ooxml.column_widths(width, grid.widths)
    rows = [_row(widths, grid.header, "TableHead", plain, height=_HEAD_HEIGHT, is_header=True)]
    rows += [_row(widths, cells, "TableText", plain, height=_ROW_HEIGHTS[is_large]) for cells in grid.rows]
    return ooxml.table("TblForm", widths, "".join(rows), has_header=True)


def _row(
    widths: list[int],
    texts: tuple[str, ...],
    style: str,
    plain: Callable[[str], str],
    *,
    height: int,
    is_header: bool = False,
) -> str:
    cells = (ooxml.cell(column, paragraph(style, plain(text))) for column, text in zip(widths, texts, strict=True))
    return ooxml.row("".join(cells), height=height, is_header=is_header)
