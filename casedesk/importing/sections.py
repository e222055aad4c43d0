"""The sections of a draft as text: paragraphs put together again, bold, tables and pictures kept."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain import richtext
from casedesk.domain.case import Role
from casedesk.domain.draft import Draft, SectionText, SourceBlock, SourceText, Span, SpanKind, Style
from casedesk.domain.richtext import LINE_BREAK, Block, Inline, ListBlock, Paragraph, ParagraphKind, Picture, Run
from casedesk.importing import rules
from casedesk.importing.building import PICTURE
from casedesk.importing.dialogue import with_dialogue
from casedesk.importing.lines import is_ended, trim
from casedesk.importing.plain_form import plain_form
from casedesk.texts import tr

_SAID = f'<p class="{richtext.DIALOGUE_CLASS}">'
_ROLES = {SpanKind(role.value): role for role in Role}
_LABEL_SIGNS = re.compile(
    rf"^[\W_]*(?:(?:{rules.NUMBER}[、.．)）](?![0-9])|[①-⑳])[\W_]*)?(?=\w)|[\s:：】\]〗〕》＞>)）*●◆■▲★※☆◇□—–-]+$"
)
_LINE_ENDS = re.compile(r"[ \t\u3000]*[\n\u2028]+[ \t\u3000]*")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a draft that has one role, with the words of its label; empty where it has none."""

    role: Role
    label: str
    spans: Sequence[Span]


def section_texts(source: SourceText, draft: Draft) -> tuple[SectionText, ...]:
    """The draft's sections in the order in which they begin, one for each role; `html` is canonical rich text.

    Where a role is made of several parts ("Background", "What happened"), their labels become headings in it.
    """
    roles: dict[Role, list[_Part]] = {}
    for part in _parts(source, draft):
        roles.setdefault(part.role, []).append(part)
    starts = [block.start for block in source.blocks]
    return tuple(_section(source, starts, _with_needed_labels(parts)) for parts in roles.values())


def texts_in_order(source: SourceText, draft: Draft) -> tuple[SectionText, ...]:
    """What `section_texts` gives, in reading order: a role comes as often as the source comes back to it."""
    parts: list[list[_Part]] = []
    needed = [
        part for role in Role for part in _with_needed_labels([p for p in _parts(source, draft) if p.role is role])
    ]
    for part in sorted(needed, key=lambda part: part.spans[0].start):
        if parts and parts[-1][0].role is part.role:
            parts[-1].append(part)
        else:
            parts.append([part])
    starts = [block.start for block in source.blocks]
    return tuple(_section(source, starts, run) for run in parts)


def holds_only_answers(source: SourceText, draft: Draft) -> bool:
    """Whether all that stands in the resolution of a draft are answers to its questions."""
    pattern = rules.pattern(rules.table("sections")["answers"]["own"])
    parts = [part for part in _parts(source, draft) if part.role is Role.RESOLUTION]
    return bool(parts) and all(
        part.spans is draft.answers or pattern.fullmatch(plain_form(part.label)) for part in parts
    )


def _parts(source: SourceText, draft: Draft) -> list[_Part]:
    parts: list[_Part] = []
    held: list[Span] = []
    label = ""
    for span in draft.spans:
        role = _ROLES.get(span.kind)
        if held and role is not _ROLES[held[-1].kind]:
            parts.append(_Part(_ROLES[held[-1].kind], label, held))
            held, label = [], ""
        if role:
            held.append(span)
        elif span.kind is SpanKind.MARKER:
            label = _LABEL_SIGNS.sub("", source.text[span.start : span.end])
    if held:
        parts.append(_Part(_ROLES[held[-1].kind], label, held))
    return [*parts, _Part(Role.RESOLUTION, tr("Answers"), draft.answers)] if draft.answers else parts


def _with_needed_labels(parts: Sequence[_Part]) -> list[_Part]:
    """The parts of one role, without their labels where those tell nothing beside the name of the role."""
    telling = {part.label for part in parts if part.label}
    if parts and (len(parts) == 1 or len(telling) == 1 or parts[0].role is Role.QUESTION):
        return [replace(part, label="") for part in parts]
    return list(parts)


def _section(source: SourceText, starts: Sequence[int], parts: Sequence[_Part]) -> SectionText:
    blocks: list[Block] = []
    previous: Span | None = None
    for part in parts:
        if part.label:
            blocks.append(Paragraph((Run(part.label),), ParagraphKind.HEADING))
            previous = None
        for span in part.spans:
            added = list(_blocks(source, starts, span))
            if previous and _goes_on(source, previous, span) and _joins(blocks, added):
                blocks[-1] = _joined(blocks[-1], added[0])
                added = added[1:]
            blocks.extend(added)
            previous = span
    merged = tuple(_with_lists_joined(blocks))
    if parts[0].role is Role.BODY:
        merged = with_dialogue(merged)
    html = richtext.serialise(merged)
    return SectionText(parts[0].role, "\n".join(line for line in richtext.plain_lines(merged) if line.strip()), html)


def _goes_on(source: SourceText, before: Span, after: Span) -> bool:
    """Whether a paragraph was broken off by a page number or the like and goes on behind it."""
    gap = source.text[before.end : after.start]
    if not gap.strip():
        return False
    if "\n" not in gap:
        return True
    return (
        len(gap.strip()) < 200
        and before.end - before.start >= 20
        and not is_ended(source.text[before.end - 1 : before.end])
    )


