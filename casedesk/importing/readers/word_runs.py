"""Word's runs: their words, symbols and marks."""

from casedesk.importing.readers.archive import Element
from casedesk.importing.readers.word_styles import Properties, WordStyle, flag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = f"{W}t"
_BOLD = frozenset({"strong"})
_PLAIN = frozenset[str]()
_MARKS = (("b", "strong"), ("i", "em"), ("strike", "s"), ("dstrike", "s"))
_MARKING = frozenset({f"{W}{tag}" for tag in ("b", "i", "strike", "dstrike", "u", "highlight", "vertAlign")})


def words_of(child: Element) -> str | None:
    """The words of an element of a run; None for one that holds something else."""
    tag = child.tag
    if tag == _TEXT:
        return child.text or ""
    if tag == f"{W}tab":
        return "\t"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        return symbol(child.get(f"{W}char", ""))
    if tag == f"{W}ruby":
        base = child.find(f"{W}rubyBase")
        return "".join(text.text or "" for text in base.iter(_TEXT)) if base is not None else ""
    return None


def marks_of(properties: Properties, style: WordStyle) -> frozenset[str]:
    """The marks of a run by its own properties and those of its paragraph's style."""
    is_bold = style.bold and not style.level and flag(properties, "b", default=True)
    if properties.keys().isdisjoint(_MARKING):
        return _BOLD if is_bold else _PLAIN
    found = {mark for tag, mark in _MARKS if flag(properties, tag)}
    if is_bold:
        found.add("strong")
    if flag(properties, "u") and properties[f"{W}u"].get(f"{W}val", "single") != "none":
        found.add("u")
    highlight = properties.get(f"{W}highlight")
    if highlight is not None and highlight.get(f"{W}val", "none") != "none":
        found.add("mark")
    raised = properties.get(f"{W}vertAlign")
    position = raised.get(f"{W}val", "") if raised is not None else ""
    if position in ("superscript", "subscript"):
        found.add("sup" if position == "superscript" else "sub")
    return frozenset(found)


_SYMBOLS = {
    "F0FC": "✓",
    "F0FE": "☑",
    "F0A8": "□",
    "F06F": "□",
    "F0B7": "•",
    "F0A7": "▪",
    "F0D8": "➢",
    "F0E0": "→",
    "F0DF": "←",
    "F04A": "☺",
    "F0FB": "✗",
}


def symbol(code: str) -> str:
    """The character that a symbol font shows for a code."""
    code = code.upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 else "•" if 0xF000 <= value <= 0xF0FF else ""
