"""The case being edited: what is on the screen, what is stored, and how the one becomes the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from casedesk.domain.case import Case
from casedesk.domain.case_steps import three_way
from casedesk.domain.changes import Changes, Edit, Replacement, Why
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.texts import tr
from casedesk.ui.editor.case_words import edit_words
from casedesk.ui.session import LibrarySession

IDLE = 700
"""Milliseconds without a key before what was typed is written."""
LONGEST = 900
"""Milliseconds after which it is written even while typing goes on: a crash costs a second at most."""
RETRY = 15_000
"""Milliseconds after which what could not be written is tried again."""

Change = Callable[[Case], Case]


class CaseEditing(QObject):
    """Writes changes of one case, a field at a time, and takes over what others write.

    A change is a function from case to case that is called when it is written, so that a keystroke costs nothing.
    Where another view has written meanwhile, both are kept; a field that both have changed is as the other wrote it,
    what was typed here is in the history of the case, and `overtaken` says so.
    """

    reloaded = Signal(object)
    """The Case, as others have made it."""
    stored = Signal(object)
    """The Case, as it was written just now from here."""
    vanished = Signal()
    """The case is not in the library any more."""
    unsaved = Signal()
    """What was typed could not be written; it is still here and is tried again."""
    overtaken = Signal(str)
    """A sentence: something typed here gave way to what was written elsewhere."""

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._base: Case | None = None
        self._kept: Change | None = None
        """What could not be written, put onto what is stored."""
        self._typed: Change | None = None
        self._key = ""
        self._stranded: dict[int, tuple[Case, Case]] = {}
        """Cases left with something that could not be written: as they were stored, and as they were on the screen."""
        self._gone: set[int] = set()
        """Those of them that are not in the library any more; should one come back, it is tried again."""
        self._text = ""
        self._idle = QTimer(self)
        self._latest = QTimer(self)
        """Runs from the first key on and is not put off by others, so that it has its turn however fast they come."""
        for timer in (self._idle, self._latest):
            timer.setSingleShot(True)
            timer.timeout.connect(self.flush)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RETRY)
        self._again.timeout.connect(self._write_stranded)
        session.changed.connect(self._follow)
        session.freed.connect(self.flush)

    @property
    def unsaved_titles(self) -> tuple[str, ...]:
        """The titles of the cases, this one and those before, that could not be written until now."""
        here = (self.case.title,) if self.has_unsaved else ()
        return (*here, *(after.title for id_, (_, after) in self._stranded.items() if id_ not in self._gone))

    @property
    def is_open(self) -> bool:
        """Whether there is a case."""
        return self._base is not None

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed is still to be written."""
        return self._change is not None

    @property
    def case(self) -> Case:
        """The case as it is on the screen."""
        if self._base is None:
            raise RuntimeError("no case is open")
        return self._change(self._base) if self._change else self._base

    def open(self, case_id: int) -> Case:
        """Write what is pending and take up another case. Raises BadInputError for an unknown one.

        What could not be written (a full disk, a locked file) is tried again until it can be.
        """
        self.flush()
        self._strand()
        self._base = self._session.library.cases.get(case_id)
        if case_id in self._stranded:
            self._keep(*self._stranded.pop(case_id))
            self._idle.start(IDLE)
        return self.case

    def close(self) -> None:
        """Write what is pending and let the case go."""
        self.flush()
        self._strand()
        self._base = None

    def touch(self, key: str, text: str, change: Change) -> None:
        """A field is being typed in: write `change` once there is a pause. `text` names the step for the undo.

        `change` makes the field what it is on the screen, so of several in one field the last says all.
        """
        if self._base is None:
            return
        if key != self._key:
            self.flush()
        self._key, self._text, self._typed = key, text, change
        self._idle.start(IDLE)
        if not self._latest.isActive():
            self._latest.start(LONGEST)

    def do(self, text: str, change: Change, *, announce: str = "") -> bool:
        """Write a change now, as a step of its own; False when there was nothing to change or it was refused."""
        self.flush()
        if self._base is None:
            return False
        return self._write(change(self._base), text, "", announce)

    def apply(
        self, text: str, replacements: tuple[Replacement, ...], *, announce: str = "", why: Why = Why.EDITED
    ) -> bool:
        """Write a step that concerns other cases too; this one is then shown as it has become."""
        self.flush()
        return self._session.apply(Edit(text, replacements, why=why), announce=announce)

    def save_all(self) -> None:
        """Write what is pending, also of cases that were open before."""
        self.flush()
        self._write_stranded()

    def flush(self) -> bool:
        """Write what is pending; False when it was refused, or has to wait for a large change."""
        self._rest()
        if self._base is None or self._change is None:
            return True
        if self._session.is_writing:
            return False
        before = self._base
        after = self._change(before)
        self._forget()
        is_written = self._write(after, self._text, f"case {before.id} {self._key}", "")
        if not is_written and self._base == before:
            self._keep(before, after)
            self._idle.start(RETRY)
            self.unsaved.emit()
        return is_written

    @property
    def _change(self) -> Change | None:
        kept, typed = self._kept, self._typed
        if kept is None or typed is None:
            return typed or kept
        return lambda case: typed(kept(case))

    def _forget(self) -> None:
        self._kept = self._typed = None

    def _rest(self) -> None:
        self._idle.stop()
        self._latest.stop()

    def _write(self, after: Case, text: str, merge_key: str, announce: str) -> bool:
        before = self._base
        if before is None or after == before:
            return before is not None
        after = replace(after, modified=datetime.now(UTC))
        edit = Edit(edit_words(after, text), (Replacement(before, after),), merge_key=merge_key)
        self._base = after
        if self._session.apply(edit, self, announce=announce):
            self.stored.emit(after)
            return True
        self._base = before
        if self._stored_now() != before:
            self._take_over(after)
        return False

    def _keep(self, before: Case, after: Case) -> None:
        """Let what could not be written be pending again, until the next pause, change or attempt."""
        self._forget()
        self._kept = lambda case: three_way(before, after, case)[0]

    def _strand(self) -> None:
        if self._base is not None and self._change is not None:
            self._stranded[self._base.id] = (self._base, self.case)
            self._again.start()
        self._forget()

    def _write_stranded(self) -> None:
        """Put what could not be written onto its cases; as long as it cannot be, it stays and is tried again."""
        waiting = {} if self._session.is_writing else dict(self._stranded)
        self._gone.clear()
        for case_id, (before, after) in waiting.items():
            try:
                stored = self._session.library.cases.get(case_id)
            except BadInputError:
                self._gone.add(case_id)
                continue
            except CaseDeskError:  # the stick is gone
                break
            merged, is_whole = three_way(before, after, stored)
            written = replace(merged, modified=datetime.now(UTC))
            edit = Edit(edit_words(written, self._text), (Replacement(stored, written),) if merged != stored else ())
            if not self._session.apply(edit, self):
                break
            del self._stranded[case_id]
            if not is_whole:
                self._set_aside(after)
        if self._stranded:
            self._again.start()

    def _stored_now(self) -> Case | None:
        if self._base is None:
            return None
        try:
            return self._session.library.cases.get(self._base.id)
        except BadInputError:
            return None
        except CaseDeskError:  # the stick is gone: as far as anybody knows it is what it was
            return self._base

    def _follow(self, changes: Changes, initiator: object) -> None:
        if initiator is self or self._base is None or self._base.id not in changes.ids(Case):
            return
        mine = self.case if self._change else None
        self._rest()
        self._forget()
        self._take_over(mine)

    def _take_over(self, mine: Case | None) -> None:
        """Show what is stored; what was typed here meanwhile is put onto it and written."""
        base, theirs = self._base, self._stored_now()
        if base is None or theirs is None:
            if base is not None and mine is not None:
                self._stranded[base.id] = (base, mine)  # it is there again should the case come back
            self._base = None
            self.vanished.emit()
            return
        self._base = theirs
        merged, is_whole = three_way(base, mine, theirs) if mine else (theirs, True)
        if merged != theirs and not self._write(merged, self._text, "", "") and self._base == theirs:
            self._keep(theirs, merged)
        if self.is_open:
            self.reloaded.emit(self.case)
        if not is_whole and mine is not None:
            self._set_aside(mine)

    def _set_aside(self, mine: Case) -> None:
        """Keep what was typed here where it can be brought back from."""
        try:
            self._session.library.set_aside(mine)
        except CaseDeskError as error:
            self.overtaken.emit(str(error))
            return
        self.overtaken.emit(
            tr("This case was changed elsewhere meanwhile. What you typed into the same words is in its history.")
        )
