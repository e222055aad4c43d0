"""The small widgets: what they say, when they say it, and that nothing is lost or clipped."""

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Segments
from casedesk.ui.widgets.chips import Chip, ChipRow, ChipSpec
from casedesk.ui.widgets.fit_bar import FitBar, Part
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.growing_text import GrowingText
from casedesk.ui.widgets.labels import ElidedLabel
from casedesk.ui.widgets.search_box import SearchBox
from casedesk.ui.widgets.spin_boxes import DateBox, NumberBox, TimeBox
from casedesk.ui.widgets.toast import Toast
from tests.ui.conftest import type_text


def texts_of(spy: QSignalSpy) -> list[object]:
    return [spy.at(at)[0] for at in range(spy.count())]


@pytest.fixture
def box(qtbot: QtBot, appearance: Appearance) -> SearchBox:
    made = SearchBox(appearance, "Search cases")
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_search_box_speaks_once_after_a_pause(qtbot: QtBot, box: SearchBox) -> None:
    spy = QSignalSpy(box.text_committed)
    type_text(box, "投")
    type_text(box, "诉")
    assert spy.count() == 0
    qtbot.waitUntil(lambda: spy.count() > 0)
    assert texts_of(spy) == ["投诉"]


def test_the_search_box_is_silent_while_an_input_method_composes(qtbot: QtBot, box: SearchBox) -> None:
    spy = QSignalSpy(box.text_committed)
    type_text(box, "酒店")
    QApplication.sendEvent(box, QInputMethodEvent("tousu", []))
    box.commit()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert spy.count() == 0
    type_text(box, "投诉")
    box.commit()
    assert texts_of(spy) == ["酒店投诉"]


def test_clearing_the_search_box_is_said_at_once(qtbot: QtBot, box: SearchBox) -> None:
    box.show_text("投诉")
    spy = QSignalSpy(box.text_committed)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert texts_of(spy) == [""]


def test_a_text_that_came_from_elsewhere_is_not_said_again(qtbot: QtBot, box: SearchBox) -> None:
    spy = QSignalSpy(box.text_committed)
    box.show_text("industry:酒店")
    box.commit()
    assert spy.count() == 0


def test_the_bar_is_drawn_to_scale_and_a_click_names_the_part(qtbot: QtBot, appearance: Appearance) -> None:
    bar = FitBar(appearance)
    qtbot.addWidget(bar)
    bar.resize(200, 12)
    bar.set_parts([Part(30, "accent_soft", "Opening"), Part(10, "accent", "Case")], target=80)
    spy = QSignalSpy(bar.part_clicked)
    for x in (10, 80, 150):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.rect().topLeft() + type(bar.pos())(x, 6))
    assert texts_of(spy) == [0, 1]
    assert bar.accessibleDescription() == "Opening, Case"


def test_minutes_over_the_target_are_red(qtbot: QtBot, appearance: Appearance) -> None:
    bar = FitBar(appearance)
    qtbot.addWidget(bar)
    bar.resize(200, 12)
    bar.set_parts([Part(50, "accent"), Part(50, "accent")], target=80)
    picture = bar.grab().toImage()
    ratio = picture.width() / bar.width()
    assert picture.pixelColor(int(190 * ratio), picture.height() // 2) == appearance.theme.bad
    assert picture.pixelColor(int(50 * ratio), picture.height() // 2) == appearance.theme.accent


def test_chips_wrap_and_the_focus_goes_to_the_next_one(qtbot: QtBot, appearance: Appearance) -> None:
    row = ChipRow(appearance, is_removable=True)
    qtbot.addWidget(row)
    row.resize(300, 200)
    row.set_chips([ChipSpec(name, f"{name} class that has not used it", "include") for name in "abc"])
    row.show()
    chips = row.findChildren(Chip)
    assert len({chip.y() for chip in chips}) == 3
    assert all(chip.geometry().right() < 300 for chip in chips)
    chips[1].setFocus()
    row.set_chips([ChipSpec(name, f"{name} class that has not used it", "include") for name in "ac"])
    assert chips[2].hasFocus() or not row.isActiveWindow()
    spy = QSignalSpy(row.clicked)
    chips[2].click()
    assert texts_of(spy) == ["c"]


def test_words_that_do_not_fit_are_in_the_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A very long name of a collection of cases about hotels")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.resize(81, 20)
    assert label.toolTip() == label.text()
    label.resize(2000, 20)
    assert label.toolTip() == ""


def test_a_flow_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=4)
    for _ in range(3):
        block = QLabel()
        block.setFixedSize(QSize(50, 20))
        flow.addWidget(block)
    assert [flow.heightForWidth(width) for width in (170, 110, 50)] == [20, 44, 68]


def test_a_toast_offers_undo_and_a_second_takes_its_place(qtbot: QtBot, appearance: Appearance) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    toast = Toast(appearance, page)
    toast.say("Moved 3 cases to the trash", can_undo=True)
    assert toast.isVisible()
    assert page.rect().contains(toast.geometry())
    toast.say("Backed up")
    assert toast.sentence == "Backed up"
    page.resize(500, 400)
    assert page.rect().contains(toast.geometry())


def test_one_segment_is_taken(qtbot: QtBot) -> None:
    segments = Segments({"system": "As the system", "light": "Light", "dark": "Dark"}, name="Theme")
    qtbot.addWidget(segments)
    segments.choose("dark")
    assert segments.key() == "dark"
    assert segments.group.button(2).accessibleName() == "Theme: Dark"


@pytest.mark.parametrize("made", [NumberBox, TimeBox, DateBox])
def test_undo_belongs_to_the_library_but_while_something_is_half_typed(
    qtbot: QtBot, made: type[NumberBox | TimeBox | DateBox]
) -> None:
    def keeps_undo() -> bool:
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        asked.ignore()
        QApplication.sendEvent(field, asked)
        return asked.isAccepted()

    field = made()
    qtbot.addWidget(field)
    field.show()
    assert not keeps_undo()
    if isinstance(field, NumberBox):
        field.selectAll()
    else:
        field.setSelectedSection(field.sectionAt(0))
    qtbot.keyClick(field, Qt.Key.Key_1)
    qtbot.keyClick(field, Qt.Key.Key_2)
    assert keeps_undo()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not keeps_undo()


def test_a_growing_text_is_as_high_as_its_words_and_never_scrolls(qtbot: QtBot) -> None:
    field = GrowingText(name="Question")
    qtbot.addWidget(field)
    field.resize(300, 40)
    field.show()
    field.set_text("Who speaks first?\nA. 小许\nB. Zhou\nC. 老周")
    cursor = field.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    last = field.cursorRect(cursor)
    assert last.bottom() <= field.viewport().height()
    field.verticalScrollBar().setValue(1)
    assert field.verticalScrollBar().value() == 0
    assert field.cursorRect(cursor) == last
