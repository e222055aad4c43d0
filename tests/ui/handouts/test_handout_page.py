"""What a trainer does on the handout page, down to the files in the class folder."""

from dataclasses import replace

import docx
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from casedesk.domain.case import Depth, Role, Section
from casedesk.domain.case_steps import with_questions
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.handout import Edition, Numbering
from casedesk.domain.library import Pseudonym
from casedesk.domain.paper import Paper
from casedesk.tasks.export_handout import handout_of, options_for
from casedesk.tasks.handout_preview import look
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.handouts.guard_line import GuardState
from casedesk.ui.handouts.handout_choices import HandoutChoices, remembered
from casedesk.ui.handouts.handout_page import HandoutPage
from casedesk.ui.handouts.page_painter import PaintedHandout
from casedesk.ui.handouts.page_rows import Fit
from casedesk.ui.handouts.typesetting import typeset
from tests.builders import make_case, make_plan, make_section

pytestmark = pytest.mark.usefixtures("no_office")

STORY = "雨下了一夜。早上七点，前台的电话响了四次，没有人接。"
ANALYSIS = "电话响到第三声还没有人接，说明交接班时少了一个人盯着总机。"


@pytest.fixture
def plan(library):
    cases = [
        make_case(
            STORY,
            id=1,
            title="没人接的电话",
            learner_title="雨夜之后",
            questions=("谁该接？", "怎么补救？"),
            analysis=ANALYSIS,
        ),
        make_case("王姐把伞递了过去。", id=2, title="一把伞", questions=("为什么？",)),
    ]
    made = make_plan(*cases, id=1, title="接电话", audience="前厅二班", head_count=24)
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (*cases, made))))
    return made


@pytest.fixture
def page(qtbot, plan, parts, settings, tmp_path):
    settings.handout_folder = str(tmp_path / "handouts")
    made = HandoutPage(parts)
    qtbot.addWidget(made)
    made.resize(1300, 850)
    made.show()
    made.show_plan(plan.id)
    return made


def words_of(painted: PaintedHandout) -> str:
    return painted.words


def test_the_preview_shows_what_learners_may_see_and_nothing_else(page):
    words = words_of(page._preview.painted)
    assert STORY in words
    assert "雨夜之后" in words
    assert "没人接的电话" not in words
    assert ANALYSIS not in words


def test_the_trainer_guide_shows_the_analysis(page):
    page._show_edition(Edition.TRAINER)
    assert ANALYSIS in words_of(page._preview.painted)


def test_choices_change_the_pages_at_once_and_are_remembered_for_the_plan(page, library, qtbot, plan):
    pages = page._preview.painted.count
    page._options._flags["new_page"].setChecked(False)
    qtbot.waitUntil(lambda: page._preview.painted.count < pages)
    page._options._roles[Role.QUESTION].setChecked(False)
    qtbot.waitUntil(lambda: "谁该接" not in words_of(page._preview.painted))
    page._options._numbering.setCurrentIndex(page._options._numbering.findData(Numbering.NONE))
    page.show_cases([2])
    page.show_plan(plan.id)
    assert page._choices.new_page is False
    assert page._choices.learner_roles == {Role.BODY}
    assert page._choices.numbering is Numbering.NONE
    assert not page._options._roles[Role.QUESTION].isChecked()


def test_analysis_and_lesson_are_visible_but_locked(page):
    from PySide6.QtWidgets import QCheckBox

    locked = {box.text() for box in page._options.findChildren(QCheckBox) if not box.isEnabled()}
    assert locked == {"Analysis", "Lesson"}


def test_the_learner_handout_is_checked_before_anything_is_saved(page, qtbot):
    qtbot.waitUntil(lambda: page._guard.state is GuardState.PASSED)
    assert page._foot.save.isEnabled()


def test_a_story_that_tells_the_analysis_cannot_be_saved(page, session, library, qtbot, tmp_path):
    case = library.cases.get(1)
    telling = replace(case, sections=(*case.sections, Section(Role.LESSON, html=make_section(text=STORY).html)))
    session.apply(Edit("lesson", (Replacement(case, telling),)))
    qtbot.waitUntil(lambda: page._guard.state is GuardState.PASSED)
    template = tmp_path / "letter.docx"
    document = docx.Document()
    document.add_paragraph(f"{ANALYSIS}")
    document.save(str(template))
    page._options.templates.chosen.emit(str(template))
    qtbot.waitUntil(lambda: page._guard.state is GuardState.FAILED)
    assert "电话响到第三声" in page._guard.words()
    assert not page._foot.save.isEnabled()


def test_saving_writes_both_files_and_never_over_others(page, qtbot, tmp_path):
    page._foot.save.click()
    assert page._guard.state is GuardState.SAVED
    folder = next((tmp_path / "handouts").iterdir())
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 2
    learner = next(path for path in folder.iterdir() if "学员版" in path.name)
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(learner)).paragraphs)
    assert STORY in text
    assert ANALYSIS not in text
    learner.write_bytes(b"mine")
    page._foot.save.click()
    assert learner.read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 3


def test_real_names_are_replaced_in_preview_and_file(page, session, library, qtbot):
    session.apply(Edit("names", (Replacement(None, Pseudonym(1, "王姐", "李姐")),)))
    page.show_plan(1)
    assert "李姐" in words_of(page._preview.painted)
    assert "王姐" not in words_of(page._preview.painted)


