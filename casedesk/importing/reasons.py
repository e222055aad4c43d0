"""Why a draft was cut as it was, in sentences, and how sure that is."""

from typing import TypedDict

from casedesk.domain.draft import Draft, SourceText, Span, SpanKind
from casedesk.importing.alike import ALIKE
from casedesk.importing.copied_tables import ROW, UNTITLED_ROW
from casedesk.importing.looks import BEHIND, BY_GAP, BY_LOOK
from casedesk.importing.marks import Family, Mark
from casedesk.importing.regions import Region
from casedesk.importing.story_signs import story_share
from casedesk.texts import tr, tr_n

Reason = tuple[bool, str]
_SHORT = 45
_LONG = 6000
_QUOTED = 18
_FEWEST_OTHERS = 3
_MUCH_LONGER = 3


class Grounds(TypedDict):
    """The fields of a draft that say why."""

    reasons: tuple[Reason, ...]
    confidence: float


def reasons_of(source: SourceText, canon: str, draft: Draft, region: Region) -> Grounds:
    """The reasons for and against the draft, and the confidence they give."""
    words, confidence = _beginning(source, region)
    reasons: list[Reason] = [(True, words)]
    confidence += _sections(source, draft, reasons)
    confidence += _body(source, canon, draft, reasons)
    confidence += _beside_others(draft, region, reasons)
    if draft.title_is_made:
        reasons.append((False, tr("It has no title; this one was made from its first words")))
        confidence -= 0.06
    confidence += _quality(draft, reasons)
    return Grounds(reasons=tuple(reasons), confidence=round(max(0.05, min(0.99, confidence)), 2))


def _beginning(source: SourceText, region: Region) -> tuple[str, float]:
    """What tells that a story begins here, in words, and how sure that makes."""
    mark = region.mark
    if mark is None:
        titled = tr("A line by itself stands over a text that reads like a story")
        words = titled if region.title else tr("The text reads like a story")
        return words, 0.66 - 0.3 * region.doubt
    label = _quoted(source.text[mark.start : mark.end])
    match mark.family:
        case Family.CASE:
            return _case_heading(mark, label, region.alike)
        case Family.NUMBERED:
            text = tr_n(
                "“{label}” is one of {n} numbered headings with a story under it",
                "“{label}” is one of {n} numbered headings with stories under them",
                region.alike,
            )
            return text.format(label=label, n=region.alike), 0.8 if region.alike > 1 else 0.66
        case Family.STYLED:
            return _styled_heading(mark, region.alike)
        case _:
            return tr("A new subject begins here"), 0.6


def _case_heading(mark: Mark, label: str, alike: int) -> tuple[str, float]:
    if mark.rule == "listed":
        return tr("The table of contents names a case with this title"), 0.9
    if mark.rule in (ROW, UNTITLED_ROW):
        text = tr_n("{n} row of the table tells a story", "{n} rows of the table tell a story each", alike)
        return text.format(n=alike), 0.9
    if alike > 1:
        text = tr_n(
            "“{label}” is a numbered case heading, {n} like it",
            "“{label}” is a numbered case heading, {n} like it",
            alike,
        )
        return text.format(label=label, n=alike), 0.9
    return tr("“{label}” is a case heading").format(label=label), 0.82


def _styled_heading(mark: Mark, alike: int) -> tuple[str, float]:
    if mark.rule == BEHIND:
        text = tr_n(
            "The case before it ends with “{label}”, like {n} case here",
            "The case before it ends with “{label}”, like {n} cases here",
            alike,
        )
        return text.format(label=_quoted(mark.word.strip(" :")), n=alike), 0.7
    if mark.rule == BY_GAP:
        text = tr_n(
            "Several blank lines part it from what stands before it, as they do with {n} story here",
            "Several blank lines part it from what stands before it, as they do with {n} stories here",
            alike,
        )
        return text.format(n=alike), 0.7
    if mark.rule in (ALIKE, BY_LOOK):
        text = tr_n(
            "{n} line looks like this one, with a story under it",
            "{n} lines look like this one, each with a story under it",
            alike,
        )
        return text.format(n=alike), 0.8
    return tr("The heading stands out by its style, and a story follows"), 0.84 if alike > 1 else 0.74


def _quoted(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= _QUOTED else label[:_QUOTED] + "…"


def _sections(source: SourceText, draft: Draft, reasons: list[Reason]) -> float:
    markers = [span for span in draft.spans if span.kind is SpanKind.MARKER]
    found = [_quoted(source.text[span.start : span.end]) for span in markers]
    if found:
        names = "”, “".join(dict.fromkeys(found))
        reasons.append((True, tr("Sections begin at “{names}”").format(names=names)))
        return 0.06
    if any(span.kind is SpanKind.QUESTION for span in draft.spans):
        reasons.append((True, tr("It ends with questions to the learner")))
        return 0.03
    return 0.0


def _body(source: SourceText, canon: str, draft: Draft, reasons: list[Reason]) -> float:
    bodies = [span for span in draft.spans if span.kind is SpanKind.BODY]
    length = sum(span.end - span.start for span in bodies)
    if not bodies:
        reasons.append((False, tr("It has no story")))
        return -0.35
    if length < _SHORT:
        reasons.append((False, tr("The story is very short")))
        return -0.25
    change = 0.0
    if length > _LONG:
        reasons.append((False, tr("It is very long and may hold more than one case")))
        change -= 0.15
    if story_share(canon, bodies[0].start, bodies[-1].end) < 0.15:
        reasons.append((False, tr("It reads more like an article than like a story")))
        change -= 0.12
    if inner := _lone_line(source, bodies):
        reasons.append((False, tr("“{words}” stands on a line by itself and may be a heading").format(words=inner)))
        change -= 0.05
    return change


def _beside_others(draft: Draft, region: Region, reasons: list[Reason]) -> float:
    """What the cases that begin alike say: one much longer than they, or with its sections twice, may be two."""
    change = 0.0
    if region.alike >= _FEWEST_OTHERS and region.length > _MUCH_LONGER * region.usual_length > 0:
        reasons.append((False, tr("It is much longer than the others and may hold more than one case")))
        change -= 0.15
    labels = [span.reason for span in draft.spans if span.kind is SpanKind.MARKER]
    if twice := next((label for label in labels if labels.count(label) > 1), ""):
        text = tr("“{label}” begins a section twice; it may hold more than one case")
        reasons.append((False, text.format(label=_quoted(twice))))
        change -= 0.2
    return change


def _lone_line(source: SourceText, bodies: list[Span]) -> str:
    """A short line inside the body that does not end like a sentence."""
    for span in bodies[1:-1]:
        words = source.text[span.start : span.end]
        if 3 <= len(words) <= 20 and "\n" not in words and words[-1] not in '。！？!?.…”"：:；;，,':
            return words
    return ""


def _quality(draft: Draft, reasons: list[Reason]) -> float:
    match draft.quality:
        case "truncated":
            reasons.append((False, tr("It stops in the middle of a sentence")))
            return -0.06
        case "stub":
            reasons.append((False, tr("There is hardly any text")))
            return -0.3
        case "garbled":
            reasons.append((False, tr("Some characters in it are broken")))
            return -0.1
        case _:
            return 0.0
