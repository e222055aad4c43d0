"""Dialogue is written line by line, and set apart on the screen alone."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casedesk.ui.editor.formats import Format
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from tests.ui.conftest import type_text
from tests.ui.editor.places import caret


def test_dialogue_goes_on_with_enter_and_ends_with_an_empty_line(qtbot: QtBot, edit: RichTextEdit):
    qtbot.keyClick(edit, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert edit.is_on(Format.DIALOGUE)
    type_text(edit, "经理：您好。")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    type_text(edit, "客人：我等了很久。")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert not edit.is_on(Format.DIALOGUE)
    type_text(edit, "他走了。")
    said = '<p class="dialogue">经理：您好。</p><p class="dialogue">客人：我等了很久。</p>'
    assert edit.html() == f"{said}<p>他走了。</p>"


def test_backspace_before_a_speaker_makes_the_line_plain(qtbot: QtBot, edit: RichTextEdit):
    edit.set_html('<p class="dialogue">经理：您好。</p>')
    caret(edit, 0)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.html() == "<p>经理：您好。</p>"


def test_selected_paragraphs_become_dialogue_and_plain_again(edit: RichTextEdit):
    html = "<p>甲：一</p><ul><li><p>乙：二</p></li></ul><blockquote><p>甲：三</p></blockquote><h3>四</h3>"
    edit.set_html(html)
    edit.selectAll()
    edit.run(Format.DIALOGUE)
    assert edit.html() == html.replace("<p>", '<p class="dialogue">').replace("h3>", "p>").replace(
        "</blockquote><p>", '</blockquote><p class="dialogue">'
    )
    edit.run(Format.DIALOGUE)
    assert edit.html() == html.replace("h3>", "p>")


def test_the_speaker_is_set_apart_on_the_screen_alone(edit: RichTextEdit):
    html = '<p>经理：旁白</p><p class="dialogue">经理：您好。</p>'
    edit.set_html(html)
    told, said = edit.document().firstBlock(), edit.document().lastBlock()
    assert told.layout().formats() == []
    assert [(part.start, part.length) for part in said.layout().formats()] == [(0, 3)]
    assert said.blockFormat().textIndent() == -said.blockFormat().leftMargin() < 0
    assert edit.html() == html


def test_dialogue_is_copied_and_pasted_as_dialogue(edit: RichTextEdit):
    said = '<p class="dialogue">甲：一</p><p class="dialogue">乙：二</p>'
    edit.set_html(said)
    edit.selectAll()
    edit.copy()
    edit.set_html("<p>先</p>")
    caret(edit, 1)
    type_text(edit, "\r")
    edit.paste()
    assert edit.html() == f"<p>先</p>{said}"
