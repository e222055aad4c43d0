"""A Word file that was made here and edited elsewhere: its paragraphs and tables, and which parts of cases they are."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from casedesk.domain.blocks import LINE_BREAK, Cell, Inline, Paragraph, Picture, Run, Table, normalised
from casedesk.domain.errors import BadInputError
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.handout.part_lines import Line, Shape
from casedesk.handout.part_marks import PartMark, read_mark
from casedesk.handout.styles import style_sheet
from casedesk.handout.tables import texts_of
from casedesk.handout.template_file import Template, W, number, open_template, parse
from casedesk.texts import N_

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_EMU_A_PIXEL = 9525
_UNREADABLE = N_("“{name}” cannot be read as a Word file. Open it in Word and save it again as .docx.")
_GONE = (f"{W}del", f"{W}moveFrom")
"""What a tracked change has taken out."""
_THROUGH = tuple(
    f"{W}{name}" for name in ("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple")
)
"""What only holds other things."""
_OURS = ("Label", "Minutes", "PageRef", "Hint", "Mark", "MarkDark")
"""Character styles of words that the program sets by itself."""
_OFF = ("0", "false", "off", "none")
_TAGS = {f"{W}b": "strong", f"{W}i": "em", f"{W}strike": "s", f"{W}u": "u", f"{W}highlight": "mark"}
_SCRIPTS = {"superscript": "sup", "subscript": "sub"}


class Place(StrEnum):
    """What a paragraph does to the order of the file."""

    CASE = "case"
    """The title of a case."""
    OTHER_TITLE = "other_title"
    """A title of the same rank that is no case's."""
    LINE = "line"
    OURS = "ours"
    """Something that the program sets by itself."""


_PLACES = {
    "Heading1": Place.CASE,
    "Heading1First": Place.CASE,
    **dict.fromkeys(("Heading1Plain", "PlanHeading", "SheetHead", "ClosingHeading"), Place.OTHER_TITLE),
    **dict.fromkeys(
        (
            "Title", "Subtitle", "Edition", "InfoLabel", "InfoText", "NameLine", "TOCHeading", "TOC1", "CaseMeta",
            "AnswerLine", "AnswerLineLast", "AnswerLineNum", "AfterTable", "EndSpace", "BlankPage", "NoteGap",
            "TrainerNote", "NoteColumn", "Attach", "AttachNote", "AttachNoteNext", "MainTo", "SignOff", "SignDate",
        ),
        Place.OURS,
    ),
}  # fmt: skip
_SHAPES = {
    "Heading2": Shape.HEADING,
    "Heading2Page": Shape.HEADING,
    "Heading3": Shape.SUB_HEADING,
    "Quote": Shape.QUOTE,
    "Dialogue": Shape.DIALOGUE,
    "Question": Shape.QUESTION,
    "Answer": Shape.ANSWER,
}
_LISTS = ("CaseList", "AnalysisList", "ListBullet")


@dataclass(frozen=True, slots=True)
class FileLine:
    """A paragraph or table of the file, and the mark of the part that it stands in."""

    line: Line
    place: Place
    mark: PartMark | None = None


@dataclass(slots=True)
class EditedFile:
    """What a Word file says. `pictures` has the bytes of those in it by their digest."""

    name: str
    lines: tuple[FileLine, ...]
    pictures: dict[str, bytes] = field(default_factory=dict[str, bytes])


def read(path: Path) -> EditedFile:
    """The file at a path, with tracked changes as if they were accepted.

    Raises BadInputError for a file that is no Word file or cannot be read.
    """
    try:
        file = open_template(path)
    except BadInputError as error:
        raise BadInputError(_UNREADABLE, name=path.name) from error
    return _Reading(file, path.name).file()


