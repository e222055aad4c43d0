"""Every text in a Word file, wherever it hides, and where it stands."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast
from zipfile import ZipFile

from lxml import etree

from casedesk.handout.part_marks import read_mark
from casedesk.handout.picture_words import words_in_picture

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT, _DELETED = f"{_W}p", f"{_W}t", f"{_W}delText"
_FIELDS = (f"{_W}instrText", f"{_W}delInstrText")
_STYLES = "word/styles.xml"
_BREAKS = (f"{_W}tab", f"{_W}br", f"{_W}cr")
_RUN = f"{_W}r"
_HIDDEN = f"{_W}vanish"
_REVISIONS = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_OFF = ("0", "false", "off")
_SPEAKING = ("descr", "title", "alt", "tooltip", "author", "initials", "string", "name", "alias")
"""Attributes that hold words of a person."""
_NAMED = etree.XPath(f"//@*[contains('|{'|'.join(_SPEAKING)}|', concat('|', local-name(), '|'))]", smart_strings=False)
_OURS = re.compile(r"_Toc[0-9_]+|Picture [0-9]+")
"""What we call bookmarks and pictures."""
_SPEAKING_TAGS = (f"{_W}tblCaption", f"{_W}tblDescription", f"{_W}alias", f"{_W}tag", f"{_W}docVar", f"{_W}default")
_ROOTS = {
    f"{_W}document": "body",
    f"{_W}glossaryDocument": "body",
    f"{_W}hdr": "header",
    f"{_W}ftr": "footer",
    f"{_W}footnotes": "note",
    f"{_W}endnotes": "note",
    f"{_W}comments": "comment",
}
"""What a part is says its first element; it may have any name."""
_FIXED_PARTS = ("word/styles.xml", "word/numbering.xml", "word/fontTable.xml", "word/settings.xml")
"""Parts that name styles and fonts; their texts are read, the names are not."""
_WORDLESS = ("word/fonts/", "word/printerSettings")
_MEDIA = ("word/media/", "docProps/thumbnail")
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")


class PlaceKind(StrEnum):
    """In what part of the file a text stands."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    PROPERTIES = "properties"
    ALTERNATIVE_TEXT = "alternative_text"
    FIELD = "field"
    PICTURE = "picture"
    """Words that a picture carries along: a caption of the camera's, an author."""
    OTHER = "other"
    COMMENT = "comment"
    HIDDEN = "hidden"
    REVISION = "revision"
    EMBEDDED = "embedded"


class Passage(NamedTuple):
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
    """The ids of the styles that hide what is set in them, by themselves or by the style they are based on."""
    hiding: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in _parse(data).iter(f"{_W}style"):
        id_, parent = style.get(f"{_W}styleId", ""), style.find(f"{_W}basedOn")
        marks = list(style.iter(_HIDDEN))
        if marks:
            hiding[id_] = any(map(_is_on, marks))
        parents[id_] = "" if parent is None else parent.get(f"{_W}val", "")
    return frozenset(id_ for id_ in parents if _inherited(id_, hiding, parents))


