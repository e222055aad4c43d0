"""Lines for people."""

import sys
from collections.abc import Iterable, Iterator

from casedesk.domain.filters import CaseSummary
from casedesk.domain.lesson import LessonPlan, Need, planned_minutes, schedule, time_of_day
from casedesk.texts import tr, tr_n


def note(line: str) -> None:
    """A line beside the answer, on standard error."""
    print(line, file=sys.stderr)


def note_error(error: Exception) -> None:
    """What is missing in the answer, beside it."""
    note(str(error))


def say(lines: Iterable[str]) -> None:
    """Print lines; nothing where there are none."""
    for line in lines:
        print(line)


def case_lines(summaries: Iterable[CaseSummary]) -> Iterator[str]:
    """One line a case: its number and its title."""
    for row in summaries:
        yield f"{row.id:>6}  {row.title}"


def plan_line(plan: LessonPlan) -> str:
    """A plan in a list of plans."""
    day = plan.day.isoformat() if plan.day else "—"
    count = len(plan.case_ids)
    cases = tr_n("{n} case", "{n} cases", count).format(n=count)
    return f"{plan.id:>6}  {day:<10}  {plan.title}  {cases}  {_fit(plan)}"


def plan_lines(plan: LessonPlan) -> Iterator[str]:
    """A plan with the time of every block."""
    name = tr("Plan {id}: {title}").format(id=plan.id, title=plan.title)
    yield f"{name}  {_fit(plan)}"
    for block, slot in zip(plan.blocks, schedule(plan), strict=True):
        is_spare = block.need is Need.SPARE
        start = tr("spare") if is_spare else time_of_day(plan, slot.start).isoformat("minutes")
        minutes = tr("{n} min").format(n=block.minutes)
        yield f"  {start:5}  {minutes:>7}  {block.title}"


def _fit(plan: LessonPlan) -> str:
    return tr("{planned} of {target} minutes").format(planned=planned_minutes(plan.blocks), target=plan.target)
