"""The original beside the case: marked where there is one, and a plain word where there is none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Origin
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Document
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession
from tests.builders import make_case
from tests.ui.editor.conftest import add

TEXT = "目录\n" * 300 + "客人等了很久。\n茶凉了。\n" + "下一个\n" * 300


class Opener(QObject):
    """Stands for the programs of the machine."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def with_origin(session: LibrarySession, case_id: int, text: str = TEXT, *, is_kept: bool = True) -> Case:
    digest = session.library.documents.keep(text.encode() + b"x") if is_kept else ""
    document = Document(session.library.new_id(Document), "汇编.docx", digest, "text/plain", text)
    before = session.library.cases.get(case_id)
    start = max(text.find("客人"), 0)
    after = replace(before, origin=Origin(document.id, start, start + 12 if text else 0, "p. 7"))
    assert session.apply(Edit("Origin", (Replacement(None, document), Replacement(before, after))))
    return after


def test_the_place_is_scrolled_to_and_found_again(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
) -> None:
    with_origin(session, case_id)
    open_view.panels.toggle_source()
    source = open_view.source
    qtbot.waitUntil(lambda: source.text.firstVisibleBlock().blockNumber() == 299)
    source.text.verticalScrollBar().setValue(0)
    source.back.click()
    assert source.text.firstVisibleBlock().blockNumber() == 299
    assert source.sentence == ""


def test_a_case_written_here_has_no_original(open_view: CaseView) -> None:
    open_view.panels.toggle_source()
    assert open_view.source.isVisible()
    assert "written in CaseDesk" in open_view.source.sentence
    assert not open_view.source.open.isVisible()


def test_a_case_from_elsewhere_says_what_is_missing(open_view: CaseView, session: LibrarySession) -> None:
    other = add(session, make_case(source="旧讲义.doc"))
    open_view.show_case(other)
    open_view.panels.toggle_source()
    assert "旧讲义.doc" in open_view.source.sentence


def test_words_without_their_file_are_shown_and_cannot_be_opened(
    open_view: CaseView, session: LibrarySession, case_id: int
) -> None:
    with_origin(session, case_id, is_kept=False)
    open_view.panels.toggle_source()
    assert open_view.source.text.toPlainText() == TEXT
    assert not open_view.source.open.isVisible()


def test_a_file_without_words_can_still_be_opened(open_view: CaseView, session: LibrarySession, case_id: int) -> None:
    with_origin(session, case_id, "")
    open_view.panels.toggle_source()
    assert "No words were read" in open_view.source.sentence
    assert open_view.source.open.isVisible()


def test_it_is_opened_in_its_own_program_by_a_click_alone(
    open_view: CaseView, session: LibrarySession, case_id: int, opener: Opener
) -> None:
    with_origin(session, case_id)
    open_view.panels.toggle_source()
    assert opener.opened == []
    open_view.source.open.click()
    assert [path.name for path in opener.opened] == ["汇编.docx"]
    assert opener.opened[0].read_bytes() == TEXT.encode() + b"x"


def test_it_follows_from_case_to_case(open_view: CaseView, session: LibrarySession, case_id: int) -> None:
    with_origin(session, case_id)
    open_view.panels.toggle_source()
    other = add(session, make_case())
    open_view.show_case(other)
    assert "written in CaseDesk" in open_view.source.sentence
    open_view.show_case(case_id)
    assert open_view.source.sentence == ""


def test_it_stands_below_where_the_view_is_narrow(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
) -> None:
    with_origin(session, case_id)
    open_view.panels.toggle_source()
    qtbot.waitUntil(lambda: open_view.source.x() > 0)
    open_view.resize(560, 900)
    qtbot.waitUntil(lambda: open_view.source.x() == 0 and open_view.source.y() > 0)
    assert open_view.source.width() == open_view.width()
    assert open_view.page.height() > 200


@pytest.mark.parametrize("width", [900, 1400])
def test_the_place_is_at_the_top_also_among_long_paragraphs(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot, width: int
) -> None:
    long = "".join(f"第{at}段，" + "前面的话很长，一行放不下。" * 9 + "\n" for at in range(40))
    with_origin(session, case_id, f"{long}客人等了很久。\n茶凉了。\n{long}")
    open_view.resize(width, 800)
    open_view.panels.toggle_source()
    text = open_view.source.text
    qtbot.waitUntil(lambda: text.firstVisibleBlock().blockNumber() == 39)
    open_view.resize(width - 60, 700)
    assert text.firstVisibleBlock().blockNumber() == 39
