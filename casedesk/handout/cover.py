"""The lines of the first page: what the class is called, how much it holds, when it takes place."""

from collections.abc import Sequence

from casedesk.domain.case import Case
from casedesk.domain.lesson import LessonPlan, planned_minutes, schedule, time_of_day
from casedesk.handout.labels import Labels


def subtitle(plan: LessonPlan, cases: Sequence[Case], labels: Labels) -> str:
    """What stands under the title: the course where the title is not the course, then "三个案例，九十分钟"."""
    count = labels.count(len(cases))
    if labels.language == "en":
        count = f"{count} {'case' if len(cases) == 1 else 'cases'}".capitalize()
    minutes = planned_minutes(plan.blocks)
    template = labels.cases_and_minutes if minutes else labels.cases_only
    size = template.format(cases=count, minutes=_spelt(minutes, labels))
    course = plan.course if plan.title and plan.course != plan.title else ""
    return ("　" if labels.language == "zh" else " · ").join(filter(None, (course, size)))


def when(plan: LessonPlan, labels: Labels) -> str:
    """Date and time of the class; the time only where the plan has blocks, and is one that is kept."""
    slots = schedule(plan)
    end = max((slot.end for slot in slots), default=0)
    clock = labels.span(plan.start, time_of_day(plan, end)) if end and (plan.id or plan.day) else ""
    day = labels.long_date(plan.day) if plan.day else ""
    return ("　" if labels.language == "zh" else ", ").join(filter(None, (day, clock)))


def _spelt(minutes: int, labels: Labels) -> str:
    return labels.count(minutes) if labels.language == "zh" else str(minutes)
