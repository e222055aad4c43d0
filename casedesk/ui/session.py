"""The open library as the window sees it: every edit can be undone, and everybody hears of it once."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from casedesk.domain.changes import Changes, Edit
from casedesk.domain.errors import CaseDeskError
from casedesk.storage.library import Library
from casedesk.ui.commands import EditCommand

UNDO_LIMIT = 200
log = logging.getLogger(__name__)


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

    def __init__(
        self, library: Library, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.library = library
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)
        self._clock = clock

    def apply(self, edit: Edit, initiator: QObject | None = None, *, announce: str = "") -> bool:
        """Write an edit and put it on the undo stack; False when the library refused it.

        `announce` is said in a toast with Undo once the edit is written.
        """
        if not edit.replacements:
            return True
        changes = self._written(edit)
        if changes is None:
            return False
        self.undo_stack.push(EditCommand(edit, replay=self._replay, at=self._clock()))
        self.changed.emit(changes, initiator)
        if announce:
            self.announced.emit(announce)
        return True

    def _replay(self, edit: Edit) -> bool:
        changes = self._written(edit)
        if changes is None:
            return False
        self.changed.emit(changes, None)
        return True

    def _written(self, edit: Edit) -> Changes | None:
        """What the edit changed; None when it was refused, and then the user has been told."""
        try:
            changes = self.library.apply(edit)
        except CaseDeskError as error:
            log.info("refused: %s", type(error).__name__)
            self.refused.emit(str(error))
            return None
        self.saved.emit(datetime.now(UTC))
        return changes
