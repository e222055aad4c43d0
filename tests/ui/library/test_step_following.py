"""Undo and redo in a case out of sight: the case that they are about comes onto the screen."""

from pytestqt.qtbot import QtBot

from casedesk.domain.case import Facet
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import CaseFilter
from casedesk.ui.actions import Actions
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.session import LibrarySession
from tests.ui.library.parts import AIR, BANK


def test_a_case_that_was_begun_comes_back_onto_the_screen(
    tagged_page: LibraryPage, session: LibrarySession, actions: Actions, qtbot: QtBot
) -> None:
    page, view = tagged_page, tagged_page.case_view
    actions.action("case.new").trigger()
    qtbot.waitUntil(lambda: view.column.title.text() == "New case")
    begun = view.case_id
    session.undo()
    qtbot.waitUntil(lambda: page.list.current_id not in (0, begun))
    session.redo()
    qtbot.waitUntil(lambda: view.case_id == begun)
    assert page.list.selected_ids == (begun,)


def test_an_edit_of_another_case_is_taken_back_in_sight(
    tagged_page: LibraryPage, tagged: tuple[int, ...], session: LibrarySession, qtbot: QtBot
) -> None:
    page = tagged_page
    page.open_case(tagged[3])
    before = session.library.cases.get(tagged[3])
    assert session.apply(Edit("note", (Replacement(before, before.with_values(Facet.SOURCE, ("新",))),)))
    page.open_case(tagged[0])
    session.undo()
    qtbot.waitUntil(lambda: page.case_view.case_id == tagged[3])


def test_a_filter_that_hides_the_case_stays(
    tagged_page: LibraryPage, tagged: tuple[int, ...], session: LibrarySession, qtbot: QtBot
) -> None:
    page = tagged_page
    before = session.library.cases.get(tagged[3])
    assert before.industries == (AIR,)
    assert session.apply(Edit("source", (Replacement(before, before.with_values(Facet.SOURCE, ("新",))),)))
    banks = CaseFilter().including(Facet.INDUSTRY, BANK)
    page.show_filter(banks)
    qtbot.waitUntil(lambda: page.list.selected_ids == (tagged[2],))
    session.undo()
    assert page.query.wanted == banks
    assert page.list.selected_ids == (tagged[2],)
    page.show_filter(CaseFilter())
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 4)
    assert page.list.selected_ids == (tagged[2],)
