"""The figures of what was taught, read from a library without a window."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casedesk.domain.case import Case
from casedesk.domain.library import UseRecord
from casedesk.domain.teaching_figures import Figures, Period, figures
from casedesk.storage.library import Library


@dataclass(frozen=True, slots=True)
class TaughtSoFar:
    """All that figures are made of, so that other periods and groups need no further reading."""

    uses: tuple[UseRecord, ...]
    cases: dict[int, Case]
    case_count: int
    groups: tuple[str, ...]
    plans: dict[int, str]
    """The titles of the plans that were taught."""

    def figures(self, period: Period, group: str | None, today: date) -> Figures:
        """The figures of a period and a group."""
        return figures(self.uses, self.cases, period=period, today=today, case_count=self.case_count, group=group)


def taught_so_far(path: Path) -> TaughtSoFar:
    """What was taught by the library at `path`, which is opened for reading only: it may run in a worker."""
    with Library.open(path, create=False, read_only=True) as library:
        uses = library.uses.all()
        ids = dict.fromkeys(use.case_id for use in uses)
        plan_ids = {use.plan_id for use in uses if use.plan_id is not None}
        return TaughtSoFar(
            uses,
            {case.id: case for case in library.cases.get_many(ids)},
            library.cases.count(),
            library.uses.groups(),
            {plan.id: plan.title for plan in library.plans.get_many(plan_ids)},
        )
