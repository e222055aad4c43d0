"""The same text merged all at once, and the pairs that were told apart."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Outcome
from casedesk.domain.changes import Edit, Replacement
from casedesk.tasks import families
from casedesk.ui.merge.merge_page import MergePage
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from tests.builders import make_case

RAIN = "雨夜里送来一把伞，第二天客人把伞晾干了还回来，伞柄上系着一张写满字的纸条，前台把它贴在了墙上。"
WAIT = "客人等了四十分钟，前台只有一个人，电话一直在响，后面的门锁机也坏了，大堂里站着七八个拖行李箱的人。"


@pytest.fixture
def page(qtbot: QtBot, session: LibrarySession, parts: Parts) -> MergePage:
    """Two stories, each told twice in the same words; of the second one the outcomes differ."""
    cases = (
        make_case(RAIN, id=1, title="伞", analysis="小事。"),
        make_case(RAIN, id=2, title="一把伞"),
        make_case(WAIT, id=3, title="等", analysis="先坐下。", outcome=Outcome.POSITIVE),
        make_case(WAIT, id=4, title="久等", outcome=Outcome.MIXED),
    )
    for case in cases:
        session.library.new_id(type(case))
    session.library.apply(Edit("Add", tuple(Replacement(None, case) for case in cases)))
    made = MergePage(parts)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made


def alive(session: LibrarySession) -> list[int]:
    return list(session.library.cases.ids())


def test_everything_is_listed_before_it_is_merged(page: MergePage, session: LibrarySession, qtbot: QtBot):
    page.groups.whole.click()

    assert page.whole.isVisible()
    assert page.whole.merges.rowCount() == 2
    assert [merge.kept_id for merge in page.whole.merges.chosen] == [1]
    assert page.whole.merge.text() == "Merge 1 case"
    assert page.whole.brake_sentence.startswith("1 of 4 cases goes to the trash")
    assert alive(session) == [1, 2, 3, 4]
    qtbot.keyClick(page.whole.list, Qt.Key.Key_Escape)
    assert page.groups.isVisible()


def test_one_step_of_undo_takes_all_back(page: MergePage, session: LibrarySession, qtbot: QtBot):
    page.groups.whole.click()
    page.whole.tick_all.click()
    qtbot.keyClick(page.whole.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert alive(session) == [1, 3]
    assert page.groups.isVisible()
    assert page.groups.listed == ()
    session.undo_stack.undo()
    assert alive(session) == [1, 2, 3, 4]
    assert len(page.groups.listed) == 2


def test_a_merge_of_the_list_can_be_looked_at_instead(page: MergePage, qtbot: QtBot):
    page.groups.whole.click()
    qtbot.keyClick(page.whole.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.whole.list, Qt.Key.Key_Return)

    assert page.is_comparing
    assert (page.state.pair.kept.id, page.state.pair.other.id) == (3, 4)


def test_what_was_told_apart_is_listed_and_can_be_taken_back(page: MergePage, session: LibrarySession, qtbot: QtBot):
    session.apply(families.telling_apart(session.library, (1, 2)))
    session.apply(families.telling_apart(session.library, (4, 3)))
    page.show_groups()
    assert page.groups.listed == ()
    page.groups.apart_door.click()

    assert [(item.first, item.second) for item in page.groups.apart.pairs] == [("等", "久等"), ("伞", "一把伞")]
    qtbot.keyClick(page.groups.apart, Qt.Key.Key_Delete)
    assert len(page.groups.apart.pairs) == 1
    assert len(page.groups.listed) == 0
    page.groups.buttons["all"].click()
    assert [set(group.case_ids) for group in page.groups.listed] == [{3, 4}]
    session.undo_stack.undo()
    assert len(page.groups.apart.pairs) == 2


def test_a_pair_that_was_told_apart_can_be_laid_side_by_side(page: MergePage, session: LibrarySession, qtbot: QtBot):
    session.apply(families.telling_apart(session.library, (1, 2)))
    page.show_groups()
    page.groups.buttons["apart"].click()
    qtbot.keyClick(page.groups.apart, Qt.Key.Key_Return)
    assert page.is_comparing
    qtbot.keyClick(page.pair.row("title"), Qt.Key.Key_Escape)
    assert page.groups.isVisible()
    assert isinstance(session.library.cases.get(1), Case)


def test_the_focus_is_never_left_on_what_is_hidden(page: MergePage, session: LibrarySession, qtbot: QtBot):
    def focused() -> QWidget:
        now = QApplication.focusWidget()
        assert now is not None
        assert now.isVisible()
        return now

    page.activateWindow()
    page.groups.list.setFocus()
    page.groups.whole.click()
    page.whole.tick_all.click()
    page.whole.merge.setFocus()
    page.whole.merge.click()
    assert focused() is page.groups.retry
    session.undo_stack.undo()
    assert focused() is page.groups.list
    qtbot.keyClick(page.groups.list, Qt.Key.Key_Return)
    for _ in range(2):
        qtbot.keyClick(focused(), Qt.Key.Key_N)
    assert focused() is page.groups.retry
    page.groups.apart_door.click()
    for _ in range(2):
        qtbot.keyClick(focused(), Qt.Key.Key_Delete)
        page.groups.buttons["apart"].click()
    assert focused().isVisible()
