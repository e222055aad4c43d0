"""What is said of a case that was taught before, where cases are chosen for a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casedesk.domain.library import UseRecord
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.models.value_names import used_words


@dataclass(frozen=True, slots=True)
class UseHint:
    """A few words; `is_warning` where it is the group of the plan that knows the case."""

    words: str
    is_warning: bool = False


def use_hint(uses: Sequence[UseRecord], group: str) -> UseHint | None:
    """What the uses of a case say to one who plans for a group; None where there are none."""
    if not uses:
        return None
    own = [use for use in uses if group and use.group == group]
    last = max(own or uses, key=lambda use: use.day or date.min)
    day = dates.short_day(last.day) if last.day else ""
    if own:
        return UseHint(tr("this group knows it: {day}").format(day=day) if day else tr("this group knows it"), True)
    return UseHint(used_words(last.group, last.day) or tr("used before"))
