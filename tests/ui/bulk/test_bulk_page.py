"""The page of changes over many cases, on a real library: what is shown, what is written, what undo brings back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.bulk_values import Detail, ValueChange
from casedesk.domain.case import Case, Facet
from casedesk.domain.case_texts import Field
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.replace_pattern import Manner, Pattern
from casedesk.tasks.backups import Reason, backups_of
from casedesk.tasks.bulk_edits import Spot
from casedesk.ui.bulk.bulk_page import BulkPage, Mode
from casedesk.ui.bulk.recent_patterns import recent_patterns
from casedesk.ui.bulk.scope_choice import Scope
from casedesk.ui.bulk.spot_delegate import SpotDelegate, parts_of
from casedesk.ui.jobs import Jobs
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from tests.builders import make_case
from tests.ui.conftest import type_text


@pytest.fixture
def page(qtbot: QtBot, session: LibrarySession, parts: Parts) -> BulkPage:
    """Three cases, of which the first two are selected."""
    cases = (
        make_case("客户投诉房间太吵。客户走了。", id=1, title="客户与房间", industries=("酒店",)),
        make_case("客户说菜凉了。", id=2, title="凉菜", industries=("餐饮", "酒店")),
        make_case("客戶來了。", id=3, title="第三位客户"),
    )
    for case in cases:
        session.library.new_id(Case)
        session.library.apply(Edit("Add", (Replacement(None, case),)))
    made = BulkPage(parts)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.begin(Mode.REPLACE, selected=(1, 2), hits=(1, 2, 3))
    return made


def look_for(page: BulkPage, find: str, new: str) -> None:
    page.replace_form.show_pattern(Pattern(find, new))
    page.look()


def titles(session: LibrarySession) -> list[str]:
    return [case.title for case in session.library.cases.get_many((1, 2, 3))]


def bodies(session: LibrarySession) -> list[str]:
    return [case.sections[0].html for case in session.library.cases.get_many((1, 2, 3))]


def test_typing_shows_every_place_and_changes_nothing(page: BulkPage, qtbot: QtBot, session: LibrarySession) -> None:
    type_text(page.replace_form.wanted, "客户")
    type_text(page.replace_form.replacement, "顾客")
    qtbot.waitUntil(lambda: page.preview.list.spots.rowCount() == 4)
    assert page.preview.count.text() == "4 places in 2 cases"
    assert page.apply.text() == "Replace 4 places"
    assert titles(session)[0] == "客户与房间"


def test_the_end_of_a_copied_line_is_not_looked_for(page: BulkPage) -> None:
    type_text(page.replace_form.wanted, "客户\n")
    assert page.replace_form.pattern.find == "客户"


def test_replacing_is_one_step_of_undo(page: BulkPage, session: LibrarySession) -> None:
    before = bodies(session), titles(session)
    look_for(page, "客户", "顾客")
    page.apply.click()
    assert bodies(session) == ["<p>顾客投诉房间太吵。顾客走了。</p>", "<p>顾客说菜凉了。</p>", "<p>客戶來了。</p>"]
    assert titles(session) == ["顾客与房间", "凉菜", "第三位客户"]
    assert session.undo_stack.undoText() == "Replace 4 places in 2 cases"
    session.undo_stack.undo()
    assert (bodies(session), titles(session)) == before


def test_a_place_can_be_left_out(page: BulkPage, qtbot: QtBot, session: LibrarySession) -> None:
    look_for(page, "客户", "顾客")
    page.preview.list.setFocus()
    qtbot.keyClick(page.preview.list, Qt.Key.Key_Space)
    assert page.apply.text() == "Replace 3 places"
    page.apply.click()
    assert titles(session)[0] == "客户与房间"
    assert bodies(session)[0] == "<p>顾客投诉房间太吵。顾客走了。</p>"


def test_a_click_on_the_box_ticks_it(page: BulkPage, qtbot: QtBot) -> None:
    look_for(page, "客户", "顾客")
    view = page.preview.list
    QApplication.processEvents()
    delegate = view.itemDelegate()
    assert isinstance(delegate, SpotDelegate)
    where: QPoint = delegate.box(view.visualRect(view.spots.index(1, 0))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [view.spots.is_on(row) for row in range(4)] == [True, False, True, True]


def test_the_places_of_a_case_go_together(page: BulkPage) -> None:
    look_for(page, "客户", "顾客")
    leave = page.preview.list.show_menu(0).actions()[-1]
    leave.trigger()
    assert page.apply.text() == "Replace 1 place"
    page.preview.tick_none.click()
    assert not page.apply.isEnabled()
    page.preview.tick_all.click()
    assert page.apply.text() == "Replace 4 places"


def test_the_whole_library_and_both_scripts(page: BulkPage, session: LibrarySession) -> None:
    page.scope.choose(Scope.LIBRARY)
    page.replace_form.show_pattern(Pattern("客户", "顾客", is_script_blind=True))
    page.look()
    page.apply.click()
    assert bodies(session)[2] == "<p>顾客來了。</p>"
    assert titles(session)[2] == "第三位顾客"


def test_only_the_ticked_fields_are_looked_through(page: BulkPage) -> None:
    page.replace_form.box(Field.TITLE).setChecked(False)
    look_for(page, "客户", "顾客")
    assert page.preview.list.spots.rowCount() == 3


def test_a_wrong_expression_is_said_beside_it(page: BulkPage) -> None:
    page.replace_form.show_pattern(Pattern("(客户", "", Manner.REGEX))
    page.look()
    assert "bracket" in page.replace_form.error.text()
    assert page.replace_form.error.isVisible()
    assert not page.apply.isEnabled()
    look_for(page, "客户", "顾客")
    assert not page.replace_form.error.isVisible()


def test_patterns_are_remembered(page: BulkPage, settings: Settings) -> None:
    look_for(page, "客户", "顾客")
    page.apply.click()
    assert recent_patterns(settings) == [Pattern("客户", "顾客")]
    page.replace_form.show_pattern(Pattern("", ""))
    page.replace_form.recent_menu.actions()[0].trigger()
    assert page.replace_form.pattern == Pattern("客户", "顾客")


def test_what_was_changed_meanwhile_is_not_overwritten(
    page: BulkPage, session: LibrarySession, jobs: Jobs, qtbot: QtBot
) -> None:
    look_for(page, "客户", "顾客")
    case = session.library.cases.get(2)
    after = make_case("厨房忙。", id=2, title="凉菜", industries=("餐饮",))
    session.library.apply(Edit("Elsewhere", (Replacement(case, after),)))
    with qtbot.waitSignal(jobs.failed) as told:
        page.apply.click()
    assert told.args is not None
    assert "look at the list again" in str(told.args[0])
    assert bodies(session)[:2] == ["<p>客户投诉房间太吵。客户走了。</p>", "<p>厨房忙。</p>"]


def test_values_are_shown_case_by_case(page: BulkPage, session: LibrarySession) -> None:
    page.begin(Mode.VALUES, selected=(1, 2, 3), hits=(1, 2, 3), column=Facet.INDUSTRY, change=ValueChange.REPLACE)
    page.value_form.value.words.setText("酒店")
    page.value_form.new.words.setText("住宿")
    page.look()
    assert page.preview.count.text() == "2 of 3 cases change; 1 stay as they are"
    page.apply.click()
    assert [case.industries for case in session.library.cases.get_many((1, 2, 3))] == [
        ("住宿",),
        ("餐饮", "住宿"),
        (),
    ]
    assert session.undo_stack.undoText() == "“酒店” becomes “住宿” in 2 cases"
    session.undo_stack.undo()
    assert session.library.cases.get(1).industries == ("酒店",)


def test_minutes_must_be_a_number(page: BulkPage, session: LibrarySession) -> None:
    page.begin(Mode.VALUES, selected=(1, 2), hits=(), column=Detail.MINUTES)
    page.value_form.value.words.setText("bald")
    assert page.value_form.wish is None
    page.value_form.value.words.setText("25")
    page.look()
    page.apply.click()
    assert [case.minutes for case in session.library.cases.get_many((1, 2, 3))] == [25, 25, None]


def test_taking_away_without_a_value_clears(page: BulkPage, session: LibrarySession) -> None:
    page.begin(Mode.VALUES, selected=(1, 2), hits=(), column=Facet.INDUSTRY, change=ValueChange.REMOVE)
    page.look()
    page.apply.click()
    assert session.library.cases.get(2).industries == ()


def test_many_cases_are_named_and_backed_up(page: BulkPage, session: LibrarySession) -> None:
    more = tuple(make_case("客户。", id=id_, uid=f"m{id_}") for id_ in range(4, 30))
    for case in more:
        session.library.new_id(Case)
        session.library.apply(Edit("Add", (Replacement(None, case),)))
    page.scope.choose(Scope.LIBRARY)
    look_for(page, "客户", "顾客")
    assert page.brake_sentence == (
        "29 cases change. That is 100 % of the library. A copy of the library is made first."
        " One step of Undo takes everything back."
    )
    page.apply.click()
    (backup,) = backups_of(session.library.path)
    assert backup.reason is Reason.BEFORE_BULK


def test_the_change_is_seen_in_a_narrow_line(appearance: Appearance, app: QApplication) -> None:
    metrics = QFontMetrics(appearance.font("ui"))
    spot = Spot(1, "题", "很长的前文" * 10, "客户", "顾客", "很长的后文" * 10)
    parts = parts_of(spot, metrics, 240)
    assert [part.text for part in parts if part.is_old or part.is_new] == ["客户", "顾客"]
    assert sum(metrics.horizontalAdvance(part.text) for part in parts) <= 240


def test_undo_after_a_change_is_that_of_the_library(page: BulkPage) -> None:
    page.replace_form.replacement.setText("顾客")
    type_text(page.replace_form.wanted, "客户")
    assert page.replace_form.wanted.isUndoAvailable()
    page.look()
    page.apply.click()
    assert page.replace_form.wanted.text() == "客户"
    assert not page.replace_form.wanted.isUndoAvailable()


def test_escape_goes_back(page: BulkPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
