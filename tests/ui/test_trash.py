"""The trash page: what is in it, the way back, and the question before the end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.tasks.backup_places import folder_of
from casedesk.tasks.backups import Reason, backups_of
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.trash.trash_list import fate_of
from casedesk.ui.trash.trash_page import TrashPage
from tests.builders import make_case, make_plan

NOW = datetime.now(UTC)


@pytest.fixture
def page(qtbot: QtBot, session: LibrarySession, parts: Parts) -> TrashPage:
    for days, title in ((0, "一碗粥"), (40, "退卡那天")):
        case = make_case(id=session.library.new_id(Case), title=title, trashed=NOW - timedelta(days=days))
        session.library.apply(Edit("Add", (Replacement(None, case),)))
    plan = make_plan(id=session.library.new_id(LessonPlan), title="回访", trashed=NOW - timedelta(days=5))
    session.library.apply(Edit("Add", (Replacement(None, plan),)))
    made = TrashPage(parts)
    qtbot.addWidget(made)
    made.show()
    return made


def titles(page: TrashPage) -> list[str]:
    return [entry.title for entry in page.model.entries]


def answer(monkeypatch: pytest.MonkeyPatch, act: str | None) -> list[str]:
    """Answer the question by the button that begins with `act`, or cancel; the questions that were asked."""
    asked: list[str] = []

    def exec_(dialog: QMessageBox) -> int:
        asked.append(f"{dialog.text()} {dialog.informativeText()}")
        wanted = act or "Cancel"
        button = next(item for item in dialog.findChildren(QAbstractButton) if item.text().startswith(wanted))
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


def test_cases_and_plans_stand_newest_first_with_both_dates(page: TrashPage) -> None:
    assert titles(page) == ["一碗粥", "回访", "退卡那天"]
    assert "kept until" in fate_of(page.model.entries[0])


def test_restoring_brings_back_and_undo_takes_it_again(page: TrashPage, session: LibrarySession) -> None:
    page.list.selectAll()
    page.restore_selected()
    assert titles(page) == []
    assert session.library.cases.count() == 2
    session.undo_stack.undo()
    assert len(titles(page)) == 3


def test_deleting_asks_with_numbers_and_takes_use_records_along(
    page: TrashPage, session: LibrarySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = page.model.entries[0].id
    use = UseRecord(session.library.new_id(UseRecord), case_id, group="前厅二班")
    session.apply(Edit("Note", (Replacement(None, use),)))
    asked = answer(monkeypatch, "Delete 3")
    page.delete_all()
    assert asked[0].startswith("Delete 2 cases and 1 lesson plan for good?")
    assert "2 of them have been here for less than 30 days" in asked[0]
    assert session.library.count_of(Case) == 0
    assert session.library.uses.of_case(case_id) == ()
    session.undo_stack.undo()
    assert session.library.uses.of_case(case_id) == (use,)


def test_cancelling_keeps_everything(page: TrashPage, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, None)
    page.delete_all()
    assert len(titles(page)) == 3


def test_only_what_is_older_than_30_days_goes_with_the_link(page: TrashPage, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "Delete 1")
    page.old.click()
    assert titles(page) == ["一碗粥", "回访"]
    assert not page.old.isVisible()


def test_the_row_that_follows_takes_the_selection(qtbot: QtBot, page: TrashPage) -> None:
    page.list.setCurrentIndex(page.model.index(0))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert [entry.title for entry in page.selected()] == ["回访"]


def test_a_deletion_from_elsewhere_is_shown(page: TrashPage, session: LibrarySession) -> None:
    case = make_case(id=session.library.new_id(Case), title="新来的")
    session.apply(Edit("Add", (Replacement(None, case),)))
    stored = session.library.cases.get(case.id)
    session.apply(Edit("Trash", (Replacement(stored, replace(stored, trashed=NOW)),)))
    assert "新来的" in titles(page)


@pytest.mark.parametrize("width", [700, 1400])
def test_no_button_is_cut_at_twice_the_size(page: TrashPage, settings: Settings, qtbot: QtBot, width: int) -> None:
    settings.scale = 200
    page.resize(width, 620)
    for button in (page.restore, page.delete, page.empty):
        qtbot.waitUntil(lambda button=button: button.width() >= button.minimumSizeHint().width())


def test_what_is_deleted_for_good_is_in_a_backup_first(
    page: TrashPage, session: LibrarySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "Delete 3")
    page.delete_all()
    (made,) = backups_of(session.library.path)
    assert made.reason is Reason.BEFORE_DELETING
    with Library.open(made.path, read_only=True) as copy:
        assert copy.count_of(Case) == 2


def test_nothing_is_deleted_for_good_where_no_backup_can_be_made(
    page: TrashPage, session: LibrarySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(session.library.path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    answer(monkeypatch, "Delete 3")
    page.delete_all()
    assert len(titles(page)) == 3
