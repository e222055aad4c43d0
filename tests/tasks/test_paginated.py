"""Handouts whose pages LibreOffice has set."""

from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import docx
import pytest

from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.paper import Paper
from casedesk.handout.docx_writer import document_of
from casedesk.handout.outline import build
from casedesk.handout.pdf_pages import PdfPages
from casedesk.tasks.office_program import office_program
from casedesk.tasks.paginated import NOBODY, Office
from casedesk.tasks.pdf import pdf_of
from casedesk.tasks.progress import NoLongerWanted
from tests.handout import sample

needs_office = pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
word_file = partial(document_of, picture=sample.picture)


def handout(options: HandoutOptions) -> Handout:
    return build(sample.PLAN, sample.CASES, options)


def pages_of(data: bytes) -> list[str]:
    with closing(PdfPages(pdf_of(data))) as pages:
        return ["".join(pages.text(number).split()) for number in range(pages.count)]


@needs_office
@pytest.mark.parametrize("options", [HandoutOptions(), HandoutOptions(Edition.TRAINER, new_page=False)])
def test_contents_tell_the_page_on_which_each_title_stands(options: HandoutOptions) -> None:
    found = Office().paged(handout(options), word_file)
    assert found.pages is not None
    pages = pages_of(word_file(found))
    assert found.pages.count == len(pages) == Office().count(found, word_file)
    cases = found.pages.headings[-4:-1] if options.edition is Edition.TRAINER else found.pages.headings
    for case, page in zip(sample.CASES, cases, strict=True):
        assert case.printed_title in pages[page - 1]
        assert pages[0].split(case.printed_title)[1].lstrip(".").startswith(str(page))


@needs_office
def test_a_booklet_is_set_with_its_blank_pages() -> None:
    found = Office().paged(handout(HandoutOptions(paper=Paper.A5_BOOKLET)), word_file)
    assert found.pages is not None
    pages = pages_of(word_file(found))
    assert len(pages) % 4 == 0
    assert len(pages) == found.pages.count + found.blank_pages


@needs_office
def test_headings_of_the_trainers_own_template_are_told_from_ours(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_heading("关于本院", 1)
    own.add_page_break()
    own.add_paragraph("{{content}}")
    own.add_heading("联系我们", 1)
    own.save(str(tmp_path / "own.docx"))
    write = partial(word_file, template=tmp_path / "own.docx")
    found = Office().paged(handout(HandoutOptions()), write)
    assert found.pages is not None
    pages = pages_of(write(found))
    for case, page in zip(sample.CASES, found.pages.headings, strict=True):
        assert case.printed_title in pages[page - 1]


def test_where_nobody_sets_pages_the_handout_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", "")
    plain = handout(HandoutOptions())
    assert Office().paged(plain, word_file) is plain
    assert Office().count(plain, word_file) is None
    assert NOBODY.paged(plain, word_file) is plain
    assert NOBODY.count(plain, word_file) is None


def test_what_shows_no_pages_is_not_set() -> None:
    def refuse(_handout: Handout) -> bytes:
        raise AssertionError("nobody asked for a file")

    plain = handout(HandoutOptions(contents=False))
    assert Office().paged(plain, refuse) is plain


@needs_office
def test_it_can_be_cancelled() -> None:
    other = replace(handout(HandoutOptions()), footer="没有人等这一份")
    with pytest.raises(NoLongerWanted):
        Office(lambda: True).paged(other, word_file)
