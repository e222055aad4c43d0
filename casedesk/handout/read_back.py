"""Every text in a Word file, wherever it hides, and where it stands."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import cast
from zipfile import ZipFile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT, _DELETED, _FIELD = f"{_W}p", f"{_W}t", f"{_W}delText", f"{_W}instrText"
_STYLES = "word/styles.xml"
_BREAKS = (f"{_W}tab", f"{_W}br", f"{_W}cr")
_RUN = f"{_W}r"
_HIDDEN = f"{_W}vanish"
_REVISIONS = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_OFF = ("0", "false", "off")
_SPEAKING = {"descr", "title", "alt", "tooltip", "author", "initials", "string", "name", "alias"}
"""Attributes that hold words of a person."""
_SPEAKING_TAGS = (f"{_W}tblCaption", f"{_W}tblDescription", f"{_W}alias", f"{_W}tag", f"{_W}docVar", f"{_W}default")
_FIXED_PARTS = ("word/styles.xml", "word/numbering.xml", "word/fontTable.xml", "word/settings.xml")
"""Parts that name styles and fonts; their texts are read, the names are not."""
_MEDIA = ("word/media/", "word/fonts/", "docProps/thumbnail", "word/printerSettings")


class PlaceKind(StrEnum):
    """In what part of the file a text stands."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    PROPERTIES = "properties"
    ALTERNATIVE_TEXT = "alternative_text"
    OTHER = "other"
    COMMENT = "comment"
    HIDDEN = "hidden"
    REVISION = "revision"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, property or alternative text. `number` counts paragraphs within the part, from 1."""

    kind: PlaceKind
    text: str
    part: str
    number: int = 0


def passages(file: Path | bytes) -> tuple[Passage, ...]:
    """All texts of a Word file, each paragraph once in full; hidden and revised text is given once more as such."""
    source = BytesIO(file) if isinstance(file, bytes) else file
    with ZipFile(source) as archive:
        names = sorted(archive.namelist())
        hidden = _hiding_styles(archive.read(_STYLES)) if _STYLES in names else frozenset[str]()
        return tuple(passage for name in names for passage in _of_part(name, archive.read(name), hidden))


def _hiding_styles(data: bytes) -> frozenset[str]:
    """The ids of the styles that hide what is set in them."""
    styles = _parse(data).iter(f"{_W}style")
    return frozenset(style.get(f"{_W}styleId", "") for style in styles if any(map(_is_on, style.iter(_HIDDEN))))


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _is_on(mark: etree._Element) -> bool:
    return mark.get(f"{_W}val") not in _OFF


def _of_part(name: str, data: bytes, hidden: frozenset[str]) -> Iterator[Passage]:
    if name.endswith("/") or name.startswith(_MEDIA):
        return
    if not name.endswith((".xml", ".rels")):
        yield Passage(PlaceKind.EMBEDDED, posixpath.basename(name), name)
        return
    if name == "[Content_Types].xml":
        return
    root = _parse(data)
    kind = _kind(name)
    if name.endswith(".rels"):
        yield from _links(root, name)
    elif str(root.tag).startswith(_W):
        yield from _paragraphs(root, name, kind)
        yield from _hidden(root, name, hidden)
        yield from _attributes(root, name, only_known=name in _FIXED_PARTS)
    else:
        yield from _plain(root, name, kind)


def _kind(name: str) -> PlaceKind:
    base = posixpath.basename(name)
    kinds = {
        "document": PlaceKind.BODY,
        "header": PlaceKind.HEADER,
        "footer": PlaceKind.FOOTER,
        "footnotes": PlaceKind.NOTE,
        "endnotes": PlaceKind.NOTE,
        "comments": PlaceKind.COMMENT,
    }
    if name.startswith("docProps/"):
        return PlaceKind.PROPERTIES
    return next((kind for start, kind in kinds.items() if base.startswith(start)), PlaceKind.OTHER)


def _paragraphs(root: etree._Element, name: str, kind: PlaceKind) -> Iterator[Passage]:
    """The paragraphs in order. A paragraph in a text box breaks the one around it in two, which does no harm."""
    number, pieces = 0, list[str]()
    for element in root.iter(_PARAGRAPH, _TEXT, _DELETED, _FIELD, *_BREAKS):
        if element.tag == _PARAGRAPH:
            if text := "".join(pieces).strip():
                yield Passage(kind, text, name, number)
            number, pieces = number + 1, []
        elif element.tag in _BREAKS:
            pieces.append(" ")
        else:
            pieces.append(element.text or "")
    if text := "".join(pieces).strip():
        yield Passage(kind, text, name, number)


def _hidden(root: etree._Element, name: str, hiding: frozenset[str]) -> Iterator[Passage]:
    """Text that is hidden by itself or by its style, and text that a tracked change has put in or taken out."""
    for mark in root.iter(_HIDDEN):
        run = next(mark.iterancestors(_RUN), None)
        if run is not None and _is_on(mark) and (text := _words(run)):
            yield Passage(PlaceKind.HIDDEN, text, name)
    for style in root.iter(f"{_W}pStyle", f"{_W}rStyle") if hiding else ():
        holder = next(style.iterancestors(_RUN, _PARAGRAPH), None)
        if style.get(f"{_W}val") in hiding and holder is not None and (text := _words(holder)):
            yield Passage(PlaceKind.HIDDEN, text, name)
    for revision in root.iter(*_REVISIONS):
        if text := _words(revision):
            yield Passage(PlaceKind.REVISION, text, name)


def _attributes(root: etree._Element, name: str, *, only_known: bool) -> Iterator[Passage]:
    """Alternative texts, captions of tables, names of bookmarks and authors: words that stand in attributes."""
    for element in root.iter(*_SPEAKING_TAGS):
        if text := element.get(f"{_W}val", ""):
            yield Passage(PlaceKind.ALTERNATIVE_TEXT, text, name)
    if only_known:
        return
    attributes = " or ".join(f"local-name()='{attribute}'" for attribute in sorted(_SPEAKING))
    for value in cast(list[str], root.xpath(f"//@*[{attributes}]")):
        if not value.startswith(("_Toc", "Picture ")):
            yield Passage(PlaceKind.ALTERNATIVE_TEXT, str(value), name)


def _links(root: etree._Element, name: str) -> Iterator[Passage]:
    for link in root:
        if link.get("TargetMode") == "External":
            yield Passage(PlaceKind.OTHER, link.get("Target", ""), name)


def _plain(root: etree._Element, name: str, kind: PlaceKind) -> Iterator[Passage]:
    """Parts that are not WordprocessingML: properties, custom XML, charts."""
    for element in root.iter():
        texts = (element.text, element.tail, *element.attrib.values())
        for text in texts:
            if isinstance(text, str) and text.strip() and not text.startswith(("http://", "https://")):
                yield Passage(kind, text.strip(), name)


def _words(element: etree._Element) -> str:
    return "".join(item.text or "" for item in element.iter(_TEXT, _DELETED)).strip()
