from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Difficulty, Outcome, Question, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.library.case_delegate import Density
from casedesk.ui.library.case_list_view import CaseListView
from casedesk.ui.models.case_columns import COLUMNS, Column
from casedesk.ui.models.case_list import PAGE, CaseListModel, CaseRole
from casedesk.ui.theme import Appearance
from tests.builders import make_case
from tests.ui.models.test_case_list import fill

EVERYTHING = CaseFilter()


def table_of(qtbot: QtBot, ids: tuple[int, ...], search: CaseSearch, appearance: Appearance) -> CaseListView:
    view = CaseListView(CaseListModel(search), appearance)
    qtbot.addWidget(view)
    view.resize(1200, 480)
    view.set_density(Density.TABLE)
    view.show()
    view.show_cases(ids, EVERYTHING)
    qtbot.waitUntil(lambda: view.model().index(0, 0).data(CaseRole.SUMMARY) is not None)
    return view


@pytest.fixture
def table(qtbot: QtBot, library: Library, search: CaseSearch, appearance: Appearance) -> CaseListView:
    return table_of(qtbot, fill(library, 40), search, appearance)


def test_every_figure_of_a_case_stands_in_its_column(
    qtbot: QtBot, library: Library, search: CaseSearch, appearance: Appearance
) -> None:
    case = make_case(
        id=library.new_id(Case),
        title="满房夜",
        learner_title="周五的前台",
        industries=("酒店", "餐饮"),
        themes=("投诉处理",),
        outcome=Outcome.NEGATIVE,
        difficulty=Difficulty.HARD,
        source="内部资料",
        minutes=18,
        created=datetime(2026, 1, 2, tzinfo=UTC),
        modified=datetime(2026, 3, 4, tzinfo=UTC),
        sections=(
            Section(Role.BODY, html="<p>十二个字的正文写在这里。</p>"),
            Section(Role.QUESTION, questions=(Question("为什么？"), Question("怎么办？"))),
        ),
    )
    library.apply(Edit("add", (Replacement(None, case),)))
    days = date(2026, 3, 14), date(2026, 5, 1)
    uses = (UseRecord(library.new_id(UseRecord), case.id, None, "B班", day) for day in days)
    library.apply(Edit("taught", tuple(Replacement(None, use) for use in uses)))
    view = table_of(qtbot, (case.id,), search, appearance)
    shown = {column: view.model().index(0, column).data() for column in Column}

    assert shown[Column.TITLE] == "满房夜"
    assert shown[Column.LEARNER_TITLE] == "周五的前台"
    assert shown[Column.INDUSTRY] == "酒店, 餐饮"
    assert shown[Column.THEME] == "投诉处理"
    assert shown[Column.OUTCOME] == "Negative"
    assert shown[Column.DIFFICULTY] == "Hard"
    assert shown[Column.MINUTES] == "18"
    assert shown[Column.LENGTH] == "12"
    assert shown[Column.QUESTIONS] == "2"
    assert shown[Column.CREATED].startswith("2026-01-0")
    assert shown[Column.MODIFIED].startswith("2026-03-0")
    assert shown[Column.USED] == "2026-05-01"
    assert shown[Column.SOURCE] == "内部资料"
    assert "No analysis" in shown[Column.HEALTH]


def test_cards_show_one_column_and_no_header(table: CaseListView) -> None:
    assert table.horizontalHeader().isVisible()

    table.set_density(Density.CARD)

    assert not table.horizontalHeader().isVisible()
    assert table.columnWidth(0) == table.viewport().width()
    assert table.isColumnHidden(Column.INDUSTRY)


def test_columns_places_and_widths_outlive_the_cards(table: CaseListView) -> None:
    header = table.horizontalHeader()
    table.columns.set_shown(Column.SOURCE, is_shown=True)
    table.columns.set_shown(Column.THEME, is_shown=False)
    header.moveSection(header.visualIndex(Column.MINUTES), 1)
    header.resizeSection(Column.TITLE, 333)

    table.set_density(Density.COMPACT)
    table.set_density(Density.DENSE_TABLE)

    assert table.columns.is_shown(Column.SOURCE)
    assert not table.columns.is_shown(Column.THEME)
    assert header.visualIndex(Column.MINUTES) == 1
    assert table.columnWidth(Column.TITLE) == 333

    table.columns.reset()
    assert table.columns.is_shown(Column.THEME)
    assert header.visualIndex(Column.MINUTES) == Column.MINUTES


