"""Word documents in one XML file: Word 2003 XML and flat packages, which programs often call .doc."""

import base64
import binascii
import io
import zipfile
from pathlib import Path

from lxml import etree

from casedesk.domain.draft import SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.readers import word
from casedesk.importing.readers.archive import DAMAGED, Element, parse_xml
from casedesk.importing.readers.word_tree import W

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def is_flat_word(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a Word document in one XML file."""
    return head.startswith((b"<?xml", b"<pkg:", b"<w:")) and (b"office/2006/xmlPackage" in head or _OLD in head)


def read(path: Path, data: bytes) -> SourceText:
    """The document as it is read on paper."""
    root = parse_xml(data.lstrip(b"\xef\xbb\xbf \r\n\t").replace(_OLD, W[1:-1].encode()))
    parts = _package(root) if root.tag == f"{_PACKAGE}package" else _document(root)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return word.read(path, buffer.getvalue())


def _package(root: Element) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for part in root.iterfind(f"{_PACKAGE}part"):
        name = part.get(f"{_PACKAGE}name", "").lstrip("/")
        xml, binary = part.find(f"{_PACKAGE}xmlData"), part.find(f"{_PACKAGE}binaryData")
        if xml is not None and len(xml):
            parts[name] = etree.tostring(xml[0])
        elif binary is not None:
            try:
                parts[name] = base64.b64decode(binary.text or "")
            except binascii.Error as error:
                raise UnreadableFileError(DAMAGED) from error
    return parts


def _document(root: Element) -> dict[str, bytes]:
    body, styles = root.find(f"{W}body"), root.find(f"{W}styles")
    if body is None:
        raise UnreadableFileError(DAMAGED)
    for section in [found for found in body.iter() if _is_section(found)]:
        parent = section.getparent()
        if parent is not None:
            at = parent.index(section)
            parent[at : at + 1] = list(section)
    document = etree.Element(f"{W}document")
    document.append(body)
    relation = f'<Relationship Id="s" Type="{_RELATIONS}/styles" Target="styles.xml"/>' if styles is not None else ""
    return {
        "word/document.xml": etree.tostring(document),
        "word/styles.xml": etree.tostring(styles) if styles is not None else b"",
        "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>".encode(),
    }


def _is_section(element: Element) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname in ("sect", "sub-section")
