"""What becomes of the handout on the screen: opened, shown where it lies, its path copied, saved anew, printed."""

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from casedesk.domain.case import Role
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.handout import Edition
from casedesk.domain.paper import Paper
from casedesk.handout.pdf_pages import PdfPages
from casedesk.ui.handouts import file_kinds
from casedesk.ui.handouts.guard_line import GuardState
from casedesk.ui.handouts.handout_page import HandoutPage
from tests.builders import make_case, make_plan
from tests.ui.handouts.test_preview import REAL, conversions  # noqa: F401 - a fixture

ANALYSIS = "电话响到第三声还没有人接，说明交接班时少了一个人盯着总机。"
needs_program = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open."""
    paths: list[Path] = []

    def note(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return paths


@pytest.fixture
def page(qtbot, library, parts, settings, actions, tmp_path):
    case = make_case("雨下得很急。" * 40, id=1, title="雨伞", analysis=ANALYSIS)
    plan = make_plan(case, id=1, title="服务", head_count=24)
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (case, plan))))
    settings.handout_folder = str(tmp_path / "handouts")
    made = HandoutPage(parts)
    qtbot.addWidget(made)
    made.resize(1300, 850)
    made.show()
    made.show_plan(1)
    actions.show_page("handouts")
    return made


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "handouts").rglob("*.docx"))


def test_the_edition_on_the_screen_is_written_and_opened(page, actions, opened, tmp_path):
    page._show_edition(Edition.TRAINER)
    page._preview.bar.open.click()
    assert opened == files(tmp_path)
    assert len(opened) == 1
    assert ANALYSIS in "\n".join(paragraph.text for paragraph in docx.Document(str(opened[0])).paragraphs)
    assert page._guard.state is GuardState.SAVED


def test_what_was_changed_in_word_is_opened_again_and_never_written_over(page, actions, opened, tmp_path):
    actions.action("plan.handout_open").trigger()
    opened[0].write_bytes(b"mine")
    actions.action("plan.handout_open").trigger()
    assert opened[0] == opened[1]
    assert opened[1].read_bytes() == b"mine"
    page._options._flags["contents"].setChecked(False)
    actions.action("plan.handout_open").trigger()
    assert opened[0].read_bytes() == b"mine"
    assert opened[2] != opened[0]


def test_what_the_class_folder_holds_is_not_written_again(page, actions, opened, tmp_path):
    page._foot.save.click()
    before = files(tmp_path)
    actions.action("plan.handout_open").trigger()
    assert files(tmp_path) == before
    assert opened[0] in before


def test_its_folder_is_shown_and_its_path_copied(page, actions, opened, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    actions.action("plan.handout_folder").trigger()
    actions.action("plan.handout_path").trigger()
    (file,) = files(tmp_path)
    assert opened == [file.parent]
    assert QGuiApplication.clipboard().text() == str(file)
    assert file.name in page._guard.words()


def test_where_no_program_opens_it_that_is_said(page, actions, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    actions.action("plan.handout_open").trigger()
    assert page._guard.state is GuardState.FAILED
    assert "No program" in page._guard.words()


def leaking(tmp_path: Path) -> str:
    template = tmp_path / "letter.docx"
    document = docx.Document()
    document.add_paragraph(ANALYSIS)
    document.save(str(template))
    return str(template)


def test_a_handout_that_leaks_is_neither_opened_nor_printed(page, actions, opened, tmp_path):
    page._options.choose_template(leaking(tmp_path))
    actions.action("plan.handout_open").trigger()
    assert opened == []
    assert files(tmp_path) == []
    assert "电话响到第三声" in page._guard.words()
    page._redraw()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "pages.pdf"))
    page.ways_out.print_to(printer)
    assert not (tmp_path / "pages.pdf").exists()


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the user answers to the question for a file, and what he was offered."""
    answer = {"name": "", "filter": "", "offered": "", "first": ""}

    def ask(*args: Any) -> tuple[str, str]:
        answer["offered"], answer["first"] = args[3], args[4]
        return answer["name"], answer["filter"] or args[4]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return answer


@needs_program
def test_it_is_saved_as_pdf(conversions, page, actions, tmp_path, named):  # noqa: F811
    target = tmp_path / "服务.pdf"
    named["name"] = str(target)
    actions.action("plan.handout_save_as").trigger()
    assert "*.pdf" in named["offered"]
    assert target.read_bytes() == REAL
    assert page._guard.state is GuardState.SAVED


