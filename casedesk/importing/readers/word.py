"""Word files (.docx, .docm, .dotx): what a reader sees on the page, and nothing that is deleted or hidden."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casedesk.domain.dialogue import STYLE_NAMES
from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.richtext import LINE_BREAK, Block, Cell, Inline, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED, Archive, Element
from casedesk.importing.readers.drawings import add_drawn
from casedesk.importing.readers.word_chunks import read_chunk
from casedesk.importing.readers.word_math import FORMULAS, formula
from casedesk.importing.readers.word_numbering import Numbering
from casedesk.importing.readers.word_runs import marks_of, words_of
from casedesk.importing.readers.word_styles import (
    Properties,
    Styles,
    WordStyle,
    flag,
    properties_of,
    size_of,
    with_paragraph,
)
from casedesk.importing.readers.word_tree import (
    MC,
    WRAPPERS,
    W,
    children,
    choice,
    is_deleted_cell,
    is_deleted_row,
    outermost_boxes,
)
from casedesk.texts import N_, tr

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"

_EMPTY = N_("The Word file is empty. If it holds only pictures of text, run text recognition on it first.")
ONLY_PICTURES = N_("The Word file holds only pictures. If they show text, run text recognition on the file first.")
_NOT_WORD = N_("This is not a Word document. Open it in the program it was made with and save it as .docx.")
_INSIDE = {
    f"{W}{tag}"
    for tag in (
        "ins",
        "hyperlink",
        "smartTag",
        "sdtContent",
        "fldSimple",
        "customXml",
        "moveTo",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
        "rt",
    )
}
_PARAGRAPH, _RUN, _SDT = f"{W}p", f"{W}r", f"{W}sdt"
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_ALTERNATIVE = f"{MC}AlternateContent"
_EMU_A_PIXEL = 9525
_PLAIN = frozenset[str]()


def read(path: Path, data: bytes) -> SourceText:
    """The document as it is read on paper."""
    return _read(path.name, data)


def _read(name: str, data: bytes, *, is_chunk: bool = False) -> SourceText:
    archive = Archive(data)
    main = _main_part(archive)
    root = archive.xml(main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableFileError(_NOT_WORD if root is not None else DAMAGED)
    walker = _Walker(archive, main, SourceBuilder(name, MEDIA_TYPE), is_chunk=is_chunk)
    walker.body(body)
    if walker.builder.is_empty:
        raise UnreadableFileError(ONLY_PICTURES if walker.builder.has_pictures else _EMPTY)
    return walker.builder.result()


def _main_part(archive: Archive) -> str:
    for kind, target in archive.relations("").values():
        if kind == "officeDocument":
            return target
    if archive.has("word/document.xml"):
        return "word/document.xml"
    raise UnreadableFileError(_NOT_WORD)


@dataclass(slots=True)
class _Held:
    """What a paragraph leaves for after it: text boxes, drawings and notes; and the state of fields."""

    inlines: list[Inline] = field(default_factory=list[Inline])
    boxes: list[Element] = field(default_factory=list[Element])
    drawings: list[Element] = field(default_factory=list[Element])
    notes: list[tuple[str, Element]] = field(default_factory=list[tuple[str, Element]])
    size: float = 0.0
    widest: int = 0


class _Walker:
    def __init__(self, archive: Archive, main: str, builder: SourceBuilder, *, is_chunk: bool = False) -> None:
        self.builder = builder
        self._is_chunk = is_chunk
        self._archive = archive
        self._relations = archive.relations(main)
        self._styles = Styles(archive.xml(self._target("styles")))
        self._numbering = Numbering(archive.xml(self._target("numbering")), self._styles.lists())
        self._notes = {kind: self._note_elements(kind) for kind in ("footnote", "endnote")}
        self._note_count = 0
        self._page = 0
        self._place = ""
        self._carried: list[Inline] = []
        self._notes_of_cells: list[tuple[str, Element]] = []
        self._field_depth: list[bool] = []
        """For every open field whether its result has begun."""
        self._turn()

    def _target(self, kind: str) -> str:
        return next((target for relation, target in self._relations.values() if relation == kind), "")

    def _note_elements(self, kind: str) -> dict[str, Element]:
        root = self._archive.xml(self._target(f"{kind}s"))
        notes = root.iterfind(f"{W}{kind}") if root is not None else ()
        return {note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type") in (None, "normal")}

    def body(self, container: Element) -> None:
        """Add all blocks of a body, a text box or a note."""
        for element in container:
            tag = element.tag
            if tag == _PARAGRAPH:
                self._paragraph(element)
            elif tag == f"{W}tbl":
                self._table(element)
            elif tag in WRAPPERS:
                self.body(element)
            elif tag == _ALTERNATIVE:
                self.body(choice(element))
            elif tag == f"{W}altChunk" and not self._is_chunk:
                self._chunk(element)

    def _chunk(self, element: Element) -> None:
        name = self._relations.get(element.get(f"{R}id", ""), ("", ""))[1]
        data = self._archive.read(name) if name else b""
        with suppress(UnreadableFileError):  # Word passes over what it cannot read there, too
            is_word = data.startswith(b"PK")
            self.builder.add(_read(name, data, is_chunk=True) if is_word else read_chunk(name, data), place=self._place)

    def _table(self, element: Element) -> None:
        self.builder.table(Table(tuple(self._rows(element))), place=self._place)
        notes, self._notes_of_cells = self._notes_of_cells, []
        for label, note in notes:
            self._note(label, note)

    def _turn(self) -> None:
        """Go on with the next page."""
        self._page += 1
        self._place = tr("p. {page}").format(page=self._page)

    def _paragraph(self, element: Element) -> None:
        properties = properties_of(element.find(_PARAGRAPH_PROPERTIES))
        style = self._style(properties)
        place = self._place
        held = _Held()
        self._inlines(element, held, _PLAIN, style)
        inlines = held.inlines
        if self._carried:
            inlines, self._carried = [*self._carried, *inlines], []
        mark = properties.get(_RUN_PROPERTIES)
        if mark is not None and mark.find(f"{W}del") is not None:
            self._carried = inlines  # the paragraph mark is deleted: its words run on into the next one
            return
        self._add(inlines, style, held, place)
        for box in held.boxes:
            self.body(box)
        for drawing in held.drawings:
            add_drawn(self.builder, self._archive, drawing, self._relations, place)
        for label, note in held.notes:
            self._note(label, note)

    def _add(self, inlines: list[Inline], style: WordStyle, held: _Held, place: str) -> None:
        label, is_bullet = self._label(style)
        inlines = _labelled(label, inlines)
        is_heading = style.level > 0 and not style.is_contents
        kind = Style.HEADING if is_heading else Style.LIST_ITEM if is_bullet else Style.PARAGRAPH
        level = style.level if is_heading else style.num_level + 1 if is_bullet else 0
        size = held.size or style.size
        self.builder.paragraph(
            inlines,
            style=kind,
            level=level,
            size=size,
            centred=style.centred,
            bulleted=is_bullet,
            is_said=style.name.lower() in STYLE_NAMES,
            place=place,
        )

    def _label(self, style: WordStyle) -> tuple[str, bool]:
        if not style.num_id or style.num_id == "0":
            return "", False
        level = self._numbering.level_of(style.num_id, style.num_style) if style.num_style else None
        return self._numbering.label(style.num_id, style.num_level if level is None else level)

    def _note(self, label: str, note: Element) -> None:
        for index, paragraph in enumerate(note.iterfind(f"{W}p")):
            held = _Held()
            self._inlines(paragraph, held, frozenset(), WordStyle())
            if held.inlines:
                words = [Run(f"{label} "), *held.inlines] if index == 0 else held.inlines
                self.builder.paragraph(words, style=Style.CAPTION, place=self._place)

    def _style(self, properties: Properties) -> WordStyle:
        named = properties.get(f"{W}pStyle")
        return with_paragraph(self._styles.style(named.get(f"{W}val", "") if named is not None else ""), properties)

    def _inlines(self, element: Element, held: _Held, marks: frozenset[str], style: WordStyle) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, held, style)
            elif tag == _PARAGRAPH_PROPERTIES:
                continue
            elif tag == _SDT:
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self._inlines(content, held, marks, style)
            elif tag in _INSIDE:
                self._inlines(child, held, marks, style)
            elif tag == _ALTERNATIVE:
                self._inlines(choice(child), held, marks, style)
            elif tag in FORMULAS:
                held.inlines.append(Run(formula(child)))
            elif tag == f"{W}p":  # a paragraph that a wrong program has put inside another one
                self._inlines(child, held, marks, style)

    def _run(self, run: Element, held: _Held, style: WordStyle) -> None:
        properties = properties_of(run.find(_RUN_PROPERTIES))
        if properties:
            style = self._styles.with_characters(style, properties)
        if flag(properties, "vanish", default=style.hidden):
            return
        marks = marks_of(properties, style)
        before = len(held.inlines)
        for child in run:
            self._run_child(child, held, marks)
        if properties:
            self._weigh(held, before, properties)

    @staticmethod
    def _weigh(held: _Held, before: int, properties: Properties) -> None:
        """Remember the size of the longest run, as that of the paragraph."""
        size = size_of(properties)
        if not size:
            return
        length = sum(len(item.text) for item in held.inlines[before:] if isinstance(item, Run))
        if length >= held.widest:
            held.size, held.widest = size, length

    def _run_child(self, child: Element, held: _Held, marks: frozenset[str]) -> None:
        tag = child.tag
        if tag == _RUN_PROPERTIES:
            return
        if tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType", ""))
        elif self._field_depth and not all(self._field_depth):
            return
        elif (words := words_of(child)) is not None:
            held.inlines.append(Run(words, marks))
        else:
            self._run_object(child, held, marks)

    def _run_object(self, child: Element, held: _Held, marks: frozenset[str]) -> None:
        tag = child.tag
        if tag in (f"{W}br", f"{W}cr"):
            self._break(child, held, marks)
        elif tag == f"{W}lastRenderedPageBreak":
            self._turn()
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(child, held)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._reference(child, held)
        elif tag == _ALTERNATIVE:
            for inner in choice(child):
                self._run_child(inner, held, marks)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._field_depth.append(False)
        elif kind == "separate" and self._field_depth:
            self._field_depth[-1] = True
        elif kind == "end" and self._field_depth:
            self._field_depth.pop()

    def _break(self, child: Element, held: _Held, marks: frozenset[str]) -> None:
        kind = child.get(f"{W}type", "textWrapping")
        if kind == "page":
            self._turn()
        if kind != "textWrapping" and not held.inlines:
            return
        held.inlines.append(Run(LINE_BREAK, marks))

    def _reference(self, child: Element, held: _Held) -> None:
        kind = "footnote" if child.tag == f"{W}footnoteReference" else "endnote"
        note = self._notes[kind].get(child.get(f"{W}id", ""))
        if note is not None:
            self._note_count += 1
            label = f"[{self._note_count}]"
            held.inlines.append(Run(label, frozenset({"sup"})))
            held.notes.append((label, note))

    def _drawing(self, drawing: Element, held: _Held) -> None:
        for box in outermost_boxes(drawing):
            held.boxes.append(box)
        held.drawings.append(drawing)
        width = drawing.find(f".//{WP}extent")
        pixels = (
            int(width.get("cx", "0")) // _EMU_A_PIXEL if width is not None and width.get("cx", "0").isdigit() else 0
        )
        described = drawing.find(f".//{WP}docPr")
        alt = described.get("descr", "") if described is not None else ""
        ids = [blip.get(f"{R}embed", "") for blip in drawing.iter(f"{A}blip")]
        ids += [image.get(f"{R}id", "") for image in drawing.iter(f"{V}imagedata")]
        for relation in dict.fromkeys(ids):
            target = self._relations.get(relation, ("", ""))[1]
            data = self._archive.read(target) if target else b""
            picture = self.builder.picture(data, target, alt=alt, width=min(pixels, 2000))
            if picture:
                held.inlines.append(picture)

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        for row in children(table, f"{W}tr"):
            if is_deleted_row(row):
                continue
            cells = [self._cell(tc) for tc in children(row, f"{W}tc") if not is_deleted_cell(tc)]
            if cells:
                yield tuple(cells)

    def _cell(self, cell: Element) -> Cell:
        properties = cell.find(f"{W}tcPr")
        span = properties.find(f"{W}gridSpan") if properties is not None else None
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        if merged is not None and merged.get(f"{W}val", "continue") == "continue":
            return Cell((Paragraph(()),))
        columns = span.get(f"{W}val", "1") if span is not None else "1"
        return Cell(tuple(self._cell_blocks(cell)), colspan=int(columns) if columns.isdigit() and columns != "0" else 1)

    def _cell_blocks(self, container: Element) -> Iterator[Block]:
        for element in container:
            if element.tag == f"{W}p":
                style = self._style(properties_of(element.find(_PARAGRAPH_PROPERTIES)))
                held = _Held()
                self._inlines(element, held, frozenset(), style)
                words = _labelled(self._label(style)[0], held.inlines)
                yield Paragraph(tuple(words))
                self._notes_of_cells.extend(held.notes)
                for box in held.boxes:
                    yield from self._cell_blocks(box)
            elif element.tag == f"{W}tbl":
                yield Table(tuple(self._rows(element)))
            elif element.tag in WRAPPERS:
                yield from self._cell_blocks(element)
            elif element.tag == _ALTERNATIVE:
                yield from self._cell_blocks(choice(element))


def _labelled(label: str, inlines: list[Inline]) -> list[Inline]:
    """The words with their automatic number; a number without words is not shown."""
    if not label or not any(not isinstance(item, Run) or item.text.strip() for item in inlines):
        return inlines
    return [Run(label, _first_marks(inlines)), *inlines]


def _first_marks(inlines: list[Inline]) -> frozenset[str]:
    return next((item.marks for item in inlines if isinstance(item, Run) and item.text.strip()), frozenset[str]())
