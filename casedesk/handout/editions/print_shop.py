"""The sheet for the print shop: what is printed how often, on one side or both, and what becomes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.domain.handout import Edition, PrintJob
from casedesk.domain.handout_blocks import Column, Facts, Grid, GridLook, HandoutBlock, Kind, Para
from casedesk.domain.paper import Paper
from casedesk.handout.case_blocks import words
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.texts import N_

_WIDTHS = (2.6, 1.1, 1.1, 1.3, 3.0, 1.6)
_COLUMNS = (Column.ENTRY, Column.NUMBER, Column.NUMBER, Column.TEXT, Column.TEXT, Column.NUMBER)


@dataclass(frozen=True, slots=True)
class _Words:
    header: tuple[str, ...]
    sides: tuple[str, str]
    about: str
    total: str
    summary: str
    paper: str
    colour: str
    cost: str
    price: str
    estimated: str


_WORDS = {
    "zh": _Words(
        header=("文件", "页数", "份数", "印法", "装订", "用纸（张）"),
        sides=("单面", "双面"),
        about="约{pages}",
        total="合计",
        summary="共{files}个文件，{sheets}张纸",
        paper="纸张",
        colour="{paper}，全部黑白",
        cost="费用",
        price="{cost}元（{sides}面，每面{price}元）",
        estimated="标“约”的页数是估计的，印前以文件为准。",
    ),
    "en": _Words(
        header=("File", "Pages", "Copies", "Sides", "Finishing", "Sheets"),
        sides=("one-sided", "two-sided"),
        about="≈ {pages}",
        total="Total",
        summary="Files: {files}, sheets of paper: {sheets}",
        paper="Paper",
        colour="{paper}, all black and white",
        cost="Cost",
        price="{cost} ({sides} sides at {price})",
        estimated="≈ marks an estimate: the file itself says how many pages it has.",
    ),
}


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """One row for each file, the total, and what the paper costs where the trainer has told a price."""
    text = _WORDS[sources.labels.language]
    yield from sheet_head(sources)
    rows = [_row(job, sources) for job in sources.jobs]
    sheets = sum(sheets_of(job, sources) for job in sources.jobs)
    yield Para(Kind.CASE_DATA, words(text.summary.format(files=len(rows), sheets=sheets)))
    rows.append((text.total, "", "", "", "", str(sheets)))
    yield Grid(text.header, tuple(rows), _WIDTHS, GridLook.LIST, _COLUMNS)
    if not all(job.is_exact for job in sources.jobs):
        yield Para(Kind.SOURCE, words(text.estimated))
    yield Facts(_facts(sources.jobs, sources))


def sheets_of(job: PrintJob, sources: Sources) -> int:
    """The sheets of paper that a file takes in all its copies."""
    sides = 2 if sources.recipes[job.edition].is_two_sided else 1
    return -(-job.pages // sides) * job.copies


def _row(job: PrintJob, sources: Sources) -> tuple[str, ...]:
    text, recipe = _WORDS[sources.labels.language], sources.recipes[job.edition]
    printed = recipe.printed(sources.labels.language)
    pages = str(job.pages) if job.is_exact else text.about.format(pages=job.pages)
    sides = text.sides[recipe.is_two_sided]
    return (printed.name, pages, str(job.copies), sides, printed.finish, str(sheets_of(job, sources)))


def _facts(jobs: Sequence[PrintJob], sources: Sources) -> tuple[tuple[str, str], ...]:
    text, options = _WORDS[sources.labels.language], sources.options
    paper = "Letter" if options.page is Paper.LETTER else "A4"
    rows = [(text.paper, text.colour.format(paper=paper))]
    if options.side_price:
        sides = sum(job.pages * job.copies for job in jobs)
        cost, price = f"{sides * options.side_price / 100:.2f}", f"{options.side_price / 100:.2f}"
        rows.append((text.cost, text.price.format(cost=cost, sides=sides, price=price)))
    return tuple(rows)


RECIPE = Recipe(
    Edition.PRINT_SHOP,
    N_("Print-shop sheet"),
    N_("Pages, copies, sheets of paper and what they cost."),
    Audience.STAFF,
    {
        "zh": Printed("印刷单", "印刷单，随文件交给文印室"),
        "en": Printed("Print-shop sheet", "Goes to the print shop with the files"),
    },
    blocks,
    area=Area.WIDE,
    sheets=("trainer", "sheet", "staff"),
    is_two_sided=False,
    needs_cases=False,
    lists_files=True,
)
