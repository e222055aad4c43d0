"""The words for a backup: when, why, how large, what is in it, and what has happened since."""

from datetime import datetime

from PySide6.QtCore import QLocale

from casedesk import texts
from casedesk.storage.backup_differences import Differences
from casedesk.tasks.backup_drill import Drill
from casedesk.tasks.backups import Backup, Reason
from casedesk.texts import tr, tr_n
from casedesk.ui import dates


def when_made(moment: datetime) -> str:
    """Day and time, in local time."""
    local = moment.astimezone()
    return f"{dates.short_day(local.date())} {dates.clock(local.time())}"


def size_words(size: int) -> str:
    """Bytes for people."""
    return QLocale(texts.language()).formattedDataSize(size, 1)


def backed_up_words(backup: Backup) -> str:
    """That a copy was made."""
    return tr("Backed up and proved: {size}").format(size=size_words(backup.size))


def reason_words(reason: Reason) -> str:
    """Why a copy was made."""
    match reason:
        case Reason.AUTOMATIC:
            return tr("by itself")
        case Reason.WISHED:
            return tr("as you wished")
        case Reason.BEFORE_IMPORT:
            return tr("before an import")
        case Reason.BEFORE_MERGE:
            return tr("before a merge")
        case Reason.BEFORE_BULK:
            return tr("before a change of many cases")
        case Reason.BEFORE_DELETING:
            return tr("before deleting for good")
        case Reason.BEFORE_RESTORE:
            return tr("set aside by a restore")
        case Reason.BEFORE_UPGRADE:
            return tr("before an upgrade")
        case Reason.BEFORE_REPAIR:
            return tr("before a repair")


def contents_words(found: Differences) -> str:
    """What is in it."""
    cases = tr_n("{n} case", "{n} cases", found.cases).format(n=f"{found.cases:,}")
    plans = tr_n("{n} lesson plan", "{n} lesson plans", found.plans).format(n=f"{found.plans:,}")
    return tr(", ").join((cases, plans))


def since_words(found: Differences) -> str:
    """What has happened to the library since."""
    if found.is_same:
        return tr("the same as now")
    changed, gone = len(found.changed), len(found.gone)
    plans = found.plans_added + len(found.plans_changed) + len(found.plans_gone)
    counts = (
        (found.added, tr_n("{n} case added", "{n} cases added", found.added)),
        (changed, tr_n("{n} changed", "{n} changed", changed)),
        (gone, tr_n("{n} gone", "{n} gone", gone)),
        (plans, tr_n("{n} plan different", "{n} plans different", plans)),
    )
    return tr("since then: {what}").format(what=tr(", ").join(text.format(n=f"{n:,}") for n, text in counts if n))


def drill_words(drill: Drill | None) -> str:
    """How the last drill went."""
    if drill is None:
        return tr("Once a week the newest backup is really opened and every case in it read; not yet done")
    local = drill.at.astimezone()
    when = f"{dates.day_and_weekday(local.date())} {dates.clock(local.time())}"
    if drill.fault:
        return tr("Last drill: {when}. {fault}").format(when=when, fault=drill.fault)
    words = tr_n(
        "Last drill: {when}, the {n} case of the backup readable",
        "Last drill: {when}, all {n} cases of the backup readable",
        drill.cases,
    )
    return words.format(when=when, n=f"{drill.cases:,}")
