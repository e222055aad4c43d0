"""Word's automatic numbers ("案例1", "一、"), which stand in no text: rebuilt from numbering.xml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from casedesk.importing.readers.archive import Element
from casedesk.importing.readers.written_numbers import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_CLOSED = ("、", ":", "：", "）", "】", "》", "」", "，")


@dataclass(slots=True)
class Level:
    """How a level of a list is numbered; `text` holds %1 to %9 for the numbers of the levels."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False
    style: str = ""
    """The paragraph style that stands for this level."""
    restart: int = -1
    """The number begins again after this level, counted from 1, or a higher one; 0 never, -1 after any higher one."""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level] = field(default_factory=dict[int, Level])
    counts: dict[int, int] = field(default_factory=dict[int, int])


class Numbering:
    """Counts the numbered paragraphs of a document in the order in which they are asked for."""

    def __init__(self, root: Element | None, styles: Mapping[str, str] = MappingProxyType({})) -> None:
        """`styles` gives the list of each style that has one, for lists that are defined by a style."""
        self._lists: dict[str, _List] = {}
        self._overrides: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._abstract_of: dict[str, str] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root, styles)

    def label(self, num_id: str, level: int) -> tuple[str, bool]:
        """The label of the next paragraph of a list, and whether it is a bullet; ("", False) where there is none."""
        abstract = self._abstract_of.get(num_id)
        if abstract is None:
            return "", False
        items = self._lists[abstract]
        rule = self._rule(num_id, items, level)
        self._count(num_id, items, level)
        if rule is None or rule.form == "bullet":
            return "", rule is not None
        text = _PLACE.sub(lambda match: self._value(num_id, items, int(match[1]) - 1, rule), rule.text)
        is_closed = not text.strip() or rule.suffix == "nothing" or text.endswith(_CLOSED)
        return text + ("" if is_closed else " "), False

    def level_of(self, num_id: str, style: str) -> int | None:
        """The level of a list that a paragraph style stands for."""
        items = self._lists.get(self._abstract_of.get(num_id, ""))
        levels = items.levels if items is not None else {}
        return next((level for level, rule in levels.items() if rule.style == style), None)

    def add_list(self, name: str, levels: dict[int, Level]) -> None:
        """Add a list."""
        self._lists[name] = _List(levels)

    def add_use(self, num_id: str, name: str, *, starts: dict[int, int], levels: dict[int, Level]) -> None:
        """Let paragraphs use a list by a number, some levels of it otherwise than it says."""
        if name in self._lists:
            self._abstract_of[num_id] = name
            self._starts[num_id] = starts
            self._overrides[num_id] = levels

    def _load(self, root: Element, styles: Mapping[str, str]) -> None:
        links: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            abstract_id = abstract.get(f"{W}abstractNumId", "")
            levels = {_whole(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in abstract.iterfind(f"{W}lvl")}
            self._lists[abstract_id] = _List(levels)
            link = abstract.find(f"{W}numStyleLink")
            if link is not None:
                links[abstract_id] = styles.get(link.get(f"{W}val", ""), "")
        for num in root.iterfind(f"{W}num"):
            num_id = num.get(f"{W}numId", "")
            reference = num.find(f"{W}abstractNumId")
            abstract_id = reference.get(f"{W}val", "") if reference is not None else ""
            if abstract_id not in self._lists:
                continue
            self._abstract_of[num_id] = abstract_id
            for override in num.iterfind(f"{W}lvlOverride"):
                self._override(num_id, override)
        for num_id, abstract_id in self._abstract_of.items():
            linked = self._abstract_of.get(links.get(abstract_id, ""))
            if linked is not None and linked not in links:
                self._abstract_of[num_id] = linked

    def _override(self, num_id: str, override: Element) -> None:
        level = _whole(override.get(f"{W}ilvl"), 0)
        start = override.find(f"{W}startOverride")
        if start is not None:
            self._starts.setdefault(num_id, {})[level] = _whole(start.get(f"{W}val"), 1)
        own = override.find(f"{W}lvl")
        if own is not None:
            self._overrides.setdefault(num_id, {})[level] = _level(own)

    def _rule(self, num_id: str, items: _List, level: int) -> Level | None:
        return self._overrides.get(num_id, {}).get(level) or items.levels.get(level)

    def _start(self, num_id: str, items: _List, level: int) -> int:
        rule = self._rule(num_id, items, level)
        return self._starts.get(num_id, {}).get(level, rule.start if rule else 1)

    def _count(self, num_id: str, items: _List, level: int) -> None:
        start = self._start(num_id, items, level)
        if level in self._starts.get(num_id, {}) and (num_id, level) not in self._begun:
            items.counts[level] = start
        else:
            items.counts[level] = items.counts.get(level, start - 1) + 1
        self._begun.add((num_id, level))
        for deeper in [other for other in items.counts if other > level]:
            rule = self._rule(num_id, items, deeper)
            if rule is None or rule.restart < 0 or level < rule.restart:
                del items.counts[deeper]

    def _value(self, num_id: str, items: _List, level: int, shown_in: Level) -> str:
        rule = self._rule(num_id, items, level)
        count = items.counts.get(level, self._start(num_id, items, level))
        return written(count, "decimal" if shown_in.is_legal or rule is None else rule.form)


def _level(element: Element) -> Level:
    def value(tag: str, default: str) -> str:
        child = element.find(f"{W}{tag}")
        return child.get(f"{W}val", default) if child is not None else default

    return Level(
        _whole(value("start", "1"), 1),
        value("numFmt", "decimal"),
        value("lvlText", ""),
        value("suff", "tab"),
        element.find(f"{W}isLgl") is not None,
        value("pStyle", ""),
        _whole(value("lvlRestart", "-1"), -1),
    )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text) else default
