"""Where the caret is: on the page it stays while a case is written, whatever goes, and a click finds it a place."""

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Role
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession


def test_enter_leads_from_title_to_title_and_into_the_words(open_view: CaseView, qtbot: QtBot):
    column = open_view.column
    column.title.setFocus()
    qtbot.keyClick(column.title, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is column.learner_title
    qtbot.keyClick(column.learner_title, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is column.sections[0].text


def test_rows_that_an_undo_takes_leave_the_caret_in_the_row_before(
    open_view: CaseView, session: LibrarySession, qtbot: QtBot
):
    rows = open_view.column.sections[1].questions.rows
    rows[1].text.setFocus()
    mime = QMimeData()
    mime.setText("1. 谁先开口？\n2. 然后呢？\n3. 还有谁？")
    rows[1].text.insertFromMimeData(mime)
    assert len(rows) == 5
    assert QApplication.focusWidget() is rows[4].text
    qtbot.keyClick(rows[4].text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(rows) == 2
    assert QApplication.focusWidget() is rows[1].text
    qtbot.keyClick(rows[1].text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(rows) == 5


def test_a_section_that_an_undo_takes_leaves_the_caret_in_the_one_before(open_view: CaseView, qtbot: QtBot):
    column = open_view.column
    column.add_section(Role.LESSON)
    assert QApplication.focusWidget() is column.sections[-1].text
    before = len(column.sections)
    qtbot.keyClick(column.sections[-1].text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(column.sections) == before - 1
    assert QApplication.focusWidget() is column.sections[-1].text


def test_a_click_beside_the_words_or_below_them_puts_the_caret_where_it_is_nearest(open_view: CaseView, qtbot: QtBot):
    column, page = open_view.column, open_view.page
    column.title.setFocus()
    words = column.sections[0].text

    def click(at: QPoint) -> None:
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=page.viewport().mapFromGlobal(at))

    click(words.mapToGlobal(QPoint(-16, words.height() - 8)))
    assert QApplication.focusWidget() is words
    assert words.textCursor().block().text() == "茶凉了。"
    assert words.textCursor().atBlockStart()
    click(page.viewport().mapToGlobal(QPoint(page.viewport().width() // 2, page.viewport().height() - 4)))
    last = column.sections[-1].text
    assert QApplication.focusWidget() is last
    assert last.textCursor().atEnd()
