"""A case is made of what lies on the clipboard."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Role
from casedesk.storage.library import Library
from casedesk.ui.actions import Actions
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.session import LibrarySession
from tests.tasks.test_story_sections import BODY, STORY


def lay(html: str, words: str) -> None:
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    if words:
        mime.setText(words)
    QGuiApplication.clipboard().setMimeData(mime)


def make(page: LibraryPage, library: Library, actions: Actions, qtbot: QtBot) -> int:
    """Run the command; the id of the case that is new and shown."""
    before = set(library.cases.ids())
    actions.action("case.new_from_clipboard").trigger()
    (made,) = set(library.cases.ids()) - before
    qtbot.waitUntil(lambda: page.case_view.case_id == made)
    return made


def test_a_whole_case_has_its_sections(tagged_page: LibraryPage, library: Library, actions: Actions, qtbot: QtBot):
    lay(STORY, "…")
    case = library.cases.get(make(tagged_page, library, actions, qtbot))
    assert case.title == "凉了的茶"
    assert [section.role for section in case.sections] == [Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.LESSON]
    assert case.sections[0].html.startswith(BODY)
    assert case.language == "zh"


def test_a_plain_story_is_the_body(tagged_page: LibraryPage, library: Library, actions: Actions, qtbot: QtBot):
    lay("", "The tea was cold. Nobody came.\nThe guest left.")
    case = library.cases.get(make(tagged_page, library, actions, qtbot))
    assert case.sections[0].html == "<p>The tea was cold. Nobody came.</p><p>The guest left.</p>"
    assert case.title.startswith("The tea was cold")
    assert case.language == "en"


@pytest.mark.usefixtures("tagged_page")
def test_an_empty_clipboard_is_said(library: Library, session: LibrarySession, actions: Actions, qtbot: QtBot):
    lay("", "")
    before = library.cases.ids()
    with qtbot.waitSignal(session.refused):
        actions.action("case.new_from_clipboard").trigger()
    assert library.cases.ids() == before
