"""The review on its way into the library: kept there a moment after every step, and added at the end."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from casedesk.domain.changes import Edit
from casedesk.domain.draft import Decision
from casedesk.domain.errors import CaseDeskError
from casedesk.domain.source_parts import counts_as
from casedesk.tasks.add_cases import Addition, addition
from casedesk.tasks.half_done_review import keep_ahead, keeping
from casedesk.tasks.import_documents import ReadFile
from casedesk.tasks.review_json import ReviewWriter
from casedesk.ui.review.import_note import ImportNote
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.session import LibrarySession

KEPT_AFTER = 2000
"""Milliseconds after the last step at which a review is kept in the library, should the computer go down."""
RETRY = 15_000
"""Milliseconds after which what could not be kept is tried again."""


class ReviewKeeper(QObject):
    """Writes the review that is on the screen, and only what has changed in it since the last time."""

    def __init__(self, session: LibrarySession, state: ReviewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = state
        self._writer = ReviewWriter()
        self.note = ImportNote(session.library)
        self._is_behind = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._keep_next)
        state.changed.connect(self._save_soon)
        state.files_changed.connect(self._save_soon)

    def begin(self, writer: ReviewWriter | None = None) -> None:
        """Another review begins; `writer` knows what of it is in the library already."""
        self._writer = writer or ReviewWriter()

    def stop(self) -> None:
        """Write nothing that has not been asked for."""
        self._pause.stop()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What the review is called, where it could not be kept the last time."""
        return (self._state.name,) if self._is_behind and self._state.is_open else ()

    def save_now(self) -> bool:
        """Keep the review as it is, so that it survives whatever comes; False where that cannot be."""
        self._pause.stop()
        state = self._state
        self._is_behind = False
        if not state.is_open or self._session.library.is_read_only:
            return True
        try:
            edit, batch = keeping(
                self._session.library,
                state.files,
                name=state.name,
                batch=state.batch,
                problems=state.problems,
                writer=self._writer,
            )
        except CaseDeskError as error:
            self._session.refused.emit(str(error))
            return self._try_later()
        if batch != state.batch:
            if not self._write(edit):
                return self._try_later()
            state.batch = batch
            self.note.follow(batch.id)
        return True

    def _try_later(self) -> bool:
        self._is_behind = True
        self._pause.start(RETRY)
        return False

    def add_kept(self, done: Callable[[Addition | None], None]) -> None:
        """Add what is kept to the library, as one edit; None where nothing was. Undecided drafts wait for later."""
        if not self._state.is_open:
            return
        if not self.save_now():
            done(None)
            return
        batch = self._state.batch
        is_left = self._state.count(Decision.UNDECIDED) > 0
        try:
            added = addition(
                self._session.library,
                [_kept_only(file) for file in self._state.files],
                name=self._state.name,
                batch=batch,
                review=batch.review if batch and is_left else "",
                adds_again=True,
            )
        except CaseDeskError as error:
            self._session.refused.emit(str(error))
            done(None)
            return
        if added.edit.replacements:
            self._session.carry_out(
                added.edit,
                self.parent(),
                done=lambda is_written: done(added if is_written else None),
                note=self.note.key,
            )
        else:
            done(None)

    def _save_soon(self) -> None:
        """Not later than that, however quickly one step follows the other."""
        if not self._pause.isActive():
            self._pause.start(KEPT_AFTER)

    def _keep_next(self) -> None:
        """Keep the originals one after the other, so that the window never waits for more than one, then the rest."""
        library, files = self._session.library, self._state.files
        if self._session.is_writing:
            self._pause.start(KEPT_AFTER)
            return
        try:
            is_more = not library.is_read_only and any(keep_ahead(library, file, self._writer) for file in files)
        except CaseDeskError as error:
            self._session.refused.emit(str(error))
            self._try_later()
            return
        if is_more:
            self._pause.start(0)
        else:
            self.save_now()

    def _write(self, edit: Edit) -> bool:
        """Write how far the review is. That is no edit of the library's content and nothing to undo there."""
        try:
            changes = self._session.library.apply(edit)
        except CaseDeskError as error:
            self._session.refused.emit(str(error))
            return False
        self._session.changed.emit(changes, self.parent())
        return True


def _kept_only(file: ReadFile) -> ReadFile:
    drafts = tuple(
        replace(draft, decision=Decision.KEEP if counts_as(draft) is Decision.KEEP else Decision.DROP)
        for draft in file.proposal.drafts
    )
    return replace(file, proposal=replace(file.proposal, drafts=drafts))
