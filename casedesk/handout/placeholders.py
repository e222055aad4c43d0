"""The tags of a template: {{course}}, {{group}}, {{date}}, {{trainer}}, {{edition}}, {{organisation}} and {{content}}.

They count wherever they stand: in paragraphs, tables, text boxes, headers and notes, in drawings (a:t) and charts, in
the words of a watermark and in descriptions of pictures; also where Word has cut them into runs, and in Chinese.
"""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import cast

from lxml import etree

from casedesk.domain.handout import Handout

CONTENT = "content"
TAGS = ("course", "group", "date", "trainer", "edition", "organisation", "title", CONTENT)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEXT = {f"{_W}p": f"{_W}t", f"{_A}p": f"{_A}t"}
"""The paragraphs that hold text, and in which element."""
_TEXT_BOX = f"{_W}txbxContent"
_SPEAKING = frozenset({"string", "descr", "title", "alt"})
"""Attributes that are read: a watermark's words, and what a picture or table is called."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TAG = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝]{1,30}?)\s*(?:\}\}|｝｝)")
_SEPARATOR = r"[ \u3000]*[·｜|/、，,;；—–-][ \u3000]*"
_SEPARATOR_BEFORE, _SEPARATOR_BEHIND = re.compile(f"{_SEPARATOR}$"), re.compile(_SEPARATOR)
_OTHER_NAMES = {
    "课程": "course",
    "课程名称": "course",
    "班级": "group",
    "对象": "group",
    "日期": "date",
    "讲师": "trainer",
    "培训师": "trainer",
    "版本": "edition",
    "版别": "edition",
    "单位": "organisation",
    "机构": "organisation",
    "organization": "organisation",
    "标题": "title",
    "内容": CONTENT,
    "正文": CONTENT,
}


def find_place(root: etree._Element) -> etree._Element | None:
    """The first paragraph with {{content}} that can hold a handout: not one in a text box."""
    for paragraph in root.iter(f"{_W}p"):
        if CONTENT in _tags_of(paragraph) and next(paragraph.iterancestors(_TEXT_BOX), None) is None:
            return paragraph
    return None


def tags_in(root: etree._Element) -> Iterator[str]:
    """Every tag in a part as it is written there, without braces; in a drawing's second copy once more."""
    for paragraph in root.iter(*_TEXT):
        yield from (match.group(1) for match in _TAG.finditer(_joined(paragraph)))
    for value, _ in _speaking(root):
        yield from (match.group(1) for match in _TAG.finditer(value))


def is_known(tag: str) -> bool:
    """Whether a tag is filled in."""
    return meaning(tag) in TAGS


def fill(root: etree._Element, handout: Handout) -> bool:
    """Fill the tags in a part; whether there were any. A tag that is not ours stays; {{content}} is taken out."""
    values = values_of(handout)
    filled = [_fill_paragraph(paragraph, values) for paragraph in root.iter(*_TEXT)]
    for value, element in list(_speaking(root)):
        words = _TAG.sub(lambda match: values.get(meaning(match.group(1)), match.group()), value)
        if words != value:
            filled.append(True)
            for name in [name for name, text in element.attrib.items() if text == value]:
                element.set(name, words)
    return any(filled)


def values_of(handout: Handout) -> dict[str, str]:
    """What every tag is filled with."""
    return {
        "title": handout.title,
        "course": handout.course,
        "group": handout.group,
        "date": handout.day,
        "trainer": handout.trainer,
        "edition": handout.edition_name,
        "organisation": handout.organisation,
        CONTENT: "",
    }


def _fill_paragraph(paragraph: etree._Element, values: Mapping[str, str]) -> bool:
    texts = _texts(paragraph)
    matches = [match for match in _TAG.finditer(_joined(paragraph)) if meaning(match.group(1)) in values]
    # From the last to the first, so that the places of those before stay true.
    for match in reversed(matches):
        value = values[meaning(match.group(1))]
        start, end = match.span() if value else _with_separator(_joined(paragraph), *match.span())
        _put(texts, start, end, value)
    if matches:
        _let_go_of_data(paragraph)
    return bool(matches)


def _with_separator(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a tag that is empty, with the dot or dash that would part it from what stands before or behind."""
    if before := _SEPARATOR_BEFORE.search(text[:start]):
        return before.start(), end
    if not text[:start].strip() and (behind := _SEPARATOR_BEHIND.match(text[end:])):
        return start, end + behind.end()
    return start, end


def _put(texts: list[etree._Element], start: int, end: int, value: str) -> None:
    """The value goes where the tag begins; what stands of the tag in later runs is taken out."""
    offset = 0
    for element in texts:
        text = element.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(text))
        if first < len(text) and last > 0:
            put = value if start >= offset else ""
            element.text = text[:first] + put + text[last:]
            if element.tag == f"{_W}t":
                element.set(_SPACE, "preserve")
        offset += len(text)


def _let_go_of_data(paragraph: etree._Element) -> None:
    """A control that is bound to data shows that data again when Word opens the file, and not what was filled in."""
    for control in chain(paragraph.iterancestors(f"{_W}sdt"), paragraph.iter(f"{_W}sdt")):
        for binding in control.findall(f"{_W}sdtPr/{_W}dataBinding"):
            cast(etree._Element, binding.getparent()).remove(binding)


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """The texts of the paragraph itself, not of those in a text box within it."""
    kind = cast(str, paragraph.tag)
    return [item for item in paragraph.iter(_TEXT[kind]) if next(item.iterancestors(kind)) is paragraph]


def _joined(paragraph: etree._Element) -> str:
    return "".join(item.text or "" for item in _texts(paragraph))


def _tags_of(paragraph: etree._Element) -> set[str]:
    return {meaning(match.group(1)) for match in _TAG.finditer(_joined(paragraph))}


def _speaking(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The attributes that hold words with a tag."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if str(name) in _SPEAKING and _TAG.search(str(value)):
                yield str(value), element


def meaning(tag: str) -> str:
    """What a tag stands for, whatever name it goes by."""
    return _OTHER_NAMES.get(tag.lower(), tag.lower())
