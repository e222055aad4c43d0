"""The Word file as a package of parts: put together or taken from a template, saved with equal bytes every time."""

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from casedesk.domain.handout import Handout
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.ooxml import PROLOG, escape

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest time a zip entry can carry: the same in every file."""
_STORED = (".png", ".jpg", ".jpeg", ".gif")
"""Already compressed; to do it again costs time and gives nothing."""
_OUTDATED = ("/metadata/thumbnail", "/digital-signature/origin")
_IMAGE = re.compile(r"/word/media/image(\d+)\.", re.IGNORECASE)
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


class WordFile:
    """A package with a main document, to which parts are added; `save` gives its bytes."""

    def __init__(self, package: Package, main: Part) -> None:
        self._package = package
        self.main = main
        self._replaced: dict[str, bytes] = {}
        self._images = 0
        """The highest number of a picture's name."""

    @classmethod
    def new(cls) -> "WordFile":
        """An empty file; its main document is set with `replace`."""
        package = Package()
        main = Part(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, b"", package)
        package.relate_to(main, RT.OFFICE_DOCUMENT)
        return cls(package, main)

    @classmethod
    def open(cls, data: bytes) -> "WordFile":
        """The file in these bytes, without what will not be true of it any more once it is changed: the picture of its
        first page and its signatures. Raises what python-docx and zipfile raise on a damaged one.
        """
        package = Package.open(BytesIO(data))
        for id_ in [id_ for id_, link in package.rels.items() if link.reltype.endswith(_OUTDATED)]:
            del package.rels[id_]
        return cls(package, package.main_document_part)

    def parts(self) -> list[Part]:
        """All parts, those that others than the main document point to as well."""
        return list(self._package.iter_parts())

    def add(self, name: str, content_type: str, relation: str, content: str | bytes) -> str:
        """A part beside the main document; the id of the main document's relationship to it."""
        data = content.encode() if isinstance(content, str) else content
        taken = {str(part.partname).lower() for part in self._package.iter_parts()}
        uri, count = PackURI(f"/word/{name}"), 2
        while str(uri).lower() in taken:
            uri, count = PackURI(f"/word/{count}_{name}"), count + 1
        return self.main.relate_to(Part(uri, content_type, data, self._package), relation)

    def add_image(self, data: bytes, content_type: str, suffix: str) -> str:
        """A picture; the id of the main document's relationship to it. Whether it is there already is not looked up:
        python-docx would hash all pictures for each one.
        """
        if not self._images:
            names = (str(part.partname) for part in self._package.iter_parts())
            self._images = max((int(found[1]) for name in names if (found := _IMAGE.match(name))), default=0)
        self._images += 1
        part = Part(PackURI(f"/word/media/image{self._images}.{suffix}"), content_type, data, self._package)
        return self.main.relate_to(part, RT.IMAGE)

    def part(self, relation: str) -> Part | None:
        """The part that the main document points to by this relationship, where it has one."""
        found = (rel for rel in self.main.rels.values() if rel.reltype == relation and not rel.is_external)
        return next((rel.target_part for rel in found), None)

    def related(self, relation: str) -> list[Part]:
        """All parts that the main document points to by this relationship."""
        return [r.target_part for r in self.main.rels.values() if r.reltype == relation and not r.is_external]

    def replace(self, part: Part, content: str | bytes) -> None:
        """Save the part with this content."""
        self._replaced[str(part.partname)] = content.encode() if isinstance(content, str) else content

    def content(self, part: Part) -> bytes:
        """The content of a part as it would be saved."""
        replaced = self._replaced.get(str(part.partname))
        return part.blob if replaced is None else replaced

    def describe(self, handout: Handout) -> None:
        """Properties of the file as a whole: neutral, with the plan's time instead of the clock's."""
        # By its kind and not by the relationship, which some programs misspell.
        targets = (link.target_part for link in self._package.rels.values() if not link.is_external)
        core = next((part for part in targets if part.content_type == CT.OPC_CORE_PROPERTIES), None)
        if core is None:
            core = Part(PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, b"", self._package)
            self._package.relate_to(core, RT.CORE_PROPERTIES)
        self.replace(core, core_xml(handout))

    def add_application(self, content: str) -> None:
        """The extended properties."""
        part = Part(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, content.encode(), self._package)
        self._package.relate_to(part, RT.EXTENDED_PROPERTIES)

    def _content_types(self, parts: Mapping[str, Part]) -> bytes:
        """A template (.dotx) becomes a document."""
        types = {name: part.content_type for name, part in parts.items()}
        return content_types_xml({**types, str(self.main.partname): CT.WML_DOCUMENT_MAIN}).encode()

    def save(self) -> bytes:
        """The zip: sorted names, one fixed date, so that equal parts give equal bytes."""
        parts = {str(part.partname): part for part in self._package.iter_parts()}
        entries = {name: self.content(part) for name, part in parts.items()}
        entries |= {str(part.partname.rels_uri): _bytes(part.rels.xml) for part in parts.values() if len(part.rels)}
        entries["/_rels/.rels"] = _bytes(self._package.rels.xml)
        entries["/[Content_Types].xml"] = self._content_types(parts)
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            for name in sorted(entries):
                info = ZipInfo(name.removeprefix("/"), _FIRST_DATE)
                info.compress_type = ZIP_STORED if name.lower().endswith(_STORED) else ZIP_DEFLATED
                archive.writestr(info, entries[name])
        return stream.getvalue()


def content_types_xml(types: Mapping[str, str]) -> str:
    """The list of the parts' content types; every part is named, so that no extension means two things."""
    overrides = "".join(
        f'<Override PartName="{escape(name)}" ContentType="{escape(kind)}"/>' for name, kind in sorted(types.items())
    )
    return (
        f'{PROLOG}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def core_xml(handout: Handout) -> str:
    """The core properties: what stands on the cover, and no person."""
    subject = " ".join(filter(None, (handout.group, handout.day)))
    language = "en-US" if handout.options.language == "en" else "zh-CN"
    author = "" if recipe_of(handout.options.edition).is_guarded else handout.trainer
    return (
        f"{PROLOG}<cp:coreProperties {_CORE_NAMESPACES}>"
        f"<dc:title>{escape(handout.title)} {escape(handout.edition_name)}</dc:title>"
        f"<dc:subject>{escape(subject)}</dc:subject><dc:creator>{escape(author or 'CaseDesk')}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author or 'CaseDesk')}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{handout.stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{handout.stamp}</dcterms:modified>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml
