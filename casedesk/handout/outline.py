"""From plan, cases and options to the neutral blocks of a handout: what is printed, in which order, in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from casedesk.domain import plan_steps
from casedesk.domain import pseudonyms as names
from casedesk.domain.case import Case
from casedesk.domain.case_steps import for_depth
from casedesk.domain.handout import Handout, HandoutOptions, PrintJob
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Pseudonym
from casedesk.handout import part_marks
from casedesk.handout.cards import card_room
from casedesk.handout.composition import composed
from casedesk.handout.editions.recipe import Recipe, Sources
from casedesk.handout.editions.table import RECIPES, recipe_of
from casedesk.handout.labels import Labels, labels_for
from casedesk.handout.masking import mask_case, mask_plan
from casedesk.handout.page_setup import page_setup
from casedesk.handout.trainer_only import allowed_texts, secrets_of


def build(
    plan: LessonPlan,
    cases: Sequence[Case],
    options: HandoutOptions,
    *,
    pseudonyms: Sequence[Pseudonym] = (),
    masks: Mapping[int, Sequence[Pseudonym]] = MappingProxyType({}),
    jobs: Sequence[PrintJob] = (),
    learner_pages: Mapping[int, int] | None = None,
) -> Handout:
    """The handout of a plan's cases, in the order given; the cases need not be in the plan.

    Real names are replaced everywhere when the options say so, and so are the `masks` of each case, by its id. An
    edition for learners prints learner titles and the questions that the plan puts; a case without a learner title is
    printed under its library title. `jobs` are what is printed for the class, for the editions that list it;
    `learner_pages` are the pages of the learner handout that the cases begin on, for the trainer guide.
    """
    stand_ins = tuple(pseudonyms) if options.pseudonyms else ()
    recipe = recipe_of(options.edition)
    put = tuple(plan_steps.as_used(plan, case) if recipe.is_guarded else case for case in cases)
    hidden = {id_: tuple(items) for id_, items in masks.items() if items} if options.masks else {}
    masked = tuple(dict.fromkeys(item for items in hidden.values() for item in items))
    plan = mask_plan(plan, (*stand_ins, *masked))
    cases = tuple(mask_case(case, (*stand_ins, *hidden.get(case.id, ()))) for case in cases)
    asked = tuple(for_depth(mask_case(case, (*stand_ins, *hidden.get(case.id, ()))), options.depth) for case in put)
    labels = labels_for(options.language)
    frame = replace(_frame(plan, options, labels, stand_ins, recipe), masks=masked)
    page = page_setup(options)
    sources = Sources(
        plan,
        asked,
        options,
        labels,
        frame.edition_name,
        card_room(page),
        page.text_height / 20,
        jobs,
        learner_pages or {},
        RECIPES,
    )
    handout = replace(frame, blocks=part_marks.listed(tuple(recipe.blocks(sources))))
    if not recipe.is_guarded:
        return handout
    handout = replace(handout, blocks=tuple(composed(handout.blocks, options)))
    shown = (text for case in cases for text in recipe.shows(case))
    return replace(handout, secrets=secrets_of(plan, cases), allowed=(*allowed_texts(plan, cases, frame), *shown))


def _frame(
    plan: LessonPlan, options: HandoutOptions, labels: Labels, stand_ins: tuple[Pseudonym, ...], recipe: Recipe
) -> Handout:
    title = plan.title or plan.course or labels.default_title
    gap = " · " if labels.language == "zh" else "  ·  "
    handout = Handout(
        options=options,
        title=title,
        header=gap.join(filter(None, (title, plan.audience))),
        edition_name=recipe.name(options, labels),
        footer=names.apply(options.footer, stand_ins) or recipe.printed(options.language).footer,
        blocks=(),
        day=labels.short_date(plan.day) if plan.day else "",
        course=plan.course or title,
        group=plan.audience,
        trainer=plan.trainer,
        pseudonyms=stand_ins,
    )
    return replace(handout, stamp=f"{plan.day.isoformat()}T08:00:00Z") if plan.day else handout
