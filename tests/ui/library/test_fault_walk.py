from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Facet, Question, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import EMPTY, CaseFilter, Order
from casedesk.domain.health import Health
from casedesk.storage.library import Library
from casedesk.ui.actions import Actions
from casedesk.ui.library.fault_walk import FaultWalk, fault_count, faulty
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.session import LibrarySession
from tests.builders import make_section

BODY, ANALYSIS, LESSON = (make_section(role, "他说谢谢。") for role in (Role.BODY, Role.ANALYSIS, Role.LESSON))
QUESTIONS = Section(Role.QUESTION, questions=(Question("为什么？"),))


def test_what_counts_as_missing_follows_the_filter() -> None:
    everything = CaseFilter()
    without_questions = everything.including(Facet.HEALTH, Health.NO_QUESTIONS)

    assert faulty(everything).condition(Facet.HEALTH).excluded == {Health.COMPLETE}
    assert faulty(without_questions).condition(Facet.HEALTH).included == {Health.NO_QUESTIONS}


def complete_all_but(page: LibraryPage, session: LibrarySession, rows: dict[int, tuple[Section, ...]]) -> None:
    """Complete every case, and give the cases in some rows these sections."""
    page.query.set_order(Order.TITLE)
    for row, case_id in enumerate(page.query.hits.ids):
        case = session.library.cases.get(case_id)
        sections = rows.get(row, (BODY, QUESTIONS, ANALYSIS, LESSON))
        session.apply(Edit("", (Replacement(case, replace(case, sections=sections)),)))


def test_the_next_case_is_opened_where_something_is_missing(
    qtbot: QtBot, tagged_page: LibraryPage, session: LibrarySession, library: Library, actions: Actions
) -> None:
    page, fix = tagged_page, actions.action("case.fix_next")
    complete_all_but(page, session, {1: (BODY, ANALYSIS, LESSON), 2: (BODY, QUESTIONS, LESSON)})
    ids = page.query.hits.ids
    page.list.select_case(ids[0])
    assert fault_count(page.query.wanted, page.query.hits) == 2
    assert "2" in page.header.fix_link.text()

    told: list[str] = []
    session.refused.connect(told.append)

    def has(role: Role) -> bool:
        return page.case_view.editing.case.section(role) is not None

    fix.trigger()
    assert page.pane.opened == page.list.current_id == ids[1]
    qtbot.waitUntil(lambda: has(Role.QUESTION))
    assert page.case_view.isAncestorOf(QApplication.focusWidget())

    fix.trigger()
    assert page.pane.opened == ids[2]
    qtbot.waitUntil(lambda: has(Role.ANALYSIS))
    assert not told

    fix.trigger()
    assert page.pane.opened == ids[1]
    assert told == ["Round the list once: 2 cases are left"]


def test_complete_cases_have_nothing_to_fix(
    tagged_page: LibraryPage, session: LibrarySession, actions: Actions
) -> None:
    complete_all_but(tagged_page, session, {})
    told: list[str] = []
    session.refused.connect(told.append)

    actions.action("case.fix_next").trigger()

    assert told == ["Nothing is missing in these cases."]
    assert tagged_page.header.fix_link.isHidden()


def test_a_filter_for_cases_without_a_theme_leads_from_one_to_the_next(
    qtbot: QtBot, tagged_page: LibraryPage, actions: Actions
) -> None:
    page, fix = tagged_page, actions.action("case.fix_next")
    page.query.set_filter(CaseFilter().including(Facet.THEME, EMPTY))
    qtbot.waitUntil(lambda: page.query.hits.ids == (4,))
    assert "1" in page.header.fix_link.text()

    walk = page.findChild(FaultWalk)
    assert walk is not None
    walk.arrived.disconnect()  # its field opens a list of completions, which needs a real screen
    with qtbot.waitSignal(walk.arrived) as arrived:
        fix.trigger()

    assert arrived.args == [4, Facet.THEME]
