"""What stands where in Word's XML: inside wrappers, in one of two alternatives, in text boxes."""

from collections.abc import Iterator

from lxml import etree

from casedesk.importing.readers.archive import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
"""What may stand around blocks, rows and cells without being seen."""


def children(element: Element, tag: str) -> Iterator[Element]:
    """Children of a tag, also inside content controls and tracked insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, tag)


def choice(alternate: Element) -> Element:
    """The first choice of alternate content; a text box stands in the choice and again in the fallback."""
    found = alternate.find(f"{MC}Choice")
    if found is None or not len(found):
        fallback = alternate.find(f"{MC}Fallback")
        found = fallback if fallback is not None else found
    return found if found is not None else etree.Element("none")


def outermost_boxes(drawing: Element) -> Iterator[Element]:
    """The contents of the text boxes of a drawing, not of those inside them."""
    stack = list(reversed(drawing))
    while stack:
        element = stack.pop()
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag == f"{MC}AlternateContent":
            stack.extend(reversed(choice(element)))
        else:
            stack.extend(reversed(element))


def is_deleted_row(row: Element) -> bool:
    """Whether a tracked change takes the row away."""
    return row.find(f"{W}trPr/{W}del") is not None


def is_deleted_cell(cell: Element) -> bool:
    """Whether a tracked change takes the cell away."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None
