"""The tags of a template: {{course}}, {{group}}, {{date}}, {{trainer}}, {{edition}} and {{content}}."""

# lxml has no public name for the class of its elements.
# pyright: reportPrivateUsage=false

import re

from lxml import etree

from casedesk.domain.handout import Handout

CONTENT = "content"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = f"{_W}t"
_PARAGRAPH = f"{_W}p"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TAG = re.compile(r"\{\{\s*([^{}]{1,30}?)\s*\}\}")
_CHINESE = {
    "课程": "course",
    "班级": "group",
    "日期": "date",
    "讲师": "trainer",
    "版本": "edition",
    "标题": "title",
    "内容": CONTENT,
}


def find_tag(root: etree._Element, name: str) -> etree._Element | None:
    """The first paragraph in which the tag stands."""
    for paragraph in root.iter(_PARAGRAPH):
        if any(_meaning(match.group(1)) == name for match in _TAG.finditer(_joined(paragraph))):
            return paragraph
    return None


def fill(root: etree._Element, handout: Handout) -> bool:
    """Fill the tags in every paragraph, also those that Word has cut into several runs; whether there were any.

    A tag that is not ours stays as it is. {{content}} is taken out.
    """
    values = {
        "title": handout.title,
        "course": handout.course,
        "group": handout.group,
        "date": handout.day,
        "trainer": handout.trainer,
        "edition": handout.edition_name,
        CONTENT: "",
    }
    paragraphs = [root] if root.tag == _PARAGRAPH else list(root.iter(_PARAGRAPH))
    filled = [_fill_paragraph(paragraph, values) for paragraph in paragraphs]
    return any(filled)


def _fill_paragraph(paragraph: etree._Element, values: dict[str, str]) -> bool:
    texts = _texts(paragraph)
    matches = [m for m in _TAG.finditer(_joined(paragraph)) if _meaning(m.group(1)) in values]
    # From the last to the first, so that the places of those before stay true.
    for match in reversed(matches):
        _put(texts, match.start(), match.end(), values[_meaning(match.group(1))])
    return bool(matches)


def _put(texts: list[etree._Element], start: int, end: int, value: str) -> None:
    """The value goes where the tag begins; what stands of the tag in later runs is taken out."""
    offset = 0
    for element in texts:
        text = element.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(text))
        if first < len(text) and last > 0:
            put = value if start >= offset else ""
            element.text = text[:first] + put + text[last:]
            element.set(_SPACE, "preserve")
        offset += len(text)


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """The texts of the paragraph itself, not of those in a text box within it."""
    return [item for item in paragraph.iter(_TEXT) if next(item.iterancestors(_PARAGRAPH)) is paragraph]


def _joined(paragraph: etree._Element) -> str:
    return "".join(item.text or "" for item in _texts(paragraph))


def _meaning(tag: str) -> str:
    return _CHINESE.get(tag, tag.lower())
