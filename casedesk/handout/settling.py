"""What a handout changes in its own paragraphs to live in a template: ids, numbers and tabs that are free there."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count

from lxml import etree

from casedesk.handout.ooxml import NAMESPACES
from casedesk.handout.style_merging import StyleMerger
from casedesk.handout.template_file import Template, W, parse

_MARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_ANCHORS = (f"{W}anchor", f"{W}name")
_DRAWN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr",
)
_BEFORE_NUMBERS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_BEFORE_TABS = (*_BEFORE_NUMBERS, "numPr", "suppressLineNumbers", "pBdr", "shd")
_BEFORE_DIRECTION = (
    *_BEFORE_TABS,
    *(
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
        "autoSpaceDN",
    ),
)


def settle(content: etree._Element, template: Template, styles: StyleMerger, width: int) -> None:
    """Make a handout fit to be put into a template: nothing in it bears an id or a name that is taken there.

    Paragraphs in a style of the template's own take no number from it, as the handout numbers itself, nor the direction
    of Arabic and Hebrew, and lines of the contents in such a style bring their tab along. `width` is that of the text.
    """
    _renumber(content, template)
    _rename(content, template.document)
    from_the_right = cache(styles.reads_from_the_right)
    for properties in content.iter(f"{W}pPr"):
        style = properties.find(f"{W}pStyle")
        if style is None:
            continue
        id_ = style.get(f"{W}val", "")
        if from_the_right(id_):
            _put(properties, f'<w:bidi {NAMESPACES} w:val="0"/>', _BEFORE_DIRECTION)
        if styles.is_ours(id_):
            continue
        if properties.find(f"{W}numPr") is None and styles.numbers(id_):
            _put(properties, f'<w:numPr {NAMESPACES}><w:numId w:val="0"/></w:numPr>', _BEFORE_NUMBERS)
        if id_ == styles.use("TOC1") and properties.find(f"{W}tabs") is None:
            tab = f'<w:tab w:val="right" w:leader="dot" w:pos="{width}"/>'
            _put(properties, f"<w:tabs {NAMESPACES}>{tab}</w:tabs>", _BEFORE_TABS)


def _put(properties: etree._Element, xml: str, before: Iterable[str]) -> None:
    """Add a property behind those that the schema wants before it."""
    tags = {f"{W}{name}" for name in before}
    place = max((at + 1 for at, child in enumerate(properties) if child.tag in tags), default=0)
    properties.insert(place, parse(xml.encode()))


def _renumber(content: etree._Element, template: Template) -> None:
    """Bookmarks share their ids with comments and tracked changes, and LibreOffice falls over one that a comment in
    another part has; drawings have ids of their own.
    """
    roots = (template.document, *(root for _, root in template.other_texts()))
    free = _free({element.get(f"{W}id", "") for root in roots for element in root.iter(etree.Element)})
    ids: dict[str, str] = {}
    for mark in content.iter(*_MARKS):
        old = mark.get(f"{W}id", "")
        mark.set(f"{W}id", ids[old] if old in ids else ids.setdefault(old, next(free)))
    free = _free({element.get("id", "") for element in template.document.iter(*_DRAWN)})
    drawn: dict[str, str] = {}
    for item in content.iter(*_DRAWN):
        old = item.get("id", "")
        item.set("id", drawn[old] if old in drawn else drawn.setdefault(old, next(free)))


def _free(taken: set[str]) -> Iterator[str]:
    return (id_ for number in count(1) if (id_ := str(number)) not in taken)


def _rename(content: etree._Element, document: etree._Element) -> None:
    """A handout made into a template has bookmarks of our names already; Word drops the second of a name."""
    taken = {mark.get(f"{W}name", "").lower() for mark in document.iter(f"{W}bookmarkStart")}
    ours = {mark.get(f"{W}name", "") for mark in content.iter(f"{W}bookmarkStart")}
    ending = ""
    endings = (f"_{number}" for number in count(2))
    while any(f"{name}{ending}".lower() in taken for name in ours):
        ending = next(endings)
    if not ending:
        return
    for element in content.iter(*_MARKS, f"{W}hyperlink"):
        for attribute in _ANCHORS:
            if element.get(attribute) in ours:
                element.set(attribute, f"{element.get(attribute)}{ending}")
    for field in content.iter(f"{W}instrText"):
        words = (field.text or "").split(" ")
        field.text = " ".join(f"{word}{ending}" if word in ours else word for word in words)
