"""Web pages: the words that are shown, without scripts, menus and forms."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from casedesk.domain import richtext
from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.richtext import LINE_BREAK, Cell, Inline, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.archive import DAMAGED, Element
from casedesk.importing.readers.plain import decode
from casedesk.texts import N_

MEDIA_TYPE = "text/html"
_EMPTY = N_("The web page holds no text.")
_DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "form",
    "button",
    "select",
    "textarea",
    "iframe",
    "object",
    "svg",
    "head",
    "footer",
    "canvas",
    "audio",
    "video",
    "rp",
    "rt",
    "input",
    "link",
    "meta",
    "title",
}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "li",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "center",
    "address",
    "figure",
    "figcaption",
    "caption",
    "ul",
    "ol",
    "dl",
    "body",
    "html",
    "td",
    "th",
    "tr",
    "tbody",
    "details",
    "summary",
    "hr",
    "fieldset",
}
_MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "u": "u",
    "ins": "u",
    "s": "s",
    "strike": "s",
    "mark": "mark",
    "sup": "sup",
    "sub": "sub",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|breadcrumb|sidebar|footer|advert|ads?|cookie|share|comments?|related|recommend|"
    r"copyright|pagination)(?:$|[-_ ])",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE = "[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
"""Where the source of a page was wrapped in the middle of Chinese words; Word does that."""
_MAX_DEPTH = 180


def read(path: Path, data: bytes, *, encoding: str = "", declared: str = "") -> SourceText:
    """The page as text; the encoding is the declared one if it fits, else the detected one.

    `declared` is what something around the page declares.
    """
    text, found = _decoded(data, encoding, declared)
    return from_html(text, path.name, encoding=found)


def add_page(builder: SourceBuilder, data: bytes, *, place: str = "") -> None:
    """Add what a page holds to a builder, every block at `place`."""
    root = _root(_decoded(data, "")[0])
    if root is not None:
        walker = _Walker(builder, place)
        walker.walk(root, frozenset(), 0)
        walker.end()


def unquoted(address: str) -> str:
    """An address in a package as the name of a part."""
    path = address.partition("#")[0]
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), path.encode())
    return data.decode("utf-8", "replace")


def _decoded(data: bytes, encoding: str, declared: str = "") -> tuple[str, str]:
    found = _CHARSET.search(data[:4096])
    name = declared or (found[1].decode("ascii") if found else "")
    if name and not encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = name.lower()
        name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)
        try:
            return data.decode(name), name
        except (UnicodeDecodeError, LookupError):  # pages often declare what they are not
            pass
    return decode(data, encoding=encoding)


def from_html(text: str, name: str, *, encoding: str = "") -> SourceText:
    """A source of HTML text."""
    root = _root(text)
    walker = _Walker(SourceBuilder(name, MEDIA_TYPE, encoding=encoding))
    if root is not None:
        walker.walk(root, frozenset(), 0)
        walker.end()
    if walker.builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return walker.builder.result()


def _root(text: str) -> Element | None:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    try:
        parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
        return lxml_html.document_fromstring(text, parser=parser) if text.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableFileError(DAMAGED) from error


class _Walker:
    """Collects inline text and ends a paragraph at every block."""

    def __init__(self, builder: SourceBuilder, place: str = "") -> None:
        self.builder = builder
        self._place = place
        self._inlines: list[Inline] = []
        self._heading = 0
        self._bulleted = False
        self._centred = False
        self._keeps_lines = False
        self._numbers: list[int | None] = []

    def end(self) -> None:
        """End the paragraph."""
        inlines = _collapsed(self._inlines)
        self._inlines = []
        if inlines:
            style = Style.HEADING if self._heading else Style.LIST_ITEM if self._bulleted else Style.PARAGRAPH
            level = self._heading or int(self._bulleted)
            self.builder.paragraph(
                inlines,
                style=style,
                level=level,
                centred=self._centred,
                bulleted=self._bulleted,
                place=self._place,
            )

    def walk(self, element: Element, marks: frozenset[str], depth: int) -> None:
        """Add an element with all it holds."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _DROPPED or depth > _MAX_DEPTH or _is_hidden(element):
            return
        if tag == "table":
            self._table(element, depth)
        elif tag == "br":
            self._inlines.append(Run(LINE_BREAK, marks))
        elif re.fullmatch("h[1-6]", tag):
            self._block(element, marks, depth, heading=int(tag[1]))
        elif tag in ("ul", "ol", "li"):
            self._list(element, tag, marks, depth)
        elif tag in _BLOCKS:
            self._block(element, marks, depth)
        else:
            bold = {"strong"} if _BOLD.search(element.get("style", "")) else set[str]()
            self.content(element, marks | bold | ({_MARKS[tag]} if tag in _MARKS else set[str]()), depth)

    def content(self, element: Element, marks: frozenset[str], depth: int) -> None:
        """Add what an element holds, without the element itself."""
        self._words(element.text or "", marks)
        for child in element:
            self.walk(child, marks, depth + 1)
            self._words(child.tail or "", marks)

    def _words(self, text: str, marks: frozenset[str]) -> None:
        lines = re.split("\r\n?|\n", text) if self._keeps_lines else [text]
        for at, line in enumerate(lines):
            if at:
                is_blank = all(map(_is_blank, self._inlines))
                self.end()
                if is_blank:
                    self.builder.text("")
            if line:
                self._inlines.append(Run(line, marks))

    def _block(self, element: Element, marks: frozenset[str], depth: int, *, heading: int = 0) -> None:
        self.end()
        centred, outer, kept = self._centred, self._heading, self._keeps_lines
        self._keeps_lines = kept or element.tag == "pre"
        self._heading = heading or self._heading
        self._centred = _is_centred(element)
        self.content(element, marks, depth)
        if all(map(_is_blank, self._inlines)) and (element.tag == "p" or any(map(_shows_as_line, self._inlines))):
            self._inlines.clear()
            self.builder.text("")
        self.end()
        self._centred, self._heading, self._keeps_lines = centred, outer, kept

    def _list(self, element: Element, tag: str, marks: frozenset[str], depth: int) -> None:
        self.end()
        if tag in ("ul", "ol"):
            start = element.get("start", "1")
            self._numbers.append((int(start) if start.isdigit() else 1) if tag == "ol" else None)
            self.content(element, marks, depth)
            self.end()
            self._numbers.pop()
            return
        number = self._numbers[-1] if self._numbers else None
        outer, self._bulleted = self._bulleted, number is None
        if number is not None:
            self._inlines.append(Run(f"{number}. "))
            self._numbers[-1] = number + 1
        self.content(element, marks, depth)
        self.end()
        self._bulleted = outer

    def _table(self, element: Element, depth: int) -> None:
        self.end()
        if depth > _MAX_DEPTH // 2:
            return
        rows = tuple(_rows(element, depth))
        if rows:
            self.builder.table(Table(rows), place=self._place)


