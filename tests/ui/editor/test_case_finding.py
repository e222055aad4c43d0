"""Finding and replacing in the case on the screen, by keys."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Question, Role, Section
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.hit_marks import hit_count
from casedesk.ui.session import LibrarySession
from tests.ui.conftest import type_text
from tests.ui.editor.conftest import add

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def opened(view: CaseView, session: LibrarySession) -> int:
    case = Case(
        title="经理来了",
        sections=(
            Section(Role.BODY, "<p>值班<strong>经理</strong>到了。</p><p>别人走了。</p>"),
            Section(Role.QUESTION, questions=(Question("经理做对了什么？", "经理先道歉。"),)),
            Section(Role.ANALYSIS, "<p>他说“经理”。</p><ul><li><p>经理</p></li></ul>"),
        ),
    )
    case_id = add(session, case)
    view.show_case(case_id)
    return case_id


def look_for(view: CaseView, words: str, qtbot: QtBot, *, replacing: bool = False) -> None:
    text = view.column.sections[0].text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(text, Qt.Key.Key_H if replacing else Qt.Key.Key_F, CTRL)
    assert view.find_bar.isVisible()
    view.find_bar.wanted.selectAll()
    enter(view.find_bar.wanted, words)


def enter(field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.clear()
    type_text(field, words)


def count(view: CaseView) -> str:
    return view.find_bar._count.text()


def test_places_are_gone_through_from_the_caret(view: CaseView, session: LibrarySession, qtbot: QtBot):
    opened(view, session)
    look_for(view, "经理", qtbot)
    assert count(view) == "2 / 6", "the title stands before the caret"
    text = view.column.sections[0].text
    assert text.textCursor().selectedText() == "经理"
    wanted = view.find_bar.wanted
    qtbot.keyClick(wanted, Qt.Key.Key_Return)
    assert count(view) == "3 / 6"
    qtbot.keyClick(wanted, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(wanted, Qt.Key.Key_Return, SHIFT)
    assert count(view) == "1 / 6"
    qtbot.keyClick(wanted, Qt.Key.Key_Return, SHIFT)
    assert count(view) == "6 / 6", "it goes round"
    assert wanted.hasFocus()
    qtbot.keyClick(wanted, Qt.Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view.column.sections[2].text.hasFocus()
    assert view.column.sections[2].text.textCursor().selectedText() == "经理"
    assert hit_count(view.column.sections[0].text) == 0


def test_an_answer_that_is_folded_is_shown(view: CaseView, session: LibrarySession, qtbot: QtBot):
    opened(view, session)
    look_for(view, "先道歉", qtbot)
    answer = view.column.sections[1].questions.rows[0].answer
    assert answer.isVisible()
    assert answer.textCursor().selectedText() == "先道歉"


def test_what_is_not_there_is_said(view: CaseView, session: LibrarySession, qtbot: QtBot):
    opened(view, session)
    look_for(view, "没有的", qtbot)
    assert count(view) == "Not in this case"
    assert not view.find_bar.replace_all.isEnabled()


def test_one_place_is_replaced_after_the_other(view: CaseView, session: LibrarySession, qtbot: QtBot):
    case_id = opened(view, session)
    look_for(view, "经理", qtbot, replacing=True)
    enter(view.find_bar.replacement, "主管")
    qtbot.keyClick(view.find_bar.replacement, Qt.Key.Key_Return)
    case = session.library.cases.get(case_id)
    assert case.sections[0].html == "<p>值班<strong>主管</strong>到了。</p><p>别人走了。</p>", "the mark stays"
    assert case.questions[0].text == "经理做对了什么？"
    assert count(view) == "2 / 5"
    qtbot.keyClick(view.find_bar.replacement, Qt.Key.Key_Return)
    assert session.library.cases.get(case_id).questions[0].text == "主管做对了什么？"


def test_all_places_are_replaced_in_one_step(view: CaseView, session: LibrarySession, qtbot: QtBot):
    case_id = opened(view, session)
    before = session.library.cases.get(case_id)
    look_for(view, "经理", qtbot, replacing=True)
    enter(view.find_bar.replacement, "主管")
    steps = session.undo_stack.count()
    view.find_bar.replace_all.click()
    case = session.library.cases.get(case_id)
    assert case.title == "主管来了"
    assert "经理" not in repr(case)
    assert case.sections[2].html == "<p>他说“主管”。</p><ul><li><p>主管</p></li></ul>"
    assert session.undo_stack.count() == steps + 1
    assert count(view) == "6 places replaced"
    session.undo_stack.undo()
    after = session.library.cases.get(case_id)
    assert replace(after, modified=before.modified) == before
    assert view.column.title.text() == "经理来了"


def test_the_selection_is_looked_for(view: CaseView, session: LibrarySession, qtbot: QtBot):
    opened(view, session)
    text = view.column.sections[0].text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    qtbot.keyClick(text, Qt.Key.Key_F, CTRL)
    assert view.find_bar.wanted.text() == "经理"
    assert count(view) == "2 / 6"


def test_marks_follow_what_is_typed(view: CaseView, session: LibrarySession, qtbot: QtBot):
    opened(view, session)
    look_for(view, "经理", qtbot)
    text = view.column.sections[0].text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    type_text(text, "经理和")
    qtbot.waitUntil(lambda: count(view).endswith("7"))
    assert QApplication.focusWidget() is text
