"""Rich text: a small HTML subset, and the neutral blocks it stands for.

The subset, canonical form: blocks `p`, `p class="dialogue"` (a line that somebody says), `h3` (a heading inside a
section), `ul`, `ol`, `li`, `blockquote`, `table`/`tr`/`th`/`td` (`colspan`, `rowspan`); inline `strong em u s mark sup
sub`, nested in that order, `br`, and `img` with `src="attachment:DIGEST"`, `alt`, `width` (pixels at 96 dpi). Every
`li`, `blockquote` and cell holds blocks, and a table is a full grid (see `blocks`). There is no white space between
blocks; inside them spaces are kept as they stand. Links keep their words only.

`parse` accepts anything, drops what is outside the subset and never raises; `serialise` writes the canonical form, so
`canonical(canonical(x)) == canonical(x)`, and `parse(serialise(blocks)) == normal_form(blocks)`.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from casedesk.domain.blocks import (
    LINE_BREAK,
    MARKS,
    Block,
    Cell,
    Inline,
    ListBlock,
    Paragraph,
    ParagraphKind,
    Picture,
    Quote,
    Run,
    Table,
    cleaned,
    normal_form,
    normalised,
)
from casedesk.domain.richtext_parser import ATTACHMENT, DIALOGUE_CLASS, MAX_DEPTH, parse

__all__ = [
    "ATTACHMENT", "DIALOGUE_CLASS", "LINE_BREAK", "MARKS", "MAX_DEPTH", "Block", "Cell", "Inline", "ListBlock",
    "Paragraph", "ParagraphKind", "Picture", "Quote", "Run", "Table", "canonical", "from_plain", "normal_form",
    "normalised", "parse", "pictures", "plain_lines", "serialise", "to_plain",
]  # fmt: skip


def serialise(blocks: Iterable[Block]) -> str:
    """The canonical HTML of blocks."""
    return _write_all(normal_form(blocks))


def canonical(text: str) -> str:
    """The canonical form of any HTML."""
    return _write_all(parse(text))


def from_plain(text: str) -> str:
    """Canonical HTML of plain text: a paragraph for each line that is not blank."""
    lines = (cleaned(line).strip() for line in re.split(r"\r\n?|\n", text))
    return serialise(Paragraph((Run(line),)) for line in lines if line)


def to_plain(text: str) -> str:
    """The words of HTML: a line for every paragraph, list item and table row; cells are parted by tabs."""
    return "\n".join(plain_lines(parse(text)))


def plain_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of `to_plain`, for blocks."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case ListBlock():
                for item in block.items:
                    yield from plain_lines(item)
            case Quote():
                yield from plain_lines(block.blocks)
            case Table():
                for row in block.rows:
                    yield "\t".join(" ".join(plain_lines(cell.blocks)).replace("\n", " ") for cell in row)


def pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """All pictures in blocks, in order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from (inline for inline in block.inlines if isinstance(inline, Picture))
            case ListBlock():
                for item in block.items:
                    yield from pictures(item)
            case Quote():
                yield from pictures(block.blocks)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from pictures(cell.blocks)


_PARAGRAPH_TAGS = {
    ParagraphKind.TEXT: ("<p>", "</p>"),
    ParagraphKind.HEADING: ("<h3>", "</h3>"),
    ParagraphKind.DIALOGUE: (f'<p class="{DIALOGUE_CLASS}">', "</p>"),
}


def _write_all(blocks: Iterable[Block]) -> str:
    return "".join(_write(block) for block in blocks)


def _write(block: Block) -> str:
    match block:
        case Paragraph():
            start, end = _PARAGRAPH_TAGS[block.kind]
            return f"{start}{_write_inlines(block.inlines)}{end}"
        case ListBlock():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_write_all(item)}</li>' for item in block.items)}</{tag}>"
        case Quote():
            return f"<blockquote>{_write_all(block.blocks)}</blockquote>"
        case Table():
            rows = ("".join(_write_cell(cell) for cell in row) for row in block.rows)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _write_cell(cell: Cell) -> str:
    tag = "th" if cell.is_header else "td"
    spans = "".join(
        f' {name}="{span}"' for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if span > 1
    )
    return f"<{tag}{spans}>{_write_all(cell.blocks)}</{tag}>"


def _write_inlines(inlines: Sequence[Inline]) -> str:
    return "".join(_write_picture(item) if isinstance(item, Picture) else _write_run(item) for item in inlines)


def _write_run(run: Run) -> str:
    text = html.escape(run.text, quote=False).replace(LINE_BREAK, "<br>")
    for mark in reversed(MARKS):
        if mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
    return text


def _write_picture(picture: Picture) -> str:
    width = f' width="{picture.width}"' if picture.width else ""
    return f'<img src="{ATTACHMENT}{picture.digest}" alt="{html.escape(picture.alt)}"{width}>'
