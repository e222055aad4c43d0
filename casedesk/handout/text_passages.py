"""Every text in a web page or in a Markdown file, wherever it hides, and where it stands: for the leak guard."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping
from html import unescape

from lxml import etree, html

from casedesk.handout.picture_words import words_in_picture
from casedesk.handout.read_back import Passage, PlaceKind, unescaped_address

_INLINE = frozenset({"a", "b", "em", "i", "mark", "s", "span", "strong", "sub", "sup", "u"})
_FOREIGN = frozenset({"script", "iframe", "object", "embed", "svg", "math", "link", "base", "form", "audio", "video"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?(?![.\d])|font-size\s*:\s*0")
_DATA = re.compile(r"data:[^;,]*;base64,(?P<data>.*)", re.DOTALL)
_WORDLESS = frozenset({"class", "colspan", "height", "lang", "rowspan", "scope", "start", "style", "width"})
"""Attributes that name styles and sizes; they are read, but a short word in them is none that anybody sees."""

_PIECES = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|!?\[(?P<words>(?:\\.|[^\]\\])*)\]\((?:<(?P<spaced>[^>]*)>|(?P<path>[^)]*))\)"
    r"|\\(?P<sign>[\\`*_{}\[\]<>|~#+.)-])"
    r"|(?P<gap><br>|\|)"
    r"|<(?P<tag>/?[A-Za-z][^>]*)>"
    r"|[*~]+",
    re.DOTALL,
)


def html_passages(data: bytes) -> tuple[Passage, ...]:
    """All texts of a web page: paragraphs, attributes, comments, style, what is hidden, what pictures carry along."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    return tuple(_of_page(root))


def _of_page(root: etree._Element) -> Iterator[Passage]:
    number = 0
    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield Passage(PlaceKind.COMMENT, element.text or "", "comment")
            words.append(element.tail or "")
            continue
        tag = str(element.tag)
        is_block = tag not in _INLINE and tag != "img"
        if is_block:
            if text := _joined(words):
                number += 1
                yield Passage(PlaceKind.BODY, text, "body", number)
            words.clear()
        if event == "start":
            yield from _of_element(element, tag)
            words += [] if tag in ("style", "title", "script") else [element.text or ""]
        else:
            words.append(element.tail or "")


def _of_element(element: etree._Element, tag: str) -> Iterator[Passage]:
    if tag in _FOREIGN:
        yield Passage(PlaceKind.EMBEDDED, f"<{tag}>", tag)
    if tag in ("style", "title"):
        kind = PlaceKind.OTHER if tag == "style" else PlaceKind.PROPERTIES
        yield Passage(kind, "".join(map(str, element.itertext())), tag)
    if "hidden" in element.attrib or tag == "template" or _HIDING.search(element.get("style", "")):
        yield Passage(PlaceKind.HIDDEN, "".join(map(str, element.itertext())), tag)
    for name, value in element.attrib.items():
        if found := _DATA.match(str(value)):
            yield from _of_picture(_bytes(found["data"]), str(name))
        elif str(value).strip():
            place = PlaceKind.OTHER if name in _WORDLESS else PlaceKind.ALTERNATIVE_TEXT
            yield Passage(place, unescaped_address(str(value)), str(name))


def _joined(words: list[str]) -> str:
    return " ".join("".join(words).split())


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text)
    except Error:
        return text.encode()


def _of_picture(data: bytes, name: str) -> Iterator[Passage]:
    yield from (Passage(PlaceKind.PICTURE, words, name) for words in words_in_picture(data))


def markdown_passages(text: str, pictures: Mapping[str, bytes]) -> tuple[Passage, ...]:
    """All texts of a Markdown file, line by line and cell by cell, with what its pictures carry along."""
    return (*_of_markdown(text), *(item for name, data in pictures.items() for item in _of_kept(name, data)))


def _of_kept(name: str, data: bytes) -> Iterator[Passage]:
    yield Passage(PlaceKind.OTHER, name, name)
    yield from _of_picture(data, name)


def _of_markdown(text: str) -> Iterator[Passage]:
    found: list[Passage] = []

    def taken(match: re.Match[str]) -> str:
        if (comment := match["comment"]) is not None:
            found.append(Passage(PlaceKind.COMMENT, comment, "comment"))
            return ""
        if (words := match["words"]) is not None:
            path = match["spaced"] or match["path"] or ""
            found.append(Passage(PlaceKind.OTHER, unescaped_address(path), "link"))
            found.append(Passage(PlaceKind.ALTERNATIVE_TEXT, _PIECES.sub(taken, words), "link"))
            return ""
        if match["gap"]:
            return "\n"
        if (tag := match["tag"]) and not re.fullmatch(r"/?(?:u|mark|sup|sub)", tag):
            found.append(Passage(PlaceKind.EMBEDDED, f"<{tag}>", "tag"))
        return match["sign"] or ""

    plain = unescape(_PIECES.sub(taken, text))
    for number, line in enumerate(plain.splitlines(), start=1):
        if words := line.lstrip("#> -").strip():
            yield Passage(PlaceKind.BODY, words, "body", number)
    yield from found
