"""What the history of a case says: when a version was made, why, and in which fields."""

from collections.abc import Mapping
from datetime import datetime

from casedesk.domain.case import Role
from casedesk.domain.case_versions import SECTION_ORDER, CaseVersion
from casedesk.domain.changes import Why
from casedesk.tasks.field_words import field_name
from casedesk.texts import N_, tr
from casedesk.ui import dates
from casedesk.ui.models.value_names import role_name

_WHY: Mapping[Why, str] = {
    Why.EDITED: N_("Edited"),
    Why.BULK: N_("Changed with others"),
    Why.IMPORTED: N_("Imported"),
    Why.MERGED: N_("Merged"),
    Why.TAKEN_APART: N_("Taken apart"),
    Why.SPLIT: N_("Split"),
    Why.JOINED: N_("Joined"),
    Why.RESTORED: N_("Restored"),
    Why.UNDONE: N_("Undone"),
    Why.SET_ASIDE: N_("Typed meanwhile, set aside"),
}


def why_words(version: CaseVersion) -> str:
    """How a version came to be."""
    if version.id == 0:
        return tr("Came into the library")
    return tr(_WHY[version.why])


def changed_words(version: CaseVersion) -> str:
    """The fields and sections that a version changed; empty for the first one."""
    return tr(", ").join(_changed_name(name) for name in version.changed)


def when_words(moment: datetime | None) -> str:
    """The day and the time of a version."""
    if moment is None:
        return ""
    local = moment.astimezone()
    day, clock = dates.moment_of(moment), dates.clock(local.time())
    return clock if day == clock else f"{day} {clock}"


def _changed_name(name: str) -> str:
    if name == SECTION_ORDER:
        return tr("Order of the sections")
    return role_name(Role(name)) if name in tuple(Role) else field_name(name)
