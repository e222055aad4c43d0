"""The first page of an official document: a notice to the group, with the cases as its attachments."""

from collections.abc import Iterator, Sequence

from casedesk.domain.case import Case
from casedesk.domain.handout_blocks import Contents, HandoutBlock, Kind, Para
from casedesk.domain.lesson import LessonPlan
from casedesk.handout.case_blocks import words
from casedesk.handout.cover import when
from casedesk.handout.editions.recipe import Sources
from casedesk.handout.labels import Labels


def cover(sources: Sources) -> Iterator[HandoutBlock]:
    """The notice: what is studied, when and where, in one sentence; then the list of attachments and who signs."""
    plan, cases, labels = sources.plan, sources.cases, sources.labels
    yield Para(Kind.TITLE, words(plan.title or plan.course or labels.default_title))
    if plan.audience:
        yield Para(Kind.ADDRESSEE, words(labels.addressee.format(group=plan.audience)))
    yield Para(Kind.TEXT, words(_sentence(plan, cases, labels)))
    if cases:
        yield Contents(attachments(cases, labels))
    if plan.trainer:
        yield Para(Kind.SIGN_OFF, words(plan.trainer))
    yield Para(Kind.SIGN_DATE if plan.trainer else Kind.SIGN_OFF, words(labels.sign_date))


def attachments(cases: Sequence[Case], labels: Labels) -> tuple[tuple[str, str], ...]:
    """The entries of the list of attachments: 附件：1.…, 2.…"""
    leads = (labels.attachments, *[""] * (len(cases) - 1))
    return tuple(
        (f"{lead}{place}.", case.printed_title) for place, (lead, case) in enumerate(zip(leads, cases, strict=True), 1)
    )


def _sentence(plan: LessonPlan, cases: Sequence[Case], labels: Labels) -> str:
    count = labels.count(len(cases))
    if labels.language == "en":
        count = f"{count} {'case' if len(cases) == 1 else 'cases'}"
    time = labels.notice_time.format(time=when(plan, labels).replace("　", "")) if plan.day else ""
    place = labels.notice_place.format(place=plan.place) if plan.place else ""
    return labels.notice.format(time=time, place=place, course=plan.course or plan.title, cases=count)
