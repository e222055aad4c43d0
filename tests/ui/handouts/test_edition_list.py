"""What a trainer does with the list of editions: ticks, shows, sees the copies; and the files that come of it."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.handout import Edition
from casedesk.domain.lesson import Material, Per
from casedesk.ui.handouts.guard_line import GuardState
from casedesk.ui.handouts.handout_choices import HandoutChoices, remembered
from casedesk.ui.handouts.handout_page import HandoutPage
from casedesk.ui.jobs import WORKERS, Jobs
from tests.builders import make_case, make_plan

STORY = "雨下了一夜。早上七点，前台的电话响了四次，没有人接。"


@pytest.fixture
def plan(library):
    case = make_case(STORY, id=1, title="没人接的电话", learner_title="雨夜之后", questions=("谁该接？", "怎么补救？"))
    made = make_plan(case, id=1, title="接电话", audience="前厅二班", head_count=24)
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (case, made))))
    return made


@pytest.fixture
def make_page(qtbot, plan, parts, settings, tmp_path):
    def make(jobs: Jobs) -> HandoutPage:
        settings.handout_folder = str(tmp_path / "handouts")
        page = HandoutPage(replace(parts, jobs=jobs))
        qtbot.addWidget(page)
        page.resize(1300, 850)
        page.show()
        page.show_plan(plan.id)
        return page

    return make


@pytest.fixture
def page(make_page, jobs):
    return make_page(jobs)


@pytest.fixture
def editions(page):
    return page._options._editions


def words(page: HandoutPage) -> str:
    return page._preview.painted.words


def test_every_edition_is_shown_by_the_arrow_keys(page, editions, qtbot):
    editions.setFocus()
    for edition in list(Edition)[1:]:
        qtbot.keyClick(editions, Qt.Key.Key_Down)
        assert page._edition is edition
        assert page._preview.painted.count


def test_space_and_a_click_on_the_box_tick_and_the_pages_stay(page, editions, library, plan, qtbot):
    qtbot.keyClick(editions, Qt.Key.Key_Space)
    assert Edition.LEARNER not in page._choices.editions
    row = editions.visualRect(editions.model().index(list(Edition).index(Edition.SIGN_IN), 0))
    qtbot.mouseClick(editions.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(16, row.center().y()))
    assert Edition.SIGN_IN in page._choices.editions
    assert page._edition is Edition.LEARNER
    assert remembered(library, plan.id, HandoutChoices()).editions == page._choices.editions


def test_copies_are_for_persons_groups_or_the_class_and_spare_ones_are_added(page, editions):
    copies = editions._rows.copies
    assert (copies[Edition.LEARNER], copies[Edition.CASE_CARDS], copies[Edition.TRAINER]) == (24, 6, 1)
    page._options._spare.setValue(2)
    assert editions._rows.copies[Edition.ANSWER_SHEET] == 26
    assert editions._rows.copies[Edition.SIGN_IN] == 1


def test_a_screen_reader_hears_what_is_ticked_and_how_often_it_is_printed(editions):
    index = editions.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Learner handout 24 copies"


def test_the_print_shop_sheet_counts_what_is_ticked(page, editions):
    editions.tick([Edition.TRAINER], is_on=False)
    editions.tick([Edition.SIGN_IN, Edition.PRINT_SHOP], is_on=True)
    page._show_edition(Edition.PRINT_SHOP)
    shown = words(page)
    assert "学员版" in shown
    assert "签到表" in shown
    assert "讲师版" not in shown
    page._options._price.setValue(15)
    page._redraw()
    assert "每面0.15元" in words(page)


def test_materials_list_printed_matter_and_what_blocks_ask_for(page, session, plan):
    block = replace(plan.blocks[0], materials=(Material("大白纸", 2, Per.GROUP),))
    session.apply(Edit("materials", (Replacement(plan, replace(plan, blocks=(block,))),)))
    page.show_plan(plan.id)
    page._show_edition(Edition.MATERIALS)
    assert "大白纸" in words(page)
    assert "学员版" in words(page)


def test_one_click_writes_every_ticked_edition(page, editions, tmp_path):
    editions.tick(list(Edition), is_on=True)
    page._foot.save.click()
    assert page._guard.state is GuardState.SAVED
    (folder,) = (tmp_path / "handouts").iterdir()
    assert len(list(folder.iterdir())) == len(Edition)
    assert page._guard.words() == f"Saved {len(Edition)} files in “{folder.name}”."
    assert not page._guard._open.isVisible()  # which of them?
    assert page._guard._folder.isVisible()
    assert page._foot.save.isVisible()


def test_writing_can_be_stopped(make_page, plan, qtbot, tmp_path):
    jobs, go_on = Jobs(), threading.Event()
    page = make_page(jobs)
    qtbot.waitUntil(lambda: page._guard.state is GuardState.PASSED)
    for _ in range(WORKERS):  # nobody is free to write until we say so
        jobs.start("busy", lambda _progress: go_on.wait(), done=lambda _result: None)
    page._foot.save.setFocus()
    page._foot.save.click()
    assert page.focusWidget() is page._foot.cancel
    assert page._foot.cancel.isVisible()
    assert not page._foot.save.isVisible()
    saying = page._foot._explain.text()
    page.show_plan(plan.id)  # gone away and come back
    page._prove()
    assert page._guard.state is GuardState.SAVING
    assert page._foot._explain.text() == saying
    page._foot.cancel.click()
    assert not page._foot.cancel.isEnabled()
    go_on.set()
    qtbot.waitUntil(page._foot.save.isVisible)
    assert page.focusWidget() is page._foot.save
    assert "Stopped" in page._guard.words()
    assert not list((tmp_path / "handouts").rglob("*.docx"))
    jobs.close()


def test_what_is_made_of_a_few_cases_takes_the_minutes_they_take(page):
    page.show_cases([1])
    page._show_edition(Edition.OVERVIEW)
    assert "雨夜之后" in words(page)
    minutes = page._plan.blocks[0].minutes
    assert minutes > 1
    assert f"{minutes}分钟" in words(page)
