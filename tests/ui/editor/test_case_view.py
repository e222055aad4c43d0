from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Facet, Origin, Role, State
from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.errors import LibraryError
from casedesk.domain.filters import CaseFilter
from casedesk.domain.library import Document
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession
from tests.builders import make_case
from tests.ui.conftest import type_text
from tests.ui.editor.conftest import add

CTRL = Qt.KeyboardModifier.ControlModifier


def stored(session: LibrarySession, case_id: int) -> Case:
    return session.library.cases.get(case_id)


def type_at_end(view: CaseView, section: int, text: str) -> None:
    edit = view.column.sections[section].text
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    type_text(edit, text)


def test_typing_is_saved_after_a_pause(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    with qtbot.waitSignal(session.saved):
        type_at_end(open_view, 0, "他走了。")
    assert stored(session, case_id).sections[0].html == "<p>客人等了很久。</p><p>茶凉了。他走了。</p>"
    assert "Saved" in open_view.header.saved.text()


def test_typing_is_saved_when_another_case_comes(open_view: CaseView, session: LibrarySession, case_id: int):
    other = add(session, make_case("别的。", title="别的"))
    type_at_end(open_view, 0, "他走了。")
    open_view.show_case(other)
    assert "他走了" in stored(session, case_id).sections[0].html
    assert open_view.column.title.text() == "别的"
    assert stored(session, other).sections[0].html == "<p>别的。</p>"


def test_looking_changes_nothing(open_view: CaseView, session: LibrarySession, case_id: int):
    before = stored(session, case_id)
    for section in open_view.column.sections:
        section.text.setFocus()
    open_view.column.title.setFocus()
    open_view.save_now()
    assert stored(session, case_id) == before
    assert not session.undo_stack.command(1)


def test_titles_are_edited_in_place(open_view: CaseView, session: LibrarySession, case_id: int):
    open_view.column.title.setFocus()
    open_view.column.title.selectAll()
    type_text(open_view.column.title, "凉了三次的茶")
    open_view.column.learner_title.setFocus()
    type_text(open_view.column.learner_title, "前台")
    open_view.save_now()
    assert (stored(session, case_id).title, stored(session, case_id).learner_title) == ("凉了三次的茶", "前台")


def test_undo_takes_back_what_was_typed(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    before = stored(session, case_id).sections
    type_at_end(open_view, 0, "他走了。")
    edit = open_view.column.sections[0].text
    qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert stored(session, case_id).sections == before
    assert edit.html() == before[0].html
    qtbot.keyClick(edit, Qt.Key.Key_Y, CTRL)
    assert edit.html().endswith("他走了。</p>")


def test_what_others_write_is_shown_and_the_caret_stays(open_view: CaseView, session: LibrarySession, case_id: int):
    edit = open_view.column.sections[0].text
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    before = stored(session, case_id)
    html = "<p>下雨了。</p>" + before.sections[0].html
    after = replace(before, sections=(replace(before.sections[0], html=html), *before.sections[1:]))
    session.apply(Edit("Elsewhere", (Replacement(before, after),)))
    assert edit.html() == html
    assert edit.textCursor().atEnd()
    assert edit.hasFocus()


def test_what_is_typed_meanwhile_is_kept_beside_it(open_view: CaseView, session: LibrarySession, case_id: int):
    type_at_end(open_view, 0, "他走了。")
    before = stored(session, case_id)
    session.apply(Edit("Elsewhere", (Replacement(before, replace(before, tags=("雨",))),)))
    open_view.save_now()
    now = stored(session, case_id)
    assert now.tags == ("雨",)
    assert "他走了" in now.sections[0].html


def test_two_views_never_overwrite_each_other(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    type_at_end(open_view, 0, "这里写的。")
    before = stored(session, case_id)
    after = replace(before, sections=(replace(before.sections[0], html="<p>那里写的。</p>"), *before.sections[1:]))
    with qtbot.waitSignal(session.refused) as said:
        session.apply(Edit("Elsewhere", (Replacement(before, after),)))
    assert "elsewhere" in (said.args or [""])[0]
    assert stored(session, case_id).sections[0].html == "<p>那里写的。</p>"
    assert open_view.column.sections[0].text.html() == "<p>那里写的。</p>"


def test_a_question_is_added_and_answered(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    rows = open_view.column.sections[1].questions
    qtbot.keyClick(rows.rows[0].text, Qt.Key.Key_Return, CTRL)
    assert [row.text.text() for row in rows.rows] == ["为什么？", "", "怎么办？"]
    type_text(rows.rows[1].text, "谁先开口？")
    type_text(rows.rows[1].answer, "老周。")
    qtbot.keyClick(rows.rows[1].minutes, Qt.Key.Key_Up)
    open_view.save_now()
    question = stored(session, case_id).questions[1]
    assert (question.text, question.answer, question.minutes) == ("谁先开口？", "老周。", 6)


def test_questions_move_and_go(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    rows = open_view.column.sections[1].questions
    qtbot.keyClick(rows.rows[1].text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [question.text for question in stored(session, case_id).questions] == ["怎么办？", "为什么？"]
    rows.rows[0].wish.emit("delete")
    assert [question.text for question in stored(session, case_id).questions] == ["为什么？"]
    session.undo_stack.undo()
    assert [row.text.text() for row in rows.rows] == ["怎么办？", "为什么？"]


def test_a_numbered_list_becomes_rows(open_view: CaseView, session: LibrarySession, case_id: int):
    rows = open_view.column.sections[1].questions
    mime = QMimeData()
    mime.setText("1. 谁在场？\n2、谁没说话？\n（3）后来呢？\n第二天呢？")
    rows.rows[1].text.insertFromMimeData(mime)
    assert [question.text for question in stored(session, case_id).questions] == [
        "为什么？", "怎么办？", "谁在场？", "谁没说话？", "后来呢？\n第二天呢？",
    ]  # fmt: skip


def test_sections_are_added_moved_and_removed(open_view: CaseView, session: LibrarySession, case_id: int):
    def roles() -> list[Role]:
        return [section.role for section in stored(session, case_id).sections]

    open_view.column.add_section(Role.LESSON)
    assert roles() == [Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.LESSON]
    open_view.column.sections[3].wish.emit("up")
    assert roles() == [Role.BODY, Role.QUESTION, Role.LESSON, Role.ANALYSIS]
    open_view.column.sections[2].wish.emit("remove")
    assert roles() == [Role.BODY, Role.QUESTION, Role.ANALYSIS]
    assert open_view.column.sections[2].text.html() == "<p>评语。</p>"


def test_folding_keeps_the_words(open_view: CaseView, session: LibrarySession, case_id: int):
    section = open_view.column.sections[2]
    section.fold_toggled.emit()
    assert not section.text.isVisible()
    type_at_end(open_view, 0, "他走了。")
    open_view.save_now()
    assert stored(session, case_id).sections[2].html == "<p>评语。</p>"
    section.fold_toggled.emit()
    assert section.text.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_values_are_chosen_with_completion(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    add(session, make_case(title="另", industries=("酒店", "餐饮")))
    open_view.column.facets.edit(Facet.INDUSTRY)
    field = open_view.column.facets.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "jd")
    completer = field.completer()
    assert completer is not None
    assert completer.completionModel().index(0, 0).data() == "酒店"
    field.clear()
    type_text(field, "酒店")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert stored(session, case_id).industries == ("酒店",)


def test_the_state_is_changed_with_one_click(open_view: CaseView, session: LibrarySession, case_id: int):
    open_view.column.facets.state.click()
    assert stored(session, case_id).state is State.REVIEWED


def test_next_gap_goes_round_what_is_missing(
    open_view: CaseView, session: LibrarySession, case_id: int, actions: Actions
):
    gap = actions.action("case.next_gap")
    gap.trigger()
    assert open_view.column.learner_title.hasFocus()
    gap.trigger()
    assert stored(session, case_id).section(Role.LESSON) is None
    gap.trigger()
    assert stored(session, case_id).section(Role.LESSON) is not None
    assert open_view.column.sections[3].text.hasFocus()


def test_split_at_the_cursor_and_back(
    open_view: CaseView, session: LibrarySession, case_id: int, actions: Actions, qtbot: QtBot
):
    before = stored(session, case_id)
    edit = open_view.column.sections[0].text
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(edit.plain().index("茶"))
    edit.setTextCursor(cursor)
    with qtbot.waitSignal(open_view.case_open_requested) as asked:
        actions.action("case.split").trigger()
    second = stored(session, (asked.args or [0])[0])
    assert second.title == "茶凉了"
    assert [section.role for section in second.sections] == [Role.BODY, Role.QUESTION, Role.ANALYSIS]
    assert stored(session, case_id).sections[0].html == "<p>客人等了很久。</p>"
    assert edit.html() == "<p>客人等了很久。</p>"
    session.undo_stack.undo()
    assert stored(session, case_id).sections == before.sections
    assert edit.html() == before.sections[0].html


def test_join_with_the_next(open_view: CaseView, session: LibrarySession, case_id: int, actions: Actions):
    other = add(session, make_case("后来。", title="后来"))
    open_view.set_place(1, 2, next_id=other)
    actions.action("case.join").trigger()
    assert stored(session, case_id).sections[0].html.endswith("<p>后来。</p>")
    assert stored(session, other).trashed is not None
    session.undo_stack.undo()
    assert stored(session, other).trashed is None


def test_the_original_is_shown_with_the_place(open_view: CaseView, session: LibrarySession, case_id: int):
    text = "目录\n\n客人等了很久。茶凉了。\n\n下一个"
    document = session.library.new_id(Document)
    digest = session.library.documents.keep(b"x")
    session.apply(Edit("Add", (Replacement(None, Document(document, "汇编.docx", digest, "text/plain", text)),)))
    before = stored(session, case_id)
    start = text.index("客人")
    after = replace(before, origin=Origin(document, start, text.index("\n\n下"), "p. 1"))
    session.apply(Edit("Origin", (Replacement(before, after),)))
    open_view.footer.source.click()
    assert open_view.source.isVisible()
    selections = open_view.source.text.extraSelections()
    assert selections[0].cursor.selectedText() == "客人等了很久。茶凉了。"  # pyright: ignore
    open_view.source.closed.emit()
    assert not open_view.source.isVisible()


def test_hits_of_the_search_are_marked(open_view: CaseView):
    open_view.set_filter(CaseFilter(text="茶凉"))
    selections = open_view.column.sections[0].text.extraSelections()
    assert [item.cursor.selectedText() for item in selections] == ["茶凉"]  # pyright: ignore
    open_view.set_filter(CaseFilter())
    assert open_view.column.sections[0].text.extraSelections() == []


def test_hits_are_gone_through_field_by_field(open_view: CaseView, actions: Actions):
    open_view.set_filter(CaseFilter(text="么"))
    rows = open_view.column.sections[1].questions.rows
    for row in (rows[0], rows[1], rows[0]):
        actions.action("edit.find_next").trigger()
        assert row.text.hasFocus()
        assert row.text.textCursor().selectedText() == "么"
    actions.action("edit.find_previous").trigger()
    assert rows[1].text.hasFocus()


def test_hits_are_counted_in_the_header(open_view: CaseView, actions: Actions):
    hits = open_view.header.hits
    assert hits.isHidden()
    open_view.set_filter(CaseFilter(text="么"))
    assert hits.text() == "2"
    hits.click()
    assert hits.text() == "1 / 2"
    actions.action("edit.find_previous").trigger()
    assert hits.text() == "2 / 2"
    assert "F3" in hits.toolTip()
    open_view.set_filter(CaseFilter())
    assert hits.isHidden()


def test_a_section_is_renamed_in_place(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    head = open_view.column.sections[2].head
    head.rename()
    type_text(head.editor, "点评与反思")
    qtbot.keyClick(head.editor, Qt.Key.Key_Return)
    assert stored(session, case_id).sections[2].title == "点评与反思"
    assert head.name.text() == "点评与反思"
    head.rename()
    type_text(head.editor, "别的")
    qtbot.keyClick(head.editor, Qt.Key.Key_Escape)
    assert stored(session, case_id).sections[2].title == "点评与反思"


def test_focus_shows_formats_and_inspector(open_view: CaseView, actions: Actions):
    open_view.resize(1368, 868)
    actions.action("case.focus").setChecked(True)
    assert open_view.inspector.isVisible()
    assert open_view.header.formats.isVisible()
    assert not open_view.footer.isVisible()
    open_view.resize(700, 600)
    assert not open_view.inspector.isVisible()
    actions.action("case.focus").setChecked(False)
    assert open_view.footer.isVisible()


@pytest.mark.parametrize("width", [880, 560])
def test_the_inspector_is_called_for_where_it_has_no_room(
    open_view: CaseView, actions: Actions, qtbot: QtBot, width: int
):
    view = open_view
    view.resize(width, 640)
    assert not view.header.details.isVisible()
    actions.action("case.focus").setChecked(True)
    assert not view.inspector.isVisible()
    view.header.details.click()
    assert view.inspector.isVisible()
    assert view.inspector.completeness.custom.hasFocus()
    assert view.width() == width
    qtbot.keyClick(view.inspector.completeness.custom, Qt.Key.Key_Escape)
    assert not view.inspector.isVisible()
    assert view.header.details.hasFocus()
    assert actions.action("case.focus").isChecked()
    view.header.details.click()
    view.panels.toggle_source()
    assert not view.inspector.isVisible()
    view.header.details.click()
    assert view.inspector.isVisible()
    assert not view.source.isVisible()


def test_everything_that_takes_the_focus_has_a_name(open_view: CaseView, actions: Actions):
    actions.action("case.focus").setChecked(True)
    nameless = [
        widget
        for widget in open_view.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QTextEdit)
        and widget.isVisible()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert [f"{type(widget.parentWidget())}.{widget.objectName()}" for widget in nameless] == []


@pytest.mark.parametrize("size", [(720, 900), (560, 640)])
def test_nothing_is_wider_than_its_room(open_view: CaseView, size: tuple[int, int]):
    open_view.resize(*size)
    assert open_view.width() == size[0]
    assert open_view.column.width() <= size[0]


def test_alt_and_arrows_move_a_section_from_within(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
):
    qtbot.keyClick(open_view.column.sections[2].text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stored(session, case_id).sections[1].role is Role.ANALYSIS


def test_what_cannot_be_written_is_not_lost(
    open_view: CaseView, session: LibrarySession, case_id: int, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    other = add(session, make_case("别的。", title="别的"))
    write = session.library.apply

    def refuse(edit: Edit) -> Changes:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(session.library, "apply", refuse)
    type_at_end(open_view, 0, "他走了。")
    open_view.column.title.setFocus()
    type_text(open_view.column.title, "新")
    with qtbot.waitSignal(session.refused):
        open_view.save_now()
    open_view.show_case(other)
    monkeypatch.setattr(session.library, "apply", write)
    open_view.show_case(case_id)
    assert "他走了" in open_view.column.sections[0].text.html()
    open_view.save_now()
    assert "他走了" in stored(session, case_id).sections[0].html
    assert "新" in stored(session, case_id).title
    assert stored(session, other).title == "别的"


def test_a_split_suggests_a_title_that_the_first_letter_replaces(
    open_view: CaseView, session: LibrarySession, case_id: int, actions: Actions
):
    text = open_view.column.sections[0].text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(text.plain().index("茶"))
    text.setTextCursor(cursor)
    open_view.case_open_requested.connect(open_view.show_case)
    open_view.whole.split_here()
    made = open_view.case_id
    assert made != case_id
    assert stored(session, made).title == "茶凉了"
    type_text(open_view.column.title, "另一个案例")
    open_view.save_now()
    assert stored(session, made).title == "另一个案例"
    assert stored(session, case_id).sections[0].html == "<p>客人等了很久。</p>"
    assert stored(session, made).sections[0].html == "<p>茶凉了。</p>"


def test_a_split_never_cuts_a_table(open_view: CaseView):
    text = open_view.column.sections[0].text
    table = "<table><tr><td><p>一</p></td><td><p>二</p></td></tr></table>"
    text.set_html(f"<p>前</p>{table}<p>后</p>")
    cursor = text.textCursor()
    cursor.setPosition(text.plain().index("二"))
    text.setTextCursor(cursor)
    assert text.split_html() == ("<p>前</p>", f"{table}<p>后</p>")
