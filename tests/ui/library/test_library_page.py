from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Facet, Question, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import CaseFilter
from casedesk.storage.library import Library
from casedesk.ui.actions import Actions
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.models.entry_drag import Entry
from casedesk.ui.models.facet_groups import SAVED
from casedesk.ui.models.facet_row import RowKind
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from tests.ui.conftest import type_text
from tests.ui.library.acts import collection, search_for, titles
from tests.ui.library.parts import BANK, HOTEL


def test_the_filter_panel_is_ticked_in_the_menu_while_it_is_shown(page: LibraryPage, actions: Actions) -> None:
    action = actions.action("view.filter_panel")
    assert action.isChecked()

    action.trigger()
    assert not page.columns.is_panel_shown
    assert not action.isChecked()

    action.trigger()
    assert action.isChecked()
    page.columns.fold_panel()
    assert not action.isChecked()


def test_typing_finds_cases_in_either_script(page: LibraryPage, library: Library) -> None:
    search_for(page, "投訴")

    assert titles(page, library) == ["1 满房夜", "2 凉粥", "5 登机牌"]


def test_nothing_is_searched_while_an_input_method_composes(qtbot: QtBot, page: LibraryPage) -> None:
    QApplication.sendEvent(page.header.box, QInputMethodEvent("tou su", []))
    with qtbot.assertNotEmitted(page.query.filter_changed, wait=150):
        pass


def test_a_clause_becomes_a_chip_beside_the_words(page: LibraryPage, library: Library) -> None:
    search_for(page, f"industry:{HOTEL} 投诉")

    assert titles(page, library) == ["1 满房夜", "2 凉粥"]
    assert page.header.box.text() == "投诉"
    assert page.query.wanted.condition(Facet.INDUSTRY).included == {HOTEL}


def test_a_clause_counts_only_when_it_is_finished(qtbot: QtBot, page: LibraryPage) -> None:
    search_for(page, f"投诉 industry:{HOTEL[0]}")
    assert page.query.wanted == CaseFilter("投诉")

    type_text(page.header.box, HOTEL[1])
    qtbot.keyClick(page.header.box, Qt.Key.Key_Return)
    qtbot.keyClick(page.header.box, Qt.Key.Key_Return)

    assert page.query.wanted.condition(Facet.INDUSTRY).included == {HOTEL}
    assert page.header.box.text() == "投诉"


def test_panel_and_chips_are_the_same_filter(page: LibraryPage, library: Library) -> None:
    page.panel.value_pressed.emit(Facet.INDUSTRY, BANK)
    assert titles(page, library) == ["3 柜台", "4 退卡"]
    page.panel.value_pressed.emit(Facet.INDUSTRY, BANK)
    assert len(page.query.hits.ids) == 4

    page.header.chips.clicked.emit("0")

    assert page.query.wanted == CaseFilter()
    assert len(page.query.hits.ids) == 6


def test_counts_follow_the_other_facets(page: LibraryPage) -> None:
    page.panel.value_pressed.emit(Facet.THEME, "投诉处理")

    index = page.panel.tree.model().row_index(Facet.INDUSTRY, RowKind.VALUE, HOTEL)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"{HOTEL}, 1 case"


def test_no_hit_offers_the_way_out(qtbot: QtBot, page: LibraryPage) -> None:
    page.panel.value_pressed.emit(Facet.INDUSTRY, BANK)
    search_for(page, "集团")
    assert page.no_hits.isVisible()

    link = next(link for link in page.no_hits.links if BANK in link.text())
    link.click()

    assert page.list.isVisible()
    assert page.query.wanted == CaseFilter("集团")
    assert page.query.hits.total == 1


def test_the_case_is_shown_where_the_selection_stops(qtbot: QtBot, page: LibraryPage, ids: tuple[int, ...]) -> None:
    page.list.select_case(ids[2])

    qtbot.waitUntil(lambda: page.pane.opened == ids[2])


def test_the_filter_follows_a_renamed_and_leaves_a_deleted_collection(
    page: LibraryPage, library: Library, ids: tuple[int, ...]
) -> None:
    name = page.commands.new_collection(ids[:2])
    page.panel.value_pressed.emit(Facet.COLLECTION, name)

    page.panel.renamed.emit(collection(name), "中层")
    assert page.query.wanted.condition(Facet.COLLECTION).included == {"中层"}
    assert page.query.hits.total == 2

    page.panel.delete_requested.emit(collection("中层"))
    assert page.query.wanted == CaseFilter()
    assert page.query.hits.total == 6


