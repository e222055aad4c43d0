"""What a class needs printed: every file with its pages and copies."""

from collections.abc import Callable, Sequence

from casedesk.domain.handout import Handout, HandoutOptions, PrintJob
from casedesk.domain.lesson import LessonPlan
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.page_estimate import estimated_pages
from casedesk.tasks.editions import copies_of

PageCount = Callable[[Handout], int | None]
"""The pages of a finished handout; None where nobody can count them."""


def print_run(
    plan: LessonPlan,
    options: Sequence[HandoutOptions],
    made: Callable[[HandoutOptions], Handout],
    *,
    spare: int = 0,
    count: PageCount,
) -> tuple[PrintJob, ...]:
    """The files of a class, without those that only list the others; pages are estimated where nobody counts them."""
    files = (item for item in options if not recipe_of(item.edition).lists_files)
    return tuple(_job(plan, item, made(item), spare, count) for item in files)


def _job(plan: LessonPlan, options: HandoutOptions, handout: Handout, spare: int, count: PageCount) -> PrintJob:
    counted = count(handout)
    copies = copies_of(options.edition, plan, spare=spare)
    return PrintJob(options.edition, counted or estimated_pages(handout), copies, is_exact=counted is not None)
