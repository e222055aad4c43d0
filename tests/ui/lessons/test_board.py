"""What is done to the blocks of a plan with mouse and keys, in the real page."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind, LessonPlan, PlanState
from casedesk.ui.lessons.block_delegate import stripe_pieces
from casedesk.ui.lessons.block_rows import HeadingRow
from casedesk.ui.lessons.lessons_page import LessonsPage
from tests.builders import make_case, make_plan


@pytest.fixture
def case(library):
    made = make_case(id=1, title="满房", minutes=20, questions=("为什么？", "怎么办？"))
    library.apply(Edit("add", (Replacement(None, made),)))
    return made


@pytest.fixture
def page(qtbot, library, case, session, search, parts):
    blocks = (Block("开场", 5, BlockKind.OPENING), *make_plan(case).blocks, Block("小结", 10, BlockKind.SUMMARY))
    plan = make_plan(id=1, blocks=blocks, target=90, audience="前厅二班", start=time(9, 0))
    library.apply(Edit("add", (Replacement(None, plan),)))
    made = LessonsPage(parts)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    qtbot.waitExposed(made)
    session.changed.connect(lambda changes, _: search.refresh(changes))
    return made


def stored(library) -> LessonPlan:
    return library.plans.get(1)


def titles(page) -> list[str]:
    model = page._sheet.board.view.blocks
    return [model.row(at).title for at in range(model.rowCount())]


def test_a_session_and_a_day_are_added_and_taken_back(page, library, session, actions):
    page._sheet.board.view.select_rows([1])
    actions.action("plan.add_session").trigger()
    assert titles(page) == ["Session 1", "开场", "满房", "Session 2", "小结"]
    assert [item.start for item in stored(library).sessions] == [time(9, 0), time(11, 30)]
    actions.action("plan.add_day").trigger()
    assert stored(library).sessions[-1].day == 1
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert titles(page) == ["开场", "满房", "小结"]
    assert stored(library).sessions == ()


def test_a_heading_moves_like_a_block(page, library, actions):
    page._sheet.board.view.select_rows([1])
    actions.action("plan.add_session").trigger()
    page._sheet.board.view.select_rows([3])
    actions.action("plan.block_up").trigger()
    assert titles(page) == ["Session 1", "开场", "Session 2", "满房", "小结"]
    row = page._sheet.board.view.blocks.row(2)
    assert isinstance(row, HeadingRow)
    assert "30 / 90 min" in row.fit


def test_the_fields_of_a_heading_change_its_session(page, library, actions):
    page._sheet.board.view.select_rows([1])
    actions.action("plan.add_session").trigger()
    fields = page._sheet.board.session_fields
    assert fields.isVisible()
    fields._target.setValue(45)
    page.save_now()
    assert stored(library).sessions[1].target == 45
    assert stored(library).target == 135


def test_the_lower_edge_of_a_block_is_dragged_for_its_minutes(page, library, session):
    view = page._sheet.board.view
    view.clearSelection()
    edge = view.visualRect(view.blocks.index(0)).bottomLeft() + QPoint(200, 0)
    steps = session.undo_stack.count()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    for down in (8, 20, 40):
        QTest.mouseMove(view.viewport(), edge + QPoint(0, down))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(0, 40))
    page.save_now()
    assert stored(library).blocks[0].minutes == 15
    assert session.undo_stack.count() == steps + 1
    session.undo_stack.undo()
    assert stored(library).blocks[0].minutes == 5


def test_a_block_folds_by_escape_and_by_a_second_click(page):
    board = page._sheet.board
    view = board.view
    head = view.visualRect(view.blocks.index(1)).topLeft() + QPoint(200, 20)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=head)
    assert board.open_position == 1
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=head)
    assert board.open_position == -1
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=head)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert board.open_position == -1
    assert board.fields.isHidden()


def test_blocks_that_are_picked_one_by_one_stay_where_they_are(page):
    board = page._sheet.board
    view = board.view
    even = view.content_height()
    heads = [view.visualRect(view.blocks.index(row)).topLeft() + QPoint(200, 20) for row in (0, 2)]
    for head in heads:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, head)
        assert view.content_height() == even
    assert view.selected_rows() == [0, 2]
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert board.open_position == 1


def test_a_block_that_is_dragged_is_folded(page, monkeypatch):
    board = page._sheet.board
    view = board.view
    even = view.content_height()
    heights: list[int] = []
    monkeypatch.setattr(QDrag, "exec", lambda *_: heights.append(view.content_height()))
    view.select_rows([1])
    assert view.content_height() > even
    view.startDrag(Qt.DropAction.MoveAction)
    assert heights == [even]
    assert board.open_position == 1


def test_a_start_is_pinned_where_the_block_begins(page, library):
    board = page._sheet.board
    board.view.select_rows([1])
    board.fields._pinned.click()
    page.save_now()
    assert stored(library).blocks[1].pinned == time(9, 5)


def test_only_sections_that_a_case_has_are_offered_and_named(page, case):
    board = page._sheet.board
    board.view.select_rows([1])
    boxes = board.fields._cases._rows[0].findChildren(QCheckBox)
    assert [box.text() for box in boxes if box.text() not in {"为什么？", "怎么办？"}] == ["Body", "Questions"]
    assert board.view.blocks.block_row(1).line.endswith("Body, Questions")


def test_the_wheel_scrolls_and_changes_no_field(page, library):
    board = page._sheet.board
    board.view.select_rows([1])
    before = stored(library).blocks
    for field in (board.fields._minutes, board.fields._kind):
        turn = QWheelEvent(
            QPointF(5, 5),
            field.mapToGlobal(QPointF(5, 5)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QGuiApplication.sendEvent(field, turn)
    page.save_now()
    assert stored(library).blocks == before


def test_kinds_of_blocks_are_told_apart_without_their_colours():
    stripe = QRect(10, 6, 4, 44)
    case, lecture, work, test = (
        stripe_pieces(stripe, kind)
        for kind in (BlockKind.CASE, BlockKind.LECTURE, BlockKind.GROUP_WORK, BlockKind.TEST)
    )
    assert case == [stripe]
    assert [piece.width() for piece in lecture] == [2]
    assert len(work) > len(test) > 1
    assert all(stripe.contains(piece) for piece in (*work, *test))


def test_rows_to_scale_are_as_high_as_their_blocks_are_long(page, actions, settings):
    view = page._sheet.board.view
    view.clearSelection()
    even = view.content_height()
    actions.action("view.blocks_to_scale").setChecked(True)
    assert view.content_height() > even
    heights = [view.visualRect(view.blocks.index(at)).height() for at in range(3)]
    assert heights[1] > heights[0]
    assert settings.flag("blocks_to_scale", default=False)


def test_copied_blocks_are_text_for_other_programs(page, library, actions):
    page._sheet.board.view.select_rows([1])
    actions.action("plan.block_copy").trigger()
    assert "满房 (20 min)" in QGuiApplication.clipboard().text()
    actions.action("plan.block_paste").trigger()
    assert [block.title for block in stored(library).blocks] == ["开场", "满房", "满房", "小结"]
    assert stored(library).blocks[2].cases[0].case_id == 1


def test_a_question_is_left_out_and_a_changed_case_is_marked(page, library, session, case):
    board = page._sheet.board
    board.view.select_rows([1])
    row = board.fields._cases._rows[0]
    row._toggle_question("怎么办？", False)
    assert stored(library).blocks[1].cases[0].omitted == {"怎么办？"}
    assert "1 of 2 questions" in row._fold.text()
    row._mark_seen() if stored(library).blocks[1].cases[0].seen else board.fields._cases._rows[0]._mark_seen()
    assert not board.view.blocks.block_row(1).has_changed
    before = library.cases.get(1)
    session.apply(Edit("change", (Replacement(before, replace(before, title="客满")),)))
    assert board.view.blocks.block_row(1).has_changed
    board.view.select_rows([1])
    board.fields._cases._rows[0]._mark_seen()
    assert not board.view.blocks.block_row(1).has_changed


def test_a_plan_is_ready_then_archived_and_found_again(page, library, actions):
    actions.action("plan.ready").trigger()
    assert stored(library).state is PlanState.READY
    actions.action("plan.archive").trigger()
    assert stored(library).archived is not None
    items = [page._list._list.item(at).text() for at in range(page._list._list.count())]
    assert items[-1] == "Archived"
    page._list._search.setText("小结 二班")
    assert page._list.first_plan() == 1
    page._list._search.setText("Ready")
    assert page._list.first_plan() == 1
    page._list._search.setText("没有的词")
    assert page._list.first_plan() is None


def test_fields_of_the_head_are_chosen_and_remembered(page, settings):
    inspector = page._inspector
    assert not inspector._texts["homework"].isVisible()
    inspector._choose(frozenset({"homework"}))
    assert inspector._texts["homework"].isVisible()
    assert not inspector._texts["methods"].isVisible()
    assert inspector._texts["audience"].isVisible()  # something stands in it
    assert settings.text("plan_fields") == "homework"


def test_a_template_of_ones_own_makes_a_plan(page, library, actions):
    actions.action("plan.keep_as_template").trigger()
    template = page.plan
    assert template.is_template
    assert page._sheet.head.use.isVisible()
    page._sheet.head.use.click()
    assert not page.plan.is_template
    assert [block.title for block in page.plan.blocks] == [block.title for block in template.blocks]


def test_a_case_is_opened_and_the_way_back_is_told(page, qtbot):
    page._sheet.board.view.select_rows([1])
    said = []
    page.said.connect(said.append)
    with qtbot.waitSignal(page.case_open_requested) as opened:
        page._sheet.board.fields._cases._rows[0].open_requested.emit()
    assert opened.args == [1]
    assert said == ["Ctrl+3 goes back to the plan."]


def test_a_case_in_the_trash_is_read_and_not_looked_for_in_the_library(page, library, session, qtbot):
    case = library.cases.get(1)
    session.apply(Edit("trash", (Replacement(case, replace(case, trashed=datetime.now(UTC))),)))
    page._sheet.board.view.select_rows([1])
    with qtbot.waitSignal(page.copy_open_requested) as opened:
        page._sheet.board.fields._cases._rows[0].open_requested.emit()
    assert opened.args == [library.cases.get(1)]