@needs_program
def test_a_booklet_saved_as_pdf_has_its_sheets_beside_it(conversions, page, tmp_path):  # noqa: F811
    page._on_choices(replace(page._choices, paper=Paper.A5_BOOKLET))
    page.ways_out.save_as(tmp_path / "服务.pdf")
    assert (tmp_path / "服务.pdf").read_bytes() == REAL
    assert page_count(tmp_path / "服务_拼版.pdf") == 2
    (tmp_path / "服务_拼版.pdf").write_bytes(b"somebody's")
    page.ways_out.save_as(tmp_path / "服务.pdf")
    assert (tmp_path / "服务_拼版.pdf").read_bytes() == b"somebody's"
    assert page_count(tmp_path / "服务_拼版 (2).pdf") == 2


def page_count(file: Path) -> int:
    with closing(PdfPages(file.read_bytes())) as pages:
        return pages.count


def test_pages_printed_into_a_file_are_saved_and_those_on_paper_told_of(page, opened, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "pages.pdf"))
    page.ways_out.print_to(printer)
    assert (tmp_path / "pages.pdf").is_file()
    page._guard._open.click()
    assert opened == [tmp_path / "pages.pdf"]
    page.ways_out.told.emit("Sent to the printer “Third floor”.")
    assert "Third floor" in page._guard.words()
    assert not page._guard._open.isVisible()


@needs_program
def test_a_handout_that_leaks_becomes_no_pdf(conversions, page, tmp_path):  # noqa: F811
    page._options.choose_template(leaking(tmp_path))
    page.ways_out.save_as(tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
    assert page._guard.state is GuardState.FAILED


def test_without_a_program_no_pdf_is_offered(page, actions, named):
    actions.action("plan.handout_save_as").trigger()
    assert "*.pdf" not in named["offered"]
    assert "*.docx" in named["offered"]


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_it_is_saved_as_what_its_name_says(page, actions, jobs, named, opened, tmp_path, monkeypatch, ending):
    monkeypatch.setattr(sys, "platform", "linux")
    target = tmp_path / f"服务{ending}"
    named["name"] = str(target)
    actions.action("plan.handout_save_as").trigger()
    assert "雨下得很急" in (docx_text(target) if ending == ".docx" else target.read_text("utf-8"))
    assert page._guard.state is GuardState.SAVED
    assert page._guard.words() == f"Saved “{target.name}” in “{tmp_path.name}”."
    assert jobs.all[0].result == page._guard.words()
    page._guard._open.click()
    page._guard._folder.click()
    assert opened == [target, tmp_path]
    actions.action("plan.handout_save_as").trigger()
    assert ending in named["first"]


def test_a_name_without_an_ending_gets_that_of_the_kind_and_replaces_nothing(page, actions, named, tmp_path):
    named["name"], named["filter"] = str(tmp_path / "服务 1.2"), file_kinds.handout_kinds()[1].filter
    actions.action("plan.handout_save_as").trigger()
    written = tmp_path / "服务 1.2.html"
    assert written.is_file()
    written.write_text("mine")
    actions.action("plan.handout_save_as").trigger()
    assert written.read_text() == "mine"
    assert page._guard.state is GuardState.FAILED


def test_a_trainers_words_reach_no_learners_web_page(page, actions, named, tmp_path, session):
    case = session.library.cases.get(1)
    for edition in (Edition.LEARNER, Edition.TRAINER):
        page._show_edition(edition)
        named["name"] = str(tmp_path / f"{edition}.html")
        actions.action("plan.handout_save_as").trigger()
    assert case.section(Role.ANALYSIS).html not in (tmp_path / "learner.html").read_text("utf-8")
    assert ANALYSIS in (tmp_path / "trainer.html").read_text("utf-8")


def docx_text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_fit_and_facing_have_commands(page, actions):
    view = page._preview.view
    actions.action("plan.handout_page_width").trigger()
    assert view.fit == "width"
    actions.action("plan.handout_whole_page").trigger()
    assert view.fit == "page"
    actions.action("plan.handout_facing").trigger()
    assert view.is_facing
