"""All spans of a proposal in source order, each with the draft that holds it.

A step of a review touches two or three drafts of thousands: only what it touched is put in order anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from casedesk.domain.draft import Draft, Proposal, Span

Owned: TypeAlias = tuple[Span, int | None]
"""A span and the position of the draft that holds it; None for what was left out."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class SpanOrder:
    """The spans of a proposal in order, and where each starts."""

    drafts: tuple[Draft, ...]
    left_out: tuple[Span, ...]
    spans: Sequence[Owned]
    starts: Sequence[int]


def in_order(proposal: Proposal) -> SpanOrder:
    """The spans of a proposal."""
    spans = sorted(_owned(proposal.drafts, 0) + [(span, None) for span in proposal.left_out], key=_start)
    return SpanOrder(proposal.drafts, proposal.left_out, spans, [span.start for span, _ in spans])


def in_order_after(before: SpanOrder, proposal: Proposal) -> SpanOrder:
    """The spans of a proposal that a step has made of the one `before`, of the same text."""
    drafts, left_out = proposal.drafts, proposal.left_out
    first, last = _alike_ends(before.drafts, drafts, _has_same_spans)
    out_first, out_last = _alike_ends(before.left_out, left_out, _is_same)
    old, new = before.drafts[first : len(before.drafts) - last], drafts[first : len(drafts) - last]
    touched = [span for draft in (*old, *new) for span in draft.spans]
    touched += before.left_out[out_first : len(before.left_out) - out_last]
    touched += left_out[out_first : len(left_out) - out_last]
    if not touched:
        return SpanOrder(drafts, left_out, before.spans, before.starts)
    low, high = min(span.start for span in touched), max(span.start for span in touched)
    begin, end = bisect_left(before.starts, low), bisect_right(before.starts, high)
    edge, shift = first + len(old), len(new) - len(old)
    around = [item for item in before.spans[begin:end] if (owner := item[1]) is not None and not first <= owner < edge]
    out = left_out[bisect_left(left_out, low, key=_span_start) : bisect_right(left_out, high, key=_span_start)]
    inside = _renumbered(around, edge, shift) + _owned(new, first) + [(span, None) for span in out]
    inside.sort(key=_start)
    front, back = (_renumbered(part, edge, shift) for part in (before.spans[:begin], before.spans[end:]))
    starts = [*before.starts[:begin], *(span.start for span, _ in inside), *before.starts[end:]]
    return SpanOrder(drafts, left_out, [*front, *inside, *back], starts)


def _owned(drafts: Sequence[Draft], first: int) -> list[Owned]:
    return [(span, at) for at, draft in enumerate(drafts, first) for span in draft.spans]


def _renumbered(items: Sequence[Owned], edge: int, shift: int) -> list[Owned]:
    """The spans, when the drafts from `edge` on stand by so much further on."""
    if not shift:
        return list(items)
    return [item if (owner := item[1]) is None or owner < edge else (item[0], owner + shift) for item in items]


def _alike_ends(
    old: Sequence[_Item], new: Sequence[_Item], is_alike: Callable[[_Item, _Item], bool]
) -> tuple[int, int]:
    """How many at the front and how many at the back are the same in both."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if not is_alike(old[at], new[at])), most)
    last = next((at for at in range(most - first) if not is_alike(old[-1 - at], new[-1 - at])), most - first)
    return first, last


def _has_same_spans(one: Draft, other: Draft) -> bool:
    return one.spans is other.spans


def _is_same(one: Span, other: Span) -> bool:
    return one is other


def _start(item: Owned) -> int:
    return item[0].start


def _span_start(span: Span) -> int:
    return span.start
