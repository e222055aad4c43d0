"""Our own pages at once, the real ones when they are there: with a stand-in for LibreOffice."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.handout import Edition
from casedesk.domain.paper import Paper
from casedesk.tasks import pdf
from casedesk.ui.handouts.handout_page import HandoutPage
from casedesk.ui.handouts.page_rows import Fit
from casedesk.ui.handouts.real_pages import RealPages
from tests.builders import make_case, make_plan
from tests.handout.pdf_files import pdf_bytes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")

PROGRAM = """#!{python}
import pathlib, sys
arguments = sys.argv[1:]
folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
note = pathlib.Path({note!r})
note.write_text((note.read_text() if note.exists() else "") + "x")
folder.mkdir()
(folder / "in.pdf").write_bytes(pathlib.Path({made!r}).read_bytes())
"""
REAL = pdf_bytes("One", "Two", "Three", "Four", headings=("", "案例一　雨伞", "案例二　粥", ""))

TWICE = "xx"
"""The contents are empty at first, and tell the right pages when these are known."""


@pytest.fixture
def conversions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that makes the same four pages of everything; the note has a letter for each time."""
    (tmp_path / "made.pdf").write_bytes(REAL)
    program, note = tmp_path / "soffice", tmp_path / "note"
    program.write_text(PROGRAM.format(python=sys.executable, note=str(note), made=str(tmp_path / "made.pdf")), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", str(program))
    monkeypatch.setattr(pdf, "_memory", pdf._Memory())
    return note


@pytest.fixture
def page(qtbot, library, parts, settings, tmp_path):
    cases = [make_case("雨下得很急。" * 40, id=1, title="雨伞"), make_case("粥凉了。" * 40, id=2, title="粥")]
    plan = make_plan(*cases, id=1, title="服务", head_count=24)
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (*cases, plan))))
    settings.handout_folder = str(tmp_path / "handouts")
    made = HandoutPage(parts)
    qtbot.addWidget(made)
    made.resize(1300, 850)
    made.show()
    made.show_plan(1)
    return made


def is_real(page: HandoutPage) -> bool:
    return isinstance(page._preview.view.pages, RealPages)


def words_of(page: HandoutPage) -> str:
    return page._preview.bar._count.text()


