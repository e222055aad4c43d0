"""Everything that takes the focus says what it is to who cannot see it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.bulk.bulk_page import BulkPage, Mode
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.merge.merge_page import MergePage
from casedesk.ui.parts import Parts
from tests.ui.library.conftest import tagged, tagged_page

__all__ = ["tagged", "tagged_page"]


def nameless(page: QWidget) -> list[str]:
    """The kinds of what can be reached by Tab and has neither a name nor words."""
    reached = [
        part
        for part in page.findChildren(QWidget)
        if part.isVisibleTo(page) and part.focusPolicy() is not Qt.FocusPolicy.NoFocus and part.focusProxy() is None
    ]
    assert reached
    return [type(part).__name__ for part in reached if not part.accessibleName() and not _words(part)]


def _words(part: QWidget) -> str:
    return part.text() if isinstance(part, QAbstractButton) else ""


def test_the_library(qtbot: QtBot, tagged_page: LibraryPage) -> None:
    qtbot.waitUntil(lambda: tagged_page.pane.opened > 0)
    assert nameless(tagged_page) == []
    tagged_page.list.selectAll()
    assert nameless(tagged_page) == []


def test_the_page_of_similar_cases(qtbot: QtBot, tagged: tuple[int, ...], parts: Parts) -> None:
    page = MergePage(parts)
    qtbot.addWidget(page)
    page.show()
    assert nameless(page) == []
    assert page.compare(tagged[0], tagged[1])
    assert nameless(page) == []


def test_the_page_for_many_cases(qtbot: QtBot, tagged: tuple[int, ...], parts: Parts) -> None:
    page = BulkPage(parts)
    qtbot.addWidget(page)
    page.show()
    for mode in Mode:
        page.begin(mode, selected=tagged[:2], hits=tagged)
        assert nameless(page) == []
