"""The words for what a review shows: parts of a source, decisions, reasons, lengths."""

from collections.abc import Mapping

from casedesk.domain.draft import Decision, Draft, LikenessKind, Proposal, SpanKind, Twin
from casedesk.domain.review import LEFT_OUT_KINDS
from casedesk.domain.source_parts import Piece
from casedesk.texts import N_, tr, tr_n

KIND_NAMES: Mapping[SpanKind, str] = {
    SpanKind.HEADING: N_("Title"),
    SpanKind.BODY: N_("Body"),
    SpanKind.QUESTION: N_("Questions"),
    SpanKind.ANALYSIS: N_("Analysis"),
    SpanKind.RESOLUTION: N_("Resolution"),
    SpanKind.LESSON: N_("Lesson"),
    SpanKind.OBJECTIVES: N_("Teaching objectives"),
    SpanKind.THEORY: N_("Theory"),
    SpanKind.KEY_POINTS: N_("Key points"),
    SpanKind.BACKGROUND: N_("Background"),
    SpanKind.FOLLOW_UP: N_("Follow-up"),
    SpanKind.MARKER: N_("Label"),
    SpanKind.FURNITURE: N_("Header, advert"),
    SpanKind.LEFT_OVER: N_("Left over"),
}

KEYS: Mapping[str, SpanKind] = {
    "1": SpanKind.BODY,
    "2": SpanKind.QUESTION,
    "3": SpanKind.ANALYSIS,
    "4": SpanKind.RESOLUTION,
    "5": SpanKind.LESSON,
    "6": SpanKind.HEADING,
    "0": SpanKind.LEFT_OVER,
}
"""The keys that relabel the text under the cursor."""

LABELS = (
    SpanKind.BODY,
    SpanKind.QUESTION,
    SpanKind.ANALYSIS,
    SpanKind.RESOLUTION,
    SpanKind.LESSON,
    SpanKind.HEADING,
    SpanKind.OBJECTIVES,
    SpanKind.THEORY,
    SpanKind.KEY_POINTS,
    SpanKind.BACKGROUND,
    SpanKind.FOLLOW_UP,
    SpanKind.FURNITURE,
    SpanKind.LEFT_OVER,
)
"""What a stretch of text can be called, in the order of the menu."""

DECISION_NAMES: Mapping[Decision, str] = {
    Decision.UNDECIDED: N_("Undecided"),
    Decision.KEEP: N_("Keep"),
    Decision.DROP: N_("Drop"),
    Decision.ADDED: N_("Already added"),
}
DECISION_ROLES: Mapping[Decision, str] = {
    Decision.UNDECIDED: "warn",
    Decision.KEEP: "ok",
    Decision.DROP: "bad",
    Decision.ADDED: "ink2",
}
DECISION_ICONS: Mapping[Decision, str] = {
    Decision.UNDECIDED: "circle-dashed",
    Decision.KEEP: "check",
    Decision.DROP: "x",
    Decision.ADDED: "books",
}


def kind_name(kind: SpanKind) -> str:
    """What a kind of text is called."""
    return tr(KIND_NAMES[kind])


def decision_name(decision: Decision) -> str:
    """A decision as a word."""
    return tr(DECISION_NAMES[decision])


def percent(share: float) -> str:
    """A share of 1 as a whole percentage; only what is whole is 100 %."""
    return tr("{n}%").format(n=100 if share >= 1 else min(99, round(share * 100)))


def characters(count: int) -> str:
    """So many characters."""
    return tr_n("{n} character", "{n} characters", count).format(n=f"{count:,}")


def section_lengths(proposal: Proposal, draft: Draft) -> str:
    """How long each section of a draft is, questions counted."""
    text = proposal.source.text
    lengths: dict[SpanKind, int] = {}
    questions = 0
    for span in draft.spans:
        if span.kind in {SpanKind.HEADING, SpanKind.MARKER} or span.kind in LEFT_OUT_KINDS:
            continue
        words = text[span.start : span.end]
        lengths[span.kind] = lengths.get(span.kind, 0) + sum(map(len, words.split()))
        if span.kind is SpanKind.QUESTION:
            questions += max(1, words.count("?") + words.count("？"))
    parts = [
        f"{kind_name(kind)} {questions}" if kind is SpanKind.QUESTION else f"{kind_name(kind)} {characters(length)}"
        for kind, length in lengths.items()
    ]
    return "    ".join(parts) or tr("No text")


def short_line(proposal: Proposal, draft: Draft) -> str:
    """The one line under a title in the list: likeness, else the first doubt, else the lengths."""
    if draft.likeness is not None:
        return likeness_words(draft)
    doubt = next((sentence for speaks_for, sentence in draft.reasons if not speaks_for), "")
    return doubt or section_lengths(proposal, draft)


def likeness_words(draft: Draft) -> str:
    """What a draft is like and what was decided about the two, in words; empty where it is like nothing."""
    likeness = draft.likeness
    if likeness is None:
        return ""
    words = _LIKENESS_WORDS[likeness.kind][likeness.case_id is not None]
    sentence = tr(words).format(share=percent(likeness.share), title=likeness.title)
    decided = _TWIN_WORDS.get(draft.twin)
    return tr("{first}; {second}").format(first=sentence, second=tr(decided)) if decided else sentence


_LIKENESS_WORDS: Mapping[LikenessKind, tuple[str, str]] = {
    LikenessKind.EXACT: (N_("The same as “{title}” in this import"), N_("The same as “{title}” in the library")),
    LikenessKind.NEAR: (N_("{share} like “{title}” in this import"), N_("{share} like “{title}” in the library")),
    LikenessKind.RETOLD: (
        N_("Tells the story of “{title}” in this import in other words"),
        N_("Tells the story of “{title}” in the library in other words"),
    ),
}
_TWIN_WORDS: Mapping[Twin, str] = {
    Twin.DISTINCT: N_("not a duplicate"),
    Twin.FAMILY: N_("kept as another telling"),
    Twin.UPDATE: N_("updates that case"),
}


def reason_of(proposal: Proposal, piece: Piece) -> str:
    """What a piece of the source is and why, in one line."""
    span = piece.span
    if span.was_furniture:
        return tr("Put back: {reason}").format(reason=span.reason)
    if piece.owner is None:
        return tr("{kind}: {reason}").format(kind=kind_name(span.kind), reason=span.reason) if span.reason else ""
    draft = proposal.drafts[piece.owner]
    if piece.part is SpanKind.HEADING or span.start == draft.start:
        doubts_last = sorted(draft.reasons, key=lambda reason: not reason[0])
        sentence = tr(", ").join(words for _, words in doubts_last[:2])
        return tr("A case begins here, {share} sure: {reason}").format(
            share=percent(draft.confidence), reason=sentence or tr("No reason is known")
        )
    marker = _label_over(proposal, piece)
    if marker:
        return tr("{kind}: it stands under “{label}”").format(kind=kind_name(piece.part), label=marker)
    return tr("{kind} of “{title}”").format(kind=kind_name(piece.part), title=draft.title)


def _label_over(proposal: Proposal, piece: Piece) -> str:
    assert piece.owner is not None
    label = ""
    for span in proposal.drafts[piece.owner].spans:
        if span.start > piece.span.start:
            break
        if span.kind is SpanKind.MARKER:
            label = " ".join(proposal.source.text[span.start : span.end].split())
        elif span.kind is not piece.part:
            label = ""
    return label
