"""What the filter panel does to the filter and to the library."""

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Facet, Outcome
from casedesk.domain.filters import EMPTY, CaseFilter, Range
from casedesk.domain.library import SavedFilter
from casedesk.storage.library import Library
from casedesk.ui.actions import Actions
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.library.panel_menu import PanelMenu
from casedesk.ui.models import case_drag, entry_drag
from casedesk.ui.models.entry_drag import Entry
from casedesk.ui.models.facet_groups import SAVED
from casedesk.ui.models.facet_row import FacetRow, Mark, RowKind
from casedesk.ui.models.facets import FacetRole
from casedesk.ui.models.figures import Figure
from casedesk.ui.models.panel_state import GroupView
from casedesk.ui.session import LibrarySession
from tests.ui.library.parts import AIR, HOTEL


@pytest.fixture
def page(tagged_page: LibraryPage) -> LibraryPage:
    return tagged_page


@pytest.fixture
def ids(tagged: tuple[int, ...]) -> tuple[int, ...]:
    return tagged


def shown(page: LibraryPage, library: Library) -> str:
    return "".join(sorted(case.title for case in library.cases.get_many(page.query.hits.ids)))


def index_of(page: LibraryPage, key: str, value: str, kind: RowKind = RowKind.VALUE) -> QModelIndex:
    tree = page.panel.tree
    heading = tree.model().group_index(key)
    tree.setExpanded(heading, True)
    index = tree.model().row_index(key, kind, value)
    assert index.isValid()
    return index


def go_to(page: LibraryPage, key: str, value: str, kind: RowKind = RowKind.VALUE) -> None:
    page.panel.tree.setCurrentIndex(index_of(page, key, value, kind))


def row_of(page: LibraryPage, key: str, value: str, kind: RowKind = RowKind.VALUE) -> FacetRow:
    row = index_of(page, key, value, kind).data(FacetRole.ROW)
    assert isinstance(row, FacetRow)
    return row


