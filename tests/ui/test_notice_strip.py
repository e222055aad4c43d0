"""A strip above the pages takes little of a small window, and gives its words whole to whoever asks."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.notice_strip import NoticeStrip

LONG = "The library lies in a folder that other programs copy while it is being written. " * 3
SMALL = QSize(880, 600)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def strip(appearance: Appearance, holder: QWidget) -> NoticeStrip:
    answers = (("Understood", holder.update), ("Exchange folder…", holder.update))
    made = NoticeStrip(appearance, holder, icon="ph.warning", answers=answers)
    column = QVBoxLayout(holder)
    column.addWidget(made)
    column.addStretch(1)
    holder.resize(SMALL)
    holder.show()
    return made


def test_words_that_have_room_are_whole_beside_their_answers(qtbot: QtBot, strip: NoticeStrip) -> None:
    strip.say("The library is open in another window since 09:12.")
    qtbot.waitUntil(strip.words.isVisible)
    assert not strip.more.isVisible()
    assert not strip.short.isVisible()
    qtbot.waitUntil(lambda: strip.buttons[0].x() > strip.words.geometry().right())


def test_long_words_in_a_large_text_are_one_line_until_more_is_asked_for(
    qtbot: QtBot, strip: NoticeStrip, settings: Settings, appearance: Appearance
) -> None:
    strip.say(LONG)
    qtbot.waitUntil(strip.words.isVisible)
    settings.scale = 200
    appearance.changed.emit()
    qtbot.waitUntil(strip.short.isVisible)
    assert not strip.words.isVisible()
    folded = strip.sizeHint().height()
    strip.more.click()
    assert strip.words.isVisible()
    assert strip.words.text() == LONG
    assert strip.heightForWidth(strip.width()) > folded
    strip.more.click()
    assert strip.short.isVisible()
