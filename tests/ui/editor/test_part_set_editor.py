"""A set of parts of the trainer's own, edited in the inspector."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Question
from casedesk.domain.case_steps import with_questions
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.completeness import Part
from casedesk.tasks.part_sets import chosen_set, own_sets
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.completeness_box import CompletenessBox
from casedesk.ui.editor.part_row import PartRow
from casedesk.ui.session import LibrarySession


@pytest.fixture
def box(open_view: CaseView) -> CompletenessBox:
    open_view.resize(1200, 800)
    open_view.set_focused(on=True)
    found = open_view.inspector.completeness
    choose(found, "my own")
    return found


def choose(box: CompletenessBox, words: str) -> None:
    next(action for action in box.menu().actions() if words in action.text()).trigger()


def row_of(box: CompletenessBox, part: Part) -> PartRow:
    return next(row for row in box.editor.rows if row.wanted().part is part)


def test_a_shipped_set_is_edited_as_a_copy(box: CompletenessBox, session: LibrarySession, qtbot: QtBot):
    assert box.custom.text() == "Short service case, my own"
    assert box.editor.isVisibleTo(box)
    qtbot.keyClicks(box.editor.name, "Mine")
    assert [made.name for made in own_sets(session.library)] == ["Mine"]
    assert box.custom.text() == "Mine"
    box.editor.name.clear()
    box.editor.name.textEdited.emit("")
    assert chosen_set(session.library).name, "a set without a name could not be chosen"
    qtbot.keyClick(box.editor.name, Qt.Key.Key_Escape)
    assert not box.editor.isVisibleTo(box)
    assert box.custom.hasFocus()


def test_figures_headings_and_order_are_kept_at_once(box: CompletenessBox, session: LibrarySession, qtbot: QtBot):
    body = row_of(box, Part.BODY)
    body.limit.selectAll()
    qtbot.keyClicks(body.limit, "1200")
    heading = row_of(box, Part.LESSON).title
    heading.setText("金句")
    heading.textEdited.emit("金句")
    lesson = next(item for item in chosen_set(session.library).parts if item.part is Part.LESSON)
    assert lesson.title("zh") == "金句"
    assert next(item for item in chosen_set(session.library).parts if item.part is Part.BODY).limit == 1200
    before = [item.part for item in chosen_set(session.library).parts]
    qtbot.keyClick(row_of(box, Part.LESSON).title, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after = [item.part for item in chosen_set(session.library).parts]
    assert (before[-2:], after[-2:]) == ([Part.ANALYSIS, Part.LESSON], [Part.LESSON, Part.ANALYSIS])
    row_of(box, Part.INDUSTRY).remove.click()
    assert Part.INDUSTRY not in {item.part for item in chosen_set(session.library).parts}
    names = [action.text() for action in box.editor.menu().actions()]
    assert "Industry" in names
    assert "Body" not in names
    assert "Lesson" in names, "a second one, with a heading of its own"
    next(action for action in box.editor.menu().actions() if action.text() == "Tags").trigger()
    assert chosen_set(session.library).parts[-1].part is Part.KEYWORDS


def test_more_questions_than_the_set_asks_for_are_told(
    box: CompletenessBox, open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
):
    qtbot.keyClicks(row_of(box, Part.QUESTIONS).most, "5")
    case = session.library.cases.get(case_id)
    at = next(at for at, section in enumerate(case.sections) if section.questions)
    asked = tuple(Question(f"问 {n}？") for n in range(6))
    assert session.apply(Edit("ask", (Replacement(case, with_questions(case, at, asked)),)))
    assert "5 questions are enough, not 6" in box.missing.toolTip()
    assert open_view.column.sections[at].head.count.property("tone") == "warn"
    case = session.library.cases.get(case_id)
    assert session.apply(Edit("ask", (Replacement(case, with_questions(case, at, asked[:5])),)))
    assert "enough" not in box.missing.toolTip()
    assert open_view.column.sections[at].head.count.property("tone") == "ink2"


def test_what_is_edited_is_read_back_as_it_was(box: CompletenessBox, session: LibrarySession):
    made = chosen_set(session.library)
    parts = tuple(replace(item, least=2, most=5) if item.part is Part.QUESTIONS else item for item in made.parts)
    box.editor.changed.emit(replace(made, parts=parts))
    assert chosen_set(session.library) == replace(made, parts=parts)
    choose(box, "Western case")
    assert not box.editor.isVisibleTo(box), "another set is shown now"
