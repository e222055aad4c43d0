"""What was done in one place, done in all places like it: sections under one label, lines of one wording, titles.

Nothing is remembered: what stands in the one place now is what the others are made to be, so each step can be
previewed by counting and undone as a whole.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from casedesk.domain import review
from casedesk.domain.draft import Draft, Proposal, Span, SpanKind
from casedesk.domain.owned_spans import OwnedSpan, rebuilt, touched

_NUMBERS = re.compile(r"[0-9０-９]+|[〇零一二三四五六七八九十百]+|[①-⑳]")
_SIGNS = re.compile(r"[\s:：、.．。,，()（）【】\[\]〔〕<>《》]+")
_LONGEST_LINE = 60
_MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class AlikeParts:
    """Places like one place that are called something else: their label or wording, and where their text stands."""

    label: str
    kind: SpanKind
    spans: tuple[Span, ...]
    places: int


def alike_parts(proposal: Proposal, offset: int) -> AlikeParts | None:
    """The parts with the label of the part at an offset, or the lines with the wording of the line there, that are
    not called what that one is called; None where there are none."""
    owner, at = _find(proposal, offset)
    held = proposal.drafts[owner].spans if owner is not None else proposal.left_out
    if at < 0:
        return None
    marker = _marker_of(held, at) if owner is not None else None
    if marker is not None:
        return _under_label(proposal, held, marker)
    return _of_wording(proposal, held[at])


def make_alike(proposal: Proposal, offset: int) -> Proposal:
    """The proposal where all those parts are called what the part at the offset is called."""
    others = alike_parts(proposal, offset)
    if others is None:
        return proposal
    starts = {span.start for span in others.spans}
    if others.kind in review.LEFT_OUT_KINDS:
        return _left_out(proposal, starts, others)
    for span in [span for span in proposal.left_out if span.start in starts]:
        proposal = review.relabel(proposal, span.start, span.end, others.kind)
    drafts = tuple(_relabelled(draft, starts, others.kind) for draft in proposal.drafts)
    return replace(proposal, drafts=drafts)


def titles_alike(proposal: Proposal, index: int) -> dict[int, str]:
    """The titles that other drafts with the same kind of heading would get, were theirs made of the words of their
    headings as that of this draft is: without what stands before or behind it there, numbers apart."""
    rule = _title_rule(_heading(proposal, proposal.drafts[index]), proposal.drafts[index].title)
    if rule is None:
        return {}
    found: dict[int, str] = {}
    for at in review.alike(proposal, index):
        draft = proposal.drafts[at]
        match = rule.fullmatch(_heading(proposal, draft))
        if at != index and match and match["title"].strip() and match["title"].strip() != draft.title:
            found[at] = match["title"].strip()
    return found


def title_alike(proposal: Proposal, index: int) -> Proposal:
    """The proposal with those titles."""
    titles = titles_alike(proposal, index)
    drafts = (
        replace(draft, title=titles[at], title_is_made=False) if at in titles else draft
        for at, draft in enumerate(proposal.drafts)
    )
    return replace(proposal, drafts=tuple(drafts)) if titles else proposal


def _find(proposal: Proposal, offset: int) -> tuple[int | None, int]:
    """The draft that holds an offset, None for what was left out, and the position of its span there; -1 for none."""
    for owner, draft in enumerate(proposal.drafts):
        if draft.start <= offset < draft.end:
            for at, span in enumerate(draft.spans):
                if span.start <= offset < span.end:
                    return owner, at
    return None, next((at for at, span in enumerate(proposal.left_out) if span.start <= offset < span.end), -1)


def _marker_of(held: Sequence[Span], at: int) -> int | None:
    """The position of the label over a span, where one part reaches from there to here."""
    kind = held[at].kind
    while at >= 0:
        if held[at].kind is SpanKind.MARKER:
            return at
        if held[at].kind is not kind:
            return None
        at -= 1
    return None


def _under_label(proposal: Proposal, held: Sequence[Span], marker: int) -> AlikeParts | None:
    label = _masked(proposal, held[marker])
    own = _below(held, marker)
    kind = own[0].kind if own else SpanKind.BODY
    spans: list[Span] = []
    places = 0
    for draft in proposal.drafts:
        for at, span in enumerate(draft.spans):
            if span.kind is SpanKind.MARKER and _masked(proposal, span) == label:
                below = _below(draft.spans, at)
                if below and below[0].kind is not kind:
                    spans += below
                    places += 1
    words = _words(proposal, held[marker])
    return AlikeParts(words, kind, tuple(spans), places) if spans and own else None


def _below(held: Sequence[Span], marker: int) -> list[Span]:
    """The text under a label: spans of one kind."""
    found: list[Span] = []
    for span in held[marker + 1 :]:
        if span.kind is SpanKind.MARKER or (found and span.kind is not found[0].kind):
            break
        found.append(span)
    return found


def _of_wording(proposal: Proposal, span: Span) -> AlikeParts | None:
    if span.end - span.start > _LONGEST_LINE or span.kind is SpanKind.HEADING:
        return None
    wording = _masked(proposal, span)
    every = itertools.chain(*(draft.spans for draft in proposal.drafts), proposal.left_out)
    spans = tuple(
        other
        for other in every
        if other.end - other.start <= _LONGEST_LINE + 8
        and other.kind not in (span.kind, SpanKind.HEADING, SpanKind.MARKER)
        and _masked(proposal, other) == wording
    )
    return AlikeParts(_words(proposal, span), span.kind, spans, len(spans)) if wording and spans else None


def _left_out(proposal: Proposal, starts: set[int], others: AlikeParts) -> Proposal:
    before = touched(proposal, min(starts), max(span.end for span in others.spans))
    items = [
        OwnedSpan(review.left(item.span, others.kind), None) if item.span.start in starts else item
        for item in before.items
    ]
    return rebuilt(proposal, before, items)


def _relabelled(draft: Draft, starts: set[int], kind: SpanKind) -> Draft:
    if not any(span.start in starts for span in draft.spans):
        return draft
    return replace(draft, spans=tuple(replace(s, kind=kind) if s.start in starts else s for s in draft.spans))


def _words(proposal: Proposal, span: Span) -> str:
    return " ".join(proposal.source.text[span.start : span.end].split())


def _masked(proposal: Proposal, span: Span) -> str:
    return _without_numbers(proposal.source.text[span.start : span.end])


@lru_cache(maxsize=_MOST_KNOWN)
def _without_numbers(words: str) -> str:
    """The wording alone. The lines of a file are asked for it again with every move in a review."""
    return _SIGNS.sub("", _NUMBERS.sub("#", words))


def _heading(proposal: Proposal, draft: Draft) -> str:
    return " ".join(_words(proposal, span) for span in draft.spans if span.kind is SpanKind.HEADING)


def _title_rule(heading: str, title: str) -> re.Pattern[str] | None:
    """What takes a title out of a heading as this title stands in this heading; None where it does not."""
    at = heading.find(title) if title else -1
    if at < 0:
        return None
    before, behind = _any_number(heading[:at]), _any_number(heading[at + len(title) :])
    return re.compile(f"{before}(?P<title>.+?){behind}")


def _any_number(words: str) -> str:
    """A pattern for these words with any numbers in them."""
    parts = _NUMBERS.split(words)
    return f"(?:{_NUMBERS.pattern})".join(r"\s*".join(map(re.escape, part.split(" "))) for part in parts)
