"""Numbers and addresses that tell who somebody is: told over the case, masked, given a stand-in, or let be."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.stand_in_panel import StandInPanel
from casedesk.ui.session import LibrarySession
from tests.builders import make_case
from tests.ui.editor.conftest import add

_STORY = "客人的手机是13800138000。\n信写到 li@example.com，再打13800138000。"


def _open(view: CaseView, session: LibrarySession, body: str = _STORY) -> int:
    case_id = add(session, make_case(body, questions=("打 010-62345678 吗？",)))
    view.show_case(case_id)
    return case_id


def _html(session: LibrarySession, case_id: int) -> str:
    return session.library.cases.get(case_id).sections[0].html


def test_a_harmless_case_has_no_line(view: CaseView, session: LibrarySession) -> None:
    view.show_case(add(session, make_case("下雨了。")))
    assert not view.privacy_line.isVisible()


def test_the_line_names_the_kinds_and_goes_from_place_to_place(view: CaseView, session: LibrarySession) -> None:
    _open(view, session)
    line = view.privacy_line
    assert line.isVisible()
    assert "4" in line.words.text()
    line.look.click()
    text = view.column.sections[0].text
    assert text.textCursor().selectedText() == "13800138000"
    line.next.click()
    assert text.textCursor().selectedText() == "li@example.com"
    line.previous.click()
    line.previous.click()
    question = view.column.sections[1].questions.rows[0].text
    assert question.textCursor().selectedText() == "010-62345678"


def test_a_number_is_masked_everywhere_in_one_step(view: CaseView, session: LibrarySession) -> None:
    case_id = _open(view, session)
    view.privacy_line.look.click()
    view.privacy_line.hide_it.click()
    assert _html(session, case_id).count("138****8000") == 2
    assert "2" in view.privacy_line.words.text()
    session.undo()
    assert _html(session, case_id).count("13800138000") == 2
    assert "4" in view.privacy_line.words.text()


def test_a_stand_in_leaves_the_text(qtbot: QtBot, view: CaseView, session: LibrarySession) -> None:
    case_id = _open(view, session)
    view.privacy_line.look.click()
    view.privacy_line.stand_in.click()
    view.window().findChildren(StandInPanel)[-1].save.click()
    assert [item.stand_in for item in session.library.pseudonyms.all()] == ["138****8000"]
    assert "13800138000" in _html(session, case_id)


def test_what_is_not_private_is_remembered(view: CaseView, session: LibrarySession) -> None:
    _open(view, session)
    view.privacy_line.look.click()
    view.privacy_line.harmless.click()
    assert "2" in view.privacy_line.words.text()
    _open(view, session, "总机13800138000。")
    assert "1" in view.privacy_line.words.text()


def test_what_is_typed_is_looked_at(qtbot: QtBot, view: CaseView, session: LibrarySession, actions: Actions) -> None:
    view.show_case(add(session, make_case("号码：")))
    text = view.column.sections[0].text
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    qtbot.keyClicks(text, "13900139000")
    view.save_now()
    assert view.privacy_line.isVisible()
    actions.action("case.private").trigger()
    assert view.privacy_line.is_unfolded
    qtbot.keyClick(view.privacy_line, Qt.Key.Key_Escape)
    assert not view.privacy_line.is_unfolded
