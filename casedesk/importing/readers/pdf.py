"""PDF files with text: lines put together again, pages with their numbers."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from pypdfium2 import PdfiumError

from casedesk.domain.draft import SourceBlock, SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing import rules
from casedesk.importing.readers.archive import DAMAGED
from casedesk.texts import N_, tr

MEDIA_TYPE = "application/pdf"
_PROTECTED = N_("The PDF is protected by a password. Save it without a password and import that.")
_SCANNED = N_("The PDF holds pictures of pages and no text. Run text recognition (OCR) on it and import the result.")
_MAX_PAGES = 20_000
_BREAKS = re.compile(r"\r\n?|\ufffe|\x02")


def read(path: Path, data: bytes) -> SourceText:
    """The text of all pages; every line of a page is a block, so that running headers can be told."""
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        raise UnreadableFileError(_PROTECTED if "password" in str(error).lower() else DAMAGED) from error
    try:
        pages = [_page_text(document, index) for index in range(min(len(document), _MAX_PAGES))]
    finally:
        document.close()
    if sum(len(page.strip()) for page in pages) < max(8, 4 * len(pages)):
        raise UnreadableFileError(_SCANNED)
    return _source(path.name, pages)


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        page = document[index]
        text = page.get_textpage().get_text_range()
        page.close()
    except PdfiumError:  # one damaged page does not make the others unreadable
        return ""
    return fold_radicals(_BREAKS.sub("\n", text).replace("\n\n\n", "\n\n"))


def fold_radicals(text: str) -> str:
    """Text with CJK radicals, which some fonts give instead of characters, as the characters they are."""
    table = rules.table("radicals")
    return text.translate(dict(zip(map(ord, table["radicals"]), table["characters"], strict=True)))


def _source(name: str, pages: Sequence[str]) -> SourceText:
    parts: list[str] = []
    blocks: list[SourceBlock] = []
    position = 0
    for number, page in enumerate(pages, 1):
        for line in _lines(page):
            text = _tidy(line)
            if text.strip():
                blocks.append(SourceBlock(position, position + len(text), place=tr("p. {page}").format(page=number)))
            parts.append(text + "\n")
            position += len(text) + 1
    return SourceText(name, "".join(parts), tuple(blocks), MEDIA_TYPE)


def _lines(page: str) -> Iterator[str]:
    yield from page.rstrip("\n").split("\n")


def _tidy(line: str) -> str:
    """The line without control characters and without the spaces that justified type leaves between ideographs."""
    line = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line)
    return re.sub(r"(?<=[一-鿿，。、；：]) (?=[一-鿿，。、；：])", "", line) if line.count(" ") * 3 > len(line) else line.rstrip()
