"""The options stay within their column, however large the text is."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox

from casedesk.texts import set_language
from casedesk.ui.handouts.handout_choices import HandoutChoices
from casedesk.ui.handouts.options_panel import OptionsPanel
from casedesk.ui.widgets.check_boxes import CheckBox


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("scale", [100, 200])
def test_options_never_scroll_sideways(qtbot, appearance, settings, language, scale):
    set_language(language)
    settings.scale = scale
    panel = OptionsPanel(appearance)
    qtbot.addWidget(panel)
    panel.show_choices(HandoutChoices(), copies={}, names=3)
    panel.show_masks({"13800138000": "138****8000"})
    panel.resize(340 if scale == 100 else 388, 500)
    panel.show()
    assert panel.horizontalScrollBar().maximum() == 0


def test_all_fields_begin_below_each_other(qtbot, appearance):
    panel = OptionsPanel(appearance)
    qtbot.addWidget(panel)
    panel.resize(340, 500)
    panel.show()
    fields = (panel._numbering, panel._language, panel._footer, panel._price, panel.templates.organisation)
    assert len({field.mapTo(panel, QPoint()).x() for field in fields}) == 1


def test_words_that_have_no_room_in_one_line_go_on_in_a_second(qtbot):
    box = CheckBox("Contents on the first page")
    qtbot.addWidget(box)
    line = QCheckBox.sizeHint(box)
    assert box.heightForWidth(line.width() + 40) == line.height()
    assert box.heightForWidth(line.width() // 2) >= line.height() + box.fontMetrics().height()
    assert box.minimumSizeHint().width() < line.width()
    box.resize(line.width() // 2, box.heightForWidth(line.width() // 2))
    box.show()
    below = box.grab().toImage().copy(box.width() // 3, line.height(), box.width() // 2, box.height() - line.height())
    assert len({below.pixel(x, y) for x in range(below.width()) for y in range(below.height())}) > 1
