"""Slides (.pptx): titles as headings, bodies, tables and notes, in the order of the show."""

from collections.abc import Iterator
from pathlib import Path

from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.richtext import LINE_BREAK, Cell, Inline, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED, Archive, Element
from casedesk.importing.readers.drawings import add_drawn
from casedesk.texts import N_, tr

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ONLY_PICTURES = N_("The slides hold only pictures. If they show text, run text recognition on the file first.")
_EMPTY = N_("The slides hold no text. If they hold pictures of text, run text recognition on them first.")
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("sldNum", "dt", "ftr", "hdr")


def read(path: Path, data: bytes) -> SourceText:
    """The slides as text."""
    archive = Archive(data)
    builder = SourceBuilder(path.name, MEDIA_TYPE)
    previous = ""
    for number, part in enumerate(_slide_parts(archive), 1):
        previous = _slide(builder, archive, part, number, previous)
    if builder.is_empty:
        raise UnreadableFileError(_ONLY_PICTURES if builder.has_pictures else _EMPTY)
    return builder.result()


def _slide_parts(archive: Archive) -> Iterator[str]:
    main = next(
        (target for kind, target in archive.relations("").values() if kind == "officeDocument"), "ppt/presentation.xml"
    )
    root = archive.xml(main)
    if root is None:
        raise UnreadableFileError(DAMAGED)
    relations = archive.relations(main)
    for slide in root.iterfind(f"{P}sldIdLst/{P}sldId"):
        target = relations.get(slide.get(f"{R}id", ""), ("", ""))[1]
        if target and archive.has(target):
            yield target


def _slide(builder: SourceBuilder, archive: Archive, part: str, number: int, previous: str) -> str:
    """Add a slide; its title, so that the next one can tell a title that merely goes on."""
    root = archive.xml(part)
    tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
    if root is None or tree is None or root.get("show") == "0":
        return previous
    place = tr("Slide {number}").format(number=number)
    relations = archive.relations(part)
    shapes = list(_shapes(tree))
    title = next((shape for shape in shapes if _placeholder(shape) in _TITLES), None)
    words = " ".join(_words(title)).strip() if title is not None else ""
    if words and words != previous:
        builder.text("", place=place)
        builder.text(words, style=Style.HEADING, level=1, place=place)
    for shape in shapes:
        if shape is not title and _placeholder(shape) not in _FURNITURE:
            _shape(builder, archive, shape, relations, place)
    _notes(builder, archive, relations, place)
    return words or previous


def _shapes(tree: Element) -> Iterator[Element]:
    for element in tree:
        if element.tag == f"{P}grpSp":
            yield from _shapes(element)
        elif element.tag in (f"{P}sp", f"{P}graphicFrame", f"{P}pic"):
            yield element


def _placeholder(shape: Element) -> str:
    element = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return element.get("type", "body") if element is not None else ""


def _shape(
    builder: SourceBuilder, archive: Archive, shape: Element, relations: dict[str, tuple[str, str]], place: str
) -> None:
    if shape.tag == f"{P}pic":
        blip = shape.find(f".//{A}blip")
        target = relations.get(blip.get(f"{R}embed", ""), ("", ""))[1] if blip is not None else ""
        picture = builder.picture(archive.read(target), target) if target else None
        if picture:
            builder.paragraph((picture,), place=place)
        return
    table = shape.find(f".//{A}tbl")
    if table is not None:
        builder.table(Table(tuple(_rows(table))), place=place)
        return
    if shape.tag == f"{P}graphicFrame":
        add_drawn(builder, archive, shape, relations, place)
    for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
        _paragraph(builder, paragraph, place)


def _paragraph(builder: SourceBuilder, paragraph: Element, place: str) -> None:
    properties = paragraph.find(f"{A}pPr")
    level = properties.get("lvl", "0") if properties is not None else "0"
    depth = int(level) if level.isdigit() else 0
    builder.paragraph(
        _inlines(paragraph),
        place=place,
        level=0,
        style=Style.LIST_ITEM if depth else Style.PARAGRAPH,
        bulleted=depth > 0,
    )


def _inlines(paragraph: Element) -> list[Inline]:
    found: list[Inline] = []
    for element in paragraph:
        if element.tag == f"{A}br":
            found.append(Run(LINE_BREAK))
        elif element.tag in (f"{A}r", f"{A}fld"):
            properties = element.find(f"{A}rPr")
            text = element.find(f"{A}t")
            marks = frozenset(
                mark
                for name, mark in (("b", "strong"), ("i", "em"))
                if properties is not None and properties.get(name) in ("1", "true")
            )
            found.append(Run(text.text or "" if text is not None else "", marks))
    return found


def _words(shape: Element) -> Iterator[str]:
    for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
        yield "".join(item.text.replace(LINE_BREAK, " ") for item in _inlines(paragraph) if isinstance(item, Run))


def _rows(table: Element) -> Iterator[tuple[Cell, ...]]:
    for row in table.iterfind(f"{A}tr"):
        cells = tuple(
            Cell(tuple(Paragraph(tuple(_inlines(p))) for p in cell.iterfind(f"{A}txBody/{A}p")) or (Paragraph(()),))
            for cell in row.iterfind(f"{A}tc")
        )
        if cells:
            yield cells


def _notes(builder: SourceBuilder, archive: Archive, relations: dict[str, tuple[str, str]], place: str) -> None:
    target = next((target for kind, target in relations.values() if kind == "notesSlide"), "")
    root = archive.xml(target) if target else None
    tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
    for shape in _shapes(tree) if tree is not None else ():
        if _placeholder(shape) == "body":
            for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
                builder.paragraph(_inlines(paragraph), place=place)