def _inherited(id_: str, hiding: Mapping[str, bool], parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while id_ and id_ not in seen:
        if id_ in hiding:
            return hiding[id_]
        seen.add(id_)
        id_ = parents.get(id_, "")
    return False


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _is_on(mark: etree._Element) -> bool:
    return mark.get(f"{_W}val") not in _OFF


def _of_part(name: str, data: bytes, hidden: frozenset[str]) -> Iterator[Passage]:
    if name.endswith("/") or name.startswith(_WORDLESS) or name == "[Content_Types].xml":
        return
    yield Passage(PlaceKind.OTHER, posixpath.splitext(posixpath.basename(name))[0], name)
    root = _root(data)
    if root is None:
        if name.startswith(_MEDIA):
            yield from (Passage(PlaceKind.PICTURE, words, name) for words in words_in_picture(data))
        else:
            yield Passage(PlaceKind.EMBEDDED, posixpath.basename(name), name)
        return
    kind = _kind(name, root)
    if name.endswith(".rels"):
        yield from _links(root, name)
    elif str(root.tag).startswith(_W):
        yield from _paragraphs(root, name, kind)
        rare = list(root.iter(_HIDDEN, *_REVISIONS, *_SPEAKING_TAGS))
        yield from _hidden(root, rare, name, hidden)
        yield from _attributes(root, rare, name, only_known=name in _FIXED_PARTS)
    else:
        yield from _plain(root, name, kind)


def _root(data: bytes) -> etree._Element | None:
    """The tree of a part; None for what is no XML, or pretends to be."""
    if not data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").startswith(b"<"):
        return None
    try:
        return _parse(data)
    except etree.LxmlError:
        return None


def _kind(name: str, root: etree._Element) -> PlaceKind:
    if name.startswith("docProps/"):
        return PlaceKind.PROPERTIES
    if name.startswith(_MEDIA):
        return PlaceKind.PICTURE
    return PlaceKind(_ROOTS.get(str(root.tag), PlaceKind.OTHER))


def _paragraphs(root: etree._Element, name: str, kind: PlaceKind) -> Iterator[Passage]:
    """The paragraphs in order, each whole, also where a text box with paragraphs of its own stands in it."""
    strays: list[str] = []
    pieces: dict[etree._Element | None, list[str]] = {}
    fields: list[str] = []
    number, above, is_within = 0, None, False
    for element in root.iter(_PARAGRAPH, _TEXT, _DELETED, *_FIELDS, *_BREAKS):
        if element.tag == _PARAGRAPH:
            if (parent := element.getparent()) is not above:
                above, is_within = parent, next(element.iterancestors(_PARAGRAPH), None) is not None
            if not is_within:
                yield from _joined(pieces.values(), name, kind, number)
                number += len(pieces)
                pieces.clear()
            pieces[element] = []
        elif element.tag in _FIELDS:
            fields.append(element.text or "")
        else:
            pieces.get(_paragraph_of(element), strays).append(" " if element.tag in _BREAKS else element.text or "")
    yield from _joined((*pieces.values(), strays), name, kind, number)
    fields += [field.get(f"{_W}instr", "") for field in root.iter(f"{_W}fldSimple")]
    if text := " ".join(fields).strip():
        yield Passage(PlaceKind.FIELD, text, name)


def _joined(pieces: Iterable[Sequence[str]], name: str, kind: PlaceKind, before: int) -> Iterator[Passage]:
    for number, words in enumerate(pieces, start=before + 1):
        if text := "".join(words).strip():
            yield Passage(kind, text, name, number)


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    """The paragraph that words stand in: nearly always that of their run, which need not be searched."""
    run = element.getparent()
    holder = None if run is None else run.getparent()
    if holder is not None and holder.tag == _PARAGRAPH:
        return holder
    return next(element.iterancestors(_PARAGRAPH), None)


def _hidden(
    root: etree._Element, rare: Sequence[etree._Element], name: str, hiding: frozenset[str]
) -> Iterator[Passage]:
    """Text that is hidden by itself or by its style, and text that a tracked change has put in or taken out."""
    for mark in rare:
        if mark.tag in _REVISIONS and (text := _words(mark)):
            yield Passage(PlaceKind.REVISION, text, name)
        if mark.tag == _HIDDEN and _is_on(mark):
            run = next(mark.iterancestors(_RUN), None)
            if run is not None and (text := _words(run)):
                yield Passage(PlaceKind.HIDDEN, text, name)
    for style in root.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle") if hiding else ():
        holder = next(style.iterancestors(_RUN, _PARAGRAPH, f"{_W}tbl"), None)
        if style.get(f"{_W}val") in hiding and holder is not None and (text := _words(holder)):
            yield Passage(PlaceKind.HIDDEN, text, name)


def _attributes(
    root: etree._Element, rare: Sequence[etree._Element], name: str, *, only_known: bool
) -> Iterator[Passage]:
    """Alternative texts, captions of tables, names of bookmarks and authors: words that stand in attributes."""
    speaking = (element for element in rare if element.tag in _SPEAKING_TAGS)
    values = [value for element in speaking for value in (element.get(f"{_W}val"), element.get(f"{_W}name"))]
    if not only_known:
        named = cast(list[str], _NAMED(root))
        values += [value for value in named if not _is_ours(value)]
    for text in filter(None, values):
        yield Passage(PlaceKind.ALTERNATIVE_TEXT, text, name)


def _is_ours(name: str) -> bool:
    """Whether a bookmark or a picture bears a name of the program's making, and nothing else in it."""
    return name.isascii() and (_OURS.fullmatch(name) is not None or read_mark(name) is not None)


def _links(root: etree._Element, name: str) -> Iterator[Passage]:
    for link in root:
        if link.get("TargetMode") == "External":
            yield Passage(PlaceKind.OTHER, unescaped_address(link.get("Target", "")), name)


def unescaped_address(address: str) -> str:
    """An address with its letters instead of %E5…"""
    return _ESCAPED.sub(lambda match: bytes([int(match.group(1), 16)]), address.encode()).decode(errors="replace")


def _plain(root: etree._Element, name: str, kind: PlaceKind) -> Iterator[Passage]:
    """Parts that are not WordprocessingML: properties, custom XML, charts. First all that stands between tags, so that
    nothing comes between the halves of a sentence.
    """
    elements = list(root.iter(etree.Element))
    between = (text for element in elements for text in (element.text, element.tail))
    inside = (value for element in elements for value in element.attrib.values())
    for text in (*between, *inside):
        if isinstance(text, str) and text.strip() and not text.startswith(("http://", "https://")):
            yield Passage(kind, text.strip(), name)


def _words(element: etree._Element) -> str:
    return "".join(item.text or "" for item in element.iter(_TEXT, _DELETED)).strip()
