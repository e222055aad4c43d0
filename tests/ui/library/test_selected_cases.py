"""What is done with the cases that are selected: trash, values, basket, collections, plans."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.bulk_values import ValueChange, Wish
from casedesk.domain.case import Case, Facet, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.ui.actions import Actions
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.session import LibrarySession
from tests.builders import make_case, make_plan
from tests.ui.library.acts import collection, select, titles
from tests.ui.library.parts import BANK, HOTEL


def test_after_a_change_of_several_cases_undo_means_the_change(
    qtbot: QtBot, page: LibraryPage, ids: tuple[int, ...]
) -> None:
    select(page, ids[0], ids[1])
    page.pane.show_now()
    page.selection.focus_value()
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "airport")
    qtbot.waitUntil(lambda: "2" in page.selection.preview_text)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert page.selection.wish is None
    assert QApplication.focusWidget() is page.list


def test_delete_moves_to_the_trash_and_on_to_the_next_row(
    page: LibraryPage, library: Library, session: LibrarySession, actions: Actions, ids: tuple[int, ...]
) -> None:
    order = page.query.hits.ids
    page.list.select_case(order[1])
    said: list[str] = []
    session.announced.connect(said.append)

    actions.action("case.delete").trigger()

    assert library.cases.get(order[1]).trashed is not None
    assert page.list.current_id == order[2]
    assert said == ["Moved 1 case to the trash"]
    session.undo_stack.undo()
    assert page.query.hits.ids == order


def test_many_at_once_are_asked_about_with_numbers(
    qtbot: QtBot, page: LibraryPage, library: Library, actions: Actions
) -> None:
    page.list.selectAll()
    actions.action("case.delete").trigger()
    assert page.question.question.startswith("Move 6 of 6 cases to the trash?")

    qtbot.keyClick(page.question, Qt.Key.Key_Escape)
    assert library.cases.count() == 6
    actions.action("case.delete").trigger()
    page.question.yes_button.click()

    assert library.cases.count() == 0


def test_a_value_is_changed_over_the_selection_after_a_preview(
    qtbot: QtBot, page: LibraryPage, library: Library, session: LibrarySession, ids: tuple[int, ...]
) -> None:
    select(page, *ids[:3])
    assert page.pane.currentWidget() is page.selection
    page.selection.focus_value()
    page.selection._words.setText(HOTEL)
    qtbot.waitUntil(lambda: page.selection.preview_text.startswith(f"“{HOTEL}” is added to 1 of 3 cases"))

    qtbot.keyClick(page.selection._words, Qt.Key.Key_Return)

    assert library.cases.get(ids[2]).industries == (BANK, HOTEL)
    session.undo_stack.undo()
    assert library.cases.get(ids[2]).industries == (BANK,)


def test_reviewed_for_the_whole_selection(
    page: LibraryPage, library: Library, actions: Actions, ids: tuple[int, ...]
) -> None:
    select(page, *ids[:2])

    actions.action("case.reviewed").trigger()

    assert {library.cases.get(id_).state for id_ in ids[:2]} == {State.REVIEWED}


def test_b_fills_the_basket_and_the_basket_makes_a_plan(
    qtbot: QtBot, page: LibraryPage, actions: Actions, ids: tuple[int, ...]
) -> None:
    for case_id in (ids[4], ids[0]):
        page.list.select_case(case_id)
        actions.action("case.basket").trigger()

    with qtbot.waitSignal(page.plan_requested) as asked:
        page.strip.plan_button.click()

    assert asked.args == [(ids[4], ids[0])]


def test_handouts_are_made_of_the_basket_in_its_order(qtbot: QtBot, page: LibraryPage, ids: tuple[int, ...]) -> None:
    assert not page.strip.handouts_button.isVisible()
    page.basket.add((ids[3], ids[1]))
    with qtbot.waitSignal(page.handouts_requested) as asked:
        page.strip.handouts_button.click()
    assert asked.args == [(ids[3], ids[1])]


def test_alt_and_arrows_order_the_basket_and_delete_takes_out(
    qtbot: QtBot, page: LibraryPage, library: Library, ids: tuple[int, ...]
) -> None:
    page.basket.add(ids[:3])
    page.strip.list.setCurrentIndex(page.basket.index(2))

    qtbot.keyClick(page.strip.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.basket.ids == (ids[0], ids[2], ids[1])
    qtbot.keyClick(page.strip.list, Qt.Key.Key_Delete)

    assert page.basket.ids == (ids[0], ids[1])
    assert library.cases.count() == 6


def test_a_number_key_adds_to_a_recent_plan(
    qtbot: QtBot, page: LibraryPage, library: Library, session: LibrarySession, ids: tuple[int, ...]
) -> None:
    plan = make_plan(id=library.new_id(LessonPlan), uid="p")
    session.apply(Edit("plan", (Replacement(None, plan),)))
    page.list.select_case(ids[1])

    qtbot.keyClick(page.list, Qt.Key.Key_1)

    assert library.plans.get(plan.id).case_ids == (ids[1],)
    assert session.undo_stack.undoText() == "Add 1 case to the plan “投诉处理”"


def test_a_collection_is_made_named_filled_and_filtered_by(
    qtbot: QtBot, page: LibraryPage, library: Library, session: LibrarySession, ids: tuple[int, ...]
) -> None:
    page.panel.add_requested.emit(Facet.COLLECTION)
    page.panel.renamed.emit(collection("New collection"), "新员工")
    page.panel.cases_dropped.emit(Facet.COLLECTION, "新员工", ids[1:3])
    assert session.undo_stack.undoText() == "Add 2 cases to “新员工”"

    page.panel.value_pressed.emit(Facet.COLLECTION, "新员工")

    assert titles(page, library) == ["2 凉粥", "3 柜台"]


def test_dropping_on_a_value_sets_it(page: LibraryPage, library: Library, ids: tuple[int, ...]) -> None:
    page.panel.cases_dropped.emit(Facet.INDUSTRY, BANK, (ids[0],))

    assert library.cases.get(ids[0]).industries == (HOTEL, BANK)


def test_wishes_on_values_are_one_step_to_undo(
    page: LibraryPage, library: Library, session: LibrarySession, ids: tuple[int, ...]
) -> None:
    cases: tuple[Case, ...] = library.cases.get_many(ids)

    assert page.commands.change_values(cases, Wish(ValueChange.SET, Facet.OUTCOME, "negative"))

    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "Set Outcome to “Negative” in 6 cases"


def test_a_drop_of_many_cases_is_asked_about_once(page: LibraryPage, session: LibrarySession) -> None:
    ids = session.library.cases.ids()
    many = tuple(make_case(id=id_, uid=f"many{id_}") for id_ in session.library.new_ids(Case, 25))
    session.library.apply(Edit("Add", tuple(Replacement(None, case) for case in many)))
    page.commands.drop_on_value(Facet.TAG, "夏训", tuple(case.id for case in many))
    assert "25 cases" in page.question.question
    assert session.library.cases.get(many[0].id).tags == ()
    page.question.yes_button.click()
    assert session.library.cases.get(many[0].id).tags == ("夏训",)
    session.undo_stack.undo()
    assert session.library.cases.get(many[0].id).tags == ()
    assert session.library.cases.count() == len(ids) + 25
