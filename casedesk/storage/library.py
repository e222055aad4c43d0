"""One library: a file, its one writer, and all that is in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Changes, Edit, Record
from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.domain.library import Attachment
from casedesk.domain.library_faults import Fault
from casedesk.domain.private_data import PrivateKind
from casedesk.storage import (
    blobs,
    case_versions,
    checking,
    copying,
    holding,
    job_notes,
    left_out,
    opening,
    repairing,
    rows,
    text_index,
    writing,
)
from casedesk.storage.blobs import AttachmentStore, OriginalStore
from casedesk.storage.case_versions import VersionStore
from casedesk.storage.driver import sqlite3
from casedesk.storage.family_stores import DistinctPairStore, FamilyStore, MergeStore
from casedesk.storage.job_notes import JobNotes
from casedesk.storage.known_values import cases_with, known_values
from casedesk.storage.left_out import Elsewhere
from casedesk.storage.method_rows import METHOD
from casedesk.storage.record_shapes import SHAPES
from casedesk.storage.stores import JSON, CaseStore, PlanStore, SettingStore, Store, UseStore, write_settings
from casedesk.storage.transactions import Writer
from casedesk.texts import N_


class Library:
    """An open library. Use it on the thread that opened it; `apply` is the one way to change what is in it."""

    def __init__(
        self,
        path: Path,
        db: Database,
        *,
        held: holding.Hold | None,
        elsewhere: Elsewhere | None = None,
        was_left_open: bool = False,
    ) -> None:
        """For `open`, which is how a library is opened."""
        self.path = path
        self.is_read_only = held is None
        self._db = db
        self._is_closed = False
        self.was_left_open = was_left_open
        """Whether its last writer did not come to close it."""
        self._held = held
        self._elsewhere = elsewhere
        self._reserved: dict[type, int] = {}
        self._writer = Writer(db, is_read_only=self.is_read_only)
        self._is_anything_loose = was_left_open
        connection = db.conn
        if not self.is_read_only:
            blobs.watch(connection, self._loosen)
        self.cases = CaseStore(connection)
        self.plans = PlanStore(connection)
        self.methods = Store(connection, METHOD)
        self.collections = Store(connection, rows.COLLECTION)
        self.saved_filters = Store(connection, rows.SAVED_FILTER)
        self.pseudonyms = Store(connection, rows.PSEUDONYM)
        self.batches = Store(connection, rows.BATCH)
        self.documents = OriginalStore(connection, self._writer)
        self.attachments = AttachmentStore(connection, self._writer)
        self.uses = UseStore(connection)
        self.settings = SettingStore(connection, self._writer)
        self.families = FamilyStore(connection)
        self.distinct_pairs = DistinctPairStore(connection)
        self.merges = MergeStore(connection)
        self.versions = VersionStore(connection)
        self.job_notes = JobNotes(self.settings, _now)
        self.clock: Callable[[], datetime] = _now
        """Tells the history of cases what time it is."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        read_only: bool = False,
        index_later: bool = False,
        check_later: bool = False,
        blobs_from: Sequence[Path] = (),
    ) -> Self:
        """The library in a file, made anew where there is none.

        With `index_later` a search index of other rules is left to `index_renewal.renew`; see `is_index_behind`.
        With `check_later` a large library is not looked through here after a crash; see `was_left_open`.
        What a thin copy leaves out is read from `blobs_from`, and cannot be written then.

        Raises LibraryError with a sentence: too new, not a library, no such file; HeldError where somebody else has it
        open, UnwritableError where it can only be read, DamagedError.
        """
        if read_only:
            db = Database(opening.open_for_reading(path), execute_plugins=False)
            return cls(path, db, held=None, elsewhere=_lent(db, blobs_from))
        if not create and not path.exists():
            raise LibraryError(N_("There is no library “{name}”."), name=path.name)
        opening.make_folder(path)
        held = holding.hold(path)
        try:
            copying.sweep(path)
            was_left_open = not opening.was_closed(path)
            db = opening.open_for_writing(path, index_later=index_later, check_later=check_later)
        except BaseException:
            held.release()
            raise
        return cls(path, db, held=held, elsewhere=_lent(db, blobs_from), was_left_open=was_left_open)

    def leave_out(self, told: Callable[[DamagedError], object]) -> None:
        """From now on let lists lack the records that cannot be read any more, and tell `told` of each."""
        stores: Iterable[Store[Any]] = (
            self.cases, self.plans, self.methods, self.collections, self.saved_filters, self.pseudonyms, self.batches,
            self.documents, self.uses, self.families, self.distinct_pairs, self.merges,
        )  # fmt: skip
        for store in stores:
            store.left_out = told

    @property
    def is_index_behind(self) -> bool:
        """Whether the search does not find all cases yet, because its rules have changed."""
        return not text_index.is_current(self._db.conn)

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be read or written here any more."""
        return self._is_closed

    def close(self) -> None:
        """Put everything into the one file and let others write. Closing twice is fine."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if not self.is_read_only:
                self._tidy_up()
        finally:
            self._db.close()
            if self._elsewhere is not None:
                self._elsewhere.close()
            if self._held is not None:
                self._held.release()

    def _tidy_up(self) -> None:
        """Nothing that was written depends on it, so a file that is damaged or gone does not keep one from closing.

        Pictures and originals that only an undo could have asked for go, and those that a crash has left.
        """
        with suppress(sqlite3.DatabaseError, LibraryError):
            self.settings.refused = None  # there is nobody left to tell
            self.settings.write_waiting()
            case_versions.forget_gone(self._db.conn)
            if self._is_anything_loose:
                self.sweep()
            self._db.conn.execute("PRAGMA optimize")
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _loosen(self) -> None:
        self._is_anything_loose = True

    def say_still_here(self) -> None:
        """Let other computers that see a copy of the folder know that somebody is writing."""
        if self._held is not None:
            self._held.renew()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def new_id(self, kind: type[Record]) -> int:
        """An id for a new record; it is never given twice."""
        return self.new_ids(kind, 1)[0]

    def new_ids(self, kind: type[Record], count: int) -> range:
        """Ids for new records; they are never given twice."""
        table = SHAPES[kind].tables[0].name
        row = self._db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        start = max(self._reserved.get(kind, 0), row[0] if row else 0) + 1
        self._reserved[kind] = start + count - 1
        return range(start, start + count)

    def apply(self, edit: Edit) -> Changes:
        """Carry out an edit, on disk when this returns; all of it or nothing.

        Raises StaleEditError when a record is no longer what the edit replaces, LibraryError when the disk is full
        or the library was opened for reading.
        """
        with self._writer.transaction() as connection:
            return writing.carry_out(connection, edit, now=self.clock())

    def set_aside(self, case: Case) -> None:
        """Keep in the history of a case what somebody has made of it and what could not be stored in its place."""
        with self._writer.transaction() as connection:
            case_versions.set_aside(connection, case, now=self.clock())

    def apply_beside(self, edit: Edit, watch: writing.Watch, *, note: str = "") -> Changes:
        """Carry out a long edit, on any thread, as `apply` does; it can be read meanwhile as it was, not be written.

        `watch` is told how many of how many records are written, and may raise to give up. With the edit its `note`
        among `job_notes` goes.
        """
        with self._writer.beside(self.path) as connection:
            blobs.watch(connection, self._loosen)
            changes = writing.carry_out(connection, edit, now=self.clock(), watch=watch)
            job_notes.end_with(connection, note)
            return changes

    def forget_jobs(self) -> None:
        """Forget the notes of all jobs: they have been told, or all have come to an end."""
        with self._writer.transaction() as connection:
            job_notes.forget(connection)

    def set_beside(self, prefix: str, values: Mapping[str, JSON]) -> None:
        """Keep many settings under `prefix`, on any thread."""
        with self._writer.beside(self.path) as connection:
            write_settings(connection, prefix, values)

    def keep_beside(self, kept: Iterable[tuple[Attachment | None, bytes]]) -> None:
        """Keep the bytes of many originals, and of pictures with what is known of them, on any thread and at once."""
        self._loosen()
        with self._writer.beside(self.path) as connection:
            for picture, data in kept:
                if picture is None:
                    blobs.keep(connection, data)
                else:
                    size = {"width": picture.width, "height": picture.height}
                    blobs.keep_picture(connection, data, picture.media_type, name=picture.name, **size)

    @property
    def is_busy(self) -> bool:
        """Whether a long edit is being written beside; other writes are refused meanwhile."""
        return self._writer.is_busy

    @property
    def revision(self) -> int:
        """How many writes there have been since the library was opened; a backup is due when it has grown."""
        return self._writer.revision

    def sweep(self) -> int:
        """Forget originals and pictures that nothing refers to any more; how many there were.

        An undo cannot bring them back, so this is for when the undo stack is gone.
        """
        with self._writer.transaction() as connection:
            return blobs.sweep(connection)

    def known_values(self, facet: Facet) -> tuple[str, ...]:
        """The values a facet has anywhere in the library, most used first."""
        return known_values(self._db.conn, facet)

    def cases_with(self, facet: Facet, value: str) -> tuple[int, ...]:
        """The ids of the cases with a value of the trainer's own, or with one below it, also of those in the trash.

        For industries, themes, audiences, tags and sources.
        """
        return cases_with(self._db.conn, facet, value)

    def judge_private(self, kinds: Iterable[PrivateKind]) -> Changes:
        """Judge anew the cases with private data of some kinds, after what counts as harmless has changed."""
        with self._writer.transaction() as connection:
            ids = text_index.judge_private(connection, kinds)
        return Changes(frozenset((Case, case_id) for case_id in ids))

    def backup(self, target: Path, watch: writing.Watch | None = None) -> None:
        """Write a verified copy of the whole library; LibraryError when it cannot be written or is not sound.

        `watch` is told how much of how much is written, and may raise to give up.
        """
        copying.copy(self._db.conn, target, watch)

    def check(self, watch: writing.Watch | None = None) -> tuple[Fault, ...]:
        """Every kind of fault of the file and of what is in it; empty when all is sound.

        `watch` is told how much of how much is looked at, and may raise to give up.
        """
        return checking.faults(self._db.conn, watch)

    def repair(self, backups: Sequence[Path] = ()) -> tuple[Fault, ...]:
        """Mend what does not belong together; what was mended. Undo does not know of it.

        Pictures and originals that are lost are looked for in the `backups`, in their order.
        """
        with self._writer.transaction() as connection:
            return repairing.repair(connection, backups)

    def count_of(self, kind: type[Record]) -> int:
        """How many records of a kind there are, also in the trash."""
        table = SHAPES[kind].tables[0].name
        return self._db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def restore(
    backup: Path, library: Path, *, blobs_from: Sequence[Path] = (), job: Mapping[str, Any] | None = None
) -> Path | None:
    """Put a backup in a library's place; where the present file was set aside, None where there was none.

    The backup is proved first, and the library must not be open. What a thin copy leaves out is brought back from
    `blobs_from`, and a crash is told by the note of `job`. See `copying.put_in_place`.
    """
    held = holding.hold(library)
    try:
        copying.sweep(library)
        return copying.put_in_place(backup, library, blobs_from=blobs_from, job=job)
    finally:
        held.release()


def _lent(db: Database, blobs_from: Sequence[Path]) -> Elsewhere | None:
    return left_out.lend(db.conn, blobs_from) if blobs_from else None


def _now() -> datetime:
    return datetime.now(UTC)
