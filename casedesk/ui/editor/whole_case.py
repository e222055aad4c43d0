"""What concerns a case as a whole: splitting it, joining it with the next, going through what is missing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal

from casedesk.domain import case_steps
from casedesk.domain.case import Case, Facet, Role
from casedesk.domain.changes import Replacement, Why
from casedesk.domain.completeness import Gap, Part, PartSet, WantedPart, gaps
from casedesk.domain.health import Health
from casedesk.texts import tr
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.session import LibrarySession

_MENDED_IN: Mapping[Health, Role] = {
    Health.NO_BODY: Role.BODY,
    Health.TRUNCATED: Role.BODY,
    Health.GARBLED: Role.BODY,
    Health.NO_QUESTIONS: Role.QUESTION,
    Health.NO_ANALYSIS: Role.ANALYSIS,
    Health.NO_LESSON: Role.LESSON,
}


class WholeCase(QObject):
    """Steps that make, end or complete cases."""

    case_made = Signal(int)
    """The id of a case that was made and shall be shown."""

    def __init__(
        self, session: LibrarySession, editing: CaseEditing, column: CaseColumn, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editing = editing
        self._column = column
        self._last_gap: WantedPart | None = None

    def split_here(self) -> None:
        """Make two cases out of this one where the caret is, and show the second."""
        at = self._column.focused_section()
        edit = self._column.rich_text_with_focus()
        if at < 0 or edit is None or edit.is_composing:
            self._session.refused.emit(tr("Put the cursor where the second case begins, then split."))
            return
        before, after = edit.split_html()
        if not before or not after:
            self._session.refused.emit(tr("There is nothing on one side of the cursor."))
            return
        self._editing.flush()
        case = self._editing.case
        new_id = self._session.library.new_id(Case)
        first, second = case_steps.split(
            case, at, before, after, case_id=new_id, uid=uuid4().hex, now=datetime.now(UTC)
        )
        text = tr("Split “{title}”").format(title=case.title)
        steps = (Replacement(case, first), Replacement(None, second))
        if self._editing.apply(text, steps, announce=text, why=Why.SPLIT):
            self.case_made.emit(new_id)

    def join(self, next_id: int) -> None:
        """Put everything of the next case into this one; the next one goes to the trash."""
        if not next_id or not self._editing.is_open:
            return
        self._editing.flush()
        first = self._editing.case
        second = self._session.library.cases.get(next_id)
        now = datetime.now(UTC)
        steps = (
            Replacement(first, case_steps.join(first, second, now=now)),
            Replacement(second, replace(second, trashed=now)),
        )
        text = tr("Join “{first}” and “{second}”").format(first=first.title, second=second.title)
        self._editing.apply(text, steps, announce=text, why=Why.JOINED)

    def next_gap(self, custom: PartSet) -> None:
        """Go to the next thing that is missing, and make the section for it where there is none."""
        if not self._editing.is_open:
            return
        self._editing.flush()
        found = gaps(self._editing.case, custom)
        gap = self._after_last(found)
        if gap is None:
            self._session.refused.emit(tr("Nothing is missing in this case."))
            return
        self._last_gap = gap.wanted
        if gap.section is None:
            self._go_to_field(gap.part)
        elif not self._column.focus_part(gap.wanted):
            self._column.add_section(gap.section, gap.wanted.title(self._editing.case.language))

    def go_to_fault(self, fault: Health | Facet) -> None:
        """Go where a fault of the case is mended, or a facet it has no value of; make the section where it is none."""
        if not self._editing.is_open:
            return
        self._editing.flush()
        if isinstance(fault, Facet):
            self._column.edit_facet(fault)
            return
        role = _MENDED_IN.get(fault)
        if role is None:
            self._column.edit_facet(Facet.INDUSTRY)
        elif self._editing.case.section(role) is None:
            self._column.add_section(role)
        else:
            self._column.focus_role(role)

    def _after_last(self, found: tuple[Gap, ...]) -> Gap | None:
        """The first gap behind the one that was visited last, going round."""
        start = next((at + 1 for at, gap in enumerate(found) if gap.wanted == self._last_gap), 0)
        return next((gap for gap in (*found[start:], *found[:start]) if not gap.is_done), None)

    def _go_to_field(self, part: Part) -> None:
        if part is Part.LEARNER_TITLE:
            self._column.learner_title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._column.edit_facet(Facet.TAG if part is Part.KEYWORDS else Facet.INDUSTRY)