def test_columns_are_remembered_for_the_next_start(
    qtbot: QtBot, table: CaseListView, search: CaseSearch, appearance: Appearance
) -> None:
    table.columns.set_shown(Column.SOURCE, is_shown=True)
    later = CaseListView(CaseListModel(search), appearance)
    qtbot.addWidget(later)

    later.columns.restore(table.columns.state())
    later.set_density(Density.TABLE)

    assert later.columns.is_shown(Column.SOURCE)


def test_a_click_on_a_header_sorts_and_a_second_one_turns_round(qtbot: QtBot, table: CaseListView) -> None:
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(Column.THEME) + 20, 10)
    asked: list[tuple[Order, bool]] = []
    table.columns.order_requested.connect(lambda order, is_reversed: asked.append((order, is_reversed)))

    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    table.columns.show_order(Order.THEME, is_reversed=False)
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (Column.THEME, Qt.SortOrder.AscendingOrder)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert asked == [(Order.THEME, False), (Order.THEME, True)]
    assert {spec.order for spec in COLUMNS.values()} == set(Order) - {Order.RELEVANCE}


def test_everything_selected_means_all_and_loads_nothing(
    qtbot: QtBot, library: Library, search: CaseSearch, appearance: Appearance
) -> None:
    ids = fill(library, 5 * PAGE)
    view = table_of(qtbot, ids, search, appearance)
    fetched: list[int] = []
    search.summarised.connect(lambda rows: fetched.extend(row.id for row in rows))
    header = view.horizontalHeader()
    header.moveSection(header.visualIndex(Column.MINUTES), 1)

    view.selectAll()

    assert view.selected_count == 5 * PAGE
    assert view.selected_ids == ids
    assert not fetched


def test_the_header_never_goes_through_the_selected_rows(table: CaseListView) -> None:
    table.selectAll()

    assert not table.horizontalHeader().selectionModel().hasSelection()
    assert table.selected_count == 40


def test_shift_selects_a_range_of_rows_however_the_columns_stand(qtbot: QtBot, table: CaseListView) -> None:
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(Column.MINUTES), 1)
    table.select_case(table.model().index(2, 0).data(CaseRole.ID))

    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert table.selected_count == 4
    assert len(table.selected_ids) == 4


def test_home_and_end_go_to_the_first_and_last_case_of_the_table(qtbot: QtBot, table: CaseListView) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 39
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


@pytest.mark.parametrize("density", [Density.CARD, Density.TITLES, Density.TABLE])
def test_a_title_is_typed_anew_in_its_row(qtbot: QtBot, table: CaseListView, density: Density) -> None:
    table.set_density(density)
    table.select_case(table.model().index(1, 0).data(CaseRole.ID))
    table.rename_current()
    editor = table.viewport().findChild(QLineEdit)
    assert editor.selectedText() == editor.text() != ""
    editor.setText("  新的题目 ")

    with qtbot.waitSignal(table.model().rename_requested) as asked:
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert asked.args == [table.current_id, "新的题目"]


@pytest.mark.parametrize(("text", "key"), [("", Qt.Key.Key_Return), ("other", Qt.Key.Key_Escape)])
def test_an_empty_title_or_escape_leaves_the_old_one(qtbot: QtBot, table: CaseListView, text: str, key: Qt.Key) -> None:
    table.rename_current()
    editor = table.viewport().findChild(QLineEdit)
    editor.setText(text)

    with qtbot.assertNotEmitted(table.model().rename_requested):
        qtbot.keyClick(editor, key)


def test_a_row_is_told_with_title_status_and_minutes(table: CaseListView) -> None:
    told = QAccessible.queryAccessibleInterface(table).child(0)
    assert told is not None
    spoken = table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Case ")
    assert "eviewed" in spoken
    assert "minute" in spoken


def test_selection_follows_its_cases_when_the_table_is_sorted(table: CaseListView) -> None:
    ids = tuple(table.model().index(row, 0).data(CaseRole.ID) for row in range(40))
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (4, 5):
        table.selectionModel().setCurrentIndex(table.model().index(row, 0), rows)

    table.show_cases(ids[::-1], EVERYTHING)

    assert set(table.selected_ids) >= {ids[4], ids[5]}
    assert table.current_id == ids[5]
