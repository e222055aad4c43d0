"""What a trainer does with a lesson plan, in the real page over a real library."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

from casedesk.domain.case import Outcome, Question, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import LibraryError
from casedesk.domain.lesson import Block, BlockKind, LessonPlan, Need
from casedesk.domain.lesson import time_of_day as clock_at
from casedesk.domain.library import UseRecord
from casedesk.ui.lessons.block_delegate import second_line
from casedesk.ui.lessons.lessons_page import LessonsPage
from tests.builders import make_case, make_plan
from tests.ui.conftest import type_text


@pytest.fixture
def cases(library):
    questions = Section(Role.QUESTION, questions=(Question("怎么办？", minutes=10),))
    made = [
        make_case(id=1, title="满房", minutes=20, industries=("酒店",), outcome=Outcome.NEGATIVE),
        make_case(id=2, title="凉粥", minutes=12, industries=("餐饮",), outcome=Outcome.POSITIVE),
        make_case(id=3, title="柜台", minutes=18, sections=(questions,)),
    ]
    library.apply(Edit("add", tuple(Replacement(None, case) for case in made)))
    return made


@pytest.fixture
def plan(library, cases):
    blocks = (
        Block("开场", 5, BlockKind.OPENING),
        *make_plan(*cases[:2]).blocks,
        Block("游戏", 30, BlockKind.EXERCISE, Need.MAY),
    )
    made = make_plan(id=1, blocks=blocks, target=90, audience="前厅二班", head_count=24)
    library.apply(Edit("add", (Replacement(None, made),)))
    return made


@pytest.fixture
def page(qtbot, plan, session, search, parts):
    made = LessonsPage(parts)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    qtbot.waitExposed(made)
    session.changed.connect(lambda changes, _: search.refresh(changes))
    return made


def stored(library) -> LessonPlan:
    return library.plans.get(1)


def titles(plan: LessonPlan) -> str:
    return " ".join(block.title for block in plan.blocks)


def trigger(actions, action_id: str) -> None:
    actions.action(action_id).trigger()


def test_the_first_plan_is_open_with_its_times(page):
    model = page._sheet.board.view.blocks
    assert [model.row(at).start for at in range(4)] == ["09:00", "09:05", "09:25", "09:45"]
    assert "15 minutes left" in page._sheet.head.sentence.text()


def test_a_plan_that_runs_over_says_so_in_red(page, library):
    page._sheet.board.view.select_rows([3])
    page._sheet.board.add_minutes(20)
    page.save_now()
    assert "5 minutes over" in page._sheet.head.sentence.text()
    assert page._sheet.head.sentence.property("tone") == "bad"
    assert stored(library).blocks[3].minutes == 50


def test_blocks_are_moved_by_keys_and_the_move_is_undone_by_name(page, library, session, actions):
    page._sheet.board.view.select_rows([0])
    trigger(actions, "plan.block_down")
    assert titles(stored(library)) == "满房 开场 凉粥 游戏"
    assert page._sheet.board.open_position == 1
    assert session.undo_stack.undoText() == "Move 1 block"
    session.undo_stack.undo()
    assert titles(stored(library)) == "开场 满房 凉粥 游戏"
    assert titles(page.plan) == "开场 满房 凉粥 游戏"


def test_dropping_rows_moves_the_blocks(page, library):
    model = page._sheet.board.view.blocks
    data = model.mimeData([model.index(3)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, model.index(-1))
    assert titles(stored(library)) == "开场 游戏 满房 凉粥"


def test_typing_in_a_block_is_one_step_and_is_saved_by_itself(page, library, session, qtbot):
    page._sheet.board.view.select_rows([1])
    field = page._sheet.board.fields._texts["intent"]
    field.setFocus()
    steps = session.undo_stack.count()
    for text in ("听出", "没说的", "需要"):
        type_text(field, text)
    qtbot.waitUntil(lambda: stored(library).blocks[1].intent == "听出没说的需要")
    assert session.undo_stack.count() == steps + 1


def test_saved_is_said_only_when_it_is_true(page, library, session, monkeypatch):
    library.apply(Edit("add", (Replacement(None, make_plan(id=2, uid="other")),)))
    page.open_plan(1)
    said = page._sheet.head.saved
    assert said.text().startswith("Saved")

    def refuse(_edit):
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(session.library, "apply", refuse)
        page._sheet.head.title_edited.emit("新的题目")
        page.save_now()
        assert said.text() == "Not saved yet"
        page.open_plan(2)
        assert said.text().startswith("Saved"), "of this plan nothing is missing"
        page.open_plan(1)
        assert said.text() == "Not saved yet"
    page.save_now()
    assert said.text().startswith("Saved")
    assert stored(library).title == "新的题目"


def test_the_key_of_undo_is_not_kept_by_a_field_that_has_none(page):
    for key, is_undo in ((Qt.Key.Key_Z, True), (Qt.Key.Key_A, False)):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        asked.ignore()
        QGuiApplication.sendEvent(page._sheet.head.title, asked)
        assert asked.isAccepted() is not is_undo


def test_what_was_typed_is_there_after_another_plan_was_opened(page, library):
    page._sheet.board.view.select_rows([0])
    type_text(page._sheet.board.fields._texts["title"], "欢迎")
    page.commands.new_plan()
    assert "欢迎" in stored(library).blocks[0].title
    assert page.plan.id != 1


def test_cut_blocks_are_pasted_into_another_plan(page, library, actions):
    page._sheet.board.view.select_rows([1, 2])
    trigger(actions, "plan.block_cut")
    assert titles(stored(library)) == "开场 游戏"
    page.commands.new_plan()
    trigger(actions, "plan.block_paste")
    assert titles(page.plan) == "满房 凉粥"


def test_only_forty_minutes_drops_what_may_be_dropped(page, library):
    sheet = page._sheet
    sheet._only.click()
    sheet.squeeze.minutes.setValue(50)
    assert "drops 1 block" in sheet.squeeze.words.text()
    assert "游戏" in sheet.squeeze._dropped.text()
    sheet.squeeze.do.click()
    assert stored(library).blocks[3].need is Need.SPARE
    assert stored(library).target == 50


def test_of_a_course_one_session_has_only_so_many_minutes(page, library, actions):
    board = page._sheet.board
    board.select_block(2)
    actions.action("plan.add_session").trigger()
    plan = stored(library)
    first, second = plan.sessions
    board.select_block(3)
    page._sheet._only.click()
    squeeze = page._sheet.squeeze
    assert squeeze.part.isVisible()
    assert squeeze.part.currentIndex() == 1, "that of the open block"
    squeeze.minutes.setValue(5)
    assert "游戏" in squeeze._dropped.text()
    squeeze.do.click()
    after = stored(library)
    assert after.blocks[:3] == plan.blocks[:3]
    assert after.blocks[3].need is Need.SPARE
    assert [session.target for session in after.sessions] == [first.target, 5]
    assert after.target == first.target + 5
    page._sheet._only.click()
    squeeze.part.setCurrentIndex(2)
    assert squeeze.minutes.value() == (sum(block.minutes for block in plan.blocks[:3])) * 2 // 3
    assert second.first == 3


def test_enter_on_close_drops_nothing(page, library, actions):
    trigger(actions, "plan.squeeze")
    panel = page._sheet.squeeze
    panel.minutes.setValue(40)
    panel.close_button.setFocus()
    QTest.keyClick(panel.close_button, Qt.Key.Key_Return)
    assert panel.isHidden()
    assert stored(library).target == 90


def test_a_case_that_the_group_knows_is_marked_where_cases_are_chosen(page, library, session, actions, cases, qtbot):
    session.apply(
        Edit(
            "taught", (Replacement(None, UseRecord(id=1, case_id=cases[2].id, group="前厅二班", day=date(2026, 3, 2))),)
        )
    )
    trigger(actions, "plan.add_case")
    rows = page._sheet._picker._rows
    qtbot.waitUntil(lambda: rows.count() == len(cases))
    lines = {rows.item(at).text(): rows.item(at) for at in range(rows.count())}
    known = lines.pop(cases[2].title)
    assert "this group knows it" in known.statusTip()
    assert known.foreground().color() == page._appearance.theme.warn
    assert not any("knows" in item.statusTip() for item in lines.values())


def test_a_case_that_fits_is_suggested_and_added_after_the_last_case(page, library, qtbot):
    page._draft.change(replace(page.plan, target=100), "more time")
    qtbot.waitUntil(page._sheet._gap.isVisible)
    page._sheet._gap.case_chosen.emit(3)
    assert titles(stored(library)) == "开场 满房 凉粥 柜台 游戏"
    assert stored(library).blocks[3].minutes == 18


def test_a_plan_from_cases_fits_ninety_minutes_and_is_open(page, library):
    page.commands.new_plan_from_cases([1, 2, 3])
    made = page.plan
    assert made.case_ids == (1, 2, 3)
    assert made.target == 90
    assert library.plans.get(made.id) == made


def test_every_template_makes_a_plan(page):
    for _, name, _ in page._list._templates:
        assert name
    for template_id, name, _ in page._list._templates:
        page.commands.new_plan_from_template(template_id)
        assert page.plan.title == name
        assert page.plan.blocks
        assert not page.plan.is_template


def test_the_real_minutes_become_use_records_and_the_mix_check_knows_them(page, library, session, qtbot):
    page._tools.toggle_methods()
    page.ask_after_class()
    assert not page._shows_methods, "the questions need the room"
    page._after_class.sheet.minutes[1].setValue(26)
    page._after_class.sheet.keep.click()
    (record,) = library.uses.of_case(1)
    assert (record.real, record.planned, record.group) == (26, 20, "前厅二班")
    lines = []
    page._sheet.mix_checked.connect(lines.append)
    again = replace(page.plan, id=library.new_id(LessonPlan), title="再讲")
    session.apply(Edit("again", (Replacement(None, again),)))
    page.open_plan(again.id)
    assert any("This group knows" in text for text in map(_sentence, lines[-1]))
    rows = [page._sheet.board.view.blocks.block_row(at) for at in range(len(again.blocks))]
    assert [row.is_known for row in rows] == [False, True, True, False]
    assert "this group knows it" in second_line(rows[1])
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert library.uses.of_case(1) == ()


def _sentence(line) -> str:
    from casedesk.ui.lessons.block_words import mix_sentence

    return mix_sentence(line)


def test_a_plan_in_the_trash_leaves_the_page_and_undo_brings_it_back(page, library, session, actions):
    trigger(actions, "plan.delete")
    assert page.plan is None
    assert stored(library).trashed
    session.undo_stack.undo()
    assert page.plan is not None
    assert page.plan.id == 1


def test_steps_lead_back_to_the_plan_that_they_were_taken_in(page, session, actions):
    trigger(actions, "plan.duplicate")
    second = page.plan.id
    trigger(actions, "plan.new")
    third = page.plan.id
    session.undo()
    assert page.plan.id == second, "a plan that is not made after all gives way to the one shown before"
    session.redo()
    assert page.plan.id == third
    page.open_plan(second)
    trigger(actions, "plan.delete")
    assert page.plan.id == third
    page.open_plan(1)
    session.undo()
    assert page.plan.id == second


def test_a_case_in_the_trash_keeps_its_place_in_the_plan(page, library, session, cases):
    gone = replace(cases[0], trashed=cases[0].created)
    session.apply(
        Edit("trash", (Replacement(library.cases.get(1), replace(library.cases.get(1), trashed=gone.trashed)),))
    )
    assert "no longer in the library" in page._sheet.board.view.blocks.row(1).line
    assert stored(library).blocks[1].cases[0].title == "满房"


def test_the_day_is_remembered_and_sorts_the_plan_among_those_taught(page, library):
    page._inspector._has_day.setChecked(True)
    page._inspector._day.setDate(page._inspector._day.date().addDays(-30))
    page.save_now()
    assert isinstance(stored(library).day, date)
    assert page._list._list.item(0).text() == "Taught"


def test_a_pinned_start_that_overlaps_is_said_in_words(page):
    start = clock_at(page.plan, 10)
    blocks = page.plan.blocks
    page._draft.change(replace(page.plan, blocks=(*blocks[:2], replace(blocks[2], pinned=start), blocks[3])), "pin")
    row = page._sheet.board.view.blocks.row(2)
    assert row.start == "09:10"
    assert row.gap == -15


def test_a_library_without_plans_teaches_how_to_begin(qtbot, parts):
    page = LessonsPage(parts)
    qtbot.addWidget(page)
    page.show()
    assert page._middle.currentWidget() is page._empty
    QTest.mouseClick(page._empty.findChildren(type(page._sheet.head.handouts))[0], Qt.MouseButton.LeftButton)
    assert page.plan is not None


def test_a_page_that_nobody_sees_takes_up_changed_cases_when_it_is_shown(page, session, cases):
    page.hide()
    session.apply(Edit("delete", (Replacement(cases[0], None),)))
    page.show()
    assert "no longer in the library" in page._sheet.board.view.blocks.row(1).line
