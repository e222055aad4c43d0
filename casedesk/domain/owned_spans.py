"""The spans that a review step touches, each with its owner; everything else of a proposal stays as it is.

A file may hold thousands of drafts, and a step concerns two or three of them.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.draft import Draft, Proposal, Span


@dataclass(frozen=True, slots=True)
class OwnedSpan:
    """A span and the draft that holds it; `owner` None for text that is left out."""

    span: Span
    owner: int | None


@dataclass(frozen=True, slots=True)
class Touched:
    """The drafts `owners` with all their spans, and left_out[first:last], in source order."""

    owners: frozenset[int]
    first: int
    last: int
    items: tuple[OwnedSpan, ...]


def touched(proposal: Proposal, start: int, end: int, *owners: int) -> Touched:
    """What has characters in [start, end), and the drafts named."""
    chosen = {at for at, draft in enumerate(proposal.drafts) if draft.start < end and draft.end > start}
    chosen.update(owners)
    left_out = proposal.left_out
    first = bisect_right(left_out, start, key=_end)
    last = max(first, bisect_left(left_out, end, key=_start))
    items = [OwnedSpan(span, at) for at in chosen for span in proposal.drafts[at].spans]
    items += [OwnedSpan(span, None) for span in left_out[first:last]]
    items.sort(key=lambda item: item.span.start)
    return Touched(frozenset(chosen), first, last, tuple(items))


def cut(proposal: Proposal, items: Iterable[OwnedSpan], *offsets: int) -> Iterator[OwnedSpan]:
    """The spans, cut at the offsets; pieces of nothing but white space fall away."""
    for item in items:
        inside = sorted({offset for offset in offsets if item.span.start < offset < item.span.end})
        if not inside:
            yield item
            continue
        for start, end in itertools.pairwise((item.span.start, *inside, item.span.end)):
            start, end = trimmed(proposal, start, end)
            if start < end:
                yield replace(item, span=replace(item.span, start=start, end=end))


def rebuilt(proposal: Proposal, before: Touched, items: Sequence[OwnedSpan], *, new: Sequence[Draft] = ()) -> Proposal:
    """The proposal with these spans in place of those touched. The drafts `new` follow the others by number;
    drafts without any text are gone, and drafts stand in source order."""
    spans: dict[int, list[Span]] = {}
    for item in items:
        if item.owner is not None:
            spans.setdefault(item.owner, []).append(item.span)
    drafts: list[Draft] = []
    for at, draft in enumerate((*proposal.drafts, *new)):
        if at in spans:
            held = tuple(spans[at])
            drafts.append(draft if held == draft.spans else replace(draft, spans=held))
        elif at not in before.owners and draft.spans:
            drafts.append(draft)
    left_out = [*proposal.left_out[: before.first], *proposal.left_out[before.last :]]
    left_out += [item.span for item in items if item.owner is None]
    return replace(
        proposal,
        drafts=tuple(sorted(drafts, key=lambda draft: draft.start)),
        left_out=tuple(sorted(left_out, key=_start)),
    )


def trimmed(proposal: Proposal, start: int, end: int) -> tuple[int, int]:
    """The stretch [start, end) without white space at its ends."""
    text = proposal.source.text
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