def test_a_filter_is_saved_shown_updated_and_deleted(page: LibraryPage, library: Library) -> None:
    search_for(page, f"industry:{HOTEL} 投诉")
    page.header.save_link.click()
    (saved,) = library.saved_filters.all()
    assert saved.name == f"投诉, {HOTEL}"

    page.query.set_filter(CaseFilter())
    page.panel.saved_pressed.emit(saved.id)
    assert titles(page, library) == ["1 满房夜", "2 凉粥"]
    assert page.header.box.text() == "投诉"

    page.query.set_text("")
    page.panel.update_requested.emit(saved.id)
    assert "投诉" not in library.saved_filters.get(saved.id).query
    page.panel.renamed.emit(Entry(SAVED, RowKind.SAVED, str(saved.id)), "酒店")
    assert library.saved_filters.get(saved.id).name == "酒店"
    page.panel.delete_requested.emit(Entry(SAVED, RowKind.SAVED, str(saved.id)))
    assert library.saved_filters.all() == ()


def test_a_new_case_is_found_open_whatever_the_filter(
    qtbot: QtBot, page: LibraryPage, library: Library, actions: Actions
) -> None:
    search_for(page, "集团")

    actions.action("case.new").trigger()

    assert library.cases.count() == 7
    assert library.cases.get(page.list.current_id).title == "New case"
    assert page.pane.opened == page.list.current_id


def test_opening_a_hidden_case_drops_the_filter(page: LibraryPage, ids: tuple[int, ...]) -> None:
    search_for(page, "集团")

    page.open_case(ids[3])

    assert page.list.current_id == ids[3]
    assert page.pane.opened == ids[3]


def test_f6_goes_round_search_filter_list_case_basket(qtbot: QtBot, page: LibraryPage, ids: tuple[int, ...]) -> None:
    page.basket.add(ids[:1])
    page.pane.show_now()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.header.box.setFocus()
    stops = []
    for _ in range(5):
        page.next_panel()
        focused = QApplication.focusWidget()
        stops.append(
            next(
                name
                for name, area in (
                    ("filter", page.panel),
                    ("list", page.list),
                    ("case", page.pane),
                    ("basket", page.strip),
                    ("search", page.header),
                )
                if area is focused or area.isAncestorOf(focused)
            )
        )

    assert stops == ["filter", "list", "case", "basket", "search"]


def test_a_narrow_window_opens_the_panel_over_the_list(qtbot: QtBot, page: LibraryPage) -> None:
    page.header.box.setFocus()
    page.resize(952, 668)
    assert not page.panel.isVisible()
    assert page.header.filter_button.isVisible()

    page.header.filter_button.click()
    assert page.panel.isVisible()
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()

    page.resize(1368, 836)
    assert page.panel.isVisible()
    assert not page.header.filter_button.isVisible()


def test_an_empty_library_says_how_to_begin(
    qtbot: QtBot, tmp_path, app: QApplication, parts: Parts, actions: Actions
) -> None:
    with Library.open(tmp_path / "empty.casedesk") as library:
        search = CaseSearch(library.path, immediate=True)
        page = LibraryPage(replace(parts, session=LibrarySession(library), search=search))
        qtbot.addWidget(page)
        page.show()

        assert page.list_column.empty.isVisible()
        with qtbot.waitSignal(actions.action("file.import").triggered):
            page.list_column.empty.import_button.click()
        page.leave_library()
        search.close()


def test_a_value_is_completed_and_becomes_a_chip(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    type_text(page.header.box, "投诉 industry:")
    assert page.header.completion.labels == (HOTEL, BANK, "航空")

    qtbot.keyClick(page.header.box, Qt.Key.Key_Down)
    qtbot.keyClick(page.header.box, Qt.Key.Key_Return)

    assert page.header.completion.labels == ()
    assert page.query.wanted.condition(Facet.INDUSTRY).included == {HOTEL}
    assert titles(page, library) == ["1 满房夜", "2 凉粥"]


def test_a_case_stays_listed_and_in_place_while_it_is_written(
    qtbot: QtBot, page: LibraryPage, library: Library, session: LibrarySession
) -> None:
    page.panel.value_pressed.emit(Facet.HEALTH, "no_questions")
    order = page.query.hits.ids
    page.list.select_case(order[3])
    page.pane.show_now()
    case = library.cases.get(order[3])
    section = Section(Role.QUESTION, questions=(Question("为什么？"),))
    written = replace(case, sections=(*case.sections, section), modified=datetime.now(UTC))

    session.apply(Edit("write", (Replacement(case, written),)), page.case_view)

    assert page.query.hits.ids == order
    assert page.list.current_id == order[3]
    page.query.set_filter(CaseFilter())
    page.panel.value_pressed.emit(Facet.HEALTH, "no_questions")
    assert order[3] not in page.query.hits.ids
