"""The hint beside the learner title, the light of completeness, the minutes."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Role
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import UseRecord
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession
from tests.builders import make_case
from tests.ui.editor.conftest import add
from tests.ui.editor.test_case_view import type_text


def test_a_telling_title_is_explained_and_replaced_by_a_click(view: CaseView, session: LibrarySession):
    case_id = add(session, replace(make_case("周五晚上，前台来了一位客人。"), title="两份账单"))
    view.show_case(case_id)
    hint = view.column.title_hint
    type_text(view.column.learner_title, "愤怒的客人")
    assert "愤怒" in hint.words.text()
    hint.offer.click()
    assert session.library.cases.get(case_id).learner_title == "周五晚上的前台"
    assert hint.words.isHidden()
    assert hint.fine.isVisible()
    assert hint.offer.isHidden()


def test_a_library_title_that_learners_would_read_is_judged(view: CaseView, session: LibrarySession):
    view.show_case(add(session, replace(make_case("客人来了。"), title="一次成功的挽回")))
    assert "成功" in view.column.title_hint.words.text()


def test_another_custom_asks_for_other_parts(open_view: CaseView, session: LibrarySession, case_id: int):
    box = open_view.inspector.completeness
    assert "learner title" in box.missing.text()
    next(action for action in box.menu().actions() if "CMCC" in action.text()).trigger()
    assert "CMCC" in box.custom.text()
    assert "“摘要” is not written yet" in box.missing.toolTip()
    for _ in range(4):
        open_view.whole.next_gap(open_view.chosen_parts.chosen)
    titles = {section.title: section.role for section in session.library.cases.get(case_id).sections}
    assert titles["摘要"] is Role.BACKGROUND


def test_a_section_beyond_its_limit_says_so(open_view: CaseView):
    open_view.set_focused(on=True)
    count = open_view.column.sections[0].head.count
    type_text(open_view.column.sections[0].text, "长" * 1240)
    open_view.save_now()
    assert "/ 800" in count.text()
    assert count.property("tone") == "warn"


def test_an_english_section_is_counted_in_words_against_its_limit(view: CaseView, session: LibrarySession):
    view.show_case(add(session, make_case("The guest waited for ten minutes.")))
    view.set_focused(on=True)
    count = view.column.sections[0].head.count
    assert count.text() == "6 / 400 words · about 1 minute"
    type_text(view.column.sections[0].text, "word " * 400)
    view.save_now()
    assert count.text().startswith("406 / 400 words")
    assert count.property("tone") == "warn"


def test_a_set_is_made_of_this_case(open_view: CaseView):
    box = open_view.inspector.completeness
    box.name.setText("我的")
    box.name.returnPressed.emit()
    assert box.custom.text() == "我的"
    next(action for action in box.menu().actions() if "Remove the set" in action.text()).trigger()
    assert box.custom.text() == "Short service case"


def test_the_own_figure_wins_says_so_and_gives_way(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
):
    use = UseRecord(session.library.new_id(UseRecord), case_id, group="甲班", real=21)
    assert session.apply(Edit("Use", (Replacement(None, use),)))
    time = open_view.inspector.time
    assert time.counts.text() == "Plans count the mean of your classes, 21 minutes."
    assert not time.back.isVisibleTo(time)
    time.minutes.setFocus()
    qtbot.keyClicks(time.minutes, "15")
    open_view.save_now()
    assert session.library.cases.get(case_id).minutes == 15
    assert "own figure, 15" in time.counts.text()
    assert time.back.text() == "Back to the mean"
    time.back.click()
    open_view.save_now()
    kept: Case = session.library.cases.get(case_id)
    assert kept.minutes is None
