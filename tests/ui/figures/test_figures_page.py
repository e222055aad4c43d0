"""What was taught over the year, as a trainer looks at it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Facet
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.filters import EMPTY
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.ui.figures.figures_page import FiguresPage
from casedesk.ui.figures.plots import Plot
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from tests.builders import make_case, make_plan

TODAY = date(2026, 3, 14)


@pytest.fixture
def taught(library: Library) -> None:
    cases = [make_case(id=at, title=f"案例{at}", themes=("投诉",)) for at in range(1, 16)]
    plan = make_plan(*cases[:2], id=1, title="投诉课")
    uses = [
        UseRecord(1, 1, 1, "前厅二班", date(2026, 3, 2), 20, 26),
        UseRecord(2, 2, 1, "前厅二班", date(2026, 3, 2), 20, 14),
        UseRecord(3, 1, None, "", date(2026, 1, 9), 20, None),
        UseRecord(4, 3, None, "餐饮班", date(2024, 6, 1), 20, 21),
        *(UseRecord(at + 1, at, None, "夏训", date(2025, 7, 1), 10, 10) for at in range(4, 15)),
    ]
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (*cases, plan, *uses))))


@pytest.fixture
def page(taught: None, parts: Parts, qtbot: QtBot) -> FiguresPage:
    return shown(parts, qtbot)


def shown(parts: Parts, qtbot: QtBot) -> FiguresPage:
    made = FiguresPage(parts, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(plot: Plot) -> str:
    return plot.accessibleDescription()


def test_the_year_is_told_in_one_line_and_in_plots(page: FiguresPage):
    assert page.summary.text() == "3 classes · 3 groups taught · 13 cases · 170 minutes"
    assert "No class has had 1 case" in page.never.text()
    assert "Mar 2026: 1 class" in words(page.classes.plot)
    assert "Mar 2026: planned 40 minutes, really 40 minutes" in words(page.minutes.plot)
    assert "前厅二班: 1 class" in words(page.groups.plot)
    assert "Without a group: 1 class" in words(page.groups.plot)
    assert "案例1: planned 20 minutes, really 26 minutes" in words(page.timed.plot)


def test_other_years_and_one_group(page: FiguresPage):
    page.period.setCurrentIndex(3)
    assert page.summary.text().startswith("4 classes")
    page.group.setCurrentIndex(page.group.findData("餐饮班"))
    assert page.summary.text() == "1 class · 1 group taught · 1 case · 21 minutes"
    assert words(page.cases.plot) == "案例3: 1 class"


def test_a_time_without_classes_says_so(page: FiguresPage):
    page.period.setCurrentIndex(1)
    page.group.setCurrentIndex(page.group.findData("夏训"))
    assert page.cases.empty.isVisible()
    assert not page.cases.plot.isVisible()


def test_figures_lead_to_cases_and_groups(page: FiguresPage, qtbot: QtBot):
    with qtbot.waitSignal(page.case_open_requested) as opened:
        page.cases.plot.chosen.emit(0)
    assert opened.args == [1]
    with qtbot.waitSignal(page.filter_requested) as asked:
        page.themes.plot.chosen.emit(0)
    assert asked.args is not None
    assert asked.args[0].condition(Facet.THEME).included == {"投诉"}
    with qtbot.waitSignal(page.filter_requested) as asked:
        page.show_never.click()
    assert asked.args is not None
    assert asked.args[0].condition(Facet.USED).included == {EMPTY}


def test_a_month_lists_its_classes_and_they_lead_to_their_plans(page: FiguresPage, qtbot: QtBot):
    (action,) = page.month_menu(len(page.figures.months) - 1).actions()
    assert "前厅二班" in action.text()
    assert "投诉课" in action.text()
    with qtbot.waitSignal(page.plan_open_requested) as opened:
        action.trigger()
    assert opened.args == [1]


def test_plots_are_walked_by_key(page: FiguresPage, qtbot: QtBot):
    plot = page.cases.plot
    with qtbot.waitSignal(plot.chosen) as chosen:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(plot, key)
    assert chosen.args == [1]


def test_a_click_finds_the_bar_below_it(page: FiguresPage, qtbot: QtBot):
    plot = page.cases.plot
    with qtbot.waitSignal(plot.chosen) as chosen:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.area(2).center().toPoint())
    assert chosen.args == [2]


def test_long_lists_are_shown_on_demand(page: FiguresPage):
    assert len(page.cases.plot.marks) == 10
    page.cases.more.click()
    assert len(page.cases.plot.marks) == 13
    assert not page.cases.more.isVisible()


def test_figures_are_copied_as_a_table(page: FiguresPage):
    page.cases.copy.click()
    data = QApplication.clipboard().mimeData()
    assert data.text().splitlines()[:2] == ["Case\tClasses\tPlanned minutes\tReal minutes", "案例1\t2\t20\t26"]
    assert "<td>案例1</td>" in data.html()


def test_new_classes_are_counted_at_once(page: FiguresPage, session: LibrarySession):
    record = UseRecord(99, 15, None, "新班", TODAY, 10, 12)
    session.apply(Edit("add", (Replacement(None, record),)))
    assert page.summary.text().startswith("4 classes")
    assert page.never.text() == "Every case of the library has been taught."
    session.undo()
    assert page.summary.text().startswith("3 classes")


def test_an_untaught_library_says_how_to_begin(parts: Parts, qtbot: QtBot):
    page = shown(parts, qtbot)
    assert page._empty.isVisible()
    assert not page._scroll.isVisible()
