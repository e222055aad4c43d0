"""Fields that look like text until they are touched."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.ui.editor.case_view import CaseView


def test_a_title_is_marked_only_while_it_is_written(open_view: CaseView):
    title = open_view.column.title
    open_view.begin_title()
    assert title.textCursor().selectedText() == title.text()
    open_view.column.sections[0].text.setFocus()
    assert open_view.column.sections[0].text.hasFocus()
    assert not title.textCursor().hasSelection()


def test_the_wheel_turns_the_page_and_never_the_words_of_a_field(open_view: CaseView, qtbot: QtBot):
    field = open_view.column.sections[1].questions.rows[0].text
    field.set_text("龚经理的话里，哪一句最危险？\n危险在什么？")
    place = QPointF(field.viewport().rect().center())
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        place, field.viewport().mapToGlobal(place), QPoint(), QPoint(0, -240), no_buttons, no_keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field.viewport(), event)
    assert field.verticalScrollBar().value() == 0
    assert not event.isAccepted()
