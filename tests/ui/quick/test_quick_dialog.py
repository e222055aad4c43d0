"""Ten minutes to class, in the real window parts over a real library."""

from datetime import date

import pytest

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import UseRecord
from casedesk.ui.quick.quick_dialog import QuickPlanDialog
from tests.builders import make_case


@pytest.fixture
def cases(library):
    made = [
        make_case(id=1, title="退票风波", minutes=20, themes=("投诉处理",)),
        make_case(id=2, title="押金去哪了", minutes=18, themes=("投诉处理",)),
        make_case(id=3, title="夜班交接", minutes=15, themes=("交接班",)),
    ]
    record = UseRecord(id=1, case_id=2, group="前厅 B 班", day=date(2026, 3, 4))
    library.apply(Edit("add", tuple(Replacement(None, item) for item in (*made, record))))
    return made


@pytest.fixture
def dialog(qtbot, cases, parts):
    made = QuickPlanDialog(parts)
    qtbot.addWidget(made)
    made.show()
    return made


def asked(qtbot, dialog, topic: str, group: str = "") -> None:
    dialog.topic.setText(topic)
    dialog.group.setEditText(group)
    qtbot.waitUntil(lambda: dialog.made is not None)


def test_the_plan_is_there_while_one_types_and_says_why(qtbot, dialog):
    asked(qtbot, dialog, "投诉", "前厅 B 班")
    assert dialog.made.plan.case_ids == (1,)
    assert dialog.made.plan.day is not None
    with qtbot.waitSignal(dialog.plan_wished) as wished:
        dialog.make.click()
    plan = wished.args[0]
    note = next(block.notes for block in plan.blocks if block.cases)
    assert note.startswith("Because it is filed under 投诉处理; it is new to 前厅 B 班")
    assert plan.title == "投诉"


def test_a_case_is_sent_away_for_another(qtbot, dialog):
    asked(qtbot, dialog, "投诉")
    first = dialog.made.plan.case_ids[0]
    dialog.rows.another_requested.emit(first)
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert first not in dialog.made.plan.case_ids
    assert dialog.made.plan.case_ids


def test_the_length_is_remembered_and_shown_by_the_buttons(qtbot, dialog, settings):
    dialog.lengths.group.button(2).click()
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.made.plan.target == 90
    dialog.minutes.setValue(60)
    assert not any(button.isChecked() for button in dialog.lengths.group.buttons())
    qtbot.waitUntil(lambda: dialog.made is not None)
    dialog.make.click()
    assert settings.text("quick_minutes") == "60"


def test_known_groups_are_offered(dialog):
    assert dialog.group.findText("前厅 B 班") >= 0
