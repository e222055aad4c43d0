"""What Word's styles mean for a reader: headings, bold, size, numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from casedesk.importing.readers.archive import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题|標題|überschrift|titre|titolo|título) ?([1-9])", re.IGNORECASE)
_TITLES = ("title", "标题", "標題")
_DEEPEST = 40
_SIZE = re.compile(r"[0-9]{1,4}(\.[0-9]+)?")
_VAL = f"{W}val"
_OUTLINE, _JUSTIFIED, _LIST = f"{W}outlineLvl", f"{W}jc", f"{W}numPr"
_OFF = frozenset({"0", "false", "off", "none"})

Properties: TypeAlias = Mapping[str, Element]
"""What stands inside `pPr` or `rPr`, by its tag: asked for far more often than it is read."""

_NOTHING: Properties = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style with everything it inherits. `level` is the heading level from 1, 0 for none; `size` in points."""

    name: str = ""
    level: int = 0
    bold: bool = False
    size: float = 0.0
    centred: bool = False
    hidden: bool = False
    num_id: str = ""
    num_level: int = 0
    num_style: str = ""
    """The style that has the list; its level there may be told by the list alone."""
    is_contents: bool = False


class Styles:
    """The paragraph styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, WordStyle] = {}
        self._default = ""
        self._base = WordStyle()
        if root is None:
            return
        for element in root.iterfind(f"{W}style"):
            style_id = element.get(f"{W}styleId", "")
            self._elements[style_id] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self._default = style_id
        defaults = properties_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._base = replace(self._base, size=size_of(defaults) or 0.0)

    def style(self, style_id: str) -> WordStyle:
        """The style of an id, or of the default paragraph style where there is no such id."""
        return self._resolved(style_id if style_id in self._elements else self._default, 0)

    def with_characters(self, style: WordStyle, properties: Properties) -> WordStyle:
        """A paragraph's style with the character style of a run laid over it."""
        named = properties.get(f"{W}rStyle")
        element = self._elements.get(named.get(f"{W}val", "")) if named is not None else None
        if element is None:
            return style
        over = self._resolved(element.get(f"{W}styleId", ""), 0)
        return replace(style, bold=style.bold or over.bold, hidden=style.hidden or over.hidden)

    def lists(self) -> dict[str, str]:
        """The list of every style that has one."""
        found = ((name, element.find(f"{W}pPr/{W}numPr/{W}numId")) for name, element in self._elements.items())
        return {name: number.get(f"{W}val", "") for name, number in found if number is not None}

    def _resolved(self, style_id: str, depth: int) -> WordStyle:
        if style_id in self._known:
            return self._known[style_id]
        element = self._elements.get(style_id)
        if element is None or depth > _DEEPEST:
            return self._base
        based = element.find(f"{W}basedOn")
        parent = self._resolved(based.get(f"{W}val", ""), depth + 1) if based is not None else self._base
        style = _own(element, parent)
        self._known[style_id] = style
        return style


def _own(element: Element, parent: WordStyle) -> WordStyle:
    name_element = element.find(f"{W}name")
    name = name_element.get(f"{W}val", "") if name_element is not None else ""
    style = replace(parent, name=name, is_contents=name.lower().startswith(("toc ", "目录 ")))
    level = _HEADING.fullmatch(name.strip())
    if level:
        style = replace(style, level=int(level[1]))
    elif name.strip().lower() in _TITLES:
        style = replace(style, level=1)
    properties = properties_of(element.find(f"{W}pPr"))
    style = with_paragraph(style, properties)
    if _LIST in properties:
        style = replace(style, num_style=element.get(f"{W}styleId", ""))
    run = properties_of(element.find(f"{W}rPr"))
    if run:
        style = replace(
            style,
            bold=flag(run, "b", default=style.bold),
            hidden=flag(run, "vanish", default=style.hidden),
            size=size_of(run) or style.size,
        )
    return style


def properties_of(element: Element | None) -> Properties:
    """What stands in an element, by its tag; the first where one stands there twice."""
    if element is None or not len(element):
        return _NOTHING
    return {str(child.tag): child for child in reversed(element)}


def with_paragraph(style: WordStyle, properties: Properties) -> WordStyle:
    """The style as a paragraph's own properties change it."""
    if not properties:
        return style
    outline = properties.get(_OUTLINE)
    if outline is not None and outline.get(_VAL, "9") in "012345678":
        style = replace(style, level=int(outline.get(_VAL, "0")) + 1)
    justified = properties.get(_JUSTIFIED)
    if justified is not None:
        style = replace(style, centred=justified.get(_VAL) == "center")
    numbered = properties.get(_LIST)
    if numbered is not None:
        num = numbered.find(f"{W}numId")
        level = numbered.find(f"{W}ilvl")
        level_value = level.get(_VAL, "0") if level is not None else str(style.num_level)
        num_id = num.get(_VAL, "") if num is not None else style.num_id
        depth = int(level_value) if level_value.isdigit() else 0
        style = replace(style, num_id=num_id, num_level=depth, num_style="")
    return style


def flag(properties: Properties, tag: str, *, default: bool = False) -> bool:
    """Whether an on/off property is on; `default` where it is not given."""
    element = properties.get(W + tag)
    return default if element is None else element.get(_VAL, "true") not in _OFF


def size_of(properties: Properties) -> float | None:
    """The font size in points, None where it is not given."""
    element = properties.get(f"{W}sz")
    value = element.get(_VAL, "") if element is not None else ""
    return float(value) / 2 if value and _SIZE.fullmatch(value) else None
