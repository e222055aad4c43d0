"""The line that says whether the learner handout is clean."""

import pytest
from pytestqt.qtbot import QtBot

from casedesk.ui.handouts.guard_line import GuardLine, GuardState
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance


@pytest.mark.parametrize(("scale", "width"), [(100, 900), (200, 460)])
def test_its_sentence_never_becomes_a_tower_of_single_words(
    qtbot: QtBot, appearance: Appearance, settings: Settings, scale: int, width: int
) -> None:
    settings.scale = scale
    line = GuardLine(appearance)
    qtbot.addWidget(line)
    line.show_state(GuardState.PASSED)
    line.resize(width, 100)
    line.show()
    qtbot.waitUntil(lambda: line.heightForWidth(width) <= 7 * line.fontMetrics().lineSpacing() * scale / 100)
