"""Word's automatic numbers ("案例1", "一、"), which stand in no text: rebuilt from numbering.xml."""

import re
from dataclasses import dataclass, field

from casedesk.importing.readers.archive import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = (
    "chinesecounting",
    "chinesecountingthousand",
    "japanesecounting",
    "ideographdigital",
    "taiwanesecounting",
    "taiwanesecountingthousand",
    "chineselegalsimplified",
    "koreandigital2",
    "japanesedigitaltenthousand",
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict[int, _Level])
    counts: dict[int, int] = field(default_factory=dict[int, int])


class Numbering:
    """Counts the numbered paragraphs of a document in the order in which they are asked for."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._abstract_of: dict[str, str] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def label(self, num_id: str, level: int) -> tuple[str, bool]:
        """The label of the next paragraph of a list, and whether it is a bullet; ("", False) where there is none."""
        abstract = self._abstract_of.get(num_id)
        if abstract is None:
            return "", False
        items = self._lists[abstract]
        rule = self._rule(num_id, items, level)
        if rule is None or rule.form == "none":
            self._count(num_id, items, level)
            return "", False
        if rule.form == "bullet":
            return "", True
        self._count(num_id, items, level)
        text = re.sub(r"%([1-9])", lambda match: self._value(num_id, items, int(match[1]) - 1, rule), rule.text)
        return text + ("" if rule.suffix == "nothing" or text.endswith(tuple("、:：）】")) else " "), False

    def _load(self, root: Element) -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            levels = {int(lvl.get(f"{W}ilvl", "0")): _level(lvl) for lvl in abstract.iterfind(f"{W}lvl")}
            self._lists[abstract.get(f"{W}abstractNumId", "")] = _List(levels)
        for num in root.iterfind(f"{W}num"):
            num_id = num.get(f"{W}numId", "")
            reference = num.find(f"{W}abstractNumId")
            abstract_id = reference.get(f"{W}val", "") if reference is not None else ""
            if abstract_id not in self._lists:
                continue
            self._abstract_of[num_id] = abstract_id
            for override in num.iterfind(f"{W}lvlOverride"):
                self._override(num_id, override)

    def _override(self, num_id: str, override: Element) -> None:
        level = _whole(override.get(f"{W}ilvl"), 0)
        start = override.find(f"{W}startOverride")
        if start is not None:
            self._starts.setdefault(num_id, {})[level] = _whole(start.get(f"{W}val"), 1)
        own = override.find(f"{W}lvl")
        if own is not None:
            self._overrides.setdefault(num_id, {})[level] = _level(own)

    def _rule(self, num_id: str, items: _List, level: int) -> _Level | None:
        return self._overrides.get(num_id, {}).get(level) or items.levels.get(level)

    def _count(self, num_id: str, items: _List, level: int) -> None:
        override = self._starts.get(num_id, {}).get(level)
        if override is not None and (num_id, level) not in self._begun:
            items.counts[level] = override
        else:
            rule = self._rule(num_id, items, level)
            start = rule.start if rule else 1
            items.counts[level] = items.counts.get(level, start - 1) + 1
        self._begun.add((num_id, level))
        for deeper in [other for other in items.counts if other > level]:
            del items.counts[deeper]

    def _value(self, num_id: str, items: _List, level: int, shown_in: _Level) -> str:
        rule = self._rule(num_id, items, level)
        count = items.counts.get(level, rule.start if rule else 1)
        return written(count, "decimal" if shown_in.is_legal or rule is None else rule.form)


def _level(element: Element) -> _Level:
    def value(tag: str, default: str) -> str:
        child = element.find(f"{W}{tag}")
        return child.get(f"{W}val", default) if child is not None else default

    return _Level(
        _whole(value("start", "1"), 1),
        value("numFmt", "decimal"),
        value("lvlText", ""),
        value("suff", "tab"),
        element.find(f"{W}isLgl") is not None,
    )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text) else default


def written(count: int, form: str) -> str:
    """A number in one of Word's number formats."""
    form = form.lower()
    if form in _CHINESE:
        return _in_chinese(count)
    match form:
        case "upperletter" | "lowerletter":
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters.upper() if form.startswith("upper") else letters
        case "upperroman" | "lowerroman":
            return _roman(count).upper() if form.startswith("upper") else _roman(count)
        case "decimalenclosedcircle" | "decimalenclosedcirclechinese" if 1 <= count <= 20:
            return chr(0x245F + count)
        case "decimalzero":
            return f"{count:02}"
        case "ideographtraditional" if 1 <= count <= 10:
            return _STEMS[count - 1]
        case "ideographzodiac" if 1 <= count <= 12:
            return _BRANCHES[count - 1]
        case "decimalfullwidth":
            return "".join(chr(ord(char) + 0xFEE0) for char in str(count))
        case _:
            return str(count)


def _in_chinese(count: int) -> str:
    if not 0 < count < 1000:
        return str(count)
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, letters in (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while count >= value:
            text += letters
            count -= value
    return text
