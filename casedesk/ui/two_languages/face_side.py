"""One of two cases that are written side by side: what its cells hold becomes the case, a section at a time."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casedesk.domain import case_steps, richtext
from casedesk.domain.case import Case, Role
from casedesk.texts import tr
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_words import section_name
from casedesk.ui.session import LibrarySession


class FaceSide(QObject):
    """Writes what is typed into one case by itself, as the editor does."""

    rearranged = Signal()
    """The case has other sections now."""

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self.editing = CaseEditing(session, self)

    @property
    def case(self) -> Case:
        """The case as it is on the screen."""
        return self.editing.case

    def type_title(self, words: str) -> None:
        """The library title is being typed; it is never empty."""
        title = words.strip()
        self.editing.touch("title", tr("Change title"), lambda case: replace(case, title=title or case.title))

    def type_learner_title(self, words: str) -> None:
        """The learner title is being typed."""
        title = words.strip()
        self.editing.touch("learner_title", tr("Change learner title"), lambda case: replace(case, learner_title=title))

    def type_section(self, at: int, cells: Callable[[], Sequence[str]]) -> None:
        """A paragraph of a section is being typed; `cells` gives the words of all its cells, in order."""

        def change(case: Case) -> Case:
            return case_steps.with_html(case, at, richtext.canonical("".join(cells())))

        self.editing.touch(f"section {at}", self._step(at), change)

    def type_question(self, at: int, number: int, *, text: str | None = None, answer: str | None = None) -> None:
        """The words of a question, or of its answer, are being typed."""

        def change(case: Case) -> Case:
            questions = list(case.sections[at].questions)
            old = questions[number]
            new_text = old.text if text is None else text
            questions[number] = replace(old, text=new_text, answer=old.answer if answer is None else answer)
            return case_steps.with_questions(case, at, questions)

        part = "text" if answer is None else "answer"
        self.editing.touch(f"question {at} {number} {part}", self._step(at), change)

    def add_section(self, role: Role) -> None:
        """Add the section that the other case has."""
        if self.editing.do(tr("Add a section"), lambda case: case_steps.add_section(case, role)[0]):
            self.rearranged.emit()

    def _step(self, at: int) -> str:
        return tr("Change {section}").format(section=section_name(self.case.sections[at]))
