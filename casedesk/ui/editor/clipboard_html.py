"""What other programs put on the clipboard, made fit for our small subset: Word, WPS, Excel, browsers."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape

from casedesk.domain import richtext
from casedesk.domain.dialogue import STYLE_NAMES, speaker_end
from casedesk.domain.richtext import Block

_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL)
_TABLE_PART = re.compile(r"\s*<(?:tr|td|th|col|colgroup|tbody|thead)\b", re.IGNORECASE)
"""Excel's fragment begins inside its table."""
_CONDITIONAL = re.compile(r"<!--\[if.*?<!\[endif\]-->", re.DOTALL | re.IGNORECASE)
_SUPPORT_LISTS = re.compile(r"<!\[if\s+!supportLists\]>.*?<!\[endif\]>", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(r"<!\[[^\]>]*\]>|<\?xml[^>]*>", re.IGNORECASE)
_OFFICE = re.compile(r"<(/?)(?:o|w|m|v|st1):[^>]*>", re.IGNORECASE)
_LIST_PARAGRAPH = re.compile(r"<p\b([^>]*mso-list:\s*l\d+\s+level(\d)[^>]*)>(.*?)</p>", re.DOTALL | re.IGNORECASE)
_IGNORED_MARKER = re.compile(
    r"<span\b[^>]*mso-list:\s*Ignore[^>]*>(?:[^<]|<(?!/span>)[^>]*>|<span\b[^>]*>[^<]*</span>)*</span>",
    re.IGNORECASE,
)
_STYLED = re.compile(r"<(/?)(span|font|td|th)\b([^>]*)>", re.IGNORECASE)
_STYLE = re.compile(r"style=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_CLASS = re.compile(r"class=[\"']?([\w-]+)", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
"""A rule for a class, as Excel and WPS write them for cells, and Word for spans."""
_NUMBER = re.compile(r"(?:&nbsp;|\s)*[(（]?(?:\d+|[a-zA-Z]|[ivxIVX]+|[一二三四五六七八九十]+)[.)、．）]")
_TAGS = re.compile(r"<[^>]+>")
_STYLE_MARKS = (
    (re.compile(r"(?<![-\w])font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE), "strong"),
    (re.compile(r"font-style:\s*italic", re.IGNORECASE), "em"),
    (re.compile(r"text-decoration(?:-line)?:[^;\"']*underline", re.IGNORECASE), "u"),
    (re.compile(r"text-decoration(?:-line)?:[^;\"']*line-through", re.IGNORECASE), "s"),
    (re.compile(r"mso-highlight:|background(?:-color)?:\s*yellow", re.IGNORECASE), "mark"),
    (re.compile(r"vertical-align:\s*super", re.IGNORECASE), "sup"),
    (re.compile(r"vertical-align:\s*sub\b", re.IGNORECASE), "sub"),
)
_PARAGRAPH = re.compile(r"<p\b([^>]*)>(.*?)(?=</p>|<p\b)", re.DOTALL | re.IGNORECASE)
_STYLE_NAME = re.compile(r"mso-style-name:\s*\"?([^;\"]+)", re.IGNORECASE)
_HANGING = re.compile(r"text-indent:\s*-\s*[\d.]*[1-9]", re.IGNORECASE)
_FAKE_BOLD = re.compile(r"<b\b[^>]*(?<![-\w])font-weight:\s*normal[^>]*>(.*)</b>", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*?\bsrc=(\"[^\"]*\"|'[^']*')[^>]*>", re.IGNORECASE)


def blocks_of(html: str, keep_picture: Callable[[str], str | None] | None = None) -> tuple[Block, ...]:
    """The blocks of a clipboard's HTML. `keep_picture` stores the picture of an address and gives its digest, or
    None for one that is not to be had; pictures that are not kept are dropped.
    """
    return richtext.parse(_with_pictures(tidied(html), keep_picture))


def tidied(html: str) -> str:
    """HTML whose lists are lists and whose bold is bold, without what only one program understands."""
    rules = dict(_RULE.findall(html))
    if found := _FRAGMENT.search(html):
        html = found[1]
        if _TABLE_PART.match(html):
            html = f"<table>{html}</table>"
    html = _CONDITIONAL.sub("", html)
    html = _word_lists(html)
    html = _OFFICE.sub("", _DECLARATION.sub("", _SUPPORT_LISTS.sub("", html)))
    html = _FAKE_BOLD.sub(r"\1", html)
    return _with_marks(_with_dialogue(html, rules), rules)


def _with_dialogue(html: str, rules: Mapping[str, str]) -> str:
    """HTML whose lines of dialogue say so: they have a style of that name, or hang behind the name of a speaker."""

    def marked(found: re.Match[str]) -> str:
        named = _CLASS.search(found[1])
        style = _STYLE_NAME.search(rules.get(named[1], "")) if named else None
        names = {name.strip().lower() for name in (style and style[1], named and named[1]) if name}
        is_said = not STYLE_NAMES.isdisjoint(names) or (
            _HANGING.search(found[1]) and speaker_end(unescape(_TAGS.sub("", found[2])).strip())
        )
        return f'<p class="{richtext.DIALOGUE_CLASS}">{found[2]}' if is_said else found[0]

    return _PARAGRAPH.sub(marked, html)


def _with_marks(html: str, rules: Mapping[str, str]) -> str:
    """HTML in which what is bold, struck or highlighted by style alone has marks; spans may lie inside each other."""
    open_marks: list[tuple[str, tuple[str, ...]]] = []

    def replaced(found: re.Match[str]) -> str:
        is_end, tag = bool(found[1]), found[2].lower()
        if not is_end:
            marks = _marks_of(found[3], rules)
            open_marks.append((tag, marks))
            return found[0] + "".join(f"<{mark}>" for mark in marks)
        if not open_marks or open_marks[-1][0] != tag:
            return found[0]
        _, marks = open_marks.pop()
        return "".join(f"</{mark}>" for mark in reversed(marks)) + found[0]

    return _STYLED.sub(replaced, html)


def _marks_of(attributes: str, rules: Mapping[str, str]) -> tuple[str, ...]:
    own, named = _STYLE.search(attributes), _CLASS.search(attributes)
    style = (own[1] or own[2] or "") if own else ""
    if named and named[1] in rules:
        style = f"{rules[named[1]]};{style}"
    return tuple(mark for pattern, mark in _STYLE_MARKS if pattern.search(style)) if style else ()


def _word_lists(html: str) -> str:
    """Word writes list items as paragraphs with a style and a marker in the text; they become lists."""
    result: list[str] = []
    at = 0
    run: list[tuple[int, bool, str]] = []
    for found in _LIST_PARAGRAPH.finditer(html):
        if run and html[at : found.start()].strip():
            result.append(_nested_lists(run))
            run = []
        result.append(html[at : found.start()])
        marker = _TAGS.sub("", "".join(_IGNORED_MARKER.findall(found[3])) or _support_text(found[3]))
        words = _IGNORED_MARKER.sub("", _SUPPORT_LISTS.sub("", found[3]))
        run.append((int(found[2]), bool(_NUMBER.match(marker)), words))
        at = found.end()
    if run:
        result.append(_nested_lists(run))
    return "".join([*result, html[at:]])


def _support_text(html: str) -> str:
    found = _SUPPORT_LISTS.search(html)
    return found[0] if found else ""


def _nested_lists(items: Iterable[tuple[int, bool, str]]) -> str:
    """Items of (level, is numbered, words) as lists inside lists."""
    parts: list[str] = []
    open_tags: list[str] = []
    for level, is_numbered, words in items:
        tag = "ol" if is_numbered else "ul"
        while len(open_tags) > level:
            parts.append(f"</li></{open_tags.pop()}>")
        if len(open_tags) == level and open_tags[-1] != tag:
            parts.append(f"</li></{open_tags.pop()}>")
        if len(open_tags) == level:
            parts.append("</li><li>")
        while len(open_tags) < level:
            open_tags.append(tag)
            parts.append(f"<{tag}><li>")
        parts.append(f"<p>{words}</p>")
    parts.extend(f"</li></{tag}>" for tag in reversed(open_tags))
    return "".join(parts)


def _with_pictures(html: str, keep_picture: Callable[[str], str | None] | None) -> str:
    def kept(found: re.Match[str]) -> str:
        source = found[1][1:-1]
        if source.startswith(richtext.ATTACHMENT):
            return found[0]
        digest = keep_picture(source) if keep_picture else None
        return found[0].replace(found[1], f'"{richtext.ATTACHMENT}{digest}"') if digest else ""

    return _IMAGE.sub(kept, html)
