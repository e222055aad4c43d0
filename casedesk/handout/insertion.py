"""Where in a template a handout goes: before which paragraph, into which section, and how wide the text is there."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

from collections.abc import Iterable

from lxml import etree

from casedesk.handout.placeholders import find_place
from casedesk.handout.template_file import W, number

_CELL_MARGIN = 108
"""Left and right in a cell of a table that says nothing else, in twips."""
_NARROWEST = 1440


class Insertion:
    """The place for a handout in a document: at its {{content}}, or behind its last paragraph."""

    def __init__(self, document: etree._Element, body: etree._Element, default_width: int) -> None:
        self._body = body
        self._marker = find_place(document)
        self._default = default_width
        self.section = self._find_section(document)
        """The w:sectPr of the pages that the handout stands on, where there is one."""
        self.page_width = max(_NARROWEST, self._between("w", "left", "right", "gutter"))
        """The width between the margins, over which head and foot run."""
        self.width = max(_NARROWEST, self._text_width())
        """The length of a line there, in twips."""

    def insert(self, blocks: Iterable[etree._Element]) -> None:
        """Put the blocks there; the paragraph of the tag goes where nothing else stands in it."""
        marker = self._marker
        if marker is None:
            last = self._body[-1] if len(self._body) else None
            place = len(self._body) - (1 if last is not None and last.tag == f"{W}sectPr" else 0)
            self._body[place:place] = list(blocks)
            return
        parent = marker.getparent()
        assert parent is not None
        place = parent.index(marker)
        parent[place:place] = list(blocks)
        if _is_empty(marker) and marker.find(f"{W}pPr/{W}sectPr") is None and not _is_needed(marker):
            parent.remove(marker)

    def _find_section(self, document: etree._Element) -> etree._Element | None:
        sections = list(document.iter(f"{W}sectPr"))
        if self._marker is None:
            return sections[-1] if sections else None
        order = {element: place for place, element in enumerate(document.iter())}
        return next((item for item in sections if order[item] > order[self._marker]), None)

    def _text_width(self) -> int:
        if self._marker is not None:
            for cell in self._marker.iterancestors(f"{W}tc"):
                width = cell.find(f"{W}tcPr/{W}tcW")
                if width is not None and width.get(f"{W}type") == "dxa" and number(width, "w") > 0:
                    return number(width, "w") - 2 * _CELL_MARGIN
        if self.section is not None and _is_vertical(self.section):
            return _column(self.section, self._between("h", "top", "bottom"))
        return _column(self.section, self.page_width)

    def _between(self, size: str, *margins: str) -> int:
        """The measure of the page between its margins."""
        page = None if self.section is None else self.section.find(f"{W}pgSz")
        edges = None if self.section is None else self.section.find(f"{W}pgMar")
        if page is None or edges is None:
            return self._default
        return number(page, size) - sum(abs(number(edges, side)) for side in margins)


def _is_vertical(section: etree._Element) -> bool:
    """Whether lines run from the top of the page to its foot, as in old Chinese books."""
    direction = section.find(f"{W}textDirection")
    return direction is not None and direction.get(f"{W}val", "").startswith(("tb", "bt"))


def _column(section: etree._Element | None, width: int) -> int:
    """The width of the narrowest column of a section whose text area has this width."""
    columns = None if section is None else section.find(f"{W}cols")
    if columns is None:
        return width
    widths = [number(item, "w") for item in columns.iter(f"{W}col") if number(item, "w") > 0]
    if widths:
        return min(widths)
    count = max(1, number(columns, "num"))
    space = number(columns, "space") if columns.get(f"{W}space") else 720
    return (width - space * (count - 1)) // count


def _is_empty(paragraph: etree._Element) -> bool:
    return not any((text.text or "").strip() for text in paragraph.iter(f"{W}t")) and not any(
        True for _ in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object")
    )


def _is_needed(paragraph: etree._Element) -> bool:
    """A cell has to end in a paragraph."""
    parent = paragraph.getparent()
    return parent is not None and parent.tag == f"{W}tc" and parent[-1] is paragraph