def test_the_real_pages_take_the_place_of_ours(conversions, page, qtbot):
    assert not is_real(page)
    assert "about" in words_of(page)
    assert "coming" in words_of(page)
    qtbot.waitUntil(lambda: is_real(page))
    assert words_of(page) == "4 pages, 24 copies"
    image = page._preview.view.viewport().grab().toImage()
    assert image.pixelColor(image.width() // 4, image.height() // 2) == QColor("white")


def test_a_narrow_band_gives_up_the_copies_first_and_cuts_no_word(conversions, page, qtbot):
    qtbot.waitUntil(lambda: is_real(page))
    bar = page._preview.bar
    page._preview.layout().removeWidget(bar)  # no longer as wide as the pages
    said = []
    for width in (900, 700, 650, 600, 560, 530):
        bar.resize(width, bar.height())
        assert bar._line.sizeHint().width() <= bar.width() == width
        said.append((bar._what.isHidden(), bar._count.text()))
    assert said[0] == (False, "4 pages, 24 copies")
    assert said[-1] == (True, "4 pages")
    assert (True, "4 pages, 24 copies") not in said


def test_without_a_program_ours_stay_and_are_called_approximate(page, qtbot):
    assert "approximate" in words_of(page)
    assert "LibreOffice" in page._preview.bar._count.toolTip()


def test_where_the_program_fails_ours_stay_with_the_reason(conversions, page, qtbot):
    Path(os.environ["CASEDESK_LIBREOFFICE"]).write_text("#!/bin/sh\nexit 1\n", "utf-8")
    qtbot.waitUntil(lambda: "could not" in page._preview.bar._count.toolTip())
    assert not is_real(page)
    assert "approximate" in words_of(page)


def test_an_edition_that_was_laid_out_is_not_laid_out_again(conversions, page, qtbot):
    qtbot.waitUntil(lambda: is_real(page))
    page._show_edition(Edition.TRAINER)
    assert not is_real(page)
    qtbot.waitUntil(lambda: is_real(page))
    so_far = conversions.read_text()
    page._show_edition(Edition.LEARNER)
    assert page._preview.view.pages.pdf is page._preview.pdf
    page._show_edition(Edition.TRAINER)
    assert is_real(page)
    assert conversions.read_text() == so_far


def test_a_choice_shows_ours_at_once_and_then_the_real_ones(conversions, page, qtbot):
    qtbot.waitUntil(lambda: is_real(page))
    page._options._flags["new_page"].setChecked(False)
    qtbot.waitUntil(lambda: not is_real(page))
    qtbot.waitUntil(lambda: is_real(page))
    assert conversions.read_text() == 2 * TWICE


def test_the_place_is_kept_by_its_heading(conversions, page, qtbot):
    view = page._preview.view
    view.set_fit(Fit.WIDTH)
    ours = next(heading for heading in view.pages.headings if heading.path == ("案例二粥",))
    view.verticalScrollBar().setValue(round(ours.at * view._desk.rows.pitch(0)) + 1)
    qtbot.waitUntil(lambda: is_real(page))
    assert view._at == pytest.approx(2.5, abs=0.05)
    page._show_edition(Edition.SIGN_IN)
    assert view._at == 0.0
    page._show_edition(Edition.LEARNER)
    assert view._at == pytest.approx(2.5, abs=0.05)


def test_turning_zooming_and_facing(conversions, page, qtbot):
    qtbot.waitUntil(lambda: is_real(page))
    view, bar = page._preview.view, page._preview.bar
    view.set_percent(100)
    assert (view.current, view.count) == (0, 4)
    assert not bar.back.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current == 1
    assert bar.at.text() == "2 / 4"
    bar.back.click()
    assert view.current == 0
    bar.facing.trigger()
    view.set_fit(Fit.PAGE)
    assert view._desk.rows.pages_of(1) == range(1, 3)
    view.set_percent(100)
    for key, percent in (
        (Qt.Key.Key_Plus, 125),
        (Qt.Key.Key_Minus, 100),
        (Qt.Key.Key_Minus, 75),
        (Qt.Key.Key_Plus, 100),
    ):
        qtbot.keyClick(view, key)
        assert view.percent == percent


def test_the_wheel_zooms_around_the_mouse(conversions, page, qtbot):
    qtbot.waitUntil(lambda: is_real(page))
    view = page._preview.view
    view.set_percent(150)
    view.verticalScrollBar().setValue(700)
    under = QPointF(300, 200)
    before = view._held(view._desk, under)
    event = QWheelEvent(
        under, under, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert view.percent == 165
    after = view._held(view._desk, under)
    assert before == pytest.approx(after, abs=0.01)


def test_what_is_seen_is_drawn_at_the_very_size(conversions, page, qtbot):
    qtbot.waitUntil(lambda: is_real(page))
    view = page._preview.view
    view.set_percent(200)
    view.viewport().grab()
    width = round(595 * 200 / 75)
    assert {band.width for band in view.pages._seen} == {width}
    assert all(band in view.pages._bands for band in view.pages._seen)


def test_the_real_pages_are_printed(conversions, page, qtbot, tmp_path):
    qtbot.waitUntil(lambda: is_real(page))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "pages.pdf"))
    printer.setFromTo(2, 3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    page.ways_out.print_to(printer)
    assert (tmp_path / "pages.pdf").read_bytes().count(b"/Type /Page\n") == 2


def test_a_booklet_is_printed_on_its_sheets(conversions, page, qtbot, tmp_path):
    page._options._paper.setCurrentIndex(page._options._paper.findData(Paper.A5_BOOKLET))
    page._redraw()
    qtbot.waitUntil(lambda: is_real(page) and page._preview.handout.options.page is Paper.A5_BOOKLET)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheets.pdf"))
    page.ways_out.print_to(printer)
    printed = (tmp_path / "sheets.pdf").read_bytes().count(b"/Type /Page\n")
    assert printed == -(-page._preview.pdf.count // 4) * 2


def test_pages_without_their_numbers_get_them_when_one_comes_back(conversions, page, qtbot):
    qtbot.waitUntil(lambda: is_real(page))
    pages = page._preview._real
    known = pages[Edition.LEARNER]
    assert known.is_final
    pages[Edition.LEARNER] = replace(known, is_final=False)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: pages[Edition.LEARNER].is_final)
