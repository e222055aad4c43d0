"""Names in the editor: stand-ins are chosen, found, read and taken back, and the text stays as it is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.found_names import FoundNamesPanel
from casedesk.ui.editor.stand_in_panel import StandInPanel
from casedesk.ui.session import LibrarySession
from tests.builders import make_case
from tests.ui.editor.conftest import add


def _open(view: CaseView, session: LibrarySession, body: str) -> int:
    case_id = add(session, make_case(body))
    view.show_case(case_id)
    return case_id


def _select(view: CaseView, words: str) -> None:
    text = view.column.sections[0].text
    text.setFocus()
    cursor = text.textCursor()
    start = text.plain().index(words)
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


def _panel(view: CaseView) -> StandInPanel:
    return next(panel for panel in view.window().findChildren(StandInPanel) if panel.isVisible())


def _names(session: LibrarySession) -> dict[str, str]:
    return {item.real: item.stand_in for item in session.library.pseudonyms.all()}


def test_a_selected_name_gets_the_stand_in_that_is_made_for_it(
    qtbot: QtBot, view: CaseView, session: LibrarySession, actions: Actions
) -> None:
    qtbot.addWidget(view)
    case_id = _open(view, session, "王先生来了。王先生走了。")
    qtbot.waitExposed(view)
    _select(view, "王先生")
    actions.action("case.stand_in").trigger()
    panel = _panel(view)
    assert (panel.real.text(), panel.stand_in.text()) == ("王先生", "W先生")
    qtbot.keyClick(panel.stand_in, Qt.Key.Key_Return)
    assert _names(session) == {"王先生": "W先生"}
    assert "王先生来了" in session.library.cases.get(case_id).sections[0].html
    session.undo()
    assert _names(session) == {}


def test_the_caret_in_a_name_is_enough_and_a_name_on_the_list_is_changed(
    qtbot: QtBot, view: CaseView, session: LibrarySession, actions: Actions
) -> None:
    _open(view, session, "那天李经理值班。")
    _select(view, "经理")
    cursor = view.column.sections[0].text.textCursor()
    cursor.clearSelection()
    view.column.sections[0].text.setTextCursor(cursor)
    actions.action("case.stand_in").trigger()
    assert _panel(view).real.text() == "李经理"
    _panel(view).save.click()
    actions.action("case.stand_in").trigger()
    panel = _panel(view)
    assert panel.real.text() == "李经理"
    panel.stand_in.setText("经理甲")
    panel.save.click()
    assert _names(session) == {"李经理": "经理甲"}
    actions.action("case.stand_in").trigger()
    _panel(view).drop.click()
    assert _names(session) == {}


def test_what_gets_in_the_way_of_a_name_is_told(view: CaseView, session: LibrarySession) -> None:
    _open(view, session, "王芳和王芳菲。")
    view.names.open_panel("王芳菲", view.column.title, view.pos()).save.click()
    panel = view.names.open_panel("王芳", view.column.title, view.pos())
    assert "王芳菲" in panel.warning.text()
    panel.stand_in.setText("")
    assert len(panel.warning.text().splitlines()) == 2


def test_names_are_offered_and_only_the_ticked_ones_kept(
    view: CaseView, session: LibrarySession, actions: Actions
) -> None:
    _open(view, session, "王先生问李经理，李经理说没有。张女士走了。")
    actions.action("case.find_names").trigger()
    panel = view.window().findChildren(FoundNamesPanel)[-1]
    assert [tick.text() for tick in panel.ticks] == ["李经理", "王先生", "张女士"]
    assert not panel.save.isEnabled()
    panel.ticks[0].click()
    panel.ticks[1].click()
    panel.fields[1].setText("客人乙")
    panel.save.click()
    assert _names(session) == {"李经理": "L经理", "王先生": "客人乙"}
    session.undo()
    assert _names(session) == {}


def test_a_case_without_names_says_so(qtbot: QtBot, view: CaseView, session: LibrarySession, actions: Actions) -> None:
    _open(view, session, "下雨了。")
    with qtbot.waitSignal(session.refused):
        actions.action("case.find_names").trigger()
    with qtbot.waitSignal(session.refused):
        actions.action("case.stand_in").trigger()


def test_a_case_is_read_with_stand_ins_and_written_again(
    qtbot: QtBot, view: CaseView, session: LibrarySession, actions: Actions
) -> None:
    case_id = _open(view, session, "王先生来了。")
    other_id = add(session, make_case("王先生又来了。"))
    view.names.open_panel("王先生", view.column.title, view.pos()).save.click()
    actions.action("case.stand_ins_shown").setChecked(True)
    assert view.names.isVisible()
    assert not view.page.isVisible()
    assert "W先生来了" in view.names.paper.words()
    view.show_case(other_id)
    assert "W先生又来了" in view.names.paper.words()
    qtbot.keyClick(view.names.paper, Qt.Key.Key_Escape)
    assert view.page.isVisible()
    assert not actions.action("case.stand_ins_shown").isChecked()
    assert "王先生来了" in session.library.cases.get(case_id).sections[0].html


def test_the_context_menu_offers_a_stand_in(view: CaseView, session: LibrarySession, actions: Actions) -> None:
    _open(view, session, "王先生来了。")
    text = view.column.sections[0].text
    assert actions.action("case.stand_in") in view.parts.text_menu(text).actions()


def test_who_looks_for_something_writes_again(view: CaseView, session: LibrarySession, actions: Actions) -> None:
    _open(view, session, "王先生来了。")
    actions.action("case.stand_ins_shown").setChecked(True)
    view.finding.open()
    assert view.page.isVisible()
    assert view.find_bar.isVisible()
    assert not view.names.isVisible()
