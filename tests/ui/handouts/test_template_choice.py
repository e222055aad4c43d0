"""The template on the handout page: small pages, a file of one's own, what is told of it."""

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.handout import Edition
from casedesk.domain.handout_template import Shipped
from casedesk.domain.paper import Paper
from casedesk.tasks import templates
from casedesk.ui.handouts.guard_line import GuardState
from casedesk.ui.handouts.handout_choices import HandoutChoices, remembered
from casedesk.ui.handouts.handout_page import HandoutPage
from tests.builders import make_case, make_plan


@pytest.fixture
def page(qtbot, library, parts, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", "")
    case = make_case("雨下了一夜。", id=1, title="没人接的电话", questions=("谁该接？",))
    plan = make_plan(case, id=1, title="接电话")
    library.apply(Edit("add", (Replacement(None, case), Replacement(None, plan))))
    settings.handout_folder = str(tmp_path / "handouts")
    made = HandoutPage(parts)
    qtbot.addWidget(made)
    made.resize(1300, 850)
    made.show()
    made.show_plan(plan.id)
    return made


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("{{organisation}} {{部门}}")
    document.save(str(tmp_path / "培训部.docx"))
    return tmp_path / "培训部.docx"


def pages(page: HandoutPage) -> dict[str, object]:
    return {small.key: small for small in page._options.templates.pages.pages}


def note(page: HandoutPage) -> str:
    words = page._options.templates.note
    return "" if words.isHidden() else words.text()


def test_all_shipped_templates_are_shown_as_small_pages_in_the_handouts_language(page):
    shown = page._options.templates.pages.pages
    assert [small.key for small in shown] == ["", *Shipped]
    assert all(small.is_drawn for small in shown)
    assert shown[0].isChecked()


def test_a_chosen_template_is_remembered_with_the_plan_and_for_the_next_one(page, qtbot, library, settings):
    qtbot.mouseClick(pages(page)[Shipped.LARGE], Qt.MouseButton.LeftButton)
    assert remembered(library, 1, HandoutChoices()).template == Shipped.LARGE
    assert settings.handout_template == Shipped.LARGE
    assert page._choices.options(Edition.LEARNER).large_print, "the template is one of large print"
    assert not page._options._paper.isEnabled(), "the template has its own paper"
    qtbot.mouseClick(pages(page)[""], Qt.MouseButton.LeftButton)
    assert page._options._paper.isEnabled()
    assert page._choices.options(Edition.LEARNER).paper is Paper.A4


def test_unknown_tags_of_an_own_file_are_told_before_anything_is_saved(page, qtbot, mine):
    page._options.templates.chosen.emit(str(mine))
    qtbot.waitUntil(lambda: "{{部门}}" in note(page))
    assert pages(page)[str(mine)].isChecked()
    qtbot.mouseClick(pages(page)[""], Qt.MouseButton.LeftButton)
    assert note(page) == ""


def test_a_kept_copy_stays_when_the_file_goes_and_can_be_removed(page, qtbot, mine):
    page._options.templates.chosen.emit(str(mine))
    qtbot.mouseClick(page._options.templates.keep, Qt.MouseButton.LeftButton)
    mine.unlink()
    kept = page._choices.template
    assert templates.path_of(kept) is not None
    assert page._options.templates.keep.isHidden()
    qtbot.mouseClick(page._options.templates.drop, Qt.MouseButton.LeftButton)
    assert page._choices.template == ""
    assert kept not in pages(page)


def test_a_file_that_is_gone_is_said_and_nothing_is_saved(page, qtbot, mine):
    page._options.templates.chosen.emit(str(mine))
    mine.unlink()
    page._prove()
    qtbot.waitUntil(lambda: page._guard.state is GuardState.FAILED)
    assert "There is no template “培训部.docx”." in page._guard.words()


def test_the_organisation_stands_in_the_template(page, qtbot, library, mine):
    page._options.templates.chosen.emit(str(mine))
    field = page._options.templates.organisation
    field.setText("云岭酒店")
    field.editingFinished.emit()
    assert templates.organisation(library) == "云岭酒店"
    page._save_files()
    qtbot.waitUntil(lambda: page._guard.state is GuardState.SAVED)
    learner = next(path for path in page._written.files if "学员版" in path.name)
    assert docx.Document(str(learner)).paragraphs[0].text == "云岭酒店 {{部门}}"


def test_the_wheel_scrolls_the_options_and_chooses_nothing(page):
    combo = page._options._lines
    before = combo.currentIndex()
    middle = QPointF(combo.rect().center())
    down = QWheelEvent(
        middle,
        QPointF(combo.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, down)
    assert combo.currentIndex() == before
    assert combo.focusPolicy() is Qt.FocusPolicy.StrongFocus  # or the wheel would take the focus there