class _Reading:
    """One file, paragraph by paragraph."""

    def __init__(self, file: Template, name: str) -> None:
        self._name = name
        self._file = file.file
        self._body = file.body
        self._styles = self._style_ids()
        self._bullets = self._bullet_lists()
        self._open: dict[str, PartMark] = {}
        self._pictures: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}
        self._lines: list[FileLine] = []

    def file(self) -> EditedFile:
        self._walk(self._body)
        return EditedFile(self._name, tuple(self._lines), self._pictures)

    def _walk(self, container: etree._Element) -> None:
        for element in container:
            tag = element.tag
            if tag == f"{W}p":
                self._paragraph(element)
            elif tag == f"{W}tbl":
                self._table(element)
            elif tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                self._mark(element)
            elif tag in _THROUGH:
                self._walk(element)

    def _mark(self, element: etree._Element) -> None:
        """Begin or end a part."""
        id_ = element.get(f"{W}id", "")
        if element.tag == f"{W}bookmarkEnd":
            # LibreOffice writes a mark twice, and ends one of the two.
            ended = self._open.pop(id_, None)
            self._open = {other: mark for other, mark in self._open.items() if mark != ended}
        elif (found := read_mark(element.get(f"{W}name", ""))) is not None:
            self._open[id_] = found

    def _paragraph(self, paragraph: etree._Element) -> None:
        """A mark that ends before the first word of a paragraph, or begins behind it, does not mean this one."""
        style = self._style(paragraph)
        marks = list(paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))
        first = next(iter(paragraph.iter(f"{W}t", f"{W}drawing", f"{W}pict")), None)
        order = {element: at for at, element in enumerate(paragraph.iter(etree.Element))}
        middle = order[first] if first is not None else len(order)
        began = {mark.get(f"{W}id") for mark in marks if mark.tag == f"{W}bookmarkStart"}
        for mark in marks:
            is_start = mark.tag == f"{W}bookmarkStart"
            if order[mark] < middle and (is_start or mark.get(f"{W}id") not in began):
                self._mark(mark)
        self._add(self._line(paragraph, style), _PLACES.get(style, Place.LINE))
        for mark in marks:
            if order[mark] >= middle or (mark.tag == f"{W}bookmarkEnd" and mark.get(f"{W}id") in began):
                self._mark(mark)

    def _table(self, table: etree._Element) -> None:
        """A table of a story is one line. One that holds the title of a case is a template's, set around all of it."""
        starts = [mark for mark in table.iter(f"{W}bookmarkStart") if read_mark(mark.get(f"{W}name", ""))]
        if any(found.role is None for mark in starts if (found := read_mark(mark.get(f"{W}name", "")))):
            for cell in table.iter(f"{W}tc"):
                self._walk(cell)
            return
        for mark in starts:
            self._mark(mark)
        rows = tuple(tuple(self._cells(row)) for row in table.iterchildren(f"{W}tr"))
        grid = Table(_spanned(rows))
        first = next(table.iter(f"{W}p"), None)
        place = _PLACES.get(self._style(first), Place.LINE) if first is not None else Place.OURS
        self._add(Line(Shape.TABLE, table=grid, cells=tuple(texts_of(grid))), place)
        for mark in table.iter(f"{W}bookmarkEnd"):
            self._mark(mark)

    def _cells(self, row: etree._Element) -> Iterator[tuple[Cell, bool]]:
        """The cells of a row, and whether each goes on from the row above."""
        is_header = row.find(f"{W}trPr/{W}tblHeader") is not None
        for cell in row.iterchildren(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            lines = (self._line(item, "") for item in cell.iterchildren(f"{W}p"))
            blocks = tuple(Paragraph(line.inlines) for line in lines if line.says_something)
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            yield Cell(blocks, is_header, number(span, "val") if span is not None else 1), goes_on

    def _add(self, line: Line, place: Place) -> None:
        if line.says_something:
            mark = next(reversed(self._open.values()), None)
            self._lines.append(FileLine(line, place, mark))

    def _line(self, paragraph: etree._Element, style: str) -> Line:
        inlines = normalised(list(self._inlines(paragraph)))
        list_ = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        id_ = list_.get(f"{W}val", "0") if list_ is not None else "0"
        if style in _SHAPES or style in _PLACES or id_ == "0":
            return Line(_SHAPES.get(style, Shape.BULLET if style in _LISTS else Shape.TEXT), inlines)
        depth = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        level = min(number(depth, "val"), 2) if depth is not None else 0
        return Line(Shape.BULLET if id_ in self._bullets else Shape.NUMBER, inlines, level)

    def _inlines(self, element: etree._Element) -> Iterator[Inline]:
        for child in element:
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag in _THROUGH:
                yield from self._inlines(child)

    def _run(self, run: etree._Element) -> Iterator[Inline]:
        properties = run.find(f"{W}rPr")
        style = properties.find(f"{W}rStyle") if properties is not None else None
        if style is not None and self._styles.get(style.get(f"{W}val", "")) in _OURS:
            return
        marks = frozenset(_marks(properties)) if properties is not None else frozenset[str]()
        for child in run:
            if child.tag == f"{W}t":
                yield Run(child.text or "", marks)
            elif child.tag in (f"{W}br", f"{W}cr") and child.get(f"{W}type", "textWrapping") == "textWrapping":
                yield Run(LINE_BREAK, marks)
            elif child.tag == f"{W}tab":
                yield Run(" ", marks)
            elif child.tag == f"{W}noBreakHyphen":
                yield Run("-", marks)
            elif child.tag == f"{W}drawing" and (picture := self._picture(child)):
                yield picture

    def _picture(self, drawing: etree._Element) -> Picture | None:
        blip = next(drawing.iter(_BLIP), None)
        id_ = blip.get(f"{_R}embed", "") if blip is not None else ""
        if not id_ or id_ not in self._file.main.rels or self._file.main.rels[id_].is_external:
            return None
        if id_ not in self._digests:
            data = self._file.main.rels[id_].target_part.blob
            self._digests[id_] = hashlib.sha256(data).hexdigest()
            self._pictures[self._digests[id_]] = data
        words = next(drawing.iter(_DOC_PR), None)
        size = next(drawing.iter(_EXTENT), None)
        across = int(size.get("cx", "0")) // _EMU_A_PIXEL if size is not None else 0
        return Picture(self._digests[id_], words.get("descr", "") if words is not None else "", across)

    def _style(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(style.get(f"{W}val", ""), "") if style is not None else ""

    def _style_ids(self) -> dict[str, str]:
        """Our id for the id of each style in the file, which another program may have renamed."""
        part = self._file.part(RT.STYLES)
        if part is None:
            return {}
        ours, names = _our_styles()
        found: dict[str, str] = {}
        for style in parse(self._file.content(part)).iter(f"{W}style"):
            id_, name = style.get(f"{W}styleId", ""), style.find(f"{W}name")
            known = names.get(name.get(f"{W}val", "").lower(), "") if name is not None else ""
            if known or id_ in ours:
                found[id_] = known or id_
        return found

    def _bullet_lists(self) -> frozenset[str]:
        """The ids of lists with bullets."""
        part = self._file.part(RT.NUMBERING)
        if part is None:
            return frozenset()
        root = parse(self._file.content(part))
        kinds: dict[str, bool] = {}
        for list_ in root.iter(f"{W}abstractNum"):
            kind = list_.find(f"{W}lvl/{W}numFmt")
            kinds[list_.get(f"{W}abstractNumId", "")] = kind is not None and kind.get(f"{W}val") == "bullet"
        links = ((item, item.find(f"{W}abstractNumId")) for item in root.iter(f"{W}num"))
        return frozenset(
            item.get(f"{W}numId", "") for item, link in links if link is not None and kinds.get(link.get(f"{W}val", ""))
        )


def _marks(properties: etree._Element) -> Iterator[str]:
    for child in properties:
        if child.tag in _TAGS and child.get(f"{W}val") not in _OFF:
            yield _TAGS[str(child.tag)]
        elif child.tag == f"{W}vertAlign" and (mark := _SCRIPTS.get(child.get(f"{W}val", ""))):
            yield mark


@lru_cache(maxsize=1)
def _our_styles() -> tuple[frozenset[str], dict[str, str]]:
    """The ids of our styles, and those ids by their names in both languages."""
    editions = (Edition.TRAINER, Edition.LEARNER)
    sheet = {id_: style for edition in editions for id_, style in style_sheet(HandoutOptions(edition)).items()}
    names = {str(style.get(key, "")).lower(): id_ for id_, style in sheet.items() for key in ("name", "zh")}
    names.pop("", None)
    return frozenset(sheet), names


def _spanned(rows: Sequence[Sequence[tuple[Cell, bool]]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows with cells that span as many rows as go on below them."""
    result: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        column = 0
        cells: list[Cell] = []
        for cell, goes_on in row:
            if goes_on and column in above:
                y, x = above[column]
                result[y][x] = replace(result[y][x], rowspan=at - y + 1)
            else:
                above[column] = (at, len(cells))
                cells.append(cell)
            column += cell.colspan
        result.append(cells)
    return tuple(tuple(row) for row in result)
