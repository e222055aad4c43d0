"""Cases with the minutes that plans count for them."""

from collections.abc import Sequence

from casedesk.domain.case import Case
from casedesk.domain.estimates import as_taught
from casedesk.storage.library import Library


def timed(library: Library, cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases for planning, never to be stored: `minutes` is the mean of their classes where there is no own figure.

    What is planned with them takes the time that their classes took.
    """
    means = library.uses.mean_minutes(case.id for case in cases)
    return tuple(as_taught(case, means.get(case.id)) for case in cases)
