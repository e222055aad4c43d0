"""The lines of PDF pages, which know only where they stand, put together to paragraphs."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pypdfium2 import PdfPage, PdfTextPage, raw  # pyright: ignore[reportMissingTypeStubs]

from casedesk.importing.lines import trim

_BREAK = re.compile(r"\r\n?|\n")
_SOFT_HYPHEN = re.compile("[\ufffe\x02]$")
_LINE_END = "。！？!?.…”\"’'）)；;，,"
_SENTENCE_END = "。！？!?.…”:："
_BEGINS = re.compile(
    r"[【\[〖(（•●◆■▲①-⑳]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十0-9]|[0-9]{1,3}[.、)）]|.{0,6}案例|.{0,4}篇[一二三四五六七八九十0-9]"
    r"|[^，。,;；]{1,8}[:：]|(?i:case|chapter|part|questions?|analysis|lessons?) ?[0-9:]"
)
_ITEM = re.compile(r"[•●◆■▲①-⑳·-]|[(（]?(?:[0-9]{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[.、)）．]")
_WORD = re.compile(r"[!-~’‘“”]+")
_PAGE_NUMBER = re.compile(r"\W*[0-9]+\W*")
_LATIN_WIDTH = 0.5
"""How wide a Latin letter is on average, in font sizes."""
_WIDE_ROOM = 2.3
"""How much a line may stay short because no punctuation mark may begin the next one, in font sizes."""
_INDENT = 1.4
_BESIDE_WIDE = re.compile("[\u2e80-\U0003ffff] | [\u2e80-\U0003ffff]")
_GAPPED = 1.15
_WIDE_GAP = "    "
_GAP = 1.45


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line and where it stands: its edges and its base line in points, from the lower left of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float


def lines_on(page: PdfPage) -> list[PageLine]:
    """The lines that can be seen on a page, in reading order; some programs draw those of the next page beside it."""
    left, bottom, right, top = _seen(page)
    lines = _lines_of(page.get_textpage())
    return [line for line in lines if bottom <= line.base <= top and line.left < right and line.right > left]


def _seen(page: PdfPage) -> tuple[float, float, float, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    crop_box = raw.FPDFPage_GetCropBox  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if not crop_box(page, *edges) and not raw.FPDFPage_GetMediaBox(page, *edges):
        return -math.inf, -math.inf, math.inf, math.inf
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _lines_of(page: PdfTextPage) -> Iterator[PageLine]:
    text = page.get_text_range()
    places = _Places(page, text)
    position = 0
    for match in [*_BREAK.finditer(text), None]:
        first, last = position, match.start() if match else len(text)
        position = match.end() if match else last
        for start, end in places.rows(*trim(text, first, last)):
            yield places.line(start, end)


class _Places:
    """Where the characters of a page stand, by their position in its text."""

    def __init__(self, page: PdfTextPage, text: str) -> None:
        self._page = page
        self._text = text
        self._is_plain = not any(char > "\uffff" for char in text)

    def rows(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretch, cut where it moves to another base line: not every line ends with a line break."""
        if start >= end:
            return
        least = 0.5 * self._size(end - 1)
        base = self._origin(start)[1]
        if abs(base - self._origin(end - 1)[1]) > least:
            for index in range(start + 1, end):
                if self._text[index].isspace():
                    continue
                following = self._origin(index)[1]
                if abs(following - base) > least:
                    yield trim(self._text, start, index)
                    start, base = index, following
        yield start, end

    def line(self, start: int, end: int) -> PageLine:
        """The line between two characters; a gap as wide as one of them is a wide space, a wider one several spaces."""
        words = _SOFT_HYPHEN.sub("-", self._text[start:end])
        left, base = self._origin(start)
        right, size = max(left, self._edges(end - 1)[1]), self._size(end - 1)
        if _BESIDE_WIDE.search(words) or right - left > _GAPPED * size * _estimated_width(words):
            words = "".join(self._spaced(start, end, size))
        return PageLine(words, left, right, base, size)

    def _spaced(self, start: int, end: int, size: float) -> Iterator[str]:
        for index in range(start, end):
            if self._text[index] != " ":
                yield self._text[index]
                continue
            gap = self._edges(index + 1)[0] - self._edges(index - 1)[1]
            yield " " if gap < 0.7 * size else "\u3000" if gap < 1.5 * size else _WIDE_GAP

    def _edges(self, position: int) -> tuple[float, float]:
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._page, self._index(position), box)
        return box.left, box.right

    def _index(self, position: int) -> int:
        if not self._is_plain:
            position = len(self._text[:position].encode("utf-16-le")) // 2
        return raw.FPDFText_GetCharIndexFromTextIndex(self._page, position)

    def _origin(self, position: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, self._index(position), x, y)
        return x.value, y.value

    def _size(self, position: int) -> float:
        index = self._index(position)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._page, index, matrix)
        return raw.FPDFText_GetFontSize(self._page, index) * (math.hypot(matrix.c, matrix.d) or 1.0)


