"""A draft beside its twin: what is marked, and what its keys decide."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from casedesk.domain.draft import Decision, Twin
from casedesk.tasks.add_cases import addition
from casedesk.tasks.import_documents import read_pasted
from casedesk.ui.review.import_page import ImportPage
from casedesk.ui.session import LibrarySession
from tests.retold import twice_told

STORIES = twice_told()


def told(*stories: tuple[str, str]) -> str:
    return "".join(f"案例{at}：{title}\n{story}\n点评：先问清楚。\n" for at, (title, story) in enumerate(stories, 1))


@pytest.fixture
def compared(page: ImportPage, session: LibrarySession, qtbot: QtBot, tmp_path: Path) -> ImportPage:
    """A review of two drafts that the library tells already: a changed one and a retold one."""
    library = session.library
    first = read_pasted(told(("戒指", STORIES[1].told), ("退烧药", STORIES[0].told)), "a.txt")
    library.apply(addition(library, [first], name="a").edit)
    path = tmp_path / "b.txt"
    path.write_text(told(("寻戒记", STORIES[1].near), ("半夜买药", STORIES[0].retold)), "utf-8")
    page.import_paths([path])
    page.show()
    qtbot.waitExposed(page)
    page.state.select(0)
    page.review.setFocus()
    return page


def marked(page: ImportPage, side: int) -> str:
    """The marked words of a side."""
    document = page.review.twins._papers[side].document()
    cursor = QTextCursor(document)
    found = ""
    for at in range(document.characterCount() - 1):
        cursor.setPosition(at + 1)
        if cursor.charFormat().background().style() is not Qt.BrushStyle.NoBrush:
            found += document.characterAt(at)
    return found


def test_what_differs_is_marked_and_the_key_goes_back(compared: ImportPage, qtbot: QtBot):
    qtbot.keyClick(compared.review, "c")
    assert compared.review.twins.isVisible()
    assert not compared.review.source.isVisible()
    for _ in range(2):  # also when it is shown anew
        assert "老师" in marked(compared, 0)
        assert "先生" in marked(compared, 1)
        assert "退房后在高铁上" not in marked(compared, 0)
        compared.review.twins.show_twin()
    qtbot.keyClick(compared.review.twins, Qt.Key.Key_Escape)
    assert compared.review.source.isVisible()


def test_its_keys_decide_and_adding_does_it(compared: ImportPage, session: LibrarySession, qtbot: QtBot):
    state = compared.state
    assert [draft.likeness and draft.likeness.case_id for draft in state.proposal.drafts] == [1, 2]
    qtbot.keyClick(compared.review, "r")
    state.select(1)
    qtbot.keyClick(compared.review, "f")
    assert [draft.twin for draft in state.proposal.drafts] == [Twin.UPDATE, Twin.FAMILY]
    state.undo_stack.undo()
    assert state.proposal.drafts[1].twin is Twin.OPEN
    state.undo_stack.redo()
    compared.add_kept()
    assert session.library.cases.get(1).title == "寻戒记"
    assert session.library.families.of_case(2) is not None
    assert session.library.cases.count() == 3
    session.undo_stack.undo()
    assert session.library.cases.get(1).title == "戒指"
    assert session.library.families.all() == ()


def test_a_stranger_is_kept_and_what_is_there_already_is_dropped(compared: ImportPage, qtbot: QtBot):
    state = compared.state
    qtbot.keyClick(compared.review, "d")
    state.select(1)
    qtbot.keyClick(compared.review, "x")
    assert [draft.decision for draft in state.proposal.drafts] == [Decision.KEEP, Decision.DROP]
    assert state.proposal.drafts[0].twin is Twin.DISTINCT


def test_without_a_twin_it_says_so(compared: ImportPage, qtbot: QtBot):
    compared.import_text(told(("生日", STORIES[6].told), ("汤", STORIES[7].told)))
    qtbot.waitUntil(lambda: compared.state.is_open and compared.state.proposal.drafts[0].title == "生日")
    with qtbot.waitSignal(compared.review.said):
        qtbot.keyClick(compared.review, "c")
    assert compared.review.source.isVisible()
