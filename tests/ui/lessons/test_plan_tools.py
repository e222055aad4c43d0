"""Methods, overview, clipboard and calendar, on the real page of lesson plans."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind, Material, Per
from casedesk.tasks.methods import own_methods
from casedesk.ui.lessons.case_drops import Place
from casedesk.ui.lessons.lessons_page import LessonsPage
from casedesk.ui.lessons.overview_dialog import OverviewDialog
from casedesk.ui.lessons.overview_paper import TSV_MIME, clipboard_data, page_of, plan_text, print_sheet
from tests.builders import make_plan


@pytest.fixture
def plan(library):
    blocks = (
        Block("Opening", 5, BlockKind.OPENING),
        Block("Cards", 30, BlockKind.EXERCISE, trainer="1. Deal\n2. Sort", materials=(Material("card", 2, Per.GROUP),)),
    )
    made = make_plan(id=1, title="Listening <b>", blocks=blocks, target=45, head_count=24, day=date(2026, 12, 1))
    library.apply(Edit("add", (Replacement(None, made),)))
    return made


@pytest.fixture
def page(qtbot, plan, parts):
    made = LessonsPage(parts)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def titles(library) -> list[str]:
    return [block.title for block in library.plans.get(1).blocks]


def shown(panel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_methods_are_found_by_words_minutes_and_people(page, actions):
    actions.action("plan.methods").trigger()
    panel = page._tools.methods
    assert panel.isVisible()
    assert panel.people.value() == 24, "the people of the plan"
    assert len(shown(panel)) > 20
    panel.search.setText("fishb")
    assert shown(panel) == ["Fishbone", "Fishbowl"] or set(shown(panel)) == {"Fishbone", "Fishbowl"}
    panel.minutes.setValue(15)
    assert shown(panel) == ["Fishbone"]
    panel.search.setText("zzz")
    assert panel.current is None
    assert not panel.add.isEnabled()


def test_enter_puts_the_marked_method_into_the_plan_and_one_step_takes_it_out(page, actions, library, session):
    actions.action("plan.methods").trigger()
    panel = page._tools.methods
    panel.search.setText("world")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert titles(library)[-1] == "World café"
    block = library.plans.get(1).blocks[-1]
    assert block.trainer.startswith("1. ")
    assert block.groups == 5
    session.undo_stack.undo()
    assert titles(library) == ["Opening", "Cards"]


def test_a_method_is_dropped_between_blocks(page, actions, library):
    actions.action("plan.methods").trigger()
    page._tools._drops.dropped.emit(("fishbowl",), Place(1, False, page.rect()))
    assert titles(library) == ["Opening", "Fishbowl", "Cards"]


def test_a_block_becomes_a_method_of_ones_own_goes_and_comes_back(page, actions, library, session, qtbot):
    page._sheet.board.select_block(1)
    with qtbot.waitSignal(session.announced):
        actions.action("plan.keep_method").trigger()
    (method,) = own_methods(library)
    assert method.steps == ("Deal", "Sort")
    actions.action("plan.methods").trigger()
    panel = page._tools.methods
    assert shown(panel)[0] == "Cards"
    panel.forget.click()
    assert own_methods(library) == ()
    assert "Cards" not in shown(panel)
    session.undo()
    assert own_methods(library) == (method,)
    assert shown(panel)[0] == "Cards"


def test_an_own_method_is_changed_in_its_fields_and_every_step_is_taken_back(page, actions, library, session):
    actions.action("plan.methods").trigger()
    panel = page._tools.methods
    panel.search.setText("fishbowl")
    assert not panel.edit.isVisible(), "those of the program stay as they are"
    panel.copy.click()
    (copy,) = own_methods(library)
    form = panel.form
    assert form.isVisible()
    assert form.name.text() == copy.name == "Fishbowl (copy)"
    form.name.selectAll()
    QTest.keyClicks(form.name, "Aquarium")
    form.steps.selectAll()
    QTest.keyClicks(form.steps, "Sit")
    QTest.keyClick(form.steps, Qt.Key.Key_Return)
    page.save_now()
    QTest.keyClicks(form.steps, "Talk")
    form.low.setValue(90)
    page.save_now()
    (changed,) = own_methods(library)
    assert (changed.name, changed.steps) == ("Aquarium", ("Sit", "Talk"))
    assert changed.minutes == (90, 90), "the other end goes along"
    for _ in range(4):
        session.undo()
    assert own_methods(library) == ()
    assert not panel.is_editing
    session.redo()
    assert own_methods(library) == (copy,)


def test_what_is_typed_into_a_method_waits_for_a_large_change(page, actions, library, session):
    actions.action("plan.methods").trigger()
    panel = page._tools.methods
    panel.new.click()
    session.is_writing = True
    panel.form.name.selectAll()
    QTest.keyClicks(panel.form.name, "Later")
    page.save_now()
    session.is_writing = False
    assert own_methods(library)[0].name == "New method"
    assert panel.form.name.text() == "Later"
    page.save_now()
    assert own_methods(library)[0].name == "Later"


def test_a_method_is_begun_from_nothing(page, actions, library):
    actions.action("plan.methods").trigger()
    panel = page._tools.methods
    panel.search.setText("zzz")
    panel.new.click()
    (method,) = own_methods(library)
    assert panel.form.method == method
    QTest.keyClick(panel.form.name, Qt.Key.Key_Escape)
    assert not panel.is_editing
    assert panel.current == method
    assert panel.isVisible()


@pytest.mark.parametrize("width", [900, 1400])
def test_the_methods_cover_nothing_of_the_plan(page, actions, width):
    page.resize(width, 700)
    had_details = page._inspector.isVisible()
    actions.action("plan.methods").trigger()
    panel, sheet = page._tools.methods, page._sheet
    assert panel.isVisible()
    right = sheet.mapTo(page, sheet.rect().topRight()).x()
    assert right < panel.mapTo(page, panel.rect().topLeft()).x()
    actions.action("plan.methods").trigger()
    assert not panel.isVisible()
    assert page._inspector.isVisible() == had_details


def test_methods_are_reached_changed_removed_and_left_by_key(page, actions, library, session, qtbot):
    page._sheet.board.select_block(1)
    actions.action("plan.keep_method").trigger()
    actions.action("plan.methods").trigger()
    panel = page._tools.methods
    page.activateWindow()
    qtbot.waitUntil(panel.search.hasFocus)
    QTest.keyClick(panel.search, Qt.Key.Key_F2)
    assert panel.is_editing
    QTest.keyClick(panel.form.name, Qt.Key.Key_Escape)
    assert not panel.is_editing
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert own_methods(library) == ()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert len(shown(panel)) > 20, "those of the program stay"
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert page._sheet.board.view.hasFocus()


def test_a_board_is_proposed_once_and_can_be_taken_back(page, library, session):
    page._tools.overview.propose.click()
    assert library.plans.get(1).board_plan.startswith("Listening")
    assert not page._tools.overview.propose.isVisible()
    session.undo_stack.undo()
    assert library.plans.get(1).board_plan == ""


def test_the_clipboard_has_a_table_and_text(page, actions, qtbot, plan):
    with qtbot.waitSignal(page.said):
        actions.action("plan.copy").trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert "Cards" in data.text()
    made = clipboard_data(plan)
    assert "Listening &lt;b&gt;" in made.html()
    rows = bytes(made.data(TSV_MIME).data()).decode().splitlines()
    assert len({row.count("\t") for row in rows}) == 1
    assert "2. Sort" in rows[2]
    assert "35 minutes in all" in plan_text(plan)


def test_the_overview_is_one_page_however_long_the_plan(page, plan, tmp_path, qtbot, appearance):
    many = tuple(Block(f"Block {number}", 5, BlockKind.LECTURE, trainer="x" * 50) for number in range(40))
    printer = page_of(QPrinter(QPrinter.PrinterMode.HighResolution))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    print_sheet(replace(plan, blocks=many), printer)
    assert (tmp_path / "a.pdf").read_bytes().count(b"/Type /Page\n") == 1
    dialog = OverviewDialog(plan, appearance)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.preview.updatePreview()
    assert dialog.preview.pageCount() == 1


def test_the_calendar_asks_for_a_date_and_then_writes(page, plan, tmp_path, qtbot, session):
    with qtbot.waitSignal(page.said):
        page._tools.write_calendar(plan, tmp_path / "plan.ics")
    assert b"BEGIN:VEVENT" in (tmp_path / "plan.ics").read_bytes()
    page._draft.change(replace(page.plan, day=None), "no day")
    with qtbot.waitSignal(session.refused):
        page._tools.save_calendar()
