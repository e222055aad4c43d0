"""HTML of any kind, well-formed or not, into blocks."""

import re
from dataclasses import dataclass, field
from html import unescape

import nh3

from casedesk.domain.blocks import (
    LINE_BREAK,
    MARKS,
    Block,
    Cell,
    Inline,
    ListBlock,
    Paragraph,
    ParagraphKind,
    Picture,
    Quote,
    Run,
    Table,
    normal_form,
)

ATTACHMENT = "attachment:"
DIALOGUE_CLASS = "dialogue"
"""The class of a paragraph that somebody says."""
MAX_DEPTH = 12
"""Lists, quotations and tables inside each other; what lies deeper is lifted to this depth."""

_ALIASES = {"b": "strong", "i": "em", "ins": "u", "del": "s", "strike": "s"}
_CONTAINERS = {"ul", "ol", "blockquote", "table"}
_BLOCKS = {*_CONTAINERS, "li", "tr", "td", "th"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_WRAPPERS = {
    "div", "section", "article", "pre", "dl", "dt", "dd", "figure", "figcaption", "center", "address", "main",
    "header", "footer", "aside", "nav", "caption", "fieldset", "form", "details", "summary",
}  # fmt: skip
_PARAGRAPHS = {"p", *_HEADINGS, *_WRAPPERS}
_TAGS = {*_BLOCKS, *_PARAGRAPHS, *MARKS, *_ALIASES, "br", "hr", "img", "tbody", "thead", "tfoot"}
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "img": {"src", "alt", "width"}}
_CLASSES = {"p": {DIALOGUE_CLASS}}

