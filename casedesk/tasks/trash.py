"""The trash: what is in it, until when it is safe, taking it back, and deleting it for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casedesk.domain import plan_steps
from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Record, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.texts import tr, tr_n

KEPT_FOR = timedelta(days=30)
"""Nothing is deleted for good before that, unless the trainer asks for it."""

Trashed = Case | LessonPlan


@dataclass(frozen=True, slots=True)
class TrashEntry:
    """Something in the trash. `kind` is Case or LessonPlan; times are aware."""

    kind: type[Trashed]
    id: int
    title: str
    trashed: datetime

    @property
    def safe_until(self) -> datetime:
        """Before this moment it is never deleted by itself."""
        return self.trashed + KEPT_FOR


def trash_entries(library: Library) -> tuple[TrashEntry, ...]:
    """What is in the trash, what was thrown away last first."""
    records: Iterable[Trashed] = (
        *library.cases.get_many(library.cases.ids(trashed=True)),
        *library.plans.all(trashed=True),
    )
    entries = [
        TrashEntry(type(record), record.id, record.title, record.trashed) for record in records if record.trashed
    ]
    return tuple(sorted(entries, key=lambda entry: entry.trashed, reverse=True))


def restoring(library: Library, entries: Sequence[TrashEntry]) -> Edit:
    """The edit that takes entries out of the trash."""
    steps = tuple(Replacement(record, replace(record, trashed=None)) for record in _records(library, entries))
    return Edit(
        _named(entries, tr("Restore “{title}”"), tr_n("Restore {n} entry", "Restore {n} entries", len(entries))), steps
    )


def deleting_for_good(library: Library, entries: Sequence[TrashEntry]) -> Edit:
    """The edit that deletes entries, and what was noted about teaching the cases among them.

    Plans that use such a case keep it as it is now, so that they still say what was taught.
    """
    trashed = _records(library, entries)
    records: list[Record] = []
    for record in trashed:
        if isinstance(record, Case):
            records.extend(library.uses.of_case(record.id))
        records.append(record)
    going = {record.id: record for record in trashed if isinstance(record, Case)}
    plans = {plan.id: plan for id_ in going for plan in library.plans.of_case(id_) if plan not in trashed}
    keeping = tuple(Replacement(plan, plan_steps.keeping(plan, going)) for plan in plans.values())
    text = _named(
        entries,
        tr("Delete “{title}” for good"),
        tr_n("Delete {n} entry for good", "Delete {n} entries for good", len(entries)),
    )
    return Edit(text, (*keeping, *(Replacement(record, None) for record in records)))


def outdated(entries: Sequence[TrashEntry], now: datetime) -> tuple[TrashEntry, ...]:
    """The entries whose 30 days are over."""
    return tuple(entry for entry in entries if entry.safe_until <= now)


def _records(library: Library, entries: Sequence[TrashEntry]) -> tuple[Trashed, ...]:
    """The records of entries that are still in the trash, in the order of the entries."""
    cases = library.cases.get_many(entry.id for entry in entries if entry.kind is Case)
    plans = library.plans.get_many(entry.id for entry in entries if entry.kind is LessonPlan)
    return tuple(record for record in (*cases, *plans) if record.trashed)


def _named(entries: Sequence[TrashEntry], one: str, many: str) -> str:
    return one.format(title=entries[0].title) if len(entries) == 1 else many.format(n=len(entries))
