"""OpenDocument texts (.odt)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.richtext import LINE_BREAK, Block, Cell, Inline, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED, Archive, Element
from casedesk.importing.readers.written_numbers import written
from casedesk.texts import N_

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_EMPTY = N_("The file holds no text.")
_PROTECTED = N_(
    "The file is protected by a password. Open it in the program it was made with and save it without a password."
)
_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, STYLE, DRAW, OFFICE = (_NS % name for name in ("text", "table", "style", "drawing", "office"))
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
_FORMS = {
    "1": "decimal",
    "a": "lowerletter",
    "A": "upperletter",
    "i": "lowerroman",
    "I": "upperroman",
    "一, 二, 三, ...": "chinesecounting",
    "①, ②, ③, ...": "decimalenclosedcircle",
}


@dataclass(frozen=True, slots=True)
class _Style:
    marks: frozenset[str] = frozenset()
    size: float = 0.0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class _ListLevel:
    """How a level of a list is numbered; `form` is empty for bullets."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1


def read(path: Path, data: bytes) -> SourceText:
    """The document as it is read on paper; deleted text is left out."""
    archive = Archive(data)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UnreadableFileError(_PROTECTED)
    root = archive.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise UnreadableFileError(DAMAGED)
    walker = _Walker(archive, root, SourceBuilder(path.name, MEDIA_TYPE))
    walker.blocks(body)
    if walker.builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return walker.builder.result()


class _Walker:
    def __init__(self, archive: Archive, root: Element, builder: SourceBuilder) -> None:
        self.builder = builder
        self._archive = archive
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str, dict[int, _ListLevel]] = {}
        common = archive.xml("styles.xml")
        for holder in (common, root):
            if holder is not None:
                self._load(holder)
        self._counts: dict[str, list[int]] = {}

    def _load(self, root: Element) -> None:
        for style in root.iter(f"{STYLE}style"):
            parent = self._styles.get(style.get(f"{STYLE}parent-style-name", ""), _Style())
            self._styles[style.get(f"{STYLE}name", "")] = _style(style, parent)
        for items in root.iter(f"{TEXT}list-style"):
            levels = {int(level.get(f"{TEXT}level", "1")): _list_level(level) for level in items}
            self._lists[items.get(f"{STYLE}name", "")] = levels

    def blocks(self, container: Element) -> None:
        """Add all blocks of a container."""
        for element in container:
            match element.tag:
                case tag if tag in (f"{TEXT}p", f"{TEXT}h"):
                    self._paragraph(element)
                case tag if tag == f"{TEXT}list":
                    self._list(element, "", 1)
                case tag if tag == f"{TABLE}table":
                    self.builder.table(Table(tuple(self._rows(element))))
                case tag if tag in (
                    f"{TEXT}section",
                    f"{TEXT}index-body",
                    f"{TEXT}table-of-content",
                    f"{DRAW}text-box",
                ):
                    self.blocks(element)
                case _:
                    pass

    def _paragraph(self, element: Element, *, label: str = "", bulleted: bool = False, depth: int = 0) -> None:
        style = self._styles.get(element.get(f"{TEXT}style-name", ""), _Style())
        inlines: list[Inline] = []
        frames: list[Element] = []
        self._inlines(element, inlines, style.marks, frames)
        if label and inlines:
            inlines.insert(0, Run(label, style.marks))
        level = element.get(f"{TEXT}outline-level", "1")
        if element.tag == f"{TEXT}h":
            kind, depth = Style.HEADING, int(level) if level.isdigit() else 1
        else:
            kind = Style.LIST_ITEM if bulleted else Style.PARAGRAPH
        self.builder.paragraph(
            inlines, style=kind, level=depth, size=style.size, centred=style.centred, bulleted=bulleted
        )
        for frame in frames:
            self.blocks(frame)

    def _list(self, element: Element, inherited: str, depth: int) -> None:
        name = element.get(f"{TEXT}style-name", inherited)
        rule = self._lists.get(name, {}).get(depth, _ListLevel())
        counts = self._counts.setdefault(name, [])
        continues = (
            element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list") is not None
        )
        if len(counts) < depth or not continues:
            counts[depth - 1 :] = [rule.start - 1]
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            counts[depth - 1] += 1
            label = f"{rule.prefix}{written(counts[depth - 1], rule.form)}{rule.suffix}" if rule.form else ""
            for index, child in enumerate(item):
                if child.tag == f"{TEXT}list":
                    self._list(child, name, depth + 1)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    first = label if index == 0 else ""
                    self._paragraph(child, label=first and f"{first} ", bulleted=not rule.form, depth=depth)

    def _inlines(self, element: Element, inlines: list[Inline], marks: frozenset[str], frames: list[Element]) -> None:
        if element.text:
            inlines.append(Run(element.text, marks))
        for child in element:
            self._inline(child, inlines, marks, frames)
            if child.tail:
                inlines.append(Run(child.tail, marks))

    def _inline(self, child: Element, inlines: list[Inline], marks: frozenset[str], frames: list[Element]) -> None:
        match child.tag:
            case tag if tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c", "1")
                inlines.append(Run(" " * min(int(count) if count.isdigit() else 1, 200), marks))
            case tag if tag == f"{TEXT}tab":
                inlines.append(Run(" ", marks))
            case tag if tag == f"{TEXT}line-break":
                inlines.append(Run(LINE_BREAK, marks))
            case tag if tag == f"{TEXT}note":
                body = child.find(f"{TEXT}note-body")
                if body is not None:
                    frames.append(body)
            case tag if tag == f"{DRAW}frame":
                self._frame(child, inlines, frames)
            case tag if tag in (f"{TEXT}span", f"{TEXT}a", f"{TEXT}ruby", f"{TEXT}ruby-base", f"{TEXT}meta"):
                own = self._styles.get(child.get(f"{TEXT}style-name", ""), _Style()).marks
                self._inlines(child, inlines, marks | own, frames)
            case tag if isinstance(tag, str) and tag.startswith(TEXT) and len(child) == 0 and child.text:
                inlines.append(Run(child.text, marks))  # fields show their stored result
            case _:
                pass

    def _frame(self, frame: Element, inlines: list[Inline], frames: list[Element]) -> None:
        box = frame.find(f"{DRAW}text-box")
        if box is not None:
            frames.append(box)
            return
        image = frame.find(f"{DRAW}image")
        target = image.get(f"{XLINK}href", "") if image is not None else ""
        if target and "://" not in target and not target.startswith(".."):
            name = target.removeprefix("./")
            picture = self.builder.picture(self._archive.read(name), name)
            if picture:
                inlines.append(picture)

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table"), None) is not table:
                continue
            cells = tuple(
                Cell(tuple(self._cell(cell)) or (Paragraph(()),)) for cell in row.iterfind(f"{TABLE}table-cell")
            )
            if cells:
                yield cells

    def _cell(self, cell: Element) -> Iterator[Block]:
        for element in cell.iter(f"{TEXT}p", f"{TEXT}h"):
            inlines: list[Inline] = []
            style = self._styles.get(element.get(f"{TEXT}style-name", ""), _Style())
            self._inlines(element, inlines, style.marks, [])
            yield Paragraph(tuple(inlines))


