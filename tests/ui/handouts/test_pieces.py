"""A handout set piece by piece: the window goes on in between, and the pages are the same."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from typing_extensions import override

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.handout.outline import build
from casedesk.storage.library import Library
from casedesk.tasks.handout_preview import look
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.handouts import pieces
from casedesk.ui.handouts.handout_page import HandoutPage
from casedesk.ui.handouts.page_painter import PaintedHandout
from casedesk.ui.handouts.typesetting import typeset
from tests.builders import make_plan
from tests.handout import sample

pytestmark = pytest.mark.usefixtures("no_office", "app")


class SamplePictures(LibraryPictures):
    """The sample's one picture, which notes when somebody asks for its pixels."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        library.attachments.add(sample.PICTURE, "image/png", width=320, height=120)
        self.painted = 0

    @override
    def image(self, digest: str, width: int) -> QImage:
        self.painted += 1
        return super().image(digest, width)


def painted(handout: Handout, library: Library, pictures: LibraryPictures | None = None) -> PaintedHandout:
    made = PaintedHandout(handout, look(handout))
    for piece in typeset(handout, look(handout), pictures or SamplePictures(library)):
        made.add(piece)
    return made


def handout_of(edition: Edition, *, new_page: bool, count: int = 24) -> Handout:
    options = HandoutOptions(edition, new_page=new_page)
    return build(sample.PLAN, sample.many_cases(count, with_pictures=True), options)


@pytest.mark.parametrize("edition", [Edition.LEARNER, Edition.TRAINER, Edition.CASE_CARDS, Edition.ANSWER_KEY])
@pytest.mark.parametrize("new_page", [True, False])
def test_pieces_have_the_pages_that_all_of_it_has_in_one(edition, new_page, library, monkeypatch):
    handout = handout_of(edition, new_page=new_page)
    cut = painted(handout, library)
    monkeypatch.setattr(pieces, "_ENOUGH", 10**6)
    monkeypatch.setattr(pieces, "_TOO_MUCH", 10**6)
    whole = painted(handout, library)
    assert len(cut._parts) > 1
    assert len(whole._parts) == 1
    assert cut.count == pytest.approx(whole.count, abs=1)
    for mine, other in zip(cut.headings, whole.headings, strict=True):
        assert mine.path == other.path
        assert mine.at == pytest.approx(other.at, abs=0.3)
    assert "".join(cut.words.split()) == "".join(whole.words.split())


def test_a_piece_goes_on_where_the_one_before_it_ends(library):
    made = painted(handout_of(Edition.LEARNER, new_page=False), library)
    shared = [number for number in range(made.count) if sum(p.first <= number < p.stop for p in made._parts) > 1]
    assert shared
    for before, part in zip(made._parts, made._parts[1:], strict=False):
        if part.first < before.stop:
            first = part.document.begin().next()
            top = part.document.documentLayout().blockBoundingRect(first).top()
            margin = part.document.rootFrame().frameFormat().topMargin()
            assert top >= margin + before.typeset.used - 1


def test_pictures_are_read_when_their_page_is_painted(library):
    pictures = SamplePictures(library)
    made = painted(handout_of(Edition.LEARNER, new_page=True, count=4), library, pictures)
    assert pictures.painted == 0
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for number in range(made.count):
        made.paint(painter, number, QRectF(0, 0, 595, 842), QRectF(0, 0, 595, 842))
    painter.end()
    assert pictures.painted == 2


def test_the_first_pages_are_shown_before_the_last_are_set(qtbot, library, parts, settings, tmp_path):
    cases = tuple(replace(case, uid=f"case {case.id}") for case in sample.many_cases(40))
    plan = make_plan(*cases, id=1, title="一百个夜晚")
    library.apply(Edit("add", tuple(Replacement(None, record) for record in (*cases, plan))))
    settings.handout_folder = str(tmp_path / "handouts")
    page = HandoutPage(parts)
    qtbot.addWidget(page)
    page.show()
    page.show_plan(1)
    preview = page._preview
    assert preview.view.count > 0
    assert not preview.is_whole
    assert preview.painted.headings[-1].path[0] != "案例四十第40个夜晚"
    qtbot.waitUntil(lambda: preview.is_whole)
    assert preview.view.count == preview.painted.count
    assert preview.painted.headings[-1].path[0] == "案例四十第40个夜晚"
    page.show_cases([1])
    qtbot.waitUntil(lambda: preview.is_whole and not preview._leaving)
