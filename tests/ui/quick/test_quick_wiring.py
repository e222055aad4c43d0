"""Ten minutes to class in the whole window."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from casedesk.domain.changes import Edit, Replacement
from casedesk.ui.quick.quick_dialog import QuickPlanDialog
from casedesk.ui.starting import Desk
from tests.builders import make_case

pytestmark = pytest.mark.usefixtures("no_office")


@pytest.fixture
def desk(app, settings, tmp_path):
    settings.sample_seen = True
    made = Desk(app, settings)
    assert made.open(tmp_path / "desk.casedesk")
    yield made
    if made.window is not None:
        made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_plan_and_its_handouts_are_one_wish_and_one_step(qtbot, desk):
    window, session = desk.window, desk.session
    qtbot.waitUntil(lambda: len(window.pages.existing()) >= 3)
    library = session.library
    case_id = library.new_id(type(make_case()))
    session.apply(Edit("add", (Replacement(None, make_case(id=case_id, title="退票风波", minutes=20)),)))
    before = library.plans.all()
    window.actions_table.action("plan.quick").trigger()
    dialog = window.findChild(QuickPlanDialog)
    dialog.topic.setText("退票风波")
    qtbot.waitUntil(lambda: dialog.made is not None)
    dialog.make_handouts.click()
    (plan,) = (plan for plan in library.plans.all() if plan not in before)
    assert plan.case_ids == (case_id,)
    assert window.page == "handouts"
    session.undo()
    assert library.plans.all() == before
    assert window.page == "lessons", "there is nothing to print any more"
