from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import CaseFilter, Order, Tellings
from casedesk.domain.query import parse_query
from casedesk.storage.library import Library
from casedesk.tasks import families
from casedesk.ui.editor.case_facts import facts_of
from casedesk.ui.library.case_delegate import CaseDelegate, Density
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.library.tellings_menu import TellingsMenu
from casedesk.ui.models.case_list import CaseRole
from casedesk.ui.session import LibrarySession


@pytest.fixture
def page(qtbot: QtBot, tagged_page: LibraryPage, session: LibrarySession) -> LibraryPage:
    """Cases 1, 2 and 4 tell one story, 2 best."""
    session.apply(families.joining(session.library, (1, 2, 4), best_id=2))
    tagged_page.query.set_order(Order.TITLE)
    qtbot.waitUntil(lambda: tellings(tagged_page) == [0, 3, 0, 0], timeout=30_000)
    return tagged_page


def tellings(page: LibraryPage) -> list[int]:
    model = page.list.model()
    rows = [model.index(row, 0).data(CaseRole.SUMMARY) for row in range(model.rowCount())]
    return [row.tellings for row in rows if row is not None]


@pytest.mark.parametrize("density", Density)
def test_a_click_on_the_number_of_tellings_asks_for_them(qtbot: QtBot, page: LibraryPage, density: Density):
    page.list.set_density(density)
    index = page.list.model().index(1, 0)
    option = QStyleOptionViewItem()
    page.list.initViewItemOption(option)
    option.rect = page.list.visualRect(index)  # type: ignore[attr-defined]
    delegate = page.list.itemDelegate()
    assert isinstance(delegate, CaseDelegate)
    page.list.tellings_requested.disconnect()

    with qtbot.waitSignal(page.list.tellings_requested, timeout=30_000) as asked:
        chip = delegate.tellings_rect(option, index)
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=chip.center())

    assert asked.args is not None
    assert asked.args[0] == 2
    assert delegate.tellings_rect(option, page.list.model().index(0, 0)).isEmpty()


def test_the_other_tellings_can_be_opened_and_listed(qtbot: QtBot, page: LibraryPage):
    menu = QMenu(page)
    page.findChild(TellingsMenu).fill(menu, 1)

    assert [action.text() for action in menu.actions()] == [
        "2 (best telling)",
        "4",
        "",
        "Show all 3 tellings in the list",
    ]
    menu.actions()[-1].trigger()

    qtbot.waitUntil(lambda: page.query.hits.ids == (1, 2, 4), timeout=30_000)
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: page.list.current_id == 4, timeout=30_000)


def test_every_story_once(qtbot: QtBot, page: LibraryPage):
    page.query.set_filter(parse_query("family:best"))
    qtbot.waitUntil(lambda: page.query.hits.ids == (2, 3), timeout=30_000)

    page.query.set_filter(CaseFilter(tellings=Tellings.MANY))
    qtbot.waitUntil(lambda: page.query.hits.ids == (1, 2, 4), timeout=30_000)

    assert [chip.text for chip in filter_chips(page.query.wanted)] == ["Told more than once"]


def test_a_telling_in_the_trash_is_none(qtbot: QtBot, page: LibraryPage, session: LibrarySession, library: Library):
    page.commands.trash([2])

    qtbot.waitUntil(lambda: tellings(page) == [2, 0, 0], timeout=30_000)
    menu = QMenu(page)
    page.findChild(TellingsMenu).fill(menu, 4)
    assert [action.text() for action in menu.actions()][:1] == ["1 (best telling)"]


def test_a_translation_is_no_telling(qtbot: QtBot, page: LibraryPage, session: LibrarySession, library: Library):
    case = library.cases.get(4)
    session.apply(Edit("edit", (Replacement(case, replace(case, language="en")),)))

    qtbot.waitUntil(lambda: tellings(page) == [0, 2, 0, 0], timeout=30_000)
    menu = QMenu(page)
    page.findChild(TellingsMenu).fill(menu, 4)
    assert menu.isEmpty()
    assert facts_of(library.cases.get(4), library).family == ()
