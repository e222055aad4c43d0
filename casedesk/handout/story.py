"""Rich text as the paragraphs and tables of a handout."""

import re
from collections.abc import Iterator, Sequence

from casedesk.domain import richtext
from casedesk.domain.handout_blocks import Exhibit, HandoutBlock, Kind, Para

_CAPTION = re.compile(r"\s*(?:[表图圖]|Table|Figure|Fig\.|Exhibit)\s*[\d一二三四五六七八九十]", re.IGNORECASE)
_SOURCE = re.compile(r"\s*(?:[注註]|说明|說明|资料来源|資料來源|来源|來源|Notes?|Sources?)\s*[:：]", re.IGNORECASE)
_CAPTION_LENGTH = 60

_AS_IN_QUOTE = (Kind.BULLET, Kind.NUMBER, Kind.CAPTION, Kind.SOURCE, Kind.DIALOGUE)

Voice = Kind
"""TEXT for the story, ANALYSIS, RESOLUTION, LESSON … for the trainer's sections."""


def paragraphs(blocks: Sequence[richtext.Block], voice: Voice = Kind.TEXT) -> tuple[HandoutBlock, ...]:
    """The blocks of a handout for rich text; empty paragraphs are left out, as styles make the space."""
    result: list[HandoutBlock] = []
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        result.extend(_convert(block, before, after, voice))
    return tuple(result)


def _convert(
    block: richtext.Block, before: richtext.Block | None, after: richtext.Block | None, voice: Voice
) -> Iterator[HandoutBlock]:
    match block:
        case richtext.Paragraph():
            if block.text.strip() or any(isinstance(item, richtext.Picture) for item in block.inlines):
                yield Para(_paragraph_kind(block, before, after, voice), block.inlines)
        case richtext.ListBlock():
            yield from _list_items(block, 0, voice)
        case richtext.Quote():
            yield from _in_quote(paragraphs(block.blocks, voice))
        case richtext.Table():
            yield Exhibit(block)


def _paragraph_kind(
    block: richtext.Paragraph, before: richtext.Block | None, after: richtext.Block | None, voice: Voice
) -> Kind:
    if block.is_heading:
        return Kind.SUB_HEADING
    if block.kind is richtext.ParagraphKind.DIALOGUE and block.text.strip():
        return Kind.DIALOGUE
    if len(block.text) <= _CAPTION_LENGTH and _CAPTION.match(block.text):
        if isinstance(after, richtext.Table):
            return Kind.CAPTION
        if _is_picture(before):
            return Kind.FIGURE_CAPTION
    if isinstance(before, richtext.Table) and _SOURCE.match(block.text):
        return Kind.SOURCE
    return voice


def _is_picture(block: richtext.Block | None) -> bool:
    return (
        isinstance(block, richtext.Paragraph)
        and not block.text.strip()
        and any(isinstance(item, richtext.Picture) for item in block.inlines)
    )


def _list_items(block: richtext.ListBlock, level: int, voice: Voice) -> Iterator[HandoutBlock]:
    kind = Kind.NUMBER if block.ordered else Kind.BULLET
    list_voice = Kind.TEXT if voice is Kind.TEXT else Kind.ANALYSIS
    for place, item in enumerate(block.items, start=1):
        is_first = True
        for child in item:
            if isinstance(child, richtext.Paragraph) and is_first:
                number = f"{place}." if block.ordered else "–"
                yield Para(kind, child.inlines, number=number, level=level, voice=list_voice)
                is_first = False
            elif isinstance(child, richtext.ListBlock):
                yield from _list_items(child, level + 1, voice)
            else:
                yield from _convert(child, None, None, voice)


def _in_quote(blocks: Sequence[HandoutBlock]) -> Iterator[HandoutBlock]:
    for block in blocks:
        if isinstance(block, Para) and block.kind not in _AS_IN_QUOTE:
            yield Para(Kind.QUOTE, block.inlines)
        else:
            yield block
