"""What stands where in a source under review: its pieces in order, the parts they make, how much goes where."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casedesk.domain import review
from casedesk.domain.draft import Decision, Draft, Proposal, Span, SpanKind

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
    """The pieces of a proposal in source order, found by offset."""

    def __init__(self, proposal: Proposal) -> None:
        self._text = proposal.source.text
        self._drafts = proposal.drafts
        self.pieces: tuple[Piece, ...] = _pieces(proposal)
        self._starts = [piece.span.start for piece in self.pieces]

    def at(self, offset: int) -> int:
        """The position of the piece at an offset, or of the last one before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def between(self, start: int, end: int) -> Sequence[Piece]:
        """The pieces that have characters in [start, end)."""
        first = max(self.at(start), 0)
        last = bisect_right(self._starts, end - 1)
        return [piece for piece in self.pieces[first:last] if piece.span.end > start]

    def part_starts(self, *kinds: SpanKind) -> tuple[int, ...]:
        """Where the parts of these kinds begin that were left out."""
        return tuple(
            piece.span.start for piece in self.pieces if piece.begins and piece.owner is None and piece.part in kinds
        )

    def draft_starts(self, *, is_dropped: bool) -> tuple[int, ...]:
        """Where the drafts begin that are dropped, or those that are not."""
        return tuple(draft.start for draft in self._drafts if (draft.decision is Decision.DROP) is is_dropped)

    def coverage(self) -> Coverage:
        """What becomes of the characters of the source as things stand."""
        kept = dropped = furniture = left_over = 0
        for piece in self.pieces:
            count = sum(map(len, self._text[piece.span.start : piece.span.end].split()))
            if piece.owner is not None:
                if self._drafts[piece.owner].decision is Decision.DROP:
                    dropped += count
                else:
                    kept += count
            elif piece.span.kind is SpanKind.FURNITURE:
                furniture += count
            else:
                left_over += count
        return Coverage(kept, dropped, furniture, left_over)


def counts_as(draft: Draft) -> Decision:
    """The decision, where an undecided draft that is certain counts as kept."""
    if draft.decision is Decision.UNDECIDED and draft.confidence >= CERTAIN:
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


def move_part_boundary(proposal: Proposal, at: int, to: int) -> Proposal:
    """The boundary before the part that begins at `at` moves to `to`, whatever lies on its two sides."""
    pieces = SourceParts(proposal).pieces
    right = next((place for place, piece in enumerate(pieces) if piece.span.start == at), None)
    if right is None or to == at:
        return proposal
    after = pieces[right]
    before = pieces[right - 1] if right else None
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
    if to < at:
        return review.relabel(proposal, max(to, 0), at, after.part)
    return review.relabel(proposal, at, to, before.part)


def _pieces(proposal: Proposal) -> tuple[Piece, ...]:
    spans: list[tuple[Span, int | None]] = [
        (span, at) for at, draft in enumerate(proposal.drafts) for span in draft.spans
    ]
    spans += [(span, None) for span in proposal.left_out]
    spans.sort(key=lambda item: item[0].start)
    parts = [span.kind for span, _ in spans]
    for at in range(len(spans) - 2, -1, -1):
        if parts[at] is SpanKind.MARKER and spans[at][1] == spans[at + 1][1]:
            parts[at] = parts[at + 1]
    found: list[Piece] = []
    previous: tuple[int | None, SpanKind] | None = None
    for (span, owner), part in zip(spans, parts, strict=True):
        found.append(Piece(span, owner, part, begins=previous != (owner, part) or span.kind is SpanKind.MARKER))
        previous = (owner, part)
    return tuple(found)
