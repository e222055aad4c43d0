"""Stored rich text as blocks, read once.

What a library holds is canonical, and mostly plain paragraphs: those are read by a pattern, twenty times as fast as by
the HTML parser. Everything else goes to `richtext.parse`, which gives the same blocks.
"""

import html
import re
from functools import lru_cache

from casedesk.domain import richtext
from casedesk.domain.plain_text import plain
from casedesk.domain.richtext import (
    DIALOGUE_CLASS,
    LINE_BREAK,
    MARKS,
    Block,
    Inline,
    Paragraph,
    ParagraphKind,
    Run,
    normalised,
)

_START = f'<p(?: class="{DIALOGUE_CLASS}")?>'
_SIMPLE = re.compile(rf"(?:{_START}(?:[^<\x00-\x1f\x7f-\x9f]|<br>|</?(?:{'|'.join(MARKS)})>)*</p>)+")
_PARAGRAPHS = re.compile(f"({_START})(.*?)</p>")
_TOKENS = re.compile(r"(<[^>]+>)")


@lru_cache(maxsize=8192)
def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of canonical HTML; of any other HTML what `richtext.parse` makes of it."""
    if not _SIMPLE.fullmatch(text):
        return richtext.parse(text)
    paragraphs: list[Block] = []
    for start, content in _PARAGRAPHS.findall(text):
        inlines = _inlines(content)
        if inlines is None:
            return richtext.parse(text)
        paragraphs.append(Paragraph(inlines, ParagraphKind.TEXT if start == "<p>" else ParagraphKind.DIALOGUE))
    return tuple(paragraphs)


def plain_of(text: str) -> str:
    """The words of canonical HTML, as `richtext.to_plain` gives them."""
    if "<table" not in text:
        return plain(text)
    return "\n".join(richtext.plain_lines(blocks_of(text)))


def _inlines(content: str) -> tuple[Inline, ...] | None:
    """The runs of a paragraph, or None where its marks do not nest."""
    if "<" not in content:
        return (Run(_unescaped(content)),) if content else ()
    runs: list[Run] = []
    open_marks: list[str] = []
    for token in _TOKENS.split(content):
        if not token.startswith("<"):
            runs.append(Run(_unescaped(token), frozenset(open_marks)))
        elif token == "<br>":
            runs.append(Run(LINE_BREAK, frozenset(open_marks)))
        elif not token.startswith("</"):
            open_marks.append(token[1:-1])
        elif not open_marks or open_marks.pop() != token[2:-1]:
            return None
    return None if open_marks else normalised(runs)


def _unescaped(text: str) -> str:
    return html.unescape(text) if "&" in text else text
