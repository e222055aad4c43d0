"""The steps of a review: each takes a proposal and gives the changed one. None loses a character or takes one twice.

Positions are characters of `proposal.source.text`; drafts and left-out spans are named by their index in the proposal.
A step that changes nothing gives back the same proposal.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.draft import Decision, Draft, Proposal, Span, SpanKind
from casedesk.texts import tr

LEFT_OUT_KINDS = frozenset({SpanKind.FURNITURE, SpanKind.LEFT_OVER})
"""The kinds of text that belong to no case."""

_TITLE_LENGTH = 24
_LINE_END = re.compile(r"[\n。!?！？]")


@dataclass(frozen=True, slots=True)
class _Owned:
    """A span and the draft that holds it; `owner` None for text that is left out."""

    span: Span
    owner: int | None


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
    """The decision for the draft and for all undecided ones that began alike."""
    undecided = {i for i in alike(proposal, index) if proposal.drafts[i].decision is Decision.UNDECIDED}
    return _decided(proposal, {index, *undecided}, decision)


def keep_above(proposal: Proposal, confidence: float) -> Proposal:
    """All undecided drafts of at least this confidence are kept."""
    sure = {i for i, d in enumerate(proposal.drafts) if d.decision is Decision.UNDECIDED and d.confidence >= confidence}
    return _decided(proposal, sure, Decision.KEEP)


def rename(proposal: Proposal, index: int, title: str) -> Proposal:
    """The draft with another title; a title of nothing but spaces changes nothing."""
    title = " ".join(title.split())
    if not title:
        return proposal
    return _with_draft(proposal, index, lambda draft: replace(draft, title=title, title_is_made=False))


def relabel(proposal: Proposal, start: int, end: int, kind: SpanKind) -> Proposal:
    """The stretch [start, end) becomes `kind`. Text that was left out joins the draft that holds the stretch, stands
    before it or follows it; where there is no draft it begins one. Text that becomes left-out leaves its draft."""
    start, end = _trimmed(proposal, start, end)
    if start >= end:
        return proposal
    owned = _cut(proposal, _flat(proposal), (start, end))
    inside = [item for item in owned if start <= item.span.start < end]
    if kind in LEFT_OUT_KINDS:
        changed = _replaced(owned, inside, lambda item: _Owned(_left(item.span, kind), None))
        return _rebuilt(proposal, changed)
    owner = _owner_of(proposal, owned, start, end)
    if owner is None:
        return begin(proposal, start, end)
    changed = _replaced(
        owned,
        inside,
        lambda item: _Owned(replace(item.span, kind=kind, reason=""), owner if item.owner is None else item.owner),
    )
    result = _rebuilt(proposal, changed)
    return _retitled(result, start, end) if kind is SpanKind.HEADING else result


def relabel_span(proposal: Proposal, index: int, span_index: int, kind: SpanKind) -> Proposal:
    """A whole span of a draft becomes `kind`."""
    span = proposal.drafts[index].spans[span_index]
    return relabel(proposal, span.start, span.end, kind)


def begin(proposal: Proposal, start: int, end: int) -> Proposal:
    """A new draft out of the left-out text in [start, end)."""
    start, end = _trimmed(proposal, start, end)
    owned = _cut(proposal, _flat(proposal), (start, end))
    inside = [item for item in owned if start <= item.span.start < end and item.owner is None]
    if not inside:
        return proposal
    owner = len(proposal.drafts)
    title = _made_title(proposal, inside[0].span)
    draft = Draft(title, (), title_is_made=True, pattern="reviewer", reasons=((True, tr("You began it here")),))
    changed = _replaced(owned, inside, lambda item: _Owned(replace(item.span, kind=SpanKind.BODY, reason=""), owner))
    return _rebuilt(replace(proposal, drafts=(*proposal.drafts, draft)), changed)


def split(proposal: Proposal, index: int, offset: int) -> Proposal:
    """The draft cut in two at `offset`, which must lie inside it; a cut at its edges changes nothing."""
    owned = _cut(proposal, _flat(proposal), (offset,))
    behind = [item for item in owned if item.owner == index and item.span.start >= offset]
    before = [item for item in owned if item.owner == index and item.span.start < offset]
    if not behind or not before:
        return proposal
    owner = len(proposal.drafts)
    first = next((item.span for item in behind if item.span.kind is SpanKind.HEADING), None)
    title = _words(proposal, first) if first else _made_title(proposal, behind[0].span)
    parent = proposal.drafts[index]
    draft = replace(
        parent,
        title=title,
        title_is_made=first is None,
        pattern="reviewer",
        decision=Decision.UNDECIDED,
        likeness=None,
        reasons=((True, tr("You cut it here")),),
    )
    changed = _replaced(owned, behind, lambda item: replace(item, owner=owner))
    return _rebuilt(replace(proposal, drafts=(*proposal.drafts, draft)), changed)


def join(proposal: Proposal, index: int) -> Proposal:
    """The draft joined to the one before it; its heading becomes text, its sections keep their roles."""
    if index <= 0:
        return proposal
    previous = index - 1
    owned = [
        replace(item, owner=previous, span=_as_text(item.span)) if item.owner == index else item
        for item in _flat(proposal)
    ]
    joined = proposal.drafts[previous]
    reasons = (*joined.reasons, (True, tr("You joined two drafts")))
    drafts = tuple(replace(d, reasons=reasons) if i == previous else d for i, d in enumerate(proposal.drafts))
    return _rebuilt(replace(proposal, drafts=drafts), owned)


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
    before, draft = proposal.drafts[index - 1], proposal.drafts[index]
    if not before.start < offset < draft.end:
        return proposal
    owned: list[_Owned] = []
    for item in _cut(proposal, _flat(proposal), (offset,)):
        if item.owner == index and item.span.start < offset:
            item = _Owned(_as_text(item.span), index - 1)
        elif item.owner == index - 1 and item.span.start >= offset:
            item = _Owned(_as_text(item.span), index)
        owned.append(item)
    return _rebuilt(proposal, owned)


def _moved(proposal: Proposal, index: int, start: int, end: int) -> Proposal:
    if start >= end:
        return proposal
    owned: list[_Owned] = []
    for item in _cut(proposal, _flat(proposal), (start, end)):
        inside = start <= item.span.start < end
        if inside and item.owner != index and item.span.kind is not SpanKind.FURNITURE:
            item = _Owned(_as_text(item.span), index)
        elif not inside and item.owner == index:
            item = _Owned(_left(item.span, SpanKind.LEFT_OVER), None)
        owned.append(item)
    return _rebuilt(proposal, owned)


def _decided(proposal: Proposal, indices: Iterable[int], decision: Decision) -> Proposal:
    chosen = set(indices)
    if all(proposal.drafts[i].decision is decision for i in chosen):
        return proposal
    drafts = (replace(d, decision=decision) if i in chosen else d for i, d in enumerate(proposal.drafts))
    return replace(proposal, drafts=tuple(drafts))


def _with_draft(proposal: Proposal, index: int, change: Callable[[Draft], Draft]) -> Proposal:
    return replace(proposal, drafts=tuple(change(d) if i == index else d for i, d in enumerate(proposal.drafts)))


def _flat(proposal: Proposal) -> list[_Owned]:
    """All spans in source order, each with its owner."""
    owned = [_Owned(span, index) for index, draft in enumerate(proposal.drafts) for span in draft.spans]
    owned += [_Owned(span, None) for span in proposal.left_out]
    return sorted(owned, key=lambda item: item.span.start)


def _cut(proposal: Proposal, owned: Sequence[_Owned], offsets: Sequence[int]) -> list[_Owned]:
    """The spans, cut at the offsets; pieces of nothing but white space fall away."""
    result: list[_Owned] = []
    for item in owned:
        edges = [item.span.start, *sorted({o for o in offsets if item.span.start < o < item.span.end}), item.span.end]
        for start, end in itertools.pairwise(edges):
            start, end = _trimmed(proposal, start, end)
            if start < end:
                result.append(replace(item, span=replace(item.span, start=start, end=end)))
    return result


def _replaced(owned: Sequence[_Owned], chosen: Sequence[_Owned], change: Callable[[_Owned], _Owned]) -> list[_Owned]:
    starts = {item.span.start for item in chosen}
    return [change(item) if item.span.start in starts else item for item in owned]


def _rebuilt(proposal: Proposal, owned: Sequence[_Owned]) -> Proposal:
    """The proposal with these spans; drafts without any text are gone, and drafts stand in source order."""
    spans: dict[int, list[Span]] = {}
    for item in owned:
        if item.owner is not None:
            spans.setdefault(item.owner, []).append(item.span)
    drafts = [replace(draft, spans=tuple(spans[i])) for i, draft in enumerate(proposal.drafts) if i in spans]
    left_out = tuple(item.span for item in owned if item.owner is None)
    return replace(proposal, drafts=tuple(sorted(drafts, key=lambda draft: draft.start)), left_out=left_out)


def _owner_of(proposal: Proposal, owned: Sequence[_Owned], start: int, end: int) -> int | None:
    """The draft that a stretch belongs to: one that has text in it, or lies around it, before it or behind it."""
    holding = next((item.owner for item in owned if start <= item.span.start < end and item.owner is not None), None)
    if holding is not None:
        return holding
    before = [i for i, draft in enumerate(proposal.drafts) if draft.start <= start]
    if before:
        return max(before, key=lambda i: proposal.drafts[i].start)
    return 0 if proposal.drafts else None


def _retitled(proposal: Proposal, start: int, end: int) -> Proposal:
    for index, draft in enumerate(proposal.drafts):
        if any(span.start <= start < span.end for span in draft.spans):
            words = " ".join(proposal.source.text[start:end].split())
            return rename(proposal, index, words)
    return proposal


def _as_text(span: Span) -> Span:
    return replace(span, kind=SpanKind.BODY, reason="") if span.kind in (SpanKind.HEADING, *LEFT_OUT_KINDS) else span


def _left(span: Span, kind: SpanKind) -> Span:
    return Span(span.start, span.end, kind, tr("You left it out"))


def _words(proposal: Proposal, span: Span) -> str:
    return " ".join(proposal.source.text[span.start : span.end].split())


def _made_title(proposal: Proposal, span: Span) -> str:
    words = proposal.source.text[span.start : span.end]
    first = _LINE_END.split(words, maxsplit=1)[0].strip() or words.strip()
    return first if len(first) <= _TITLE_LENGTH else first[: _TITLE_LENGTH - 1] + "…"


def _trimmed(proposal: Proposal, start: int, end: int) -> tuple[int, int]:
    text = proposal.source.text
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def coverage(proposal: Proposal) -> Iterator[tuple[str, int]]:
    """How many characters that are not white space are kept in drafts, furniture, and left over, by name."""
    text = proposal.source.text
    counts = {"kept": 0, "furniture": 0, "left_over": 0}
    for item in _flat(proposal):
        length = sum(not char.isspace() for char in text[item.span.start : item.span.end])
        dropped = item.owner is not None and proposal.drafts[item.owner].decision is Decision.DROP
        name = (
            "furniture"
            if item.span.kind is SpanKind.FURNITURE
            else "left_over"
            if item.owner is None or dropped
            else "kept"
        )
        counts[name] += length
    yield from counts.items()
