"""The steps of a review: each takes a proposal and gives the changed one. None loses a character or takes one twice.

Positions are characters of `proposal.source.text`; drafts and left-out spans are named by their index in the proposal.
A step that changes nothing gives back the same proposal.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from casedesk.domain.draft import Decision, Draft, Proposal, Span, SpanKind, Style
from casedesk.domain.owned_spans import OwnedSpan, Touched, cut, rebuilt, touched, trimmed
from casedesk.texts import tr

LEFT_OUT_KINDS = frozenset({SpanKind.FURNITURE, SpanKind.LEFT_OVER})
"""The kinds of text that belong to no case."""

_TITLE_LENGTH = 24
_SENTENCE_END = re.compile(r"[。！？!?.…：:；;”’」』）)]\s*\Z")
_LINE_END = re.compile(r"[\n。!?！？]")
_CLOSING = re.compile(r"[\s。！？!?.…，,、；;：:”’」』）)】]+")
"""What belongs to the words before it: no case begins with it."""


def keep(proposal: Proposal, index: int) -> Proposal:
    """The draft will be added to the library."""
    return _decided(proposal, {index}, Decision.KEEP)


def drop(proposal: Proposal, index: int) -> Proposal:
    """The draft will not be added; its text stays marked as its own, so the decision can be taken back."""
    return _decided(proposal, {index}, Decision.DROP)


def undecide(proposal: Proposal, index: int) -> Proposal:
    """The decision about the draft is taken back."""
    return _decided(proposal, {index}, Decision.UNDECIDED)


def alike(proposal: Proposal, index: int) -> tuple[int, ...]:
    """The drafts that began with the same kind of heading as this one, itself among them."""
    pattern = proposal.drafts[index].pattern
    return tuple(i for i, draft in enumerate(proposal.drafts) if draft.pattern == pattern)


def apply_to_alike(proposal: Proposal, index: int, decision: Decision) -> Proposal:
    """The decision for the draft, unless it is in the library, and for all undecided ones that began alike."""
    undecided = {i for i in alike(proposal, index) if proposal.drafts[i].decision is Decision.UNDECIDED}
    own = {index} if proposal.drafts[index].decision is not Decision.ADDED else set[int]()
    return _decided(proposal, {*own, *undecided}, decision)


def rename(proposal: Proposal, index: int, title: str) -> Proposal:
    """The draft with another title; a title of nothing but spaces changes nothing."""
    title = " ".join(title.split())
    if not title:
        return proposal
    return _with_draft(proposal, index, lambda draft: replace(draft, title=title, title_is_made=False))


def relabel(proposal: Proposal, start: int, end: int, kind: SpanKind) -> Proposal:
    """The stretch [start, end) becomes `kind`. Text that was left out joins the draft that holds the stretch, stands
    before it or follows it; where there is no draft it begins one. Text that becomes left-out leaves its draft."""
    start, end = trimmed(proposal, start, end)
    if start >= end:
        return proposal
    before = touched(proposal, start, end)
    owner = _owner_of(proposal, before, start, end)
    if kind in LEFT_OUT_KINDS:
        items = [
            OwnedSpan(left(item.span, kind), None) if start <= item.span.start < end else item
            for item in cut(proposal, before.items, start, end)
        ]
        return rebuilt(proposal, before, items)
    if owner is None:
        return begin(proposal, start, end)
    before = touched(proposal, start, end, owner)
    items = [
        OwnedSpan(_called(item.span, kind), owner if item.owner is None else item.owner)
        if start <= item.span.start < end
        else item
        for item in _cut_to_paragraphs(proposal, cut(proposal, before.items, start, end), start, end)
    ]
    result = rebuilt(proposal, before, items)
    return _retitled(result, start, end) if kind is SpanKind.HEADING else result


def begin(proposal: Proposal, start: int, end: int) -> Proposal:
    """A new draft out of the left-out text in [start, end)."""
    start, end = trimmed(proposal, start, end)
    before = touched(proposal, start, end)
    owner = len(proposal.drafts)
    items = [
        OwnedSpan(_called(item.span, SpanKind.BODY), owner)
        if item.owner is None and start <= item.span.start < end
        else item
        for item in _cut_to_paragraphs(proposal, cut(proposal, before.items, start, end), start, end)
    ]
    first = next((item.span for item in items if item.owner == owner), None)
    if first is None:
        return proposal
    reasons = ((True, tr("You began it here")),)
    draft = Draft(_made_title(proposal, first), (), title_is_made=True, pattern="reviewer", reasons=reasons)
    return rebuilt(proposal, before, items, new=(draft,))


def split(proposal: Proposal, index: int, offset: int) -> Proposal:
    """The draft cut in two at `offset`, which must lie inside it; a cut at its edges changes nothing.

    Punctuation that closes the sentence before the cut stays with that sentence.
    """
    if closing := _CLOSING.match(proposal.source.text, offset):
        offset = closing.end()
    before = touched(proposal, 0, 0, index)
    items = list(cut(proposal, before.items, offset))
    behind = [item.span for item in items if item.span.start >= offset]
    if not behind or len(behind) == len(items):
        return proposal
    owner = len(proposal.drafts)
    first = next((span for span in behind if span.kind is SpanKind.HEADING), None)
    draft = replace(
        proposal.drafts[index],
        title=_words(proposal, first) if first else _made_title(proposal, behind[0]),
        spans=(),
        title_is_made=first is None,
        pattern="reviewer",
        decision=Decision.UNDECIDED,
        likeness=None,
        reasons=((True, tr("You cut it here")),),
    )
    items = [replace(item, owner=owner) if item.span.start >= offset else item for item in items]
    return rebuilt(proposal, before, items, new=(draft,))


def join(proposal: Proposal, index: int) -> Proposal:
    """The draft joined to the one before it; its heading becomes text, its sections keep their roles.

    Where one of the two is in the library already, the whole waits to be decided about.
    """
    if index <= 0:
        return proposal
    previous = index - 1
    before = touched(proposal, 0, 0, previous, index)
    items = [OwnedSpan(_as_text(item.span), previous) if item.owner == index else item for item in before.items]
    reason = (True, tr("You joined two drafts"))
    joined = rebuilt(proposal, before, items)
    decisions = {proposal.drafts[previous].decision, proposal.drafts[index].decision}
    is_new = len(decisions) > 1 and Decision.ADDED in decisions
    return _with_draft(
        joined,
        previous,
        lambda draft: replace(
            draft,
            reasons=(*draft.reasons, reason),
            decision=Decision.UNDECIDED if is_new else draft.decision,
        ),
    )


def move_start(proposal: Proposal, index: int, offset: int) -> Proposal:
    """The draft begins at `offset`: what lies before leaves it, what lies between joins it, also from other drafts."""
    draft = proposal.drafts[index]
    return _moved(proposal, index, min(offset, draft.end), draft.end)


def move_end(proposal: Proposal, index: int, offset: int) -> Proposal:
    """The draft ends at `offset`: what lies behind leaves it, what lies between joins it, also from other drafts."""
    draft = proposal.drafts[index]
    return _moved(proposal, index, draft.start, max(offset, draft.start))


def move_boundary(proposal: Proposal, index: int, offset: int) -> Proposal:
    """The boundary between the draft and the one before it moves to `offset`; text between changes hands."""
    if index <= 0:
        return move_start(proposal, index, offset)
    first, draft = proposal.drafts[index - 1], proposal.drafts[index]
    if not first.start < offset < draft.end:
        return proposal
    before = touched(proposal, 0, 0, index - 1, index)
    items: list[OwnedSpan] = []
    for item in cut(proposal, before.items, offset):
        if item.owner == index and item.span.start < offset:
            item = OwnedSpan(_as_text(item.span), index - 1)
        elif item.owner == index - 1 and item.span.start >= offset:
            item = OwnedSpan(_as_text(item.span), index)
        items.append(item)
    return rebuilt(proposal, before, items)


def _moved(proposal: Proposal, index: int, start: int, end: int) -> Proposal:
    if start >= end:
        return proposal
    before = touched(proposal, start, end, index)
    items: list[OwnedSpan] = []
    for item in cut(proposal, before.items, start, end):
        inside = start <= item.span.start < end
        if inside and item.owner != index and item.span.kind is not SpanKind.FURNITURE:
            item = OwnedSpan(_as_text(item.span), index)
        elif not inside and item.owner == index:
            item = OwnedSpan(left(item.span, SpanKind.LEFT_OVER), None)
        items.append(item)
    return rebuilt(proposal, before, items)


def _decided(proposal: Proposal, indices: Iterable[int], decision: Decision) -> Proposal:
    chosen = set(indices)
    if all(proposal.drafts[i].decision is decision for i in chosen):
        return proposal
    drafts = (replace(d, decision=decision) if i in chosen else d for i, d in enumerate(proposal.drafts))
    return replace(proposal, drafts=tuple(drafts))


def _with_draft(proposal: Proposal, index: int, change: Callable[[Draft], Draft]) -> Proposal:
    return replace(proposal, drafts=tuple(change(d) if i == index else d for i, d in enumerate(proposal.drafts)))


def _cut_to_paragraphs(proposal: Proposal, items: Iterable[OwnedSpan], start: int, end: int) -> Iterator[OwnedSpan]:
    """Text that was left out lies in one piece, and a span is one paragraph: it is cut where paragraphs end."""
    for item in items:
        if item.owner is not None or not start <= item.span.start < end:
            yield item
            continue
        yield from cut(proposal, (item,), *_paragraph_starts(proposal, item.span))


def _paragraph_starts(proposal: Proposal, span: Span) -> Iterator[int]:
    """Where paragraphs begin inside a span: behind the end of a sentence, at an indent, in a list or a heading."""
    text, blocks = proposal.source.text, proposal.source.blocks
    for at in range(bisect_right(blocks, span.start, key=lambda block: block.start), len(blocks)):
        block = blocks[at]
        if block.start >= span.end:
            return
        is_wrapped = block.style is blocks[at - 1].style is Style.PARAGRAPH
        is_indented = text[block.start : block.start + 1].isspace()
        if not is_wrapped or is_indented or _SENTENCE_END.search(text[span.start : block.start]):
            yield block.start


def _owner_of(proposal: Proposal, before: Touched, start: int, end: int) -> int | None:
    """The draft that a stretch belongs to: one that has text in it, or lies around it, before it or behind it."""
    holding = (item for item in before.items if item.owner is not None)
    inside = next((item.owner for item in holding if item.span.start < end and item.span.end > start), None)
    if inside is not None:
        return inside
    earlier = [at for at, draft in enumerate(proposal.drafts) if draft.start <= start]
    if earlier:
        return max(earlier, key=lambda at: proposal.drafts[at].start)
    return 0 if proposal.drafts else None


def _retitled(proposal: Proposal, start: int, end: int) -> Proposal:
    for index, draft in enumerate(proposal.drafts):
        if any(span.start <= start < span.end for span in draft.spans):
            words = " ".join(proposal.source.text[start:end].split())
            return rename(proposal, index, words)
    return proposal


def _as_text(span: Span) -> Span:
    return _called(span, SpanKind.BODY) if span.kind in (SpanKind.HEADING, *LEFT_OUT_KINDS) else span


def _called(span: Span, kind: SpanKind) -> Span:
    return replace(span, kind=kind, reason="", was_furniture=False)


def left(span: Span, kind: SpanKind) -> Span:
    """The stretch as one that the reviewer has left out."""
    return Span(span.start, span.end, kind, tr("You left it out"))


def _words(proposal: Proposal, span: Span) -> str:
    return " ".join(proposal.source.text[span.start : span.end].split())


def _made_title(proposal: Proposal, span: Span) -> str:
    words = proposal.source.text[span.start : span.end]
    first = _LINE_END.split(words, maxsplit=1)[0].strip() or words.strip()
    return first if len(first) <= _TITLE_LENGTH else first[: _TITLE_LENGTH - 1] + "…"