def _joins(blocks: Sequence[Block], added: Sequence[Block]) -> bool:
    return bool(blocks and added) and isinstance(blocks[-1], Paragraph) and isinstance(added[0], Paragraph)


def _joined(before: Block, after: Block) -> Block:
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    return Paragraph(richtext.normalised(_glued(list(before.inlines), list(after.inlines))), before.kind)


def _blocks(source: SourceText, starts: Sequence[int], span: Span) -> Iterator[Block]:
    """The rich text of a span: one paragraph, whatever lines it was wrapped to, or the tables it covers."""
    inlines: list[Inline] = []
    bulleted = said = False
    position = span.start
    index = max(0, bisect_right(starts, span.start) - 1)
    while index < len(source.blocks) and source.blocks[index].start < span.end:
        block = source.blocks[index]
        index += 1
        start, end = max(block.start, span.start), min(block.end, span.end)
        start, end = (start, end) if start == span.start else trim(source.text, start, end)
        if start >= end:
            continue
        inlines = _glued(inlines, _plain_runs(source.text[position:start]))
        position = end
        whole = start <= _first(source, block) and end >= _last(source, block)
        if block.style is Style.TABLE and block.html and whole:
            yield from _paragraph(inlines)
            inlines = []
            yield from richtext.parse(block.html)
            continue
        bulleted = bulleted or (block.style is Style.LIST_ITEM and block.html.startswith("<ul>"))
        said = said or block.html.startswith(_SAID)
        inlines = _glued(inlines, _slice(source, block, start, end))
    inlines = _glued(inlines, _plain_runs(source.text[position : span.end]))
    yield from _paragraph(inlines, bulleted=bulleted, said=said)


def _first(source: SourceText, block: SourceBlock) -> int:
    text = source.text[block.start : block.end]
    return block.start + len(text) - len(text.lstrip())


def _last(source: SourceText, block: SourceBlock) -> int:
    return block.start + len(source.text[block.start : block.end].rstrip())


def _paragraph(inlines: Sequence[Inline], *, bulleted: bool = False, said: bool = False) -> Iterator[Block]:
    inlines = _stripped(richtext.normalised(inlines))
    if inlines:
        paragraph = Paragraph(tuple(inlines), ParagraphKind.DIALOGUE if said else ParagraphKind.TEXT)
        yield ListBlock(((paragraph,),)) if bulleted else paragraph


def _slice(source: SourceText, block: SourceBlock, start: int, end: int) -> list[Inline]:
    """The inlines of a part of a block; plain where the block has no rich text of its own."""
    if not block.html:
        return _plain_runs(source.text[start:end])
    rich = _inlines_of(richtext.parse(block.html))
    if rich is None:
        return _plain_runs(source.text[start:end])
    result: list[Inline] = []
    position = block.start
    for item in rich:
        length = 1 if isinstance(item, Picture) else len(item.text)
        first, last = max(start, position), min(end, position + length)
        if first < last:
            result.append(
                Run(item.text[first - position : last - position], item.marks) if isinstance(item, Run) else item
            )
        position += length
    return [Run(_unwrapped(item.text), item.marks) if isinstance(item, Run) else item for item in result]


def _inlines_of(blocks: Sequence[Block]) -> tuple[Inline, ...] | None:
    """The inlines of a block that is one paragraph, or a list with one; None for anything else."""
    match blocks:
        case (Paragraph(inlines=inlines),):
            return inlines
        case (ListBlock(items=((Paragraph(inlines=inlines),),)),):
            return inlines
        case _:
            return None


def _plain_runs(text: str) -> list[Inline]:
    words = _unwrapped(text.replace(PICTURE, ""))
    return [Run(words)] if words else []


def _unwrapped(text: str) -> str:
    """Text without hard wraps: ideographs are put together, other words parted by a space."""
    parts = _LINE_ENDS.split(text.replace("\t", " "))
    result = parts[0]
    for part in parts[1:]:
        result += (" " if _needs_space(result[-1:], part[:1]) else "") + part
    return result


def _needs_space(before: str, after: str) -> bool:
    return bool(before.strip() and after.strip()) and not (_WIDE.match(before) or _WIDE.match(after))


def _glued(before: list[Inline], after: list[Inline]) -> list[Inline]:
    if not before or not after:
        return [*before, *after]
    last, first = before[-1], after[0]
    if isinstance(last, Run) and isinstance(first, Run) and _needs_space(last.text[-1:], first.text[:1]):
        return [*before, Run(" "), *after]
    return [*before, *after]


def _stripped(inlines: Sequence[Inline]) -> list[Inline]:
    result = list(inlines)
    while result and isinstance(result[0], Run) and not result[0].text.strip(" \u3000" + LINE_BREAK):
        result.pop(0)
    while result and isinstance(result[-1], Run) and not result[-1].text.strip(" \u3000" + LINE_BREAK):
        result.pop()
    if result and isinstance(result[0], Run):
        result[0] = Run(result[0].text.lstrip(" \u3000"), result[0].marks)
    if result and isinstance(result[-1], Run):
        result[-1] = Run(result[-1].text.rstrip(" \u3000"), result[-1].marks)
    return result


def _with_lists_joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Neighbouring lists as one list."""
    held: ListBlock | None = None
    for block in blocks:
        if isinstance(block, ListBlock) and held and held.ordered == block.ordered:
            held = ListBlock((*held.items, *block.items), held.ordered)
            continue
        if held:
            yield held
        held = block if isinstance(block, ListBlock) else None
        if held is None:
            yield block
    if held:
        yield held