_DEEPEST = 300
"""Elements inside each other that are looked at."""
_NESTERS = sorted({*_CONTAINERS, *_WRAPPERS} - {"dd", "dt"})
"""Elements whose end is always written, so that counting starts and ends tells the depth."""
_NESTING = re.compile(rf"<(/?)(?:{'|'.join(_NESTERS)})\b[^<>]*>", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
_SOFT = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")
_WIDE = "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_TOKEN = re.compile(r"""<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>|([^<]+)""")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_DIGEST = re.compile(r"[0-9a-f]{64}")


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of any HTML in normal form; scripts, styles, comments and foreign pictures are dropped."""
    builder = _Builder()
    clean = nh3.clean(
        _shallow(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"attachment"},
        link_rel=None,
    )
    for end, tag, attributes, words in _TOKEN.findall(clean):
        if words:
            builder.text(unescape(words) if "&" in words else words)
        elif end:
            builder.end(tag)
        else:
            builder.start(tag, attributes)
    return normal_form(builder.result())


def _shallow(text: str) -> str:
    """The text without the elements that lie too deep in each other: the time to read them grows with the depth."""
    lowered = text.lower()
    if sum(lowered.count(f"<{name}") for name in _NESTERS) <= _DEEPEST:
        return text
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            depth = max(0, depth - 1)
            return found[0] if depth < _DEEPEST else ""
        depth += 1
        return found[0] if depth <= _DEEPEST else ""

    return _NESTING.sub(kept, text)


@dataclass(slots=True)
class _Item:
    """A finished list item on its way into its list."""

    blocks: tuple[Block, ...]


@dataclass(slots=True)
class _Row:
    """A finished table row on its way into its table."""

    cells: tuple[Cell, ...]


_Child = Block | _Item | _Row | Cell


@dataclass(slots=True)
class _Open:
    """An element whose end is still to come."""

    tag: str
    children: list[_Child] = field(default_factory=list[_Child])
    attributes: dict[str, str] = field(default_factory=dict[str, str])

    def blocks(self) -> tuple[Block, ...]:
        """The finished blocks inside."""
        return tuple(child for child in self.children if not isinstance(child, _Item | _Row | Cell))


class _Builder:
    """Builds blocks from HTML that nh3 has cleaned, so tags nest; inline text outside a paragraph gets one."""

    def __init__(self) -> None:
        self._stack: list[_Open] = [_Open("")]
        self._depth = 0
        self._ignored: list[str] = []
        self._inlines: list[Inline] | None = None
        self._kind = ParagraphKind.TEXT
        self._is_explicit = False
        self._marks = dict.fromkeys(MARKS, 0)
        self._preformatted = 0

    def result(self) -> tuple[Block, ...]:
        """What was read, once everything was fed."""
        self._end_paragraph()
        while len(self._stack) > 1:
            self._pop()
        return self._stack[0].blocks()

    def start(self, tag: str, attributes: str) -> None:
        """Read a start tag."""
        tag = _ALIASES.get(tag, tag)
        if tag in MARKS:
            self._marks[tag] += 1
        elif tag == "br":
            self._add(Run(LINE_BREAK, self._current_marks()))
        elif tag == "img":
            self._picture(_attributes(attributes))
        elif tag in _PARAGRAPHS or tag == "hr":
            self._begin_paragraph(tag, attributes)
        elif tag in _BLOCKS:
            self._begin_block(tag, _attributes(attributes))

    def end(self, tag: str) -> None:
        """Read an end tag."""
        tag = _ALIASES.get(tag, tag)
        if tag in MARKS:
            self._marks[tag] = max(0, self._marks[tag] - 1)
        elif tag in _PARAGRAPHS:
            self._end_paragraph()
            self._preformatted -= tag == "pre"
        elif tag in _BLOCKS:
            self._end_block(tag)

    def text(self, data: str) -> None:
        """Read words."""
        if self._preformatted > 0:
            data = data.replace("\r\n", "\n").replace("\n", LINE_BREAK)
        if self._inlines is None and not data.strip(f" \t\r\n{LINE_BREAK}"):
            return
        self._add(
            Run(_SOFT.sub("\n", data) if "\n" in data or "\t" in data or "\r" in data else data, self._current_marks())
        )

    def _current_marks(self) -> frozenset[str]:
        return frozenset(mark for mark, count in self._marks.items() if count) if any(self._marks.values()) else _NONE

    def _begin_paragraph(self, tag: str, attributes: str) -> None:
        self._end_paragraph()
        self._preformatted += tag == "pre"
        if tag in _HEADINGS:
            self._kind = ParagraphKind.HEADING
        elif DIALOGUE_CLASS in attributes and DIALOGUE_CLASS in _attributes(attributes).get("class", "").split():
            self._kind = ParagraphKind.DIALOGUE
        self._is_explicit = tag == "p" or tag in _HEADINGS
        if self._is_explicit:
            self._inlines = []

    def _begin_block(self, tag: str, attributes: dict[str, str]) -> None:
        self._end_paragraph()
        if self._ignored or (tag in _CONTAINERS and self._depth >= MAX_DEPTH):
            self._ignored.append(tag)
            return
        self._depth += tag in _CONTAINERS
        self._stack.append(_Open(tag, attributes=attributes))

    def _end_block(self, tag: str) -> None:
        self._end_paragraph()
        if self._ignored:
            if self._ignored[-1] == tag:
                self._ignored.pop()
            return
        if any(item.tag == tag for item in self._stack):
            while self._stack[-1].tag != tag:
                self._pop()
            self._pop()

    def _picture(self, attributes: dict[str, str]) -> None:
        source = attributes.get("src", "")
        digest = source.removeprefix(ATTACHMENT)
        if source.startswith(ATTACHMENT) and _DIGEST.fullmatch(digest):
            width = attributes.get("width", "")
            pixels = int(width) if re.fullmatch(r"[1-9][0-9]{0,4}", width, re.ASCII) else 0
            self._add(Picture(digest, attributes.get("alt", ""), pixels))

    def _add(self, inline: Inline) -> None:
        if self._inlines is None:
            self._inlines = []
        self._inlines.append(inline)

    def _end_paragraph(self) -> None:
        if self._inlines is not None:
            content = _without_soft_breaks(self._inlines)
            if content or self._is_explicit:
                self._stack[-1].children.append(Paragraph(content, self._kind))
        self._inlines = None
        self._kind = ParagraphKind.TEXT
        self._is_explicit = False

    def _pop(self) -> None:
        done = self._stack.pop()
        self._depth -= done.tag in _CONTAINERS
        children = self._stack[-1].children
        match done.tag:
            case "blockquote":
                children.append(Quote(done.blocks()))
            case "li":
                inside = self._stack[-1].tag in ("ul", "ol")
                children.append(_Item(done.blocks()) if inside else ListBlock((done.blocks(),)))
            case "ul" | "ol":
                items = (child.blocks if isinstance(child, _Item) else (child,) for child in done.children)
                children.append(ListBlock(tuple(_only_blocks(item) for item in items), done.tag == "ol"))
            case "td" | "th":
                children.append(_cell(done))
            case "tr":
                children.extend(done.blocks())
                children.append(_Row(tuple(child for child in done.children if isinstance(child, Cell))))
            case _:
                children.extend(done.blocks())
                children.append(Table(tuple(row.cells for row in done.children if isinstance(row, _Row))))


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _only_blocks(children: tuple[_Child, ...]) -> tuple[Block, ...]:
    return _Open("", list(children)).blocks()


def _cell(done: _Open) -> Cell:
    spans = {name: _span(done.attributes.get(name, "")) for name in ("colspan", "rowspan")}
    return Cell(done.blocks(), done.tag == "th", **spans)


def _span(value: str) -> int:
    return max(1, int(value)) if re.fullmatch(r"[0-9]{1,4}", value, re.ASCII) else 1


def _without_soft_breaks(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Inlines with the line ends of the HTML gone at the ends and between ideographs, and a space elsewhere."""
    if not any(isinstance(item, Run) and "\n" in item.text for item in inlines):
        return tuple(inlines)
    for at, step in ((0, 1), (len(inlines) - 1, -1)):
        while 0 <= at < len(inlines) and isinstance(run := inlines[at], Run):
            text = run.text.removeprefix("\n") if step > 0 else run.text.removesuffix("\n")
            inlines[at] = Run(text, run.marks)
            if text:
                break
            at += step
    spaced = (
        Run(_BETWEEN_WIDE.sub("", item.text).replace("\n", " "), item.marks) if isinstance(item, Run) else item
        for item in inlines
    )
    return tuple(item for item in spaced if not isinstance(item, Run) or item.text)
