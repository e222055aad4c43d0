"""A class in accelerated time: the clock is the test's, everything else is real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Role
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Need
from casedesk.domain.library import Pseudonym
from casedesk.storage.library import Library
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.teach.live_lesson import LiveLesson
from casedesk.ui.teach.stage_look import StageAppearance
from casedesk.ui.teach.teach_mode import TeachMode
from casedesk.ui.teach.teach_window import TeachWindow
from casedesk.ui.widgets.focus_ring import FocusRing
from tests.builders import make_case, make_plan

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, minutes: float) -> None:
        self.time += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def plan(library: Library) -> LessonPlan:
    story = make_case(
        "王芳在前台等了四十分钟。" * 60,
        id=1,
        title="王芳投诉的真相",
        learner_title="前台的四十分钟",
        questions=("她先说了什么？", "次序能不能调换？"),
        analysis="真正的原因是排班。",
        note="别提赔了多少",
    )
    blocks = (
        Block("开场", 5, BlockKind.OPENING, trainer="先讲一个笑话", learners="每人说一句"),
        Block("王芳投诉的真相", 20, BlockKind.CASE, cases=(CaseUse(1, story.title),), intent="看出次序", groups=6),
        Block("游戏", 15, BlockKind.EXERCISE, Need.MAY),
        Block("小结", 5, BlockKind.SUMMARY),
    )
    made = make_plan(id=1, blocks=blocks, target=60, audience="前厅二班")
    stand_in = Pseudonym(1, "王芳", "李女士")
    library.apply(Edit("add", tuple(Replacement(None, item) for item in (story, made, stand_in))))
    return made


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def mode(
    session: LibrarySession, app: QApplication, settings: Settings, owner: QWidget, clock: Clock
) -> Iterator[TeachMode]:
    made = TeachMode(session, settings, app, owner, now=clock)
    yield made
    made.end(False)


@pytest.fixture
def window(mode: TeachMode, plan: LessonPlan, qtbot: QtBot) -> TeachWindow:
    mode.teach(plan)
    assert mode.window is not None
    qtbot.waitExposed(mode.window)
    mode.window.resize(1280, 800)
    return mode.window


def lesson(mode: TeachMode) -> LiveLesson:
    assert mode.lesson is not None
    return mode.lesson


def press(qtbot: QtBot, window: TeachWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(window, key)


def all_words(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    names = [child.accessibleName() for child in widget.findChildren(QWidget) if child.isVisible()]
    return "\n".join((*labels, *names, widget.windowTitle()))


def test_the_block_counts_down_and_says_so(mode: TeachMode, window: TeachWindow, clock: Clock):
    clock.pass_(1)
    lesson(mode).tick()
    assert window.clock.countdown.text() == "4:00"
    assert window.clock.meaning.text() == "This block still has"
    clock.pass_(3.5)
    lesson(mode).tick()
    assert (window.clock.meaning.text(), window.clock.countdown.property("tone")) == ("Nearly over, still", "warn")
    clock.pass_(2.5)
    lesson(mode).tick()
    assert (window.clock.meaning.text(), window.clock.countdown.text()) == ("Over the time by", "2:00")
    assert (window.clock.pace.text(), window.clock.pace.property("tone")) == ("2 minutes behind the plan", "warn")
    clock.pass_(5)
    lesson(mode).tick()
    assert (window.clock.pace.text(), window.clock.pace.property("tone")) == ("Late: 7 minutes behind", "bad")


def test_what_is_free_before_a_fixed_start_is_told(
    mode: TeachMode, plan: LessonPlan, clock: Clock, session: LibrarySession
):
    start = START.astimezone()
    fixed = (start + timedelta(minutes=9)).time()
    changed = replace(plan, start=start.time(), blocks=(plan.blocks[0], replace(plan.blocks[1], pinned=fixed)))
    session.apply(Edit("pin", (Replacement(plan, changed),)))
    mode.teach(changed)
    assert mode.window is not None
    panel = mode.window.clock
    assert panel.next_at.text() == f"Next at {fixed:%H:%M}, 4 minutes free"
    clock.pass_(6)
    lesson(mode).tick()
    assert (panel.meaning.text(), panel.countdown.text()) == ("Free before the next block", "3:00")
    assert panel.pace.text() == "As planned"
    clock.pass_(4)
    lesson(mode).tick()
    assert (panel.meaning.text(), panel.countdown.text()) == ("Over the time by", "5:00")
    assert panel.pace.text() == "1 minute behind the plan"


def test_keys_lead_through_the_class(mode: TeachMode, window: TeachWindow, clock: Clock, qtbot: QtBot):
    clock.pass_(2)
    press(qtbot, window, Qt.Key.Key_Right)
    assert lesson(mode).live.at == 1
    assert window.clock.pace.text() == "3 minutes ahead of the plan"
    press(qtbot, window, Qt.Key.Key_Plus, Qt.Key.Key_5)
    assert lesson(mode).live.stop.extra == 6
    press(qtbot, window, Qt.Key.Key_Minus, Qt.Key.Key_S, Qt.Key.Key_Right)
    assert lesson(mode).live.at == 3
    press(qtbot, window, Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert (lesson(mode).live.at, lesson(mode).live.is_paused) == (1, True)


def test_a_remote_control_reads_page_by_page_and_on_into_the_next_block(
    mode: TeachMode, window: TeachWindow, qtbot: QtBot
):
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert lesson(mode).live.at == 1
    pages = window.stage.slide.page_count
    assert pages > 1
    press(qtbot, window, *([Qt.Key.Key_PageDown] * pages))
    assert window.stage.number.text() == "Question 1 of 2"
    assert window.stage.slide.words == "她先说了什么？"
    press(qtbot, window, Qt.Key.Key_PageUp)
    assert window.stage.slide.page == pages - 1
    press(qtbot, window, *([Qt.Key.Key_PageDown] * 3))
    assert lesson(mode).live.at == 2


def test_learners_see_neither_real_names_nor_what_is_for_trainers(mode: TeachMode, window: TeachWindow, qtbot: QtBot):
    seen = all_words(window)
    for _ in range(12):
        press(qtbot, window, Qt.Key.Key_PageDown)
        seen += all_words(window)
    assert "前台的四十分钟" in seen
    assert "李女士" in seen
    for secret in ("王芳", "真相", "排班", "笑话", "看出次序", "赔了"):
        assert secret not in seen


def test_notes_are_shown_with_a_warning_on_one_screen_only(mode: TeachMode, window: TeachWindow, qtbot: QtBot):
    assert not window.notes.isVisible()
    press(qtbot, window, Qt.Key.Key_N)
    assert window.notes.isVisible()
    assert "笑话" in window.notes.words
    assert window.safety.property("tone") == "warn"
    press(qtbot, window, Qt.Key.Key_N)
    assert not window.notes.isVisible()


def test_with_two_screens_learners_get_a_window_of_their_own(
    session: LibrarySession,
    app: QApplication,
    settings: Settings,
    owner: QWidget,
    clock: Clock,
    plan: LessonPlan,
    qtbot: QtBot,
):
    mode = TeachMode(session, settings, app, owner, now=clock)
    mode.teach(plan)
    window = mode.window
    assert window is not None
    mode.open_projector(app.primaryScreen())
    projector = mode.projector
    assert projector is not None
    qtbot.waitExposed(projector)
    assert window.notes.isVisible()
    assert window.safety.property("tone") == "ink2"
    press(qtbot, window, Qt.Key.Key_Right)
    assert projector.stage.title.text() == "前台的四十分钟"
    assert window.stage.slide.page_count == projector.stage.slide.page_count > 1
    assert window.stage.number.text() == projector.stage.number.text() != ""
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert projector.stage.slide.page == 1
    assert window.stage.number.text() == projector.stage.number.text()
    for secret in ("真相", "王芳", "笑话", "看出次序"):
        assert secret not in all_words(projector)
    mode.end(False)
    assert mode.projector is None


def test_only_forty_minutes_left_shows_what_goes_before_it_does(mode: TeachMode, window: TeachWindow, qtbot: QtBot):
    press(qtbot, window, Qt.Key.Key_L)
    assert window.controls.only.words.text() == "Leaves out: 游戏"
    assert not lesson(mode).live.stops[2].is_dropped
    window.controls.only.take.click()
    assert lesson(mode).live.stops[2].is_dropped
    assert not window.controls.is_asking


def test_escape_asks_and_escape_goes_on(mode: TeachMode, window: TeachWindow, qtbot: QtBot):
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.controls.is_asking
    qtbot.keyClick(window.controls.end, Qt.Key.Key_Escape)
    assert not window.controls.is_asking
    window.close()
    assert window.controls.is_asking
    assert mode.is_teaching


def test_enter_goes_on_teaching_and_the_ring_says_so(mode: TeachMode, window: TeachWindow, qtbot: QtBot):
    press(qtbot, window, Qt.Key.Key_Escape)
    stay = window.controls.end.stay
    qtbot.waitUntil(lambda: window.findChild(FocusRing).widget() is stay)
    qtbot.keyClick(stay, Qt.Key.Key_Return)
    assert not window.controls.is_asking
    assert mode.is_teaching


def test_tab_stays_among_the_answers_of_a_question(mode: TeachMode, window: TeachWindow, qtbot: QtBot):
    press(qtbot, window, Qt.Key.Key_Escape)
    end = window.controls.end
    window.activateWindow()
    qtbot.waitUntil(end.stay.hasFocus)
    for answer in (end.keep, end.drop, end.stay):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert answer.hasFocus()


def test_a_class_of_five_minutes_from_first_to_last(
    mode: TeachMode, clock: Clock, library: Library, session: LibrarySession, qtbot: QtBot
):
    case = CaseUse(1, "王芳投诉的真相")
    blocks = tuple(Block(name, 1, BlockKind.CASE, cases=(case,) if name == "二" else ()) for name in "一二三四五")
    five = make_plan(id=2, blocks=blocks, target=5, audience="前厅三班")
    session.apply(Edit("five", (Replacement(None, replace(five, day=None)),)))
    mode.teach(library.plans.get(2))
    assert mode.window is not None
    pace = mode.window.clock.pace
    clock.pass_(1)
    press(qtbot, mode.window, Qt.Key.Key_Right, Qt.Key.Key_Plus)
    assert pace.text() == "1 minute behind the plan"
    clock.pass_(1)
    press(qtbot, mode.window, Qt.Key.Key_Space)
    clock.pass_(30)
    press(qtbot, mode.window, Qt.Key.Key_Space)
    clock.pass_(1)
    press(qtbot, mode.window, Qt.Key.Key_S, Qt.Key.Key_Right)
    clock.pass_(1)
    press(qtbot, mode.window, Qt.Key.Key_Right)
    clock.pass_(2)
    mode.end(True)
    taught = library.plans.get(2)
    assert [block.real for block in taught.blocks] == [1, 2, None, 1, 2]
    (record,) = library.uses.of_group("前厅三班")
    assert (record.case_id, record.planned, record.real) == (1, 1, 2)


def test_the_end_of_a_class_keeps_its_minutes_as_one_step(
    mode: TeachMode, window: TeachWindow, clock: Clock, library: Library, session: LibrarySession, qtbot: QtBot
):
    clock.pass_(4)
    press(qtbot, window, Qt.Key.Key_Right)
    clock.pass_(26)
    with qtbot.waitSignal(mode.ended) as heard:
        mode.end(True)
    assert heard.args == [1, True]
    (record,) = library.uses.of_case(1)
    assert (record.group, record.planned, record.real, record.day) == ("前厅二班", 20, 26, START.astimezone().date())
    session.undo()
    assert library.uses.of_case(1) == ()
    assert mode.interrupted() is None


def test_a_class_goes_on_after_a_crash(
    mode: TeachMode, window: TeachWindow, clock: Clock, library: Library, session: LibrarySession,
    app: QApplication, settings: Settings, owner: QWidget, qtbot: QtBot,
):  # fmt: skip
    press(qtbot, window, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
    clock.pass_(3)
    again = TeachMode(session, settings, app, owner, now=clock)
    found = again.interrupted()
    assert found is not None
    again.go_on()
    assert lesson(again).live.at == 1
    assert lesson(again).remaining == 17 * 60
    again.end(False)


def test_a_class_that_was_interrupted_can_be_ended_at_the_moment_of_the_crash(
    mode: TeachMode, window: TeachWindow, clock: Clock, library: Library, session: LibrarySession,
    app: QApplication, settings: Settings, owner: QWidget, qtbot: QtBot,
):  # fmt: skip
    press(qtbot, window, Qt.Key.Key_Right)
    clock.pass_(12)
    lesson(mode).tick()
    clock.pass_(600)
    again = TeachMode(session, settings, app, owner, now=clock)
    again.close_interrupted(keeps_minutes=True)
    assert library.uses.of_case(1)[0].real == 12
    assert again.interrupted() is None


def test_a_class_cannot_go_on_by_another_plan(
    mode: TeachMode, window: TeachWindow, plan: LessonPlan, session: LibrarySession, app: QApplication,
    settings: Settings, owner: QWidget, clock: Clock,
):  # fmt: skip
    session.apply(Edit("change", (Replacement(plan, replace(plan, blocks=plan.blocks[2:])),)))
    again = TeachMode(session, settings, app, owner, now=clock)
    with pytest.raises(BadInputError, match="changed"):
        again.go_on()


def test_an_empty_plan_is_not_taught(mode: TeachMode):
    with pytest.raises(BadInputError, match="no block"):
        mode.teach(make_plan(id=5))


def test_the_stage_is_dark_unless_light_was_chosen(app: QApplication, settings: Settings):
    look = StageAppearance(app, settings)
    assert look.theme.is_dark
    settings.scheme = "light"
    assert not look.theme.is_dark


def test_the_buttons_step_back_and_come_again(mode: TeachMode, window: TeachWindow, qtbot: QtBot):
    window._step_back()
    assert window.controls.buttons["next"].property("voice") == ""
    press(qtbot, window, Qt.Key.Key_Plus)
    assert window.controls.buttons["next"].property("voice") == "ink"


def test_a_section_that_the_plan_does_not_use_is_not_shown(library: Library, plan: LessonPlan):
    from casedesk.tasks.class_slides import projected

    use = replace(plan.blocks[1].cases[0], roles=frozenset({Role.QUESTION, Role.ANALYSIS}))
    blocks = (replace(plan.blocks[1], cases=(use,)),)
    (slides,) = projected(library, replace(plan, blocks=blocks)).slides
    assert [slide.number for slide in slides] == [1, 2]


def test_large_text_never_pushes_the_class_off_a_small_screen(
    mode: TeachMode, window: TeachWindow, settings: Settings, qtbot: QtBot
):
    def holds_everything() -> bool:
        buttons = window.controls.buttons.values()
        inside = (window.rect().contains(one.mapTo(window, one.rect().bottomRight())) for one in buttons)
        whole = (one.width() >= one.sizeHint().width() for one in buttons)
        return (
            all(inside) and all(whole) and window.clock.countdown.height() >= window.clock.countdown.sizeHint().height()
        )

    settings.scale = 200
    window.resize(1024, 700)
    qtbot.waitUntil(holds_everything)
