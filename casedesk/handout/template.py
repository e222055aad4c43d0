"""The trainer's own Word file as the template of a handout.

Its styles, margins, headers and footers stay as they are. The handout goes where {{content}} stands, or after the
last paragraph; the other tags are filled in wherever they stand.
"""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from casedesk import paths
from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import Layout
from casedesk.domain.paper import Paper
from casedesk.handout.body import BodyWriter
from casedesk.handout.fixed_parts import abstract_lists, list_numbers, numbering_xml
from casedesk.handout.insertion import Insertion
from casedesk.handout.ooxml import DRAWING_NAMESPACES, NAMESPACES
from casedesk.handout.page_setup import page_setup
from casedesk.handout.pictures import Gallery, PictureSource
from casedesk.handout.placeholders import fill
from casedesk.handout.running_heads import footer_xml, header_xml
from casedesk.handout.settling import settle
from casedesk.handout.style_merging import StyleMerger
from casedesk.handout.template_file import Template, W, number, open_template, parse, serialised

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STYLED = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")


def from_template(handout: Handout, template: Path, picture: PictureSource | None = None) -> bytes:
    """The bytes of a handout in the trainer's template. Raises BadInputError for a template that cannot be used."""
    opened = open_template(template)
    if template.parent == paths.resource("templates") and handout.options.page is Paper.LETTER:
        _set_on_letter(opened.document)
    return _Filled(opened, handout, picture).bytes()


class _Filled:
    """A template being filled."""

    def __init__(self, template: Template, handout: Handout, picture: PictureSource | None) -> None:
        self._template = template
        self._file = template.file
        self._document = template.document
        self._handout = handout
        self._gallery = Gallery(picture, template.file.add_image)
        self._page = page_setup(handout.options, Layout.FULL)
        self._place = Insertion(template.document, template.body, self._page.text_width)
        styles = self._file.part(RT.STYLES)
        root = None if styles is None else parse(self._file.content(styles))
        self._styles = StyleMerger(root, handout.options, self._place.width)

    def bytes(self) -> bytes:
        content = self._content()
        # Before our text is in it: a case may speak of tags too.
        fill(self._document, self._handout)
        for part, root in self._template.other_texts():
            if fill(root, self._handout):
                self._file.replace(part, serialised(root))
        self._place.insert(content)
        self._head_and_foot()
        self._save_styles()
        self._file.replace(self._file.main, serialised(self._document))
        self._file.describe(self._handout)
        return self._file.save()

    def _content(self) -> list[etree._Element]:
        """The handout's paragraphs and tables, in styles and lists that the file has by now."""
        numbering = self._file.part(RT.NUMBERING)
        lists = None if numbering is None else parse(self._file.content(numbering))
        offset, first_id = _highest(lists, "num", "numId"), _highest(lists, "abstractNum", "abstractNumId") + 1
        writer = BodyWriter(self._handout, self._gallery, lambda _: self._place.width, None, direct=True, offset=offset)
        content = parse(f"<w:body {NAMESPACES} {DRAWING_NAMESPACES}>{writer.write()}</w:body>".encode())
        self._number(numbering, lists, writer.numbered_lists, offset, first_id)
        self._use_styles(content)
        settle(content, self._template, self._styles, self._place.width)
        return list(content)

    def _number(
        self,
        part: Part | None,
        lists: etree._Element | None,
        numbered: list[int],
        offset: int,
        first_id: int,
    ) -> None:
        """Add our lists behind those of the template; they are linked to no style, as its styles are its own."""
        options = self._handout.options
        if part is None or lists is None:
            root = parse(numbering_xml(options, numbered).encode())
            _unlink(root)
            self._file.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, serialised(root))
            return
        abstract = parse(
            f"<w:numbering {NAMESPACES}>{''.join(abstract_lists(options, first_id))}</w:numbering>".encode()
        )
        _unlink(abstract)
        numbers = parse(
            f"<w:numbering {NAMESPACES}>{''.join(list_numbers(numbered, first_id, offset))}</w:numbering>".encode()
        )
        place = next((at for at, child in enumerate(lists) if child.tag == f"{W}num"), len(lists))
        lists[place:place] = list(abstract)
        last = max((at for at, child in enumerate(lists) if child.tag in (f"{W}num", f"{W}abstractNum")), default=-1)
        lists[last + 1 : last + 1] = list(numbers)
        self._file.replace(part, serialised(lists))

    def _use_styles(self, root: etree._Element) -> None:
        for element in root.iter(*_STYLED):
            element.set(f"{W}val", self._styles.use(element.get(f"{W}val", "")))

    def _save_styles(self) -> None:
        self._styles.complete()
        part = self._file.part(RT.STYLES)
        if part is None:
            self._file.add("styles.xml", CT.WML_STYLES, RT.STYLES, serialised(self._styles.root))
        else:
            self._file.replace(part, serialised(self._styles.root))

    def _head_and_foot(self) -> None:
        """Ours, where the template has neither: a lost trainer's copy must be recognised."""
        section = self._place.section
        if section is None:
            section = etree.SubElement(self._template.body, f"{W}sectPr")
        if section.find(f"{W}pgSz") is None and section.find(f"{W}pgMar") is None:
            page = parse(f"<w:sectPr {NAMESPACES}>{self._page.xml()}</w:sectPr>".encode())
            place = sum(child.tag in _BEFORE_THE_PAGE for child in section)
            section[place:place] = list(page)
        if any(True for _ in self._document.iter(f"{W}headerReference", f"{W}footerReference")):
            return
        parts = (
            ("footer", CT.WML_FOOTER, RT.FOOTER, footer_xml(self._handout, Layout.FULL)),
            ("header", CT.WML_HEADER, RT.HEADER, header_xml(self._handout, Layout.FULL)),
        )
        for name, kind, relation, xml in parts:
            root = parse(xml.encode())
            self._use_styles(root)
            for properties in root.iter(f"{W}pPr"):
                properties.append(_tabs(self._place.page_width))
            id_ = self._file.add(f"{name}_handout.xml", kind, relation, serialised(root))
            section.insert(0, etree.Element(f"{W}{name}Reference", {f"{W}type": "default", f"{_R}id": id_}))


