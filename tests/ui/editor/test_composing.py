"""Typing Chinese by an input method: nothing is lost, doubled or told too early, wherever the caret stands."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.changes import Edit, Replacement
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.formats import Format
from casedesk.ui.editor.hit_marks import hit_count
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.session import LibrarySession
from tests.block_trees import PATIENT

STARTS = (
    "",
    "<p>客人等了</p>",
    "<p>客<strong>人等</strong><em>了</em></p>",
    "<h3>经过</h3><p>后</p>",
    "<ul><li><p>一</p></li><li><p>二</p><ol><li><p>三</p></li></ol></li></ul>",
    "<blockquote><p>引文</p></blockquote>",
    "<table><tr><th><p>头</p></th><td><p></p></td></tr></table><p>后</p>",
)
UNDERLINED = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, 9, QTextCharFormat())  # pyright: ignore[reportCallIssue]


def compose(target: QObject, letters: str) -> None:
    for end in range(1, len(letters) + 1):
        QApplication.sendEvent(target, QInputMethodEvent(letters[:end], [UNDERLINED]))


def commit(target: QObject, words: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(target, event)


def select(edit: RichTextEdit, start: int, end: int) -> None:
    last = edit.document().characterCount() - 1
    cursor = edit.textCursor()
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


@settings(PATIENT, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(STARTS), st.integers(0, 12), st.integers(0, 5), st.text("投诉热水abc", min_size=1, max_size=6))
def test_a_committed_word_is_what_typing_it_would_be(edit: RichTextEdit, html: str, at: int, length: int, words: str):
    """The same words, in the same place, and as the first of the characters looked that they take the place of."""
    edit.set_html(html)
    select(edit, at, at + length)
    cursor = edit.textCursor()
    if cursor.hasSelection():
        first = QTextCursor(cursor)
        first.setPosition(cursor.selectionStart() + 1)
        cursor.insertText(words, first.charFormat())
    else:
        cursor.insertText(words)
    typed = edit.html()
    edit.set_html("")
    edit.set_html(html)
    select(edit, at, at + length)
    compose(edit, "pinyin")
    assert edit.is_composing
    commit(edit, words)
    assert not edit.is_composing
    assert edit.html() == typed


def test_a_mark_that_was_switched_on_holds_for_what_is_composed(edit: RichTextEdit):
    edit.set_html("<p>客人</p>")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.run(Format.BOLD)
    compose(edit, "tousu")
    commit(edit, "投诉")
    edit.run(Format.BOLD)
    compose(edit, "le")
    commit(edit, "了")
    assert edit.html() == "<p>客人<strong>投诉</strong>了</p>"


def test_a_composition_over_a_selection_that_is_given_up_is_told(edit: RichTextEdit):
    """The first letter has taken the selection away already; that must not be lost sight of."""
    edit.set_html("<p>客人等了很久</p>")
    select(edit, 2, 6)
    told: list[str] = []
    edit.edited.connect(lambda: told.append(edit.html()))
    compose(edit, "zou")
    assert told == []
    commit(edit, "")
    assert edit.html() == "<p>客人</p>"
    assert told[-1] == "<p>客人</p>"


def test_no_key_acts_while_a_word_is_composed(edit: RichTextEdit, qtbot: QtBot):
    edit.set_html("<ul><li><p>一</p></li></ul>")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    compose(edit, "er")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Tab):
        qtbot.keyClick(edit, key)
    commit(edit, "二")
    assert edit.plain().replace("\n", "").strip() == "一二"


def test_quotes_stay_as_they_were_typed(edit: RichTextEdit):
    for words in ("他说：“", "好的", "”。", '"quoted"', "‘内’"):
        commit(edit, words)
    assert edit.html() == '<p>他说：“好的”。"quoted"‘内’</p>'


def test_what_is_saved_while_composing_comes_whole_afterwards(
    open_view: CaseView, session: LibrarySession, case_id: int
):
    text = open_view.column.sections[0].text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    commit(text, "他走了。")
    compose(text, "tousu")
    open_view.save_now()
    assert session.library.cases.get(case_id).sections[0].html.endswith("茶凉了。他走了。</p>")
    commit(text, "投诉")
    open_view.save_now()
    assert session.library.cases.get(case_id).sections[0].html.endswith("茶凉了。他走了。投诉</p>")
    assert text.plain().count("投诉") == 1


@pytest.mark.parametrize("field", ["title", "learner_title", "text", "answer"])
def test_every_field_takes_a_composed_word_once(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot, field: str
):
    """Also over a selection, also when it is saved or looked at in the middle, also after one that was given up."""
    view = open_view
    view.column.sections[1].questions.rows[0].text.setFocus()
    row = view.column.sections[1].questions.rows[0]
    target = {
        "title": view.column.title,
        "learner_title": view.column.learner_title,
        "text": row.text,
        "answer": row.answer,
    }[field]
    target.setFocus()
    target.selectAll()
    compose(target, "tousu")
    view.save_now()
    view.privacy.look()
    commit(target, "投诉")
    compose(target, "mei")
    qtbot.keyClick(target, Qt.Key.Key_Return)
    commit(target, "")
    compose(target, "chuli")
    commit(target, "处理")
    view.save_now()
    case = session.library.cases.get(case_id)
    question = case.questions[0]
    assert getattr(question if field in ("text", "answer") else case, field) == "投诉处理"
    assert target.plain() == "投诉处理"
    assert len(case.questions) == 2


def test_what_is_composed_while_places_are_marked_is_there_once(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
):
    view, text = open_view, open_view.column.sections[0].text
    view.finding.open(replacing=True)
    view.find_bar.wanted.setText("客人")
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    text.moveCursor(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    compose(text, "guke")
    view.find_bar.changed.emit()
    commit(text, "顾客")
    view.save_now()
    assert session.library.cases.get(case_id).sections[0].html == "<p>顾客人等了很久。</p><p>茶凉了。</p>"
    qtbot.waitUntil(lambda: hit_count(text) == 1)


def test_nothing_is_looked_for_while_the_words_for_it_are_composed(open_view: CaseView, qtbot: QtBot):
    view, wanted = open_view, open_view.find_bar.wanted
    view.finding.open()
    wanted.setFocus()
    compose(wanted, "keren")
    assert wanted.text() == ""
    commit(wanted, "客人")
    assert wanted.text() == "客人"
    qtbot.waitUntil(lambda: hit_count(view.column.sections[0].text) == 1)


def test_what_another_view_writes_meanwhile_takes_no_word_away(
    open_view: CaseView, session: LibrarySession, case_id: int
):
    text = open_view.column.sections[0].text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    compose(text, "tousu")
    before = session.library.cases.get(case_id)
    assert session.apply(Edit("elsewhere", (Replacement(before, replace(before, title="别处改的")),)))
    commit(text, "投诉")
    open_view.save_now()
    case = session.library.cases.get(case_id)
    assert case.title == "别处改的"
    assert case.sections[0].html == "<p>客人等了很久。</p><p>茶凉了。投诉</p>"
    assert text.plain().count("投诉") == 1
