"""A case view over a real library, with a case in it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from tests.builders import make_case


def add(session: LibrarySession, case: Case) -> int:
    """Put a case into the library; its id."""
    case_id = session.library.new_id(Case)
    stored = replace(case, id=case_id, uid=str(case_id))
    assert session.apply(Edit("Add", (Replacement(None, stored),)))
    return case_id


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> Iterator[CaseView]:
    made = CaseView(parts)
    qtbot.addWidget(made)
    made.resize(720, 900)
    made.show()
    yield made
    made.save_now()


@pytest.fixture
def case_id(session: LibrarySession) -> int:
    """A case with a body, two questions and an analysis."""
    case = make_case("客人等了很久。\n茶凉了。", questions=("为什么？", "怎么办？"), analysis="评语。")
    return add(session, case)


@pytest.fixture
def open_view(view: CaseView, case_id: int) -> CaseView:
    view.show_case(case_id)
    return view


def question_case() -> Case:
    """A case of questions alone."""
    return Case(title="问", sections=(Section(Role.QUESTION, questions=(Question("甲？"),)),))


@pytest.fixture
def edit(qtbot: QtBot, appearance: Appearance, library: Library) -> RichTextEdit:
    made = RichTextEdit(appearance, LibraryPictures(library), name="Body")
    qtbot.addWidget(made)
    made.resize(600, 100)
    made.show()
    made.setFocus()
    return made
