"""The materials list: what is brought for how many people and groups, with boxes to tick."""

from collections.abc import Iterator
from dataclasses import dataclass

from casedesk.domain.handout import Edition, PrintJob
from casedesk.domain.handout_blocks import Column, Grid, GridLook, HandoutBlock, Kind, Para
from casedesk.domain.lesson import LessonPlan, Per
from casedesk.domain.plan_steps import MaterialLine, group_count, materials
from casedesk.handout.case_blocks import words
from casedesk.handout.editions.recipe import Area, Audience, Printed, Recipe, Sources
from casedesk.handout.editions.sheet_head import sheet_head
from casedesk.texts import N_

_WIDTHS = (2.8, 1.9, 1.3, 1.1, 3.0, 1.1)
_COLUMNS = (Column.ENTRY, Column.TEXT, Column.NUMBER, Column.NUMBER, Column.TEXT, Column.NUMBER)
_BOX = "□"
_EMPTY_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Words:
    header: tuple[str, ...]
    per: dict[Per, str]
    copies: dict[Per, str]
    people: str
    groups: str
    spare: str


_WORDS = {
    "zh": _Words(
        ("物料", "配发", "人／组数", "合计", "说明", "已备"),
        {Per.PERSON: "每人{n}", Per.GROUP: "每组{n}", Per.CLASS: "每班{n}"},
        {Per.PERSON: "每人1份", Per.GROUP: "每组1套", Per.CLASS: "每班1份"},
        "{people}人", "{groups}组", "另备{n}",
    ),
    "en": _Words(
        ("Material", "For whom", "How many", "Total", "Remark", "Ready"),
        {Per.PERSON: "{n} for each person", Per.GROUP: "{n} for each group", Per.CLASS: "{n} for the class"},
        {Per.PERSON: "one each", Per.GROUP: "one set a group", Per.CLASS: "one"},
        "{people} people", "{groups} groups", "{n} spare",
    ),
}  # fmt: skip


def blocks(sources: Sources) -> Iterator[HandoutBlock]:
    """Printed matter first, then what the blocks of the plan ask for, and rows for what comes to mind."""
    plan, text = sources.plan, _WORDS[sources.labels.language]
    yield from sheet_head(sources, plan.place)
    people = text.people.format(people=plan.head_count) if plan.head_count else ""
    groups = text.groups.format(groups=group_count(plan)) if group_count(plan) else ""
    yield Para(Kind.CASE_DATA, words(sources.labels.list_gap.join(filter(None, (people, groups)))))
    printed = [_printed(job, sources) for job in sources.jobs]
    recipes = [sources.recipes[job.edition] for job in sources.jobs]
    others = (line for line in materials(plan) if not any(recipe.is_called(line.material.name) for recipe in recipes))
    brought = [_brought(line, sources) for line in others]
    empty = [("",) * (len(_WIDTHS) - 1) + (_BOX,)] * _EMPTY_ROWS
    yield Grid(text.header, (*printed, *brought, *empty), _WIDTHS, GridLook.LIST, _COLUMNS)


def _printed(job: PrintJob, sources: Sources) -> tuple[str, ...]:
    text, recipe = _WORDS[sources.labels.language], sources.recipes[job.edition]
    printed = recipe.printed(sources.labels.language)
    units = _units(recipe.per, sources.plan)
    return (printed.name, text.copies[recipe.per], units, str(job.copies), printed.finish, _BOX)


def _brought(line: MaterialLine, sources: Sources) -> tuple[str, ...]:
    text, item = _WORDS[sources.labels.language], line.material
    used = (block.title for block in sources.plan.blocks if any(kept.name == item.name for kept in block.materials))
    spare = text.spare.format(n=item.spare) if item.spare else ""
    remark = sources.labels.list_gap.join(filter(None, (*dict.fromkeys(used), spare)))
    total = str(line.total) if line.total else ""
    whom = text.per[item.per].format(n=item.amount)
    return (item.name, whom, _units(item.per, sources.plan), total, remark, _BOX)


def _units(per: Per, plan: LessonPlan) -> str:
    match per:
        case Per.PERSON:
            count = plan.head_count
        case Per.GROUP:
            count = group_count(plan)
        case Per.CLASS:
            count = 1
    return str(count) if count else ""


RECIPE = Recipe(
    Edition.MATERIALS,
    N_("Materials list"),
    N_("What to bring, for how many people and groups."),
    Audience.STAFF,
    {
        "zh": Printed("物料清单", "物料清单，讲师与班务用"),
        "en": Printed("Materials list", "For trainer and office"),
    },
    blocks,
    area=Area.WIDE,
    sheets=("trainer", "sheet", "staff"),
    is_two_sided=False,
    needs_cases=False,
    lists_files=True,
)