def _set_on_letter(document: etree._Element) -> None:
    """Ours are drawn on A4; on the other paper their lines stay as long as they are."""
    for size in document.iter(f"{W}pgSz"):
        wider = _LETTER[0] - number(size, "w")
        size.attrib.update({f"{W}w": str(_LETTER[0]), f"{W}h": str(_LETTER[1])})
        section = size.getparent()
        margins = None if section is None else section.find(f"{W}pgMar")
        if margins is not None:
            for side, share in (("left", wider // 2), ("right", wider - wider // 2)):
                margins.set(f"{W}{side}", str(number(margins, side) + share))


_LETTER = (12240, 15840)
_BEFORE_THE_PAGE = tuple(
    f"{W}{name}" for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
)


def _tabs(width: int) -> etree._Element:
    """One tab at the right margin; those that Word's own header style sets are cleared."""
    tabs = "".join(f'<w:tab w:val="clear" w:pos="{place}"/>' for place in (4153, 4513, 4680, 8306, 9026, 9360))
    return parse(f'<w:tabs {NAMESPACES}>{tabs}<w:tab w:val="right" w:pos="{width}"/></w:tabs>'.encode())


def _unlink(root: etree._Element) -> None:
    for link in list(root.iter(f"{W}pStyle")):
        parent = link.getparent()
        if parent is not None:
            parent.remove(link)


def _highest(root: etree._Element | None, tag: str, attribute: str) -> int:
    if root is None:
        return 0 if tag == "num" else -1
    return max((number(item, attribute) for item in root.iter(f"{W}{tag}")), default=0)
