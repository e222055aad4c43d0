"""What a source holds: drafts of cases, and everything else with the reason why it was left out."""

from collections.abc import Iterator, Sequence

from casedesk.domain.draft import Draft, Proposal, SourceText, Span, SpanKind
from casedesk.importing.answers import answer_blocks, with_answers
from casedesk.importing.cleaning import clean
from casedesk.importing.drafting import Drafter
from casedesk.importing.lines import Line, lines_of, trim
from casedesk.importing.plain_form import plain_form
from casedesk.importing.regions import Split
from casedesk.importing.splitting import split
from casedesk.importing.story_tables import story_tables
from casedesk.importing.wrapped import unwrapped
from casedesk.texts import tr


def propose(source: SourceText) -> Proposal:
    """The cases of a source as drafts, and what was left out. The spans of both tile the source's text."""
    lines = lines_of(source)
    if whole := unwrapped(source, lines):
        return whole.restored(_proposed(whole.source, lines_of(whole.source)))
    return _proposed(source, lines)


def _proposed(source: SourceText, lines: Sequence[Line]) -> Proposal:
    canon = plain_form(source.text)
    tables = story_tables(source.text, canon, lines)
    kept, furniture = clean(source.text, canon, tables.lines, tables.table)
    furniture.extend(tables.furniture)
    kept, blocks = answer_blocks(canon, kept)
    found = split(source.text, canon, kept, tables.table)
    drafter = Drafter(source, canon, kept, found.markers, found.titles)
    drafts, answers = with_answers(source.text, canon, tuple(drafter.drafts(found.regions)), blocks)
    headers = [Span(*place, SpanKind.FURNITURE, tr("A running header or footer")) for place in found.headers]
    known = [*furniture, *answers, *headers, *_contents(source, found, furniture)]
    return Proposal(source, drafts, tuple(_left_out(source, drafts, known)))


def _contents(source: SourceText, found: Split, furniture: Sequence[Span]) -> Iterator[Span]:
    """The tables of contents, but for the page numbers and the like in them, which are left out already."""
    for start, end in found.contents:
        inside = sorted((span.start, span.end) for span in furniture if start <= span.start < end)
        for hole_start, hole_end in [*inside, (end, end)]:
            first, last = trim(source.text, start, hole_start)
            if first < last:
                yield Span(first, last, SpanKind.FURNITURE, tr("A table of contents"))
            start = hole_end


def _left_out(source: SourceText, drafts: Sequence[Draft], known: Sequence[Span]) -> Iterator[Span]:
    """Furniture with its reasons, and whatever lies between, as text that belongs to no case."""
    taken = sorted([span for draft in drafts for span in draft.spans] + list(known), key=lambda span: span.start)
    furniture = {(span.start, span.end) for span in known}
    position = 0
    for span in [*taken, Span(len(source.text), len(source.text), SpanKind.LEFT_OVER)]:
        yield from _gap(source, position, span.start)
        if (span.start, span.end) in furniture:
            yield span
        position = max(position, span.end)


def _gap(source: SourceText, start: int, end: int) -> Iterator[Span]:
    start, end = trim(source.text, start, end)
    if start < end:
        yield Span(start, end, SpanKind.LEFT_OVER, tr("No case begins here"))
