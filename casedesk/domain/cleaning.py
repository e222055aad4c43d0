"""What was cleaned away from a source, kind by kind, and putting it back: one stretch, or all of its kind.

The kind of a stretch is the reason it was left out for, numbers apart: page headers are counted in theirs.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from casedesk.domain.draft import Proposal, Span, SpanKind
from casedesk.domain.owned_spans import OwnedSpan, rebuilt, touched

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """All stretches of one kind: why they are furniture, how many are left out, and how many were put back."""

    kind: str
    reason: str
    left_out: int
    put_back: int
    first: int
    """Where the first of them stands."""


def kind_of(span: Span) -> str:
    """The kind of a stretch of furniture, also of one that was put back."""
    return _NUMBER.sub("#", span.reason)


def is_cleaned(span: Span) -> bool:
    """Whether a stretch is furniture, or was."""
    return span.kind is SpanKind.FURNITURE or span.was_furniture


def cleaned(proposal: Proposal) -> tuple[Cleaned, ...]:
    """What was cleaned away, the most frequent kind first."""
    held = [span for draft in proposal.drafts for span in draft.spans if span.was_furniture]
    kinds: dict[str, list[Span]] = {}
    for span in sorted([*held, *filter(is_cleaned, proposal.left_out)], key=lambda span: span.start):
        kinds.setdefault(kind_of(span), []).append(span)
    found = [
        Cleaned(
            kind,
            spans[0].reason,
            sum(span.kind is SpanKind.FURNITURE for span in spans),
            sum(span.kind is not SpanKind.FURNITURE for span in spans),
            spans[0].start,
        )
        for kind, spans in kinds.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.left_out - item.put_back, item.first)))


def put_back(proposal: Proposal, start: int) -> Proposal:
    """The furniture at an offset is text again: inside a draft it belongs to the section around it, else to no case."""
    return _put_back_those(proposal, lambda span: span.start <= start < span.end)


def put_back_alike(proposal: Proposal, kind: str) -> Proposal:
    """All furniture of a kind is text again."""
    return _put_back_those(proposal, lambda span: kind_of(span) == kind)


def leave_out_again(proposal: Proposal, kind: str) -> Proposal:
    """All of a kind that was put back is furniture again."""
    return _cleaned_again(proposal, lambda span: kind_of(span) == kind)


def leave_out_one_again(proposal: Proposal, start: int) -> Proposal:
    """The stretch at an offset that was put back is furniture again."""
    return _cleaned_again(proposal, lambda span: span.start <= start < span.end)


def _put_back_those(proposal: Proposal, is_meant: Callable[[Span], bool]) -> Proposal:
    meant = [span for span in proposal.left_out if span.kind is SpanKind.FURNITURE and is_meant(span)]
    if not meant:
        return proposal
    owned = _Owners(proposal)
    changed: dict[int, OwnedSpan] = {}
    for span in meant:
        around = owned.around(span)
        kind = SpanKind.LEFT_OVER if around is None else around.span.kind
        back = replace(span, kind=kind, was_furniture=True)
        changed[span.start] = OwnedSpan(back, around and around.owner)
    owners = {item.owner for item in changed.values() if item.owner is not None}
    return _replaced(proposal, changed, meant, owners)


def _cleaned_again(proposal: Proposal, is_meant: Callable[[Span], bool]) -> Proposal:
    meant: list[Span] = []
    owners: set[int] = set()
    for at, draft in enumerate(proposal.drafts):
        inside = [span for span in draft.spans if span.was_furniture and is_meant(span)]
        if inside:
            owners.add(at)
            meant += inside
    meant += [span for span in proposal.left_out if span.was_furniture and is_meant(span)]
    if not meant:
        return proposal
    changed = {
        span.start: OwnedSpan(replace(span, kind=SpanKind.FURNITURE, was_furniture=False), None) for span in meant
    }
    return _replaced(proposal, changed, meant, owners)


def _replaced(proposal: Proposal, changed: dict[int, OwnedSpan], meant: list[Span], owners: set[int]) -> Proposal:
    start, end = min(span.start for span in meant), max(span.end for span in meant)
    before = touched(proposal, start, end, *owners)
    return rebuilt(proposal, before, [changed.get(item.span.start, item) for item in before.items])


class _Owners:
    """Finds the draft that has text on both sides of a stretch."""

    def __init__(self, proposal: Proposal) -> None:
        self._spans = [OwnedSpan(span, at) for at, draft in enumerate(proposal.drafts) for span in draft.spans]
        self._spans.sort(key=lambda item: item.span.start)
        self._starts = [item.span.start for item in self._spans]

    def around(self, span: Span) -> OwnedSpan | None:
        """The last span before the stretch, where the same draft goes on behind it."""
        before = bisect_right(self._starts, span.start) - 1
        after = bisect_left(self._starts, span.end)
        if before < 0 or after >= len(self._spans) or self._spans[before].owner != self._spans[after].owner:
            return None
        found = self._spans[before]
        is_label = found.span.kind in {SpanKind.MARKER, SpanKind.HEADING}
        return self._spans[after] if is_label and self._spans[after].span.kind is not SpanKind.MARKER else found
