"""A story in rich text, cut into the sections of a case where its own headings say so; not a word of it is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from casedesk.domain import case_steps, richtext
from casedesk.domain.case import Case, Role, Section
from casedesk.domain.draft import Draft, SourceBlock, SourceText, Span, SpanKind, Style
from casedesk.domain.richtext import Block, ListBlock, Paragraph, Picture
from casedesk.importing.case_making import to_case
from casedesk.importing.language import language_of
from casedesk.importing.proposing import propose

_ROLES = {SpanKind(role.value): role for role in Role}


@dataclass(frozen=True, slots=True)
class Story:
    """The title that the text gives itself, empty for none, and its sections in the order of the text."""

    title: str
    sections: tuple[Section, ...]


def story_of(html: str) -> Story | None:
    """The sections of one whole case; None for text that is of one piece, or tells several cases.

    `html` must be canonical. Formatting, tables and pictures stay as they are; questions become rows.
    """
    blocks = richtext.parse(html)
    source, places = _source(blocks)
    drafts = propose(source).drafts
    if len(drafts) != 1:
        return None
    draft = drafts[0]
    title, parts = _parts(blocks, places, draft)
    if len(parts) < 2:
        return None
    rows = next((s for s in to_case(source, draft).sections if s.role is Role.QUESTION), None)
    sections = tuple(
        rows
        if role is Role.QUESTION and rows is not None and rows.questions
        else Section(role, richtext.serialise(part))
        for role, part in parts.items()
    )
    return Story(title, sections)


def case_from_text(html: str, *, case_id: int, uid: str, title: str, now: datetime) -> Case:
    """A new case that holds this text, in its sections where it names them; `title` is for text without words."""
    story = story_of(html)
    if story is None:
        own, rest = case_steps.title_of(html)
        story = Story(own, (Section(Role.BODY, rest),))
    language = language_of(richtext.to_plain(html))
    case = case_steps.new_case(case_id=case_id, uid=uid, title=title, language=language, now=now)
    first = story.title or case_steps.title_of(story.sections[0].html)[0]
    return case_steps.with_story(case, 0, story.sections, title=first)


def _source(blocks: Sequence[Block]) -> tuple[SourceText, list[tuple[int, int]]]:
    """The words of blocks as something to import, and where each block stands in them."""
    lines: list[SourceBlock] = []
    places: list[tuple[int, int]] = []
    text = ""
    for block in blocks:
        start = len(text)
        for words, style in _lines(block):
            lines.append(SourceBlock(len(text), len(text) + len(words), style, bold=_is_bold(block)))
            text += words + "\n"
        places.append((start, max(start, len(text) - 1)))
    return SourceText("", text, tuple(line for line in lines if line.end > line.start)), places


def _lines(block: Block) -> Iterator[tuple[str, Style]]:
    match block:
        case Paragraph():
            yield block.text, Style.HEADING if block.is_heading else Style.PARAGRAPH
        case ListBlock():
            for number, item in enumerate(block.items, 1):
                sign = f"{number}. " if block.ordered else ""
                yield sign + " ".join(richtext.plain_lines(item)), Style.LIST_ITEM
        case _:
            for line in richtext.plain_lines((block,)):
                yield line, Style.PARAGRAPH


def _is_bold(block: Block) -> bool:
    if not isinstance(block, Paragraph) or not block.inlines:
        return False
    return all(isinstance(item, Picture) or "strong" in item.marks for item in block.inlines)


def _parts(
    blocks: Sequence[Block], places: Sequence[tuple[int, int]], draft: Draft
) -> tuple[str, dict[Role, list[Block]]]:
    """The title that the first block gives, and the blocks of each role."""
    title = ""
    parts: dict[Role, list[Block]] = {}
    role = Role.BODY
    for at, (block, (start, end)) in enumerate(zip(blocks, places, strict=True)):
        spans = [span for span in draft.spans if span.start < end and span.end > start]
        if at == 0 and spans and all(span.kind is SpanKind.HEADING for span in spans) and not _has_picture(block):
            title = draft.title
            continue
        role = _role_of(spans, role)
        rest = _without_marker(block, start, spans)
        if rest is not None:
            parts.setdefault(role, []).append(rest)
    return title, {role: part for role, part in parts.items() if any(map(_says_something, part))}


def _role_of(spans: Sequence[Span], before: Role) -> Role:
    roles = [_ROLES[span.kind] for span in spans if span.kind in _ROLES]
    return roles[-1] if roles else before


def _without_marker(block: Block, start: int, spans: Sequence[Span]) -> Block | None:
    """The block without the label of its section; None for a block that was only the label."""
    if not isinstance(block, Paragraph) or not spans or spans[0].kind is not SpanKind.MARKER:
        return block
    if len(spans) == 1:
        return block if _has_picture(block) else None
    left = spans[1].start - start
    inlines: list[richtext.Inline] = []
    for item in block.inlines:
        if isinstance(item, Picture):
            inlines.append(item)
            continue
        inlines.append(replace(item, text=item.text[left:] if left > 0 else item.text))
        left -= len(item.text)
    return replace(block, inlines=richtext.normalised(inlines))


def _has_picture(block: Block) -> bool:
    return any(True for _ in richtext.pictures((block,)))


def _says_something(block: Block) -> bool:
    return _has_picture(block) or any(line.strip() for line in richtext.plain_lines((block,)))