def press(qtbot: QtBot, page: LibraryPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(page.panel.tree, key, modifier or Qt.KeyboardModifier.NoModifier)


def collections(page: LibraryPage) -> list[str]:
    return [item.name for item in page.query.collections]


def test_keys_include_exclude_and_clear(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    go_to(page, Facet.INDUSTRY, HOTEL)

    press(qtbot, page, Qt.Key.Key_Minus)
    assert shown(page, library) == "34"
    press(qtbot, page, Qt.Key.Key_Plus)
    assert shown(page, library) == "12"
    press(qtbot, page, Qt.Key.Key_Delete)
    assert page.query.wanted == CaseFilter()


def test_any_or_all_of_the_values_of_a_facet(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    page.query.cycle(Facet.THEME, "投诉")
    page.query.cycle(Facet.THEME, "排队")
    assert shown(page, library) == "123"

    go_to(page, Facet.THEME, "排队")
    press(qtbot, page, Qt.Key.Key_Ampersand)

    assert shown(page, library) == "1"
    assert row_of(page, Facet.THEME, "投诉").count == 1
    press(qtbot, page, Qt.Key.Key_Bar)
    assert shown(page, library) == "123"


def test_a_level_stands_for_all_below_it_and_opens_by_key(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    assert row_of(page, Facet.TAG, "服务").count == 3
    go_to(page, Facet.TAG, "服务")
    assert not page.panel.tree.model().row_index(Facet.TAG, RowKind.VALUE, "服务::前厅").isValid()

    press(qtbot, page, Qt.Key.Key_Right)
    assert row_of(page, Facet.TAG, "服务::前厅").label == "前厅"
    press(qtbot, page, Qt.Key.Key_Space)
    assert shown(page, library) == "123"

    go_to(page, Facet.TAG, "服务::前厅")
    press(qtbot, page, Qt.Key.Key_Left)
    assert page.panel.tree.currentIndex().data() == "服务"


def test_a_part_of_the_library_is_looked_at_as_the_whole(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    page.query.set_text("投诉")
    page.query.look_only_at(Facet.INDUSTRY, HOTEL)

    assert page.part_bar.text == f"Only {HOTEL}"
    assert shown(page, library) == "12"
    assert page.query.hits.library_total == 2
    assert not page.panel.tree.model().row_index(Facet.INDUSTRY, RowKind.VALUE, AIR).isValid()
    page.query.cycle(Facet.THEME, "排队")
    assert shown(page, library) == "1"
    page.panel.clear_button.click()
    assert shown(page, library) == "12"

    qtbot.mouseClick(page.part_bar.leave_button, Qt.MouseButton.LeftButton)
    assert page.part_bar.text == ""
    assert shown(page, library) == "1234"
    index_of(page, Facet.INDUSTRY, AIR)


def test_a_value_is_renamed_in_all_cases_and_in_what_asks_for_it(
    page: LibraryPage, library: Library, session: LibrarySession, ids: tuple[int, ...]
) -> None:
    saved = page.commands.save_filter("服务", "tag:服务::前厅")
    page.query.cycle(Facet.TAG, "服务")

    page.panel.value_renamed.emit(Facet.TAG, "服务", "接待")
    assert "3 cases" in page.question.question
    page.question.yes_button.click()

    assert [case.tags for case in library.cases.get_many(ids)] == [
        ("接待::前厅",),
        ("接待::客房", "沟通"),
        ("接待",),
        ("沟通",),
    ]
    assert library.saved_filters.get(saved).query == "tag:接待::前厅"
    assert page.query.wanted.condition(Facet.TAG).included == {"接待"}
    session.undo_stack.undo()
    assert library.cases.get(ids[2]).tags == ("服务",)
    assert library.saved_filters.get(saved).query == "tag:服务::前厅"


def test_a_name_that_is_taken_merges_and_delete_takes_a_value_away(
    page: LibraryPage, library: Library, ids: tuple[int, ...]
) -> None:
    page.panel.value_renamed.emit(Facet.THEME, "排队", "投诉")
    assert [case.themes for case in library.cases.get_many(ids)] == [("投诉",), ("投诉",), ("投诉",), ()]

    page.panel.value_delete_requested.emit(Facet.SOURCE, "案例集")
    assert library.cases.get(ids[3]).source == ""


def test_the_menu_of_a_value_offers_what_can_be_done_with_it(qtbot: QtBot, page: LibraryPage) -> None:
    index = index_of(page, Facet.INDUSTRY, HOTEL)
    menu = PanelMenu(index.data(FacetRole.GROUP), index.data(FacetRole.ROW), GroupView(), [AIR, EMPTY], page)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]

    assert texts[:7] == [
        "Include",
        "Exclude",
        "Clear",
        "Show only this",
        "Rename in all cases",
        "Merge into",
        "Take from all cases",
    ]
    with qtbot.waitSignal(menu.mark_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [Mark.EXCLUDED]
    targets = menu.actions()[texts.index("Merge into") + 1].menu()
    assert isinstance(targets, QMenu)
    assert [action.text() for action in targets.actions()] == [AIR]


def test_collections_are_ordered_nested_renamed_and_deleted_with_what_is_below(
    qtbot: QtBot, page: LibraryPage, library: Library, session: LibrarySession, ids: tuple[int, ...]
) -> None:
    for name in ("夏训", "新员工", "内训"):
        page.commands.new_collection(ids[:1])
        page.panel.renamed.emit(Entry(Facet.COLLECTION, RowKind.VALUE, "New collection"), name)
    go_to(page, Facet.COLLECTION, "内训")
    press(qtbot, page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert collections(page) == ["夏训", "内训", "新员工"]

    drop(page, Entry(Facet.COLLECTION, RowKind.VALUE, "夏训"), index_of(page, Facet.COLLECTION, "内训"))
    assert collections(page) == ["内训", "内训::夏训", "新员工"]
    assert row_of(page, Facet.COLLECTION, "内训::夏训").depth == 1

    page.query.cycle(Facet.COLLECTION, "内训::夏训")
    page.panel.renamed.emit(Entry(Facet.COLLECTION, RowKind.VALUE, "内训"), "培训")
    assert page.query.wanted.condition(Facet.COLLECTION).included == {"培训::夏训"}

    page.panel.delete_requested.emit(Entry(Facet.COLLECTION, RowKind.VALUE, "培训"))
    assert collections(page) == ["新员工"]
    session.undo_stack.undo()
    assert collections(page) == ["培训", "培训::夏训", "新员工"]


def drop(page: LibraryPage, entry: Entry, index: QModelIndex, *, part: float = 0.5) -> None:
    rect, data = page.panel.tree.visualRect(index), entry_drag.pack(entry)
    event = QDropEvent(
        QPointF(rect.center().x(), rect.top() + part * rect.height()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.panel.tree.dropEvent(event)


def test_saved_filters_are_counted_and_go_between_others(page: LibraryPage, library: Library) -> None:
    first = page.commands.save_filter("酒店", f"industry:{HOTEL}")
    second = page.commands.save_filter("待补::短", "minutes:<15")
    assert row_of(page, SAVED, str(first), RowKind.SAVED).count == 2

    entry = Entry(SAVED, RowKind.SAVED, str(second))
    drop(page, entry, index_of(page, SAVED, str(first), RowKind.SAVED), part=0.1)

    assert library.saved_filters.all() == (
        SavedFilter(first, "酒店", f"industry:{HOTEL}", 2),
        SavedFilter(second, "短", "minutes:<15", 1),
    )
    assert [item.id for item in page.query.saved_filters] == [second, first]


def test_a_folder_of_saved_filters_opens_and_is_renamed(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    saved = page.commands.save_filter("待补::短", "minutes:<15")
    go_to(page, SAVED, "待补", RowKind.FOLDER)
    press(qtbot, page, Qt.Key.Key_Return)
    assert row_of(page, SAVED, str(saved), RowKind.SAVED).label == "短"

    page.panel.renamed.emit(Entry(SAVED, RowKind.FOLDER, "待补"), "要改")
    assert library.saved_filters.get(saved).name == "要改::短"


def test_minutes_are_bounded_and_counted_under_the_rest(page: LibraryPage, library: Library) -> None:
    figure = Figure.MINUTES
    index = index_of(page, figure.key, "11..20", RowKind.PRESET)
    page.panel.tree.row_pressed.emit(index.data(FacetRole.GROUP), index.data(FacetRole.ROW))

    assert page.query.wanted.minutes == Range(11, 20)
    assert shown(page, library) == "2"
    page.query.cycle(Facet.INDUSTRY, HOTEL)
    assert [row_of(page, figure.key, key, RowKind.PRESET).count for key in ("..10", "11..20", "21..30")] == [1, 1, 0]
    page.panel.clear_button.click()
    assert page.query.wanted == CaseFilter()


def test_a_drop_on_has_none_clears_what_a_case_has_once(
    page: LibraryPage, library: Library, ids: tuple[int, ...]
) -> None:
    page.commands.drop_on_value(Facet.OUTCOME, Outcome.POSITIVE, ids[:2])
    assert library.cases.get(ids[0]).outcome is Outcome.POSITIVE

    model = page.panel.tree.model()
    empty = index_of(page, Facet.OUTCOME, EMPTY)
    data, copy = case_drag.pack(ids[:1]), Qt.DropAction.CopyAction
    assert model.dropMimeData(data, copy, -1, -1, empty)
    assert [case.outcome for case in library.cases.get_many(ids[:2])] == [None, Outcome.POSITIVE]


def test_a_row_is_told_in_words(page: LibraryPage) -> None:
    page.query.cycle(Facet.TAG, "服务")
    index = index_of(page, Facet.TAG, "服务")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "服务, 3 cases, included, folded"
    heading = page.panel.tree.model().group_index(Facet.TAG)
    assert heading.data(Qt.ItemDataRole.AccessibleTextRole) == "Tags, in the filter, any of these"


def test_a_chip_is_edited_as_text_and_is_a_chip_again(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    box = page.header.box
    page.query.set_filter(CaseFilter("1").including(Facet.TAG, "服务 好"))
    qtbot.keyClick(box, Qt.Key.Key_Home)
    qtbot.keyClick(box, Qt.Key.Key_Backspace)

    assert page.query.wanted == CaseFilter("1")
    assert box.text() == '1 tag:"服务 好"'
    box.commit()
    assert page.query.wanted == CaseFilter("1")

    box.setText("tag:沟通")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box.commit()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert page.query.wanted == CaseFilter().including(Facet.TAG, "沟通")
    assert shown(page, library) == "24"


def test_what_is_shown_becomes_the_whole_and_back_by_key(page: LibraryPage, library: Library, actions: Actions) -> None:
    page.query.set_filter(CaseFilter().including(Facet.TAG, "服务").excluding(Facet.INDUSTRY, HOTEL))
    actions.action("view.only_shown").trigger()
    assert page.query.wanted.conditions == ()
    assert (shown(page, library), page.query.hits.library_total) == ("3", 1)
    assert page.query.query_text == 'within:"-industry:酒店 tag:服务"'

    actions.action("view.whole_library").trigger()
    assert shown(page, library) == "1234"
