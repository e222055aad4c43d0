"""What stands where in a source under review: its pieces in order, the parts they make, how much goes where."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from casedesk.domain import review
from casedesk.domain.draft import Decision, Draft, Proposal, Span, SpanKind, Twin
from casedesk.domain.span_order import in_order, in_order_after

CERTAIN = 0.9
"""From this confidence on an undecided draft counts as kept."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A span, the draft that holds it (None for what was left out), and what part of that it belongs to.

    `part` is the span's kind, for the label of a section the kind of that section. `begins` tells whether a part
    begins here.
    """

    span: Span
    owner: int | None
    part: SpanKind
    begins: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters, white space not counted, go where."""

    kept: int = 0
    dropped: int = 0
    furniture: int = 0
    left_over: int = 0

    @property
    def total(self) -> int:
        """All characters of the source."""
        return self.kept + self.dropped + self.furniture + self.left_over


class SourceParts:
    """The pieces of a proposal in source order, found by offset.

    Made anew with every step of a review, so it works out only what is asked for; `before` is the state of a moment
    ago, whose counts still hold for all that the step has left alone.
    """

    def __init__(self, proposal: Proposal, before: "SourceParts | None" = None) -> None:
        self._text = proposal.source.text
        self._drafts = proposal.drafts
        self._left_out = proposal.left_out
        known = before if before and before._text is self._text else None
        self._counts = known._counts if known else _Counts(self._text)
        self._order = in_order_after(known._order, proposal) if known else in_order(proposal)
        self._spans, self._starts = self._order.spans, self._order.starts

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, in order."""
        return tuple(self.piece(at) for at in range(len(self._spans)))

    def piece(self, at: int) -> Piece:
        """The piece at a position."""
        span, owner = self._spans[at]
        part = self._part(at)
        begins = not at or span.kind is SpanKind.MARKER or (self._spans[at - 1][1], self._part(at - 1)) != (owner, part)
        return Piece(span, owner, part, begins)

    def at(self, offset: int) -> int:
        """The position of the piece at an offset, or of the last one before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def next(self, at: int) -> Piece | None:
        """The piece behind the one at a position."""
        return self.piece(at + 1) if at + 1 < len(self._spans) else None

    def between(self, start: int, end: int) -> Sequence[Piece]:
        """The pieces that have characters in [start, end)."""
        first = max(self.at(start), 0)
        last = bisect_right(self._starts, end - 1)
        return [self.piece(at) for at in range(first, last) if self._spans[at][0].end > start]

    def part_starts(self, *kinds: SpanKind) -> tuple[int, ...]:
        """Where the parts of these kinds begin that were left out."""
        starts = (span.start for span in self._left_out if span.kind in kinds)
        return tuple(start for start in starts if self.piece(self.at(start)).begins)

    def draft_starts(self, *, is_dropped: bool) -> tuple[int, ...]:
        """Where the drafts begin that are dropped, or those that are not."""
        return tuple(draft.start for draft in self._drafts if (draft.decision is Decision.DROP) is is_dropped)

    def coverage(self) -> Coverage:
        """What becomes of the characters of the source as things stand."""
        furniture = left_over = 0
        dropped = sum(self._counts.of_spans(draft.spans) for draft in self._drafts if draft.decision is Decision.DROP)
        for span in self._left_out:
            if span.kind is SpanKind.FURNITURE:
                furniture += self._counts.of(span)
            else:
                left_over += self._counts.of(span)
        kept = self._counts.total - dropped - furniture - left_over  # every character lies in one span
        return Coverage(kept, dropped, furniture, left_over)

    def _part(self, at: int) -> SpanKind:
        span, owner = self._spans[at]
        while span.kind is SpanKind.MARKER and at + 1 < len(self._spans) and self._spans[at + 1][1] == owner:
            at += 1
            span = self._spans[at][0]
        return span.kind


class _Counts:
    """How many characters that are no white space stand in the spans of one text, each counted once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._of_place: dict[tuple[int, int], int] = {}
        self._of_spans: dict[int, tuple[tuple[Span, ...], int]] = {}

    @cached_property
    def total(self) -> int:
        return sum(map(len, self._text.split()))

    def of(self, span: Span) -> int:
        place = (span.start, span.end)
        count = self._of_place.get(place)
        if count is None:
            count = self._of_place[place] = sum(map(len, self._text[span.start : span.end].split()))
        return count

    def of_spans(self, spans: tuple[Span, ...]) -> int:
        known = self._of_spans.get(id(spans))
        if known is None or known[0] is not spans:
            known = self._of_spans[id(spans)] = (spans, sum(map(self.of, spans)))
        return known[1]


def counts_as(draft: Draft) -> Decision:
    """The decision, where an undecided draft that is certain counts as kept, unless it may be a duplicate."""
    is_new = draft.likeness is None or draft.twin is not Twin.OPEN
    if draft.decision is Decision.UNDECIDED and draft.confidence >= CERTAIN and is_new:
        return Decision.KEEP
    return draft.decision


def without_suggestion(proposal: Proposal, index: int, value: str) -> Proposal:
    """The proposal where the draft does without the suggested industry, theme or outcome `value`."""
    draft = proposal.drafts[index]
    changed = replace(
        draft,
        industries=tuple(item for item in draft.industries if item.value != value),
        themes=tuple(item for item in draft.themes if item.value != value),
        outcome=None if draft.outcome == value else draft.outcome,
    )
    drafts = (*proposal.drafts[:index], changed, *proposal.drafts[index + 1 :])
    return replace(proposal, drafts=drafts)


def move_part_boundary(proposal: Proposal, at: int, to: int, parts: SourceParts | None = None) -> Proposal:
    """The boundary before the part that begins at `at` moves to `to`, whatever lies on its two sides; `parts` are those
    of the proposal, where they are known.

    Inside a draft it goes no farther than the draft does. The same proposal where a draft would be left with nothing.
    """
    parts = parts or SourceParts(proposal)
    right = parts.at(at)
    if right < 0 or to == at or (after := parts.piece(right)).span.start != at:
        return proposal
    before = parts.piece(right - 1) if right else None
    if before is not None and before.owner == after.owner:
        return _relabelled_between(proposal, before, after, to)
    if after.owner is None:
        return review.move_end(proposal, before.owner, to) if before and before.owner is not None else proposal
    if before is not None and before.owner is not None:
        return review.move_boundary(proposal, after.owner, to)
    return review.move_start(proposal, after.owner, to)


def _relabelled_between(proposal: Proposal, before: Piece, after: Piece, to: int) -> Proposal:
    """Inside one draft, or inside what was left out: the text between takes the name of the side that grows."""
    at = after.span.start
    holder = proposal.drafts[before.owner] if before.owner is not None else None
    first, last = (holder.start, holder.end) if holder else (before.span.start, after.span.end)
    if to < at:
        return review.relabel(proposal, max(to, first), at, after.part)
    return review.relabel(proposal, at, min(to, last), before.part)
