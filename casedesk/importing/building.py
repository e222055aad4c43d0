"""Builds a SourceText block by block, for readers of rich formats."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from casedesk.domain import richtext
from casedesk.domain.draft import Image, SourceBlock, SourceText, Style
from casedesk.domain.richtext import LINE_BREAK, Inline, ListBlock, Paragraph, ParagraphKind, Picture, Run, Table

PICTURE = "\ufffc"
"""Stands for a picture in the text, so that pictures have a place; it is never shown."""

_PICTURE_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
}
_LONG_CELL = 60
_VERY_LONG_CELL = 200
_MAX_PICTURE = 30_000_000
_Placed: TypeAlias = tuple[int, int, Style, int, bool, float, bool, str, str]
"""The fields of a block, its size still in points."""


def picture_type(name: str) -> str:
    """The media type of a picture that can be shown, by the ending of its name; empty for other files."""
    return _PICTURE_TYPES.get(name.rpartition(".")[2].lower(), "")


class SourceBuilder:
    """Collects paragraphs, tables and pictures in reading order."""

    def __init__(self, name: str, media_type: str, *, encoding: str = "") -> None:
        self._name = name
        self._media_type = media_type
        self._encoding = encoding
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[_Placed] = []
        self._images: dict[str, Image] = {}
        self._sizes: Counter[float] = Counter()

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space and pictures has come."""
        return not any(part.replace(PICTURE, "").strip() for part in self._parts)

    @property
    def has_pictures(self) -> bool:
        """Whether a picture has come."""
        return bool(self._images)

    def picture(self, data: bytes, name: str, *, alt: str = "", width: int = 0) -> Picture | None:
        """A picture to put into a paragraph; None for data that is no picture which can be shown."""
        media_type = picture_type(name)
        if not media_type or not data or len(data) > _MAX_PICTURE:
            return None
        digest = hashlib.sha256(data).hexdigest()
        self._images.setdefault(digest, Image(digest, media_type, data, name.rpartition("/")[2]))
        return Picture(digest, alt, width)

    def paragraph(
        self,
        inlines: Sequence[Inline],
        *,
        style: Style = Style.PARAGRAPH,
        level: int = 0,
        size: float = 0.0,
        centred: bool = False,
        bulleted: bool = False,
        is_said: bool = False,
        place: str = "",
    ) -> None:
        """Add a paragraph; one without words and pictures is kept as a gap. `size` is in points."""
        if len(inlines) == 1 and isinstance(only := inlines[0], Run) and not only.marks and only.text.isprintable():
            text, bold, html = only.text, False, ""
        else:
            inlines = richtext.normalised([_tidy(item) for item in inlines])
            text, bold, html = _plain(inlines), style is not Style.HEADING and _all_bold(inlines), _html(inlines)
        if not text or text.isspace():
            self._gap()
            return
        if bulleted:
            html = richtext.serialise((ListBlock(((Paragraph(tuple(inlines)),),)),))
        elif is_said:
            html = richtext.serialise((Paragraph(tuple(inlines), ParagraphKind.DIALOGUE),))
        self._sizes[size] += len(text)
        self._append(text, style, level=level, bold=bold, size=size, centred=centred, place=place, html=html)

    def text(self, words: str, *, style: Style = Style.PARAGRAPH, level: int = 0, place: str = "") -> None:
        """Add a paragraph of plain words."""
        self.paragraph((Run(words.replace("\n", LINE_BREAK)),), style=style, level=level, place=place)

    def table(self, table: Table, *, place: str = "") -> None:
        """Add a table: as paragraphs where it only lays out running text, as one block where it holds data."""
        if _is_layout(table):
            for row in table.rows:
                for cell in row:
                    self._cell_blocks(cell.blocks, place)
            return
        rows = (
            "\t".join(" ".join(richtext.plain_lines(cell.blocks)).replace("\t", " ") for cell in row)
            for row in table.rows
        )
        text = "\n".join(row.replace("\n", " ") for row in rows)
        if text.strip():
            self._append(text, Style.TABLE, place=place, html=richtext.serialise((table,)))

    def add(self, other: SourceText, *, place: str = "") -> None:
        """Add all of another source, every block at `place`."""
        self._images.update((image.digest, image) for image in other.images)
        end = 0
        for block in other.blocks:
            if other.text.count("\n", end, block.start) > 1:
                self._gap()
            end = block.end
            self._append(
                other.text[block.start : end],
                block.style,
                level=block.level,
                bold=block.bold,
                centred=block.centred,
                place=place,
                html=block.html,
            )

    def result(self) -> SourceText:
        """The source."""
        known = Counter({size: count for size, count in self._sizes.items() if size})
        body = known.most_common(1)[0][0] if known else 0.0
        shares = {size: round(size / body, 2) for size in known} if body else {}
        blocks = tuple(
            SourceBlock(start, end, style, level, bold, shares.get(size, 0.0), centred, place, html)
            for start, end, style, level, bold, size, centred, place, html in self._blocks
        )
        text = "".join(self._parts)
        return SourceText(self._name, text, blocks, self._media_type, self._encoding, tuple(self._images.values()))

    def _cell_blocks(self, blocks: Sequence[richtext.Block], place: str) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self.paragraph(block.inlines, place=place)
                case ListBlock():
                    for item in block.items:
                        self._cell_blocks(item, place)
                case richtext.Quote():
                    self._cell_blocks(block.blocks, place)
                case Table():
                    self.table(block, place=place)

    def _append(
        self,
        text: str,
        style: Style,
        *,
        level: int = 0,
        bold: bool = False,
        size: float = 0.0,
        centred: bool = False,
        place: str,
        html: str,
    ) -> None:
        start = self._length
        end = start + len(text)
        self._parts.append(text + "\n")
        self._length = end + 1
        self._blocks.append((start, end, style, level, bold, size, centred, place, html))

    def _gap(self) -> None:
        if self._parts and self._parts[-1] != "\n":
            self._parts.append("\n")
            self._length += 1


def _html(inlines: Sequence[Inline]) -> str:
    """The rich text of a paragraph; empty where its plain text says it all."""
    if all(isinstance(item, Run) and not item.marks and LINE_BREAK not in item.text for item in inlines):
        return ""
    return richtext.serialise((Paragraph(tuple(inlines)),))


def _tidy(item: Inline) -> Inline:
    """The inline without characters that rich text cannot hold; white space of any kind is one space each."""
    if isinstance(item, Picture):
        return item
    if item.text.isprintable():
        return item
    return Run("".join(_tidy_char(char) for char in item.text), item.marks)


def _tidy_char(char: str) -> str:
    if char in "\t\n\r\x0b\x0c":
        return " "
    if char < " " or char in "\x7f\ufffe\uffff\u2029" or "\ud800" <= char <= "\udfff":
        return ""
    return char


def _plain(inlines: Sequence[Inline]) -> str:
    return "".join(PICTURE if isinstance(item, Picture) else item.text.replace(LINE_BREAK, "\n") for item in inlines)


def _all_bold(inlines: Sequence[Inline]) -> bool:
    runs = [item for item in inlines if isinstance(item, Run) and item.text.strip()]
    return bool(runs) and all("strong" in run.marks for run in runs)


def _is_layout(table: Table) -> bool:
    lengths = [sum(map(len, richtext.plain_lines(cell.blocks))) for row in table.rows for cell in row]
    columns = max((len(row) for row in table.rows), default=0)
    longest = max(lengths, default=0)
    return len(lengths) <= 1 or (columns <= 2 and longest > _LONG_CELL) or longest > _VERY_LONG_CELL