def _estimated_width(words: str) -> float:
    return sum(1.0 if char >= "\u2e80" else _LATIN_WIDTH for char in words)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where lines begin and full ones end, and how far they stand apart in font sizes."""

    left: float
    right: float
    leading: float


def paragraphs(pages: Sequence[Sequence[PageLine]]) -> Iterator[list[str]]:
    """For each page its paragraphs, with an empty one where the page leaves a gap of a line or more."""
    lines = [line for page in pages for line in page]
    leading, left, right = _leading(pages), _left_edge(lines), _right_edge(lines)
    for page in pages:
        yield list(_joined(page, _Column(left, max(_right_edge(page), right), leading)))


def _leading(pages: Sequence[Sequence[PageLine]]) -> float:
    """The usual distance of base lines, in font sizes."""
    steps = [
        (before.base - after.base) / before.size
        for page in pages
        for before, after in pairwise(page)
        if before.size > 0 and 0.5 * before.size < before.base - after.base < 3 * before.size
    ]
    return median(steps) if steps else 1.5


def _right_edge(lines: Sequence[PageLine]) -> float:
    """Where full lines end: nine of ten do not go further."""
    edges = sorted(line.right for line in lines)
    return edges[len(edges) * 9 // 10] if len(edges) >= 4 else 0.0


def _left_edge(lines: Sequence[PageLine]) -> float:
    """Where lines begin that are not indented: one of ten begins further left at most."""
    edges = sorted(line.left for line in lines)
    return edges[len(edges) // 10] if edges else 0.0


def _joined(lines: Sequence[PageLine], column: _Column) -> Iterator[str]:
    held: PageLine | None = None
    before: PageLine | None = None
    for line in lines:
        if held and before and _goes_on(before, line, column):
            held = replace(held, text=_glued(held.text, line.text))
        else:
            if held and before:
                yield held.text
                if _has_gap(before, line, column.leading):
                    yield ""
            held = line
        before = line
    if held:
        yield held.text


def _has_gap(before: PageLine, line: PageLine, leading: float) -> bool:
    size = max(before.size, line.size)
    return abs(before.base - line.base) > _GAP * leading * size


def _goes_on(before: PageLine, line: PageLine, column: _Column) -> bool:
    """Whether a line goes on with the paragraph of the one before it: nothing of it would have found room there."""
    size = before.size
    if size <= 0 or abs(line.size - size) > 0.12 * size or _has_gap(before, line, column.leading):
        return False
    if _PAGE_NUMBER.fullmatch(line.text) or before.right + _room_for(line, size) < column.right:
        return False
    if before.text[-1] in _SENTENCE_END and _begins(line, column):
        return False
    if before.left - line.left > _INDENT * size and _ITEM.match(line.text):
        return False
    return line.left - before.left < _INDENT * size or bool(_ITEM.match(before.text))


def _begins(line: PageLine, column: _Column) -> bool:
    """Whether a line behind a finished sentence looks like a beginning: a label, an indented line, a short title."""
    if _BEGINS.match(line.text) or line.left - column.left >= _INDENT * line.size:
        return True
    return line.right < (column.left + column.right) / 2 and line.text[-1] not in _LINE_END


def _room_for(line: PageLine, size: float) -> float:
    """How much room the first word of a line takes, or the first ideograph and the marks behind it."""
    word = _WORD.match(line.text)
    return size * ((len(word[0]) + 1) * _LATIN_WIDTH if word else _WIDE_ROOM)


def _glued(before: str, line: str) -> str:
    if before[-1] == "-" and before[-2:-1].islower() and line[0].islower():
        return before[:-1] + line
    wide = ord(before[-1]) >= 0x2E80 or ord(line[0]) >= 0x2E80
    return before + ("" if wide else " ") + line
