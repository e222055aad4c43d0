"""What is pasted into the import page: text, pages, pictures, files."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from casedesk.domain.draft import Style
from casedesk.ui.review.import_page import ImportPage
from casedesk.ui.session import LibrarySession
from tests.importing.stories import TITLES
from tests.ui.review.conftest import TEXT, sentences


def test_pasted_text_is_reviewed_like_a_file(page: ImportPage, session: LibrarySession) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    page.paste()
    assert page.review.isVisible()
    assert page.state.file.name == "Pasted text"
    page.review_later()
    said = sentences(page, session)
    QGuiApplication.clipboard().setText("  ")
    page.paste()
    assert said == ["There is no text on the clipboard. Copy some first, then paste it here."]


def test_a_pasted_page_keeps_its_form_and_tells_that_pictures_stay_behind(
    page: ImportPage, session: LibrarySession
) -> None:
    said = sentences(page, session)
    data = QMimeData()
    data.setText(TEXT)
    lines = [f"<h1>{line}</h1>" if line.startswith("案例") else f"<p><b>{line}</b></p>" for line in TEXT.splitlines()]
    data.setHtml("".join(lines) + "<img src='file:///a.png'>")
    QGuiApplication.clipboard().setMimeData(data)
    page.paste()
    source = page.state.file.proposal.source
    assert [draft.title for draft in page.state.proposal.drafts] == list(TITLES)
    assert [block.style for block in source.blocks].count(Style.HEADING) == 4
    assert "<strong>" in source.blocks[0].html
    assert said == ["The pictures were not pasted along. To keep them, import the file that they are in."]


def test_a_pasted_page_that_shows_less_than_its_text_is_taken_as_text(page: ImportPage) -> None:
    data = QMimeData()
    data.setText("案例一：门口\n客人走了。\n客人又来了。")
    data.setHtml("<p>案例一：门口</p><form>客人走了。客人又来了。</form>")
    QGuiApplication.clipboard().setMimeData(data)
    page.paste()
    assert page.state.file.data.decode() == data.text()


def test_a_page_is_pasted_without_its_text(page: ImportPage) -> None:
    data = QMimeData()
    data.setHtml(f"<style>p {{}}</style><pre>{TEXT}</pre>")
    QGuiApplication.clipboard().setMimeData(data)
    page.paste()
    assert [draft.title for draft in page.state.proposal.drafts] == list(TITLES)


def test_a_pasted_picture_is_told(page: ImportPage, session: LibrarySession) -> None:
    said = sentences(page, session)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    QGuiApplication.clipboard().setImage(image)
    page.paste()
    assert not page.state.is_open
    assert len(said) == 1
    assert said[0].startswith("There is only a picture on the clipboard.")


def test_pasted_files_are_read(page: ImportPage, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(data)
    page.paste()
    assert page.state.file.name == file.name
