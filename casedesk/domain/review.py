"""The steps of reviewing a proposal: each takes a proposal and gives a new one, so that undo is keeping the old one.

Drafts stay in source order. Whatever a step does, every character that is not white space lies in exactly one span of
a draft or of what was left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.draft import Decision, Draft, Proposal, Span, SpanKind, Suggestion
from casedesk.texts import tr

CERTAIN = 0.9
"""From this confidence on an undecided draft counts as kept."""

OUTSIDE = frozenset({SpanKind.FURNITURE, SpanKind.LEFT_OVER})
"""What a draft does not take along."""

_HEADING_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A span and the position of the draft that holds it; None for what was left out."""

    span: Span
    owner: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters, white space not counted, go where."""

    kept: int
    dropped: int
    furniture: int
    left_over: int

    @property
    def total(self) -> int:
        """All characters of the source."""
        return self.kept + self.dropped + self.furniture + self.left_over


def counts_as(draft: Draft) -> Decision:
    """The decision, where an undecided draft that is certain counts as kept."""
    if draft.decision is Decision.UNDECIDED and draft.confidence >= CERTAIN:
        return Decision.KEEP
    return draft.decision


def pieces(proposal: Proposal) -> list[Piece]:
    """All spans in source order."""
    found = [Piece(span, at) for at, draft in enumerate(proposal.drafts) for span in draft.spans]
    found += [Piece(span, None) for span in proposal.left_out]
    return sorted(found, key=lambda piece: piece.span.start)


def coverage(proposal: Proposal) -> Coverage:
    """What becomes of the characters of the source as things stand."""
    text = proposal.source.text
    kept = dropped = 0
    for draft in proposal.drafts:
        inside = sum(_count(text, span) for span in draft.spans)
        if draft.decision is Decision.DROP:
            dropped += inside
        else:
            kept += inside
    furniture = sum(_count(text, span) for span in proposal.left_out if span.kind is SpanKind.FURNITURE)
    left_over = sum(_count(text, span) for span in proposal.left_out if span.kind is not SpanKind.FURNITURE)
    return Coverage(kept, dropped, furniture, left_over)


def decide(proposal: Proposal, indexes: Iterable[int], decision: Decision) -> Proposal:
    """The drafts at these positions are kept, dropped or open again."""
    chosen = frozenset(indexes)
    drafts = (replace(draft, decision=decision) if at in chosen else draft for at, draft in enumerate(proposal.drafts))
    return replace(proposal, drafts=tuple(drafts))


def keep(proposal: Proposal, index: int) -> Proposal:
    """The draft will be added."""
    return decide(proposal, (index,), Decision.KEEP)


def drop(proposal: Proposal, index: int) -> Proposal:
    """The draft will not be added."""
    return decide(proposal, (index,), Decision.DROP)


def rename(proposal: Proposal, index: int, title: str) -> Proposal:
    """The draft has another title; a blank one changes nothing."""
    words = " ".join(title.split())
    if not words:
        return proposal
    return _with_draft(proposal, index, replace(proposal.drafts[index], title=words, title_is_made=False))


def without_suggestion(proposal: Proposal, index: int, value: str) -> Proposal:
    """The draft without the suggested industry, theme or outcome `value`."""
    draft = proposal.drafts[index]
    return _with_draft(
        proposal,
        index,
        replace(
            draft,
            industries=tuple(item for item in draft.industries if item.value != value),
            themes=tuple(item for item in draft.themes if item.value != value),
            outcome=None if draft.outcome == value else draft.outcome,
        ),
    )


def alike(proposal: Proposal, index: int) -> tuple[int, ...]:
    """The draft, and the other undecided ones that began in the same way."""
    draft = proposal.drafts[index]
    return tuple(
        at
        for at, other in enumerate(proposal.drafts)
        if at == index or (draft.pattern and other.pattern == draft.pattern and other.decision is Decision.UNDECIDED)
    )


def apply_to_alike(proposal: Proposal, index: int) -> Proposal:
    """All drafts like this one are decided as this one is; an undecided one means: keep."""
    decision = proposal.drafts[index].decision
    wanted = Decision.KEEP if decision is Decision.UNDECIDED else decision
    return decide(proposal, alike(proposal, index), wanted)


def relabel(proposal: Proposal, span: Span, kind: SpanKind) -> Proposal:
    """The span is of another kind. Text that was left out joins the draft before it, or the one after where there is
    none; furniture and left-over text leave their draft. Without any draft nothing can be joined and nothing changes.
    """
    all_pieces = pieces(proposal)
    at = next(at for at, piece in enumerate(all_pieces) if piece.span == span)
    owner = None if kind in OUTSIDE else _owner_for(all_pieces, at)
    if owner is None and kind not in OUTSIDE:
        return proposal
    all_pieces[at] = Piece(replace(span, kind=kind, reason=tr("Changed by you")), owner)
    changed = _rebuilt(proposal, all_pieces)
    if kind is SpanKind.HEADING and owner is not None and proposal.drafts[owner].title_is_made:
        return rename(changed, owner, proposal.source.text[span.start : span.end][:_HEADING_LENGTH])
    return changed


def can_split(proposal: Proposal, index: int, offset: int) -> bool:
    """Whether text of the draft lies on both sides of the offset."""
    draft = proposal.drafts[index]
    text = proposal.source.text
    before = any(text[span.start : min(span.end, offset)].strip() for span in draft.spans if span.start < offset)
    after = any(text[max(span.start, offset) : span.end].strip() for span in draft.spans if span.end > offset)
    return before and after


def split(proposal: Proposal, index: int, offset: int) -> Proposal:
    """Two drafts of one, parted at an offset of the source text; nothing changes where one would be empty.

    A short first line of the second becomes its title.
    """
    if not can_split(proposal, index, offset):
        return proposal
    draft = proposal.drafts[index]
    text = proposal.source.text
    first = [cut for span in draft.spans for cut in _part(text, span, 0, offset)]
    second = [cut for span in draft.spans for cut in _part(text, span, offset, len(text))]
    title, spans = _headed(text, second)
    by_hand = (True, tr("Parted from “{title}” by you").format(title=draft.title))
    halves = (
        _of_words(replace(draft, spans=tuple(first)), text),
        _of_words(
            replace(
                draft,
                title=title,
                spans=tuple(spans),
                reasons=(by_hand,),
                decision=Decision.UNDECIDED,
                likeness=None,
                title_is_made=not any(span.kind is SpanKind.HEADING for span in spans),
            ),
            text,
        ),
    )
    return replace(proposal, drafts=(*proposal.drafts[:index], *halves, *proposal.drafts[index + 1 :]))


def join(proposal: Proposal, index: int) -> Proposal:
    """The draft becomes part of the one before it, its heading part of the text; the first draft stays as it is."""
    if index == 0:
        return proposal
    before, draft = proposal.drafts[index - 1], proposal.drafts[index]
    last = next((span.kind for span in reversed(before.spans) if span.kind not in OUTSIDE | {SpanKind.MARKER}), None)
    heading = SpanKind.BODY if last in {None, SpanKind.HEADING} else last
    taken = tuple(replace(span, kind=heading) if span.kind is SpanKind.HEADING else span for span in draft.spans)
    reasons = (*before.reasons, (True, tr("Joined with “{title}” by you").format(title=draft.title)))
    joined = replace(
        before,
        spans=(*before.spans, *taken),
        reasons=reasons,
        industries=_together(before.industries, draft.industries),
        themes=_together(before.themes, draft.themes),
    )
    return replace(proposal, drafts=(*proposal.drafts[: index - 1], joined, *proposal.drafts[index + 1 :]))


def move_boundary(proposal: Proposal, at: int, to: int) -> Proposal:
    """The boundary before the span that begins at `at` moves to `to`; what lies between goes to the other side.

    Furniture in between stays furniture. A draft that loses all its text is gone.
    """
    text = proposal.source.text
    all_pieces = pieces(proposal)
    right = next((place for place, piece in enumerate(all_pieces) if piece.span.start >= at), None)
    if right is None or to == at:
        return proposal
    receiver = all_pieces[right] if to < at else all_pieces[right - 1] if right else None
    kind = receiver.span.kind if receiver else SpanKind.LEFT_OVER
    owner = receiver.owner if receiver else None
    low, high = sorted((at, to))
    moved: list[Piece] = []
    for piece in all_pieces:
        inside = list(_part(text, piece.span, low, high))
        if not inside or piece.span.kind is SpanKind.FURNITURE:
            moved.append(piece)
            continue
        moved += [Piece(span, piece.owner) for span in _part(text, piece.span, 0, low)]
        moved += [Piece(replace(span, kind=kind), owner) for span in inside]
        moved += [Piece(span, piece.owner) for span in _part(text, piece.span, high, len(text))]
    return _rebuilt(proposal, _merged(text, moved))


def _merged(text: str, found: Sequence[Piece]) -> list[Piece]:
    """Pieces of one line that belong together again, as one."""
    result: list[Piece] = []
    for piece in found:
        last = result[-1] if result else None
        if (
            last
            and (last.owner, last.span.kind) == (piece.owner, piece.span.kind)
            and last.span.end <= piece.span.start
            and "\n" not in text[last.span.end : piece.span.start]
            and not text[last.span.end : piece.span.start].strip()
        ):
            result[-1] = Piece(replace(last.span, end=piece.span.end), last.owner)
        else:
            result.append(piece)
    return result


def _rebuilt(proposal: Proposal, all_pieces: Sequence[Piece]) -> Proposal:
    """The proposal with these pieces; drafts that hold nothing are gone."""
    spans: dict[int | None, list[Span]] = {}
    for piece in all_pieces:
        spans.setdefault(piece.owner, []).append(piece.span)
    drafts = [
        replace(draft, spans=tuple(spans[at]))
        for at, draft in enumerate(proposal.drafts)
        if any(span.kind not in OUTSIDE for span in spans.get(at, ()))
    ]
    orphans = [
        span
        for at, held in spans.items()
        if at is not None and all(span.kind in OUTSIDE for span in held)
        for span in held
    ]
    left_out = sorted((*spans.get(None, ()), *orphans), key=lambda span: span.start)
    return replace(
        proposal, drafts=tuple(sorted(drafts, key=lambda draft: draft.start)), left_out=tuple(left_out)
    )


def _owner_for(all_pieces: Sequence[Piece], at: int) -> int | None:
    if all_pieces[at].owner is not None:
        return all_pieces[at].owner
    around = (*reversed(all_pieces[:at]), *all_pieces[at + 1 :])
    return next((piece.owner for piece in around if piece.owner is not None), None)


def _part(text: str, span: Span, low: int, high: int) -> Iterable[Span]:
    """The part of a span inside [low, high), without white space at its ends; nothing where there is none."""
    start, end = max(span.start, low), min(span.end, high)
    if start >= end:
        return
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield replace(span, start=start, end=end)


def _headed(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """A title for spans that begin a new draft, and the spans with that title marked as heading."""
    heading = next((span for span in spans if span.kind is SpanKind.HEADING), None)
    if heading is not None:
        return " ".join(text[heading.start : heading.end].split()), list(spans)
    first = spans[0]
    line_end = text.find("\n", first.start, first.end)
    end = first.end if line_end < 0 else line_end
    words = " ".join(text[first.start : end].split())
    is_alone = len(spans) > 1 or end < first.end
    if first.kind is SpanKind.BODY and len(words) <= _HEADING_LENGTH and is_alone:
        rest = _part(text, first, end, first.end)
        return words, [replace(first, end=end, kind=SpanKind.HEADING), *rest, *spans[1:]]
    return words[:_HEADING_LENGTH], list(spans)


def _of_words(draft: Draft, text: str) -> Draft:
    """The draft with those of its suggestions whose words stand in it."""
    words = "\n".join(text[span.start : span.end] for span in draft.spans)

    def is_there(found: Sequence[str]) -> bool:
        return not found or any(word in words for word in found)

    return replace(
        draft,
        industries=tuple(item for item in draft.industries if is_there(item.words)),
        themes=tuple(item for item in draft.themes if is_there(item.words)),
        outcome=draft.outcome if is_there(draft.outcome_words) else None,
    )


def _together(first: Sequence[Suggestion], second: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    known = {item.value for item in first}
    return (*first, *(item for item in second if item.value not in known))


def _with_draft(proposal: Proposal, index: int, draft: Draft) -> Proposal:
    return replace(proposal, drafts=(*proposal.drafts[:index], draft, *proposal.drafts[index + 1 :]))


def _count(text: str, span: Span) -> int:
    return sum(map(len, text[span.start : span.end].split()))
