"""The history of a case: what is listed, what differs, and what comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Question, QuestionKind, Role, Section
from casedesk.domain.changes import Edit, Replacement, Why
from casedesk.domain.side_by_side import Look
from casedesk.ui.history.history_page import HistoryPage
from casedesk.ui.history.version_rows import version_rows
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from tests.builders import NOW, make_case, make_section

Write = Callable[..., None]


@pytest.fixture
def write(session: LibrarySession) -> Write:
    """Write fields of case 1, an hour after what was written before."""
    moments = (NOW + timedelta(hours=n) for n in range(100))
    session.library.new_id(Case)
    session.apply(Edit("Add", (Replacement(None, make_case(id=1, title="热水", tags=("前厅",))),)))

    def do(*, why: Why = Why.EDITED, **fields: object) -> None:
        at = next(moments)
        session.library.clock = lambda: at
        before = session.library.cases.get(1)
        after = replace(before, **fields)  # pyright: ignore[reportArgumentType]
        assert session.apply(Edit("write", (Replacement(before, after),), why=why))

    return do


@pytest.fixture
def page(qtbot: QtBot, parts: Parts, write: Write) -> HistoryPage:
    """A case whose title, then words, then tags were changed."""
    write(title="热水，四十分钟")
    write(sections=(make_section(Role.BODY, "客人等了五十分钟。经理给她倒了一杯热水。"),))
    write(tags=("前厅", "投诉"), why=Why.BULK)
    made = HistoryPage(parts)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.show_case(1)
    return made


def names(page: HistoryPage) -> list[str]:
    return [view.row.name for view in page.pane.rows]


def stored(page: HistoryPage) -> Case:
    return page._session.library.cases.get(1)  # pyright: ignore[reportPrivateUsage]


def test_versions_are_listed_newest_first_and_the_last_change_is_shown(page: HistoryPage) -> None:
    assert [version.case.title for version in page.list.versions] == ["热水，四十分钟"] * 3 + ["热水"]
    assert page.list.row == 0
    assert names(page) == ["tags"]
    assert not page.restore.isEnabled()


def test_a_version_is_compared_with_now_or_with_the_one_before(page: HistoryPage) -> None:
    page.list.choose(2)
    assert names(page) == ["section:body", "tags"]
    page.against.group.button(1).click()
    assert names(page) == ["title"]
    page.list.choose(3)
    assert names(page) == ["title", "section:body", "tags"], "before the first one there is nothing"


def test_words_that_differ_are_marked(page: HistoryPage) -> None:
    page.list.choose(2)
    row = page.pane.rows[0].row
    marked = [row.older.text[s.start : s.end] for s in row.older.stretches if s.look is Look.MARKED]
    assert marked
    assert all("四" in words for words in marked)


def test_a_version_is_restored_in_one_step_that_can_be_undone(page: HistoryPage, session: LibrarySession) -> None:
    before = stored(page)
    page.list.choose(3)
    page.restore.click()
    now = stored(page)
    assert (now.title, now.tags) == ("热水", ("前厅",))
    assert "四十" in now.sections[0].html
    assert page.list.versions[0].why is Why.RESTORED
    assert page.list.versions[page.list.row].id == 0, "the chosen version stays chosen"
    assert not page.restore.isEnabled(), "it is there already"
    session.undo_stack.undo()
    assert stored(page) == before
    assert len(page.list.versions) == 4


def test_one_field_is_restored(page: HistoryPage) -> None:
    page.list.choose(3)
    next(view for view in page.pane.rows if view.row.name == "section:body").restore.click()
    now = stored(page)
    assert "四十" in now.sections[0].html
    assert (now.title, now.tags) == ("热水，四十分钟", ("前厅", "投诉"))
    assert names(page) == ["title", "tags"]


def test_a_version_becomes_a_case_of_its_own(page: HistoryPage, session: LibrarySession, qtbot: QtBot) -> None:
    page.list.choose(3)
    with qtbot.waitSignal(page.case_open_requested) as opened:
        page.copy.click()
    copy = session.library.cases.get(opened.args[0])  # pyright: ignore[reportOptionalSubscript]
    assert copy.title == "热水 (earlier version)"
    assert copy.sections == page.list.versions[3].case.sections
    assert stored(page).title == "热水，四十分钟"
    session.undo_stack.undo()
    assert session.library.cases.ids() == (1,)


def test_what_is_written_elsewhere_is_listed(page: HistoryPage, write: Write) -> None:
    page.list.choose(1)
    chosen = page.list.versions[1]
    write(note="后来")
    assert len(page.list.versions) == 5
    assert page.list.versions[page.list.row].id == chosen.id


def test_a_case_that_goes_takes_the_page_along(page: HistoryPage, session: LibrarySession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.back_requested):
        session.apply(Edit("Remove", (Replacement(stored(page), None),)))
    assert page.case_id == 0


def test_escape_goes_back_and_arrows_walk(page: HistoryPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    QApplication.processEvents()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.row == 1
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(page.list, Qt.Key.Key_Escape)


def test_every_change_has_a_row() -> None:
    body = make_section(Role.BODY, "茶")
    asked = Section(Role.QUESTION, questions=(Question("为什么？"),))
    older = Case(id=1, sections=(body, asked))
    bold = replace(body, html="<p><b>茶</b></p>")
    (looks,) = version_rows(older, replace(older, sections=(bold, asked)))
    assert looks.name == "section:body"
    assert looks.remark
    (order,) = version_rows(older, replace(older, sections=(asked, body)))
    assert order.name == "sections"
    assert order.older.values != order.newer.values
    for change in ({"answer": "因为"}, {"minutes": 9}, {"lines": 9}, {"text": "谁？"}, {"kind": QuestionKind.OPEN}):
        other = replace(asked, questions=(replace(asked.questions[0], **change),))  # pyright: ignore[reportArgumentType]
        (row,) = version_rows(older, replace(older, sections=(body, other)))
        assert row.older.text != row.newer.text
    (gone,) = version_rows(older, replace(older, sections=(body,)))
    assert gone.newer.is_empty


def test_short_differences_need_no_scroll_bar(page: HistoryPage, qtbot: QtBot) -> None:
    page.list.choose(3)
    page.resize(930, 600)
    bar = page.pane.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert sum(view.height() for view in page.pane.rows) < page.pane.viewport().height()


def test_what_has_no_room_beside_each_other_stands_below_each_other(
    page: HistoryPage, settings: Settings, qtbot: QtBot
) -> None:
    settings.scale = 200
    page.resize(900, 700)
    for button in (page.copy, page.restore, *page.against.group.buttons()):
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())
    assert page.copy.y() != page.restore.y() or page.copy.geometry().right() < page.restore.x()
