"""Filing a case: values given last come first, and its words suggest values."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Facet, State
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.value_editor import ValueEditor
from casedesk.ui.session import LibrarySession
from casedesk.ui.widgets.chips import Chip
from tests.builders import make_case
from tests.ui.editor.conftest import add

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_STORY = "客人到酒店前台办入住，房卡刷不开客房，总台说已经退房，客人要投诉酒店大堂经理。"


def editor_of(view: CaseView) -> ValueEditor:
    found = next(editor for editor in view.column.facets.findChildren(ValueEditor))
    assert found.isVisible()
    return found


def offers(view: CaseView) -> list[Chip]:
    chips = editor_of(view).findChildren(Chip)
    return [chip for chip in chips if chip.isVisible() and chip.accessibleName().startswith("Suggested")]


def test_the_words_of_a_case_suggest_values(view: CaseView, session: LibrarySession, qtbot: QtBot):
    case_id = add(session, make_case(_STORY))
    view.show_case(case_id)
    view.column.edit_facet(Facet.INDUSTRY)
    qtbot.waitUntil(lambda: bool(offers(view)))
    (offer,) = offers(view)
    assert offer.text().startswith("+ 酒店 · ")
    assert "because of" in offer.accessibleName()
    offer.click()
    assert session.library.cases.get(case_id).industries == ("酒店",)
    assert not offers(view)


def test_own_words_are_suggested_before_built_in_ones(view: CaseView, session: LibrarySession, qtbot: QtBot):
    for at in range(8):
        case = make_case(f"{_STORY}第{at}回，前台又忙又乱。", industries=("住宿业",))
        add(session, replace(case, state=State.REVIEWED))
        add(
            session, replace(make_case(f"银行柜台第{at}次排队，网点缺人。", industries=("金融",)), state=State.REVIEWED)
        )
    view.show_case(add(session, make_case(_STORY)))
    view.column.edit_facet(Facet.INDUSTRY)
    qtbot.waitUntil(lambda: bool(offers(view)))
    assert offers(view)[0].text().startswith("+ 住宿业")


def test_values_given_last_come_first(view: CaseView, session: LibrarySession, qtbot: QtBot):
    for at in range(3):
        add(session, make_case(f"旧{at}", tags=("常用",)))
    add(session, make_case("旧", tags=("少用",)))
    view.show_case(add(session, make_case("新")))
    assert view.values.known(Facet.TAG) == ("常用", "少用")
    view.column.edit_facet(Facet.TAG)
    field = editor_of(view).field
    for value in ("少用", "头一回"):
        field.setText(value)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert view.values.known(Facet.TAG) == ("头一回", "少用", "常用")
