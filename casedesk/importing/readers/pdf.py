"""PDF files with text: lines put together again, pages with their numbers."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]
from pypdfium2 import PdfiumError  # pyright: ignore[reportMissingTypeStubs]

from casedesk.domain.draft import SourceBlock, SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing import rules
from casedesk.importing.readers.archive import DAMAGED
from casedesk.importing.readers.pdf_lines import PageLine, lines_on, paragraphs
from casedesk.texts import N_, tr

MEDIA_TYPE = "application/pdf"
_PROTECTED = N_("The PDF is protected by a password. Save it without a password and import that.")
_SCANNED = N_("The PDF holds pictures of pages and no text. Run text recognition (OCR) on it and import the result.")
_MAX_PAGES = 20_000
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read(path: Path, data: bytes, *, on_page: Callable[[int, int], None] | None = None) -> SourceText:
    """The text of all pages; every line of a page is a block, so that running headers can be told.

    `on_page` hears of every page and of how many there are.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        raise UnreadableFileError(_PROTECTED if "password" in str(error).lower() else DAMAGED) from error
    try:
        pages = list(_pages(document, on_page))
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page) < max(8, 4 * len(pages)):
        raise UnreadableFileError(_SCANNED)
    return _source(path.name, pages)


def _pages(document: pypdfium2.PdfDocument, on_page: Callable[[int, int], None] | None) -> Iterator[list[PageLine]]:
    count = min(len(document), _MAX_PAGES)
    for index in range(count):
        if on_page is not None:
            on_page(index + 1, count)
        yield _page_lines(document, index)


def _page_lines(document: pypdfium2.PdfDocument, index: int) -> list[PageLine]:
    try:
        page = document[index]
        lines = lines_on(page)
        page.close()
    except PdfiumError:  # one damaged page does not make the others unreadable
        return []
    tidied = (replace(line, text=_tidy(fold_radicals(line.text))) for line in lines)
    return [line for line in tidied if line.text]


def fold_radicals(text: str) -> str:
    """Text with CJK radicals, which some fonts give instead of characters, as the characters they are."""
    if not _RADICAL.search(text):
        return text
    table = rules.table("radicals")
    folded = text.translate(dict(zip(map(ord, table["radicals"]), table["characters"], strict=True)))
    is_traditional = any(char in rules.table("script")["traditional"] for char in folded if char not in "戶靑")
    return folded if is_traditional else folded.replace("戶", "户")


def _source(name: str, pages: Sequence[Sequence[PageLine]]) -> SourceText:
    parts: list[str] = []
    blocks: list[SourceBlock] = []
    position = 0
    for number, page in enumerate(paragraphs(pages), 1):
        for text in page:
            if text:
                blocks.append(SourceBlock(position, position + len(text), place=tr("p. {page}").format(page=number)))
            parts.append(text + "\n")
            position += len(text) + 1
    return SourceText(name, "".join(parts), tuple(blocks), MEDIA_TYPE)


def _tidy(line: str) -> str:
    """The line without control characters and without the gaps that fine typesetting leaves beside ideographs."""
    line = _CONTROL.sub("", line).strip()
    line = re.sub(r"(?<=[一-鿿，。、；：）》”]) (?=[0-9])|(?<=[0-9%]) (?=[一-鿿，。、；：（《“])", "", line)
    if line.count(" ") * 3 > len(line):
        line = re.sub(r"(?<=[一-鿿，。、；：]) (?=[一-鿿，。、；：])", "", line)
    return line
