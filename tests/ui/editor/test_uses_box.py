"""The uses of a case beside it: listed with notes, added, changed and removed, each with undo."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import UseRecord
from casedesk.ui.editor.case_facts import facts_of
from casedesk.ui.editor.use_form import UseForm
from casedesk.ui.editor.uses_box import UseCommands, UsesBox
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from tests.builders import make_case

DAY = date(2026, 6, 12)


@pytest.fixture
def box(qtbot: QtBot, session: LibrarySession, appearance: Appearance) -> UsesBox:
    """Two cases; the first has been taught once."""
    for kind in (Case, Case, UseRecord):
        session.library.new_id(kind)
    records = (make_case(id=1), make_case(id=2), UseRecord(1, 1, None, "夜班", DAY, 20, 25, "吵起来了"))
    session.apply(Edit("Add", tuple(Replacement(None, record) for record in records)))
    made = UsesBox(appearance)
    qtbot.addWidget(made)
    made.today = lambda: DAY
    UseCommands(session, made, made)
    session.changed.connect(lambda: show(made, session))
    show(made, session)
    made.show()
    return made


def show(box: UsesBox, session: LibrarySession, case_id: int = 1) -> None:
    case = session.library.cases.get(case_id)
    box.show_facts(case, facts_of(case, session.library))


def opened(box: UsesBox) -> UseForm:
    assert box.form is not None
    return box.form


def words(box: UsesBox) -> str:
    return " ".join(label.text() for row in box.rows for label in row.findChildren(Words))


def test_uses_are_listed_with_their_notes(box: UsesBox) -> None:
    assert len(box.rows) == 1
    assert "吵起来了" in words(box)
    assert "25" in words(box)


def test_a_use_is_added(box: UsesBox, session: LibrarySession, qtbot: QtBot) -> None:
    box.add.click()
    form = opened(box)
    form.group.setText("早班")
    form.minutes.setText("18")
    form.note.set_text("说得少")
    form.keep.click()
    newest = session.library.uses.of_case(1)[-1]
    assert (newest.group, newest.day, newest.real, newest.note) == ("早班", DAY, 18, "说得少")
    assert box.form is None
    assert len(box.rows) == 2
    session.undo_stack.undo()
    assert len(box.rows) == 1


def test_a_use_is_changed_and_can_lose_its_day(box: UsesBox, session: LibrarySession) -> None:
    box.rows[0].edit.click()
    form = opened(box)
    assert form.group.text() == "夜班"
    form.note.set_text("后来和好了")
    form.day.setDate(form.day.minimumDate())
    form.keep.click()
    assert session.library.uses.get(1) == UseRecord(1, 1, None, "夜班", None, 20, 25, "后来和好了")
    session.undo_stack.undo()
    assert session.library.uses.get(1).note == "吵起来了"


def test_a_use_is_removed_with_undo(box: UsesBox, session: LibrarySession) -> None:
    box.rows[0].edit.click()
    opened(box).remove.click()
    assert session.library.uses.of_case(1) == ()
    assert box.rows == ()
    session.undo_stack.undo()
    assert len(box.rows) == 1


def test_escape_changes_nothing_and_control_enter_keeps(box: UsesBox, session: LibrarySession, qtbot: QtBot) -> None:
    box.rows[0].edit.click()
    opened(box).group.setText("别的班")
    qtbot.keyClick(opened(box), Qt.Key.Key_Escape)
    assert box.form is None
    assert session.library.uses.get(1).group == "夜班"
    box.rows[0].edit.click()
    opened(box).group.setText("别的班")
    qtbot.keyClick(opened(box), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.library.uses.get(1).group == "别的班"


def test_what_is_being_written_is_kept_when_another_case_comes(box: UsesBox, session: LibrarySession) -> None:
    box.add.click()
    opened(box).group.setText("早班")
    show(box, session, 2)
    assert [use.group for use in session.library.uses.of_case(1)] == ["夜班", "早班"]
    assert session.library.uses.of_case(2) == ()
    assert box.form is None


def test_an_untouched_form_leaves_nothing(box: UsesBox, session: LibrarySession) -> None:
    box.add.click()
    show(box, session, 2)
    assert len(session.library.uses.of_case(1)) == 1


def test_what_is_being_written_survives_a_change_of_the_case(box: UsesBox, session: LibrarySession) -> None:
    box.add.click()
    opened(box).note.set_text("写到一半")
    session.apply(Edit("Add", (Replacement(None, UseRecord(9, 1, None, "别处", DAY)),)))
    assert opened(box).note.text() == "写到一半"
    assert len(box.rows) == 2


def test_known_groups_are_offered(box: UsesBox) -> None:
    box.add.click()
    completer = opened(box).group.completer()
    completer.setCompletionPrefix("夜")
    assert completer.currentCompletion() == "夜班"


def test_the_day_is_chosen(box: UsesBox, session: LibrarySession) -> None:
    box.add.click()
    opened(box).day.setDate(QDate(2026, 1, 2))
    opened(box).keep.click()
    QApplication.processEvents()
    assert session.library.uses.of_case(1)[-1].day == date(2026, 1, 2)
