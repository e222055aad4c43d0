"""A case as Markdown, which every editor and most programs read; what Markdown cannot say is said in its HTML."""

import re
from collections.abc import Callable, Iterator, Sequence

from casedesk.domain import richtext
from casedesk.domain.blocks import LINE_BREAK, Block, Inline, ListBlock, Paragraph, Picture, Quote, Run, Table
from casedesk.domain.case import Case, Role
from casedesk.domain.dialogue import parted
from casedesk.domain.front_matter import front_matter_of

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")
_STARTS = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s|$)", re.MULTILINE)
_WRAPPED = {"strong": ("**", "**"), "em": ("*", "*"), "s": ("~~", "~~")}
_SPACE = re.compile(r"[\s()]")
PictureName = Callable[[str], str]
"""The path of a picture by its digest, as the file names it."""


def markdown_of(case: Case, *, names: Callable[[Role], str], picture: PictureName) -> str:
    """The whole case: a head of what is known of it, titles, sections under their names, questions with answers."""
    parts = [front_matter_of(case), f"# {_escaped(case.title)}"]
    if case.learner_title and case.learner_title != case.title:
        parts.append(f"*{_escaped(case.learner_title)}*")
    for section in case.sections:
        body = blocks_as_markdown(richtext.parse(section.html), picture)
        asked = [
            f"{number}. {_hanging(plain_as_markdown(item.text), 3)}"
            + (f"\n\n   > {_answer(item.answer)}" if item.answer else "")
            for number, item in enumerate(section.questions, start=1)
        ]
        if body or asked:
            parts += [f"## {_escaped(section.title or names(section.role))}", *filter(None, (body, "\n\n".join(asked)))]
    if case.note.strip():
        parts.append("> " + plain_as_markdown(case.note).replace("\n", "\n> "))
    return "\n\n".join(parts) + "\n"


def blocks_as_markdown(blocks: Sequence[Block], picture: PictureName) -> str:
    """Rich text as Markdown."""
    return "\n\n".join(text for block in blocks if (text := _block(block, picture)))


def _block(block: Block, picture: PictureName) -> str:
    match block:
        case Paragraph():
            words = inlines_as_markdown(block.inlines, picture)
            if block.is_heading:
                return f"### {words}"
            if block.kind is richtext.ParagraphKind.DIALOGUE and (said := parted(block.inlines))[0]:
                return f"**{inlines_as_markdown(said[0], picture)}** {inlines_as_markdown(said[1], picture).lstrip()}"
            return words
        case ListBlock():
            return "\n".join(_items(block, picture))
        case Quote():
            return "> " + blocks_as_markdown(block.blocks, picture).replace("\n", "\n> ")
        case Table():
            return _table(block, picture)


def _items(block: ListBlock, picture: PictureName) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}. " if block.ordered else "- "
        yield mark + _hanging(blocks_as_markdown(item, picture), len(mark))


def _table(table: Table, picture: PictureName) -> str:
    """A pipe table; cells that span others leave these empty."""
    grid: list[list[str]] = [[] for _ in table.rows]
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                grid[at].append("")
                column += 1
            words = blocks_as_markdown(cell.blocks, picture).replace("\n\n", "<br>").replace("\n", "<br>")
            grid[at] += [words, *("",) * (cell.colspan - 1)]
            taken |= {(at + y, column + x) for y in range(1, cell.rowspan) for x in range(cell.colspan)}
            column += cell.colspan
    width = max(map(len, grid), default=0)
    lines = [f"| {' | '.join([*row, *('',) * (width - len(row))])} |" for row in grid]
    return "\n".join((lines[0], f"|{' --- |' * width}", *lines[1:]))


def inlines_as_markdown(inlines: Sequence[Inline], picture: PictureName) -> str:
    """The words of a paragraph as Markdown, on one line."""
    return "".join(
        _run(item) if isinstance(item, Run) else f"![{_escaped(item.alt)}]({picture(item.digest)})" for item in inlines
    )


def _run(run: Run) -> str:
    """Marks stand close to the words, as Markdown wants them."""
    words = run.text.strip(f" \u3000{LINE_BREAK}")
    if not words:
        return run.text.replace(LINE_BREAK, "<br>")
    head, tail = run.text[: run.text.index(words)], run.text[run.text.index(words) + len(words) :]
    text = plain_as_markdown(words.replace(LINE_BREAK, "\n")).replace("\n", "<br>")
    for mark in reversed(richtext.MARKS):
        if mark in run.marks:
            start, end = _WRAPPED.get(mark, (f"<{mark}>", f"</{mark}>"))
            text = f"{start}{text}{end}"
    return f"{head.replace(LINE_BREAK, '<br>')}{text}{tail.replace(LINE_BREAK, '<br>')}"


def path_as_markdown(path: str) -> str:
    """A path as a link may name it."""
    return f"<{path}>" if _SPACE.search(path) else path


def plain_as_markdown(text: str) -> str:
    """Words that are to stand as they are, whatever signs are in them."""
    return _STARTS.sub(r"\1\\\2", _escaped(text))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _answer(text: str) -> str:
    return plain_as_markdown(text).replace("\n", "\n   > ")


def _hanging(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width)


def pictures_of(case: Case) -> tuple[Picture, ...]:
    """The pictures in a case, in order."""
    return tuple(item for section in case.sections for item in richtext.pictures(richtext.parse(section.html)))
