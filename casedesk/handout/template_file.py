"""A Word file of the trainer's, opened to be the template of a handout."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from docx.opc.part import Part
from lxml import etree

from casedesk.domain.errors import BadInputError
from casedesk.handout.package import WordFile
from casedesk.texts import N_

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = f"{W}body"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How files of Word before 2007 begin, and those with a password."""
_STRICT = b"http://purl.oclc.org/ooxml/"
_MOST = 300_000_000
"""Bytes of all parts unpacked: a template with more is a trap or a mistake."""
_NO_WORDS = ("styles", "numbering", "settings", "webSettings", "fontTable", "theme", "bibliography", "customXml")
"""Kinds of part that hold none of the words that a reader sees."""

_GONE = N_("The template “{name}” cannot be opened.")
_DAMAGED = N_("The template “{name}” cannot be read as a Word file. Open it in Word and save it again as .docx.")
_MACROS = N_("The template “{name}” holds macros. Save it in Word as .docx or .dotx and choose it again.")
_PROTECTED = N_(
    "The template “{name}” has a password or comes from an old Word. Save it in Word as .docx without a password."
)
_IS_STRICT = N_("The template “{name}” is saved as “Strict Open XML”. Save it in Word as an ordinary .docx.")
_TOO_LARGE = N_("The template “{name}” is too large to be used.")


class Template:
    """The parts of a template: the file, its main document and whatever else holds words."""

    def __init__(self, file: WordFile, document: etree._Element) -> None:
        self.file = file
        self.document = document

    @property
    def body(self) -> etree._Element:
        """The body of the document."""
        body = self.document.find(_BODY)
        assert body is not None
        return body

    def other_texts(self) -> Iterator[tuple[Part, etree._Element]]:
        """The parts beside the document that hold words: headers, footers, notes, drawings, charts."""
        for part in self.file.parts():
            kind = part.content_type
            if part is self.file.main or not kind.endswith("xml") or any(word in kind for word in _NO_WORDS):
                continue
            yield part, parse(self.file.content(part))


def open_template(path: Path) -> Template:
    """The template at a path. Raises BadInputError, with a sentence that says what to do, where it cannot be used."""
    name = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInputError(_GONE, name=name) from error
    if data.startswith(_OLD_OFFICE):
        raise BadInputError(_PROTECTED, name=name)
    try:
        if _unpacked(data) > _MOST:
            raise BadInputError(_TOO_LARGE, name=name)
        file = WordFile.open(data)
        document = parse(file.content(file.main))
        if document.find(_BODY) is None:
            raise KeyError(_BODY)
    except (BadZipFile, KeyError, ValueError, EOFError, zlib.error, NotImplementedError, etree.LxmlError) as error:
        raise BadInputError(_IS_STRICT if _is_strict(data) else _DAMAGED, name=name) from error
    if "macroEnabled" in file.main.content_type:
        raise BadInputError(_MACROS, name=name)
    return Template(file, document)


def parse(data: bytes) -> etree._Element:
    """A part as a tree; nothing outside it is fetched and no entity is put in."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def serialised(root: etree._Element) -> bytes:
    """A tree as the content of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def number(element: etree._Element, attribute: str) -> int:
    """A whole number in an attribute of w:, 0 where there is none."""
    value = element.get(f"{W}{attribute}", "0")
    return int(float(value)) if value.replace(".", "", 1).lstrip("-").isdigit() else 0


def _unpacked(data: bytes) -> int:
    with ZipFile(BytesIO(data)) as archive:
        return sum(info.file_size for info in archive.infolist())


def _is_strict(data: bytes) -> bool:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _STRICT in archive.read("_rels/.rels")
    except (BadZipFile, KeyError, EOFError, zlib.error):
        return False
