import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.filters import CaseFilter
from casedesk.storage.library import Library
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.library.case_delegate import Density
from casedesk.ui.library.case_list_view import CaseListView
from casedesk.ui.models.case_list import CaseListModel
from casedesk.ui.theme import Appearance
from tests.ui.models.test_case_list import fill

EVERYTHING = CaseFilter()
SELECT_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def ids(library: Library) -> tuple[int, ...]:
    return fill(library, 40)


@pytest.fixture
def view(qtbot: QtBot, ids: tuple[int, ...], search: CaseSearch, appearance: Appearance) -> CaseListView:
    view = CaseListView(CaseListModel(search), appearance)
    qtbot.addWidget(view)
    view.resize(400, 480)
    view.show()
    view.show_cases(ids, EVERYTHING)
    return view


def select_rows(view: CaseListView, *rows: int) -> None:
    for row in rows:
        index = view.model().index(row, 0)
        view.selectionModel().setCurrentIndex(index, SELECT_ROW)


def test_the_first_case_is_shown_at_once(view: CaseListView, ids: tuple[int, ...]) -> None:
    assert view.current_id == ids[0]


def test_selection_follows_its_cases_into_another_order(view: CaseListView, ids: tuple[int, ...]) -> None:
    view.clearSelection()
    select_rows(view, 3, 4, 9)

    view.show_cases(ids[::-1], EVERYTHING)

    assert view.selected_ids == (ids[9], ids[4], ids[3])
    assert view.current_id == ids[9]


def test_the_next_row_takes_over_from_a_deleted_one(qtbot: QtBot, view: CaseListView, ids: tuple[int, ...]) -> None:
    view.select_case(ids[5])

    with qtbot.waitSignal(view.current_changed) as told:
        view.show_cases((*ids[:5], *ids[6:]), EVERYTHING)

    assert told.args == [ids[6]]
    assert view.selected_ids == (ids[6],)


def test_a_shortcut_with_ctrl_goes_to_one_case_and_adds_none(
    qtbot: QtBot, view: CaseListView, ids: tuple[int, ...]
) -> None:
    qtbot.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    view.step(1)
    assert view.selected_ids == (ids[1],)
    view.select_case(ids[7])
    assert view.selected_ids == (ids[7],)
    qtbot.keyRelease(view, Qt.Key.Key_Control)


def test_the_last_row_gives_way_to_the_one_before(view: CaseListView, ids: tuple[int, ...]) -> None:
    view.select_case(ids[-1])

    view.show_cases(ids[:-1], EVERYTHING)

    assert view.current_id == ids[-2]


def test_a_refresh_neither_moves_the_list_nor_tells_of_the_same_case(
    qtbot: QtBot, view: CaseListView, ids: tuple[int, ...]
) -> None:
    view.select_case(ids[20])
    top = view.visualRect(view.currentIndex()).top()

    with qtbot.assertNotEmitted(view.current_changed):
        view.show_cases(ids[3:], EVERYTHING)

    assert view.current_id == ids[20]
    assert view.visualRect(view.currentIndex()).top() == top


def test_another_search_begins_at_its_first_hit(view: CaseListView, ids: tuple[int, ...]) -> None:
    view.select_case(ids[2])

    view.show_cases(ids[10:], EVERYTHING, prefer_first=True)

    assert view.current_id == ids[10]


def test_no_cases_are_no_current_case(view: CaseListView, ids: tuple[int, ...]) -> None:
    view.show_cases((), EVERYTHING)
    assert view.current_id == 0
    assert view.selected_ids == ()

    view.show_cases(ids, EVERYTHING)
    assert view.current_id == ids[0]


def test_keys(qtbot: QtBot, view: CaseListView, ids: tuple[int, ...]) -> None:
    view.select_case(ids[1])
    with qtbot.waitSignal(view.open_requested) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.plan_key_pressed) as number:
        qtbot.keyClick(view, Qt.Key.Key_3)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.left_at_top):
        qtbot.keyClick(view, Qt.Key.Key_Up)

    assert opened.args == [ids[1]]
    assert number.args == [3]


def test_typing_a_letter_neither_moves_nor_loads_the_library(qtbot: QtBot, view: CaseListView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_C)

    assert view.currentIndex().row() == 0


def test_rows_are_as_high_as_the_density_says(view: CaseListView) -> None:
    heights = []
    for density in Density:
        view.set_density(density)
        view.executeDelayedItemsLayout()
        heights.append(view.visualRect(view.model().index(0, 0)).height())

    assert heights == [80, 56, 36, 36, 28]
