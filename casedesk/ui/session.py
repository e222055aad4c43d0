"""The open library as the window sees it: every edit can be undone, and everybody hears of it once."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from casedesk.domain.changes import Changes, Edit
from casedesk.domain.errors import CaseDeskError, DamagedError
from casedesk.storage.library import Library
from casedesk.tasks.unfinished import begin_change, begin_files
from casedesk.texts import tr
from casedesk.ui.commands import EditCommand
from casedesk.ui.jobs import Job, Jobs, JobState, Progress
from casedesk.ui.long_lived import making_many_values

UNDO_LIMIT = 200
LONG = 40
"""Records in an edit from which on it is written beside the window, which must not stand still."""
log = logging.getLogger(__name__)


class _Written(NamedTuple):
    """An edit and what it changed."""

    edit: Edit
    changes: Changes


def _its_name(edit: Edit) -> str:
    return edit.text


class LibrarySession(QObject):
    """The one way from widgets to the library. Views listen to `changed` and skip what they initiated themselves."""

    changed = Signal(object, object)
    """(Changes, initiator): after every edit, undo and redo, once; the initiator of undo and redo is None."""
    saved = Signal(object)
    """The aware datetime at which something was committed."""
    refused = Signal(str)
    """A sentence: an edit or an undo could not be done."""
    announced = Signal(str)
    """A sentence for a toast with Undo."""
    replayed = Signal(object)
    """The Changes of a step that was taken back, or done again; after `changed`."""
    damaged = Signal(object)
    """A DamagedError: a part of the library cannot be read, and whatever wanted it goes without."""
    freed = Signal()
    """A long edit has been written, or given up: what had to wait for it can be written."""

    def __init__(
        self,
        library: Library,
        parent: QObject | None = None,
        *,
        jobs: Jobs | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Without `jobs` long edits are written at once."""
        super().__init__(parent)
        self.library = library
        self.is_writing = False
        """Whether a long edit is being written; other edits, and undo, are refused until it is done."""
        self._jobs = jobs
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)
        self._clock = clock

    def apply(self, edit: Edit, initiator: QObject | None = None, *, announce: str = "") -> bool:
        """Write an edit and put it on the undo stack; False when the library refused it.

        `announce` is said in a toast with Undo once the edit is written.
        """
        if not edit.replacements:
            return True
        if self._refuses():
            return False
        changes = self._written(edit)
        if changes is None:
            return False
        self._take(edit, initiator, announce, changes)
        return True

    def carry_out(
        self,
        edit: Edit,
        initiator: QObject | None = None,
        *,
        announce: str = "",
        done: Callable[[bool], None] | None = None,
        note: str = "",
    ) -> None:
        """Write an edit of any length as `apply` does, a long one beside the window.

        `done` hears whether it was written. A user may give a long edit up; then nothing of it is written. With a long
        edit its `note` among the library's `job_notes` goes; it gets one of its own where there is none.
        """
        if self._is_long(len(edit.replacements)):
            self._carry_out_beside(
                edit.text, lambda _library: edit, initiator, lambda _edit: announce, done or _nobody, note=note
            )
        else:
            (done or _nobody)(self.apply(edit, initiator, announce=announce))

    def change_many(
        self,
        text: str,
        count: int,
        make: Callable[[Library], Edit],
        initiator: QObject | None = None,
        *,
        announce: Callable[[Edit], str] = _its_name,
        then: Callable[[], None] | None = None,
        done: Callable[[bool], None] | None = None,
    ) -> None:
        """Make an edit of about so many records and write it; of many, both beside the window.

        `make` reads from the library that it is given, perhaps in another thread; what it makes may change nothing.
        `then` does what goes with it once it is written, in the same thread. `text` is the name of the job.
        """
        if self._is_long(count):
            self._carry_out_beside(text, make, initiator, announce, done or _nobody, then)
            return

        def end(is_written: bool) -> None:
            if is_written and then is not None:
                then()
            (done or _nobody)(is_written)

        edit = make(self.library)
        self.carry_out(edit, initiator, announce=announce(edit) if edit.replacements else "", done=end)

    def note_files(self, job: Job, folder: Path) -> None:
        """Note that a job writes into a folder, so that the next start names it if a crash cuts it short."""
        if job.state is not JobState.RUNNING:
            return
        note = begin_files(self.library, job.title, folder)
        job.ended.connect(partial(self._end_note, note))

    def _end_note(self, note: str) -> None:
        if not self.library.is_closed:
            self.library.job_notes.end(note)

    def undo(self) -> None:
        """Take the last step back."""
        if not self._refuses():
            self.undo_stack.undo()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if not self._refuses():
            self.undo_stack.redo()

    def _take(self, edit: Edit, initiator: QObject | None, announce: str, changes: Changes) -> None:
        """Make an edit that has been written the newest step, and tell of it."""
        self.undo_stack.push(EditCommand(edit, replay=self._replay, at=self._clock()))
        self.changed.emit(changes, initiator)
        if announce:
            self.announced.emit(announce)

    def _replay(self, command: EditCommand, edit: Edit) -> bool:
        if self._is_long(len(edit.replacements)):
            go_back = self.undo_stack.undo if edit is command.edit else self.undo_stack.redo
            self._write_beside(edit.text, lambda _library: edit, partial(self._end_replay, command, go_back))
            return True
        changes = self._written(edit)
        if changes is None:
            return False
        self.changed.emit(changes, None)
        self.replayed.emit(changes)
        return True

    def _end_replay(
        self, command: EditCommand, go_back: Callable[[], None], written: _Written | None, is_lost: bool
    ) -> None:
        """Tell of a long step that was taken back, or done again; where it was not, the stack goes back too."""
        if written is not None:
            self.changed.emit(written.changes, None)
            return
        command.pass_over(is_lost=is_lost)
        go_back()

    def _is_long(self, count: int) -> bool:
        return self._jobs is not None and not self._jobs.is_immediate and count >= LONG

    def _refuses(self) -> bool:
        """Whether a long edit is being written, of which the user is told."""
        if self.is_writing:
            self.refused.emit(tr("A large change is still being written; please try again in a moment."))
        return self.is_writing

    def _carry_out_beside(
        self,
        text: str,
        make: Callable[[Library], Edit],
        initiator: QObject | None,
        announce: Callable[[Edit], str],
        done: Callable[[bool], None],
        then: Callable[[], None] | None = None,
        note: str = "",
    ) -> None:
        if self._refuses():
            done(False)
            return

        def end(written: _Written | None, _is_lost: bool) -> None:
            if written is not None and written.edit.replacements:
                self._take(written.edit, initiator, announce(written.edit), written.changes)
            done(written is not None)

        self._write_beside(text, make, end, then, note=note)

    def _write_beside(
        self,
        text: str,
        make: Callable[[Library], Edit],
        end: Callable[[_Written | None, bool], None],
        then: Callable[[], None] | None = None,
        note: str = "",
    ) -> None:
        """Write an edit in a job. `end` hears of it; of None where it was not written, and whether it never can be."""
        assert self._jobs is not None
        library, written = self.library, list[_Written]()
        own_note = "" if note else begin_change(library, text)

        def work(progress: Progress) -> None:
            def watch(done: int, total: int) -> None:
                progress.stop_if_cancelled()
                progress.report(done, total, tr("Writing"))

            with making_many_values():
                with Library.open(library.path, create=False, read_only=True) as reading:
                    edit = make(reading)
                written.append(_Written(edit, library.apply_beside(edit, watch, note=note or own_note)))
                if then is not None:
                    then()

        def finish() -> None:
            self.is_writing = False
            library.settings.write_waiting()
            if own_note and not written:
                library.job_notes.end(own_note)
            if written:
                self.saved.emit(datetime.now(UTC))
            end(written[0] if written else None, job.state is JobState.FAILED)
            self.freed.emit()

        self.is_writing = True
        job = self._jobs.start(text, work, done=_nobody, failed=self._tell, writes=True)
        job.ended.connect(finish)

    def _written(self, edit: Edit) -> Changes | None:
        """What the edit changed; None when it was refused, and then the user has been told."""
        try:
            changes = self.library.apply(edit)
        except CaseDeskError as error:
            self._tell(error)
            return None
        self.saved.emit(datetime.now(UTC))
        return changes

    def tell(self, error: CaseDeskError) -> None:
        """Say what keeps something from being done; of damage to the library itself in a way that stays."""
        if isinstance(error, DamagedError) and error.values.get("name") == self.library.path.name:
            self.damaged.emit(error)
        else:
            self.refused.emit(str(error))

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, CaseDeskError):
            assert self._jobs is not None
            self._jobs.failed.emit(error)
            return
        log.info("refused: %s", type(error))
        self.tell(error)


def _nobody(_answer: object) -> None:
    return None
