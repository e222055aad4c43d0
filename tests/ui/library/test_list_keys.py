"""The list by keyboard, beside an input method, and over a long row of steps that are undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage.library import Library
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.session import LibrarySession


@pytest.fixture
def listed(page: LibraryPage, ids: tuple[int, ...]) -> LibraryPage:
    page.list.select_case(ids[0])
    page.list.setFocus()
    return page


def test_letters_in_the_list_are_keys_and_never_composed(listed: LibraryPage, library: Library) -> None:
    """With an input method on, B must put a case into the basket and not begin a word that goes nowhere."""
    assert not listed.list.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    before = listed.list.current_id
    composing = QInputMethodEvent("tousu", [])
    composing.setCommitString("投诉")
    QApplication.sendEvent(listed.list, composing)
    assert listed.list.current_id == before
    assert listed.query.wanted.text == ""


def test_return_goes_to_the_case_and_escape_back_to_the_list(qtbot: QtBot, listed: LibraryPage) -> None:
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert listed.case_view.isAncestorOf(focused) or focused is listed.case_view
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is listed.list


def test_a_hundred_and_fifty_steps_are_undone_by_name(
    listed: LibraryPage, session: LibrarySession, library: Library, ids: tuple[int, ...]
) -> None:
    first = library.cases.get(ids[0]).title
    for number in range(150):
        assert listed.commands.rename(ids[0], f"题目 {number}")
    for number in reversed(range(150)):
        before = f"题目 {number - 1}" if number else first
        assert session.undo_stack.undoText() == f"Rename “{before}”"
        session.undo_stack.undo()
        assert library.cases.get(ids[0]).title == before
    for _ in range(150):
        session.undo_stack.redo()
    assert library.cases.get(ids[0]).title == "题目 149"
