"""Cases dragged from the library onto a plan: by way of the rail, onto its row, onto a block, between blocks."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from casedesk.ui.lessons.lessons_page import LessonsPage
from casedesk.ui.lessons.plan_list import PLAN_ROLE
from casedesk.ui.models import case_drag
from casedesk.ui.rail import Rail
from tests.ui.lessons.test_lessons_page import cases, page, plan, stored, titles

__all__ = ["cases", "page", "plan"]
COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def hover(area: QWidget, at: QPoint, data: QMimeData) -> bool:
    """Drag over a point; whether a drop would be taken there."""
    QApplication.sendEvent(area, QDragEnterEvent(at, COPY, data, LEFT, PLAIN))
    move = QDragMoveEvent(at, COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(area, move)
    return move.isAccepted()


def drop(area: QWidget, at: QPoint, *ids: int) -> bool:
    data = case_drag.pack(ids)
    if not hover(area, at, data):
        return False
    event = QDropEvent(QPointF(at), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(area, event)
    return event.isAccepted()


def row_of_plan(page: LessonsPage) -> QPoint:
    rows = page._list._list
    item = next(rows.item(row) for row in range(rows.count()) if rows.item(row).data(PLAN_ROLE) == 1)
    return rows.visualItemRect(item).center()


def block(page: LessonsPage, row: int):
    view = page._sheet.board.view
    return view.visualRect(view.blocks.index(row))


def test_a_plan_in_the_list_takes_cases_that_it_does_not_have(page, library, session):
    said, refused = [], []
    session.announced.connect(said.append)
    session.refused.connect(refused.append)
    assert drop(page._list._list.viewport(), row_of_plan(page), 1, 3)
    assert titles(stored(library)) == "开场 满房 凉粥 游戏 柜台"
    assert said == ["Add 1 case to the plan “" + stored(library).title + "”"]
    session.undo_stack.undo()
    assert titles(stored(library)) == "开场 满房 凉粥 游戏"

    assert drop(page._list._list.viewport(), row_of_plan(page), 1, 2)
    assert len(refused) == 1


def test_headings_take_nothing(page):
    rows = page._list._list
    assert not drop(rows.viewport(), rows.visualItemRect(rows.item(0)).center(), 3)


def test_a_block_takes_a_case_and_a_gap_makes_a_block_of_it(page, library, session):
    viewport = page._sheet.board.view.viewport()
    assert drop(viewport, block(page, 1).center(), 3)
    assert [use.case_id for use in stored(library).blocks[1].cases] == [1, 3]
    assert session.undo_stack.undoText() == "Put 1 case into “满房”"
    session.undo_stack.undo()

    assert drop(viewport, block(page, 1).topLeft() + QPoint(40, 3), 3)
    assert titles(stored(library)) == "开场 柜台 满房 凉粥 游戏"
    assert page._sheet.board.view.blocks.row(1).title == "柜台"


def test_below_the_blocks_is_the_end_of_the_plan(page, library):
    assert drop(page._sheet, QPoint(200, page._sheet.height() - 20), 3)
    assert titles(stored(library)) == "开场 满房 凉粥 游戏 柜台"


def test_what_is_typed_in_the_plan_is_kept_when_cases_are_dropped(page, library):
    page._sheet.board.view.select_rows([0])
    page._sheet.board.add_minutes(7)
    assert drop(page._sheet.board.view.viewport(), block(page, 2).center(), 3)
    assert stored(library).blocks[0].minutes == 12
    assert 3 in stored(library).case_ids


def test_other_things_are_not_taken(page):
    text = QMimeData()
    text.setText("投诉")
    assert not hover(page._list._list.viewport(), row_of_plan(page), text)


@pytest.mark.parametrize("name", ["lessons", "library"])
def test_cases_held_over_a_button_of_the_rail_open_its_page(qtbot, appearance, actions, name):
    rail = Rail(appearance, actions)
    qtbot.addWidget(rail)
    rail.show()
    with qtbot.waitSignal(rail.page_requested) as asked:
        assert not hover(rail._buttons[name], QPoint(20, 20), case_drag.pack([1]))  # it only opens the page
    assert asked.args == [name]
    assert not rail._buttons["trash"].acceptDrops()
