"""The trainer's own Word file as the template of a handout.

Its styles, margins, headers and footers stay as they are. The handout goes where {{content}} stands, or after the
last paragraph; {{course}}, {{group}}, {{date}}, {{trainer}} and {{edition}} are filled in wherever they stand.
"""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import zlib
from pathlib import Path
from zipfile import BadZipFile

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from casedesk.domain.errors import BadInputError
from casedesk.domain.handout import Handout, Layout
from casedesk.handout.body import BodyWriter
from casedesk.handout.fixed_parts import abstract_lists, list_numbers, numbering_xml
from casedesk.handout.ooxml import DRAWING_NAMESPACES, NAMESPACES
from casedesk.handout.package import WordFile
from casedesk.handout.page_setup import page_setup
from casedesk.handout.pictures import Gallery, PictureSource
from casedesk.handout.placeholders import CONTENT, fill, find_tag
from casedesk.handout.running_heads import footer_xml, header_xml
from casedesk.handout.style_merging import StyleMerger
from casedesk.texts import N_

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STYLED = (f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")
_DAMAGED = N_("The template “{name}” cannot be read as a Word file. Open it in Word and save it again as .docx.")
_MACROS = N_("The template “{name}” holds macros. Save it in Word as .docx or .dotx and choose it again.")


def from_template(handout: Handout, template: Path, picture: PictureSource | None = None) -> bytes:
    """The bytes of a handout in the trainer's template. Raises BadInputError for a template that cannot be used."""
    try:
        data = template.read_bytes()
    except OSError as error:
        raise BadInputError(N_("The template “{name}” cannot be opened."), name=template.name) from error
    try:
        file = WordFile.open(data)
        document = _parse(file.content(file.main))
        if document.find(f"{_W}body") is None:
            raise KeyError("body")
    except (BadZipFile, KeyError, ValueError, EOFError, zlib.error, etree.LxmlError) as error:
        raise BadInputError(_DAMAGED, name=template.name) from error
    if "macroEnabled" in file.main.content_type:
        raise BadInputError(_MACROS, name=template.name)
    return _Filled(file, document, handout, picture).bytes()


class _Filled:
    """A template being filled."""

    def __init__(
        self, file: WordFile, document: etree._Element, handout: Handout, picture: PictureSource | None
    ) -> None:
        self._file = file
        self._document = document
        self._handout = handout
        self._gallery = Gallery(picture, file.add_image)
        body = document.find(f"{_W}body")
        assert body is not None
        self._body = body

    def bytes(self) -> bytes:
        marker = find_tag(self._document, CONTENT)
        width = self._text_width(marker)
        numbering = self._file.part(RT.NUMBERING)
        lists = None if numbering is None else _parse(self._file.content(numbering))
        offset, first_id = _highest(lists, "num", "numId"), _highest(lists, "abstractNum", "abstractNumId") + 1
        writer = BodyWriter(self._handout, self._gallery, lambda _: width, None, direct=True, offset=offset)
        content = _parse(f"<w:body {NAMESPACES} {DRAWING_NAMESPACES}>{writer.write()}</w:body>".encode())
        self._number(numbering, lists, writer.numbered_lists, offset, first_id)
        self._style(content, width)
        # Before our text is in it: a case may speak of tags too.
        fill(self._document, self._handout)
        self._insert(content, marker)
        self._head_and_foot(width)
        for part in (*self._file.related(RT.HEADER), *self._file.related(RT.FOOTER)):
            self._fill_part(part)
        self._file.replace(self._file.main, _serialised(self._document))
        self._file.describe(self._handout)
        return self._file.save()

    def _text_width(self, marker: etree._Element | None) -> int:
        """The width between the margins of the section that the handout goes into."""
        sections = list(self._document.iter(f"{_W}sectPr"))
        if marker is not None:
            order = {element: place for place, element in enumerate(self._document.iter())}
            sections = [item for item in sections if order[item] > order[marker]]
            section = sections[0] if sections else None
        else:
            section = sections[-1] if sections else None
        default = page_setup(self._handout.options, Layout.FULL).text_width
        if section is None:
            return default
        size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
        if size is None or margins is None:
            return default
        gutter = _number(margins, "gutter")
        return max(1440, _number(size, "w") - _number(margins, "left") - _number(margins, "right") - gutter)

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
            root = _parse(numbering_xml(options, numbered).encode())
            _unlink(root)
            self._file.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, _serialised(root))
            return
        abstract = _parse(
            f"<w:numbering {NAMESPACES}>{''.join(abstract_lists(options, first_id))}</w:numbering>".encode()
        )
        _unlink(abstract)
        numbers = _parse(
            f"<w:numbering {NAMESPACES}>{''.join(list_numbers(numbered, first_id, offset))}</w:numbering>".encode()
        )
        place = next((at for at, child in enumerate(lists) if child.tag == f"{_W}num"), len(lists))
        lists[place:place] = list(abstract)
        last = max((at for at, child in enumerate(lists) if child.tag in (f"{_W}num", f"{_W}abstractNum")), default=-1)
        lists[last + 1 : last + 1] = list(numbers)
        self._file.replace(part, _serialised(lists))

    def _style(self, content: etree._Element, width: int) -> None:
        part = self._file.part(RT.STYLES)
        root = None if part is None else _parse(self._file.content(part))
        merger = StyleMerger(root, self._handout.options, width)
        heads = ("Header", "Footer", "Mark", "MarkDark")
        for element in content.iter(*_STYLED):
            name = f"{_W}val"
            element.set(name, merger.use(element.get(name, "")))
        self._heads = {name: merger.use(name) for name in heads if merger.has(name)}
        if part is None:
            self._file.add("styles.xml", CT.WML_STYLES, RT.STYLES, _serialised(merger.root))
        else:
            self._file.replace(part, _serialised(merger.root))

    def _insert(self, content: etree._Element, marker: etree._Element | None) -> None:
        blocks = list(content)
        if marker is None:
            last = self._body[-1] if len(self._body) else None
            place = len(self._body) - (1 if last is not None and last.tag == f"{_W}sectPr" else 0)
            self._body[place:place] = blocks
            return
        parent = marker.getparent()
        assert parent is not None
        place = parent.index(marker)
        parent[place:place] = blocks
        is_empty = not any((text.text or "").strip() for text in marker.iter(f"{_W}t"))
        if is_empty and marker.find(f"{_W}pPr/{_W}sectPr") is None and parent.tag != f"{_W}tc":
            parent.remove(marker)

    def _head_and_foot(self, width: int) -> None:
        """Ours, where the template has neither: a lost trainer's copy must be recognised."""
        if any(True for _ in self._document.iter(f"{_W}headerReference", f"{_W}footerReference")):
            return
        section = self._body.find(f"{_W}sectPr")
        if section is None:
            section = etree.SubElement(self._body, f"{_W}sectPr")
        parts = (
            ("footer", CT.WML_FOOTER, RT.FOOTER, footer_xml(self._handout, Layout.FULL)),
            ("header", CT.WML_HEADER, RT.HEADER, header_xml(self._handout, Layout.FULL)),
        )
        for name, kind, relation, xml in parts:
            root = _parse(xml.encode())
            for element in root.iter(*_STYLED):
                element.set(f"{_W}val", self._heads.get(element.get(f"{_W}val", ""), ""))
            for properties in root.iter(f"{_W}pPr"):
                properties.append(_tabs(width))
            id_ = self._file.add(f"{name}_handout.xml", kind, relation, _serialised(root))
            reference = etree.Element(f"{_W}{name}Reference", {f"{_W}type": "default", f"{_R}id": id_})
            section.insert(0, reference)

    def _fill_part(self, part: Part) -> None:
        root = _parse(self._file.content(part))
        if fill(root, self._handout):
            self._file.replace(part, _serialised(root))


def _tabs(width: int) -> etree._Element:
    """One tab at the right margin; those that Word's own header style sets are cleared."""
    tabs = "".join(f'<w:tab w:val="clear" w:pos="{place}"/>' for place in (4153, 4513, 4680, 8306, 9026, 9360))
    return _parse(f'<w:tabs {NAMESPACES}>{tabs}<w:tab w:val="right" w:pos="{width}"/></w:tabs>'.encode())


def _unlink(root: etree._Element) -> None:
    for link in list(root.iter(f"{_W}pStyle")):
        parent = link.getparent()
        if parent is not None:
            parent.remove(link)


def _highest(root: etree._Element | None, tag: str, attribute: str) -> int:
    if root is None:
        return 0 if tag == "num" else -1
    return max((_number(item, attribute) for item in root.iter(f"{_W}{tag}")), default=0)


def _number(element: etree._Element, attribute: str) -> int:
    value = element.get(f"{_W}{attribute}", "0")
    return int(float(value)) if value.replace(".", "", 1).lstrip("-").isdigit() else 0


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
