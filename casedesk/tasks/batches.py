"""What came in together: the list of imports, and taking one out again with all but what has been worked on since."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, count

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.pack_history import is_as_it_came
from casedesk.tasks.review_json import Stand, stand_of
from casedesk.texts import tr


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """An import: its files, and how many of its cases are still in the library, outside the trash.

    `stand` is where its review stands, None where that is done.
    """

    batch: ImportBatch
    files: tuple[str, ...]
    cases: int
    stand: Stand | None = None

    @property
    def is_half_done(self) -> bool:
        """Whether its review goes on."""
        return bool(self.batch.review)


@dataclass(frozen=True, slots=True)
class Removal:
    """Taking a batch out: the edit, how many cases go, and which stay because they were changed or are in use."""

    edit: Edit
    taken: int
    staying_titles: tuple[str, ...]

    @property
    def staying(self) -> int:
        """How many stay."""
        return len(self.staying_titles)


def batch_entries(library: Library) -> tuple[BatchEntry, ...]:
    """Every import, the newest first."""
    counts = library.cases.counts_of_batches()
    return tuple(
        BatchEntry(
            batch,
            tuple(document.name for document in library.documents.get_many(batch.document_ids)),
            counts.get(batch.id, 0),
            stand_of(batch.review) if batch.review else None,
        )
        for batch in reversed(library.batches.all())
    )


def free_name(library: Library, name: str) -> str:
    """The name, numbered where an import is called so already: imports are told apart by their names."""
    taken = {batch.name for batch in library.batches.all()}
    numbered = (tr("{name} ({n})").format(name=name, n=n) for n in count(2))
    return next(free for free in chain((name,), numbered) if free not in taken)


def taking_out(library: Library, batch_id: int, *, now: datetime | None = None) -> Removal:
    """The edit that moves the cases of a batch to the trash.

    Cases that were changed since the import stay, and so do those that a lesson plan uses.
    """
    now = now or datetime.now(UTC)
    planned = {case_id for plan in library.plans.all() for case_id in plan.case_ids}
    cases = [case for case in library.cases.get_many(library.cases.of_batch(batch_id)) if case.trashed is None]
    going = [case for case in cases if not _is_changed(library, case) and case.id not in planned]
    text = tr("Take out import “{name}”").format(name=library.batches.get(batch_id).name)
    edit = Edit(text, tuple(Replacement(case, replace(case, trashed=now)) for case in going))
    ids = {case.id for case in going}
    return Removal(edit, len(going), tuple(case.title for case in cases if case.id not in ids))


def _is_changed(library: Library, case: Case) -> bool:
    """Whether somebody has worked on it here; a case out of a pack brings the times of its own with it."""
    return case.modified != case.created and not is_as_it_came(library, case)
