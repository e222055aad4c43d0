"""Rich text: a small HTML subset, and the neutral blocks it stands for.

The subset, canonical form: blocks `p`, `h3` (a heading inside a section), `ul`, `ol`, `li`, `blockquote`,
`table`/`tr`/`th`/`td` (`colspan`, `rowspan`); inline `strong em u s mark sup sub`, nested in that order, `br`,
and `img` with `src="attachment:DIGEST"`, `alt`, `width` (pixels at 96 dpi). Every `li`, `blockquote` and cell holds
blocks. There is no white space between blocks; inside them spaces are kept as they stand. Links keep their words only.

`parse` accepts anything, drops what is outside the subset and never raises; `serialise` writes the canonical form, so
`canonical(canonical(x)) == canonical(x)`.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import nh3

ATTACHMENT = "attachment:"
MARKS = ("strong", "em", "u", "s", "mark", "sup", "sub")
"""Inline marks in canonical nesting order, outermost first."""

_ALIASES = {"b": "strong", "i": "em", "ins": "u", "del": "s", "strike": "s"}
_BLOCKS = {"p", "h3", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th"}
_HEADINGS = {"h1", "h2", "h4", "h5", "h6"}
_WRAPPERS = {"div", "section", "article", "pre", "dl", "dt", "dd", "figure", "figcaption", "center", "address", "main"}
_TAGS = {*_BLOCKS, *_HEADINGS, *_WRAPPERS, *MARKS, *_ALIASES, "br", "img", "tbody", "thead", "tfoot", "caption"}
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "img": {"src", "alt", "width"}}
_MAX_SPAN = 100


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the same marks throughout; a line break is the character U+2028."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the line. `width` in pixels at 96 dpi, 0 for its own."""

    digest: str
    alt: str = ""
    width: int = 0


Inline = Run | Picture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a heading inside a section."""

    inlines: tuple[Inline, ...] = ()
    is_heading: bool = False

    @property
    def text(self) -> str:
        """The words, with line breaks as newlines."""
        return "".join(run.text for run in self.inlines if isinstance(run, Run)).replace(LINE_BREAK, "\n")


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; each item holds blocks."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    blocks: tuple["Block", ...]
    is_header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; spans as in HTML."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | ListBlock | Quote | Table
LINE_BREAK = "\u2028"


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of any HTML, well-formed or not; scripts, styles, comments and foreign pictures are dropped."""
    builder = _Builder()
    builder.feed(nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"attachment"}, link_rel=None))
    builder.close()
    return builder.result()


def serialise(blocks: Iterable[Block]) -> str:
    """The canonical HTML of blocks."""
    return "".join(_write(block) for block in blocks)


def canonical(text: str) -> str:
    """The canonical form of any HTML."""
    return serialise(parse(text))


def from_plain(text: str) -> str:
    """Canonical HTML of plain text: a paragraph for each line that is not blank."""
    lines = (line.strip() for line in re.split(r"\r\n?|\n", text))
    return serialise(Paragraph((Run(_clean(line)),)) for line in lines if line)


def to_plain(text: str) -> str:
    """The words of HTML: a line for every paragraph, list item and table row; cells are parted by tabs."""
    return "\n".join(plain_lines(parse(text)))


def plain_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of `to_plain`, for blocks."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case ListBlock():
                for item in block.items:
                    yield from plain_lines(item)
            case Quote():
                yield from plain_lines(block.blocks)
            case Table():
                for row in block.rows:
                    yield "\t".join(" ".join(plain_lines(cell.blocks)) for cell in row)


def pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """All pictures in blocks, in order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from (inline for inline in block.inlines if isinstance(inline, Picture))
            case ListBlock():
                for item in block.items:
                    yield from pictures(item)
            case Quote():
                yield from pictures(block.blocks)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from pictures(cell.blocks)


def normalised(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines without empty runs, neighbours with equal marks joined: the form that `parse` gives."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run):
            if not inline.text:
                continue
            last = result[-1] if result else None
            if isinstance(last, Run) and last.marks == inline.marks:
                result[-1] = replace(last, text=last.text + inline.text)
                continue
        result.append(inline)
    return tuple(result)


def _write(block: Block) -> str:
    match block:
        case Paragraph():
            tag = "h3" if block.is_heading else "p"
            return f"<{tag}>{_write_inlines(block.inlines)}</{tag}>"
        case ListBlock():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{serialise(item)}</li>' for item in block.items)}</{tag}>"
        case Quote():
            return f"<blockquote>{serialise(block.blocks)}</blockquote>"
        case Table():
            rows = ("".join(_write_cell(cell) for cell in row) for row in block.rows)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _write_cell(cell: Cell) -> str:
    tag = "th" if cell.is_header else "td"
    spans = "".join(
        f' {name}="{span}"' for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if span > 1
    )
    return f"<{tag}{spans}>{serialise(cell.blocks)}</{tag}>"


def _write_inlines(inlines: Sequence[Inline]) -> str:
    return "".join(_write_picture(item) if isinstance(item, Picture) else _write_run(item) for item in inlines)


def _write_run(run: Run) -> str:
    text = html.escape(run.text, quote=False).replace(LINE_BREAK, "<br>")
    for mark in reversed(MARKS):
        if mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
    return text


def _write_picture(picture: Picture) -> str:
    width = f' width="{picture.width}"' if picture.width else ""
    return f'<img src="{ATTACHMENT}{picture.digest}" alt="{html.escape(picture.alt)}"{width}>'


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff\u2029]")
_BREAKS = re.compile(r"[\t\r\n]+")


def _clean(text: str) -> str:
    """Text without the characters that XML, and so Word, forbids; tabs and newlines become a space."""
    return _BREAKS.sub(" ", _FORBIDDEN.sub("", text))


@dataclass(slots=True)
class _Open:
    """An element whose end is still to come."""

    tag: str
    children: list = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


class _Builder(HTMLParser):
    """Builds blocks from HTML that nh3 has cleaned, so tags nest; inline text outside a paragraph gets one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack: list[_Open] = [_Open("")]
        self._inlines: list[Inline] | None = None
        self._is_heading = False
        self._explicit = False
        self._marks: list[str] = []

    def result(self) -> tuple[Block, ...]:
        self._end_paragraph()
        while len(self._stack) > 1:
            self._pop()
        return tuple(self._stack[0].children)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _ALIASES.get(tag, tag)
        attributes = {name: value or "" for name, value in attrs}
        if tag in MARKS:
            self._marks.append(tag)
        elif tag == "br":
            self._inline(Run(LINE_BREAK, frozenset(self._marks)))
        elif tag == "img":
            self._picture(attributes)
        elif tag in ("p", "h3") or tag in _HEADINGS or tag in _WRAPPERS or tag == "caption":
            self._end_paragraph()
            self._is_heading = tag == "h3" or tag in _HEADINGS
            self._explicit = tag == "p" or self._is_heading
            if self._explicit:
                self._inlines = []
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._stack.append(_Open(tag, attributes=attributes))

    def handle_endtag(self, tag: str) -> None:
        tag = _ALIASES.get(tag, tag)
        if tag in MARKS:
            if tag in self._marks:
                self._marks.reverse()
                self._marks.remove(tag)
                self._marks.reverse()
        elif tag in ("p", "h3") or tag in _HEADINGS or tag in _WRAPPERS or tag == "caption":
            self._end_paragraph()
        elif tag in _BLOCKS and any(item.tag == tag for item in self._stack):
            self._end_paragraph()
            while self._stack[-1].tag != tag:
                self._pop()
            self._pop()

    def handle_data(self, data: str) -> None:
        if self._inlines is None and not data.strip(" \t\r\n"):
            return
        self._inline(Run(_clean(data), frozenset(self._marks)))

    def _picture(self, attributes: dict[str, str]) -> None:
        source = attributes.get("src", "")
        digest = source.removeprefix(ATTACHMENT)
        if source.startswith(ATTACHMENT) and re.fullmatch(r"[0-9a-f]{64}", digest):
            width = attributes.get("width", "")
            pixels = int(width) if re.fullmatch(r"[1-9][0-9]{0,4}", width) else 0
            self._inline(Picture(digest, _clean(attributes.get("alt", "")), pixels))

    def _inline(self, inline: Inline) -> None:
        if self._inlines is None:
            self._inlines = []
        self._inlines.append(inline)

    def _end_paragraph(self) -> None:
        inlines = self._inlines
        if inlines is not None:
            content = normalised(inlines)
            if content or self._explicit:
                self._stack[-1].children.append(Paragraph(content, self._is_heading))
        self._inlines = None
        self._is_heading = self._explicit = False

    def _pop(self) -> None:
        done = self._stack.pop()
        parent = self._stack[-1]
        blocks = tuple(done.children)
        match done.tag:
            case "blockquote":
                self._add_quote(parent, blocks)
            case "li":
                parent.children.append(("li", blocks) if parent.tag in ("ul", "ol") else ListBlock((blocks,)))
            case "ul" | "ol":
                self._add_list(parent, done)
            case "tr":
                row = tuple(child for child in blocks if isinstance(child, Cell))
                if row and parent.tag == "table":
                    parent.children.append(("tr", row))
                else:
                    parent.children.extend(block for cell in row for block in cell.blocks)
            case "td" | "th":
                self._add_cell(parent, done, blocks)
            case _:
                rows = tuple(child[1] for child in done.children if isinstance(child, tuple))
                parent.children.extend(child for child in done.children if not isinstance(child, tuple))
                if rows:
                    parent.children.append(Table(rows))

    @staticmethod
    def _add_quote(parent: _Open, blocks: tuple[Block, ...]) -> None:
        if blocks:
            parent.children.append(Quote(blocks))

    @staticmethod
    def _add_list(parent: _Open, done: _Open) -> None:
        items = tuple(child[1] if isinstance(child, tuple) else (child,) for child in done.children)
        if items:
            parent.children.append(ListBlock(items, done.tag == "ol"))

    @staticmethod
    def _add_cell(parent: _Open, done: _Open, blocks: tuple[Block, ...]) -> None:
        if parent.tag == "tr":
            colspan, rowspan = (_span(done.attributes.get(name, "")) for name in ("colspan", "rowspan"))
            parent.children.append(Cell(blocks, done.tag == "th", colspan, rowspan))
        else:
            parent.children.extend(blocks)


def _span(value: str) -> int:
    return max(1, min(int(value), _MAX_SPAN)) if re.fullmatch(r"[0-9]{1,4}", value) else 1