def test_an_unwritable_folder_is_a_sentence_in_the_line(page, settings, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder")
    settings.handout_folder = str(blocked)
    page._foot.save.click()
    assert page._guard.state is GuardState.FAILED
    assert page._guard.words()


def test_a_plan_without_cases_says_so(page, session, library):
    empty = make_plan(id=2, title="空")
    session.apply(Edit("empty", (Replacement(None, empty),)))
    page.show_plan(2)
    assert "no cases" in page._guard.words()
    assert not page._foot.save.isEnabled()


def test_a_class_of_new_staff_is_not_asked_what_is_for_supervisors(page, library, qtbot, plan):
    case = library.cases.get(1)
    first, second = case.questions
    asked = (replace(first, depth=Depth.SUPERVISOR), replace(second, points=5))
    library.apply(Edit("depth", (Replacement(case, with_questions(case, 1, asked)),)))
    page.show_plan(plan.id)
    box = page._options._depth
    with qtbot.waitSignal(page._options.changed, timeout=30_000):
        box.setCurrentIndex(box.findData(Depth.NEW_STAFF))
    for edition in (Edition.LEARNER, Edition.TRAINER):
        options = page._choices.options(edition)
        assert options.depth is Depth.NEW_STAFF
        words = repr(handout_of(library, library.plans.get(plan.id), options).blocks)
        assert "谁该接？" not in words
        assert "怎么补救？（5分）" in words
    assert remembered(library, plan.id, HandoutChoices()).depth is Depth.NEW_STAFF


def test_the_page_that_was_chosen_is_shown_and_is_the_next_plans_too(page, library, plan, settings, session):
    page.show_plan(plan.id)
    options = page._options
    options._paper.setCurrentIndex(options._paper.findData(Paper.A5_BOOKLET))
    options._gutter.setCurrentIndex(options._gutter.findData(8))
    options._flags["mirror"].setChecked(True)
    page._redraw()
    assert page._preview.painted.sizes[0].width() == pytest.approx(419.5, abs=1)
    kept = remembered(library, plan.id, HandoutChoices())
    assert (kept.paper, kept.gutter, kept.mirror) == (Paper.A5_BOOKLET, 8, True)
    other = make_plan(library.cases.get(1), id=2, title="另一班")
    session.apply(Edit("other", (Replacement(None, other),)))
    page.show_plan(2)
    assert page._choices.paper is Paper.A5_BOOKLET
    assert page._choices.options(Edition.TRAINER).page is Paper.A4
    assert settings.handout_gutter == 8


def test_an_official_document_is_shown_without_a_header(page, plan):
    page.show_plan(plan.id)
    page._options._paper.setCurrentIndex(page._options._paper.findData(Paper.OFFICIAL))
    page._redraw()
    assert not page._preview.painted._look.has_heads
    assert "附件：1." in words_of(page._preview.painted)


def test_a_question_stays_with_its_answer_lines(app, library):
    questions = tuple(f"第{n}问：怎么办？" for n in range(1, 30))
    case = make_case(STORY, id=9, questions=questions)
    plan = make_plan(case, id=9)
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (case, plan))))
    handout = handout_of(library, plan, options_for(Edition.LEARNER, language="zh"))
    (typed,) = typeset(handout, look(handout), LibraryPictures(library))
    layout, height = typed.document.documentLayout(), typed.document.pageSize().height()
    lined = {rule.block for rule in typed.rules}
    block = typed.document.begin()
    while block.isValid():
        if "怎么办" in block.text():
            pages = {
                int((layout.blockBoundingRect(typed.document.findBlockByNumber(number)).bottom() - 1) // height)
                for number in range(block.blockNumber(), block.blockNumber() + 5)
                if number == block.blockNumber() or number in lined
            }
            assert len(pages) == 1
        block = block.next()


def test_pages_are_painted_white_in_the_dark_and_can_be_printed(page, settings, tmp_path):
    settings.scheme = "dark"
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    page._preview.painted.paint(painter, 0, QRectF(0, 0, 595, 842), QRectF(0, 0, 595, 842))
    painter.end()
    assert image.pixelColor(5, 5) == QColor("white")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "pages.pdf"))
    printer.setFullPage(True)
    page.ways_out.print_to(printer)
    assert (tmp_path / "pages.pdf").read_bytes().startswith(b"%PDF")


def test_a_few_cases_are_printed_without_a_plan(page):
    page.show_cases([2])
    assert not page.is_of_plan
    assert "王姐把伞递了过去" in words_of(page._preview.painted)
    assert STORY not in words_of(page._preview.painted)


def test_zoom_and_fit(page):
    page._preview.bar.larger.click()
    assert page._preview.view.fit is Fit.FIXED
    assert "%" in page._preview.bar.fit.text()
    choices = {action.text(): action for action in page._preview.bar.fit.menu().actions()}
    choices["150 %"].trigger()
    assert page._preview.view.percent == 150
    choices["Whole page"].trigger()
    assert page._preview.view.fit is Fit.PAGE
    assert page._preview.bar.fit.text() == "Whole page"


def test_the_options_grow_with_the_text_and_leave_the_pages_room(page, settings, appearance):
    narrow = page._left.width()
    settings.scale = 200
    appearance.changed.emit()
    assert narrow < page._left.width() < page.width() / 2


def test_numbers_in_the_cases_are_counted_listed_and_masked_unless_the_trainer_says_no(page, library, session, qtbot):
    assert page._options._flags["masks"].isHidden(), "there is nothing to mask"
    case = library.cases.get(2)
    telling = replace(case, sections=(make_section(text="王姐的电话是 13800138000。"), *case.sections[1:]))
    session.apply(Edit("phone", (Replacement(case, telling),)))
    page.show_plan(1)
    box = page._options._flags["masks"]
    assert not box.isHidden()
    assert box.text() == "Mask 1 number or address"
    assert box.toolTip() == "13800138000 → 138****8000"
    assert "13800138000" not in str(page._preview.handout.blocks)
    box.click()
    qtbot.waitUntil(lambda: "13800138000" in str(page._preview.handout.blocks))
    assert not remembered(library, 1, HandoutChoices()).masks
