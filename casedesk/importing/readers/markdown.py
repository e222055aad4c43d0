"""Markdown: headings, lists, emphasis and tables as what they are; everything else as plain text."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.domain.richtext import LINE_BREAK, Cell, Inline, Paragraph, Run, Table
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.plain import decode
from casedesk.texts import N_

MEDIA_TYPE = "text/markdown"
_EMPTY = N_("The file holds no text.")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_BULLET = re.compile(r"([ \t]*)[-*+][ \t]+(?=\S)(.*)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*\*|___|\*\*|__|\*|(?<![\w])_|~~|`)(?=\S)(.+?)(?<=\S)\1")
_MARKS = {
    "**": {"strong"},
    "__": {"strong"},
    "*": {"em"},
    "_": {"em"},
    "***": {"strong", "em"},
    "___": {"strong", "em"},
    "~~": {"s"},
    "`": set[str](),
}


def read(path: Path, data: bytes, *, encoding: str = "") -> SourceText:
    """The file's blocks."""
    text, found = decode(data, encoding=encoding)
    builder = SourceBuilder(path.name, MEDIA_TYPE, encoding=found)
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    _blocks(builder, _without_front_matter(lines))
    if builder.is_empty:
        raise UnreadableFileError(_EMPTY)
    return builder.result()


def _without_front_matter(lines: list[str]) -> list[str]:
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:40]):
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
        return lines[end + 1 :]
    return lines


def _blocks(builder: SourceBuilder, lines: Sequence[str]) -> None:
    held: list[str] = []
    fenced = False
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        following = lines[index] if index < len(lines) else ""
        if _FENCE.match(line):
            fenced = not fenced
            _paragraph(builder, held)
        elif fenced:
            builder.text(line)
        elif not line.strip():
            _paragraph(builder, held)
            builder.text("")
        elif heading := _HEADING.match(line):
            _paragraph(builder, held)
            builder.paragraph(inlines(heading[2]), style=Style.HEADING, level=len(heading[1]))
        elif not held and _UNDERLINE.match(following) and not _RULE.match(line) and len(line.strip()) <= 80:
            builder.paragraph(inlines(line.strip()), style=Style.HEADING, level=1 if "=" in following else 2)
            index += 1
        elif "|" in line and _TABLE_RULE.match(following) and "|" in following:
            _paragraph(builder, held)
            index = _table(builder, lines, index - 1)
        elif _RULE.match(line):
            _paragraph(builder, held)
        elif bullet := _BULLET.match(line):
            _paragraph(builder, held)
            depth = len(bullet[1].expandtabs(4)) // 2 + 1
            builder.paragraph(inlines(bullet[2]), style=Style.LIST_ITEM, level=depth, bulleted=True)
        else:
            _hold(builder, held, line)
    _paragraph(builder, held)


def _hold(builder: SourceBuilder, held: list[str], line: str) -> None:
    """Lines of one paragraph go together, but not where each line stands by itself, as Chinese texts often do."""
    words = line.strip().lstrip(">").strip()
    if (held and not (held[-1].isascii() and words.isascii())) or re.match(r"[0-9]+[.)、]|[(（【]", words):
        _paragraph(builder, held)
    held.append(words + (LINE_BREAK if line.endswith("  ") and words.isascii() else ""))


def _paragraph(builder: SourceBuilder, held: list[str]) -> None:
    if held:
        builder.paragraph(inlines(" ".join(held).rstrip(LINE_BREAK)))
        held.clear()


def inlines(words: str) -> list[Inline]:
    """The words with their emphasis."""
    return list(_runs(_LINK.sub(r"\1", re.sub(r"\\([\\`*_{}\[\]()#+.!|>~-])", r"\1", words)), frozenset()))


def _runs(words: str, marks: frozenset[str]) -> Iterator[Inline]:
    position = 0
    for match in _EMPHASIS.finditer(words):
        if match.start() > position:
            yield Run(words[position : match.start()], marks)
        yield from _runs(match[2], marks | _MARKS[match[1]])
        position = match.end()
    if position < len(words):
        yield Run(words[position:], marks)


def _table(builder: SourceBuilder, lines: Sequence[str], start: int) -> int:
    """Add the table that begins at line `start`; the number of the line after it."""
    rows = [_row(lines[start], is_header=True)]
    index = start + 2
    while index < len(lines) and "|" in lines[index] and lines[index].strip():
        rows.append(_row(lines[index], is_header=False))
        index += 1
    builder.table(Table(tuple(rows)))
    return index


def _row(line: str, *, is_header: bool) -> tuple[Cell, ...]:
    cells = line.strip().strip("|").split("|")
    return tuple(Cell((Paragraph(tuple(inlines(cell.strip()))),), is_header) for cell in cells)
