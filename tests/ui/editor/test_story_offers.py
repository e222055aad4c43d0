"""A whole case that is pasted into one section can be cut into its sections, in one step."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Role, Section
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession
from tests.tasks.test_story_sections import BODY, STORY
from tests.ui.editor.conftest import add


@pytest.fixture
def case_id(session: LibrarySession, view: CaseView) -> int:
    """A new case, as the command makes it."""
    roles = (Role.BODY, Role.QUESTION, Role.ANALYSIS)
    case_id = add(session, Case(title="New case", sections=tuple(Section(role) for role in roles)))
    view.show_case(case_id)
    return case_id


def paste(view: CaseView, html: str) -> None:
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText("…")
    text = view.column.sections[0].text
    text.setFocus()
    text.insertFromMimeData(mime)


def test_the_offer_is_taken(view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    paste(view, STORY)
    view.save_now()
    pasted = session.library.cases.get(case_id)
    offer = view.column.sections[0].offer
    assert offer.isVisible()
    assert offer._words.text() == "This looks like a whole case: Body, 2 questions · 10 minutes, Analysis, Lesson."
    steps = session.undo_stack.count()
    offer.accept.click()
    case = session.library.cases.get(case_id)
    assert [section.role for section in case.sections] == [Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.LESSON]
    assert case.title == "凉了的茶"
    assert case.sections[0].html.startswith(BODY)
    assert [question.text for question in case.questions] == ["小许错在哪里？", "你会怎么做？"]
    assert not offer.isVisible()
    assert [row.text.text() for row in view.column.sections[1].questions.rows] == ["小许错在哪里？", "你会怎么做？"]
    assert session.undo_stack.count() == steps + 1
    session.undo_stack.undo()
    after = session.library.cases.get(case_id)
    assert replace(after, modified=pasted.modified) == pasted


def test_the_offer_is_left(view: CaseView, session: LibrarySession, case_id: int):
    paste(view, STORY)
    offer = view.column.sections[0].offer
    offer.decline.click()
    assert not offer.isVisible()
    view.save_now()
    assert "点评" in session.library.cases.get(case_id).sections[0].html


def test_there_is_no_offer_for_a_plain_story_nor_for_another_case(
    view: CaseView, session: LibrarySession, case_id: int
):
    paste(view, BODY * 3)
    offer = view.column.sections[0].offer
    assert not offer.isVisible()
    paste(view, STORY)
    assert offer.isVisible()
    other = add(session, Case(title="别的", sections=(Section(Role.BODY, "<p>别的。</p>"),)))
    view.show_case(other)
    assert not offer.isVisible()
