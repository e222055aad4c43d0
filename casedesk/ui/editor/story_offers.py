"""Who pastes a whole case into one section is offered to have it cut into the sections that its headings name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from casedesk.domain import case_steps, richtext
from casedesk.domain.case import Case, Role
from casedesk.domain.richtext import Block
from casedesk.tasks.story_sections import Story, story_of
from casedesk.texts import tr
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_words import question_count_words
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.section_view import SectionView
from casedesk.ui.models.value_names import role_name

_LEAST_BLOCKS = 3
_LONGEST = 60_000
"""Characters; whoever pastes more pastes a book, and the importer is the place for it."""


class StoryOffers(QObject):
    """Makes the offers of a case view, and carries them out as one step."""

    offered = Signal(object)
    """The StoryOffer that is shown now."""

    def __init__(self, editing: CaseEditing, column: CaseColumn, parent: QObject) -> None:
        super().__init__(parent)
        self._editing = editing
        self._column = column
        column.text_made.connect(self._serve)

    def _serve(self, edit: RichTextEdit) -> None:
        view = next(view for view in self._column.sections if view.text is edit)
        edit.pasted.connect(partial(self._look, view))
        view.offer.accepted.connect(partial(self._cut, view))

    def _look(self, view: SectionView, blocks: Sequence[Block]) -> None:
        story = _story_in(view) if len(blocks) >= _LEAST_BLOCKS else None
        view.offer.hide()
        if story is not None:
            view.offer.offer(offer_words(story))
            self.offered.emit(view.offer)

    def _cut(self, view: SectionView) -> None:
        view.offer.hide()
        self._editing.flush()
        story = _story_in(view)
        if story is None or not self._editing.is_open:
            return
        at = self._column.sections.index(view)

        def cut(case: Case) -> Case:
            title = story.title if case.title in ("", tr("New case")) else ""
            return case_steps.with_story(case, at, story.sections, title=title)

        if self._editing.do(tr("Split into sections"), cut):
            self._column.show_case(self._editing.case)


def offer_words(story: Story) -> str:
    """What was found in the text that was pasted."""
    parts = [
        question_count_words(section.questions) if section.role is Role.QUESTION and section.questions
        else role_name(section.role)
        for section in story.sections
    ]  # fmt: skip
    return tr("This looks like a whole case: {parts}.").format(parts=tr(", ").join(parts))


def _story_in(view: SectionView) -> Story | None:
    html = view.text.html()
    return story_of(html) if len(richtext.to_plain(html)) <= _LONGEST else None
