"""From plan, cases and options to the neutral blocks of a handout: what is printed, in which order, in which words."""

from collections.abc import Sequence
from dataclasses import replace

from casedesk.domain import plan_steps
from casedesk.domain import pseudonyms as names
from casedesk.domain.case import Case
from casedesk.domain.case_steps import for_depth
from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Pseudonym
from casedesk.handout import learner_outline, trainer_outline
from casedesk.handout.labels import Labels, labels_for
from casedesk.handout.masking import mask_case, mask_plan
from casedesk.handout.trainer_only import allowed_texts, secrets_of


def build(
    plan: LessonPlan, cases: Sequence[Case], options: HandoutOptions, *, pseudonyms: Sequence[Pseudonym] = ()
) -> Handout:
    """The handout of a plan's cases, in the order given; the cases need not be in the plan.

    Real names are replaced everywhere when the options say so. A learner edition prints learner titles, the story
    and the questions that the plan puts; a case without a learner title is printed under its library title.
    """
    stand_ins = tuple(pseudonyms) if options.pseudonyms else ()
    is_learner = options.edition is Edition.LEARNER
    put = tuple(plan_steps.as_used(plan, case) if is_learner else case for case in cases)
    plan = mask_plan(plan, stand_ins)
    cases = tuple(mask_case(case, stand_ins) for case in cases)
    asked = tuple(for_depth(mask_case(case, stand_ins), options.depth) for case in put)
    labels = labels_for(options.language)
    handout = _frame(plan, options, labels, stand_ins)
    if options.edition is Edition.TRAINER:
        return replace(handout, blocks=trainer_outline.blocks(plan, asked, options, labels))
    return replace(
        handout,
        blocks=learner_outline.blocks(plan, asked, options, labels),
        secrets=secrets_of(plan, cases),
        allowed=allowed_texts(plan, cases, handout),
    )


def _frame(plan: LessonPlan, options: HandoutOptions, labels: Labels, stand_ins: tuple[Pseudonym, ...]) -> Handout:
    title = plan.title or plan.course or labels.default_title
    gap = " · " if labels.language == "zh" else "  ·  "
    handout = Handout(
        options=options,
        title=title,
        header=gap.join(filter(None, (title, plan.audience))),
        edition_name=labels.edition_of(options),
        footer=names.apply(options.footer, stand_ins) or labels.footers[options.edition],
        blocks=(),
        day=labels.short_date(plan.day) if plan.day else "",
        course=plan.course or title,
        group=plan.audience,
        trainer=plan.trainer,
        pseudonyms=stand_ins,
    )
    return replace(handout, stamp=f"{plan.day.isoformat()}T08:00:00Z") if plan.day else handout
