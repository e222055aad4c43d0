"""The head of a sheet: the edition with group and date over the title of the course."""

from collections.abc import Iterator

from casedesk.domain.handout_blocks import HandoutBlock, Kind, Para
from casedesk.handout.case_blocks import words
from casedesk.handout.editions.recipe import Sources


def sheet_head(sources: Sources, *more: str, new_page: bool = False, has_facts: bool = True) -> Iterator[HandoutBlock]:
    """The line over the title, and the title; `more` stands behind group and date.

    Without facts the edition stands alone, for sheets that tell group and date elsewhere.
    """
    plan, labels = sources.plan, sources.labels
    gap = "　" if labels.language == "zh" else "   "
    day = labels.long_date(plan.day) if plan.day else ""
    facts = gap.join(filter(None, (plan.audience, day, *more))) if has_facts else ""
    yield Para(Kind.EDITION, words(facts), label=sources.name, new_page=new_page)
    yield Para(Kind.TITLE, words(plan.title or plan.course or labels.default_title))