def _rows(table: Element, depth: int) -> Iterator[tuple[Cell, ...]]:
    for row in table.iterfind(".//tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        cells = tuple(_cell(cell, depth) for cell in row if cell.tag in ("td", "th"))
        if cells:
            yield cells


def _cell(cell: Element, depth: int) -> Cell:
    source = _Walker(SourceBuilder("", MEDIA_TYPE))
    source.content(cell, frozenset(), depth + 1)
    source.end()
    source.end()
    built = source.builder.result()
    blocks: list[richtext.Block] = []
    for block in built.blocks:
        words = built.text[block.start : block.end]
        blocks.extend(richtext.parse(block.html) if block.html else (Paragraph((Run(words),)),))
    return Cell(tuple(blocks) or (Paragraph(()),), cell.tag == "th", _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), 100)) if re.fullmatch("[0-9]{1,4}", value) else 1


def _is_blank(item: Inline) -> bool:
    return isinstance(item, Run) and not item.text.strip(f" \t\r\n\u00a0{LINE_BREAK}")


def _shows_as_line(item: Inline) -> bool:
    return isinstance(item, Run) and (LINE_BREAK in item.text or "\u00a0" in item.text)


def _is_centred(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "")
    return element.tag == "center" or element.get("align") == "center" or "text-align:center" in style


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    if element.tag in ("body", "html", "article", "main", "p", "span", "td", "tr", "table"):
        return False
    return bool(_FURNITURE.search(element.get("class", "")) or _FURNITURE.search(element.get("id", "")))


def _collapsed(inlines: list[Inline]) -> list[Inline]:
    """Inlines with white space as a browser shows it: one space for any, none beside a break or at the ends."""
    result: list[Inline] = []
    at_start = True
    for item in inlines:
        if not isinstance(item, Run):
            result.append(item)
            at_start = False
            continue
        text = item.text if item.text == LINE_BREAK else _SPACES.sub(" ", _WRAPPED.sub("", item.text))
        if at_start or text == LINE_BREAK:
            text = text.lstrip(" ")
        if text:
            result.append(Run(text, item.marks))
            at_start = text.endswith((" ", LINE_BREAK))
    while result and isinstance(result[-1], Run) and not result[-1].text.strip(" " + LINE_BREAK):
        result.pop()
    return result
