"""The step on the undo stack: an edit, which is its own undo the other way round."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand
from typing_extensions import override

from casedesk.domain.changes import Edit
from casedesk.domain.quote_marks import nested

MERGE_PAUSE = 5.0
"""Seconds without an edit after which typing in the same field becomes a new step."""

MERGE_LONGEST = 20.0
"""Seconds after which typing becomes a new step though it goes on: one undo takes a sentence or two, not a page."""

_MERGEABLE = 1


class EditCommand(QUndoCommand):
    """An edit that has already been written when it is pushed: the stack's first `redo` does nothing.

    So a refused edit never reaches the stack, and the steps that could be redone stay there. `replay` writes an edit
    and says whether that went well; a step that the library refuses to take back is dropped. A long edit may turn out
    later not to have been written: `pass_over` prepares the stack's way back.
    """

    def __init__(self, edit: Edit, *, replay: "Callable[[EditCommand, Edit], bool]", at: float) -> None:
        super().__init__(nested(edit.text))
        self._edit = edit
        self._replay = replay
        self._begun = self._at = at
        self._is_passed_over = True
        self._is_lost = False

    @property
    def edit(self) -> Edit:
        """The edit as one step, with all that was merged into it."""
        return self._edit

    def pass_over(self, *, is_lost: bool) -> None:
        """Write nothing when the stack comes by next; a step that is lost is dropped then."""
        self._is_passed_over = True
        self._is_lost = is_lost

    @override
    def redo(self) -> None:
        self._go(self._edit)

    @override
    def undo(self) -> None:
        self._go(self._edit.inverted())

    def _go(self, edit: Edit) -> None:
        if self._is_passed_over:
            self._is_passed_over = False
            self.setObsolete(self._is_lost)
        elif not self._replay(self, edit):
            self.setObsolete(True)

    @override
    def id(self) -> int:
        return _MERGEABLE if self._edit.merge_key else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, EditCommand) or other._edit.merge_key != self._edit.merge_key:
            return False
        if other._at - self._at > MERGE_PAUSE or other._at - self._begun > MERGE_LONGEST:
            return False
        self._edit = self._edit.followed_by(other._edit)
        self._at = other._at
        return True
