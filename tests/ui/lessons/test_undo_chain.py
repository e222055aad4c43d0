"""Everything that can be done to a plan is taken back step by step, and done again."""

from dataclasses import replace
from datetime import date, time

import pytest

from casedesk.domain import sessions
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind, LessonPlan, Material, Need, Track
from casedesk.ui.lessons.lessons_page import LessonsPage
from tests.builders import make_case, make_plan


@pytest.fixture
def page(qtbot, library, parts):
    case = make_case(id=1, title="满房", minutes=20, questions=("为什么？", "怎么办？"))
    other = make_case(id=2, title="凉粥", minutes=12)
    blocks = (Block("开场", 5, BlockKind.OPENING), *make_plan(case).blocks, Block("游戏", 15, need=Need.MAY))
    plan = make_plan(id=1, blocks=blocks, target=90, audience="前厅二班", start=time(9, 0))
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (case, other, plan))))
    made = LessonsPage(parts)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def everything(page, actions, library):
    """What a trainer does to a plan, one step each."""
    board, view, inspector = page._sheet.board, page._sheet.board.view, page._inspector

    def block(at: int, **changes: object):
        def step():
            view.select_rows([at])
            before = page.plan.blocks[at]
            board.fields.edited.emit(replace(before, **changes), "Edit block", "")

        return step

    def on(action_id: str, *rows: int):
        def step():
            if rows:
                view.select_rows(rows)
            actions.action(action_id).trigger()

        return step

    def head(field: str, **changes: object):
        return lambda: inspector.edited.emit(replace(page.plan, **changes), field)

    return (
        lambda: board.add(BlockKind.BREAK),
        block(3, title="茶歇"),
        block(0, minutes=8),
        block(0, need=Need.SPARE),
        block(2, pinned=time(9, 40)),
        block(2, groups=6, group_size=4),
        block(2, tracks=(Track("甲组", "楼上"), Track("乙组", "楼下"))),
        block(2, materials=(Material("卡片", 2),)),
        block(2, trainer="看表", learners="写", intent="动手", notes="别急", transition="于是", changes="短些"),
        block(1, cases=(replace(page.plan.blocks[1].cases[0], omitted=frozenset({"为什么？"})),)),
        lambda: (view.select_rows([1]), page._sheet._put_case(2)),
        lambda: (view.select_rows([0, 2]), board.add_minutes(1), page.save_now()),
        on("plan.block_up", 2, 3),
        on("plan.block_down", 0),
        lambda: board._move([0, 3], 2),
        on("plan.block_split", 1),
        on("plan.block_duplicate", 0, 1),
        on("plan.block_cut", 1, 2),
        on("plan.block_paste", 0),
        on("plan.block_remove", 4),
        on("plan.add_session", 1),
        lambda: board.session_fields.edited.emit(
            replace(sessions.rows_of(page.plan)[board.open_row], title="下午"), "title"
        ),
        on("plan.add_day", 2),
        head("day", day=date(2026, 3, 2)),
        head("head_count", head_count=24),
        head("audience", audience="客房一班"),
        head("key_points", key_points="先听"),
        lambda: page._sheet.head.title_edited.emit("新题目"),
        on("plan.ready"),
        on("plan.archive"),
        on("plan.keep_as_template"),
        on("plan.duplicate"),
        on("plan.new"),
        on("plan.delete"),
    )


def test_every_step_is_taken_back_one_by_one_and_done_again(page, library, session, actions):
    def stored() -> dict[int, LessonPlan]:
        return {plan.id: replace(plan, modified=plan.created) for plan in library.plans.all()}

    states = [stored()]
    steps = everything(page, actions, library)
    for step in steps:
        step()
        page.save_now()
        assert stored() != states[-1]
        states.append(stored())
    assert session.undo_stack.count() == len(steps) > 30
    for state in reversed(states[:-1]):
        assert session.undo_stack.undoText()
        session.undo()
        assert stored() == state
        assert page.plan is not None
    for state in states[1:]:
        session.redo()
        assert stored() == state
    assert page.plan == library.plans.get(page.plan.id), "the screen shows what is stored"