def _style(element: Element, parent: _Style) -> _Style:
    text = element.find(f"{STYLE}text-properties")
    paragraph = element.find(f"{STYLE}paragraph-properties")
    marks, size, centred = set(parent.marks), parent.size, parent.centred
    if text is not None:
        _set(marks, "strong", text.get(f"{FO}font-weight"), "bold")
        _set(marks, "em", text.get(f"{FO}font-style"), "italic")
        _set(marks, "u", text.get(f"{STYLE}text-underline-style"), "solid")
        points = text.get(f"{FO}font-size", "")
        if points.endswith("pt") and points[:-2].replace(".", "", 1).isdigit():
            size = float(points[:-2])
    if paragraph is not None and paragraph.get(f"{FO}text-align"):
        centred = paragraph.get(f"{FO}text-align") == "center"
    return _Style(frozenset(marks), size, centred)


def _set(marks: set[str], mark: str, value: str | None, wanted: str) -> None:
    if value == wanted:
        marks.add(mark)
    elif value is not None:
        marks.discard(mark)


def _list_level(element: Element) -> _ListLevel:
    if element.tag != f"{TEXT}list-level-style-number":
        return _ListLevel()
    start = element.get(f"{TEXT}start-value", "1")
    form = _FORMS.get(element.get(f"{STYLE}num-format", ""), "")
    return _ListLevel(
        form,
        element.get(f"{STYLE}num-prefix", ""),
        element.get(f"{STYLE}num-suffix", ""),
        int(start) if start.isdigit() else 1,
    )
