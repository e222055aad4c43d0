"""The editor without a mouse and without eyes: Tab comes to everything, as the page is read, and all has a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Role
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession
from casedesk.ui.widgets.tab_order import focus_neighbour
from tests.ui.editor.test_source_panel import with_origin


def name_of(part: QWidget) -> str:
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


def stops(view: CaseView) -> list[QWidget]:
    """What Tab should come to."""
    return [
        part
        for part in view.findChildren(QWidget)
        if part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
    ]


def walk(view: CaseView, *, forwards: bool = True) -> list[QWidget]:
    """Where Tab leads from the title on, until it is there again."""
    view.column.title.setFocus()
    visited: list[QWidget] = []
    while view.column.title not in visited:
        assert focus_neighbour(view, forwards=forwards)
        now = QApplication.focusWidget()
        assert now is not None
        assert now not in visited, "it turns in a circle"
        visited.append(now)
    return visited


def all_open(view: CaseView, qtbot: QtBot, *, width: int = 1400) -> None:
    """Every part of the editor on the screen: the inspector, the line for finding, a row unfolded."""
    view.resize(width, 900)
    view.set_focused(on=True)
    view.column.add_section(Role.LESSON)
    view.finding.open(replacing=True)
    if not view.inspector.isVisible():
        view.header.details.click()
    qtbot.waitUntil(view.inspector.isVisible)


@pytest.mark.parametrize("width", [1400, 900, 560])
def test_tab_comes_to_everything_and_everything_has_a_name(open_view: CaseView, qtbot: QtBot, width: int):
    all_open(open_view, qtbot, width=width)
    visited = walk(open_view)
    assert [type(part).__name__ for part in visited if not name_of(part)] == []
    missed = [name_of(part) for part in stops(open_view) if part not in visited and part.isVisible()]
    assert missed == []


@pytest.mark.parametrize("width", [1400, 560])
def test_tab_comes_to_the_original_too(open_view: CaseView, session: LibrarySession, qtbot: QtBot, width: int):
    all_open(open_view, qtbot, width=width)
    with_origin(session, open_view.case_id)
    open_view.panels.toggle_source()
    assert open_view.source.open.isVisible()
    visited = walk(open_view)
    assert [type(part).__name__ for part in visited if not name_of(part)] == []
    assert [name_of(part) for part in stops(open_view) if part not in visited and part.isVisible()] == []
    assert {open_view.source.text, open_view.source.back, open_view.source.open} <= set(visited)


def at(order: list[QWidget], part: QWidget) -> int:
    return next(place for place, stop in enumerate(order) if stop is part or part.isAncestorOf(stop))


def test_tab_follows_the_page_and_comes_to_the_inspector_last(open_view: CaseView, qtbot: QtBot):
    all_open(open_view, qtbot)
    view, column = open_view, open_view.column
    body, questions, analysis, lesson = column.sections
    declared = (
        column.learner_title, body.head.name, body.text, questions.head.name, *questions.questions.rows,
        questions.questions.add, analysis.head.name, analysis.text, lesson.head.name, lesson.text, view.inspector,
        view.header, view.find_bar,
    )  # fmt: skip
    for forwards in (True, False):
        order = walk(open_view, forwards=forwards)[:-1]
        places = [at(order if forwards else order[::-1], part) for part in declared]
        assert places == sorted(places)
