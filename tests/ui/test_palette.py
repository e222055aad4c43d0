"""The command palette: found by letters, pinyin and text; run by keyboard; the focus comes back."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.ui.actions import Actions
from casedesk.ui.palette.matching import match
from casedesk.ui.palette.palette import CommandPalette
from casedesk.ui.palette.titles import TitleIndex
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from tests.builders import make_case, make_plan
from tests.ui.conftest import type_text


@pytest.mark.parametrize(
    ("typed", "text", "positions"),
    [
        ("bf", "备份：立即做一份", (0, 1)),
        ("kfts", "客房投诉", (0, 1, 2, 3)),
        ("beifen", "立即备份", (2, 3)),
        ("bfen", "备份", (0, 1)),
        ("yh", "银行柜台", (0, 1)),
        ("投诉", "客房投诉", (2, 3)),
        ("nc", "New case", (0, 4)),
        ("VIP客", "VIP客户的行李", (0, 1, 2, 3)),
    ],
)
def test_letters_pinyin_and_initials_match(typed: str, text: str, positions: tuple[int, ...]) -> None:
    found = match(typed, text)
    assert found is not None
    assert found.positions == positions


def test_what_is_not_there_is_not_found() -> None:
    assert match("xyz", "备份") is None
    assert match("fb", "备份") is None


def test_a_hit_at_the_beginning_counts_more_than_a_scattered_one() -> None:
    begun, scattered = match("case", "Case by case"), match("case", "Check all of these")
    assert begun is not None
    assert scattered is not None
    assert begun.score > scattered.score


@given(st.text("abc客房备份 ", max_size=12), st.text("abc客房备份 ", max_size=4))
def test_positions_rise_and_every_part_of_a_text_matches_it(text: str, typed: str) -> None:
    found = match(typed, text)
    if found is not None:
        assert list(found.positions) == sorted(set(found.positions))
    if typed.replace(" ", "") in text.replace(" ", ""):
        assert found is not None


def test_titles_are_found_by_initials_in_the_middle_and_those_that_begin_come_first() -> None:
    titles = TitleIndex([(1, "满房夜的客房投诉"), (2, "客房投诉三则"), (3, "退卡那天")])
    assert [hit.id for hit in titles.find("kfts", 5)] == [2, 1]
    assert titles.find("tuika", 5)[0].id == 3
    assert titles.find("", 5) == ()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1024, 700)
    QVBoxLayout(made).addWidget(QLineEdit(made))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def palette(
    appearance: Appearance, actions: Actions, session: LibrarySession, window: QWidget
) -> Iterator[CommandPalette]:
    for title, body in (("客房投诉三则", "空调坏了。"), ("退卡那天", "她说：“我要投诉。”")):
        case = make_case(body, id=session.library.new_id(Case), title=title)
        session.apply(Edit("Add", (Replacement(None, case),)))
    plan = make_plan(id=session.library.new_id(LessonPlan), title="拜访与回访")
    session.apply(Edit("Add", (Replacement(None, plan),)))
    actions.show_page("library")
    made = CommandPalette(appearance, actions, session, window, immediate=True)
    yield made
    made.close_search()


def test_commands_cases_and_plans_are_in_one_list(palette: CommandPalette) -> None:
    palette.open()
    type_text(palette.line, "投诉")
    assert palette.titles_shown() == ("客房投诉三则", "退卡那天")  # the second has it in its text only
    palette.line.clear()
    type_text(palette.line, "bf")
    assert palette.titles_shown()[-1] == "拜访与回访"


def test_enter_runs_the_command_and_gives_the_focus_back(
    qtbot: QtBot, palette: CommandPalette, actions: Actions, window: QWidget
) -> None:
    field = window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert field is not None
    field.setFocus()
    run = QSignalSpy(actions.action("file.backup").triggered)
    palette.open()
    type_text(palette.line, "back up")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert run.count() == 1
    assert not palette.isVisible()
    assert window.focusWidget() is field


def test_escape_closes_and_a_case_can_go_into_the_basket(qtbot: QtBot, palette: CommandPalette) -> None:
    chosen = QSignalSpy(palette.basket_requested)
    palette.open()
    type_text(palette.line, "tk")
    rows = palette.titles_shown()
    for _ in range(rows.index("退卡那天")):
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen.count() == 1
    palette.open()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_commands_of_other_pages_are_not_offered(palette: CommandPalette, actions: Actions) -> None:
    actions.show_page("trash")
    palette.open()
    type_text(palette.line, "Duplicate case")
    assert "Duplicate case" not in palette.titles_shown()


@pytest.mark.parametrize("scale", [100, 200])
def test_without_a_hit_it_says_so_and_nothing_is_clipped(
    palette: CommandPalette, settings: Settings, window: QWidget, scale: int
) -> None:
    window.resize(1440, 900)
    settings.scale = scale
    palette.open()
    type_text(palette.line, "00x9")

    shown = [words for words in palette.findChildren(Words) if words.isVisible()]
    assert "Nothing of that name" in [words.text() for words in shown]
    assert all(words.height() >= words.sizeHint().height() for words in shown)
    assert palette.line.height() >= palette.line.minimumSizeHint().height()
