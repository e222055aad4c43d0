"""What comes of adding a pack: the edit, what it does in a sentence, and what is to be remembered of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.casepack_sent import Sent
from casedesk.domain.changes import Edit
from casedesk.domain.library import ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.exchange_memory import remember_fetched
from casedesk.tasks.pack_history import remember
from casedesk.texts import tr, tr_n


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is to be remembered of a pack in an exchange folder, once it has been looked through."""

    sent: Sent
    path: Path
    told: tuple[str, ...]
    alive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackAddition:
    """What is to be done to the library. `versions` are to be remembered once it is, those of cases that were the
    same already or stay as they are among them."""

    edit: Edit
    batch: ImportBatch
    added: int
    updated: int
    plans: int
    plans_updated: int
    methods: int
    trashed: int
    """Cases and plans that go into the trash, as over there."""
    versions: Mapping[str, tuple[str, ...]]
    common: Mapping[str, tuple[str, ...]]
    """Versions that hold whether or not the edit is undone: the cases are the same on both sides."""
    fetched: Fetched | None = None
    """Of a pack in an exchange folder."""

    @property
    def sentence(self) -> str:
        """What has been done, once it has."""
        counts = (
            (self.added, tr_n("Added {n} case", "Added {n} cases", self.added)),
            (self.updated, tr_n("Updated {n} case", "Updated {n} cases", self.updated)),
            (self.plans, tr_n("Added {n} lesson plan", "Added {n} lesson plans", self.plans)),
            (
                self.plans_updated,
                tr_n("Updated {n} lesson plan", "Updated {n} lesson plans", self.plans_updated),
            ),
            (self.methods, tr_n("Added {n} method", "Added {n} methods", self.methods)),
            (self.trashed, tr_n("Moved {n} entry to the trash", "Moved {n} entries to the trash", self.trashed)),
        )
        parts = [text.format(n=n) for n, text in counts if n]
        if not parts and self.edit.replacements:
            return tr("Added the rest of the pack.")
        return tr("; ").join(parts) if parts else tr("Your library has all of this pack already.")


def remember_versions(library: Library, addition: PackAddition) -> None:
    """The part of `remember_pack` that takes long, and that any thread may do."""
    remember(library, addition.common)
    remember(library, addition.versions, batch_id=addition.batch.id if addition.edit.replacements else 0)


def remember_pack(library: Library, addition: PackAddition) -> None:
    """Keep in mind what the two libraries know of each other now, after the edit has been applied.

    Nothing of a backup, which is no other library.
    """
    remember_versions(library, addition)
    remember_fetch(library, addition)


def remember_fetch(library: Library, addition: PackAddition) -> None:
    """The part of `remember_pack` that is about the exchange folder."""
    if fetched := addition.fetched:
        remember_fetched(library, fetched.sent, fetched.path, told=fetched.told, alive=fetched.alive)
