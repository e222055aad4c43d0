"""Cases and lesson plans as one book for the trainer: everything that is known of each, under headings to go to."""

from collections.abc import Callable, Iterator, Sequence

from casedesk.domain.case import Case
from casedesk.domain.handout import Edition, Handout, HandoutOptions, Numbering
from casedesk.domain.handout_blocks import Contents, HandoutBlock, Kind, Para, PlanTable
from casedesk.domain.lesson import LessonPlan
from casedesk.handout import part_marks
from casedesk.handout.cards import card_room
from casedesk.handout.case_blocks import words
from casedesk.handout.cover import subtitle
from casedesk.handout.editions import trainer
from casedesk.handout.editions.recipe import Sources
from casedesk.handout.labels import labels_for
from casedesk.handout.page_setup import page_setup
from casedesk.handout.plan_rows import plan_rows

Facts = Sequence[tuple[str, str]]


def case_book(
    title: str,
    cases: Sequence[Case],
    plans: Sequence[tuple[LessonPlan, Sequence[Case]]] = (),
    *,
    language: str,
    facts: Callable[[Case], Facts],
) -> Handout:
    """The outline of the book; `plans` come with their cases, and `facts` are named values of a case that the guide for
    trainers does not print.
    """
    options = _options(language)
    labels = labels_for(language)
    sources = _sources(LessonPlan(title=title), cases, options)
    headings = (*(case.printed_title for case in cases), *(plan.title for plan, _ in plans))
    blocks: list[HandoutBlock] = [
        Para(Kind.TITLE, words(title)),
        Para(Kind.SUBTITLE, words(subtitle(LessonPlan(title=title), cases, labels))),
        Para(Kind.CONTENTS_HEADING, words(labels.contents)),
        Contents(tuple(("", heading) for heading in headings)),
    ]
    for place, case in enumerate(cases, start=1):
        blocks += trainer.whole_case(sources, case, place, facts(case))
    for plan, used in plans:
        blocks += _plan(_sources(plan, used, options))
    return _handout(title, options, blocks)


def plan_page(plan: LessonPlan, cases: Sequence[Case], *, language: str) -> Handout:
    """The outline of one lesson plan alone."""
    options = _options(language)
    return _handout(plan.title, options, list(_plan(_sources(plan, cases, options))))


def _options(language: str) -> HandoutOptions:
    return HandoutOptions(
        Edition.TRAINER, language, numbering=Numbering.NONE, new_page=False, pseudonyms=False, masks=False
    )


def _sources(plan: LessonPlan, cases: Sequence[Case], options: HandoutOptions) -> Sources:
    page = page_setup(options)
    room, height = card_room(page), page.text_height / 20
    return Sources(plan, cases, options, labels_for(options.language), "", room, height)


def _plan(sources: Sources) -> Iterator[HandoutBlock]:
    plan, labels = sources.plan, sources.labels
    yield Para(Kind.PLAIN_HEADING, words(plan.title), new_page=True)
    yield from trainer.head_of_plan(plan, labels, columns=2)
    if plan.blocks:
        yield Para(Kind.HEADING, words(labels.plan))
        yield PlanTable(labels.plan_header, plan_rows(plan, sources.cases, sources.options, labels, {}))
    if plan.reflection.strip():
        yield Para(Kind.HEADING, words(labels.reflection))
        yield from (Para(Kind.ANALYSIS, words(line)) for line in plan.reflection.splitlines() if line.strip())


def _handout(title: str, options: HandoutOptions, blocks: Sequence[HandoutBlock]) -> Handout:
    name = trainer.RECIPE.printed(options.language).name
    return Handout(options, title, title, name, "", part_marks.listed(blocks))
