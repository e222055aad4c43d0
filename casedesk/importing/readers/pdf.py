"""PDF files with text: lines put together again, pages with their numbers."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]
from pypdfium2 import PdfiumError  # pyright: ignore[reportMissingTypeStubs]

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
    if sum(len(page.strip()) for page in pages) < max(8, 4 * len(pages)):
        raise UnreadableFileError(_SCANNED)
    return _source(path.name, pages)


def _pages(document: pypdfium2.PdfDocument, on_page: Callable[[int, int], None] | None) -> Iterator[str]:
    count = min(len(document), _MAX_PAGES)
    for index in range(count):
        if on_page is not None:
            on_page(index + 1, count)
        yield _page_text(document, index)


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
        for text in joined_lines([_tidy(line) for line in page.split("\n")]):
            if text.strip():
                blocks.append(SourceBlock(position, position + len(text), place=tr("p. {page}").format(page=number)))
            parts.append(text + "\n")
            position += len(text) + 1
    return SourceText(name, "".join(parts), tuple(blocks), MEDIA_TYPE)


_BEGINS = re.compile(
    r"[【\[〖(（•●◆■▲①-⑳]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十0-9]|[0-9]{1,3}[.、)）]|.{0,6}案例|.{0,4}篇[一二三四五六七八九十0-9]"
    r"|[^，。,;；]{1,8}[:：]|(?i:case|chapter|part|questions?|analysis|lessons?) ?[0-9:]"
)
_HYPHENATED = re.compile(r"[a-z]-$")


def joined_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a page with those of one paragraph put together: a line goes on when it is as wide as the page."""
    widths = sorted(_width(line) for line in lines if line.strip())
    full = widths[len(widths) * 9 // 10] - 6 if len(widths) >= 4 else 10**6
    result: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line.strip() and _may_follow(result[-1], line):
            result[-1] = _joined(result[-1], line)
        else:
            result.append(line)
        goes_on = bool(line.strip()) and _width(line) >= full
    return result


def _may_follow(before: str, line: str) -> bool:
    ended = before.rstrip()[-1:] in "。！？!?.…”:："
    return not (ended and _BEGINS.match(line)) and not re.fullmatch(r"\W*[0-9]+\W*", line)


def _joined(before: str, line: str) -> str:
    if _HYPHENATED.search(before) and line[:1].islower():
        return before[:-1] + line
    wide = ord(before[-1]) >= 0x2E80 or ord(line[0]) >= 0x2E80
    return before + ("" if wide else " ") + line.lstrip()


def _width(line: str) -> int:
    return sum(2 if ord(char) >= 0x2000 else 1 for char in line.strip())


def _tidy(line: str) -> str:
    """The line without control characters and without the gaps that fine typesetting leaves beside ideographs."""
    line = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line).rstrip()
    line = re.sub(r"(?<=[一-鿿，。、；：）》”]) (?=[0-9])|(?<=[0-9%]) (?=[一-鿿，。、；：（《“])", "", line)
    if line.count(" ") * 3 > len(line):
        line = re.sub(r"(?<=[一-鿿，。、；：]) (?=[一-鿿，。、；：])", "", line)
    return line
