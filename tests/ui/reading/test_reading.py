"""Reading a case on paper, and showing it to a class."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QScreen, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain import richtext
from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.library import Pseudonym
from casedesk.domain.richtext import Picture
from casedesk.ui.editor.case_paper import CasePaper, learner_paper, whole_paper
from casedesk.ui.editor.paper_document import PaperDocument
from casedesk.ui.editor.paper_view import PaperView
from casedesk.ui.editor.picture_sources import LibraryPictures, png_of
from casedesk.ui.parts import Parts
from casedesk.ui.reading.projector import Projector, screen_for
from casedesk.ui.reading.reading_page import ReadingPage
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from tests.builders import make_case, make_section
from tests.ui.editor.conftest import add

_NAMES = (Pseudonym(1, "王先生", "W先生"), Pseudonym(2, "空"))


def _case() -> Case:
    """A case with something in it that learners must not see, and a name in every part."""
    case = make_case("王先生等了很久。", analysis="王先生的点评。")
    questions = Section(Role.QUESTION, questions=(Question("王先生要什么？\nA. 茶\nB. 水", answer="A\n茶"),))
    sections = (*case.sections, questions, replace(make_section(Role.LESSON, "教训"), title="启示"))
    return replace(case, title="库内标题王先生投诉", learner_title="王先生来访", sections=sections)


def test_the_trainer_reads_everything() -> None:
    paper = whole_paper(_case())
    assert paper.title == "王先生来访"
    assert [part.heading for part in paper.parts][-1] == "启示"
    assert len(paper.parts) == 4


def test_learners_see_nothing_that_is_for_trainers() -> None:
    paper = learner_paper(_case(), _NAMES)
    said = repr(paper)
    assert paper.title == "W先生来访"
    assert "W先生等了很久" in said
    assert "A. 茶" in said
    for secret in ("王先生", "点评", "教训", "库内标题", "答案", "A\\n"):
        assert secret not in said


def test_without_a_learner_title_there_is_none() -> None:
    assert learner_paper(replace(_case(), learner_title=""), ()).title == ""


def test_a_case_of_analysis_alone_shows_learners_nothing() -> None:
    assert learner_paper(Case(sections=(make_section(Role.ANALYSIS, "评"),)), ()).parts == ()


@pytest.fixture
def page(qtbot: QtBot, parts: Parts) -> ReadingPage:
    made = ReadingPage(parts)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_the_arrows_go_from_case_to_case(qtbot: QtBot, page: ReadingPage, session: LibrarySession) -> None:
    first, second = (add(session, make_case(body)) for body in ("第一个。", "第二个。"))
    page.show_case(first, (first, second))
    assert "第一个" in page.paper.words()
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert "第二个" in page.paper.words()
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.case_id == second
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert page.case_id == first
    with qtbot.waitSignal(page.back_requested) as back:
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert back.args == [first]


def test_the_size_is_remembered(qtbot: QtBot, page: ReadingPage, session: LibrarySession, parts: Parts) -> None:
    case_id = add(session, make_case())
    page.show_case(case_id, ())
    before = page.paper.document().defaultFont().pixelSize()
    qtbot.keyClick(page, Qt.Key.Key_Plus)
    larger = page.paper.document().defaultFont().pixelSize()
    assert larger > before
    other = ReadingPage(parts)
    qtbot.addWidget(other)
    other.show_case(case_id, ())
    assert other.paper.document().defaultFont().pixelSize() == larger
    qtbot.keyClick(page, Qt.Key.Key_0)
    assert page.paper.document().defaultFont().pixelSize() == before


def test_stand_ins_are_read_and_marked_and_the_text_stays(
    qtbot: QtBot, page: ReadingPage, session: LibrarySession
) -> None:
    case_id = add(session, _case())
    name = replace(_NAMES[0], id=session.library.new_id(Pseudonym))
    session.apply(Edit("Name", (Replacement(None, name),)))
    page.show_case(case_id, ())
    assert "王先生" in page.paper.words()
    qtbot.keyClick(page, Qt.Key.Key_S)
    assert "王先生" not in page.paper.words()
    place = page.paper.words().index("W先生等")
    cursor = QTextCursor(page.paper.document())
    cursor.setPosition(place + 1)
    assert cursor.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert "王先生" in session.library.cases.get(case_id).sections[0].html


def test_what_is_changed_meanwhile_is_shown(page: ReadingPage, session: LibrarySession) -> None:
    case_id = add(session, make_case("旧的。"))
    page.show_case(case_id, ())
    case = session.library.cases.get(case_id)
    session.apply(Edit("New", (Replacement(case, replace(case, sections=(make_section(text="新的。"),))),)))
    assert "新的" in page.paper.words()


@pytest.fixture
def pictured(session: LibrarySession) -> CasePaper:
    """A paper with a low picture, stored 300 wide, and one that is far higher than any page."""
    digests: list[str] = []
    for width, height in ((600, 300), (200, 4000)):
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        kept = session.library.attachments.add(png_of(image), "image/png", width=width, height=height)
        digests.append(kept.digest)
    low, high = digests
    blocks = (richtext.Paragraph((Picture(low, "", 300),)), richtext.Paragraph((Picture(high),)))
    return whole_paper(replace(make_case(), sections=(Section(Role.BODY, richtext.serialise(blocks)),)))


def picture_sizes(document: QTextDocument) -> list[tuple[int, int]]:
    """The pictures of a document as they are laid out, one to a paragraph: width and height of its line."""
    block, found = document.begin(), list[tuple[int, int]]()
    while block.isValid():
        if "\ufffc" in block.text():
            line = block.layout().lineAt(0)
            found.append((round(line.naturalTextWidth()), round(line.height())))
        block = block.next()
    return found


def test_pictures_keep_their_share_of_the_column(
    qtbot: QtBot, appearance: Appearance, session: LibrarySession, pictured: CasePaper
) -> None:
    view = PaperView(appearance, LibraryPictures(session.library))
    qtbot.addWidget(view)
    view.resize(40, 40)  # as a page that was never shown
    view.show_paper(pictured)
    view.resize(1000, 600)
    view.show()
    assert [width for width, _ in picture_sizes(view.paper_document)] == [300, 200]
    view.set_size(150, measure=42)
    assert [width for width, _ in picture_sizes(view.paper_document)] == [450, 300]


def test_a_class_sees_pictures_as_large_as_the_words_and_whole(
    qtbot: QtBot, projector: tuple[Projector, QWidget], pictured: CasePaper
) -> None:
    window, beside = projector
    window.begin(pictured, beside)
    window.resize(1280, 800)
    document = window.findChildren(PaperDocument)[0]
    (low, _), (_, high) = picture_sizes(document)
    assert low > 400
    assert high <= document.pageSize().height()
    assert window.page_count == 2


@pytest.fixture
def projector(
    qtbot: QtBot, session: LibrarySession, appearance: Appearance, settings: Settings
) -> tuple[Projector, QWidget]:
    beside = QWidget()
    qtbot.addWidget(beside)
    beside.show()
    made = Projector(appearance, settings, LibraryPictures(session.library))
    qtbot.addWidget(made)
    return made, beside


def test_pages_are_turned_by_key_and_questions_have_their_own(
    qtbot: QtBot, projector: tuple[Projector, QWidget]
) -> None:
    window, beside = projector
    case = make_case("很长的故事。" * 200, questions=("为什么？",))
    window.begin(learner_paper(case, ()), beside)
    assert window.isVisible()
    assert window.page_count > 2
    for _ in range(window.page_count + 2):
        qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.page == window.page_count - 1
    qtbot.keyClick(window, Qt.Key.Key_Left)
    assert window.page == window.page_count - 2
    qtbot.keyClick(window, Qt.Key.Key_Home)
    assert window.page == 0
    pages = window.page_count
    qtbot.keyClick(window, Qt.Key.Key_Minus)
    assert window.page_count <= pages
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_class_sees_the_second_screen_where_there_is_one() -> None:
    own, second = cast(QScreen, object()), cast(QScreen, object())
    assert screen_for([own, second], own) is second
    assert screen_for([own], own) is own


def test_a_class_sees_large_words_light_on_dark_or_dark_on_light(
    qtbot: QtBot, projector: tuple[Projector, QWidget]
) -> None:
    window, beside = projector
    window.begin(learner_paper(_case(), _NAMES), beside)
    assert window.size() == beside.screen().geometry().size() or window.size() != QSize()
    assert "王先生" not in window.words()
    dark = window.grab().toImage().pixelColor(2, 2)
    qtbot.keyClick(window, Qt.Key.Key_D)
    light = window.grab().toImage().pixelColor(2, 2)
    assert dark.lightness() < 80 < 200 < light.lightness()
